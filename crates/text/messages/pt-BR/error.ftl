### What is wrong with an answer and how to mend it, and the pages that say why there is no page.

## Answers in forms. `label` is the field's label with a small first letter
error-summary = { $n ->
    [one] Revise { $n } resposta
   *[other] Revise { $n } respostas
}
error-empty = Escreva { $label }
error-choose = Escolha { $label }
error-consent = Marque a caixa para autorizar o uso dos seus dados
error-email = Escreva seu e-mail, por exemplo ana@correio.com.br
error-phone = Escreva um telefone com o código do país, por exemplo +55 11 5555 0148
error-number = Escreva só um número, por exemplo 120
error-money = Escreva o valor em algarismos, por exemplo 620000
error-date = A data deve ser real, por exemplo 4 3 2026
error-date-future = A data não pode ser posterior a hoje
error-too-long = { $n ->
    [one] Há { $n } caractere a mais
   *[other] Há { $n } caracteres a mais
}
error-too-short = { $n ->
    [one] Falta { $n } caractere
   *[other] Faltam { $n } caracteres
}
error-format = Revise { $label }
error-option = Escolha uma das opções da lista
error-tracking-format = O número do envio deve ter 2 letras, 9 números e 2 letras
error-tracking-check = Revise o número: um algarismo não confere
error-case-code = Revise o código: deve ser como { $example }
error-case-code-check = Revise o código: uma letra ou algarismo não confere
error-reject-reason = Conte por que a rejeita
error-reopen-reason = { -case.gender ->
    [feminine] Conte por que a reabre
   *[masculine] Conte por que o reabre
}
error-message-empty = Escreva sua mensagem ou anexe um arquivo
error-rating = Escolha de 1 a 5 estrelas

## Files
error-file-too-large = Tem { $size } e o máximo é { $limit }. Grave um vídeo mais curto ou envie fotos.
error-file-type = Não podemos receber arquivos { $extension }. Envie fotos, PDF, Word ou Excel.
error-file-content = O conteúdo não corresponde a um arquivo { $extension }. Salve-o de novo ou envie outro.
error-file-empty = Este arquivo está vazio
error-file-virus = Não o anexamos porque pode ter um vírus
error-file-interrupted = A conexão caiu. Tente de novo.
error-file-none = Escolha um arquivo antes de anexar
error-files-too-many = { $limit ->
    [one] Você pode anexar { $limit } arquivo. Remova os demais.
   *[other] Você pode anexar até { $limit } arquivos. Remova algum.
}

## The same by the names that the rules give them
error-missing = { error-empty }
error-tracking-form = { error-tracking-format }
error-not-an-option = { error-option }
error-not-a-date = { error-date }
error-not-an-amount = { error-money }
error-not-an-email = { error-email }
error-not-a-phone = { error-phone }
error-file-kind = { error-file-type }
error-file-too-many = { error-files-too-many }

## Codes by e-mail
error-code-wrong = { $n ->
    [0] O código não confere. Peça outro código.
    [one] O código não confere. Resta { $n } tentativa.
   *[other] O código não confere. Restam { $n } tentativas.
}
error-code-expired = Esse código venceu. Enviamos outro para { $email }.
error-code-expired-ask = Esse código venceu. Peça outro.
error-code-blocked = Você fez várias tentativas. Espere { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
} ou ligue para { $phone }.
error-code-resend = { $seconds ->
    [one] Espere { $seconds } segundo para pedir outro código
   *[other] Espere { $seconds } segundos para pedir outro código
}
error-code-too-many = Já enviamos vários códigos para este e-mail. Ligue para { $phone } e ajudamos você.
error-draft-expired = Guardamos o que você escreveu por 24 horas e esse tempo passou. Comece de novo.

## Signing in and looking up
error-sign-in = O usuário ou a senha não conferem
error-sign-in-wait = Por segurança, espere { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
} e tente de novo
error-lookup = Não encontramos { -a-case } com esse código e esse e-mail. Revise os dois dados ou peça o código por e-mail.
error-session = Sua sessão foi encerrada para proteger seus dados. Entre de novo.
error-conflict = Alguém alterou { -this-case } enquanto você escrevia. Veja o que há de novo e salve outra vez. Você não perdeu o que escreveu.

## What the rules refuse
refusal-illegal-move = Isto já não é possível: { -the-case } está em “{ $state }”.
refusal-not-allowed = Sua conta não pode fazer isto com { -this-case }.
refusal-reason-missing = Escreva o motivo
refusal-reason-too-short = Conte um pouco mais
refusal-too-long = { error-too-long }
refusal-stars-out-of-range = { error-rating }
refusal-reopen-window-over = O prazo para reabrir { -this-case } já passou. Você pode criar { -another-case } e mencionar o código anterior.
refusal-rating-window-over = O prazo para avaliar já passou.
refusal-until-in-the-past = Escolha um momento que ainda não passou
refusal-too-early = Ainda não é hora. Tente de novo mais tarde.
refusal-already-so = Já estava feito. Nada mudou.

## Pages
error-400-title = Não entendemos o que você enviou
error-400-text = Volte à página anterior e tente de novo.
error-403-title = Esta página é de outra conta
error-403-text = Entre com a conta que criou { -the-case }.
error-404-title = Não encontramos esta página
error-404-text = Se você digitou o endereço, veja se está completo. Se abriu um link de um e-mail, ele pode ter vencido.
error-404-help = Ainda não encontrou? Ligue para { $phone }.
error-405-title = Esta página não recebe o que você enviou
error-405-text = Volte ao início e tente de novo.
error-408-title = A conexão caiu
error-408-text = O que você enviou não chegou completo. Tente de novo.
error-409-title = Agora não é possível
error-409-text = Alguém mudou isto ao mesmo tempo. Volte à página anterior e tente de novo.
error-410-title = Este link já foi usado ou venceu
error-410-text = Peça um novo.
error-413-title = O envio é grande demais
error-413-text = Envie menos arquivos por vez ou arquivos menores.
error-422-title = Falta algo no que você enviou
error-422-text = Volte à página anterior e revise suas respostas.
error-429-title = Recebemos muitos pedidos seguidos
error-429-text = Espere um minuto e tente de novo. Você não perdeu o que escreveu.
error-500-title = Temos um problema
error-500-text = Guardamos o que você escreveu. Tente de novo em alguns minutos ou ligue para { $phone }.
error-500-reference = Referência: { $reference }
error-503-title = Estamos em manutenção
error-503-text = Volte em alguns minutos. O que você já salvou continua aqui.
error-503-until = Estamos em manutenção até as { $time }
error-offline = Sem conexão. Seus rascunhos estão a salvo neste dispositivo.
