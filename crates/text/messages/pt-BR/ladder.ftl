### How tickets are classed, who follows them, ladders of terms and what a change would do.

priority-label = Prioridade
priority-low = Baixa
priority-normal = Normal
priority-high = Alta
priority-urgent = Urgente
kind-label = Tipo
kind-question = Pergunta
kind-incident = Incidente
kind-request = Solicitação
kind-complaint = Reclamação
kind-default = Tipo com que é criado
classify-title = Mudar prioridade ou tipo
desk-done-classified = Prioridade e tipo salvos
desk-event-classified = { $name } mudou { $changes }
desk-event-priority = a prioridade: { $from } → { $to }
desk-event-kind = o tipo: { $from } → { $to }
desk-event-deadline-soon = Faltam { $time } para vencer um prazo: { $metric }
desk-event-escalated = Passo da escada ({ $metric }, { $when }): { $action }
desk-event-follower-added = { $name } recebe avisos a partir de agora
desk-event-follower-removed = { $name } não recebe mais avisos
desk-view-near = A vencer
desk-ring-said = { $metric }, { $percent } % do tempo usado
desk-due-what = { $metric }: { $words }
desk-why-escalated = A escada de um prazo decidiu.
followers-title = Recebem avisos
followers-none = Ninguém mais recebe avisos.
followers-add = Avisar também
followers-who = Pessoa
followers-remove = Parar de avisar
desk-done-follows = Receberá um e-mail com cada novidade
desk-done-unfollows = Não recebe mais avisos
policy-edit = Editar
policy-calendar = Calendário
policy-calendar-main = O principal
policy-calendar-always = Todos os dias, a qualquer hora
policy-warnings = Avisos antes de vencer, em minutos
policy-warnings-hint = Com vírgulas: 120, 15
policy-percents = Avisos conforme o prazo usado, em porcentagem
policy-percents-hint = Com vírgulas: 50, 75, 90. Vazio não avisa.
policy-example-warnings = Avisos em { $percents } % do prazo
policy-error-warnings = Escreva até { $count } números de 1 a { $most }, com vírgulas
policy-progress = Recalculando os prazos abertos: { $done } de { $all }
desk-audit-deadline-policy-saved = Mudou uma política de prazos
ladder-title = Escada
ladder-hint = O que acontece sozinho quando um prazo se aproxima do fim ou já venceu. Cada passo acontece uma vez. Até { $most } minutos.
ladder-rung = Passo { $n }
ladder-add = Adicionar passo
ladder-amount = Quanto
ladder-unit = Quando
ladder-unit-used = % do prazo usado
ladder-unit-before = minutos antes de vencer
ladder-unit-after = minutos úteis depois de vencer
ladder-action = O que se faz
ladder-line = { $metric }, { $when }: { $action }
ladder-when-used = aos { $percent } %
ladder-when-before = { $time } antes
ladder-when-after = { $time } depois
ladder-notify-assignee = avisar a pessoa responsável
ladder-notify-supervisors = avisar a supervisão da equipe
ladder-notify = avisar { $name }
ladder-raise-priority = subir a prioridade
ladder-give-to-team = passar a outra equipe
ladder-give-to-team-named = passar à equipe { $name }
ladder-give-to = atribuir a { $name }
ladder-add-follower = adicionar { $name } aos avisos
ladder-error-amount = Escreva uma porcentagem de 1 a 100 ou minutos de 1 a { $most }
ladder-error-twice = Esse passo já está na escada
trial-button = Ver o efeito
trial-title = Efeito sobre o que está aberto
trial-unsaved = Nada foi salvo ainda.
trial-moved = { $n ->
    [0] Nenhum prazo muda, de { $seen } revisados.
    [one] Muda o prazo de { $n }, de { $seen } revisados.
   *[other] Mudam os prazos de { $n }, de { $seen } revisados.
}
trial-late = { $n ->
    [one] { $n } ficaria com um prazo vencido.
   *[other] { $n } ficariam com um prazo vencido.
}
trial-relieved = { $n ->
    [one] { $n } deixaria de estar vencido.
   *[other] { $n } deixariam de estar vencidos.
}
trial-part = Foram revisados os primeiros { $seen } de { $all }.
trial-before = Vence hoje
trial-after = Venceria
trial-not-measured = Não se mede
mail-label-term = Prazo
mail-deadline-notice-near-subject = Um prazo está para vencer: { $code }
mail-deadline-notice-near = Um prazo está para vencer
mail-deadline-notice-over-subject = Venceu um prazo: { $code }
mail-deadline-notice-over = Venceu um prazo
mail-ticket-news-subject = Novidade { -in-the-case } { $code }
mail-ticket-news-why = Você recebe este e-mail porque alguém adicionou você aos avisos.
mail-news-customer-wrote = O cliente escreveu
mail-news-replied = O cliente foi respondido
mail-news-info-requested = Pediu-se informação ao cliente
mail-news-solution-proposed = Foi proposta uma solução
mail-news-solution-accepted = O cliente aceitou a solução
mail-news-solution-rejected = O cliente rejeitou a solução
mail-news-closed-by-silence = Foi encerrado sem resposta do cliente
mail-news-closed = Foi encerrado sem proposta
mail-news-reopened = Foi reaberto
mail-news-dropped = O cliente desistiu
mail-news-cancelled = Foi cancelado
mail-news-assigned = Mudou a pessoa responsável
mail-news-deadline-missed = Venceu um prazo
