### The pages of agents, supervisors and administrators; first set-up; the test mailbox.

## Signing in
sign-in-title = Entrar
sign-in-intro = Para as pessoas que atendem { -the-cases } em { $organization }.
sign-in-customers = Criou { -a-case }? Não precisa de conta.
sign-in-customers-link = Consulte { -your-case } com o código
sign-in-email = E-mail
sign-in-password = Senha
sign-in-busy = Entrando…
sign-in-help = Esqueceu a senha? Peça outro convite a quem administra o Resuelto na sua organização.
sign-in-demo-title = Contas da demonstração
sign-in-demo-intro = Entre com qualquer uma delas:
sign-in-signed-out = Você saiu da sua conta.
sign-in-password-chosen = Salvamos sua senha. Agora você já pode entrar.
sign-in-set-up = Tudo pronto. Entre com seu e-mail e sua senha.

## What is missing
desk-missing-organization = Escreva o nome da organização
desk-missing-name = Escreva o nome completo
desk-missing-password = Escreva sua senha
desk-missing-version = Escreva a versão do texto
desk-missing-consent = Escreva o texto em espanhol

## Choosing a password
password-title = Escolha sua senha
password-intro = { $name }, com ela e com { $email } você entra na mesa de { $organization }.
password-label = Senha
password-hint = Mínimo de { $least } caracteres
password-rule-length = Tem { $least } caracteres ou mais. Uma frase de várias palavras funciona muito bem.
password-rule-paste = Pode colar ou deixar que o gerenciador de senhas guarde.
password-rule-free = Não pedimos maiúsculas nem símbolos, e ela não expira.
password-rule-own = Não pode ser seu nome, seu e-mail nem o nome da organização.
password-rules = Como deve ser
password-save = Salvar senha
password-saving = Salvando…
password-error-missing = Escreva uma senha de { $least } caracteres ou mais
password-error-not-an-option = Escolha outra: esta é fácil demais de adivinhar

## First set-up
install-title = Prepare sua mesa de atendimento
install-intro = São os dados com que você começa. Depois pode alterá-los em Configurações.
install-organization-part = Sua organização
install-organization = Nome da organização
install-prefix = Iniciais dos códigos
install-prefix-hint = De 2 a 4 letras, por exemplo PC
install-prefix-error = Escreva de 2 a 4 letras, por exemplo PC
install-word = Como vocês chamam o que as pessoas pedem?
install-word-case = caso
install-word-ticket = ticket
install-word-request = solicitação
install-language = Idioma principal
install-region = País para datas e números
install-region-co = Colômbia
install-region-cl = Chile
install-region-mx = México
install-region-ar = Argentina
install-region-pe = Peru
install-region-es = Espanha
install-region-us = Estados Unidos
install-region-br = Brasil
install-zone = Fuso horário
install-zone-hint = Como America/Bogota
install-zone-error = Escreva um fuso horário da lista, por exemplo America/Bogota
install-line-optional = Telefone de atendimento (opcional)
install-line-hint = Para quem não consegue abrir o e-mail
install-admin-part = Sua conta de administração
install-name = Nome completo
install-email = E-mail
install-finish = Concluir e entrar
install-busy = Preparando…

## Frame of the desk
desk-label-navigation = Navegação
desk-label-views = Visões
desk-label-context = Dados { -of-the-case } e do cliente
desk-search = Buscar
desk-group-deadlines = Prazos
desk-group-teams = Equipes
desk-group-manage = Gestão
desk-view-mine = { -case.gender ->
    [feminine] Minhas
   *[masculine] Meus
}
desk-view-unassigned = Sem responsável
desk-view-open = { -case.gender ->
    [feminine] Abertas
   *[masculine] Abertos
}
desk-view-waiting = Aguardam o cliente
desk-view-proposed = Solução proposta
desk-view-resolved = { -case.gender ->
    [feminine] Resolvidas
   *[masculine] Resolvidos
}
desk-view-all = { -case.gender ->
    [feminine] Todas
   *[masculine] Todos
}
desk-view-today = Vencem hoje
desk-view-overdue = { -case.gender ->
    [feminine] Vencidas
   *[masculine] Vencidos
}
desk-nav-validate = Validar identidade
desk-nav-audit = Auditoria
desk-nav-mail = E-mails não entregues
desk-nav-people = Pessoas
desk-nav-settings = Configurações
desk-nav-account = Minha conta
desk-presence-available = Disponível
desk-presence-paused = Em pausa
desk-presence-away = Ausente
desk-role-viewer = Só consulta
desk-role-agent = Atendimento
desk-role-supervisor = Supervisão
desk-role-admin = Administração
desk-back-to-list = Voltar à lista
desk-back-to-case = Voltar { -to-the-case }

## Lists
desk-order-due = Vence primeiro
desk-order-new = { -case.gender ->
    [feminine] Mais novas primeiro
   *[masculine] Mais novos primeiro
}
desk-order-label = Ordem
desk-filter-title = Filtrar a lista
desk-filter-state = Estado
desk-filter-assignee = Responsável
desk-filter-team = Equipe
desk-filter-topic = Assunto
desk-filter-due = Prazo
desk-filter-any = Qualquer
desk-filter-nobody = Ninguém
desk-filter-apply = Ver { -cases }
desk-filtered = Com filtros
desk-empty-mine = Você não tem { -cases } pendentes. Há { $n } sem responsável.
desk-empty-view = Não há { -cases } nesta visão.
desk-empty-filter = { -case.gender ->
    [feminine] Nenhuma corresponde aos filtros.
   *[masculine] Nenhum corresponde aos filtros.
}
desk-show-unassigned = Ver sem responsável
desk-choose-title = Escolha { -a-case }
desk-choose-text = À esquerda está a lista. Aqui você verá a conversa completa.
desk-unanswered = Sem resposta:
desk-you = Você
desk-you-wrote = Você: { $text }
desk-has-files = Com anexos
desk-note-mark = Nota: { $text }
desk-list-changed-one = 1 mudança. Atualizar lista
desk-list-changed-other = { $n } mudanças. Atualizar lista
desk-first-page = Voltar ao início

## Deadlines
desk-due-late = Venceu há { $duration }
desk-due-days = { $n ->
    [one] { $n } dia
   *[other] { $n } dias
}
desk-due-met = Cumprido
desk-due-missed = Cumprido com atraso
desk-due-none = Sem prazo

## The page of a case
desk-case-title = { $subject } · { $code }
desk-case-assignee = Responsável: { $name }. Alterar
desk-case-nobody = Sem responsável. Atribuir
desk-case-data = Dados { -of-the-case }
desk-case-close-data = Fechar os dados
desk-thread = Conversa
desk-day-today = Hoje, { $date }
desk-thread-earlier = Ver { $n } anteriores
desk-new-one = Há 1 novidade. Mostrar
desk-new-other = Há { $n } novidades. Mostrar
desk-stale = A conexão caiu. Atualizar
desk-note-label = Nota interna
desk-solution-card = Solução proposta · { $state }
desk-info-label = Pedido de informação
desk-by-portal = pelo portal
desk-to-customer = ao cliente
desk-read-only = Sua conta é só de consulta: você pode ler, mas não alterar nada.
desk-closed-composer = { -This-case } está em “{ $state }”: só aceita notas internas.

## What happened, with names in bold
desk-event-created = { $name } criou { -the-case } { $files ->
    [0] { "" }
    [one] com { $files } arquivo
   *[other] com { $files } arquivos
}
desk-event-verified-by-phone = Identidade validada por telefone por { $name }
desk-event-taken = { $name } assumiu { -the-case }
desk-event-assigned = { $name } atribuiu { -the-case } a { $to }
desk-event-assigned-by-system = { -case.gender ->
    [feminine] Atribuída a { $to }
   *[masculine] Atribuído a { $to }
}
desk-event-unassigned = { $name } retirou { -the-case } de { $from }
desk-event-replied = { $name } respondeu
desk-event-noted = { $name } escreveu uma nota interna
desk-event-info-requested = { $name } pediu informação ao cliente
desk-event-waiting-third = { $name } pôs { -the-case } em tratamento interno até { $until }: { $reason }
desk-event-resumed = { $name } retomou { -the-case }
desk-event-resumed-by-system = A espera terminou: { -the-case } volta a “Em atendimento”
desk-event-solution-proposed = { $name } propôs uma solução
desk-event-solution-withdrawn = { $name } retirou a solução: { $reason }
desk-event-customer-wrote = { $name } escreveu
desk-event-solution-accepted = { $name } aceitou a solução
desk-event-solution-rejected = { $name } rejeitou a solução: { $reason }
desk-event-reminded = Lembramos o cliente de revisar a solução
desk-event-closed-by-silence = { -case.gender ->
    [feminine] Resolvida por silêncio: o cliente não respondeu
   *[masculine] Resolvido por silêncio: o cliente não respondeu
}
desk-event-closed = { $name } encerrou { -the-case }: { $reason }
desk-event-rated = { $name } avaliou com { $stars } de 5
desk-event-rated-comment = { $name } avaliou com { $stars } de 5: { $comment }
desk-event-reopened = { $name } reabriu { -the-case }
desk-event-reopened-reason = { $name } reabriu { -the-case }: { $reason }
desk-event-dropped = { $name } desistiu
desk-event-dropped-reason = { $name } desistiu: { $reason }
desk-event-cancelled = { $name } cancelou { -the-case }: { $reason }
desk-event-marked-spam = { $name } marcou { -the-case } como indesejado
desk-event-unmarked-spam = { $name } disse que { -the-case } é válido
desk-event-followed-up = O cliente continuou em { $code }
desk-actor-system = O sistema
desk-actor-unknown = Alguém

## Composer
desk-composer = Escrever
desk-tab-reply = Responder
desk-tab-note = Nota interna
desk-tab-solution = Propor solução
desk-to = Para { $email }
desk-reply-label = Resposta ao cliente
desk-reply-placeholder = Escreva sua resposta
desk-note-field = Nota para a equipe
desk-note-placeholder = O cliente não vê esta nota
desk-solution-field = Solução que o cliente lê
desk-solution-placeholder = Explique o que propõe e a partir de quando
desk-solution-kind = Tipo de solução
desk-solution-choose = Escolha um tipo
desk-send-and-wait = Enviar e aguardar o cliente
desk-send-and-stay = Enviar e manter em atendimento
desk-send-reply = Enviar resposta
desk-save-note = Salvar nota interna
desk-send-solution = Enviar proposta
desk-attach = Anexar arquivos
desk-files = Arquivos para enviar
desk-file-remove = Remover { $name }
desk-file-progress = { $percent } % de { $size }
desk-file-ready = { $size } · Pronto
desk-file-too-big = Tem { $size } e o máximo é { $max }
desk-file-too-many = Você pode anexar até { $max } arquivos
desk-file-say-start = Enviando { $name }
desk-file-say-half = { $name }: na metade
desk-file-say-end = { $name } foi anexado
desk-file-say-error = { $name }: { $message }
desk-file-say-removed = Você removeu { $name }
desk-file-say-waiting = Aguarde até que os arquivos terminem de subir
desk-file-failed = Não conseguimos anexar. Tente de novo.
desk-error-text-reply = Escreva sua resposta
desk-error-text-note = Escreva a nota
desk-error-text-solution = Escreva a solução
desk-error-kind = Escolha o tipo de solução

## Actions
desk-act-take = Atribuir a mim
desk-act-assign = Atribuir a
desk-act-assign-button = Atribuir
desk-act-release = Remover a atribuição
desk-act-resume = Voltar a “Em atendimento”
desk-act-wait = Passar a tratamento interno
desk-act-wait-title = Passar { -the-case } { $code } a tratamento interno?
desk-act-wait-text = O cliente continua vendo “Em atendimento”. O motivo fica só para a equipe.
desk-act-wait-until = Retomar em
desk-act-wait-until-hint = Nesse dia às { $time } volta a “Em atendimento”
desk-act-withdraw = Retirar a proposta
desk-act-withdraw-title = Retirar a proposta { -of-the-case } { $code }?
desk-act-withdraw-text = O cliente não poderá mais aceitá-la. { -The-case } volta a “Em atendimento”.
desk-act-close = Encerrar sem proposta
desk-act-close-title = Encerrar { -the-case } { $code } sem proposta?
desk-act-close-text = O cliente recebe um e-mail com o que você escrever aqui e pode reabrir durante 15 dias úteis.
desk-act-cancel = Cancelar { -the-case }
desk-act-cancel-title = Cancelar { -the-case } { $code }?
desk-act-cancel-text = O cliente recebe um e-mail com o motivo. Não é possível reabrir.
desk-act-reopen = Reabrir { -the-case }
desk-act-reopen-title = Reabrir { -the-case } { $code }?
desk-act-reopen-text = Volta a “Em atendimento” e o cliente recebe um e-mail.
desk-act-spam = Marcar como indesejado
desk-act-not-spam = É válido: recuperar
desk-act-reason = Motivo
desk-act-reason-close = O que foi feito
desk-act-reason-missing = Escreva o motivo
desk-act-until-missing = Escolha uma data que não tenha passado
desk-act-keep = Não, deixar como está

## Results
desk-done-taken = { -The-case } agora é sua responsabilidade
desk-done-assigned = { -case.gender ->
    [feminine] { -The-case } foi atribuída
   *[masculine] { -The-case } foi atribuído
}
desk-done-released = { -The-case } voltou à fila da equipe
desk-done-replied = Resposta enviada
desk-done-asked = Resposta enviada. Aguarda o cliente
desk-done-noted = Nota salva
desk-done-proposed = Proposta enviada
desk-done-withdrawn = Proposta retirada
desk-done-resumed = { -The-case } volta a estar em atendimento
desk-done-waiting = { -The-case } está em tratamento interno
desk-done-closed = { -case.gender ->
    [feminine] { -The-case } foi encerrada
   *[masculine] { -The-case } foi encerrado
}
desk-done-cancelled = { -case.gender ->
    [feminine] { -The-case } foi cancelada
   *[masculine] { -The-case } foi cancelado
}
desk-done-spam = Marcado como indesejado
desk-done-not-spam = { -The-case } volta a estar em atendimento
desk-done-reopened = { -case.gender ->
    [feminine] { -The-case } foi reaberta
   *[masculine] { -The-case } foi reaberto
}
desk-done-already = Já estava feito. Nada mudou.

## Somebody was faster
desk-conflict-title = Isto mudou enquanto você escrevia
desk-conflict-text = Revise as novidades e salve de novo. Você não perdeu o que escreveu.
desk-conflict-news = Novidades
desk-conflict-refused = A mudança não foi feita
desk-written = O que você escreveu

## Context panel
desk-context-cases = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-context-email = E-mail
desk-context-confirmed = confirmado
desk-context-by-phone = validado por telefone ({ $name })
desk-context-phone = Telefone
desk-context-case = { -Case }
desk-context-topic = Assunto
desk-context-tracking = Envio
desk-context-team = Equipe
desk-context-language = Idioma
desk-context-created = { -case.gender ->
    [feminine] Criada
   *[masculine] Criado
}
desk-context-due = Prazo
desk-context-follows = Continua de outro anterior
desk-context-consent = Autorização
desk-context-consent-proof = Ver comprovante
desk-context-copy-tracking = Copiar número do envio
desk-context-ratings = Avaliações
desk-rating = { $stars } de 5
desk-context-solutions = Soluções propostas
desk-context-others = Do mesmo e-mail
desk-solution-waiting = Aguarda resposta
desk-solution-accepted = Aceita
desk-solution-refused = Rejeitada
desk-solution-withdrawn = Retirada

## Proof of consent
desk-consent-title = Comprovante de consentimento
desk-consent-intro = { $organization } guardou esta autorização na criação { -of-the-case } { $code }.
desk-consent-person = Titular
desk-consent-version = Versão do texto
desk-consent-hash = Impressão SHA-256 do texto
desk-consent-at = Data e hora
desk-consent-channel = Canal
desk-consent-channel-portal = Portal web
desk-consent-channel-phone = Telefone
desk-consent-client = Endereço de rede
desk-consent-current = Texto vigente (versão { $version })

## Search
desk-search-title = Buscar { -cases }
desk-search-label = Código ou e-mail do cliente
desk-search-hint = Por exemplo { $example }, as seis letras do meio ou ana@correo.co
desk-search-none = Não encontramos { -cases } com “{ $query }”.
desk-search-results = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-column-subject = Assunto e código
desk-column-state = Estado
desk-column-created = { -case.gender ->
    [feminine] Criada
   *[masculine] Criado
}

## Identity by phone
desk-validate-title = Validar identidade por telefone
desk-validate-intro = Para quem criou { -a-case } e não consegue abrir o e-mail. Peça a referência que aparece na página do código.
desk-validate-reference = Referência
desk-validate-reference-hint = Quatro letras ou números, por exemplo 7K-42
desk-validate-find = Buscar referência
desk-validate-missing = Não há nenhum pedido aguardando código com essa referência. Peça que leia de novo.
desk-validate-summary = O que escreveu quem liga
desk-validate-summary-hint = Não leia estes dados: peça que os diga e compare.
desk-validate-name = Nome
desk-validate-email = E-mail
desk-validate-document = Documento
desk-validate-document-none = Não informou
desk-validate-topic = Assunto
desk-validate-subject = Título
desk-validate-phone = Telefone
desk-validate-checklist = Marque o que você comprovou
desk-validate-checklist-error = Marque todos os pontos. Se algum não se cumpre, não entregue o código.
desk-validate-reason = Por que não pode usar o e-mail?
desk-validate-reason-error = Escreva por que não pode usar o e-mail
desk-validate-give = Entregar código
desk-validate-giving = Preparando…
desk-validate-audited = Fica na auditoria com o seu nome.
desk-validate-already = Já foi entregue um código por telefone para esta referência. Só se entrega um.
desk-validate-staff = Esse e-mail é de alguém da equipe: não pode ser validado por telefone.
desk-validate-limited = Não é possível entregar outro código: já há um para esta referência ou você chegou ao máximo de hoje.
desk-validate-code-title = Dite este código
desk-validate-code-text = Aparece só uma vez. Quem liga escreve o código na própria página.
desk-validate-code-until = Vence às { $time } e só serve uma vez.
desk-validate-another = Validar outra pessoa

## Refused
desk-refused-title = Sua função não permite abrir esta página
desk-refused-text = Peça a quem administra a mesa que o faça ou que mude sua função.
desk-refused-back = Voltar à mesa

## Audit log
desk-audit-title = Auditoria
desk-audit-intro = Quem fez o quê, quando e de onde. Ninguém pode alterá-la.
desk-audit-action-filter = Ação
desk-audit-person = Pessoa
desk-audit-column-at = Quando
desk-audit-column-who = Quem
desk-audit-column-what = O quê
desk-audit-column-target = Sobre o quê
desk-audit-column-change = Antes e depois
desk-audit-column-client = De onde
desk-audit-before = Antes
desk-audit-after = Depois
desk-audit-reason = Motivo
desk-audit-nobody = Ninguém com sessão
desk-audit-empty = Não há registros com esses filtros.
desk-audit-apply = Ver registros
desk-audit-older = Mais antigos
desk-audit-signed-in = Entrou
desk-audit-agent-invited = Convidou uma pessoa
desk-audit-agent-invited-again = Enviou outro convite
desk-audit-agent-changed = Alterou uma conta
desk-audit-password-chosen = Escolheu a senha
desk-audit-phone-code-given = Entregou um código por telefone
desk-audit-settings-saved = Alterou as configurações
desk-audit-team-created = Criou uma equipe
desk-audit-team-saved = Alterou uma equipe
desk-audit-topic-created = Criou um assunto
desk-audit-topic-saved = Alterou um assunto
desk-audit-topic-moved = Moveu um assunto
desk-audit-job-retried = Tentou um e-mail de novo
desk-audit-list-exported = Exportou uma lista
desk-audit-set-up = Preparou a instalação
desk-audit-target-agent = Conta de { $name }
desk-audit-target-draft = Referência { $reference }
desk-audit-target-job = Tarefa { $id }
desk-audit-target-list = Lista { $name }
desk-audit-target-settings = Configurações
desk-audit-target-team = Equipe { $name }
desk-audit-target-topic = Assunto { $name }

## Mail that could not be delivered
desk-mail-title = E-mails não entregues
desk-mail-given-up = Não são mais tentados
desk-mail-intro = Tentamos enviá-los várias vezes e não foi possível. Corrija a causa e tente de novo.
desk-mail-empty = Não desistimos de nenhum.
desk-mail-delayed = Aguardam outra tentativa
desk-mail-delayed-intro = O servidor de e-mail não os recebeu por enquanto. Tentamos de novo na hora indicada; você não precisa fazer nada.
desk-mail-delayed-empty = Nenhum aguarda outra tentativa.
desk-mail-column-what = O quê
desk-mail-column-why = Por quê
desk-mail-column-attempts = Tentativas
desk-mail-column-since = Desde
desk-mail-column-to = Para
desk-mail-column-next = Próxima tentativa
desk-mail-now = Agora
desk-mail-nobody = Não é mais preciso enviar
desk-mail-more = Há mais: estes são os primeiros { $n }.
desk-mail-retried = Estamos tentando de novo
desk-letter-code = Código de verificação
desk-letter-ticket-created = Confirmação de criação
desk-letter-tickets-filed = Confirmação de vários de uma vez
desk-letter-digest = Resumo de várias novidades
desk-letter-assigned = Aviso de atribuição
desk-letter-replied = Resposta ao cliente
desk-letter-info-requested = Pedido de informação
desk-letter-solution-proposed = Proposta de solução
desk-letter-review-reminder = Lembrete da proposta
desk-letter-customer-wrote = Aviso de mensagem do cliente
desk-letter-resolved = Aviso de resolução
desk-letter-reopened = Aviso de reabertura
desk-letter-reopened-to-agent = Aviso de reabertura à equipe
desk-letter-cancelled = Aviso de cancelamento
desk-letter-lost-codes = Lista de códigos
desk-letter-invitation = Convite
desk-letter-queue-waits = Aviso de espera a supervisores
desk-letter-sign-in-failed = Aviso de tentativas de entrada
desk-letter-escalated = Aviso de um prazo
desk-letter-news = Aviso de novidades a quem acompanha
desk-letter-account-invitation = Convite para uma conta
desk-letter-sign-in-link = Link para entrar
desk-letter-account-sign-in-failed = Aviso de tentativas de entrada em uma conta
desk-letter-thumbnail = Imagem pequena de um arquivo

## Own account
desk-account-title = Minha conta
desk-account-presence = Presença
desk-account-presence-hint = As outras pessoas a veem ao atribuir
desk-account-language = Idioma da mesa
desk-account-look = Aparência
desk-account-keys = Atalhos de uma tecla
desk-account-keys-on = Usar atalhos de uma tecla
desk-account-keys-hint = Desative se você dita por voz ou se os aperta sem querer
desk-account-sessions = Sessões abertas
desk-account-session-this = Esta sessão
desk-account-session-seen = Última atividade: { $moment }
desk-account-session-from = De { $client }
desk-account-session-end = Encerrar esta sessão
desk-account-session-ended = Sessão encerrada
desk-keys-title = Atalhos do teclado
desk-keys-next = Próximo da lista
desk-keys-previous = Anterior da lista
desk-keys-reply = Responder
desk-keys-note = Nota interna
desk-keys-solution = Propor solução
desk-keys-take = Atribuir a mim
desk-keys-assign = Atribuir
desk-keys-state = Alterar o estado
desk-keys-send = Enviar o que foi escrito
desk-keys-mine = { -case.gender ->
    [feminine] Ir a Minhas
   *[masculine] Ir a Meus
}
desk-keys-unassigned = Ir a Sem responsável
desk-keys-overdue = { -case.gender ->
    [feminine] Ir a Vencidas
   *[masculine] Ir a Vencidos
}
desk-keys-search = Buscar
desk-keys-escape = Sair do campo

## Settings
desk-settings-title = Configurações
desk-settings-organization = Organização
desk-settings-name = Nome
desk-settings-tagline = Frase abaixo do nome
desk-settings-legal = Razão social e CNPJ
desk-settings-address = Endereço postal
desk-settings-line = Telefone de atendimento
desk-settings-hours = Horário do telefone
desk-settings-brand = Marca
desk-settings-colour = Cor principal
desk-settings-colour-hint = Uma cor como #0e5f70
desk-settings-colour-error = Escreva a cor com # e seis números ou letras, por exemplo #0e5f70
desk-settings-accent = Cor de destaque
desk-settings-roundness = Cantos
desk-settings-roundness-0 = Retos
desk-settings-roundness-50 = Pouco redondos
desk-settings-roundness-100 = Redondos
desk-settings-roundness-140 = Muito redondos
desk-settings-contrast = Texto sobre a cor: { $light } no claro e { $dark } no escuro. O mínimo é 4,5.
desk-settings-adjusted = Ajustamos um pouco o tom para que o texto seja bem legível.
desk-settings-words = Palavras e códigos
desk-settings-word = Palavra para o que as pessoas pedem
desk-settings-prefix = Iniciais dos códigos
desk-settings-prefix-hint = De 2 a 4 letras. Os códigos já criados não mudam
desk-settings-format = Idioma e formatos
desk-settings-access = Consulta dos clientes
desk-settings-lookup = Como se abre a lista com um código e um e-mail?
desk-settings-lookup-direct = Imediatamente
desk-settings-lookup-direct-hint = Arquivos e dados pessoais pedem também um código por e-mail
desk-settings-lookup-link = Com um link que chega por e-mail
desk-settings-lookup-code = Com um código que chega por e-mail
desk-settings-consent = Tratamento de dados
desk-settings-consent-version = Versão do texto
desk-settings-consent-version-hint = Altere quando o texto mudar
desk-settings-consent-version-error = Altere a versão: o texto é outro
desk-settings-consent-text = Texto que as pessoas autorizam
desk-settings-in-spanish = Em espanhol
desk-settings-in-english = Em inglês
desk-settings-in-portuguese = Em português
desk-settings-saved = Salvamos as configurações
desk-settings-conflict = Outra pessoa alterou as configurações enquanto você escrevia. Revise e salve de novo.
desk-settings-conflict-see = Ver o que ficou salvo
desk-settings-differ = O que está salvo e o que você escreveu
desk-settings-differ-hint = Só o que não é igual. Se você salvar de novo, vale o que está no formulário
desk-settings-differ-stored = Ficou salvo
desk-settings-differ-typed = Você escreveu
desk-settings-differ-empty = (vazio)
desk-settings-tabs = Partes das configurações
desk-settings-tab-organization = Organização
desk-settings-tab-brand = Marca
desk-settings-tab-home = Página inicial
desk-settings-tab-topics = Assuntos
desk-settings-tab-teams = Equipes
desk-settings-tab-lists = Listas
desk-settings-tab-privacy = Dados pessoais
desk-settings-up = Mover para cima
desk-settings-down = Mover para baixo
desk-settings-remove = Remover
desk-settings-too-many = Há itens demais. Deixe no máximo { $most }
desk-settings-row = Linha { $n }
desk-settings-row-missing = Escreva o texto em espanhol ou remova esta linha
desk-settings-list-empty = Deixe pelo menos uma linha na lista
desk-settings-logo = Logotipo
desk-settings-logo-present = Seu logotipo atual
desk-settings-logo-file = Imagem do logotipo
desk-settings-logo-hint = PNG, JPEG ou WebP de até { $size }. Fica melhor se for quadrada
desk-settings-logo-set = Usar este logotipo
desk-settings-logo-remove = Remover o logotipo
desk-settings-logo-missing = Escolha uma imagem
desk-settings-logo-too-large = A imagem é grande demais. Escolha uma de até { $size }
desk-settings-logo-kind = Este arquivo não é uma imagem PNG, JPEG nem WebP. SVG não é aceito por segurança
desk-settings-logo-unreadable = Não foi possível abrir a imagem. Salve-a de novo, com até 4.096 pixels por lado, e tente outra vez
desk-settings-home = Textos da página inicial
desk-settings-see-home = Ver a página inicial
desk-settings-see-privacy = Ver a página de dados pessoais
desk-settings-notice = Aviso
desk-settings-notice-hint = Aparece acima de tudo, por exemplo durante uma greve. Vazio: sem aviso
desk-settings-hero = Título
desk-settings-lead = Texto abaixo do título
desk-settings-ours-hint = Vazio: usamos o nosso
desk-settings-links = Links no rodapé de cada página
desk-settings-links-add = Adicionar um link
desk-settings-link = Link { $n }
desk-settings-link-url = Endereço
desk-settings-link-missing = Escreva o texto do link em espanhol ou remova o link
desk-settings-link-error = Escreva um endereço que comece com https://
desk-settings-checks = Verificação de identidade por telefone
desk-settings-checks-hint = Quem atende marca todos estes pontos antes de entregar um código
desk-settings-checks-add = Adicionar um ponto
desk-settings-solutions = Tipos de solução
desk-settings-solutions-hint = Quem propõe uma solução escolhe um. As soluções já propostas mantêm o seu
desk-settings-solutions-add = Adicionar um tipo
desk-settings-team-name = Nome da equipe
desk-settings-team-colour = Cor
desk-settings-team-name-of = Nome de { $name }
desk-settings-team-colour-of = Cor de { $name }
desk-settings-team-new = Nova equipe
desk-settings-team-create = Criar equipe
desk-settings-team-missing = Escreva o nome da equipe
desk-settings-team-taken = Já existe uma equipe com esse nome
desk-settings-team-colour-1 = Cor 1
desk-settings-team-colour-2 = Cor 2
desk-settings-team-colour-3 = Cor 3
desk-settings-team-colour-4 = Cor 4
desk-settings-topics-hint = Assim aparecem na página inicial, nesta ordem
desk-settings-topic-new = Novo assunto
desk-settings-topic-inactive = Não recebe
desk-settings-topic-questions = { $n ->
    [0] sem perguntas próprias
    [one] { $n } pergunta
   *[other] { $n } perguntas
}
desk-settings-topic-see = Ver o formulário no portal
desk-settings-topic-back = Voltar aos assuntos
desk-settings-topic-words = O assunto
desk-settings-topic-name = Nome
desk-settings-topic-summary = Linha abaixo do nome
desk-settings-topic-heading = Título do formulário
desk-settings-topic-heading-hint = Por exemplo: Conte sobre sua encomenda
desk-settings-topic-missing = Erro se faltar a descrição
desk-settings-topic-missing-hint = Por exemplo: Conte o que aconteceu com sua encomenda
desk-settings-topic-icon = Ícone
desk-settings-topic-icon-truck = Caminhão
desk-settings-topic-icon-box = Caixa
desk-settings-topic-icon-crack = Caixa danificada
desk-settings-topic-icon-pin = Lugar
desk-settings-topic-icon-clock = Relógio
desk-settings-topic-icon-money = Dinheiro
desk-settings-topic-icon-receipt = Recibo
desk-settings-topic-icon-scale = Balança
desk-settings-topic-icon-book = Livro
desk-settings-topic-icon-chat = Conversa
desk-settings-topic-icon-star = Estrela
desk-settings-topic-icon-alertc = Alerta
desk-settings-topic-icon-user = Pessoa
desk-settings-topic-icon-building = Prédio
desk-settings-topic-icon-globe = Mundo
desk-settings-topic-icon-shield = Escudo
desk-settings-topic-team = Equipe que atende
desk-settings-topic-days = Dias úteis para responder
desk-settings-topic-days-hint = De 1 a { $most }
desk-settings-topic-days-error = Escreva um número de 1 a { $most }
desk-settings-topic-active = Recebe { -cases }
desk-settings-topic-active-hint = Se não, some da página inicial. O que já foi criado continua igual
desk-settings-topic-active-new = Enquanto você não o ativar, ninguém fora das configurações o vê
desk-settings-topic-form = Perguntas
desk-settings-topic-form-hint = O que já foi criado não muda
desk-settings-topic-always = Depois seguem sempre: título, descrição, arquivos, nome, e-mail e código
desk-settings-topic-question = Pergunta { $n }
desk-settings-topic-label = Texto da pergunta
desk-settings-topic-help = Ajuda
desk-settings-topic-kind = Tipo de resposta
desk-settings-topic-kind-line = Texto curto
desk-settings-topic-kind-text = Texto longo
desk-settings-topic-kind-tracking = Número da encomenda
desk-settings-topic-kind-choice = Uma opção
desk-settings-topic-kind-date = Data
desk-settings-topic-kind-money = Valor em dinheiro
desk-settings-topic-required = Obrigatória
desk-settings-topic-s10 = Somente números postais internacionais (S10)
desk-settings-topic-s10-hint = Duas letras, nove algarismos e duas letras; conferimos o dígito verificador
desk-settings-topic-currency = Moeda
desk-settings-topic-option = Opção { $n }
desk-settings-topic-option-add = Adicionar uma opção
desk-settings-topic-options-few = Escreva pelo menos duas opções
desk-settings-topic-twice = Este texto está repetido. Mude um dos dois
desk-settings-topic-add = Adicionar uma pergunta

## People
desk-people-title = Pessoas
desk-people-invite = Convidar uma pessoa
desk-people-invite-button = Enviar convite
desk-people-invite-hint = Chega um e-mail para escolher a senha. Vence em 7 dias.
desk-people-name = Nome completo
desk-people-email = E-mail
desk-people-email-taken = Já existe uma conta com esse e-mail
desk-people-role = Função
desk-people-team = Equipe
desk-people-active = Pode entrar
desk-people-state-active = Ativa
desk-people-state-invited = Convidada
desk-people-state-inactive = Sem acesso
desk-people-save = Salvar
desk-people-again = Enviar outro convite
desk-people-invited = Enviamos o convite
desk-people-changed = Salvamos a alteração
desk-people-conflict = Outra pessoa alterou esta conta enquanto você escolhia. Confira e salve de novo
desk-people-last-admin = Deve restar pelo menos uma pessoa de administração ativa
desk-people-role-of = Função de { $name }
desk-people-team-of = Equipe de { $name }

## Test mailbox
mailbox-title = Caixa de testes
mailbox-notice = Estes e-mails não saíram para a internet
mailbox-count = { $n ->
    [0] Sem e-mails
    [one] { $n } e-mail
   *[other] { $n } e-mails
}
mailbox-empty-button = Esvaziar
mailbox-list = E-mails
mailbox-search = Buscar por destinatário ou título
mailbox-from = De { $from }
mailbox-to = Para { $to }
mailbox-format = Formato
mailbox-tab-look = Como aparece
mailbox-tab-text = Texto
mailbox-tab-headers = Cabeçalhos
mailbox-tab-source = Fonte
mailbox-open-links = Abrir links
mailbox-nothing = Ainda não há e-mails.
mailbox-nothing-text = Aqui chegam os que o Resuelto enviaria: códigos, avisos e propostas.
mailbox-nothing-found = Nenhum e-mail corresponde. Limpe a busca.
mailbox-choose = Escolha um e-mail
mailbox-choose-text = Aqui você o verá como chega.
mailbox-frame = E-mail: { $subject }
mailbox-no-html = Este e-mail não tem parte HTML.
mailbox-kind-verification-code = código
mailbox-kind-ticket-created = criação
mailbox-kind-agent-replied = resposta
mailbox-kind-information-requested = pedido de informação
mailbox-kind-solution-proposed = proposta
mailbox-kind-solution-reminder = lembrete
mailbox-kind-ticket-resolved = resolução
mailbox-kind-ticket-reopened = reabertura
mailbox-kind-ticket-cancelled = cancelamento
mailbox-kind-digest = resumo de novidades
mailbox-kind-code-list = lista de códigos
mailbox-kind-customer-wrote = mensagem do cliente
mailbox-kind-ticket-assigned = atribuição
mailbox-kind-agent-invited = convite
mailbox-kind-sign-in-failed = tentativas de entrada
