### How tickets are classed, who follows them, ladders of terms and what a change would do.

priority-label = Prioridad
priority-low = Baja
priority-normal = Normal
priority-high = Alta
priority-urgent = Urgente
kind-label = Tipo
kind-question = Pregunta
kind-incident = Incidente
kind-request = Solicitud
kind-complaint = Queja
kind-default = Tipo con el que se crea
classify-title = Cambiar prioridad o tipo
desk-done-classified = Prioridad y tipo guardados
desk-event-classified = { $name } cambió { $changes }
desk-event-priority = la prioridad: { $from } → { $to }
desk-event-kind = el tipo: { $from } → { $to }
desk-event-deadline-soon = Faltan { $time } para que venza un plazo: { $metric }
desk-event-escalated = Paso de la escalera ({ $metric }, { $when }): { $action }
desk-event-follower-added = { $name } recibe avisos desde ahora
desk-event-follower-removed = { $name } ya no recibe avisos
desk-view-near = Por vencer
desk-ring-said = { $metric }, { $percent } % del tiempo usado
desk-due-what = { $metric }: { $words }
desk-why-escalated = Lo decidió la escalera de un plazo.
followers-title = Reciben avisos
followers-none = Nadie más recibe avisos.
followers-add = Avisar también a
followers-who = Persona
followers-remove = Dejar de avisar
desk-done-follows = Recibirá un correo con cada novedad
desk-done-unfollows = Ya no recibe avisos
policy-edit = Editar
policy-calendar = Calendario
policy-calendar-main = El principal
policy-calendar-always = Todos los días, a toda hora
policy-warnings = Avisos antes de vencer, en minutos
policy-warnings-hint = Con comas: 120, 15
policy-percents = Avisos según el plazo usado, en porcentaje
policy-percents-hint = Con comas: 50, 75, 90. Vacío no avisa.
policy-example-warnings = Avisos al { $percents } % del plazo
policy-error-warnings = Escriba hasta { $count } números de 1 a { $most }, con comas
policy-progress = Recalculando los plazos abiertos: { $done } de { $all }
desk-audit-deadline-policy-saved = Cambió una política de plazos
ladder-title = Escalera
ladder-hint = Lo que se hace solo cuando un plazo se acerca a su fin o ya venció. Cada paso ocurre una vez. Hasta { $most } minutos.
ladder-rung = Paso { $n }
ladder-add = Agregar paso
ladder-amount = Cuánto
ladder-unit = Cuándo
ladder-unit-used = % del plazo usado
ladder-unit-before = minutos antes de vencer
ladder-unit-after = minutos hábiles después de vencer
ladder-action = Qué se hace
ladder-line = { $metric }, { $when }: { $action }
ladder-when-used = al { $percent } %
ladder-when-before = { $time } antes
ladder-when-after = { $time } después
ladder-notify-assignee = avisar a la persona responsable
ladder-notify-supervisors = avisar a la supervisión del equipo
ladder-notify = avisar a { $name }
ladder-raise-priority = subir la prioridad
ladder-give-to-team = pasar a otro equipo
ladder-give-to-team-named = pasar al equipo { $name }
ladder-give-to = asignar a { $name }
ladder-add-follower = agregar a { $name } a los avisos
ladder-error-amount = Escriba un porcentaje de 1 a 100 o minutos de 1 a { $most }
ladder-error-twice = Ese paso ya está en la escalera
trial-button = Ver el efecto
trial-title = Efecto sobre lo que está abierto
trial-unsaved = Nada se ha guardado todavía.
trial-moved = { $n ->
    [0] Ningún plazo cambia, de { $seen } revisados.
    [one] Cambia el plazo de { $n }, de { $seen } revisados.
   *[other] Cambian los plazos de { $n }, de { $seen } revisados.
}
trial-late = { $n ->
    [one] { $n } quedaría con un plazo vencido.
   *[other] { $n } quedarían con un plazo vencido.
}
trial-relieved = { $n ->
    [one] { $n } dejaría de estar vencido.
   *[other] { $n } dejarían de estar vencidos.
}
trial-part = Se revisaron los primeros { $seen } de { $all }.
trial-before = Hoy vence
trial-after = Vencería
trial-not-measured = No se mide
mail-label-term = Plazo
mail-deadline-notice-near-subject = Un plazo está por vencer: { $code }
mail-deadline-notice-near = Un plazo está por vencer
mail-deadline-notice-over-subject = Venció un plazo: { $code }
mail-deadline-notice-over = Venció un plazo
mail-ticket-news-subject = Novedad { -in-the-case } { $code }
mail-ticket-news-why = Recibe este correo porque alguien le agregó a los avisos.
mail-news-customer-wrote = El cliente escribió
mail-news-replied = Se respondió al cliente
mail-news-info-requested = Se pidió información al cliente
mail-news-solution-proposed = Se propuso una solución
mail-news-solution-accepted = El cliente aceptó la solución
mail-news-solution-rejected = El cliente rechazó la solución
mail-news-closed-by-silence = Se cerró sin respuesta del cliente
mail-news-closed = Se cerró sin propuesta
mail-news-reopened = Se reabrió
mail-news-dropped = El cliente desistió
mail-news-cancelled = Se canceló
mail-news-assigned = Cambió la persona responsable
mail-news-deadline-missed = Venció un plazo
