# People of companies: signing in, home, list, own data.

## Header
account-nav-home = Inicio
account-nav-cases = { -Cases }
account-nav-people = Personas
account-nav-data = Mis datos
account-nav-menu = { $name }, su cuenta

## Signing in
account-sign-in-intro = Para clientes con cuenta y para quienes atienden { -the-cases }.
account-sign-in-name = Correo o usuario
account-sign-in-forgot = La olvidé
account-sign-in-or = o
account-sign-in-link = Recibir un enlace por correo
account-sign-in-help = Su contacto en { $organization } le entrega el usuario la primera vez.
account-sign-in-refused = El usuario o la contraseña no coinciden
account-sign-in-missing = Escriba su correo o su usuario
account-sign-in-one = Escriba un solo correo, por ejemplo ana@correo.co, o su usuario
account-sign-in-sent = Si hay una cuenta con ese correo o usuario, en unos minutos le llega un enlace.
account-sign-in-closed = Cerró su sesión.
account-forgot-title = Elija otra contraseña
account-forgot-intro = Le enviamos un enlace para elegirla. Sirve una sola vez, durante una hora.
account-forgot-send = Enviarme el enlace
account-link-title = Entre a su cuenta
account-link-intro = Este enlace sirve una sola vez. Presione el botón para entrar.
account-link-button = Entrar a mi cuenta
account-password-intro = { $name }, con { $email } y esta contraseña entra a la cuenta de { $company }.

## Home
account-hello-morning = Buenos días, { $name }
account-hello-afternoon = Buenas tardes, { $name }
account-hello-evening = Buenas noches, { $name }
account-home-title = Inicio
account-home-help = Obtener ayuda
account-home-help-text = Elija la situación y cuéntenos qué pasó con su envío.
account-home-latest = Lo último
account-home-all = { -case.gender ->
    [feminine] Ver todas { -the-cases }
   *[masculine] Ver todos { -the-cases }
}
account-home-none = { -case.gender ->
    [feminine] Aún no hay { -cases }. Cuando cree una, la verá aquí.
   *[masculine] Aún no hay { -cases }. Cuando cree uno, lo verá aquí.
}
account-kpis = { -Cases } por situación
account-kpi-waiting = Esperan algo de usted
account-kpi-waiting-detail = { $solutions ->
    [one] 1 solución
   *[other] { $solutions } soluciones
}, { $questions ->
    [one] 1 pregunta
   *[other] { $questions } preguntas
}
account-kpi-team = En manos del equipo
account-kpi-resolved = { -case.gender ->
    [feminine] Resueltas este año
   *[masculine] Resueltos este año
}
account-kpi-paid = Indemnizaciones en { $year }

## List
account-list-title = { -Cases }
account-list-caption = { -Cases } de { $company }
account-tabs = { -Cases } por situación
account-tab-all = { -case.gender ->
    [feminine] Todas
   *[masculine] Todos
}
account-tab-waiting = Esperan su respuesta
account-tab-open = { -case.gender ->
    [feminine] Abiertas
   *[masculine] Abiertos
}
account-tab-resolved = { -case.gender ->
    [feminine] Resueltas
   *[masculine] Resueltos
}
account-filter = Filtrar { -cases }
account-search = Código, asunto o número de envío
account-search-label = Buscar
account-state = Estado
account-state-any = Todos los estados
account-date = Fecha de creación
account-date-any = Cualquier fecha
account-date-30 = Últimos 30 días
account-date-90 = Últimos 90 días
account-date-365 = Últimos 12 meses
account-column-agent = Ejecutivo
account-column-requester = { -case.gender ->
    [feminine] Quién la creó
   *[masculine] Quién lo creó
}
account-column-tracking = Número de envío
account-column-compensation = Indemnización
account-compensation-any = Cualquier indemnización
account-compensation-not-applicable = No aplica
account-compensation-in-review = En evaluación
account-compensation-approved = Aprobada
account-compensation-paid = Pagada
account-compensation-rejected = Rechazada
account-columns = Columnas
account-columns-hint = Las recordamos en su cuenta.
account-columns-save = Guardar columnas
account-columns-saved = Guardamos las columnas
account-none-found = { -case.gender ->
    [feminine] Ninguna coincide.
   *[masculine] Ninguno coincide.
}
account-total = { $shown } de { $total }
account-next = Siguientes
account-first = Desde el principio
account-pages = Páginas
account-by = De { $name }

## A new one
account-review-title = Revise y envíe
account-review-intro = { -case.gender ->
    [feminine] La creamos enseguida. No necesita código.
   *[masculine] Lo creamos enseguida. No necesita código.
}
account-review-send = { -case.word ->
    [ticket] Enviar y crear ticket
    [request] Enviar y crear solicitud
   *[other] Enviar y crear caso
}
account-attends = Ejecutivo a cargo

## Events by colleagues
event-created-by = { $files ->
    [0] { $name } creó { -the-case }.
    [one] { $name } creó { -the-case } con { $files } archivo.
   *[other] { $name } creó { -the-case } con { $files } archivos.
}
event-accepted-by = { $name } aceptó la solución.
event-rejected-by = { -case.gender ->
    [feminine] { $name } rechazó la solución y { -the-case } quedó reabierta.
   *[masculine] { $name } rechazó la solución y { -the-case } quedó reabierto.
}
event-rated-by = { $name } calificó la atención con { $value }.
event-followed-up-by = { $name } siguió con { -another-case }: { $code }.

## Own data
account-data-title = Mis datos
account-data-saved = Guardamos sus datos
account-data-person = Sus datos
account-data-username = Usuario
account-data-company = Empresa
account-data-role = Permiso
account-data-language = Idioma
account-data-language-browser = El de mi navegador
account-data-password = Cambiar la contraseña
account-data-password-current = Contraseña actual
account-data-password-new = Contraseña nueva
account-data-password-wrong = La contraseña actual no coincide
account-data-password-saved = Guardamos la contraseña y cerramos las demás sesiones
account-data-password-none = Todavía no tiene contraseña. Pida un enlace para elegirla.
account-data-session-ended = Cerramos esa sesión
account-data-limited = Hizo varios intentos. Espere 15 minutos.

## People of the company
account-role-manager = Administra la cuenta
account-role-member = Miembro
account-people-title = Personas de { $company }
account-people-manager-hint = Quien administra ve { -the-cases } de toda la empresa e invita personas.
account-people-username-hint = Opcional. De 3 a 40 letras, números, puntos o guiones
account-people-username-wrong = Use de 3 a 40 letras sin tildes, números, puntos o guiones
account-people-username-taken = Ya hay una cuenta con ese usuario
account-people-limited = Hoy se enviaron muchas invitaciones. Siga mañana.
account-people-self = Esta es su cuenta

## The desk's pages of companies
desk-nav-organizations = Empresas
desk-organizations-title = Empresas
desk-organizations-new = Crear una empresa
desk-organizations-name = Nombre de la empresa
desk-organizations-name-missing = Escriba el nombre de la empresa
desk-organizations-name-taken = Ya hay una empresa con ese nombre
desk-organizations-all = { -case.gender ->
    [feminine] Todas sus personas ven todas { -the-cases } de la empresa
   *[masculine] Todas sus personas ven todos { -the-cases } de la empresa
}
desk-organizations-active = Sus personas pueden entrar
desk-organizations-create = Crear empresa
desk-organizations-made = Creamos la empresa. Ahora invite a sus personas.
desk-organizations-changed = Guardamos el cambio
desk-organizations-conflict = Otra persona cambió estos datos mientras usted escribía. Revise y guarde otra vez
desk-organizations-none = Aún no hay empresas.
desk-organizations-size = { $accounts ->
    [one] 1 cuenta
   *[other] { $accounts } cuentas
}, { $tickets ->
    [one] 1 { -case }
   *[other] { $tickets } { -cases }
}
desk-organizations-inactive = Sin acceso
desk-organizations-settings = Datos de la empresa
desk-organizations-back = Todas las empresas
desk-context-organization = Empresa
desk-audit-organization-made = Creó una empresa
desk-audit-organization-changed = Cambió una empresa
desk-audit-account-invited = Invitó a una persona de una empresa
desk-audit-account-invited-again = Invitó otra vez a una persona de una empresa
desk-audit-account-changed = Cambió el acceso de una persona de una empresa
