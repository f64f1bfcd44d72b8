### The letters.

## Code that proves an address. Nothing that the requester typed, and no link
mail-code-subject = { $code } es su código de { $org }
mail-code-intake-heading = Confirme su correo para crear { -the-case }
mail-code-session-heading = Confirme su correo para ver { -your-cases }
mail-code-lead = Escriba este código en la página donde lo pidió:
mail-code-life = { $hour ->
    [1] Vence a la { $time } y solo sirve una vez.
   *[other] Vence a las { $time } y solo sirve una vez.
}
mail-code-intake-not-you = ¿No lo pidió usted? Ignore este correo. No creamos nada a su nombre.
mail-code-session-not-you = ¿No lo pidió usted? Ignore este correo y no comparta el código. Sin él nadie puede ver { -your-cases }.

## The ticket was created
mail-ticket-created-subject = Creamos { -your-case } { $code }
mail-ticket-created-heading = Creamos { -your-case }
mail-ticket-created-lead = Guarde este código. Con él y con su correo puede consultar { -your-case } cuando quiera.
mail-ticket-created-next = Le avisamos a este correo cada vez que haya un avance.

## An agent replied
mail-agent-replied-subject = { $name } respondió { -your-case } { $code }
mail-agent-replied-heading = { $name } respondió { -your-case }

## An agent needs information
mail-information-requested-subject = Necesitamos un dato suyo: { -case } { $code }
mail-information-requested-heading = Necesitamos un dato suyo
mail-information-requested-lead = { $name } lo necesita para seguir con { -your-case }:
mail-information-requested-paused = Seguimos cuando responda.

## A solution was proposed
mail-solution-proposed-subject = Le proponemos una solución: { -case } { $code }
mail-solution-proposed-heading = Le proponemos una solución
mail-solution-proposed-lead = { $name } revisó { -your-case } y le propone esta solución:
mail-solution-proposed-question = Díganos si la acepta o la rechaza. Si la rechaza, seguimos trabajando.
mail-solution-proposed-silence = Si no responde, { -the-case } se cierra como { -case.gender ->
    [feminine] resuelta
   *[masculine] resuelto
}.

## Reminder of the proposal
mail-solution-reminder-subject = { $n ->
    [0] Hoy es el último día para revisar la solución
    [one] Le queda { $n } día para revisar la solución
   *[other] Le quedan { $n } días para revisar la solución
}
mail-solution-reminder-lead = Le propusimos una solución y todavía no sabemos si le sirve.

## The ticket was resolved
mail-ticket-resolved-subject = { -Your-case } { $code } quedó { -case.gender ->
    [feminine] resuelta
   *[masculine] resuelto
}
mail-ticket-resolved-heading = { -Your-case } quedó { -case.gender ->
    [feminine] resuelta
   *[masculine] resuelto
}
mail-ticket-resolved-accepted = Usted aceptó la solución. Gracias por contarnos.
mail-ticket-resolved-silence = No recibimos su respuesta a la solución que le propusimos. Por eso cerramos { -the-case }.
mail-ticket-resolved-closed = { $name } dio { -the-case } por { -case.gender ->
    [feminine] resuelta
   *[masculine] resuelto
}.
mail-ticket-resolved-reopen = { -case.gender ->
    [feminine] ¿El problema sigue? Puede reabrirla hasta el { $date }.
   *[masculine] ¿El problema sigue? Puede reabrirlo hasta el { $date }.
}

## The ticket was reopened
mail-ticket-reopened-subject = Reabrimos { -your-case } { $code }
mail-ticket-reopened-heading = Reabrimos { -your-case }
mail-ticket-reopened-lead = Recibimos su explicación y seguimos trabajando.
mail-ticket-reopened-agent = Recibimos su explicación. { $name } sigue con { -your-case }.

## The ticket was cancelled
mail-ticket-cancelled-subject = Cancelamos { -your-case } { $code }
mail-ticket-cancelled-heading = Cancelamos { -your-case }
mail-ticket-cancelled-requester = { -case.gender ->
    [feminine] La cancelamos porque usted lo pidió.
   *[masculine] Lo cancelamos porque usted lo pidió.
}
mail-ticket-cancelled-agent = { $name } canceló { -your-case } por este motivo:
mail-ticket-cancelled-next = Si todavía necesita ayuda, cree { -another-case }.

## All tickets of an address
mail-code-list-subject = { -Your-cases } en { $org }
mail-code-list-heading = { -case.gender ->
    [feminine] Estas son { -your-cases }
   *[masculine] Estos son { -your-cases }
}
mail-code-list-lead = Para ver el detalle, use uno de estos códigos y este correo.
mail-code-list-row = { $state } · { -case.gender ->
    [feminine] creada el { $date }
   *[masculine] creado el { $date }
}
mail-code-list-not-you = ¿No pidió usted este correo? Ignórelo. Solo llegó a esta dirección.

## Too much for single letters
mail-digest-subject = Novedades { -of-your-cases } en { $org }
mail-digest-heading = Hubo muchas novedades
mail-digest-lead = Hubo tantas en poco tiempo que las reunimos en este correo.
mail-digest-row = { $n ->
    [one] Una novedad
   *[other] { $n } novedades
}
mail-digest-button = Ver las novedades

## To agents: a customer wrote
mail-customer-wrote-subject = { $name } escribió { -in-the-case } { $code }
mail-customer-wrote-heading = { $name } escribió { -in-the-case }
mail-customer-wrote-cut = El mensaje sigue en la mesa.

## To agents: a ticket was assigned
mail-ticket-assigned-subject = { -case.gender ->
    [feminine] Nueva { -case } asignada: { $code }
   *[masculine] Nuevo { -case } asignado: { $code }
}
mail-ticket-assigned-heading = { -case.gender ->
    [feminine] Tiene una { -case } nueva
   *[masculine] Tiene un { -case } nuevo
}
mail-ticket-assigned-rule = Le corresponde según la regla de asignación.
mail-ticket-assigned-person = { -case.gender ->
    [feminine] { $name } se la asignó.
   *[masculine] { $name } se lo asignó.
}

## To agents: invitation to the desk
mail-agent-invited-subject = Su acceso a la mesa de { $org }
mail-agent-invited-heading = Active su acceso
mail-agent-invited-lead = { $name } le dio acceso a la mesa de atención de { $org }.
mail-agent-invited-life = El enlace sirve una sola vez.
mail-agent-invited-not-you = ¿No esperaba este correo? Ignórelo o avise a { $name }.

## To people of companies: invitation, forgotten password, link to sign in
mail-account-invited-subject = Su acceso a { $org }
mail-account-invited-lead = { $name } le dio acceso a la cuenta de { $company } en { $org }.
mail-password-reset-subject = Elija otra contraseña para { $org }
mail-password-reset-heading = Elija otra contraseña
mail-password-reset-lead = Recibimos una solicitud para cambiar la contraseña de su cuenta.
mail-password-reset-not-you = ¿No la pidió usted? Ignore este correo. Su contraseña no cambia.
mail-sign-in-link-subject = Su enlace para entrar a { $org }
mail-sign-in-link-heading = Entre a su cuenta
mail-sign-in-link-lead = Con este enlace entra sin escribir la contraseña.
mail-sign-in-link-not-you = ¿No lo pidió usted? Ignore este correo y no reenvíe el enlace.

## To agents: many failed sign-ins
mail-sign-in-failed-subject = Intentos de entrar a su cuenta de { $org }
mail-sign-in-failed-heading = Alguien intenta entrar a su cuenta
mail-sign-in-failed-lead = { $n ->
    [one] Hubo { $n } intento con una contraseña que no coincide.
   *[other] Hubo { $n } intentos con una contraseña que no coincide.
}
mail-sign-in-failed-you = ¿Fue usted? Espere unos minutos e intente de nuevo.
mail-sign-in-failed-not-you = ¿No fue usted? Cambie su contraseña y avise a su supervisor.

## Labels and buttons
mail-label-code = Código { -of-the-case }
mail-label-topic = Tema
mail-label-agent = { -case.gender ->
    [feminine] La atiende
   *[masculine] Lo atiende
}
mail-label-answer-due = Fecha límite de respuesta
mail-label-respond-by = Último día para responder
mail-label-files = Archivos
mail-label-requester = Cliente
mail-label-due = Vence
mail-label-link-until = El enlace vence
mail-label-last-try = Último intento
mail-button-see = Ver { -my-case }
mail-button-respond = Ver y responder
mail-button-review = Revisar la solución
mail-button-look-up = Consultar { -my-cases }
mail-button-create = Crear { -another-case }
mail-button-desk = Abrir en la mesa
mail-button-password = Elegir mi contraseña
mail-button-change-password = Cambiar mi contraseña
mail-button-sign-in = Entrar a mi cuenta

## Foot
mail-foot-line = Línea { $phone }
mail-foot-line-hours = Línea { $phone }, { $hours }
mail-foot-no-reply = Nadie lee las respuestas a este correo.
mail-foot-no-reply-case = Nadie lee las respuestas a este correo. Escríbanos desde { -your-case }.
