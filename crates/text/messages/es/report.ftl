### Files that leave the desk: lists, receipts, case files.

## On every page
report-page = Página { $page } de { $pages }
report-made = Generado el { $at }

## Lists
report-currency = Moneda
report-filters = Filtros: { $filters }
report-no-filters = Sin filtros
report-totals = Totales
report-sum = Total en { $currency }

## The receipt of a filed case
receipt-title = Constancia de presentación
receipt-code = Código { -of-the-case }
receipt-filed-at = Presentado el
receipt-description = Lo que usted nos contó
receipt-files = Archivos
receipt-no-files = Sin archivos
receipt-files-note = La huella SHA-256 demuestra que un archivo no cambió.
receipt-proof = Cómo comprobar esta constancia
receipt-proof-page = Lea el código QR o abra esta página:
receipt-proof-signature = Este archivo lleva una firma Ed25519. Clave pública: { $key }. Así se comprueba sin conexión:
receipt-qr = Código QR que abre { $address }

## The case file
case-file-title = Expediente { -of-the-case } { $code }
case-file-history = Historial

## What can be downloaded of a case
receipt-download = Descargar constancia (PDF)
case-file-download = Descargar { -the-case } (PDF)
case-file-download-zip = { -The-case } con archivos (ZIP)
case-file-heading = Expediente
case-file-public = Para el cliente (PDF)
case-file-internal = Con notas internas (PDF)
case-file-internal-zip = Con notas y archivos (ZIP)
case-file-state = Estado
case-file-created = Creado el
case-file-requester = Cliente
case-file-note = Nota interna

## The page that confirms a receipt
receipt-page-title = Constancia auténtica
receipt-page-text = { $org } recibió { -the-case } { $code } el { $at }.
receipt-page-privacy = Por privacidad no mostramos aquí nada más. Compare el código y la fecha con los de su constancia.
receipt-key-title = Cómo comprobar una constancia
receipt-key-text = Cada constancia en PDF lleva una firma Ed25519. Si alguien cambia el archivo, la firma deja de valer.
receipt-key-label = Clave pública
receipt-key-command = Compruebe un archivo sin conexión con este comando:
receipt-key-qr = También puede leer el código QR de la constancia. Abre una página que confirma el código y la fecha.
receipt-file-name = constancia

## A list as a file
export-button = Exportar
export-note = Con los filtros de esta lista
export-count = { $count }, con los filtros de esta lista
export-file-name = casos
export-pdf = PDF
export-pdf-note = Para imprimir o archivar
export-xlsx = Excel (.xlsx)
export-xlsx-note = Con fechas y montos como números
export-csv = CSV
export-csv-note = Separado por punto y coma, UTF-8
export-csv-comma-note = Separado por coma, UTF-8
export-amount = Monto
export-search = Búsqueda
export-code = Código
export-created = Creado
export-updated = Actualizado
export-resolved = Resuelto
export-too-many-title = La lista es demasiado larga
export-too-many-text = Este formato admite hasta { $most } filas. Use los filtros para acortar la lista, o elija otro formato.
export-back = Volver a la lista

## Long lists, prepared behind the scenes
export-prepared-title = Sus archivos
export-prepared-nav = Archivos preparados
export-prepared-note = Las listas largas que pidió
export-prepared-none = No ha pedido archivos en las últimas 24 horas.
export-long-title = La lista tiene { $count }
export-long-text = Preparamos el archivo aparte, con estos filtros. Lo puede descargar durante 24 horas.
export-long-button = Preparar el archivo
export-asked = Estamos preparando su archivo. Puede seguir con otra cosa y volver.
export-busy = Ya estamos preparando dos archivos suyos. Espere a que esté listo uno y vuelva a pedirlo.
export-asked-at = Pedido: { $moment }
export-progress = { $done } de { $total } filas
export-waiting = En preparación
export-ready = Listo
export-failed = No pudimos prepararlo. Vuelva a pedirlo desde la lista.
export-download = Descargar { $format } ({ $size })
export-until = Disponible hasta { $moment }
export-refresh = Actualizar
