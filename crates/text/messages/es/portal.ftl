### The pages of customers: frame, home, a new case, information.

## Frame
portal-tagline = Atención al cliente
portal-nav = Principal
portal-language-change = Cambiar idioma
portal-theme-change = Cambiar apariencia
portal-line = Línea { $phone }
portal-line-hours = Línea { $phone }, { $hours }

## Home
home-page = Atención al cliente
home-heading = Cuéntenos qué pasó.
home-heading-promise = { -case.gender ->
    [feminine] La seguimos hasta resolverla.
   *[masculine] Lo seguimos hasta resolverlo.
}
home-lead = Cree { -a-case } sin registrarse. Confirmamos su correo con un código y usted ve cada avance, con fecha y responsable.
home-lookup-mine = Consultar { -my-case }
home-fact-time = Unos 5 minutos
home-fact-account = Sin crear cuenta
home-fact-deadline = Con fecha límite de respuesta
home-lookup-title = Consulte { -your-case }
home-lookup-text = Vea el estado y escriba al equipo
home-lookup-code = Código { -of-the-case }
home-lookup-code-hint = Está en el correo de confirmación
home-lookup-email = Correo electrónico
home-lookup-lost = Perdí el código de { -my-case }
home-topics = ¿Sobre qué es { -your-case }?
home-answer-in = Respuesta en { $term }
home-after = Qué pasa después
home-after-1 = Confirma su correo
home-after-1-text = Le enviamos un código de 6 cifras. Así cuidamos sus datos.
home-after-2 = Una persona toma { -your-case }
home-after-2-text = { -case.gender ->
    [feminine] Le decimos quién la atiende y cuál es la fecha límite.
   *[masculine] Le decimos quién lo atiende y cuál es la fecha límite.
}
home-after-3 = Conversan en un solo lugar
home-after-3-text = Escriba y adjunte archivos cuando quiera. Todo queda en el historial.
home-after-4 = { -case.gender ->
    [feminine] Usted decide si quedó resuelta
   *[masculine] Usted decide si quedó resuelto
}
home-after-4-text = Acepta la solución y califica, o la rechaza y seguimos.
home-help = ¿Prefiere que le ayudemos?
home-help-text = También puede crear { -your-case } por teléfono. Si no tiene acceso a su correo, un asesor valida su identidad y le da el código.
home-help-line = Línea de atención

## A new case: what all steps share
intake-aside = { -Your-case } hasta ahora
intake-aside-topic = Tema
intake-aside-subject = Asunto
intake-aside-tracking = Número de envío
intake-aside-due = Fecha límite de respuesta
intake-aside-due-in = { -case.gender ->
    [feminine] { $term } desde que la cree
   *[masculine] { $term } desde que lo cree
}
intake-change-topic = Cambiar el tema
intake-change-of = Cambiar { $what }
intake-kept = Guardamos lo que escribe en este equipo durante 24 horas.
intake-forget = Borrarlo
intake-forgotten = Borramos lo que había escrito.
intake-talk = ¿Prefiere hablar? Línea { $phone }
intake-progress = Avance: paso { $step } de { $total }
intake-back-topics = Volver a los temas
intake-back-details = Volver a los detalles
intake-back-files = Volver a los archivos
intake-back-review = Volver a revisar
intake-back-home = Volver al inicio
intake-error = Error:{" "}

## Step 1: topic
intake-topic-title = ¿Sobre qué es { -your-case }?
intake-topic-intro = Elija el tema que más se parezca. Podrá contarlo todo en el paso siguiente.
intake-topic-label = un tema
intake-topic-none = Por ahora no recibimos { -cases } por esta página.

## Step 2: details
intake-details-intro = Marcamos como { $optional } lo que puede dejar en blanco.
intake-details-optional = opcional
intake-subject = Asunto
intake-subject-hint = Una frase corta para reconocer { -your-case }
intake-subject-label = el asunto
intake-description = Cuéntenos qué pasó
intake-description-hint = Incluya fechas, lugares y con quién habló, si lo recuerda
intake-day = Día
intake-month = Mes
intake-year = Año
intake-counter = Puede escribir hasta { $max } caracteres
intake-counter-left-one = Le queda { $n } carácter
intake-counter-left-other = Le quedan { $n } caracteres
intake-counter-over-one = Le sobra { $n } carácter
intake-counter-over-other = Le sobran { $n } caracteres
intake-answer = Responda «{ $question }»
intake-document = Documento de identidad
intake-document-hint = Ayuda a encontrar su información y a validar su identidad por teléfono
intake-document-type = Tipo de documento
intake-document-number = Número de documento
intake-document-none = Prefiero no decirlo
intake-document-cc = Cédula de ciudadanía
intake-document-ce = Cédula de extranjería
intake-document-nit = NIT
intake-document-passport = Pasaporte
intake-document-rut = RUT
intake-document-cpf = CPF
intake-document-other = Otro
intake-save-later = Guardar y seguir después
intake-saved = Guardado. Puede seguir en este equipo hasta { $until }.
intake-saved-errors = Guardamos lo que escribió. Puede seguir en este equipo hasta { $until }.
intake-same-tracking = Ya hay { -a-case } abierto con este envío: { $code }.
intake-same-tracking-open = { -case.gender ->
    [feminine] Verla
   *[masculine] Verlo
}
intake-same-tracking-other = Crear { -another-case } de todos modos

## Step 3: files
intake-files-title = Agregue fotos o documentos
intake-files-intro = Este paso es opcional. Ayudan mucho el recibo, la guía y las fotos del paquete.
intake-files-drop = Arrastre aquí sus archivos
intake-files-choose-title = Elija sus archivos
intake-files-over = Suelte los archivos aquí
intake-files-rules = { $files ->
    [one] Fotos JPG o PNG, PDF, Word o Excel. { $files } archivo de hasta { $size }.
   *[other] Fotos JPG o PNG, PDF, Word o Excel. Hasta { $files } archivos de { $size } cada uno.
}
intake-files-choose = Elegir archivos
intake-files-count = Archivos agregados: { $n } de { $max }
intake-files-added = Agregamos { $names }
intake-files-removed-one = Quitamos el archivo
intake-files-skip = Continuar sin archivos
intake-files-refused = { $name }: { $reason }

## Files anywhere
file-ready = { $size } · Listo
file-in-review = En revisión
file-not-scanned = Sin analizar
file-not-scanned-for = Sin analizar: { $find }
file-quarantined = Retenido
file-quarantined-for = Retenido: { $find }
file-held-in-review = Estamos revisando este archivo. Vuelva a intentarlo en unos minutos.
file-held-not-scanned = No pudimos revisar todo este archivo y por eso no se puede abrir. Envíelo de nuevo en partes más pequeñas o como fotos.
file-held-quarantined = El antivirus encontró algo peligroso en este archivo. Está retenido y no se puede abrir.
file-progress = { $percent } % de { $size }
file-too-large = Pesa más de { $limit }, que es el máximo. Grabe un video más corto o envíe fotos.
file-kind-unknown = No podemos recibir este archivo. Envíe fotos, PDF, Word o Excel.
file-failed = No pudimos recibirlo. Intente de nuevo.
file-say-start = Subiendo { $name }
file-say-half = { $name }: va por la mitad
file-say-end = { $name } quedó listo
file-say-error = { $name }: { $message }
file-say-removed = Quitamos { $name }
file-say-waiting = Esperamos a que terminen de subir los archivos
file-remove-of = Quitar { $name }
file-cancel-of = Cancelar la subida de { $name }
file-retry-of = Reintentar { $name }
file-list = Archivos agregados

## Step 4: review
intake-review-page = Revise y confirme
intake-review-title = Revise y confirme su correo
intake-review-intro = { -case.gender ->
    [feminine] { -Your-case } todavía no está creada. Le enviamos un código y, al escribirlo, la creamos.
   *[masculine] { -Your-case } todavía no está creado. Le enviamos un código y, al escribirlo, lo creamos.
}
intake-review-told = Lo que nos contó
intake-review-description = Qué pasó
intake-review-files = Archivos
intake-review-document = Documento de identidad
intake-review-answer = Fecha límite de respuesta
intake-contact = Sus datos
intake-name = Nombre completo
intake-name-label = su nombre completo
intake-email = Correo electrónico
intake-email-hint = Aquí le llega el código y cada avance { -of-the-case }
intake-phone = Teléfono
intake-consent = Autorizo usar mis datos para atender { -this-case }.
intake-consent-how = Cómo los cuidamos
intake-send-code = Enviarme el código

## Code
intake-code-title = Escriba el código que le enviamos
intake-code-intro = Enviamos un código de 6 cifras a { $email }. Con él confirmamos que el correo es suyo y creamos { -your-case }.
intake-code-field = Código de 6 cifras
intake-code-hint = Puede pegarlo completo
intake-code-expires = { $minutes ->
    [one] Vence a las { $time } (en { $minutes } minuto)
   *[other] Vence a las { $time } (en { $minutes } minutos)
}
intake-code-over = El código venció. Pida otro.
intake-code-create = { -case.word ->
    [ticket] Crear ticket
   *[other] Crear { -my-case }
}
intake-code-resend = Enviar otro código
intake-code-resend-wait = Enviar otro código en { $n } s
intake-code-resend-done = Ya puede pedir otro código
intake-code-resent = Si pidió otro código hace más de un minuto, va en camino a { $email }. Solo sirve el más reciente.
intake-code-missing = ¿No le llegó el código?
intake-code-spam = Busque en «correo no deseado» un mensaje de { $organization }. Puede tardar hasta 2 minutos.
intake-code-correct = { $link } si tiene un error. No perderá lo que escribió.
intake-code-correct-link = Corrija su correo
intake-code-phone = ¿No puede entrar a su correo? Llame al { $phone } y dicte la referencia { $reference }. Validamos su identidad y le damos el código.
intake-code-blocked = Hizo muchos intentos. Por seguridad, espere hasta mañana.
intake-code-blocked-phone = Hizo muchos intentos. Por seguridad, espere hasta mañana o llame al { $phone }.
intake-code-empty = Escriba el código de 6 cifras
intake-email-title = Corrija su correo
intake-email-intro = Le enviamos un código nuevo al correo que escriba. El anterior deja de servir.
intake-email-save = Enviarme el código

## Created
created-title = { -case.gender ->
    [feminine] { -Your-case } quedó creada
   *[masculine] { -Your-case } quedó creado
}
created-page = { created-title }: { $code }
created-text = Este es su código. Guárdelo para consultar { -the-case }.
created-agent = { -case.gender ->
    [feminine] La atiende
   *[masculine] Lo atiende
}
created-team = Equipo { $team }
created-due = Fecha límite de respuesta
created-copy = Copia enviada a
created-open = Ver { -my-case }
created-next = Qué sigue
created-next-received = Recibimos { -your-case } y confirmamos su correo.
created-next-received-phone = Recibimos { -your-case } y validamos su identidad por teléfono.
created-next-who = Primero.
created-next-who-text = { -case.gender ->
    [feminine] Una persona del equipo la lee y le escribe con lo que encontró.
   *[masculine] Una persona del equipo lo lee y le escribe con lo que encontró.
}
created-next-who-name = { -case.gender ->
    [feminine] { $name } la lee y le escribe con lo que encontró.
   *[masculine] { $name } lo lee y le escribe con lo que encontró.
}
created-next-due = A más tardar el { $date }.
created-next-due-text = Le proponemos una solución. No contamos los fines de semana ni los festivos.
created-next-decide = Usted decide.
created-next-decide-text = Acepta la solución y nos califica, o la rechaza y seguimos trabajando.
created-today = Hoy, { $date }.
created-day = { $date }.
created-another = Crear { -another-case }
filed-title = { -case.gender ->
    [feminine] Esa { -case } ya está creada: { $code }
   *[masculine] Ese { -case } ya está creado: { $code }
}
filed-text = No hace falta enviar nada más. Le escribimos a su correo con cada avance.
filed-start = Ya creamos { -your-case } { $code }. Lo que escriba aquí crea { -another-case }.

## Information
info-privacy-title = Cómo cuidamos sus datos
info-privacy-version = Versión { $version } de este texto.
info-privacy-cookies = Qué guardamos en su equipo
info-privacy-cookies-text = Solo lo que la página necesita para funcionar: lo que va escribiendo durante 24 horas, la consulta abierta hasta que la cierra, que este equipo ya confirmó su correo durante 90 días, y el idioma y la apariencia que eligió. No usamos publicidad ni servicios de otros que lo sigan.
info-privacy-rights = Para ver, corregir o borrar sus datos
info-privacy-rights-text = Escríbanos desde { -your-case } o cree { -another-case } y díganos qué necesita.
info-privacy-rights-phone = Escríbanos desde { -your-case }, cree { -another-case } o llame al { $phone } y díganos qué necesita.
info-privacy-empty = Todavía no hemos publicado este texto. Si tiene una pregunta sobre sus datos, escríbanos.
info-access-title = Accesibilidad
info-access-text = Queremos que cualquier persona pueda usar estas páginas. Seguimos las pautas WCAG 2.2, nivel AA.
info-access-1 = Todo funciona solo con el teclado y con lectores de pantalla.
info-access-2 = Puede ampliar la página hasta 400 % y elegir colores claros u oscuros al pie.
info-access-3 = Las páginas funcionan sin JavaScript.
info-access-4 = Los tiempos límite se anuncian antes y se pueden extender.
info-access-problem = ¿Encontró una barrera?
info-access-problem-text = Cree { -a-case } y cuéntenos en qué página fue y qué quería hacer.
info-access-problem-phone = Cree { -a-case } o llame al { $phone } y cuéntenos en qué página fue y qué quería hacer.
info-deadlines-title = Plazos de respuesta
info-deadlines-text = Este es el tiempo máximo en que le respondemos, contado desde que crea { -the-case }. Los días hábiles no incluyen fines de semana ni festivos; los corridos, sí. Lo que llega fuera del horario cuenta desde el siguiente día hábil.
info-deadlines-topic = Tema
info-deadlines-days = Respuesta
info-deadlines-review = Cuando le proponemos una solución, usted tiene { $days } días hábiles para responder. Si no responde, queda como resuelta.
info-deadlines-reopen = Después puede reabrir durante { $days } días hábiles.
