### The pages of customers: frame, home, a new case, information.

## Frame
portal-tagline = Atendimento ao cliente
portal-nav = Principal
portal-language-change = Mudar idioma
portal-theme-change = Mudar aparência
portal-line = Telefone { $phone }
portal-line-hours = Telefone { $phone }, { $hours }

## Home
home-page = Atendimento ao cliente
home-heading = Conte-nos o que aconteceu.
home-heading-promise = Acompanhamos até resolver.
home-lead = Crie { -a-case } sem se cadastrar. Confirmamos seu e-mail com um código e você vê cada avanço, com data e responsável.
home-lookup-mine = Consultar { -my-case }
home-fact-time = Uns 5 minutos
home-fact-account = Sem criar conta
home-fact-deadline = Com prazo de resposta
home-lookup-title = Consulte { -your-case }
home-lookup-text = Veja o estado e escreva à equipe
home-lookup-code = Código { -of-the-case }
home-lookup-code-hint = Está no e-mail de confirmação
home-lookup-email = E-mail
home-lookup-lost = Perdi o código de { -my-case }
home-topics = Sobre o que é { -your-case }?
home-answer-in = Resposta em { $term }
home-after = O que acontece depois
home-after-1 = Você confirma seu e-mail
home-after-1-text = Enviamos um código de 6 dígitos. Assim cuidamos dos seus dados.
home-after-2 = Uma pessoa assume { -your-case }
home-after-2-text = Dizemos quem atende você e qual é o prazo.
home-after-3 = Vocês conversam em um só lugar
home-after-3-text = Escreva e anexe arquivos quando quiser. Tudo fica no histórico.
home-after-4 = { -case.gender ->
    [feminine] Você decide se ficou resolvida
   *[masculine] Você decide se ficou resolvido
}
home-after-4-text = Aceita a solução e avalia, ou recusa e continuamos.
home-help = Prefere que ajudemos?
home-help-text = Você também pode criar { -your-case } por telefone. Se não tem acesso ao seu e-mail, um atendente confere sua identidade e informa o código.
home-help-line = Telefone de atendimento

## A new case: what all steps share
intake-aside = { -Your-case } até agora
intake-aside-topic = Assunto
intake-aside-subject = Título
intake-aside-tracking = Número do envio
intake-aside-due = Prazo de resposta
intake-aside-due-in = { $term } a partir da criação
intake-change-topic = Alterar o assunto
intake-change-of = Alterar { $what }
intake-kept = Guardamos o que você escreve neste aparelho por 24 horas.
intake-forget = Apagar
intake-forgotten = Apagamos o que você tinha escrito.
intake-talk = Prefere falar? Telefone { $phone }
intake-progress = Progresso: etapa { $step } de { $total }
intake-back-topics = Voltar aos assuntos
intake-back-details = Voltar aos detalhes
intake-back-files = Voltar aos arquivos
intake-back-review = Voltar à revisão
intake-back-home = Voltar ao início
intake-error = Erro:{" "}

## Step 1: topic
intake-topic-title = Sobre o que é { -your-case }?
intake-topic-intro = Escolha o assunto mais parecido. Você pode contar tudo na próxima etapa.
intake-topic-label = um assunto
intake-topic-none = No momento não recebemos { -cases } por esta página.

## Step 2: details
intake-details-intro = Marcamos como { $optional } o que você pode deixar em branco.
intake-details-optional = opcional
intake-subject = Título
intake-subject-hint = Uma frase curta para reconhecer { -your-case }
intake-subject-label = o título
intake-description = Conte-nos o que aconteceu
intake-description-hint = Inclua datas, lugares e com quem falou, se lembrar
intake-day = Dia
intake-month = Mês
intake-year = Ano
intake-counter = Você pode escrever até { $max } caracteres
intake-counter-left-one = Resta { $n } caractere
intake-counter-left-other = Restam { $n } caracteres
intake-counter-over-one = { $n } caractere a mais
intake-counter-over-other = { $n } caracteres a mais
intake-answer = Responda “{ $question }”
intake-document = Documento de identidade
intake-document-hint = Ajuda a encontrar suas informações e a conferir sua identidade por telefone
intake-document-type = Tipo de documento
intake-document-number = Número do documento
intake-document-none = Prefiro não informar
intake-document-cc = Cédula de cidadania (Colômbia)
intake-document-ce = Cédula de estrangeiro (Colômbia)
intake-document-nit = NIT
intake-document-passport = Passaporte
intake-document-rut = RUT
intake-document-cpf = CPF
intake-document-other = Outro
intake-save-later = Salvar e continuar depois
intake-saved = Salvo. Você pode continuar neste aparelho até { $until }.
intake-saved-errors = Guardamos o que você escreveu. Pode continuar neste aparelho até { $until }.
intake-same-tracking = Já existe { -a-case } em aberto para este envio: { $code }.
intake-same-tracking-open = Ver
intake-same-tracking-other = Criar { -another-case } mesmo assim

## Step 3: files
intake-files-title = Adicione fotos ou documentos
intake-files-intro = Esta etapa é opcional. O recibo, a etiqueta e as fotos do pacote ajudam muito.
intake-files-drop = Arraste seus arquivos para cá
intake-files-choose-title = Escolha seus arquivos
intake-files-over = Solte os arquivos aqui
intake-files-rules = { $files ->
    [one] Fotos JPG ou PNG, PDF, Word ou Excel. { $files } arquivo de até { $size }.
   *[other] Fotos JPG ou PNG, PDF, Word ou Excel. Até { $files } arquivos de { $size } cada.
}
intake-files-choose = Escolher arquivos
intake-files-count = Arquivos adicionados: { $n } de { $max }
intake-files-added = Adicionamos { $names }
intake-files-removed-one = Removemos o arquivo
intake-files-skip = Continuar sem arquivos
intake-files-refused = { $name }: { $reason }

## Files anywhere
file-ready = { $size } · Pronto
file-in-review = Em análise
file-not-scanned = Sem análise
file-not-scanned-for = Sem análise: { $find }
file-quarantined = Retido
file-quarantined-for = Retido: { $find }
file-held-in-review = Estamos analisando este arquivo. Tente de novo em alguns minutos.
file-held-not-scanned = Não conseguimos analisar todo este arquivo e por isso ele não pode ser aberto. Envie de novo em partes menores ou como fotos.
file-held-quarantined = O antivírus encontrou algo perigoso neste arquivo. Ele está retido e não pode ser aberto.
file-progress = { $percent }% de { $size }
file-too-large = Tem mais de { $limit }, que é o máximo. Grave um vídeo mais curto ou envie fotos.
file-kind-unknown = Não podemos receber este arquivo. Envie fotos, PDF, Word ou Excel.
file-failed = Não foi possível receber. Tente de novo.
file-say-start = Enviando { $name }
file-say-half = { $name }: na metade
file-say-end = { $name } está pronto
file-say-error = { $name }: { $message }
file-say-removed = Removemos { $name }
file-say-waiting = Esperando os arquivos terminarem de subir
file-remove-of = Remover { $name }
file-cancel-of = Cancelar o envio de { $name }
file-retry-of = Tentar { $name } de novo
file-list = Arquivos adicionados

## Step 4: review
intake-review-page = Revise e confirme
intake-review-title = Revise e confirme seu e-mail
intake-review-intro = { -case.gender ->
    [feminine] { -Your-case } ainda não foi criada. Enviamos um código e a criamos quando você o digitar.
   *[masculine] { -Your-case } ainda não foi criado. Enviamos um código e o criamos quando você o digitar.
}
intake-review-told = O que você nos contou
intake-review-description = O que aconteceu
intake-review-files = Arquivos
intake-review-document = Documento de identidade
intake-review-answer = Prazo de resposta
intake-contact = Seus dados
intake-name = Nome completo
intake-name-label = seu nome completo
intake-email = E-mail
intake-email-hint = O código e cada avanço { -of-the-case } chegam aqui
intake-phone = Telefone
intake-consent = Autorizo o uso dos meus dados para atender { -this-case }.
intake-consent-how = Como cuidamos deles
intake-send-code = Enviar o código

## Code
intake-code-title = Digite o código que enviamos
intake-code-intro = Enviamos um código de 6 dígitos para { $email }. Com ele confirmamos que o e-mail é seu e criamos { -your-case }.
intake-code-field = Código de 6 dígitos
intake-code-hint = Você pode colá-lo inteiro
intake-code-expires = { $minutes ->
    [one] Vence às { $time } (em { $minutes } minuto)
   *[other] Vence às { $time } (em { $minutes } minutos)
}
intake-code-over = O código venceu. Peça outro.
intake-code-create = Criar { -my-case }
intake-code-resend = Enviar outro código
intake-code-resend-wait = Enviar outro código em { $n } s
intake-code-resend-done = Você já pode pedir outro código
intake-code-resent = Se você pediu outro código há mais de um minuto, ele está a caminho de { $email }. Só o mais recente vale.
intake-code-missing = O código não chegou?
intake-code-spam = Procure no spam uma mensagem de { $organization }. Pode demorar até 2 minutos.
intake-code-correct = { $link } se tiver um erro. Você não perde o que escreveu.
intake-code-correct-link = Corrija seu e-mail
intake-code-phone = Não consegue abrir seu e-mail? Ligue para { $phone } e informe a referência { $reference }. Conferimos sua identidade e informamos o código.
intake-code-blocked = Houve muitas tentativas. Por segurança, espere até amanhã.
intake-code-blocked-phone = Houve muitas tentativas. Por segurança, espere até amanhã ou ligue para { $phone }.
intake-code-empty = Digite o código de 6 dígitos
intake-email-title = Corrija seu e-mail
intake-email-intro = Enviamos um código novo para o e-mail que você escrever. O anterior deixa de valer.
intake-email-save = Enviar o código

## Created
created-title = { -case.gender ->
    [feminine] { -Your-case } foi criada
   *[masculine] { -Your-case } foi criado
}
created-page = { created-title }: { $code }
created-text = Este é o seu código. Guarde-o para consultar { -the-case }.
created-agent = Quem atende você
created-team = Equipe { $team }
created-due = Prazo de resposta
created-copy = Cópia enviada para
created-open = Ver { -my-case }
created-next = Próximos passos
created-next-received = Recebemos { -your-case } e confirmamos seu e-mail.
created-next-received-phone = Recebemos { -your-case } e conferimos sua identidade por telefone.
created-next-who = Primeiro.
created-next-who-text = Uma pessoa da equipe lê e escreve para você com o que encontrou.
created-next-who-name = { $name } lê e escreve para você com o que encontrou.
created-next-due = No máximo até { $date }.
created-next-due-text = Propomos uma solução. Não contamos os fins de semana nem os feriados.
created-next-decide = Você decide.
created-next-decide-text = Aceita a solução e nos avalia, ou recusa e continuamos trabalhando.
created-today = Hoje, { $date }.
created-day = { $date }.
created-another = Criar { -another-case }
filed-title = { -case.gender ->
    [feminine] Essa { -case } já foi criada: { $code }
   *[masculine] Esse { -case } já foi criado: { $code }
}
filed-text = Não é preciso enviar mais nada. Escrevemos para o seu e-mail a cada avanço.
filed-start = Já criamos { -your-case } { $code }. O que você escrever aqui cria { -another-case }.

## Information
info-privacy-title = Como cuidamos dos seus dados
info-privacy-version = Versão { $version } deste texto.
info-privacy-cookies = O que guardamos no seu aparelho
info-privacy-cookies-text = Só o que a página precisa para funcionar: o que você escreve por 24 horas, a consulta aberta até você fechá-la, que este aparelho já confirmou seu e-mail por 90 dias, e o idioma e a aparência escolhidos. Sem publicidade e sem serviços de terceiros que sigam você.
info-privacy-rights = Para ver, corrigir ou apagar seus dados
info-privacy-rights-text = Escreva em { -your-case } ou crie { -another-case } e diga o que precisa.
info-privacy-rights-phone = Escreva em { -your-case }, crie { -another-case } ou ligue para { $phone } e diga o que precisa.
info-privacy-empty = Ainda não publicamos este texto. Se tiver uma pergunta sobre seus dados, escreva para nós.
info-access-title = Acessibilidade
info-access-text = Queremos que qualquer pessoa possa usar estas páginas. Seguimos as diretrizes WCAG 2.2, nível AA.
info-access-1 = Tudo funciona só com o teclado e com leitores de tela.
info-access-2 = Você pode ampliar a página até 400% e escolher cores claras ou escuras no rodapé.
info-access-3 = As páginas funcionam sem JavaScript.
info-access-4 = Os limites de tempo são avisados antes e podem ser estendidos.
info-access-problem = Encontrou uma barreira?
info-access-problem-text = Crie { -a-case } e conte em que página foi e o que queria fazer.
info-access-problem-phone = Crie { -a-case } ou ligue para { $phone } e conte em que página foi e o que queria fazer.
info-deadlines-title = Prazos de resposta
info-deadlines-text = Este é o tempo máximo em que respondemos, contado desde a criação { -of-the-case }. Os dias úteis não incluem fins de semana nem feriados; os corridos, sim. O que chega fora do horário conta a partir do próximo dia útil.
info-deadlines-topic = Assunto
info-deadlines-days = Resposta
info-deadlines-review = Quando propomos uma solução, você tem { $days } dias úteis para responder. Sem resposta, ela fica como resolvida.
info-deadlines-reopen = Depois você pode reabrir durante { $days } dias úteis.
