### Deadlines: what is measured, and why a term ends on its day.

deadline-why-link = Por que nesse dia?
deadline-title = Prazos e por que vencem
deadline-none = Não há prazos.
deadline-term = Prazo
deadline-due = Vence
deadline-state = Estado
deadline-state-running = Em curso
deadline-state-paused = Em pausa
deadline-state-met = Cumprido
deadline-state-cancelled = Já não se aplica
deadline-was-missed = Vencido
deadline-metric-legal = resposta prometida
deadline-metric-first-response = primeira resposta
deadline-metric-next-response = resposta à última mensagem
deadline-metric-update = aviso de andamento
deadline-metric-own = atribuição a uma pessoa
deadline-metric-resolution = solução
deadline-term-hours = { $time } úteis
deadline-term-business = { $n ->
    [one] { $n } dia útil
   *[other] { $n } dias úteis
}
deadline-term-calendar = { $n ->
    [one] { $n } dia corrido
   *[other] { $n } dias corridos
}
deadline-counts-from = Conta a partir do dia útil seguinte a { $date }
deadline-counts-from-any = Conta a partir do dia seguinte a { $date }
deadline-step-started = Começa a contar e vence em { $date }
deadline-step-paused = Fica em pausa
deadline-step-resumed = Continua com o tempo que faltava e vence em { $date }
deadline-step-met = É cumprido
deadline-step-cancelled = Deixa de contar
deadline-step-missed = Vence sem ser cumprido
deadline-kept = O calendário ou a política mudou depois: vale a data que foi prometida
deadline-days-off = Feriados que não contam
deadline-guest-title = Por que respondemos nesse dia?
deadline-guest-back = Voltar { -to-your-case }
deadline-guest-due = Respondemos no máximo em { $date }.
deadline-guest-answered = Respondemos a você em { $date }.
deadline-guest-missed = Não cumprimos esse prazo. Continuamos trabalhando na sua resposta.
deadline-guest-kept = O calendário mudou depois. Vale a data que prometemos a você.
deadline-guest-filed = Recebemos { -your-case }: { $moment }
deadline-guest-later = Chegou fora do horário ou em um dia que não é útil. Por isso conta como recebido em { $date }.
deadline-guest-term = O prazo é de { $term }. O primeiro é o dia útil seguinte. Fins de semana e feriados não contam.
desk-event-deadline-near = Já passou { $percent }% do prazo: { $metric }
desk-event-deadline-missed = Um prazo venceu: { $metric }
