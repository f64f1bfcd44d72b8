### Looking tickets up, their list, and the page of a ticket.

## Look-up
find-heading = Consulte { -your-case }
find-lead = Vea el estado y escriba al equipo
find-code = Código { -of-the-case }
find-code-hint = Está en el correo de confirmación
find-email = Correo electrónico
find-lost = Perdí el código de { -my-case }
find-open = Ya tiene una consulta abierta en este equipo.
find-left = Cerramos la consulta en este equipo.
find-sent-heading = Revise su correo
find-sent-link = Si ese código y ese correo van juntos, en unos minutos le llega un enlace para ver { -your-cases }.
find-sent-spam = Busque también en «correo no deseado».
find-again = Consultar otra vez

## Lost codes
recover-heading = Le enviamos sus códigos
recover-lead = Escriba el correo con el que creó { -your-case }. Ahí le llega la lista con todos los códigos.
recover-button = Enviarme los códigos
recover-done = Si hay { -cases } con ese correo, en unos minutos le llega la lista.

## The list
list-heading = { -My-cases }
list-of = Correo { $email }
list-caption = { -My-cases }, por fecha de creación
list-subject = Asunto y código
list-state = Estado
list-created = { -case.gender ->
    [feminine] Creada
   *[masculine] Creado
}
list-updated = { -case.gender ->
    [feminine] Actualizada
   *[masculine] Actualizado
}
list-nobody = Por asignar
list-empty = No hay { -cases } para mostrar.
list-leave = Salir de esta consulta

## Before an idle session ends
idle-title = ¿Sigue ahí?
idle-text = { $minutes ->
    [one] Cerramos la consulta en { $minutes } minuto para cuidar sus datos.
   *[other] Cerramos la consulta en { $minutes } minutos para cuidar sus datos.
}
idle-stay = Seguir

## Proving the address
prove-heading = Confirme que es usted
prove-lead = Le enviamos un código de 6 cifras a { $email }. Así cuidamos sus datos.
prove-send = Enviarme el código
prove-code-heading = Escriba el código que le enviamos
prove-code-lead = Enviamos un código de 6 cifras a { $email }. Con él confirmamos que el correo es suyo.
prove-code-perhaps = Si el código { -of-the-case } y el correo van juntos, en unos minutos le llega a ese correo un código de 6 cifras.
prove-code = Código de 6 cifras
prove-code-hint = Puede pegarlo completo
prove-code-expires = Vence a las { $time }
prove-code-submit = Confirmar que soy yo
prove-code-refused = El código no coincide o venció. Revíselo o pida otro.
prove-resend = Enviar otro código
prove-resend-in = Enviar otro código en { $n } s
prove-resend-ready = Ya puede pedir otro código
prove-nothing-came = ¿No le llegó el código?
prove-spam = Busque en «correo no deseado» un mensaje de { $organization }. Puede tardar hasta 2 minutos.
prove-phone = ¿No puede entrar a su correo? Llame al { $phone } y le ayudamos.

## Head of the page
ticket-title = { -Case } { $code }: { $state }
ticket-code = { -Case } { $code }
ticket-created-on = { -case.gender ->
    [feminine] Creada el { $date }
   *[masculine] Creado el { $date }
}
ticket-progress = Avance { -of-the-case }
ticket-reopened-on = { -case.gender ->
    [feminine] Reabierta el { $date }
   *[masculine] Reabierto el { $date }
}
ticket-when-accepted = cuando usted acepte

## A solution to review
ticket-solution = Le proponemos esta solución
ticket-solution-question = ¿Esta solución resuelve { -your-case }?
ticket-solution-until = Puede responder hasta el { $date }.
ticket-solution-silence = { -case.gender ->
    [feminine] Si no responde, { -the-case } se cierra como resuelta.
   *[masculine] Si no responde, { -the-case } se cierra como resuelto.
}
ticket-yes = { -case.word ->
    [ticket] Aceptar solución
   *[other] Sí, acepto la solución
}
ticket-yes-hint = { -case.gender ->
    [feminine] { -The-case } queda resuelta
   *[masculine] { -The-case } queda resuelto
}
ticket-no = { -case.word ->
    [ticket] Rechazar solución
   *[other] No, la rechazo
}
ticket-no-hint = Nos cuenta por qué y seguimos trabajando
ticket-rate = Califique la atención
ticket-comment = ¿Quiere agregar algo?
ticket-accept = Aceptar y cerrar { -the-case }
ticket-accept-heading = { -case.word ->
    [ticket] Aceptar solución
   *[other] ¿Acepta esta solución?
}
ticket-reason = ¿Por qué la rechaza?
ticket-reason-hint = { $name } lee su respuesta y { -the-case } se reabre
ticket-reason-hint-team = Leemos su respuesta y { -the-case } se reabre
ticket-reject = Rechazar y reabrir { -the-case }
ticket-reject-heading = { -case.word ->
    [ticket] Rechazar solución
   *[other] ¿Rechaza esta solución?
}
ticket-reject-short = Cuéntenos un poco más por qué la rechaza
ticket-go-back = Volver { -to-the-case }
ticket-no-choice = Elija si acepta o rechaza la solución
ticket-other-solution = La solución cambió mientras usted la leía. Revise la nueva antes de responder.
ticket-too-late = { -The-case } cambió mientras usted respondía. Ahora está en «{ $state }».

## What happens after an answer
ticket-done-accepted = { -case.gender ->
    [feminine] Gracias. { -Your-case } quedó resuelta.
   *[masculine] Gracias. { -Your-case } quedó resuelto.
}
ticket-done-rejected = { -case.gender ->
    [feminine] Reabrimos { -your-case }. { $name } la retoma y le escribe.
   *[masculine] Reabrimos { -your-case }. { $name } lo retoma y le escribe.
}
ticket-done-rejected-team = { -case.gender ->
    [feminine] Reabrimos { -your-case }. La retomamos y le escribimos.
   *[masculine] Reabrimos { -your-case }. Lo retomamos y le escribimos.
}
ticket-done-sent = Enviamos su mensaje. { $name } recibe un aviso.
ticket-done-sent-team = Recibimos su mensaje.
ticket-done-rated = Gracias por su calificación.
ticket-done-dropped = Cancelamos { -your-case }, como usted pidió.
ticket-done-removed = Quitamos el archivo.

## The requester is asked for something
ticket-waiting = Necesitamos un dato suyo
ticket-waiting-paused = Seguimos cuando responda
ticket-waiting-answer = Responder

## Resolved and ended
ticket-resolved = { -case.gender ->
    [feminine] { -Case } resuelta el { $date }
   *[masculine] { -Case } resuelto el { $date }
}
ticket-resolved-accepted = Usted aceptó la solución.
ticket-resolved-silence = { -case.gender ->
    [feminine] No recibimos su respuesta a la solución. Por eso la cerramos.
   *[masculine] No recibimos su respuesta a la solución. Por eso lo cerramos.
}
ticket-resolved-agent = { -case.gender ->
    [feminine] { $name } la dio por resuelta.
   *[masculine] { $name } lo dio por resuelto.
}
ticket-rated = Usted calificó la atención
ticket-rate-change = Cambie su calificación
ticket-rate-send = Enviar mi calificación
ticket-rate-until = Puede calificar hasta el { $date }.
ticket-reopen-until = { -case.gender ->
    [feminine] ¿El problema sigue? Puede reabrirla hasta el { $date }.
   *[masculine] ¿El problema sigue? Puede reabrirlo hasta el { $date }.
}
ticket-reopen = Reabrir { -the-case }
ticket-reopen-heading = ¿Quiere reabrir { -your-case }?
ticket-reopen-reason = { -case.gender ->
    [feminine] ¿Por qué la reabre?
   *[masculine] ¿Por qué lo reabre?
}
ticket-reopen-over = { -case.gender ->
    [feminine] El plazo para reabrirla terminó. Si el problema sigue, cree { -another-case }; lo que ya nos contó va incluido.
   *[masculine] El plazo para reabrirlo terminó. Si el problema sigue, cree { -another-case }; lo que ya nos contó va incluido.
}
ticket-follow = Crear { -another-case }
ticket-cancelled = { -case.gender ->
    [feminine] { -Case } cancelada el { $date }
   *[masculine] { -Case } cancelado el { $date }
}
ticket-cancelled-next = Si todavía necesita ayuda, puede crear { -another-case }.
ticket-ended = { -The-case } está en «{ $state }». Ya no se puede escribir aquí.
ticket-drop = Cancelar { -my-case }
ticket-drop-heading = ¿Quiere cancelar { -your-case }?
ticket-drop-lead = { -case.gender ->
    [feminine] Dejamos de trabajar en ella. Después no se puede reabrir.
   *[masculine] Dejamos de trabajar en él. Después no se puede reabrir.
}
ticket-drop-reason = ¿Por qué { -case.gender ->
    [feminine] la cancela
   *[masculine] lo cancela
}?
ticket-drop-yes = Sí, cancelar { -the-case }
ticket-drop-no = No, volver { -to-the-case }

## History
ticket-history = Historial
ticket-add-message = Agregar o enviar un mensaje
ticket-earlier = { $n ->
    [one] Ver { $n } anterior
   *[other] Ver { $n } anteriores
}
ticket-news-one = Hay { $n } novedad. Mostrarla
ticket-news-other = Hay { $n } novedades. Mostrarlas
ticket-stale = Esta página ya no recibe novedades.
ticket-you = Usted
ticket-team = El equipo
ticket-see-solution = Ver la solución
event-created = { $files ->
    [0] Usted creó { -the-case }.
    [one] Usted creó { -the-case } con { $files } archivo.
   *[other] Usted creó { -the-case } con { $files } archivos.
}
event-verified-by-phone = Validamos su identidad por teléfono.
event-assigned = Asignamos { -your-case } a { $name }.
event-reassigned = { -Your-case } pasó a { $name }.
event-info-requested = Le pedimos un dato. Seguimos cuando responda.
event-solution-proposed = Le propusimos una solución.
event-solution-withdrawn = Retiramos la solución y seguimos trabajando.
event-solution-accepted = Usted aceptó la solución.
event-solution-rejected = { -case.gender ->
    [feminine] Usted rechazó la solución y { -the-case } quedó reabierta.
   *[masculine] Usted rechazó la solución y { -the-case } quedó reabierto.
}
event-reminded = Le recordamos que hay una solución por revisar.
event-closed-by-silence = { -case.gender ->
    [feminine] No recibimos su respuesta y { -the-case } se cerró como resuelta.
   *[masculine] No recibimos su respuesta y { -the-case } se cerró como resuelto.
}
event-closed = { -case.gender ->
    [feminine] { $name } dio { -the-case } por resuelta.
   *[masculine] { $name } dio { -the-case } por resuelto.
}
event-rated = Usted calificó la atención con { $value }.
event-reopened = Usted reabrió { -the-case }.
event-reopened-agent = { $name } reabrió { -the-case }.
event-dropped = Usted canceló { -the-case }.
event-cancelled = { $name } canceló { -the-case }.
event-followed-up = Usted siguió con { -another-case }: { $code }.

## Writing
write-label = Su mensaje para el equipo
write-placeholder = Escriba su mensaje. { $name } recibe un aviso.
write-placeholder-team = Escriba su mensaje.
write-reopens = { -case.gender ->
    [feminine] Si escribe, { -the-case } se reabre. Un mensaje de gracias no la reabre.
   *[masculine] Si escribe, { -the-case } se reabre. Un mensaje de gracias no lo reabre.
}
write-attach = Adjuntar archivos
write-attach-short = Adjuntar
write-files = Archivos para enviar
write-count = Archivos agregados: { $n } de { $max }
write-prove = Para responder, confirme que es usted
write-prove-hint = Llegó por el enlace de un correo. Le enviamos un código a { $email } y sigue en esta página.

## Beside the history
ticket-facts = Datos { -of-the-case }
ticket-agent = { -case.gender ->
    [feminine] La atiende
   *[masculine] Lo atiende
}
ticket-nobody = Aún sin asignar
ticket-due = Fecha límite de respuesta
ticket-due-met = Respondimos a tiempo
ticket-topic = Tema
ticket-document = Documento
ticket-email = Correo electrónico
ticket-phone = Teléfono
ticket-facts-prove = Para ver sus datos personales, confirme que es usted
ticket-files = Archivos ({ $n })
ticket-files-prove = Para ver los archivos, confirme que es usted
