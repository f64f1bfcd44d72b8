### Deadlines: what is measured, and why a term ends on its day.

deadline-why-link = ¿Por qué ese día?
deadline-title = Plazos y por qué vencen
deadline-none = No hay plazos.
deadline-term = Plazo
deadline-due = Vence
deadline-state = Estado
deadline-state-running = Corre
deadline-state-paused = En pausa
deadline-state-met = Cumplido
deadline-state-cancelled = Ya no aplica
deadline-was-missed = Vencido
deadline-metric-legal = respuesta prometida
deadline-metric-first-response = primera respuesta
deadline-metric-next-response = respuesta al último mensaje
deadline-metric-update = aviso de avance
deadline-metric-own = asignación a una persona
deadline-metric-resolution = solución
deadline-term-hours = { $time } hábiles
deadline-term-business = { $n ->
    [one] { $n } día hábil
   *[other] { $n } días hábiles
}
deadline-term-calendar = { $n ->
    [one] { $n } día corrido
   *[other] { $n } días corridos
}
deadline-counts-from = Cuenta desde el día hábil que sigue al { $date }
deadline-counts-from-any = Cuenta desde el día que sigue al { $date }
deadline-step-started = Empieza a contar y vence el { $date }
deadline-step-paused = Queda en pausa
deadline-step-resumed = Sigue con el tiempo que faltaba y vence el { $date }
deadline-step-met = Se cumple
deadline-step-cancelled = Deja de contar
deadline-step-missed = Vence sin cumplirse
deadline-kept = El calendario o la política cambió después: vale la fecha que se prometió
deadline-days-off = Festivos que no cuentan
deadline-guest-title = ¿Por qué respondemos ese día?
deadline-guest-back = Volver { -to-your-case }
deadline-guest-due = Respondemos a más tardar el { $date }.
deadline-guest-answered = Le respondimos el { $date }.
deadline-guest-missed = No cumplimos ese plazo. Seguimos trabajando en su respuesta.
deadline-guest-kept = El calendario cambió después. Vale la fecha que le prometimos.
deadline-guest-filed = Recibimos { -your-case }: { $moment }
deadline-guest-later = Llegó fuera del horario o en un día que no es hábil. Por eso cuenta como recibido el { $date }.
deadline-guest-term = El plazo es de { $term }. El primero es el día hábil que sigue. Los fines de semana y los festivos no cuentan.
desk-event-deadline-near = Ya pasó el { $percent } % del plazo: { $metric }
desk-event-deadline-missed = Venció un plazo: { $metric }
