### What several pages share: frame, buttons, states, dates, numbers.

## Frame
skip-to-content = Ir al contenido
header-home = { $organization }, inicio
header-lookup = Consultar { -a-case }
header-help = Ayuda
header-language = Idioma
header-sign-in = Iniciar sesión
header-sign-out = Cerrar sesión
header-menu = Menú
theme-label = Apariencia
theme-light = Claro
theme-dark = Oscuro
theme-system = Como mi equipo
footer-label = Ayuda y datos de contacto
footer-help = ¿Necesita ayuda?
footer-phone = Línea
footer-privacy = Tratamiento de datos
footer-accessibility = Accesibilidad
footer-deadlines = Plazos de respuesta
page-title = { $page } — { $organization }
page-title-error = Error: { $title }
page-title-step = { $page } · { $step }
language-name = Español
optional = (opcional)
yes = Sí
no = No
none = Ninguno
copied = Copiado
saved = Guardado
loading = Cargando…

## Buttons: verb and object where it can be
button-continue = Continuar
button-back = Volver
button-cancel = Cancelar
button-change = Cambiar
button-delete = Borrar
button-remove = Quitar
button-undo = Deshacer
button-retry = Reintentar
button-save = Guardar cambios
button-search = Buscar
button-filter = Filtrar
button-clear-filters = Quitar filtros
button-close = Cerrar
button-copy = Copiar
button-copy-code = Copiar código
button-download = Descargar
button-print = Imprimir
button-show = Mostrar
button-hide = Ocultar
button-update = Actualizar
button-go-home = Ir al inicio
button-create-case = { -case.word ->
    [ticket] Crear { -case }
   *[other] Crear { -a-case }
}
button-my-cases = { -case.word ->
    [ticket] Ver mi lista de { -cases }
   *[other] Ver { -my-cases }
}
button-send-message = Enviar mensaje
button-select-files = Seleccionar archivos
button-attach-files = Adjuntar estos archivos
creating = Creando…
sending = Enviando…
uploading = Subiendo…

## States, as the customer and as the desk reads them
state-new-customer = { -case.gender ->
    [feminine] Recibida
   *[masculine] Recibido
}
state-new-desk = { -case.gender ->
    [feminine] Nueva
   *[masculine] Nuevo
}
state-open-customer = En atención
state-open-desk = En atención
state-waiting-customer-customer = Espera su respuesta
state-waiting-customer-desk = Espera al cliente
state-waiting-third-customer = En atención
state-waiting-third-desk = En gestión interna
state-solution-proposed-customer = Solución por revisar
state-solution-proposed-desk = Solución propuesta
state-reopened-customer = { -case.gender ->
    [feminine] Reabierta
   *[masculine] Reabierto
}
state-reopened-desk = { state-reopened-customer }
state-resolved-customer = { -case.gender ->
    [feminine] Resuelta
   *[masculine] Resuelto
}
state-resolved-desk = { state-resolved-customer }
state-cancelled-customer = { -case.gender ->
    [feminine] Cancelada
   *[masculine] Cancelado
}
state-cancelled-desk = { state-cancelled-customer }
state-transferred-customer = { -case.gender ->
    [feminine] Trasladada
   *[masculine] Trasladado
}
state-transferred-desk = { state-transferred-customer }
state-merged-customer = { -case.gender ->
    [feminine] Unida a { -another-case }
   *[masculine] Unido a { -another-case }
}
state-merged-into = { -case.gender ->
    [feminine] Unida { -to-the-case } { $code }
   *[masculine] Unido { -to-the-case } { $code }
}
state-merged-desk = { -case.gender ->
    [feminine] Combinada
   *[masculine] Combinado
}
state-spam-customer = { -case.gender ->
    [feminine] Cerrada
   *[masculine] Cerrado
}
state-spam-desk = No deseado

## Steps of a new case
stepper-label = Pasos
stepper-position = Paso { $step } de { $total }
stepper-done = (listo)
stepper-current = (paso actual)
stepper-topic = Tema
stepper-details = Detalles
stepper-files = Archivos
stepper-confirm = Confirmar

## Stars
rating-1 = muy mala
rating-2 = mala
rating-3 = regular
rating-4 = buena
rating-5 = excelente
rating-label = { $stars ->
    [one] { $stars } estrella: { $word }
   *[other] { $stars } estrellas: { $word }
}
rating-value = { $stars } de 5: { $word }
rating-clear = Quitar calificación

## Counts
count-cases = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
count-files = { $n ->
    [0] Sin archivos
    [one] { $n } archivo
   *[other] { $n } archivos
}
count-range = { $first } a { $last } de { $total }
pages-label = Páginas
pages-previous = Anterior
pages-next = Siguiente

## Dates: month 1 is January, weekday 1 is Monday
date-month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
date-month-short = { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
   *[12] dic
}
date-weekday = { $weekday ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
date-weekday-short = { $weekday ->
    [1] lun
    [2] mar
    [3] mié
    [4] jue
    [5] vie
    [6] sáb
   *[7] dom
}
date-long = { $weekday } { $day } de { $month }
date-long-year = { $weekday } { $day } de { $month } de { $year }
date-short = { $day } { $month }
date-table = { $day } { $month } { $year }
date-with-weekday = { $weekday } { $date }
date-at-time = { $day }, { $time }
date-today = hoy
date-yesterday = ayer
date-tomorrow = mañana
time-24 = { $hour }:{ $minute }
time-am = { $hour }:{ $minute }{ "\u00A0" }a.{ "\u00A0" }m.
time-pm = { $hour }:{ $minute }{ "\u00A0" }p.{ "\u00A0" }m.
duration-just-now = hace un momento
duration-ago = hace { $duration }
duration-seconds = { $n }{ "\u00A0" }s
duration-minutes = { $n }{ "\u00A0" }min
duration-hours = { $n }{ "\u00A0" }h
duration-days = { $n }{ "\u00A0" }d

## Numbers, sizes, money
number-percent = { $n }{ "\u00A0" }%
number-money = { $currency }{ "\u00A0" }{ $amount }
number-currency = { $code ->
    [COP] $
    [CLP] $
    [MXN] $
    [ARS] $
    [PEN] S/
    [EUR] €
    [USD] US$
    [BRL] R$
    [CLF] UF
   *[other] { $code }
}
size-bytes = { $n ->
    [one] { $n }{ "\u00A0" }byte
   *[other] { $n }{ "\u00A0" }bytes
}
size-kilobytes = { $n }{ "\u00A0" }KB
size-megabytes = { $n }{ "\u00A0" }MB
size-gigabytes = { $n }{ "\u00A0" }GB

# What an organisation begins with; it changes these texts later.
setup-first-team = Atención al cliente
setup-check-name = Dijo su nombre completo igual que en la solicitud
setup-check-document = Dijo su número de documento o el del envío
setup-check-question = Contestó una pregunta sobre lo que escribió
setup-solution-solved = Problema resuelto
setup-solution-explained = Explicación o información entregada
setup-solution-compensated = Compensación o devolución
setup-solution-not-applicable = No corresponde
setup-consent = Usamos sus datos solo para atender lo que nos pide: para saber quién nos escribe, responderle y guardar el historial. No los vendemos ni los entregamos a nadie que no participe en la atención. Puede pedirnos en cualquier momento que le mostremos, corrijamos o borremos sus datos.
setup-topic-heading = Cuéntenos qué pasó
setup-topic-description-missing = Cuéntenos qué pasó
setup-topic-complaint = Queja o reclamo
setup-topic-complaint-hint = Algo no salió bien y quiere una solución.
setup-topic-information = Pedir información o documentos
setup-topic-information-hint = Datos, copias o certificados.
setup-topic-suggestion = Sugerencia
setup-topic-suggestion-hint = Una idea para atenderle mejor.
