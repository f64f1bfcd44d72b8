### Many tracking numbers at once: the page for them, and what became of each.

parcels-offer = ¿Varios envíos con la misma situación? Cargue hasta { $most } números juntos
parcels-chosen = { $n ->
    [one] Este formulario crea { $n } { -case }, con el número que cargó.
   *[other] Este formulario crea { $n } { -cases }, cada uno con su número.
}
parcels-change = Cambiar los números
parcels-title = Cargue los números de sus envíos
parcels-intro = { -case.gender ->
    [feminine] Creamos una { -case } por cada número. Todas llevan el mismo asunto, la misma descripción y los mismos archivos.
   *[masculine] Creamos un { -case } por cada número. Todos llevan el mismo asunto, la misma descripción y los mismos archivos.
}
parcels-rule = { -case.gender ->
    [feminine] Un número con error no crea una { -case } ni detiene a los demás. Puede corregirlo antes de seguir.
   *[masculine] Un número con error no crea un { -case } ni detiene a los demás. Puede corregirlo antes de seguir.
}
parcels-numbers = Números de envío
parcels-numbers-hint = Pegue un número por línea, hasta { $most }
parcels-file = O elija un archivo CSV
parcels-file-hint = Una columna con los números. Si hay más columnas, la que se llame «guía» o «envío»
parcels-check = Revisar los números
parcels-one = Volver a un solo número
parcels-result = Así quedan sus números
parcels-ready = { $n ->
    [0] Ningún número está listo.
    [one] { $n } número está listo.
   *[other] { $n } números están listos.
}
parcels-unready = { $n ->
    [one] { $n } número queda por fuera:
   *[other] { $n } números quedan por fuera:
}
parcels-show-ready = Ver los números listos
parcels-anyway = { -case.gender ->
    [feminine] Crear de todos modos otra { -case } para los que ya tienen una abierta ({ $n })
   *[masculine] Crear de todos modos otro { -case } para los que ya tienen uno abierto ({ $n })
}
parcels-go-on = { $n ->
    [one] Seguir con { $n } número
   *[other] Seguir con { $n } números
}
parcels-left-form = No es un número de envío. Revise letras y cifras
parcels-left-check = Una cifra no coincide. Compárelo con su recibo
parcels-left-twice = Está repetido más arriba
parcels-left-open = { -case.gender ->
    [feminine] Ya tiene una { -case } abierta
   *[masculine] Ya tiene un { -case } abierto
}
parcels-error-none = Escriba al menos un número o elija un archivo con números
parcels-error-many = { $n ->
    [one] Sobra { $n } número. Caben { $most }.
   *[other] Sobran { $n } números. Caben { $most }.
}
parcels-error-long = El texto es demasiado largo. Deje solo los números.
parcels-error-file = El archivo pesa más de { $size }. Divídalo o pegue los números.
parcels-error-nothing-left = Ningún número quedó listo. Corrija los que tienen error.
parcels-review-send = { $n ->
    [one] Enviar y crear { $n } { -case }
   *[other] Enviar y crear { $n } { -cases }
}
parcels-review-left = { $left ->
    [0] { $n ->
        [one] { $n } número
       *[other] { $n } números
    }
   *[other] { $n ->
        [one] { $n } número
       *[other] { $n } números
    }; por fuera: { $left }
}

## What became of them
filing-title = { $n ->
    [one] { -case.gender ->
        [feminine] Creamos { $n } { -case }
       *[masculine] Creamos { $n } { -case }
    }
   *[other] Creamos { $n } { -cases }
}
filing-intro = Asunto: { $subject }
filing-filed = { -Cases } por número
filing-left-out = Quedaron por fuera
filing-number = Número de envío
filing-outcome = Resultado
filing-download = Descargar la lista
filing-file-name = casos-creados

## The letter
mail-tickets-filed-subject = { $n ->
    [one] Creamos { $n } { -case }
   *[other] Creamos { $n } { -cases }
}
mail-tickets-filed-heading = { $n ->
    [one] Creamos { $n } { -case }
   *[other] Creamos { $n } { -cases }
}
mail-tickets-filed-lead = Asunto: { $subject }
mail-tickets-filed-agent = { -case.gender ->
    [feminine] La atiende { $name }
   *[masculine] Lo atiende { $name }
}
mail-tickets-filed-more = { $n ->
    [one] La lista completa tiene { $n } más.
   *[other] La lista completa tiene { $n } más.
}
mail-tickets-filed-left-out = { $n ->
    [one] { $n } número quedó por fuera. La lista dice por qué.
   *[other] { $n } números quedaron por fuera. La lista dice por qué.
}
mail-button-filed = Ver la lista
