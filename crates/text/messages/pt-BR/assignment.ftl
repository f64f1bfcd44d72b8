### Who gets a ticket: rules, capacity, presence and absences; and why somebody got it.

## Places
desk-nav-assignment = Atribuição
desk-nav-capacity = Capacidade e ausências
desk-presence-change = Mudar sua presença

## Rules
desk-assign-title = Atribuição
desk-assign-intro = Cada { -case } que chega vai para uma equipe e, na hora, para uma pessoa com vaga.
desk-assign-at-once = Atribuir ao criar
desk-assign-is-on = { -case.gender ->
    [feminine] Ligado: { -the-cases } são atribuídas ao serem criadas.
   *[masculine] Ligado: { -the-cases } são atribuídos ao serem criados.
}
desk-assign-is-off = Desligado: { -the-cases } esperam em “Sem responsável” até alguém assumir.
desk-assign-turn-on = Ligar
desk-assign-turn-off = Desligar
desk-assign-waiting = Esperam uma pessoa
desk-assign-waiting-none = Não há { -cases } em espera.
desk-assign-waiting-count = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-assign-oldest = { -case.gender ->
    [feminine] A primeira chegou { $ago }
   *[masculine] O primeiro chegou { $ago }
}
desk-assign-rules = Regras
desk-assign-rules-hint = São testadas em ordem e vale a primeira que se cumpre. Se nenhuma se cumpre, o tema decide.
desk-assign-rules-empty = Ainda não há regras. Cada { -case } vai para a equipe do seu tema.
desk-assign-rule = Regra { $n }
desk-assign-goes-to = Vai para { $team }
desk-assign-up = Subir
desk-assign-down = Descer
desk-assign-delete = Remover
desk-assign-add = Adicionar uma regra
desk-assign-add-hint = Escolha uma condição ou várias. Todas devem se cumprir.
desk-assign-add-button = Adicionar regra
desk-assign-any-topic = Qualquer tema
desk-assign-any-language = Qualquer idioma
desk-assign-keyword = Palavras no assunto ou na descrição
desk-assign-keyword-hint = Acentos e maiúsculas não importam. “Alfândega” também encontra “alfândegas”.
desk-assign-team = Vai para a equipe
desk-assign-error-when = Escolha um tema ou um idioma, ou escreva uma palavra
desk-assign-error-keyword = Escreva pelo menos uma letra ou um número
desk-assign-error-rules = Já existem { $most } regras. Remova uma antes de adicionar outra.
desk-assign-done-added = Adicionamos a regra
desk-assign-done-moved = Mudamos a ordem
desk-assign-done-deleted = Removemos a regra
desk-assign-done-on = A partir de agora atribuímos ao criar
desk-assign-done-off = A partir de agora não atribuímos ao criar
desk-rule-topic = o tema é “{ $topic }”
desk-rule-organization = a empresa é { $name }
desk-rule-language = o idioma é { $language }
desk-rule-keyword = diz “{ $keyword }”

## Capacity
desk-capacity-title = Capacidade e ausências
desk-capacity-intro = { -case.gender ->
    [feminine] Quantas { -cases } cada pessoa recebe, quem está e quem substitui quem.
   *[masculine] Quantos { -cases } cada pessoa recebe, quem está e quem substitui quem.
}
desk-capacity-load = { $open } de { $capacity }
desk-capacity-none = Não recebe
desk-capacity-field = Máximo
desk-capacity-field-of = Máximo de { -cases } de { $name }
desk-capacity-presence-of = Presença de { $name }
desk-capacity-save = Salvar
desk-capacity-error = Escreva um número de 0 a { $most }
desk-capacity-done = Salvamos a mudança
desk-capacity-team-empty = Ninguém desta equipe atende.
desk-absence-title = Ausências
desk-absence-empty = Não há ausências previstas.
desk-absence-days = De { $from } a { $until }
desk-absence-now = Agora
desk-absence-substitute = Substituto: { $name }
desk-absence-no-substitute = Sem substituto
desk-absence-end = Encerrar
desk-absence-add = Registrar uma ausência
desk-absence-add-hint = Ao começar, o que a pessoa tem aberto passa ao substituto enquanto houver vaga, e depois ao resto da equipe.
desk-absence-person = Pessoa
desk-absence-from = Primeiro dia
desk-absence-until = Último dia
desk-absence-by = Substituto
desk-absence-nobody = Ninguém em particular
desk-absence-choose = Escolha uma pessoa
desk-absence-button = Salvar ausência
desk-absence-error-person = Escolha uma pessoa que atenda
desk-absence-error-from = Escreva o primeiro dia
desk-absence-error-days = Confira o último dia: não pode ser anterior ao primeiro, nem a hoje, nem ficar a mais de um ano
desk-absence-error-overlap = Essa pessoa já tem uma ausência nesses dias
desk-absence-error-substitute = Escolha outra pessoa como substituto
desk-absence-done = Salvamos a ausência
desk-absence-ended = Encerramos a ausência

## Why somebody got it
desk-why-me = Por que eu?
desk-why-other = Por que { $name }?
desk-why-nobody = Por que está sem responsável?
desk-why-rule = Uma regra se cumpriu: { $conditions }. Vai para { $team }.
desk-why-topic = Nenhuma regra se cumpriu. Vai para a equipe do seu tema: { $team }.
desk-why-serves = Já atende este cliente, ou substitui quem atende.
desk-why-only-one = Era a única pessoa que podia receber { -the-case }.
desk-why-most-spare = Tinha mais vagas que as outras pessoas.
desk-why-longest-idle = Tinha as mesmas vagas que outra pessoa e estava há mais tempo sem receber.
desk-why-first-of-equals = Estava igual a outra pessoa; decide quem foi registrado primeiro.
desk-why-none = Ninguém da equipe podia receber { -the-case }. A atribuição é feita assim que houver vaga.
desk-why-by-hand = Aqui cada pessoa assume o seu: a atribuição ao criar está desligada.
desk-why-candidates = Pessoas da equipe
desk-why-chosen = Escolhida
desk-left-no-access = Sem acesso
desk-left-reads-only = Só consulta
desk-left-never-entered = Ainda não entrou
desk-left-takes-none = Não recebe
desk-left-absent = Ausente
desk-left-away = Ausente
desk-left-paused = Em pausa
desk-left-gave-back = Devolveu { -the-case }
desk-left-full = Sem vaga
desk-event-routed = As regras de atribuição foram aplicadas
desk-event-routed-nobody = Ninguém da equipe podia receber { -the-case }: espera na fila

## In the audit log and among what was not done
desk-audit-assignment-switched = Ligou ou desligou a atribuição
desk-audit-rule-added = Adicionou uma regra
desk-audit-rule-moved = Moveu uma regra
desk-audit-rule-deleted = Removeu uma regra
desk-audit-duty-changed = Mudou capacidade ou presença
desk-audit-absence-planned = Registrou uma ausência
desk-audit-absence-ended = Encerrou uma ausência
desk-audit-target-rule = Regra para { $team }
desk-audit-target-assignment = Atribuição
desk-letter-assignment = Atribuição automática
