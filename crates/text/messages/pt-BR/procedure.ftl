### What the law lets the staff do: ask to complete a request, extend the term, transfer it.

## What the staff does
desk-act-complete = Pedir que complete o pedido
desk-act-complete-title = Pedir que complete { -the-case } { $code }?
desk-act-complete-text = O cliente recebe um e-mail e tem até { $until }. Enquanto isso o prazo da lei espera. Você pode pedir até { $ask }.
desk-act-complete-label = O que falta
desk-act-complete-missing = Escreva o que falta
desk-act-extend = Prorrogar o prazo da resposta
desk-act-extend-title = Prorrogar o prazo { -of-the-case } { $code }?
desk-act-extend-text = O cliente recebe um e-mail com o motivo e a nova data. Só é possível uma vez.
desk-act-extend-until = Nova data da resposta
desk-act-extend-until-hint = No máximo em { $date }. Se esse dia não conta para o prazo, vale o anterior que conta.
desk-act-prolong = Dar mais tempo para completar
desk-act-transfer = Encaminhar a outro órgão
desk-done-asked-to-complete = Pedimos ao cliente que complete o pedido
desk-done-extended = O prazo foi prorrogado
desk-done-prolonged = O cliente tem mais tempo
desk-done-transferred = { -case.gender ->
    [feminine] { -The-case } foi encaminhada
   *[masculine] { -The-case } foi encaminhado
}

## Transfer
desk-transfer-title = Encaminhar { -the-case } { $code } a outro órgão
desk-transfer-text = Use este passo quando a organização não é competente. O cliente recebe cópia do encaminhamento e aqui não se pode reabrir.
desk-transfer-due = A lei dá prazo até { $date }.
desk-transfer-late = A lei dava prazo até { $date } e já passou. Encaminhe hoje mesmo.
desk-transfer-name = Órgão competente
desk-transfer-email = E-mail do órgão (opcional)
desk-transfer-email-hint = Se o escrever, o órgão recebe ali o pedido com os dados do cliente. Os arquivos não vão por e-mail.
desk-transfer-address = Endereço ou outro meio (opcional)
desk-transfer-reason = Por que é competente
desk-transfer-files = Arquivos para o cliente (opcional)
desk-transfer-files-hint = Por exemplo, a cópia do ofício
desk-transfer-button = Encaminhar
desk-transfer-error-name = Escreva o nome do órgão
desk-transfer-error-email = Escreva um e-mail como atendimento@orgao.gov
desk-transfer-error-reason = Escreva por que esse órgão é competente

## Refusals
refusal-not-by-law = A lei { -of-this-case } não permite, ou seu prazo não está correndo.
refusal-ask-term-over = Já passaram os dias em que se podia pedir isso. Responda com o que tem ou peça uma informação.
refusal-asked-already = O cliente já tem um prazo para completar o pedido. Você pode escrever sem pedir mais nada.
refusal-nothing-to-complete = Não há nada a completar.
refusal-prolonged-already = Já foi dado mais tempo uma vez.
refusal-extended-already = O prazo já foi prorrogado uma vez.
refusal-term-over = Esse prazo já venceu.
refusal-extension-out-of-range = Escolha um dia depois do vencimento e que não passe do máximo
refusal-authority-missing = { desk-transfer-error-name }

## History as the staff reads it
desk-event-asked-to-complete = { $name } pediu para completar o pedido, até { $date }
desk-event-prolonged = { $name } deu mais tempo para completar o pedido, até { $date }
desk-event-completion-reminded = Lembramos o cliente de completar o pedido
desk-event-tacitly-withdrawn = O cliente não completou o pedido a tempo: entende-se que desistiu
desk-event-extended = { $name } prorrogou o prazo da resposta até { $date }: { $reason }
desk-event-transferred = { $name } encaminhou { -the-case } a { $to }
desk-complete-label = Falta para completar
desk-transferred-label = Encaminhamento

## History as the requester reads it
event-asked-to-complete = Pedimos que complete { -your-case } até { $date }.
event-prolonged = Você tem mais tempo para completar { -your-case }: até { $date }.
event-completion-reminded = Lembramos que falta completar { -your-case }.
event-tacitly-withdrawn = Não recebemos o que faltava e entendemos que você desistiu.
event-extended = Prorrogamos nosso prazo. Respondemos até { $date }.
event-transferred = Encaminhamos { -your-case } a { $name }.

## The page of the requester
ticket-incomplete = Falta completar { -your-case }
ticket-incomplete-until = Você tem até { $date }. Enquanto isso nosso prazo espera.
ticket-incomplete-otherwise = Se não responder a tempo, entendemos que desiste. Depois pode criar { -another-case }.
ticket-incomplete-answer = Completar { -my-case }
ticket-prolong = Pedir mais tempo
ticket-prolong-hint = Você pode pedir uma só vez. Teria até { $date }.
ticket-done-prolonged = Pronto. Agora você tem mais tempo para responder.
ticket-withdrawn = Entendemos que você desistiu em { $date }
ticket-withdrawn-next = Não recebemos a tempo o que faltava. Quando o tiver, pode criar { -another-case }.
ticket-transferred = Encaminhamos { -your-case } a { $name }
ticket-transferred-next = Esse órgão é o competente e é ele que responde a você. O prazo dele começa quando recebe o encaminhamento. Aqui já não se pode escrever.
ticket-transferred-reach = Você pode perguntar lá: { $reach }

## Deadlines
deadline-metric-transfer = encaminhamento ao órgão competente
deadline-step-extended = É prorrogado e vence em { $date }
deadline-guest-extended = Nós o prorrogamos em { $date }.
deadline-guest-paused = O prazo espera até que você complete { -your-case }.
deadline-guest-waited = Os dias de { $from } a { $until } não contaram, porque esperávamos que você completasse { -your-case }.
deadline-guest-waited-day = O dia { $date } não contou, porque esperávamos que você completasse { -your-case }.
deadline-guest-ended = Os dias de { $from } a { $until } não contaram, porque { -your-case } não estava em andamento.
deadline-guest-ended-day = O dia { $date } não contou, porque { -your-case } não estava em andamento.
deadline-guest-restarted = Você completou { -your-case } em { $date }. Nesse dia o prazo começou de novo.
deadline-guest-term-calendar = O prazo é de { $term }. Começa no dia seguinte e todos os dias contam, também os feriados.

## Letters
mail-asked-to-complete-subject = Falta completar { -your-case } { $code }
mail-asked-to-complete-heading = Falta completar { -your-case }
mail-asked-to-complete-lead = { $name } precisa disto para poder responder a você:
mail-asked-to-complete-paused = Enquanto isso nosso prazo de resposta espera. Na sua página você pode pedir mais tempo, se a lei permitir.
mail-asked-to-complete-otherwise = Se não responder a tempo, entendemos que desiste. Depois pode criar { -another-case }.
mail-completion-waits-subject = Ainda falta completar { -your-case } { $code }
mail-completion-waits-lead = Pedimos o que falta e ainda não recebemos.
mail-completion-prolonged-subject = Você tem mais tempo para completar { -your-case } { $code }
mail-completion-prolonged-lead = Ampliamos uma vez o tempo que você tem para enviar o que falta.
mail-tacitly-withdrawn-subject = Entendemos que desistiu: { -case } { $code }
mail-tacitly-withdrawn-heading = Entendemos que você desistiu
mail-tacitly-withdrawn-lead = Em { $date } pedimos o que faltava para responder a você:
mail-tacitly-withdrawn-reason = O tempo para enviá-lo terminou e não o recebemos. Sem isso não podemos decidir. Por isso arquivamos { -the-case }.
mail-tacitly-withdrawn-next = Você conserva seu direito: quando tiver o que falta, pode criar { -another-case }.
mail-answer-put-off-subject = Precisamos de mais tempo: { -case } { $code }
mail-answer-put-off-heading = Precisamos de mais tempo para responder
mail-answer-put-off-lead = Não podemos responder na data que prometemos, por este motivo:
mail-ticket-transferred-subject = Encaminhamos { -your-case } { $code } a { $authority }
mail-ticket-transferred-heading = Encaminhamos { -your-case } a { $authority }
mail-ticket-transferred-lead = Não somos competentes para responder. O órgão competente é outro, por este motivo:
mail-ticket-transferred-term = O prazo para responder começa quando esse órgão recebe o encaminhamento.
mail-request-forwarded-subject = Encaminhamento por competência de { $org }: { $code }
mail-request-forwarded-heading = Encaminhamento por competência
mail-request-forwarded-lead = { $org } recebeu este pedido e o encaminha a { $authority }, que é o órgão competente:
mail-request-forwarded-files = Os arquivos não vão neste e-mail. Peça-os à organização que encaminha, com o código.
mail-label-complete-by = Último dia para completar
mail-label-law = Lei
mail-label-authority = Órgão competente
mail-label-reach = Contato
mail-label-email = E-mail
mail-label-phone = Telefone
mail-label-filed-on = Recebido em
mail-label-reason = Motivo do encaminhamento
mail-button-complete = Completar { -my-case }

## Names of letters
desk-letter-asked-to-complete = Pedido para completar
desk-letter-completion-waits = Lembrete para completar
desk-letter-tacitly-withdrawn = Aviso de desistência
desk-letter-extended = Aviso de prorrogação
desk-letter-transferred = Aviso de encaminhamento
desk-letter-forwarded = Encaminhamento ao órgão competente
mailbox-kind-asked-to-complete = pedido para completar
mailbox-kind-completion-waits = lembrete
mailbox-kind-tacitly-withdrawn = desistência
mailbox-kind-answer-put-off = prorrogação
mailbox-kind-ticket-transferred = encaminhamento
mailbox-kind-request-forwarded = encaminhamento ao órgão

## Classes
legal-counts = Dias que contam
legal-counts-business = Dias úteis
legal-counts-calendar = Dias corridos, também feriados
legal-transfer = Dias úteis para encaminhar (opcional)
legal-transfer-hint = Quando outro órgão é o competente
legal-ask = Dias úteis para pedir que se complete (opcional)
legal-ask-hint = Vazio se a lei não prevê pedidos incompletos
legal-months = Meses que o cliente tem para completar
legal-more-months = Meses a mais que pode pedir
legal-then = Quando completa, o prazo
legal-then-resumes = Continua com os dias que faltavam
legal-then-restarts = Começa de novo
legal-error-transfer = Escreva um número de dias de 1 a { $most }, ou deixe vazio
legal-error-incomplete = Escreva de 1 a { $days } dias para pedir e de 1 a { $months } meses para completar
legal-example = { -case.gender ->
    [feminine] Uma { -case } criada agora, com { $term }, vence em { $date }.
   *[masculine] Um { -case } criado agora, com { $term }, vence em { $date }.
}
ticket-class = Classe do pedido
mail-label-class = Classe
