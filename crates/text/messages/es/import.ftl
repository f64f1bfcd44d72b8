### Companies and their people from a table.

import-open = Importar desde un archivo
import-title = Importar empresas y personas
import-intro = Suba un archivo CSV con una fila por persona. Primero lo revisamos: nada se crea hasta que usted lo confirme.
import-upload = Subir el archivo
import-file = Archivo CSV
import-file-hint = UTF-8, hasta { $most } personas y { $size }
import-or-file = O elija el archivo CSV
import-look = Revisar el archivo
import-template = Descargar la plantilla
import-template-name = plantilla-empresas
import-columns = Columnas
import-column-organization = Empresa
import-column-name = Nombre
import-column-email = Correo
import-column-username = Usuario
import-column-role = Permiso
import-column-sees-all = Ve todo
import-about-organization = Obligatoria. Si la empresa ya existe, la persona se suma a ella; si no, se crea.
import-about-name = Obligatoria. El nombre completo
import-about-email = Obligatoria. Allí llega la invitación
import-about-username = Opcional. De 3 a 40 letras sin tildes, números, puntos o guiones
import-about-role = «Administra» o «Miembro». Vacío significa «Miembro»
import-about-sees-all = { -case.gender ->
    [feminine] «Sí» si todas las personas de una empresa nueva ven todas sus { -cases }
   *[masculine] «Sí» si todas las personas de una empresa nueva ven todos sus { -cases }
}
import-error-none = Elija un archivo CSV
import-error-large = El archivo pesa más de { $size }. Divídalo en varios.
import-error-encoding = El archivo no está en UTF-8. En su hoja de cálculo, guárdelo como «CSV UTF-8».
import-error-empty = El archivo no tiene filas. Deje los títulos en la primera y una persona en cada fila.
import-error-many = El archivo tiene más de { $most } filas. Divídalo en varios.
import-error-line = La fila { $line } no se puede leer. Revise las comillas.
import-error-problems = { $n ->
    [one] Hay { $n } error. No creamos nada. Corríjalo y suba el archivo otra vez.
   *[other] Hay { $n } errores. No creamos nada. Corríjalos y suba el archivo otra vez.
}
import-problems = Lo que hay que corregir
import-place = Fila { $line }, { $column }
import-more = { $n ->
    [one] Hay { $n } más.
   *[other] Hay { $n } más.
}
import-wrong-no-column = Falta esta columna. Compare los títulos con la plantilla.
import-wrong-missing = Está vacío
import-wrong-not-an-email = No es una dirección de correo
import-wrong-not-a-username = Use de 3 a 40 letras sin tildes, números, puntos o guiones
import-wrong-not-a-role = Escriba «Administra» o «Miembro»
import-wrong-not-an-answer = Escriba «Sí» o «No»
import-wrong-twice = Ya está en la fila { $line }
import-wrong-taken = Ya tiene una cuenta
import-wrong-no-access = Esa empresa no tiene acceso. Devuélvaselo primero.
import-ready = El archivo está bien
import-will = { $people ->
    [one] Invitaremos a { $people } persona
   *[other] Invitaremos a { $people } personas
}{ $companies ->
    [0] { "" }
    [one] { " " }y crearemos { $companies } empresa
   *[other] { " " }y crearemos { $companies } empresas
}. A cada persona le llega un correo para elegir su contraseña.
import-take = Crear e invitar
import-other = Subir otro archivo
import-people = Personas
import-row = Fila { $line }
import-done = { $people ->
    [one] Invitamos a { $people } persona
   *[other] Invitamos a { $people } personas
}{ $companies ->
    [0] { "" }
    [one] { " " }y creamos { $companies } empresa
   *[other] { " " }y creamos { $companies } empresas
}.
import-see = Ver las empresas
desk-audit-organizations-imported = Importó empresas y personas
desk-audit-target-organizations = Empresas
