### Policies of terms.

desk-settings-tab-policies = Plazos internos
policy-hint = Se prueban en orden y vale la primera que coincide. El plazo de respuesta lo pone cada tema. Al cambiar el orden se recalculan los plazos abiertos.
policy-example = { $metric }: { $term }. Creado ahora: { $moment }
policy-standard = Si ninguna coincide
policy-new = Nueva política
policy-new-hint = Lo que deje vacío no se mide.
policy-name = Nombre de la política
policy-organization = Empresa
policy-any-organization = Cualquiera
policy-first = Horas hábiles para la primera respuesta
policy-next = Horas hábiles para responder un mensaje
policy-own = Horas hábiles para asignar a una persona
policy-update = Días hábiles entre avances
policy-resolution = Días hábiles para proponer una solución
policy-pause-customer = La solución y los avances se pausan mientras esperamos al cliente
policy-pause-third = También se pausan mientras esperamos a otros
policy-add = Agregar política
policy-error-name = Escriba el nombre de la política
policy-error-number = Escriba un número de 1 a { $most }, o déjelo vacío
desk-audit-deadline-policy-added = Agregó una política de plazos
desk-audit-deadline-policy-moved = Movió una política de plazos
desk-audit-deadline-policy-deleted = Quitó una política de plazos
desk-audit-target-deadline-policy = Política { $name }
