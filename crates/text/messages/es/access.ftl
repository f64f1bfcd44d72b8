# Signing in, beyond the password: second step, addresses, sessions.

## Passwords
password-error-personal = Elija otra: casi todo son palabras de su nombre, su correo o la organización
password-saved = Guardamos la contraseña y cerramos las demás sesiones
sign-in-too-short = Su contraseña es corta para entrar sin el segundo paso. Le enviamos un enlace para elegir otra.
sign-in-again = Por seguridad, entre otra vez para seguir.

## The second step of signing in
step-title = Escriba su código
step-intro = Abra la aplicación de códigos en su teléfono y escriba los 6 números.
step-code = Código
step-recovery-title = ¿No tiene su teléfono?
step-recovery-text = Escriba en el mismo campo uno de sus códigos de recuperación. ¿Tampoco los tiene? Pida ayuda a quien administra las cuentas.
step-submit = Entrar
step-wrong = El código no coincide o ya se usó. Espere el siguiente y escríbalo.
step-wait = Hizo varios intentos. Espere 15 minutos e intente de nuevo.
step-missing = Escriba el código
step-ended = Pasó mucho tiempo. Escriba otra vez su contraseña.

## Setting it up
factor-title = Segundo paso al entrar
factor-intro = Además de la contraseña, al entrar se pide un código de una aplicación de su teléfono. Así nadie entra solo con su contraseña.
factor-required = Su organización lo exige a quienes trabajan en la mesa. Actívelo para seguir.
factor-off = Está apagado
factor-on = Está activo desde el { $date }
factor-codes-left = { $n ->
    [0] No le quedan códigos de recuperación.
    [one] Le queda { $n } código de recuperación.
   *[other] Le quedan { $n } códigos de recuperación.
}
factor-begin = Activar el segundo paso
factor-manage = Ver el segundo paso
factor-fresh = Entrar otra vez
factor-fresh-text = Para cambiarlo, entre otra vez con su contraseña.
factor-step-app = Instale en su teléfono una aplicación de códigos, por ejemplo la que trae su gestor de contraseñas.
factor-step-scan = Escanee este dibujo con la aplicación.
factor-picture = Código QR para la aplicación
factor-secret = ¿No puede escanearlo? Escriba esta clave en la aplicación:
factor-step-code = Escriba el código de 6 números que muestra la aplicación.
factor-confirm = Activar
factor-codes-title = Guarde sus códigos de recuperación
factor-codes-intro = Con uno de ellos entra si pierde el teléfono. Cada uno sirve una vez. No los mostramos de nuevo: imprímalos o guárdelos en su gestor de contraseñas.
factor-codes-done = Ya los guardé
factor-codes-new = Hacer códigos nuevos
factor-codes-new-text = Los anteriores dejan de servir y se cierran las demás sesiones.
factor-turn-off = Apagar el segundo paso
factor-turned-off = Apagamos el segundo paso y cerramos las demás sesiones
factor-give-up = Ahora no

## Another e-mail address
email-title = Cambiar el correo
email-intro = Ahora entra con { $email }. Le enviamos un código al correo nuevo; hasta que lo escriba, sigue el de ahora.
email-new = Correo nuevo
email-send = Enviarme el código
email-same = Es el correo que ya usa
email-taken = Ese correo ya está en uso. Escriba otro.
email-code-title = Escriba el código
email-code-lead = Lo enviamos a { $email }. Vence a las { $time }.
email-confirm = Cambiar mi correo
email-other = Escribir otro correo
email-changed = Cambiamos su correo y cerramos las demás sesiones
email-limited = Hoy pidió varios cambios. Siga mañana.
undo-title = Recupere su correo
undo-intro = Vuelve a entrar con { $email }. Cerramos todas las sesiones y le pedimos elegir otra contraseña.
undo-button = Deshacer el cambio
undo-taken = Otra persona usa ya ese correo. Escriba a quien administra las cuentas.
undo-closed = Otra persona usa ya ese correo, así que cerramos su acceso: terminaron todas las sesiones y la contraseña ya no sirve. Escriba a quien administra las cuentas.

## Somebody's sessions, for administrators
access-title = Acceso de { $name }
access-link = Sesiones y segundo paso
access-back = Todas las personas
access-no-sessions = No tiene sesiones abiertas.
access-reset = Quitar el segundo paso
access-reset-text = Solo si perdió el teléfono y los códigos, y usted comprobó quién es. Se cierran sus sesiones y le avisamos por correo.
access-reason = Motivo
access-reason-missing = Escriba el motivo
access-reset-done = Quitamos el segundo paso

## Mails about signing in
mail-code-email-heading = Confirme su correo nuevo
mail-code-email-not-you = ¿No lo pidió usted? Ignore este correo y no comparta el código.
mail-security-subject = Aviso de seguridad de su cuenta de { $org }
mail-security-heading = Aviso sobre su cuenta
mail-security-password-changed = Se eligió otra contraseña para su cuenta.
mail-security-factor-on = Se activó el segundo paso. Desde ahora, al entrar se pide un código.
mail-security-factor-off = Se apagó el segundo paso. Al entrar basta la contraseña.
mail-security-factor-reset = Una persona de administración quitó el segundo paso de su cuenta.
mail-security-factor-failed = Alguien escribió bien su contraseña y varias veces mal el código.
mail-security-codes-renewed = Se hicieron códigos de recuperación nuevos. Los anteriores ya no sirven.
mail-security-code-used = Se entró con un código de recuperación.
mail-security-email-changed = Desde ahora entra con este correo.
mail-security-you = ¿Fue usted? No tiene que hacer nada.
mail-security-not-you = ¿No fue usted? Elija otra contraseña y avise a { $org }.
mail-email-changing-subject = Se pidió cambiar su correo en { $org }
mail-email-changing-heading = Alguien quiere cambiar su correo
mail-email-changing-lead = Se pidió entrar con { $email } en lugar de este correo.
mail-email-changing-not-you = ¿No fue usted? Presione el botón: el cambio se deshace y se cierran todas las sesiones.
mail-label-when = Cuándo
mail-button-account = Ver mi cuenta
mail-button-undo = Deshacer el cambio

## Names of mails and of entries in the audit log
desk-letter-security = Aviso de seguridad
desk-letter-password-reset = Enlace para elegir otra contraseña
desk-letter-email-changing = Aviso de cambio de correo
mailbox-kind-security = aviso de seguridad
mailbox-kind-email-changing = cambio de correo
desk-audit-password-changed = Cambió su contraseña
desk-audit-factor-on = Activó el segundo paso
desk-audit-factor-off = Apagó el segundo paso
desk-audit-factor-reset = Quitó el segundo paso de otra persona
desk-audit-recovery-codes-made = Hizo códigos de recuperación nuevos
desk-audit-email-changed = Cambió su correo
desk-audit-email-change-undone = Deshizo un cambio de correo
desk-audit-session-ended = Cerró una sesión de otra persona
