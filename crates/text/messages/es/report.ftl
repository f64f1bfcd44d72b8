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
