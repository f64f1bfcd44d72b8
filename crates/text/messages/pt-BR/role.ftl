# Roles: what the people of the desk may do.

desk-nav-roles = Funções
role-title = Funções e permissões
role-intro = Cada coluna é uma função. Cada linha diz o que pode fazer quem a tem.
role-caption = Permissões de cada função
role-permission = Permissão
role-people = { $count ->
    [0] Ninguém a tem
    [one] 1 pessoa
   *[other] { $count } pessoas
}
role-is-built-in = Incluída
role-new = Criar uma função
role-copy = Copiar
role-copy-of = Cópia de { $name }
role-edit = Alterar
role-delete = Excluir esta função
role-delete-hint = Só é possível excluir uma função que ninguém tem.
role-name = Nome da função
role-name-missing = Escreva o nome da função
role-name-taken = Já existe uma função com esse nome
role-gets-tickets = Recebe { -cases } automaticamente
role-tickets = Com { -the-cases }
role-tickets-hint = Escolha até onde vai cada permissão. Nenhuma vai mais longe que ler.
role-desk = No atendimento
role-limits = Aprova indenizações até
role-limits-hint = Deixe vazia a moeda em que não aprova.
role-limit-of = Até, em { $currency }
role-limit-any = Qualquer valor, em qualquer moeda
role-limit-none = Não aprova
role-save = Salvar função
role-saved = Salvamos a função. Vale a partir de agora.
role-created = Criamos a função
role-deleted = Excluímos a função
role-in-use = Alguém tem esta função. Dê outra função a essa pessoa e tente de novo.
role-last = Deve restar ao menos uma pessoa ativa que administre pessoas e configurações
role-beyond = Você não pode dar permissões nem valores que não tem
role-conflict = Outra pessoa alterou esta função enquanto você escrevia. Revise e salve de novo.
role-too-many = Já existem { $most } funções. Exclua uma que ninguém use.
role-fixed = As permissões desta função não mudam. Para outras permissões, copie-a.
role-yes = Sim
role-scope-nothing = Não
role-scope-own = Só o próprio
role-scope-team = Sua equipe
role-scope-all = Todo o atendimento
role-can-read = Ler { -cases }
role-can-reply = Responder e resolver
role-can-note = Escrever notas internas
role-can-assign = Atribuir
role-can-export = Baixar listas
role-can-see-personal = Ver dados pessoais
role-can-see-claims = Ver indenizações
role-can-work-claims = Calcular e propor indenizações
role-can-pay = Pagar indenizações
role-can-check-identity = Validar identidade por telefone
role-can-oversee = Ver auditoria e e-mails não entregues
role-can-distribute = Distribuir o trabalho
role-can-manage-people = Administrar pessoas, funções e empresas
role-can-manage-settings = Alterar configurações, temas e equipes
desk-audit-role-created = Criou uma função
desk-audit-role-saved = Alterou uma função
desk-audit-role-deleted = Excluiu uma função
desk-audit-target-role = Função { $name }
