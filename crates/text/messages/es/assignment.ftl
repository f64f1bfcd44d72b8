### Who gets a ticket: rules, capacity, presence and absences; and why somebody got it.

## Places
desk-nav-assignment = Asignación
desk-nav-capacity = Capacidad y ausencias
desk-presence-change = Cambiar su presencia

## Rules
desk-assign-title = Asignación
desk-assign-intro = Cada { -case } que llega va a un equipo y, de inmediato, a una persona con cupo.
desk-assign-at-once = Asignar al crear
desk-assign-is-on = { -case.gender ->
    [feminine] Encendido: { -the-cases } se asignan al crearlas.
   *[masculine] Encendido: { -the-cases } se asignan al crearlos.
}
desk-assign-is-off = { -case.gender ->
    [feminine] Apagado: { -the-cases } esperan en «Sin asignar» hasta que alguien las tome.
   *[masculine] Apagado: { -the-cases } esperan en «Sin asignar» hasta que alguien los tome.
}
desk-assign-turn-on = Encender
desk-assign-turn-off = Apagar
desk-assign-waiting = Esperan a una persona
desk-assign-waiting-none = No hay { -cases } en espera.
desk-assign-waiting-count = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-assign-oldest = { -case.gender ->
    [feminine] La primera llegó { $ago }
   *[masculine] El primero llegó { $ago }
}
desk-assign-rules = Reglas
desk-assign-rules-hint = Se prueban en orden y gana la primera que se cumple. Si ninguna se cumple, decide el tema.
desk-assign-rules-empty = Todavía no hay reglas. Cada { -case } va al equipo de su tema.
desk-assign-rule = Regla { $n }
desk-assign-goes-to = Va a { $team }
desk-assign-up = Subir
desk-assign-down = Bajar
desk-assign-delete = Quitar
desk-assign-add = Agregar una regla
desk-assign-add-hint = Elija una condición o varias. Deben cumplirse todas.
desk-assign-add-button = Agregar regla
desk-assign-any-topic = Cualquier tema
desk-assign-any-language = Cualquier idioma
desk-assign-keyword = Palabras en el asunto o la descripción
desk-assign-keyword-hint = No importan las tildes ni las mayúsculas. «Aduana» también encuentra «aduanas».
desk-assign-team = Va al equipo
desk-assign-error-when = Elija un tema, una empresa o un idioma, o escriba una palabra
desk-assign-error-keyword = Escriba al menos una letra o un número
desk-assign-error-rules = Ya hay { $most } reglas. Quite una antes de agregar otra.
desk-assign-done-added = Agregamos la regla
desk-assign-done-moved = Cambiamos el orden
desk-assign-done-deleted = Quitamos la regla
desk-assign-done-on = Desde ahora asignamos al crear
desk-assign-done-off = Desde ahora no asignamos al crear
desk-rule-topic = el tema es «{ $topic }»
desk-rule-organization = la empresa es { $name }
desk-rule-language = el idioma es { $language }
desk-rule-keyword = dice «{ $keyword }»

## Capacity
desk-capacity-title = Capacidad y ausencias
desk-capacity-intro = { -case.gender ->
    [feminine] Cuántas { -cases } recibe cada persona, quién está y quién reemplaza a quién.
   *[masculine] Cuántos { -cases } recibe cada persona, quién está y quién reemplaza a quién.
}
desk-capacity-load = { $open } de { $capacity }
desk-capacity-none = No recibe
desk-capacity-field = Máximo
desk-capacity-field-of = Máximo de { -cases } de { $name }
desk-capacity-presence-of = Presencia de { $name }
desk-capacity-save = Guardar
desk-capacity-error = Escriba un número de 0 a { $most }
desk-capacity-done = Guardamos el cambio
desk-capacity-team-empty = Nadie de este equipo atiende.
desk-absence-title = Ausencias
desk-absence-empty = No hay ausencias previstas.
desk-absence-days = Del { $from } al { $until }
desk-absence-now = Ahora
desk-absence-substitute = Reemplazo: { $name }
desk-absence-no-substitute = Sin reemplazo
desk-absence-end = Terminar
desk-absence-add = Registrar una ausencia
desk-absence-add-hint = Al comenzar, lo que tiene abierto pasa al reemplazo mientras haya cupo, y después al resto del equipo.
desk-absence-person = Persona
desk-absence-from = Primer día
desk-absence-until = Último día
desk-absence-by = Reemplazo
desk-absence-nobody = Nadie en particular
desk-absence-choose = Elija una persona
desk-absence-button = Guardar ausencia
desk-absence-error-person = Elija a una persona que atienda
desk-absence-error-from = Escriba el primer día
desk-absence-error-days = Revise el último día: no puede ser anterior al primero, ni a hoy, ni quedar a más de un año
desk-absence-error-overlap = Esa persona ya tiene una ausencia en esos días
desk-absence-error-substitute = Elija a otra persona como reemplazo
desk-absence-done = Guardamos la ausencia
desk-absence-ended = Terminamos la ausencia

## Why somebody got it
desk-why-me = ¿Por qué a mí?
desk-why-other = ¿Por qué a { $name }?
desk-why-nobody = ¿Por qué no tiene responsable?
desk-why-rule = Se cumplió una regla: { $conditions }. Va a { $team }.
desk-why-topic = Ninguna regla se cumplió. Va al equipo de su tema: { $team }.
desk-why-serves = Ya atiende a este cliente o a su empresa, o reemplaza a quien lo hace.
desk-why-only-one = Era la única persona que podía recibir { -the-case }.
desk-why-most-spare = Tenía más cupo que las demás personas.
desk-why-longest-idle = Tenía el mismo cupo que otra persona y llevaba más tiempo sin recibir.
desk-why-first-of-equals = Estaba igual que otra persona; decide quién se registró primero.
desk-why-none = Nadie del equipo podía recibir { -the-case }. Se asigna apenas haya cupo.
desk-why-by-hand = Aquí cada persona toma lo suyo: la asignación al crear está apagada.
desk-why-candidates = Personas del equipo
desk-why-chosen = Elegida
desk-left-no-access = Sin acceso
desk-left-reads-only = Solo consulta
desk-left-never-entered = Aún no ha entrado
desk-left-takes-none = No recibe
desk-left-absent = Ausente
desk-left-away = Ausente
desk-left-paused = En pausa
desk-left-gave-back = Devolvió { -the-case }
desk-left-full = Sin cupo
desk-event-routed = Se aplicaron las reglas de asignación
desk-event-routed-nobody = Nadie del equipo podía recibir { -the-case }: espera en la cola

## In the audit log and among what was not done
desk-audit-assignment-switched = Encendió o apagó la asignación
desk-audit-rule-added = Agregó una regla
desk-audit-rule-moved = Movió una regla
desk-audit-rule-deleted = Quitó una regla
desk-audit-duty-changed = Cambió capacidad o presencia
desk-audit-absence-planned = Registró una ausencia
desk-audit-absence-ended = Terminó una ausencia
desk-audit-target-rule = Regla hacia { $team }
desk-audit-target-assignment = Asignación
desk-letter-assignment = Asignación automática

## Companies, skills and hours
desk-assign-any-organization = Cualquier empresa
desk-assign-organization = Empresa
desk-assign-skills = Habilidades que necesita
desk-assign-skills-hint = Opcional. Separe con comas. Solo la recibe quien las tiene todas
desk-assign-needs = Necesita { $skills }
desk-assign-policy = Cuando nadie puede
desk-assign-next-shift = { -case.gender ->
    [feminine] Si nadie está en turno, asignarla a quien empieza primero
   *[masculine] Si nadie está en turno, asignarlo a quien empieza primero
}
desk-assign-next-shift-hint = Sin esta opción, espera en la cola hasta que alguien empiece su turno.
desk-assign-alert = Avisar a los supervisores después de
desk-assign-alert-hint = Minutos en la cola. 0 significa no avisar. El aviso se repite cada hora mientras dure.
desk-assign-alert-error = Escriba un número de minutos de 0 a { $most }
desk-assign-policy-save = Guardar
desk-assign-done-policy = Guardamos el cambio
desk-skills-error = Escriba hasta { $most } habilidades de { $letters } letras o menos, separadas con comas
desk-hours-title = Turno y habilidades de { $name }
desk-hours-open = Turno y habilidades
desk-hours-intro = Sin horas, se entiende que siempre está. Quien tiene turno no necesita marcarse ausente al terminar.
desk-hours-skills = Habilidades
desk-hours-skills-hint = Separe con comas. Por ejemplo: portugués, aduanas
desk-hours-week = Horas de trabajo
desk-hours-week-hint = Por ejemplo: 8:00-12:00, 13:00-17:00. Vacío es un día libre. Un turno de noche se escribe en dos días: 22:00-24:00 y 0:00-6:00.
desk-hours-monday = Lunes
desk-hours-tuesday = Martes
desk-hours-wednesday = Miércoles
desk-hours-thursday = Jueves
desk-hours-friday = Viernes
desk-hours-saturday = Sábado
desk-hours-sunday = Domingo
desk-hours-error = Escriba las horas como 8:00-12:00, 13:00-17:00, en orden y sin cruzarse
desk-hours-zone = Zona horaria
desk-hours-zone-hint = Vacío significa la de la organización: { $zone }
desk-hours-zone-error = No conocemos esa zona. Escríbala como America/Santiago
desk-hours-save = Guardar turno y habilidades
desk-hours-done = Guardamos el turno y las habilidades
desk-hours-off = Fuera de turno
desk-left-lacks-skill = Le falta una habilidad
desk-left-off-shift = Fuera de turno
desk-why-begins-first = Está en turno y las demás personas no, o empieza antes que ellas.
desk-why-needs = Se necesita: { $skills }.
desk-why-begins = Empieza { $when }
desk-audit-hours-changed = Cambió turno o habilidades
desk-audit-assignment-policy-changed = Cambió las reglas de espera

## The letter about what waits
mail-queue-waits-subject = { $n ->
    [one] { $n } { -case } espera a una persona
   *[other] { $n } { -cases } esperan a una persona
}
mail-queue-waits-heading = Nadie puede recibir lo que espera
mail-queue-waits-lead = Revise la capacidad, los turnos y las ausencias de estos equipos.
mail-queue-waits-team = { $n ->
    [one] { $n } { -case }, desde { $since }
   *[other] { $n } { -cases }, lo primero desde { $since }
}
