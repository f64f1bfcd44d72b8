### Companies and their people from a table.

import-open = Importar de um arquivo
import-title = Importar empresas e pessoas
import-intro = Envie um arquivo CSV com uma linha por pessoa. Primeiro o revisamos: nada é criado até você confirmar.
import-upload = Enviar o arquivo
import-file = Arquivo CSV
import-file-hint = UTF-8, até { $most } pessoas e { $size }
import-or-file = Ou escolha o arquivo CSV
import-look = Revisar o arquivo
import-template = Baixar o modelo
import-template-name = modelo-empresas
import-columns = Colunas
import-column-organization = Empresa
import-column-name = Nome
import-column-email = E-mail
import-column-username = Usuário
import-column-role = Permissão
import-column-sees-all = Vê tudo
import-about-organization = Obrigatória. Se a empresa já existe, a pessoa entra nela; se não, é criada.
import-about-name = Obrigatória. O nome completo
import-about-email = Obrigatória. O convite chega ali
import-about-username = Opcional. De 3 a 40 letras sem acento, números, pontos ou hífens
import-about-role = «Admin» ou «Membro». Vazio significa «Membro»
import-about-sees-all = «Sim» se todas as pessoas de uma empresa nova veem todos os { -cases } dela
import-error-none = Escolha um arquivo CSV
import-error-large = O arquivo tem mais de { $size }. Divida-o em vários.
import-error-encoding = O arquivo não está em UTF-8. Na sua planilha, salve-o como «CSV UTF-8».
import-error-empty = O arquivo não tem linhas. Deixe os títulos na primeira e uma pessoa em cada linha.
import-error-many = O arquivo tem mais de { $most } linhas. Divida-o em vários.
import-error-line = A linha { $line } não pode ser lida. Confira as aspas.
import-error-problems = { $n ->
    [one] Há { $n } erro. Não criamos nada. Corrija-o e envie o arquivo outra vez.
   *[other] Há { $n } erros. Não criamos nada. Corrija-os e envie o arquivo outra vez.
}
import-problems = O que é preciso corrigir
import-place = Linha { $line }, { $column }
import-more = { $n ->
    [one] Há mais { $n }.
   *[other] Há mais { $n }.
}
import-wrong-no-column = Falta esta coluna. Compare os títulos com o modelo.
import-wrong-missing = Está vazio
import-wrong-not-an-email = Não é um endereço de e-mail
import-wrong-not-a-username = Use de 3 a 40 letras sem acento, números, pontos ou hífens
import-wrong-not-a-role = Escreva «Admin» ou «Membro»
import-wrong-not-an-answer = Escreva «Sim» ou «Não»
import-wrong-twice = Já está na linha { $line }
import-wrong-taken = Já tem uma conta
import-wrong-no-access = Essa empresa não tem acesso. Devolva-o primeiro.
import-ready = O arquivo está certo
import-will = { $people ->
    [one] Vamos convidar { $people } pessoa
   *[other] Vamos convidar { $people } pessoas
}{ $companies ->
    [0] { "" }
    [one] { " " }e criar { $companies } empresa
   *[other] { " " }e criar { $companies } empresas
}. Cada pessoa recebe um e-mail para escolher a senha.
import-take = Criar e convidar
import-other = Enviar outro arquivo
import-people = Pessoas
import-row = Linha { $line }
import-done = { $people ->
    [one] Convidamos { $people } pessoa
   *[other] Convidamos { $people } pessoas
}{ $companies ->
    [0] { "" }
    [one] { " " }e criamos { $companies } empresa
   *[other] { " " }e criamos { $companies } empresas
}.
import-see = Ver as empresas
desk-audit-organizations-imported = Importou empresas e pessoas
desk-audit-target-organizations = Empresas
