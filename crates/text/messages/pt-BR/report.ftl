### Files that leave the desk: lists, receipts, case files.

## On every page
report-page = Página { $page } de { $pages }
report-made = Gerado em { $at }

## Lists
report-currency = Moeda
report-filters = Filtros: { $filters }
report-no-filters = Sem filtros
report-totals = Totais
report-sum = Total em { $currency }

## The receipt of a filed case
receipt-title = Comprovante de registro
receipt-code = Código { -of-the-case }
receipt-filed-at = Registrado em
receipt-description = O que você nos contou
receipt-files = Arquivos
receipt-no-files = Sem arquivos
receipt-files-note = A impressão SHA-256 prova que um arquivo não mudou.
receipt-proof = Como conferir este comprovante
receipt-proof-page = Leia o código QR ou abra esta página:
receipt-proof-signature = Este arquivo tem uma assinatura Ed25519. Chave pública: { $key }. Veja como conferir sem conexão:
receipt-qr = Código QR que abre { $address }

## The case file
case-file-title = Dossiê { -of-the-case } { $code }
case-file-history = Histórico
