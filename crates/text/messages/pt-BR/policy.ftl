### Policies of terms.

desk-settings-tab-policies = Prazos internos
policy-hint = São testadas em ordem e vale a primeira que coincide. O prazo de resposta vem de cada tema. Ao mudar a ordem, os prazos abertos são recalculados.
policy-example = { $metric }: { $term }. Criado agora: { $moment }
policy-standard = Se nenhuma coincide
policy-new = Nova política
policy-new-hint = O que você deixar vazio não é medido.
policy-name = Nome da política
policy-organization = Empresa
policy-any-organization = Qualquer uma
policy-first = Horas úteis para a primeira resposta
policy-next = Horas úteis para responder uma mensagem
policy-own = Horas úteis para atribuir a uma pessoa
policy-update = Dias úteis entre avisos de andamento
policy-resolution = Dias úteis para propor uma solução
policy-pause-customer = A solução e os avisos ficam em pausa enquanto esperamos o cliente
policy-pause-third = Também ficam em pausa enquanto esperamos outros
policy-add = Adicionar política
policy-error-name = Escreva o nome da política
policy-error-number = Escreva um número de 1 a { $most }, ou deixe vazio
desk-audit-deadline-policy-added = Adicionou uma política de prazos
desk-audit-deadline-policy-moved = Moveu uma política de prazos
desk-audit-deadline-policy-deleted = Removeu uma política de prazos
desk-audit-target-deadline-policy = Política { $name }
