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

## What can be downloaded of a case
receipt-download = Baixar comprovante (PDF)
case-file-download = Baixar { -the-case } (PDF)
case-file-download-zip = { -The-case } com arquivos (ZIP)
case-file-heading = Dossiê
case-file-public = Para o cliente (PDF)
case-file-internal = Com notas internas (PDF)
case-file-internal-zip = Com notas e arquivos (ZIP)
case-file-state = Situação
case-file-created = Criado em
case-file-requester = Cliente
case-file-note = Nota interna

## The page that confirms a receipt
receipt-page-title = Comprovante autêntico
receipt-page-text = { $org } recebeu { -the-case } { $code } em { $at }.
receipt-page-privacy = Por privacidade não mostramos mais nada aqui. Compare o código e a data com os do seu comprovante.
receipt-key-title = Como conferir um comprovante
receipt-key-text = Cada comprovante em PDF tem uma assinatura Ed25519. Se alguém mudar o arquivo, a assinatura deixa de valer.
receipt-key-label = Chave pública
receipt-key-command = Confira um arquivo sem conexão com este comando:
receipt-key-qr = Você também pode ler o código QR do comprovante. Ele abre uma página que confirma o código e a data.
receipt-file-name = comprovante

## A list as a file
export-button = Exportar
export-note = Com os filtros desta lista
export-count = { $count }, com os filtros desta lista
export-file-name = casos
export-pdf = PDF
export-pdf-note = Para imprimir ou arquivar
export-xlsx = Excel (.xlsx)
export-xlsx-note = Com datas e valores como números
export-csv = CSV
export-csv-note = Separado por ponto e vírgula, UTF-8
export-csv-comma-note = Separado por vírgula, UTF-8
export-amount = Valor
export-search = Busca
export-code = Código
export-created = Criado
export-updated = Atualizado
export-resolved = Resolvido
export-too-many-title = A lista é longa demais
export-too-many-text = Este formato aceita até { $most } linhas. Use os filtros para encurtar a lista ou escolha outro formato.
export-back = Voltar à lista

## Long lists, prepared behind the scenes
export-prepared-title = Seus arquivos
export-prepared-nav = Arquivos preparados
export-prepared-note = As listas longas que você pediu
export-prepared-none = Você não pediu arquivos nas últimas 24 horas.
export-long-title = A lista tem { $count }
export-long-text = Preparamos o arquivo à parte, com estes filtros. Você pode baixá-lo por 24 horas.
export-long-button = Preparar o arquivo
export-asked = Estamos preparando seu arquivo. Você pode fazer outra coisa e voltar.
export-busy = Já estamos preparando dois arquivos seus. Espere um ficar pronto e peça de novo.
export-asked-at = Pedido: { $moment }
export-progress = { $done } de { $total } linhas
export-waiting = Em preparação
export-ready = Pronto
export-failed = Não conseguimos prepará-lo. Peça-o de novo na lista.
export-download = Baixar { $format } ({ $size })
export-until = Disponível até { $moment }
export-refresh = Atualizar
