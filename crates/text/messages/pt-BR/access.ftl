# Signing in, beyond the password: second step, addresses, sessions.

## Passwords
password-error-personal = Escolha outra: quase tudo são palavras do seu nome, do seu e-mail ou da organização
password-saved = Guardamos a senha e encerramos as outras sessões
sign-in-too-short = Sua senha é curta para entrar sem a segunda etapa. Enviamos um link para escolher outra.
sign-in-again = Por segurança, entre de novo para continuar.

## The second step of signing in
step-title = Escreva seu código
step-intro = Abra o aplicativo de códigos no seu telefone e escreva os 6 números.
step-code = Código
step-recovery-title = Está sem o seu telefone?
step-recovery-text = Escreva no mesmo campo um dos seus códigos de recuperação. Também não os tem? Peça ajuda a quem administra as contas.
step-submit = Entrar
step-wrong = O código não coincide ou já foi usado. Espere o próximo e escreva-o.
step-wait = Você tentou várias vezes. Espere 15 minutos e tente de novo.
step-missing = Escreva o código
step-ended = Passou muito tempo. Escreva sua senha de novo.

## Setting it up
factor-title = Segunda etapa ao entrar
factor-intro = Além da senha, ao entrar pede-se um código de um aplicativo do seu telefone. Assim ninguém entra só com a sua senha.
factor-required = Sua organização o exige de quem trabalha na mesa. Ative para continuar.
factor-off = Está desligada
factor-on = Está ativa desde { $date }
factor-codes-left = { $n ->
    [0] Você não tem mais códigos de recuperação.
    [one] Você ainda tem { $n } código de recuperação.
   *[other] Você ainda tem { $n } códigos de recuperação.
}
factor-begin = Ativar a segunda etapa
factor-manage = Ver a segunda etapa
factor-fresh = Entrar de novo
factor-fresh-text = Para mudar, entre de novo com a sua senha.
factor-step-app = Instale no seu telefone um aplicativo de códigos, por exemplo o do seu gerenciador de senhas.
factor-step-scan = Escaneie esta imagem com o aplicativo.
factor-picture = Código QR para o aplicativo
factor-secret = Não consegue escanear? Escreva esta chave no aplicativo:
factor-step-code = Escreva o código de 6 números que o aplicativo mostra.
factor-confirm = Ativar
factor-codes-title = Guarde seus códigos de recuperação
factor-codes-intro = Com um deles você entra se perder o telefone. Cada um serve uma vez. Não os mostramos de novo: imprima ou guarde no seu gerenciador de senhas.
factor-codes-done = Já os guardei
factor-codes-new = Fazer códigos novos
factor-codes-new-text = Os anteriores deixam de servir e as outras sessões são encerradas.
factor-turn-off = Desligar a segunda etapa
factor-turned-off = Desligamos a segunda etapa e encerramos as outras sessões
factor-give-up = Agora não

## Another e-mail address
email-title = Mudar o e-mail
email-intro = Agora você entra com { $email }. Enviamos um código ao e-mail novo; até você escrevê-lo, vale o atual.
email-new = E-mail novo
email-send = Enviar o código
email-same = É o e-mail que você já usa
email-taken = Esse e-mail já está em uso. Escreva outro.
email-code-title = Escreva o código
email-code-lead = Enviamos para { $email }. Vence às { $time }.
email-confirm = Mudar meu e-mail
email-other = Escrever outro e-mail
email-changed = Mudamos seu e-mail e encerramos as outras sessões
email-limited = Você pediu várias mudanças hoje. Continue amanhã.
undo-title = Recupere seu e-mail
undo-intro = Você volta a entrar com { $email }. Encerramos todas as sessões e pedimos que escolha outra senha.
undo-button = Desfazer a mudança
undo-taken = Outra pessoa já usa esse e-mail. Escreva a quem administra as contas.
undo-closed = Outra pessoa já usa esse e-mail, então fechamos seu acesso: todas as sessões terminaram e a senha não vale mais. Escreva a quem administra as contas.

## Somebody's sessions, for administrators
access-title = Acesso de { $name }
access-link = Sessões e segunda etapa
access-back = Todas as pessoas
access-no-sessions = Não há sessões abertas.
access-reset = Tirar a segunda etapa
access-reset-text = Só se a pessoa perdeu o telefone e os códigos, e você comprovou quem é. As sessões são encerradas e avisamos por e-mail.
access-reason = Motivo
access-reason-missing = Escreva o motivo
access-reset-done = Tiramos a segunda etapa

## Mails about signing in
mail-code-email-heading = Confirme seu e-mail novo
mail-code-email-not-you = Não foi você quem pediu? Ignore este e-mail e não compartilhe o código.
mail-security-subject = Aviso de segurança da sua conta de { $org }
mail-security-heading = Aviso sobre sua conta
mail-security-password-changed = Foi escolhida outra senha para a sua conta.
mail-security-factor-on = A segunda etapa foi ativada. A partir de agora, ao entrar pede-se um código.
mail-security-factor-off = A segunda etapa foi desligada. Para entrar basta a senha.
mail-security-factor-reset = Uma pessoa da administração tirou a segunda etapa da sua conta.
mail-security-factor-failed = Alguém escreveu certo a sua senha e várias vezes errado o código.
mail-security-codes-renewed = Foram feitos códigos de recuperação novos. Os anteriores já não servem.
mail-security-code-used = Entrou-se com um código de recuperação.
mail-security-email-changed = A partir de agora você entra com este e-mail.
mail-security-you = Foi você? Não precisa fazer nada.
mail-security-not-you = Não foi você? Escolha outra senha e avise a { $org }.
mail-email-changing-subject = Pediu-se mudar seu e-mail em { $org }
mail-email-changing-heading = Alguém quer mudar seu e-mail
mail-email-changing-lead = Pediu-se entrar com { $email } em vez deste e-mail.
mail-email-changing-not-you = Não foi você? Aperte o botão: a mudança é desfeita e todas as sessões são encerradas.
mail-label-when = Quando
mail-button-account = Ver minha conta
mail-button-undo = Desfazer a mudança

## Names of mails and of entries in the audit log
desk-letter-security = Aviso de segurança
desk-letter-password-reset = Link para escolher outra senha
desk-letter-email-changing = Aviso de mudança de e-mail
mailbox-kind-security = aviso de segurança
mailbox-kind-email-changing = mudança de e-mail
desk-audit-password-changed = Mudou a própria senha
desk-audit-factor-on = Ativou a segunda etapa
desk-audit-factor-off = Desligou a segunda etapa
desk-audit-factor-reset = Tirou a segunda etapa de outra pessoa
desk-audit-recovery-codes-made = Fez códigos de recuperação novos
desk-audit-email-changed = Mudou o próprio e-mail
desk-audit-email-change-undone = Desfez uma mudança de e-mail
desk-audit-session-ended = Encerrou uma sessão de outra pessoa
