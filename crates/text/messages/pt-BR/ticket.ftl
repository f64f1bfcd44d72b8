### Looking tickets up, their list, and the page of a ticket.

## Look-up
find-heading = Consulte { -your-case }
find-lead = Veja o andamento e escreva para a equipe
find-code = Código { -of-the-case }
find-code-hint = Está no e-mail de confirmação
find-email = E-mail
find-lost = Perdi o código { -case.gender ->
    [feminine] da { -my-case }
   *[masculine] do { -my-case }
}
find-open = Você já tem uma consulta aberta neste aparelho.
find-left = Encerramos a consulta neste aparelho.
find-sent-heading = Confira seu e-mail
find-sent-link = Se esse código e esse e-mail forem da mesma pessoa, em alguns minutos chega um link para ver { -your-cases }.
find-sent-spam = Procure também no spam.
find-again = Consultar de novo

## Lost codes
recover-heading = Enviamos seus códigos
recover-lead = Escreva o e-mail com que você criou { -your-case }. A lista com todos os códigos chega nele.
recover-button = Enviar os códigos
recover-done = Se houver { -cases } com esse e-mail, a lista chega em alguns minutos.

## The list
list-heading = { -My-cases }
list-of = E-mail { $email }
list-caption = { -My-cases }, por data de criação
list-subject = Título e código
list-state = Situação
list-created = { -case.gender ->
    [feminine] Criada
   *[masculine] Criado
}
list-updated = { -case.gender ->
    [feminine] Atualizada
   *[masculine] Atualizado
}
list-nobody = A definir
list-empty = Não há { -cases } para mostrar.
list-leave = Sair desta consulta

## Before an idle session ends
idle-title = Você ainda está aí?
idle-text = { $minutes ->
    [one] Encerramos a consulta em { $minutes } minuto para proteger seus dados.
   *[other] Encerramos a consulta em { $minutes } minutos para proteger seus dados.
}
idle-stay = Continuar

## Proving the address
prove-heading = Confirme que é você
prove-lead = Enviamos um código de 6 dígitos para { $email }. Assim protegemos seus dados.
prove-send = Enviar o código
prove-code-heading = Escreva o código que enviamos
prove-code-lead = Enviamos um código de 6 dígitos para { $email }. Com ele confirmamos que o e-mail é seu.
prove-code-perhaps = Se o código { -of-the-case } e o e-mail forem da mesma pessoa, em alguns minutos chega a esse e-mail um código de 6 dígitos.
prove-code = Código de 6 dígitos
prove-code-hint = Você pode colar o código inteiro
prove-code-expires = Vence às { $time }
prove-code-submit = Confirmar que sou eu
prove-code-refused = O código não confere ou venceu. Confira o código ou peça outro.
prove-resend = Enviar outro código
prove-resend-in = Enviar outro código em { $n } s
prove-resend-ready = Você já pode pedir outro código
prove-nothing-came = Não recebeu o código?
prove-spam = Procure no spam uma mensagem de { $organization }. Pode levar até 2 minutos.
prove-phone = Não tem acesso ao seu e-mail? Ligue para { $phone } e ajudamos você.

## Head of the page
ticket-title = { -Case } { $code }: { $state }
ticket-code = { -Case } { $code }
ticket-created-on = { -case.gender ->
    [feminine] Criada em { $date }
   *[masculine] Criado em { $date }
}
ticket-progress = Andamento { -of-the-case }
ticket-reopened-on = { -case.gender ->
    [feminine] Reaberta em { $date }
   *[masculine] Reaberto em { $date }
}
ticket-when-accepted = quando você aceitar

## A solution to review
ticket-solution = Propomos esta solução
ticket-solution-question = Esta solução resolve { -your-case }?
ticket-solution-until = Você pode responder até { $date }.
ticket-solution-silence = Se você não responder, { -the-case } será { -case.gender ->
    [feminine] encerrada como resolvida
   *[masculine] encerrado como resolvido
}.
ticket-yes = { -case.word ->
    [ticket] Aceitar solução
   *[other] Sim, aceito a solução
}
ticket-yes-hint = { -case.gender ->
    [feminine] { -The-case } fica resolvida
   *[masculine] { -The-case } fica resolvido
}
ticket-no = { -case.word ->
    [ticket] Rejeitar solução
   *[other] Não, rejeito a solução
}
ticket-no-hint = Você conta o motivo e continuamos trabalhando
ticket-rate = Avalie o atendimento
ticket-comment = Quer acrescentar algo?
ticket-accept = Aceitar e encerrar { -the-case }
ticket-accept-heading = { -case.word ->
    [ticket] Aceitar solução
   *[other] Você aceita esta solução?
}
ticket-reason = Por que você a rejeita?
ticket-reason-hint = { -case.gender ->
    [feminine] { $name } lê sua resposta e { -the-case } é reaberta
   *[masculine] { $name } lê sua resposta e { -the-case } é reaberto
}
ticket-reason-hint-team = { -case.gender ->
    [feminine] Lemos sua resposta e { -the-case } é reaberta
   *[masculine] Lemos sua resposta e { -the-case } é reaberto
}
ticket-reject = Rejeitar e reabrir { -the-case }
ticket-reject-heading = { -case.word ->
    [ticket] Rejeitar solução
   *[other] Você rejeita esta solução?
}
ticket-reject-short = Conte um pouco mais por que você a rejeita
ticket-go-back = Voltar { -to-the-case }
ticket-no-choice = Escolha se aceita ou rejeita a solução
ticket-other-solution = A solução mudou enquanto você a lia. Revise a nova antes de responder.
ticket-too-late = { -The-case } mudou enquanto você respondia. Agora está em “{ $state }”.

## What happens after an answer
ticket-done-accepted = { -case.gender ->
    [feminine] Obrigado. { -Your-case } foi resolvida.
   *[masculine] Obrigado. { -Your-case } foi resolvido.
}
ticket-done-rejected = Reabrimos { -your-case }. { $name } continua o atendimento e escreve para você.
ticket-done-rejected-team = Reabrimos { -your-case }. Continuamos o atendimento e escrevemos para você.
ticket-done-sent = Enviamos sua mensagem. { $name } recebe um aviso.
ticket-done-sent-team = Recebemos sua mensagem.
ticket-done-rated = Obrigado pela sua avaliação.
ticket-done-dropped = Cancelamos { -your-case }, como você pediu.
ticket-done-removed = Removemos o arquivo.

## The requester is asked for something
ticket-waiting = Precisamos de um dado seu
ticket-waiting-paused = Continuamos quando você responder
ticket-waiting-answer = Responder

## Resolved and ended
ticket-resolved = { -case.gender ->
    [feminine] { -Case } resolvida em { $date }
   *[masculine] { -Case } resolvido em { $date }
}
ticket-resolved-accepted = Você aceitou a solução.
ticket-resolved-silence = Não recebemos sua resposta à solução. Por isso encerramos o atendimento.
ticket-resolved-agent = { -case.gender ->
    [feminine] { $name } marcou como resolvida.
   *[masculine] { $name } marcou como resolvido.
}
ticket-rated = Você avaliou o atendimento
ticket-rate-change = Altere sua avaliação
ticket-rate-send = Enviar minha avaliação
ticket-rate-until = Você pode avaliar até { $date }.
ticket-reopen-until = { -case.gender ->
    [feminine] O problema continua? Você pode reabri-la até { $date }.
   *[masculine] O problema continua? Você pode reabri-lo até { $date }.
}
ticket-reopen = Reabrir { -the-case }
ticket-reopen-heading = Quer reabrir { -your-case }?
ticket-reopen-reason = { -case.gender ->
    [feminine] Por que quer reabri-la?
   *[masculine] Por que quer reabri-lo?
}
ticket-reopen-over = O prazo para reabrir terminou. Se o problema continua, crie { -another-case }; o que você já contou vai junto.
ticket-follow = Criar { -another-case }
ticket-cancelled = { -case.gender ->
    [feminine] { -Case } cancelada em { $date }
   *[masculine] { -Case } cancelado em { $date }
}
ticket-cancelled-next = Se ainda precisar de ajuda, você pode criar { -another-case }.
ticket-ended = { -The-case } está em “{ $state }”. Não é mais possível escrever aqui.
ticket-drop = { -case.gender ->
    [feminine] Cancelar a { -my-case }
   *[masculine] Cancelar o { -my-case }
}
ticket-drop-heading = Quer cancelar { -your-case }?
ticket-drop-lead = Paramos de trabalhar no pedido. Depois não é possível reabrir.
ticket-drop-reason = Por que você cancela?
ticket-drop-yes = Sim, cancelar { -the-case }
ticket-drop-no = Não, voltar { -to-the-case }

## History
ticket-history = Histórico
ticket-add-message = Adicionar ou enviar uma mensagem
ticket-earlier = { $n ->
    [one] Ver { $n } anterior
   *[other] Ver { $n } anteriores
}
ticket-news-one = Há { $n } novidade. Mostrar
ticket-news-other = Há { $n } novidades. Mostrar
ticket-stale = Esta página não recebe mais novidades.
ticket-you = Você
ticket-team = A equipe
ticket-see-solution = Ver a solução
event-created = { $files ->
    [0] Você criou { -the-case }.
    [one] Você criou { -the-case } com { $files } arquivo.
   *[other] Você criou { -the-case } com { $files } arquivos.
}
event-verified-by-phone = Validamos sua identidade por telefone.
event-assigned = Atribuímos { -your-case } a { $name }.
event-reassigned = { -Your-case } passou para { $name }.
event-info-requested = Pedimos um dado a você. Continuamos quando você responder.
event-solution-proposed = Propusemos uma solução.
event-solution-withdrawn = Retiramos a solução e continuamos trabalhando.
event-solution-accepted = Você aceitou a solução.
event-solution-rejected = { -case.gender ->
    [feminine] Você rejeitou a solução e { -the-case } foi reaberta.
   *[masculine] Você rejeitou a solução e { -the-case } foi reaberto.
}
event-reminded = Lembramos você de que há uma solução para revisar.
event-closed-by-silence = Não recebemos sua resposta e { -the-case } foi { -case.gender ->
    [feminine] encerrada como resolvida
   *[masculine] encerrado como resolvido
}.
event-closed = { -case.gender ->
    [feminine] { $name } marcou { -the-case } como resolvida.
   *[masculine] { $name } marcou { -the-case } como resolvido.
}
event-rated = Você avaliou o atendimento com { $value }.
event-reopened = Você reabriu { -the-case }.
event-reopened-agent = { $name } reabriu { -the-case }.
event-dropped = Você cancelou { -the-case }.
event-cancelled = { $name } cancelou { -the-case }.
event-followed-up = Você continuou com { -another-case }: { $code }.

## Writing
write-label = Sua mensagem para a equipe
write-placeholder = Escreva sua mensagem. { $name } recebe um aviso.
write-placeholder-team = Escreva sua mensagem.
write-reopens = { -case.gender ->
    [feminine] Se você escrever, { -the-case } é reaberta. Uma mensagem de agradecimento não a reabre.
   *[masculine] Se você escrever, { -the-case } é reaberto. Uma mensagem de agradecimento não o reabre.
}
write-attach = Anexar arquivos
write-attach-short = Anexar
write-files = Arquivos para enviar
write-count = Arquivos adicionados: { $n } de { $max }
write-prove = Para responder, confirme que é você
write-prove-hint = Você chegou pelo link de um e-mail. Enviamos um código para { $email } e você continua nesta página.

## Beside the history
ticket-facts = Dados { -of-the-case }
ticket-agent = Quem atende você
ticket-nobody = Ainda não definido
ticket-due = Prazo de resposta
ticket-due-met = Respondemos no prazo
ticket-topic = Assunto
ticket-document = Documento
ticket-email = E-mail
ticket-phone = Telefone
ticket-facts-prove = Para ver seus dados pessoais, confirme que é você
ticket-files = Arquivos ({ $n })
ticket-files-prove = Para ver os arquivos, confirme que é você
