### The pages of agents, supervisors and administrators; first set-up; the test mailbox.

## Signing in
sign-in-title = Iniciar sesión
sign-in-intro = Para las personas que atienden { -the-cases } en { $organization }.
sign-in-customers = ¿Creó { -a-case }? No necesita cuenta.
sign-in-customers-link = Consulte { -your-case } con el código
sign-in-email = Correo electrónico
sign-in-password = Contraseña
sign-in-busy = Entrando…
sign-in-help = ¿Olvidó la contraseña? Pida otra invitación a quien administra Resuelto en su organización.
sign-in-demo-title = Cuentas de la demostración
sign-in-demo-intro = Entre con cualquiera de ellas:
sign-in-signed-out = Cerró su sesión.
sign-in-password-chosen = Guardamos su contraseña. Ya puede entrar.
sign-in-set-up = Todo quedó listo. Entre con su correo y su contraseña.

## What is missing
desk-missing-organization = Escriba el nombre de la organización
desk-missing-name = Escriba el nombre completo
desk-missing-password = Escriba su contraseña
desk-missing-version = Escriba la versión del texto
desk-missing-consent = Escriba el texto en español

## Choosing a password
password-title = Elija su contraseña
password-intro = { $name }, con ella y con { $email } entra a la mesa de { $organization }.
password-label = Contraseña
password-hint = Mínimo { $least } caracteres
password-rule-length = Tiene { $least } caracteres o más. Una frase de varias palabras sirve muy bien.
password-rule-paste = Puede pegarla o dejar que la guarde su gestor de contraseñas.
password-rule-free = No le pedimos mayúsculas ni símbolos, y no vence.
password-rule-own = No puede ser su nombre, su correo ni el nombre de la organización.
password-rules = Cómo debe ser
password-save = Guardar contraseña
password-saving = Guardando…
password-error-missing = Escriba una contraseña de { $least } caracteres o más
password-error-not-an-option = Elija otra: esta es demasiado fácil de adivinar

## First set-up
install-title = Prepare su mesa de atención
install-intro = Son los datos con que empieza. Después puede cambiarlos en Ajustes.
install-organization-part = Su organización
install-organization = Nombre de la organización
install-prefix = Iniciales de los códigos
install-prefix-hint = De 2 a 4 letras, por ejemplo PC
install-prefix-error = Escriba de 2 a 4 letras, por ejemplo PC
install-word = ¿Cómo llama a lo que le piden?
install-word-case = caso
install-word-ticket = ticket
install-word-request = solicitud
install-language = Idioma principal
install-region = País para fechas y números
install-region-co = Colombia
install-region-cl = Chile
install-region-mx = México
install-region-ar = Argentina
install-region-pe = Perú
install-region-es = España
install-region-us = Estados Unidos
install-region-br = Brasil
install-zone = Zona horaria
install-zone-hint = Como America/Bogota
install-zone-error = Escriba una zona horaria de la lista, por ejemplo America/Bogota
install-line-optional = Línea telefónica (opcional)
install-line-hint = Para quien no puede entrar a su correo
install-admin-part = Su cuenta de administración
install-name = Nombre completo
install-email = Correo electrónico
install-finish = Terminar y entrar
install-busy = Preparando…

## Frame of the desk
desk-label-navigation = Navegación
desk-label-views = Vistas
desk-label-context = Datos { -of-the-case } y del cliente
desk-search = Buscar
desk-group-deadlines = Plazos
desk-group-teams = Equipos
desk-group-manage = Gestión
desk-view-mine = { -case.gender ->
    [feminine] Mías
   *[masculine] Míos
}
desk-view-unassigned = Sin asignar
desk-view-open = { -case.gender ->
    [feminine] Abiertas
   *[masculine] Abiertos
}
desk-view-waiting = Esperan al cliente
desk-view-proposed = Solución propuesta
desk-view-resolved = { -case.gender ->
    [feminine] Resueltas
   *[masculine] Resueltos
}
desk-view-all = { -case.gender ->
    [feminine] Todas
   *[masculine] Todos
}
desk-view-today = Vencen hoy
desk-view-overdue = { -case.gender ->
    [feminine] Vencidas
   *[masculine] Vencidos
}
desk-nav-validate = Validar identidad
desk-nav-audit = Auditoría
desk-nav-mail = Correos sin entregar
desk-nav-people = Personas
desk-nav-settings = Ajustes
desk-nav-account = Mi cuenta
desk-presence-available = Disponible
desk-presence-paused = En pausa
desk-presence-away = Ausente
desk-role-viewer = Solo consulta
desk-role-agent = Atención
desk-role-supervisor = Supervisión
desk-role-admin = Administración
desk-back-to-list = Volver a la lista
desk-back-to-case = Volver { -to-the-case }

## Lists
desk-order-due = Vence primero
desk-order-new = { -case.gender ->
    [feminine] Más nuevas primero
   *[masculine] Más nuevos primero
}
desk-order-label = Orden
desk-filter-title = Filtrar la lista
desk-filter-state = Estado
desk-filter-assignee = Responsable
desk-filter-team = Equipo
desk-filter-topic = Tema
desk-filter-due = Plazo
desk-filter-any = Cualquiera
desk-filter-nobody = Nadie
desk-filter-apply = Ver { -cases }
desk-filtered = Con filtros
desk-empty-mine = No tiene { -cases } pendientes. Hay { $n } sin asignar.
desk-empty-view = No hay { -cases } en esta vista.
desk-empty-filter = { -case.gender ->
    [feminine] Ninguna coincide con los filtros.
   *[masculine] Ninguno coincide con los filtros.
}
desk-show-unassigned = Ver sin asignar
desk-choose-title = { -case.gender ->
    [feminine] Elija una { -case }
   *[masculine] Elija un { -case }
}
desk-choose-text = A la izquierda está la lista. Aquí verá la conversación completa.
desk-unanswered = Sin responder:
desk-you = Usted
desk-you-wrote = Usted: { $text }
desk-has-files = Con adjuntos
desk-note-mark = Nota: { $text }
desk-list-changed-one = 1 cambio. Actualizar lista
desk-list-changed-other = { $n } cambios. Actualizar lista
desk-first-page = Volver al comienzo

## Deadlines
desk-due-late = Venció hace { $duration }
desk-due-days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
desk-due-met = Cumplido
desk-due-missed = Se cumplió tarde
desk-due-none = Sin plazo

## The page of a case
desk-case-title = { $subject } · { $code }
desk-case-assignee = Responsable: { $name }. Cambiar
desk-case-nobody = Sin responsable. Asignar
desk-case-data = Datos { -of-the-case }
desk-case-close-data = Cerrar los datos
desk-thread = Conversación
desk-day-today = Hoy, { $date }
desk-thread-earlier = Ver { $n } anteriores
desk-new-one = Hay 1 novedad. Mostrarla
desk-new-other = Hay { $n } novedades. Mostrarlas
desk-stale = Se cortó la conexión. Actualizar
desk-note-label = Nota interna
desk-solution-card = Solución propuesta · { $state }
desk-info-label = Pedido de información
desk-by-portal = por el portal
desk-to-customer = al cliente
desk-read-only = Su cuenta es solo de consulta: puede leer, pero no cambiar nada.
desk-closed-composer = { -This-case } está en «{ $state }»: solo admite notas internas.

## What happened, with names in bold
desk-event-created = { $name } creó { -the-case } { $files ->
    [0] { "" }
    [one] con { $files } archivo
   *[other] con { $files } archivos
}
desk-event-verified-by-phone = Identidad validada por teléfono por { $name }
desk-event-taken = { $name } tomó { -the-case }
desk-event-assigned = { $name } asignó { -the-case } a { $to }
desk-event-assigned-by-system = { -case.gender ->
    [feminine] Asignada a { $to }
   *[masculine] Asignado a { $to }
}
desk-event-unassigned = { $name } soltó { -the-case } de { $from }
desk-event-replied = { $name } respondió
desk-event-noted = { $name } escribió una nota interna
desk-event-info-requested = { $name } pidió información al cliente
desk-event-waiting-third = { $name } puso { -the-case } en gestión interna hasta { $until }: { $reason }
desk-event-resumed = { $name } retomó { -the-case }
desk-event-resumed-by-system = Terminó la espera: { -the-case } vuelve a «En atención»
desk-event-solution-proposed = { $name } propuso una solución
desk-event-solution-withdrawn = { $name } retiró la solución: { $reason }
desk-event-customer-wrote = { $name } escribió
desk-event-solution-accepted = { $name } aceptó la solución
desk-event-solution-rejected = { $name } rechazó la solución: { $reason }
desk-event-reminded = Recordamos al cliente que revise la solución
desk-event-closed-by-silence = { -case.gender ->
    [feminine] Resuelta por silencio: el cliente no respondió
   *[masculine] Resuelto por silencio: el cliente no respondió
}
desk-event-closed = { $name } cerró { -the-case }: { $reason }
desk-event-rated = { $name } calificó con { $stars } de 5
desk-event-rated-comment = { $name } calificó con { $stars } de 5: { $comment }
desk-event-reopened = { $name } reabrió { -the-case }
desk-event-reopened-reason = { $name } reabrió { -the-case }: { $reason }
desk-event-dropped = { $name } desistió
desk-event-dropped-reason = { $name } desistió: { $reason }
desk-event-cancelled = { $name } canceló { -the-case }: { $reason }
desk-event-marked-spam = { $name } marcó { -the-case } como no deseado
desk-event-unmarked-spam = { $name } dijo que { -the-case } sí es válido
desk-event-followed-up = El cliente continuó en { $code }
desk-actor-system = El sistema
desk-actor-unknown = Alguien

## Composer
desk-composer = Redactar
desk-tab-reply = Responder
desk-tab-note = Nota interna
desk-tab-solution = Proponer solución
desk-to = Para { $email }
desk-reply-label = Respuesta para el cliente
desk-reply-placeholder = Escriba su respuesta
desk-note-field = Nota para el equipo
desk-note-placeholder = El cliente no ve esta nota
desk-solution-field = Solución que lee el cliente
desk-solution-placeholder = Explique qué propone y desde cuándo
desk-solution-kind = Tipo de solución
desk-solution-choose = Elija un tipo
desk-send-and-wait = Enviar y esperar al cliente
desk-send-and-stay = Enviar y dejar en atención
desk-send-reply = Enviar respuesta
desk-save-note = Guardar nota interna
desk-send-solution = Enviar propuesta
desk-attach = Adjuntar archivos
desk-files = Archivos por enviar
desk-file-remove = Quitar { $name }
desk-file-progress = { $percent } % de { $size }
desk-file-ready = { $size } · Listo
desk-file-too-big = Pesa { $size } y el máximo es { $max }
desk-file-too-many = Puede adjuntar hasta { $max } archivos
desk-file-say-start = Subiendo { $name }
desk-file-say-half = { $name }: va por la mitad
desk-file-say-end = { $name } quedó adjunto
desk-file-say-error = { $name }: { $message }
desk-file-say-removed = Quitó { $name }
desk-file-say-waiting = Espere a que terminen de subir los archivos
desk-file-failed = No pudimos adjuntarlo. Intente de nuevo.
desk-error-text-reply = Escriba su respuesta
desk-error-text-note = Escriba la nota
desk-error-text-solution = Escriba la solución
desk-error-kind = Elija el tipo de solución

## Actions
desk-act-take = { -case.gender ->
    [feminine] Asignármela
   *[masculine] Asignármelo
}
desk-act-assign = Asignar a
desk-act-assign-button = Asignar
desk-act-release = Quitar la asignación
desk-act-resume = Volver a «En atención»
desk-act-wait = Pasar a gestión interna
desk-act-wait-title = ¿Pasar { -the-case } { $code } a gestión interna?
desk-act-wait-text = El cliente lo sigue viendo «En atención». El motivo queda solo para el equipo.
desk-act-wait-until = Retomar el
desk-act-wait-until-hint = Ese día a las { $time } vuelve a «En atención»
desk-act-withdraw = Retirar la propuesta
desk-act-withdraw-title = ¿Retirar la propuesta { -of-the-case } { $code }?
desk-act-withdraw-text = El cliente ya no podrá aceptarla. { -The-case } vuelve a «En atención».
desk-act-close = Cerrar sin propuesta
desk-act-close-title = ¿Cerrar { -the-case } { $code } sin propuesta?
desk-act-close-text = El cliente recibe un correo con lo que escriba aquí y puede reabrir durante 15 días hábiles.
desk-act-cancel = Cancelar { -the-case }
desk-act-cancel-title = ¿Cancelar { -the-case } { $code }?
desk-act-cancel-text = El cliente recibe un correo con el motivo. No se puede reabrir.
desk-act-reopen = Reabrir { -the-case }
desk-act-reopen-title = ¿Reabrir { -the-case } { $code }?
desk-act-reopen-text = Vuelve a «En atención» y el cliente recibe un correo.
desk-act-spam = Marcar como no deseado
desk-act-not-spam = Es válido: recuperar
desk-act-reason = Motivo
desk-act-reason-close = Qué se hizo
desk-act-reason-missing = Escriba el motivo
desk-act-until-missing = Elija una fecha que no haya pasado
desk-act-keep = No, dejar como está

## Results
desk-done-taken = { -The-case } quedó a su nombre
desk-done-assigned = { -case.gender ->
    [feminine] { -The-case } quedó asignada
   *[masculine] { -The-case } quedó asignado
}
desk-done-released = { -The-case } volvió a la cola del equipo
desk-done-replied = Respuesta enviada
desk-done-asked = Respuesta enviada. Espera al cliente
desk-done-noted = Nota guardada
desk-done-proposed = Propuesta enviada
desk-done-withdrawn = Propuesta retirada
desk-done-resumed = { -The-case } vuelve a estar en atención
desk-done-waiting = { -The-case } quedó en gestión interna
desk-done-closed = { -case.gender ->
    [feminine] { -The-case } quedó cerrada
   *[masculine] { -The-case } quedó cerrado
}
desk-done-cancelled = { -case.gender ->
    [feminine] { -The-case } quedó cancelada
   *[masculine] { -The-case } quedó cancelado
}
desk-done-spam = Quedó como no deseado
desk-done-not-spam = { -The-case } vuelve a estar en atención
desk-done-reopened = { -case.gender ->
    [feminine] { -The-case } quedó reabierta
   *[masculine] { -The-case } quedó reabierto
}
desk-done-already = Ya estaba hecho. No hubo cambios.

## Somebody was faster
desk-conflict-title = Esto cambió mientras usted escribía
desk-conflict-text = Revise lo nuevo y guarde otra vez. No perdió lo que escribió.
desk-conflict-news = Lo nuevo
desk-conflict-refused = No se hizo el cambio
desk-written = Lo que usted escribió

## Context panel
desk-context-cases = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-context-email = Correo
desk-context-confirmed = confirmado
desk-context-by-phone = validado por teléfono ({ $name })
desk-context-phone = Teléfono
desk-context-case = { -Case }
desk-context-topic = Tema
desk-context-tracking = Envío
desk-context-team = Equipo
desk-context-language = Idioma
desk-context-created = { -case.gender ->
    [feminine] Creada
   *[masculine] Creado
}
desk-context-due = Plazo
desk-context-follows = Continúa de otro anterior
desk-context-consent = Autorización
desk-context-consent-proof = Ver constancia
desk-context-copy-tracking = Copiar número de envío
desk-context-ratings = Calificaciones
desk-rating = { $stars } de 5
desk-context-solutions = Soluciones propuestas
desk-context-others = Del mismo correo
desk-solution-waiting = Espera respuesta
desk-solution-accepted = Aceptada
desk-solution-refused = Rechazada
desk-solution-withdrawn = Retirada

## Proof of consent
desk-consent-title = Constancia de consentimiento
desk-consent-intro = { $organization } guardó esta autorización cuando se creó { -the-case } { $code }.
desk-consent-person = Titular
desk-consent-version = Versión del texto
desk-consent-hash = Huella SHA-256 del texto
desk-consent-at = Fecha y hora
desk-consent-channel = Canal
desk-consent-channel-portal = Portal web
desk-consent-channel-phone = Teléfono
desk-consent-client = Dirección de red
desk-consent-current = Texto vigente (versión { $version })

## Search
desk-search-title = Buscar { -cases }
desk-search-label = Código o correo del cliente
desk-search-hint = Por ejemplo { $example }, las seis letras del medio o ana@correo.co
desk-search-none = No encontramos { -cases } con «{ $query }».
desk-search-results = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-column-subject = Asunto y código
desk-column-state = Estado
desk-column-created = { -case.gender ->
    [feminine] Creada
   *[masculine] Creado
}

## Identity by phone
desk-validate-title = Validar identidad por teléfono
desk-validate-intro = Para quien creó { -a-case } y no puede entrar a su correo. Pídale la referencia que ve en la página del código.
desk-validate-reference = Referencia
desk-validate-reference-hint = Cuatro letras o cifras, por ejemplo 7K-42
desk-validate-find = Buscar referencia
desk-validate-missing = No hay ninguna solicitud esperando código con esa referencia. Pídale que la lea de nuevo.
desk-validate-summary = Lo que escribió quien llama
desk-validate-summary-hint = No le lea estos datos: pídale que los diga y compare.
desk-validate-name = Nombre
desk-validate-email = Correo
desk-validate-document = Documento
desk-validate-document-none = No lo escribió
desk-validate-topic = Tema
desk-validate-subject = Asunto
desk-validate-phone = Teléfono
desk-validate-checklist = Marque lo que comprobó
desk-validate-checklist-error = Marque todos los puntos. Si alguno no se cumple, no entregue el código.
desk-validate-reason = ¿Por qué no puede usar su correo?
desk-validate-reason-error = Escriba por qué no puede usar su correo
desk-validate-give = Entregar código
desk-validate-giving = Preparando…
desk-validate-audited = Queda en la auditoría con su nombre.
desk-validate-already = Ya se entregó un código por teléfono para esta referencia. Solo se entrega uno.
desk-validate-staff = Ese correo es de alguien del equipo: no se puede validar por teléfono.
desk-validate-limited = No se puede entregar otro código: ya hay uno para esta referencia o usted llegó al máximo de hoy.
desk-validate-code-title = Dicte este código
desk-validate-code-text = Se muestra solo una vez. Quien llama lo escribe en su página.
desk-validate-code-until = Vence a las { $time } y solo sirve una vez.
desk-validate-another = Validar a otra persona

## Refused
desk-refused-title = Su rol no permite abrir esta página
desk-refused-text = Pida a quien administra la mesa que lo haga o que cambie su rol.
desk-refused-back = Volver a la mesa

## Audit log
desk-audit-title = Auditoría
desk-audit-intro = Quién hizo qué, cuándo y desde dónde. Nadie puede cambiarla.
desk-audit-action-filter = Acción
desk-audit-person = Persona
desk-audit-column-at = Cuándo
desk-audit-column-who = Quién
desk-audit-column-what = Qué
desk-audit-column-target = Sobre qué
desk-audit-column-change = Antes y después
desk-audit-column-client = Desde
desk-audit-before = Antes
desk-audit-after = Después
desk-audit-reason = Motivo
desk-audit-nobody = Nadie con sesión
desk-audit-empty = No hay registros con esos filtros.
desk-audit-apply = Ver registros
desk-audit-older = Más antiguos
desk-audit-signed-in = Inició sesión
desk-audit-agent-invited = Invitó a una persona
desk-audit-agent-invited-again = Envió otra invitación
desk-audit-agent-changed = Cambió una cuenta
desk-audit-password-chosen = Eligió su contraseña
desk-audit-phone-code-given = Entregó un código por teléfono
desk-audit-settings-saved = Cambió los ajustes
desk-audit-team-created = Creó un equipo
desk-audit-team-saved = Cambió un equipo
desk-audit-topic-created = Creó un tema
desk-audit-topic-saved = Cambió un tema
desk-audit-topic-moved = Movió un tema
desk-audit-job-retried = Reintentó un correo
desk-audit-list-exported = Exportó una lista
desk-audit-set-up = Preparó la instalación
desk-audit-target-agent = Cuenta de { $name }
desk-audit-target-draft = Referencia { $reference }
desk-audit-target-job = Trabajo { $id }
desk-audit-target-list = Lista { $name }
desk-audit-target-settings = Ajustes
desk-audit-target-team = Equipo { $name }
desk-audit-target-topic = Tema { $name }

## Mail that could not be delivered
desk-mail-title = Correos sin entregar
desk-mail-given-up = Ya no se intentan
desk-mail-intro = Intentamos enviarlos varias veces y no se pudo. Corrija la causa y reintente.
desk-mail-empty = No hemos dejado de intentar ninguno.
desk-mail-delayed = Esperan otro intento
desk-mail-delayed-intro = El servidor de correo no los recibió por ahora. Los intentamos otra vez a la hora indicada; usted no tiene que hacer nada.
desk-mail-delayed-empty = Ninguno espera otro intento.
desk-mail-column-what = Qué
desk-mail-column-why = Por qué
desk-mail-column-attempts = Intentos
desk-mail-column-since = Desde
desk-mail-column-to = Para
desk-mail-column-next = Próximo intento
desk-mail-now = Ahora
desk-mail-nobody = Ya no hace falta enviarlo
desk-mail-more = Hay más: estos son los primeros { $n }.
desk-mail-retried = Lo intentamos de nuevo
desk-letter-code = Código de verificación
desk-letter-ticket-created = Confirmación de creación
desk-letter-tickets-filed = Confirmación de muchos a la vez
desk-letter-digest = Resumen de varias novedades
desk-letter-assigned = Aviso de asignación
desk-letter-replied = Respuesta al cliente
desk-letter-info-requested = Pedido de información
desk-letter-solution-proposed = Propuesta de solución
desk-letter-review-reminder = Recordatorio de la propuesta
desk-letter-customer-wrote = Aviso de mensaje del cliente
desk-letter-resolved = { -case.gender ->
    [feminine] Aviso de resuelta
   *[masculine] Aviso de resuelto
}
desk-letter-reopened = Aviso de reapertura
desk-letter-reopened-to-agent = Aviso de reapertura al equipo
desk-letter-cancelled = Aviso de cancelación
desk-letter-lost-codes = Lista de códigos
desk-letter-invitation = Invitación
desk-letter-queue-waits = Aviso de espera a supervisores
desk-letter-sign-in-failed = Aviso de intentos de entrada
desk-letter-escalated = Aviso de un plazo
desk-letter-news = Aviso de novedades a quien sigue
desk-letter-account-invitation = Invitación a una cuenta
desk-letter-sign-in-link = Enlace para entrar
desk-letter-account-sign-in-failed = Aviso de intentos de entrada a una cuenta
desk-letter-thumbnail = Imagen pequeña de un archivo

## Own account
desk-account-title = Mi cuenta
desk-account-presence = Presencia
desk-account-presence-hint = Los demás la ven al asignar
desk-account-language = Idioma de la mesa
desk-account-look = Apariencia
desk-account-keys = Atajos de una tecla
desk-account-keys-on = Usar atajos de una tecla
desk-account-keys-hint = Desactívelos si escribe por voz o si los presiona sin querer
desk-account-sessions = Sesiones abiertas
desk-account-session-this = Esta sesión
desk-account-session-seen = Última actividad: { $moment }
desk-account-session-from = Desde { $client }
desk-account-session-end = Cerrar esta sesión
desk-account-session-ended = Sesión cerrada
desk-keys-title = Atajos del teclado
desk-keys-next = Siguiente de la lista
desk-keys-previous = Anterior de la lista
desk-keys-reply = Responder
desk-keys-note = Nota interna
desk-keys-solution = Proponer solución
desk-keys-take = { -case.gender ->
    [feminine] Asignármela
   *[masculine] Asignármelo
}
desk-keys-assign = Asignar
desk-keys-state = Cambiar el estado
desk-keys-send = Enviar lo escrito
desk-keys-mine = { -case.gender ->
    [feminine] Ir a Mías
   *[masculine] Ir a Míos
}
desk-keys-unassigned = Ir a Sin asignar
desk-keys-overdue = { -case.gender ->
    [feminine] Ir a Vencidas
   *[masculine] Ir a Vencidos
}
desk-keys-search = Buscar
desk-keys-escape = Salir del campo

## Settings
desk-settings-title = Ajustes
desk-settings-organization = Organización
desk-settings-name = Nombre
desk-settings-tagline = Frase bajo el nombre
desk-settings-legal = Razón social y NIT
desk-settings-address = Dirección postal
desk-settings-line = Línea telefónica
desk-settings-hours = Horario de la línea
desk-settings-brand = Marca
desk-settings-colour = Color principal
desk-settings-colour-hint = Un color como #0e5f70
desk-settings-colour-error = Escriba el color con # y seis cifras o letras, por ejemplo #0e5f70
desk-settings-accent = Color de acento
desk-settings-roundness = Esquinas
desk-settings-roundness-0 = Rectas
desk-settings-roundness-50 = Poco redondas
desk-settings-roundness-100 = Redondas
desk-settings-roundness-140 = Muy redondas
desk-settings-contrast = Texto sobre el color: { $light } en claro y { $dark } en oscuro. El mínimo es 4,5.
desk-settings-adjusted = Ajustamos un poco el tono para que el texto se lea bien.
desk-settings-words = Palabras y códigos
desk-settings-word = Palabra para lo que le piden
desk-settings-prefix = Iniciales de los códigos
desk-settings-prefix-hint = De 2 a 4 letras. Los códigos ya creados no cambian
desk-settings-format = Idioma y formatos
desk-settings-access = Consulta de los clientes
desk-settings-lookup = ¿Cómo se abre la lista con un código y un correo?
desk-settings-lookup-direct = De inmediato
desk-settings-lookup-direct-hint = Archivos y datos personales piden además un código por correo
desk-settings-lookup-link = Con un enlace que llega al correo
desk-settings-lookup-code = Con un código que llega al correo
desk-settings-consent = Tratamiento de datos
desk-settings-consent-version = Versión del texto
desk-settings-consent-version-hint = Cámbiela cuando cambie el texto
desk-settings-consent-version-error = Cambie la versión: el texto es otro
desk-settings-consent-text = Texto que autorizan
desk-settings-in-spanish = En español
desk-settings-in-english = En inglés
desk-settings-in-portuguese = En portugués
desk-settings-saved = Guardamos los ajustes
desk-settings-conflict = Otra persona cambió los ajustes mientras usted escribía. Revise y guarde otra vez.
desk-settings-conflict-see = Ver lo que quedó guardado
desk-settings-differ = Lo guardado y lo que usted escribió
desk-settings-differ-hint = Solo lo que no es igual. Si guarda otra vez, queda lo del formulario
desk-settings-differ-stored = Quedó guardado
desk-settings-differ-typed = Usted escribió
desk-settings-differ-empty = (vacío)
desk-settings-tabs = Partes de los ajustes
desk-settings-tab-organization = Organización
desk-settings-tab-brand = Marca
desk-settings-tab-home = Página de inicio
desk-settings-tab-topics = Temas
desk-settings-tab-teams = Equipos
desk-settings-tab-lists = Listas
desk-settings-tab-privacy = Datos personales
desk-settings-up = Subir
desk-settings-down = Bajar
desk-settings-remove = Quitar
desk-settings-too-many = Hay demasiados. Deje { $most } como máximo
desk-settings-row = Renglón { $n }
desk-settings-row-missing = Escriba el texto en español o quite este renglón
desk-settings-list-empty = Deje al menos un renglón en la lista
desk-settings-logo = Logo
desk-settings-logo-present = Su logo actual
desk-settings-logo-file = Imagen del logo
desk-settings-logo-hint = PNG, JPEG o WebP de hasta { $size }. Se ve mejor si es cuadrada
desk-settings-logo-set = Usar este logo
desk-settings-logo-remove = Quitar el logo
desk-settings-logo-missing = Elija una imagen
desk-settings-logo-too-large = La imagen pesa demasiado. Elija una de hasta { $size }
desk-settings-logo-kind = Este archivo no es una imagen PNG, JPEG ni WebP. Los SVG no se aceptan por seguridad
desk-settings-logo-unreadable = No pudimos abrir la imagen. Guárdela otra vez, de hasta 4.096 píxeles por lado, e inténtelo de nuevo
desk-settings-home = Textos de la página de inicio
desk-settings-see-home = Ver la página de inicio
desk-settings-see-privacy = Ver la página de datos personales
desk-settings-notice = Aviso
desk-settings-notice-hint = Aparece arriba de todo, por ejemplo durante un paro. Vacío: sin aviso
desk-settings-hero = Título
desk-settings-lead = Texto bajo el título
desk-settings-ours-hint = Vacío: usamos el nuestro
desk-settings-links = Enlaces al pie de cada página
desk-settings-links-add = Agregar un enlace
desk-settings-link = Enlace { $n }
desk-settings-link-url = Dirección
desk-settings-link-missing = Escriba el texto del enlace en español o quite el enlace
desk-settings-link-error = Escriba una dirección que empiece con https://
desk-settings-checks = Comprobación de identidad por teléfono
desk-settings-checks-hint = Quien atiende marca todos estos puntos antes de entregar un código
desk-settings-checks-add = Agregar un punto
desk-settings-solutions = Tipos de solución
desk-settings-solutions-hint = Quien propone una solución elige uno. Las soluciones ya propuestas conservan el suyo
desk-settings-solutions-add = Agregar un tipo
desk-settings-team-name = Nombre del equipo
desk-settings-team-colour = Color
desk-settings-team-name-of = Nombre de { $name }
desk-settings-team-colour-of = Color de { $name }
desk-settings-team-new = Equipo nuevo
desk-settings-team-create = Crear equipo
desk-settings-team-missing = Escriba el nombre del equipo
desk-settings-team-taken = Ya hay un equipo con ese nombre
desk-settings-team-colour-1 = Color 1
desk-settings-team-colour-2 = Color 2
desk-settings-team-colour-3 = Color 3
desk-settings-team-colour-4 = Color 4
desk-settings-topics-hint = Así aparecen en la página de inicio, en este orden
desk-settings-topic-new = Tema nuevo
desk-settings-topic-inactive = No recibe
desk-settings-topic-questions = { $n ->
    [0] sin preguntas propias
    [one] { $n } pregunta
   *[other] { $n } preguntas
}
desk-settings-topic-see = Ver el formulario en el portal
desk-settings-topic-back = Volver a los temas
desk-settings-topic-words = El tema
desk-settings-topic-name = Nombre
desk-settings-topic-summary = Línea bajo el nombre
desk-settings-topic-heading = Título del formulario
desk-settings-topic-heading-hint = Por ejemplo: Cuéntenos sobre su envío
desk-settings-topic-missing = Error si falta la descripción
desk-settings-topic-missing-hint = Por ejemplo: Cuéntenos qué pasó con su envío
desk-settings-topic-icon = Icono
desk-settings-topic-icon-truck = Camión
desk-settings-topic-icon-box = Caja
desk-settings-topic-icon-crack = Caja dañada
desk-settings-topic-icon-pin = Lugar
desk-settings-topic-icon-clock = Reloj
desk-settings-topic-icon-money = Dinero
desk-settings-topic-icon-receipt = Recibo
desk-settings-topic-icon-scale = Balanza
desk-settings-topic-icon-book = Libro
desk-settings-topic-icon-chat = Conversación
desk-settings-topic-icon-star = Estrella
desk-settings-topic-icon-alertc = Alerta
desk-settings-topic-icon-user = Persona
desk-settings-topic-icon-building = Edificio
desk-settings-topic-icon-globe = Mundo
desk-settings-topic-icon-shield = Escudo
desk-settings-topic-team = Equipo que lo atiende
desk-settings-topic-days = Días hábiles para responder
desk-settings-topic-days-hint = De 1 a { $most }
desk-settings-topic-days-error = Escriba un número de 1 a { $most }
desk-settings-topic-active = Recibe { -cases }
desk-settings-topic-active-hint = Si no, desaparece de la página de inicio. Lo que ya se creó sigue igual
desk-settings-topic-active-new = Mientras no lo active, nadie fuera de los ajustes lo ve
desk-settings-topic-form = Preguntas
desk-settings-topic-form-hint = Lo que ya se creó no cambia
desk-settings-topic-always = Después siguen siempre: asunto, descripción, archivos, nombre, correo y código
desk-settings-topic-question = Pregunta { $n }
desk-settings-topic-label = Texto de la pregunta
desk-settings-topic-help = Ayuda
desk-settings-topic-kind = Tipo de respuesta
desk-settings-topic-kind-line = Texto corto
desk-settings-topic-kind-text = Texto largo
desk-settings-topic-kind-tracking = Número de envío
desk-settings-topic-kind-choice = Una opción
desk-settings-topic-kind-date = Fecha
desk-settings-topic-kind-money = Valor en dinero
desk-settings-topic-required = Obligatoria
desk-settings-topic-s10 = Solo números postales internacionales (S10)
desk-settings-topic-s10-hint = Dos letras, nueve cifras y dos letras; revisamos el dígito de control
desk-settings-topic-currency = Moneda
desk-settings-topic-option = Opción { $n }
desk-settings-topic-option-add = Agregar una opción
desk-settings-topic-options-few = Escriba al menos dos opciones
desk-settings-topic-twice = Este texto está repetido. Cambie uno de los dos
desk-settings-topic-add = Agregar una pregunta

## People
desk-people-title = Personas
desk-people-invite = Invitar a una persona
desk-people-invite-button = Enviar invitación
desk-people-invite-hint = Le llega un correo para elegir su contraseña. Vence en 7 días.
desk-people-name = Nombre completo
desk-people-email = Correo electrónico
desk-people-email-taken = Ya hay una cuenta con ese correo
desk-people-role = Rol
desk-people-team = Equipo
desk-people-active = Puede entrar
desk-people-state-active = Activa
desk-people-state-invited = Invitada
desk-people-state-inactive = Sin acceso
desk-people-save = Guardar
desk-people-again = Enviar otra invitación
desk-people-invited = Enviamos la invitación
desk-people-changed = Guardamos el cambio
desk-people-conflict = Otra persona cambió esta cuenta mientras usted elegía. Revise y guarde otra vez
desk-people-last-admin = Debe quedar al menos una persona de administración activa
desk-people-role-of = Rol de { $name }
desk-people-team-of = Equipo de { $name }

## Test mailbox
mailbox-title = Buzón de pruebas
mailbox-notice = Estos correos no salieron a internet
mailbox-count = { $n ->
    [0] Sin correos
    [one] { $n } correo
   *[other] { $n } correos
}
mailbox-empty-button = Vaciar
mailbox-list = Correos
mailbox-search = Buscar por destinatario o asunto
mailbox-from = De { $from }
mailbox-to = Para { $to }
mailbox-format = Formato
mailbox-tab-look = Como se ve
mailbox-tab-text = Texto
mailbox-tab-headers = Encabezados
mailbox-tab-source = Fuente
mailbox-open-links = Abrir enlaces
mailbox-nothing = Todavía no hay correos.
mailbox-nothing-text = Aquí llegan los que Resuelto enviaría: códigos, avisos y propuestas.
mailbox-nothing-found = Ningún correo coincide. Quite la búsqueda.
mailbox-choose = Elija un correo
mailbox-choose-text = Aquí lo verá como llega.
mailbox-frame = Correo: { $subject }
mailbox-no-html = Este correo no tiene parte HTML.
mailbox-kind-verification-code = código
mailbox-kind-ticket-created = creación
mailbox-kind-agent-replied = respuesta
mailbox-kind-information-requested = pedido de información
mailbox-kind-solution-proposed = propuesta
mailbox-kind-solution-reminder = recordatorio
mailbox-kind-ticket-resolved = cierre
mailbox-kind-ticket-reopened = reapertura
mailbox-kind-ticket-cancelled = cancelación
mailbox-kind-digest = resumen de novedades
mailbox-kind-code-list = lista de códigos
mailbox-kind-customer-wrote = mensaje del cliente
mailbox-kind-ticket-assigned = asignación
mailbox-kind-agent-invited = invitación
mailbox-kind-sign-in-failed = intentos de entrada
