### What several pages share: frame, buttons, states, dates, numbers.

## Frame
skip-to-content = Ir para o conteúdo
header-home = { $organization }, início
header-lookup = Consultar { -a-case }
header-help = Ajuda
header-language = Idioma
header-sign-in = Entrar
header-sign-out = Sair
header-menu = Menu
theme-label = Aparência
theme-light = Claro
theme-dark = Escuro
theme-system = Como no meu dispositivo
footer-label = Ajuda e contato
footer-help = Precisa de ajuda?
footer-phone = Telefone
footer-privacy = Tratamento de dados
footer-accessibility = Acessibilidade
footer-deadlines = Prazos de resposta
page-title = { $page } — { $organization }
page-title-error = Erro: { $title }
page-title-step = { $page } · { $step }
language-name = Português
optional = (opcional)
yes = Sim
no = Não
none = Nenhum
copied = Copiado
saved = Salvo
loading = Carregando…

## Buttons: verb and object where it can be
button-continue = Continuar
button-back = Voltar
button-cancel = Cancelar
button-change = Alterar
button-delete = Apagar
button-remove = Remover
button-undo = Desfazer
button-retry = Tentar de novo
button-save = Salvar alterações
button-search = Buscar
button-filter = Filtrar
button-clear-filters = Remover filtros
button-close = Fechar
button-copy = Copiar
button-copy-code = Copiar código
button-download = Baixar
button-print = Imprimir
button-show = Mostrar
button-hide = Ocultar
button-update = Atualizar
button-go-home = Ir para o início
button-create-case = { -case.word ->
    [ticket] Criar { -case }
   *[other] Criar { -a-case }
}
button-my-cases = { -case.word ->
    [ticket] Ver minha lista de { -cases }
   *[other] Ver { -my-cases }
}
button-send-message = Enviar mensagem
button-select-files = Escolher arquivos
button-attach-files = Anexar estes arquivos
creating = Criando…
sending = Enviando…
uploading = Enviando arquivo…

## States, as the customer and as the desk reads them
state-new-customer = { -case.gender ->
    [feminine] Recebida
   *[masculine] Recebido
}
state-new-desk = { -case.gender ->
    [feminine] Nova
   *[masculine] Novo
}
state-open-customer = Em atendimento
state-open-desk = Em atendimento
state-waiting-customer-customer = Aguarda sua resposta
state-waiting-customer-desk = Aguarda o cliente
state-waiting-third-customer = Em atendimento
state-waiting-third-desk = Em tratamento interno
state-solution-proposed-customer = Solução para revisar
state-solution-proposed-desk = Solução proposta
state-reopened-customer = { -case.gender ->
    [feminine] Reaberta
   *[masculine] Reaberto
}
state-reopened-desk = { state-reopened-customer }
state-resolved-customer = { -case.gender ->
    [feminine] Resolvida
   *[masculine] Resolvido
}
state-resolved-desk = { state-resolved-customer }
state-cancelled-customer = { -case.gender ->
    [feminine] Cancelada
   *[masculine] Cancelado
}
state-cancelled-desk = { state-cancelled-customer }
state-transferred-customer = { -case.gender ->
    [feminine] Transferida
   *[masculine] Transferido
}
state-transferred-desk = { state-transferred-customer }
state-merged-customer = { -case.gender ->
    [feminine] Unida a { -another-case }
   *[masculine] Unido a { -another-case }
}
state-merged-into = { -case.gender ->
    [feminine] Unida { -to-the-case } { $code }
   *[masculine] Unido { -to-the-case } { $code }
}
state-merged-desk = { -case.gender ->
    [feminine] Combinada
   *[masculine] Combinado
}
state-spam-customer = { -case.gender ->
    [feminine] Encerrada
   *[masculine] Encerrado
}
state-spam-desk = Indesejado

## Steps of a new case
stepper-label = Etapas
stepper-position = Etapa { $step } de { $total }
stepper-done = (concluída)
stepper-current = (etapa atual)
stepper-topic = Assunto
stepper-details = Detalhes
stepper-files = Arquivos
stepper-confirm = Confirmar

## Stars
rating-1 = muito ruim
rating-2 = ruim
rating-3 = regular
rating-4 = bom
rating-5 = excelente
rating-label = { $stars ->
    [one] { $stars } estrela: { $word }
   *[other] { $stars } estrelas: { $word }
}
rating-value = { $stars } de 5: { $word }
rating-clear = Remover avaliação

## Counts
count-cases = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
count-files = { $n ->
    [0] Sem arquivos
    [one] { $n } arquivo
   *[other] { $n } arquivos
}
count-range = { $first } a { $last } de { $total }
pages-label = Páginas
pages-previous = Anterior
pages-next = Próxima

## Dates: month 1 is January, weekday 1 is Monday
date-month = { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
}
date-month-short = { $month ->
    [1] jan
    [2] fev
    [3] mar
    [4] abr
    [5] mai
    [6] jun
    [7] jul
    [8] ago
    [9] set
    [10] out
    [11] nov
   *[12] dez
}
date-weekday = { $weekday ->
    [1] segunda-feira
    [2] terça-feira
    [3] quarta-feira
    [4] quinta-feira
    [5] sexta-feira
    [6] sábado
   *[7] domingo
}
date-weekday-short = { $weekday ->
    [1] seg
    [2] ter
    [3] qua
    [4] qui
    [5] sex
    [6] sáb
   *[7] dom
}
date-long = { $weekday }, { $day } de { $month }
date-long-year = { $weekday }, { $day } de { $month } de { $year }
date-short = { $day } { $month }
date-table = { $day } { $month } { $year }
date-with-weekday = { $weekday }, { $date }
date-at-time = { $day }, { $time }
date-today = hoje
date-yesterday = ontem
date-tomorrow = amanhã
time-24 = { $hour }:{ $minute }
time-am = { $hour }:{ $minute }{ "\u00A0" }AM
time-pm = { $hour }:{ $minute }{ "\u00A0" }PM
duration-just-now = agora mesmo
duration-ago = há { $duration }
duration-seconds = { $n }{ "\u00A0" }s
duration-minutes = { $n }{ "\u00A0" }min
duration-hours = { $n }{ "\u00A0" }h
duration-days = { $n }{ "\u00A0" }d

## Numbers, sizes, money
number-percent = { $n }%
number-money = { $currency }{ "\u00A0" }{ $amount }
number-currency = { $code ->
    [PEN] S/
    [EUR] €
    [USD] US$
    [BRL] R$
    [CLF] UF
   *[other] { $code }
}
size-bytes = { $n ->
    [one] { $n }{ "\u00A0" }byte
   *[other] { $n }{ "\u00A0" }bytes
}
size-kilobytes = { $n }{ "\u00A0" }KB
size-megabytes = { $n }{ "\u00A0" }MB
size-gigabytes = { $n }{ "\u00A0" }GB

# What an organisation begins with; it changes these texts later.
setup-first-team = Atendimento ao cliente
setup-check-name = Informou o nome completo igual ao da solicitação
setup-check-document = Informou o número do documento ou do envio
setup-check-question = Respondeu a uma pergunta sobre o que escreveu
setup-solution-solved = Problema resolvido
setup-solution-explained = Explicação ou informação entregue
setup-solution-compensated = Compensação ou reembolso
setup-solution-not-applicable = Não se aplica
setup-consent = Usamos seus dados somente para atender o que você nos pede: para saber quem nos escreve, responder e guardar o histórico. Não os vendemos nem os entregamos a quem não participa do atendimento. A qualquer momento você pode pedir que mostremos, corrijamos ou apaguemos seus dados.
setup-topic-heading = Conte o que aconteceu
setup-topic-description-missing = Conte o que aconteceu
setup-topic-complaint = Queixa ou reclamação
setup-topic-complaint-hint = Algo não saiu bem e você quer uma solução.
setup-topic-information = Pedir informações ou documentos
setup-topic-information-hint = Dados, cópias ou certificados.
setup-topic-suggestion = Sugestão
setup-topic-suggestion-hint = Uma ideia para atender você melhor.
