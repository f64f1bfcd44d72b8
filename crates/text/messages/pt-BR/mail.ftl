### The letters.

## Code that proves an address. Nothing that the requester typed, and no link
mail-code-subject = { $code } é o seu código de { $org }
mail-code-intake-heading = Confirme seu e-mail para criar { -the-case }
mail-code-session-heading = Confirme seu e-mail para ver { -your-cases }
mail-code-lead = Digite este código na página onde você o pediu:
mail-code-life = { $hour ->
    [1] Vence à { $time } e só serve uma vez.
   *[other] Vence às { $time } e só serve uma vez.
}
mail-code-intake-not-you = Não foi você quem pediu? Ignore este e-mail. Não criamos nada em seu nome.
mail-code-session-not-you = Não foi você quem pediu? Ignore este e-mail e não compartilhe o código. Sem ele ninguém pode ver { -your-cases }.

## The ticket was created
mail-ticket-created-subject = Criamos { -your-case } { $code }
mail-ticket-created-heading = Criamos { -your-case }
mail-ticket-created-lead = Guarde este código. Com ele e com seu e-mail você pode consultar { -your-case } quando quiser.
mail-ticket-created-next = Avisamos neste e-mail sempre que houver novidade.

## An agent replied
mail-agent-replied-subject = { $name } respondeu { -to-your-case } { $code }
mail-agent-replied-heading = { $name } respondeu { -to-your-case }

## An agent needs information
mail-information-requested-subject = Precisamos de um dado seu: { -case } { $code }
mail-information-requested-heading = Precisamos de um dado seu
mail-information-requested-lead = { $name } precisa dele para continuar com { -your-case }:
mail-information-requested-paused = Continuamos quando você responder.

## A solution was proposed
mail-solution-proposed-subject = Temos uma proposta de solução: { -case } { $code }
mail-solution-proposed-heading = Temos uma proposta de solução
mail-solution-proposed-lead = { $name } analisou { -your-case } e propõe esta solução:
mail-solution-proposed-question = Diga se você a aceita ou a rejeita. Se rejeitar, continuamos trabalhando.
mail-solution-proposed-silence = Se você não responder, { -the-case } será { -case.gender ->
    [feminine] encerrada como resolvida
   *[masculine] encerrado como resolvido
}.

## Reminder of the proposal
mail-solution-reminder-subject = { $n ->
    [0] Hoje é o último dia para revisar a solução
    [one] Falta { $n } dia para revisar a solução
   *[other] Faltam { $n } dias para revisar a solução
}
mail-solution-reminder-lead = Propusemos uma solução e ainda não sabemos se ela atende você.

## The ticket was resolved
mail-ticket-resolved-subject = { -Your-case } { $code } foi { -case.gender ->
    [feminine] resolvida
   *[masculine] resolvido
}
mail-ticket-resolved-heading = { -Your-case } foi { -case.gender ->
    [feminine] resolvida
   *[masculine] resolvido
}
mail-ticket-resolved-accepted = Você aceitou a solução. Obrigado por avisar.
mail-ticket-resolved-silence = Não recebemos sua resposta à solução que propusemos. Por isso encerramos { -the-case }.
mail-ticket-resolved-closed = { $name } deu { -the-case } por { -case.gender ->
    [feminine] resolvida
   *[masculine] resolvido
}.
mail-ticket-resolved-reopen = { -case.gender ->
    [feminine] O problema continua? Você pode reabri-la até { $date }.
   *[masculine] O problema continua? Você pode reabri-lo até { $date }.
}

## The ticket was reopened
mail-ticket-reopened-subject = Reabrimos { -your-case } { $code }
mail-ticket-reopened-heading = Reabrimos { -your-case }
mail-ticket-reopened-lead = Recebemos sua explicação e continuamos trabalhando.
mail-ticket-reopened-agent = Recebemos sua explicação. { $name } continua com { -your-case }.

## The ticket was cancelled
mail-ticket-cancelled-subject = Cancelamos { -your-case } { $code }
mail-ticket-cancelled-heading = Cancelamos { -your-case }
mail-ticket-cancelled-requester = Cancelamos porque você pediu.
mail-ticket-cancelled-agent = { $name } cancelou { -your-case } por este motivo:
mail-ticket-cancelled-next = Se ainda precisa de ajuda, crie { -another-case }.

## All tickets of an address
mail-code-list-subject = { -Your-cases } em { $org }
mail-code-list-heading = { -case.gender ->
    [feminine] Estas são { -your-cases }
   *[masculine] Estes são { -your-cases }
}
mail-code-list-lead = Para ver os detalhes, use um destes códigos e este e-mail.
mail-code-list-row = { $state } · { -case.gender ->
    [feminine] criada em { $date }
   *[masculine] criado em { $date }
}
mail-code-list-not-you = Não pediu este e-mail? Ignore-o. Ele só chegou a este endereço.

## Too much for single letters
mail-digest-subject = Novidades { -of-your-cases } em { $org }
mail-digest-heading = Houve muitas novidades
mail-digest-lead = Houve tantas em pouco tempo que as reunimos neste e-mail.
mail-digest-row = { $n ->
    [one] Uma novidade
   *[other] { $n } novidades
}
mail-digest-button = Ver as novidades

## To agents: a customer wrote
mail-customer-wrote-subject = { $name } escreveu { -in-the-case } { $code }
mail-customer-wrote-heading = { $name } escreveu { -in-the-case }
mail-customer-wrote-cut = A mensagem continua na mesa.

## To agents: a ticket was assigned
mail-ticket-assigned-subject = { -case.gender ->
    [feminine] Nova { -case } atribuída: { $code }
   *[masculine] Novo { -case } atribuído: { $code }
}
mail-ticket-assigned-heading = { -case.gender ->
    [feminine] Você tem uma nova { -case }
   *[masculine] Você tem um novo { -case }
}
mail-ticket-assigned-rule = Cabe a você segundo a regra de atribuição.
mail-ticket-assigned-person = { $name } fez a atribuição.

## To agents: invitation to the desk
mail-agent-invited-subject = Seu acesso à mesa de { $org }
mail-agent-invited-heading = Ative seu acesso
mail-agent-invited-lead = { $name } deu a você acesso à mesa de atendimento de { $org }.
mail-agent-invited-life = O link só serve uma vez.
mail-agent-invited-not-you = Não esperava este e-mail? Ignore-o ou avise { $name }.

## To people of companies: invitation, forgotten password, link to sign in
mail-account-invited-subject = Seu acesso a { $org }
mail-account-invited-lead = { $name } deu a você acesso à conta de { $company } em { $org }.
mail-password-reset-subject = Escolha outra senha para { $org }
mail-password-reset-heading = Escolha outra senha
mail-password-reset-lead = Recebemos um pedido para mudar a senha da sua conta.
mail-password-reset-not-you = Não foi você? Ignore este e-mail. Sua senha não muda.
mail-sign-in-link-subject = Seu link para entrar em { $org }
mail-sign-in-link-heading = Entre na sua conta
mail-sign-in-link-lead = Com este link você entra sem digitar a senha.
mail-sign-in-link-not-you = Não foi você? Ignore este e-mail e não encaminhe o link.

## To agents: many failed sign-ins
mail-sign-in-failed-subject = Tentativas de entrar na sua conta de { $org }
mail-sign-in-failed-heading = Alguém está tentando entrar na sua conta
mail-sign-in-failed-lead = { $n ->
    [one] Houve { $n } tentativa com uma senha que não confere.
   *[other] Houve { $n } tentativas com uma senha que não confere.
}
mail-sign-in-failed-you = Foi você? Espere alguns minutos e tente de novo.
mail-sign-in-failed-not-you = Não foi você? Troque sua senha e avise seu supervisor.

## Labels and buttons
mail-label-code = Código { -of-the-case }
mail-label-topic = Assunto
mail-label-agent = Quem atende você
mail-label-answer-due = Prazo de resposta
mail-label-respond-by = Último dia para responder
mail-label-files = Arquivos
mail-label-requester = Cliente
mail-label-due = Vence
mail-label-link-until = O link vence
mail-label-last-try = Última tentativa
mail-button-see = Ver { -my-case }
mail-button-respond = Ver e responder
mail-button-review = Revisar a solução
mail-button-look-up = Consultar { -my-cases }
mail-button-create = Criar { -another-case }
mail-button-desk = Abrir na mesa
mail-button-password = Escolher minha senha
mail-button-change-password = Trocar minha senha
mail-button-sign-in = Entrar na minha conta

## Foot
mail-foot-line = Telefone { $phone }
mail-foot-line-hours = Telefone { $phone }, { $hours }
mail-foot-no-reply = Ninguém lê as respostas a este e-mail.
mail-foot-no-reply-case = Ninguém lê as respostas a este e-mail. Escreva para nós a partir { -of-your-case }.
