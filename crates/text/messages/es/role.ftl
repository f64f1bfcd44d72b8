# Roles: what the people of the desk may do.

desk-nav-roles = Roles
role-title = Roles y permisos
role-intro = Cada columna es un rol. Cada fila dice qué puede hacer quien lo tiene.
role-caption = Permisos de cada rol
role-permission = Permiso
role-people = { $count ->
    [0] Nadie lo tiene
    [one] 1 persona
   *[other] { $count } personas
}
role-is-built-in = Incluido
role-new = Crear un rol
role-copy = Copiar
role-copy-of = Copia de { $name }
role-edit = Cambiar
role-delete = Borrar este rol
role-delete-hint = Solo se puede borrar un rol que nadie tiene.
role-name = Nombre del rol
role-name-missing = Escriba el nombre del rol
role-name-taken = Ya hay un rol con ese nombre
role-gets-tickets = Recibe { -cases } automáticamente
role-tickets = Con { -the-cases }
role-tickets-hint = Elija hasta dónde llega cada permiso. Ninguno llega más lejos que leer.
role-desk = En la mesa
role-limits = Aprueba indemnizaciones hasta
role-limits-hint = Deje vacía la moneda en la que no aprueba.
role-limit-of = Hasta, en { $currency }
role-limit-any = Cualquier monto, en cualquier moneda
role-limit-none = No aprueba
role-save = Guardar rol
role-saved = Guardamos el rol. Rige desde ahora.
role-created = Creamos el rol
role-deleted = Borramos el rol
role-in-use = Alguien tiene este rol. Dele otro rol a esa persona y vuelva a intentar.
role-last = Debe quedar al menos una persona activa que administre personas y ajustes
role-beyond = No puede dar permisos ni montos que usted no tiene
role-conflict = Otra persona cambió este rol mientras usted escribía. Revise y guarde otra vez.
role-too-many = Ya hay { $most } roles. Borre uno que nadie use.
role-fixed = Los permisos de este rol no cambian. Para otros permisos, cópielo.
role-yes = Sí
role-scope-nothing = No
role-scope-own = Solo lo propio
role-scope-team = Su equipo
role-scope-all = Toda la mesa
role-can-read = Leer { -cases }
role-can-reply = Responder y resolver
role-can-note = Escribir notas internas
role-can-assign = Asignar
role-can-export = Descargar listas
role-can-see-personal = Ver datos personales
role-can-see-claims = Ver indemnizaciones
role-can-work-claims = Calcular y proponer indemnizaciones
role-can-pay = Pagar indemnizaciones
role-can-check-identity = Validar identidad por teléfono
role-can-oversee = Ver auditoría y correos sin entregar
role-can-distribute = Repartir el trabajo
role-can-manage-people = Administrar personas, roles y empresas
role-can-manage-settings = Cambiar ajustes, temas y equipos
desk-audit-role-created = Creó un rol
desk-audit-role-saved = Cambió un rol
desk-audit-role-deleted = Borró un rol
desk-audit-target-role = Rol { $name }
