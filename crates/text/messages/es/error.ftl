### What is wrong with an answer and how to mend it, and the pages that say why there is no page.

## Answers in forms. `label` is the field's label with a small first letter
error-summary = { $n ->
    [one] Revise { $n } respuesta
   *[other] Revise { $n } respuestas
}
error-empty = Escriba { $label }
error-choose = Elija { $label }
error-consent = Marque la casilla para autorizar el uso de sus datos
error-email = Escriba su correo, por ejemplo ana@correo.co
error-phone = Escriba un teléfono con indicativo, por ejemplo +57 601 555 0148
error-number = Escriba solo un número, por ejemplo 120
error-money = Escriba el valor en cifras, por ejemplo 620000
error-date = La fecha debe ser real, por ejemplo 4 3 2026
error-date-future = La fecha no puede ser posterior a hoy
error-too-long = { $n ->
    [one] Le sobra { $n } carácter
   *[other] Le sobran { $n } caracteres
}
error-too-short = { $n ->
    [one] Le falta { $n } carácter
   *[other] Le faltan { $n } caracteres
}
error-format = Revise { $label }
error-option = Elija una de las opciones de la lista
error-tracking-format = El número de envío debe tener 2 letras, 9 números y 2 letras
error-tracking-check = Revise el número: una cifra no coincide
error-case-code = Revise el código: debe ser como { $example }
error-case-code-check = Revise el código: una letra o cifra no coincide
error-reject-reason = Cuéntenos por qué la rechaza
error-reopen-reason = { -case.gender ->
    [feminine] Cuéntenos por qué la reabre
   *[masculine] Cuéntenos por qué lo reabre
}
error-message-empty = Escriba su mensaje o adjunte un archivo
error-rating = Elija de 1 a 5 estrellas

## Files
error-file-too-large = Pesa { $size } y el máximo es { $limit }. Grabe un video más corto o envíe fotos.
error-file-type = No podemos recibir archivos { $extension }. Envíe fotos, PDF, Word o Excel.
error-file-content = El contenido no corresponde a un archivo { $extension }. Guárdelo de nuevo o envíe otro.
error-file-empty = Este archivo está vacío
error-file-virus = No lo adjuntamos porque puede tener un virus
error-file-interrupted = Se cortó la conexión. Intente de nuevo.
error-file-none = Seleccione un archivo antes de adjuntarlo
error-files-too-many = { $limit ->
    [one] Puede adjuntar { $limit } archivo. Quite los demás.
   *[other] Puede adjuntar hasta { $limit } archivos. Quite alguno.
}

## The same by the names that the rules give them
error-missing = { error-empty }
error-tracking-form = { error-tracking-format }
error-not-an-option = { error-option }
error-not-a-date = { error-date }
error-not-an-amount = { error-money }
error-not-an-email = { error-email }
error-not-a-phone = { error-phone }
error-file-kind = { error-file-type }
error-file-too-many = { error-files-too-many }

## Codes by e-mail
error-code-wrong = { $n ->
    [0] El código no coincide. Pida otro código.
    [one] El código no coincide. Le queda { $n } intento.
   *[other] El código no coincide. Le quedan { $n } intentos.
}
error-code-expired = Ese código venció. Le enviamos otro a { $email }.
error-code-expired-ask = Ese código venció. Pida otro.
error-code-blocked = Hizo varios intentos. Espere { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
} o llame al { $phone }.
error-code-resend = { $seconds ->
    [one] Espere { $seconds } segundo para pedir otro código
   *[other] Espere { $seconds } segundos para pedir otro código
}
error-code-too-many = Ya enviamos varios códigos a este correo. Llame al { $phone } y le ayudamos.
error-draft-expired = Guardamos lo que escribió durante 24 horas y ese tiempo pasó. Empiece de nuevo.

## Signing in and looking up
error-sign-in = El usuario o la contraseña no coinciden
error-sign-in-wait = Por seguridad, espere { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
} e intente de nuevo
error-lookup = No encontramos { -a-case } con ese código y ese correo. Revise los dos datos o pida el código a su correo.
error-session = Su sesión se cerró para cuidar sus datos. Entre de nuevo.
error-conflict = Alguien cambió { -this-case } mientras usted escribía. Revise lo nuevo y guarde otra vez. No perdió lo que escribió.

## What the rules refuse
refusal-illegal-move = Esto ya no es posible: { -the-case } está en «{ $state }».
refusal-not-allowed = Su cuenta no puede hacer esto con { -this-case }.
refusal-reason-missing = Escriba el motivo
refusal-reason-too-short = Cuéntenos un poco más
refusal-too-long = { error-too-long }
refusal-stars-out-of-range = { error-rating }
refusal-reopen-window-over = El plazo para reabrir { -this-case } ya pasó. Puede crear { -another-case } y mencionar el código anterior.
refusal-rating-window-over = El plazo para calificar ya pasó.
refusal-until-in-the-past = Elija un momento que no haya pasado
refusal-too-early = Todavía no es el momento. Intente de nuevo más tarde.
refusal-already-so = Ya estaba hecho. No hubo cambios.

## Pages
error-400-title = No entendimos lo que envió
error-400-text = Vuelva a la página anterior e intente de nuevo.
error-403-title = Esta página es de otra cuenta
error-403-text = Entre con la cuenta que creó { -the-case }.
error-404-title = No encontramos esta página
error-404-text = Si escribió la dirección, revise que esté completa. Si abrió un enlace de un correo, puede haber vencido.
error-404-help = ¿Sigue sin encontrarla? Llame al { $phone }.
error-405-title = Esta página no recibe lo que envió
error-405-text = Vuelva al inicio e intente de nuevo.
error-408-title = Se cortó la conexión
error-408-text = Lo que envió no llegó completo. Intente de nuevo.
error-409-title = Ahora no se puede
error-409-text = Alguien lo cambió al mismo tiempo. Vuelva a la página anterior e intente de nuevo.
error-410-title = Este enlace ya se usó o venció
error-410-text = Pida uno nuevo.
error-413-title = El envío es demasiado grande
error-413-text = Envíe menos archivos a la vez o archivos más pequeños.
error-422-title = Falta algo en lo que envió
error-422-text = Vuelva a la página anterior y revise sus respuestas.
error-429-title = Recibimos muchas solicitudes seguidas
error-429-text = Espere un minuto e intente de nuevo. No perdió lo que escribió.
error-500-title = Tenemos un problema
error-500-text = Guardamos lo que escribió. Intente de nuevo en unos minutos o llame al { $phone }.
error-500-reference = Referencia: { $reference }
error-503-title = Estamos en mantenimiento
error-503-text = Vuelva en unos minutos. Lo que ya guardó sigue aquí.
error-503-until = Estamos en mantenimiento hasta las { $time }
error-offline = Sin conexión. Sus borradores están a salvo en este equipo.
