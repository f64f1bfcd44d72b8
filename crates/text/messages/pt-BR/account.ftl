# People of companies: signing in, home, list, own data.

## Header
account-nav-home = Início
account-nav-cases = { -Cases }
account-nav-people = Pessoas
account-nav-data = Meus dados
account-nav-menu = { $name }, sua conta

## Signing in
account-sign-in-intro = Para clientes com conta e para quem atende { -the-cases }.
account-sign-in-name = E-mail ou usuário
account-sign-in-forgot = Esqueci
account-sign-in-or = ou
account-sign-in-link = Receber um link por e-mail
account-sign-in-help = Seu contato em { $organization } entrega o usuário na primeira vez.
account-sign-in-refused = O usuário e a senha não coincidem
account-sign-in-missing = Escreva seu e-mail ou seu usuário
account-sign-in-one = Escreva um só e-mail, por exemplo ana@correio.com.br, ou seu usuário
account-sign-in-sent = Se houver uma conta com esse e-mail ou usuário, em alguns minutos chega um link.
account-sign-in-closed = Você encerrou a sessão.
account-forgot-title = Escolha outra senha
account-forgot-intro = Enviamos um link para escolhê-la. Serve uma só vez, durante uma hora.
account-forgot-send = Enviar o link
account-link-title = Entre na sua conta
account-link-intro = Este link serve uma só vez. Pressione o botão para entrar.
account-link-button = Entrar na minha conta
account-password-intro = { $name }, com { $email } e esta senha você entra na conta de { $company }.

## Home
account-hello-morning = Bom dia, { $name }
account-hello-afternoon = Boa tarde, { $name }
account-hello-evening = Boa noite, { $name }
account-home-title = Início
account-home-help = Obter ajuda
account-home-help-text = Escolha a situação e conte o que aconteceu com seu envio.
account-home-latest = Últimas novidades
account-home-all = { -case.gender ->
    [feminine] Ver todas { -the-cases }
   *[masculine] Ver todos { -the-cases }
}
account-home-none = { -case.gender ->
    [feminine] Ainda não há { -cases }. Quando criar uma, você a verá aqui.
   *[masculine] Ainda não há { -cases }. Quando criar um, você o verá aqui.
}
account-kpis = { -Cases } por situação
account-kpi-waiting = Esperam algo de você
account-kpi-waiting-detail = { $solutions ->
    [one] 1 solução
   *[other] { $solutions } soluções
}, { $questions ->
    [one] 1 pergunta
   *[other] { $questions } perguntas
}
account-kpi-team = Com a equipe
account-kpi-resolved = { -case.gender ->
    [feminine] Resolvidas este ano
   *[masculine] Resolvidos este ano
}
account-kpi-paid = Indenizações em { $year }

## List
account-list-title = { -Cases }
account-list-caption = { -Cases } de { $company }
account-tabs = { -Cases } por situação
account-tab-all = { -case.gender ->
    [feminine] Todas
   *[masculine] Todos
}
account-tab-waiting = Esperam sua resposta
account-tab-open = { -case.gender ->
    [feminine] Abertas
   *[masculine] Abertos
}
account-tab-resolved = { -case.gender ->
    [feminine] Resolvidas
   *[masculine] Resolvidos
}
account-filter = Filtrar { -cases }
account-search = Código, assunto ou número do envio
account-search-label = Buscar
account-state = Situação
account-state-any = Todas as situações
account-date = Data de criação
account-date-any = Qualquer data
account-date-30 = Últimos 30 dias
account-date-90 = Últimos 90 dias
account-date-365 = Últimos 12 meses
account-column-agent = Responsável
account-column-requester = Quem criou
account-column-tracking = Número de envio
account-column-compensation = Indenização
account-compensation-any = Qualquer indenização
account-compensation-not-applicable = Não se aplica
account-compensation-in-review = Em avaliação
account-compensation-approved = Aprovada
account-compensation-paid = Paga
account-compensation-rejected = Rejeitada
account-columns = Colunas
account-columns-hint = Nós as lembramos na sua conta.
account-columns-save = Salvar colunas
account-columns-saved = Salvamos as colunas
account-none-found = { -case.gender ->
    [feminine] Nenhuma coincide.
   *[masculine] Nenhum coincide.
}
account-total = { $shown } de { $total }
account-next = Seguintes
account-first = Desde o início
account-pages = Páginas
account-by = De { $name }

## A new one
account-review-title = Revise e envie
account-review-intro = Criamos na hora. Não precisa de código.
account-review-send = { -case.word ->
    [ticket] Enviar e criar ticket
    [request] Enviar e criar solicitação
   *[other] Enviar e criar caso
}
account-attends = Responsável

## Events by colleagues
event-created-by = { $files ->
    [0] { $name } criou { -the-case }.
    [one] { $name } criou { -the-case } com { $files } arquivo.
   *[other] { $name } criou { -the-case } com { $files } arquivos.
}
event-accepted-by = { $name } aceitou a solução.
event-rejected-by = { -case.gender ->
    [feminine] { $name } rejeitou a solução e { -the-case } foi reaberta.
   *[masculine] { $name } rejeitou a solução e { -the-case } foi reaberto.
}
event-rated-by = { $name } avaliou o atendimento com { $value }.
event-followed-up-by = { $name } seguiu com { -another-case }: { $code }.

## Own data
account-data-title = Meus dados
account-data-saved = Guardamos seus dados
account-data-person = Seus dados
account-data-username = Usuário
account-data-company = Empresa
account-data-role = Permissão
account-data-language = Idioma
account-data-language-browser = O do meu navegador
account-data-password = Mudar a senha
account-data-password-current = Senha atual
account-data-password-new = Senha nova
account-data-password-wrong = A senha atual não coincide
account-data-password-saved = Guardamos a senha e encerramos as outras sessões
account-data-password-none = Você ainda não tem senha. Peça um link para escolhê-la.
account-data-session-ended = Encerramos essa sessão
account-data-limited = Você tentou várias vezes. Espere 15 minutos.

## People of the company
account-role-manager = Administra a conta
account-role-member = Membro
account-people-title = Pessoas de { $company }
account-people-manager-hint = Quem administra vê { -the-cases } de toda a empresa e convida pessoas.
account-people-username-hint = Opcional. De 3 a 40 letras, números, pontos ou hifens
account-people-username-wrong = Use de 3 a 40 letras sem acentos, números, pontos ou hifens
account-people-username-taken = Já existe uma conta com esse usuário
account-people-limited = Hoje foram enviados muitos convites. Continue amanhã.
account-people-self = Esta é a sua conta

## The desk's pages of companies
desk-nav-organizations = Empresas
desk-organizations-title = Empresas
desk-organizations-new = Criar uma empresa
desk-organizations-name = Nome da empresa
desk-organizations-name-missing = Escreva o nome da empresa
desk-organizations-name-taken = Já existe uma empresa com esse nome
desk-organizations-all = { -case.gender ->
    [feminine] Todas as suas pessoas veem todas { -the-cases } da empresa
   *[masculine] Todas as suas pessoas veem todos { -the-cases } da empresa
}
desk-organizations-active = Suas pessoas podem entrar
desk-organizations-create = Criar empresa
desk-organizations-made = Criamos a empresa. Agora convide suas pessoas.
desk-organizations-changed = Guardamos a mudança
desk-organizations-conflict = Outra pessoa alterou estes dados enquanto você escrevia. Confira e salve de novo
desk-organizations-none = Ainda não há empresas.
desk-organizations-size = { $accounts ->
    [one] 1 conta
   *[other] { $accounts } contas
}, { $tickets ->
    [one] 1 { -case }
   *[other] { $tickets } { -cases }
}
desk-organizations-inactive = Sem acesso
desk-organizations-settings = Dados da empresa
desk-organizations-back = Todas as empresas
desk-context-organization = Empresa
desk-audit-organization-made = Criou uma empresa
desk-audit-organization-changed = Mudou uma empresa
desk-audit-account-invited = Convidou uma pessoa de uma empresa
desk-audit-account-invited-again = Convidou outra vez uma pessoa de uma empresa
desk-audit-account-changed = Mudou o acesso de uma pessoa de uma empresa
