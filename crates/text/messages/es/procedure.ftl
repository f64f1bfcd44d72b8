### What the law lets the staff do: ask to complete a request, extend the term, transfer it.

## What the staff does
desk-act-complete = Pedir que complete la solicitud
desk-act-complete-title = ¿Pedir que complete { -the-case } { $code }?
desk-act-complete-text = El cliente recibe un correo y tiene hasta el { $until }. Mientras tanto el plazo de la norma espera. Puede pedirlo hasta el { $ask }.
desk-act-complete-label = Qué falta
desk-act-complete-missing = Escriba qué falta
desk-act-extend = Ampliar el plazo de respuesta
desk-act-extend-title = ¿Ampliar el plazo { -of-the-case } { $code }?
desk-act-extend-text = El cliente recibe un correo con el motivo y la nueva fecha. Solo se puede una vez.
desk-act-extend-until = Nueva fecha de respuesta
desk-act-extend-until-hint = A más tardar el { $date }. Si ese día no cuenta para el plazo, vale el anterior que sí cuenta.
desk-act-prolong = Dar más tiempo para completar
desk-act-transfer = Trasladar a otra entidad
desk-done-asked-to-complete = Pedimos al cliente que complete la solicitud
desk-done-extended = El plazo quedó ampliado
desk-done-prolonged = El cliente tiene más tiempo
desk-done-transferred = { -case.gender ->
    [feminine] { -The-case } quedó trasladada
   *[masculine] { -The-case } quedó trasladado
}

## Transfer
desk-transfer-title = Trasladar { -the-case } { $code } a otra entidad
desk-transfer-text = Use este paso cuando la organización no es competente. El cliente recibe copia del traslado y aquí no se puede reabrir.
desk-transfer-due = La norma da plazo hasta el { $date }.
desk-transfer-late = La norma daba plazo hasta el { $date } y ya pasó. Traslade hoy mismo.
desk-transfer-name = Entidad competente
desk-transfer-email = Correo de la entidad (opcional)
desk-transfer-email-hint = Si lo escribe, la entidad recibe allí la solicitud con los datos del cliente. Los archivos no van en el correo.
desk-transfer-address = Dirección u otro medio (opcional)
desk-transfer-reason = Por qué es competente
desk-transfer-files = Archivos para el cliente (opcional)
desk-transfer-files-hint = Por ejemplo, la copia del oficio
desk-transfer-button = Trasladar
desk-transfer-error-name = Escriba el nombre de la entidad
desk-transfer-error-email = Escriba un correo como ventanilla@entidad.gov
desk-transfer-error-reason = Escriba por qué esa entidad es competente

## Refusals
refusal-not-by-law = La norma de { -this-case } no lo permite, o su plazo no está corriendo.
refusal-ask-term-over = Ya pasaron los días en que se podía pedir que la completara. Responda con lo que tiene o pida un dato.
refusal-asked-already = El cliente ya tiene un plazo para completar la solicitud. Puede escribirle sin pedir nada más.
refusal-nothing-to-complete = No hay nada pendiente por completar.
refusal-prolonged-already = Ya se dio más tiempo una vez.
refusal-extended-already = El plazo ya se amplió una vez.
refusal-term-over = Ese plazo ya venció.
refusal-extension-out-of-range = Elija un día después del vencimiento y que no pase del máximo
refusal-authority-missing = { desk-transfer-error-name }

## History as the staff reads it
desk-event-asked-to-complete = { $name } pidió completar la solicitud, hasta el { $date }
desk-event-prolonged = { $name } amplió el tiempo para completar la solicitud, hasta el { $date }
desk-event-completion-reminded = Recordamos al cliente que complete la solicitud
desk-event-tacitly-withdrawn = El cliente no completó la solicitud a tiempo: se entiende que desistió
desk-event-extended = { $name } amplió el plazo de respuesta hasta el { $date }: { $reason }
desk-event-transferred = { $name } trasladó { -the-case } a { $to }
desk-complete-label = Falta para completar
desk-transferred-label = Traslado

## History as the requester reads it
event-asked-to-complete = Le pedimos completar { -your-case } a más tardar el { $date }.
event-prolonged = Tiene más tiempo para completar { -your-case }: hasta el { $date }.
event-completion-reminded = Le recordamos que falta completar { -your-case }.
event-tacitly-withdrawn = No recibimos lo que faltaba y entendimos que usted desistió.
event-extended = Ampliamos nuestro plazo. Respondemos a más tardar el { $date }.
event-transferred = Trasladamos { -your-case } a { $name }.

## The page of the requester
ticket-incomplete = Falta completar { -your-case }
ticket-incomplete-until = Tiene hasta el { $date }. Mientras tanto nuestro plazo espera.
ticket-incomplete-otherwise = Si no responde a tiempo, entendemos que desiste. Después puede crear { -another-case }.
ticket-incomplete-answer = Completar { -my-case }
ticket-prolong = Pedir más tiempo
ticket-prolong-hint = Puede pedirlo una sola vez. Tendría hasta el { $date }.
ticket-done-prolonged = Listo. Ahora tiene más tiempo para responder.
ticket-withdrawn = Entendimos que usted desistió el { $date }
ticket-withdrawn-next = No recibimos a tiempo lo que faltaba. Cuando lo tenga, puede crear { -another-case }.
ticket-transferred = Trasladamos { -your-case } a { $name }
ticket-transferred-next = Esa entidad es la competente y es la que le responde. Su plazo empieza cuando recibe el traslado. Aquí ya no se puede escribir.
ticket-transferred-reach = Puede preguntar allí: { $reach }

## Deadlines
deadline-metric-transfer = traslado a la entidad competente
deadline-step-extended = Se amplía y vence el { $date }
deadline-guest-extended = Lo ampliamos el { $date }.
deadline-guest-paused = El plazo espera hasta que usted complete { -your-case }.
deadline-guest-waited = Los días del { $from } al { $until } no contaron, porque esperábamos que usted completara { -your-case }.
deadline-guest-waited-day = El { $date } no contó, porque esperábamos que usted completara { -your-case }.
deadline-guest-ended = Los días del { $from } al { $until } no contaron, porque { -your-case } no estaba en curso.
deadline-guest-ended-day = El { $date } no contó, porque { -your-case } no estaba en curso.
deadline-guest-restarted = Usted completó { -your-case } el { $date }. Ese día el plazo empezó de nuevo.
deadline-guest-term-calendar = El plazo es de { $term }. Empieza el día que sigue y cuentan todos los días, también los festivos.

## Letters
mail-asked-to-complete-subject = Falta completar { -your-case } { $code }
mail-asked-to-complete-heading = Falta completar { -your-case }
mail-asked-to-complete-lead = { $name } necesita esto para poder responderle:
mail-asked-to-complete-paused = Mientras tanto nuestro plazo de respuesta espera. Desde su página puede pedir más tiempo, si la norma lo permite.
mail-asked-to-complete-otherwise = Si no responde a tiempo, entendemos que desiste. Después puede crear { -another-case }.
mail-completion-waits-subject = Todavía falta completar { -your-case } { $code }
mail-completion-waits-lead = Le pedimos lo que falta y aún no lo recibimos.
mail-completion-prolonged-subject = Tiene más tiempo para completar { -your-case } { $code }
mail-completion-prolonged-lead = Ampliamos una vez el tiempo que tiene para enviar lo que falta.
mail-tacitly-withdrawn-subject = Entendimos que desistió: { -case } { $code }
mail-tacitly-withdrawn-heading = Entendimos que usted desistió
mail-tacitly-withdrawn-lead = El { $date } le pedimos lo que faltaba para responderle:
mail-tacitly-withdrawn-reason = El tiempo para enviarlo terminó y no lo recibimos. Sin eso no podemos decidir. Por eso archivamos { -the-case }.
mail-tacitly-withdrawn-next = Usted conserva su derecho: cuando tenga lo que falta, puede crear { -another-case }.
mail-answer-put-off-subject = Necesitamos más tiempo: { -case } { $code }
mail-answer-put-off-heading = Necesitamos más tiempo para responderle
mail-answer-put-off-lead = No podemos responderle en la fecha que le prometimos, por este motivo:
mail-ticket-transferred-subject = Trasladamos { -your-case } { $code } a { $authority }
mail-ticket-transferred-heading = Trasladamos { -your-case } a { $authority }
mail-ticket-transferred-lead = No somos competentes para responderle. La entidad competente es otra, por este motivo:
mail-ticket-transferred-term = El plazo para responderle empieza cuando esa entidad recibe el traslado.
mail-request-forwarded-subject = Traslado por competencia de { $org }: { $code }
mail-request-forwarded-heading = Traslado por competencia
mail-request-forwarded-lead = { $org } recibió esta solicitud y la traslada a { $authority }, que es la entidad competente:
mail-request-forwarded-files = Los archivos no van en este correo. Pídalos a la organización que hace el traslado, con el código.
mail-label-complete-by = Último día para completar
mail-label-law = Norma
mail-label-authority = Entidad competente
mail-label-reach = Contacto
mail-label-email = Correo
mail-label-phone = Teléfono
mail-label-filed-on = Recibida el
mail-label-reason = Motivo del traslado
mail-button-complete = Completar { -my-case }

## Names of letters
desk-letter-asked-to-complete = Pedido de completar la solicitud
desk-letter-completion-waits = Recordatorio de completar la solicitud
desk-letter-tacitly-withdrawn = Aviso de desistimiento
desk-letter-extended = Aviso de ampliación del plazo
desk-letter-transferred = Aviso de traslado
desk-letter-forwarded = Traslado a la entidad competente
mailbox-kind-asked-to-complete = pedido de completar
mailbox-kind-completion-waits = recordatorio
mailbox-kind-tacitly-withdrawn = desistimiento
mailbox-kind-answer-put-off = ampliación del plazo
mailbox-kind-ticket-transferred = traslado
mailbox-kind-request-forwarded = traslado a la entidad

## Classes
legal-counts = Días que cuentan
legal-counts-business = Días hábiles
legal-counts-calendar = Días corridos, también festivos
legal-transfer = Días hábiles para trasladar (opcional)
legal-transfer-hint = Cuando otra entidad es la competente
legal-ask = Días hábiles para pedir que se complete (opcional)
legal-ask-hint = Vacío si la norma no prevé solicitudes incompletas
legal-months = Meses que tiene el cliente para completarla
legal-more-months = Meses que puede pedir de más
legal-then = Cuando la completa, el plazo
legal-then-resumes = Sigue con los días que faltaban
legal-then-restarts = Empieza de nuevo
legal-error-transfer = Escriba un número de días de 1 a { $most }, o deje vacío
legal-error-incomplete = Escriba de 1 a { $days } días para pedir y de 1 a { $months } meses para completar
legal-example = { -case.gender ->
    [feminine] Una { -case } creada ahora, con { $term }, vence el { $date }.
   *[masculine] Un { -case } creado ahora, con { $term }, vence el { $date }.
}
ticket-class = Clase de solicitud
mail-label-class = Clase
