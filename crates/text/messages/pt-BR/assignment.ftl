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
desk-assign-error-when = Escolha um tema, uma empresa ou um idioma, ou escreva uma palavra
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
desk-why-serves = Já atende este cliente ou a empresa, ou substitui quem atende.
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

## Companies, skills and hours
desk-assign-any-organization = Qualquer empresa
desk-assign-organization = Empresa
desk-assign-skills = Habilidades necessárias
desk-assign-skills-hint = Opcional. Separe com vírgulas. Só recebe quem tem todas
desk-assign-needs = Precisa de { $skills }
desk-assign-policy = Quando ninguém pode
desk-assign-next-shift = Se ninguém está no turno, atribuir a quem começa primeiro
desk-assign-next-shift-hint = Sem esta opção, espera na fila até alguém começar o turno.
desk-assign-alert = Avisar os supervisores depois de
desk-assign-alert-hint = Minutos na fila. 0 significa não avisar. O aviso se repete a cada hora enquanto durar.
desk-assign-alert-error = Escreva um número de minutos de 0 a { $most }
desk-assign-policy-save = Salvar
desk-assign-done-policy = Salvamos a mudança
desk-skills-error = Escreva até { $most } habilidades de { $letters } letras ou menos, separadas por vírgulas
desk-hours-title = Turno e habilidades de { $name }
desk-hours-open = Turno e habilidades
desk-hours-intro = Sem horas, entende-se que está sempre. Quem tem turno não precisa se marcar ausente ao terminar.
desk-hours-skills = Habilidades
desk-hours-skills-hint = Separe com vírgulas. Por exemplo: português, alfândega
desk-hours-week = Horas de trabalho
desk-hours-week-hint = Por exemplo: 8:00-12:00, 13:00-17:00. Vazio é um dia livre. Um turno da noite se escreve em dois dias: 22:00-24:00 e 0:00-6:00.
desk-hours-monday = Segunda-feira
desk-hours-tuesday = Terça-feira
desk-hours-wednesday = Quarta-feira
desk-hours-thursday = Quinta-feira
desk-hours-friday = Sexta-feira
desk-hours-saturday = Sábado
desk-hours-sunday = Domingo
desk-hours-error = Escreva as horas como 8:00-12:00, 13:00-17:00, em ordem e sem se cruzar
desk-hours-zone = Fuso horário
desk-hours-zone-hint = Vazio significa o da organização: { $zone }
desk-hours-zone-error = Não conhecemos esse fuso. Escreva como America/Sao_Paulo
desk-hours-save = Salvar turno e habilidades
desk-hours-done = Salvamos o turno e as habilidades
desk-hours-off = Fora do turno
desk-left-lacks-skill = Falta uma habilidade
desk-left-off-shift = Fora do turno
desk-why-begins-first = Está no turno e as demais pessoas não, ou começa antes delas.
desk-why-needs = É preciso: { $skills }.
desk-why-begins = Começa { $when }
desk-audit-hours-changed = Mudou turno ou habilidades
desk-audit-assignment-policy-changed = Mudou as regras de espera

## The letter about what waits
mail-queue-waits-subject = { $n ->
    [one] { $n } { -case } espera por uma pessoa
   *[other] { $n } { -cases } esperam por uma pessoa
}
mail-queue-waits-heading = Ninguém pode receber o que espera
mail-queue-waits-lead = Confira a capacidade, os turnos e as ausências destas equipes.
mail-queue-waits-team = { $n ->
    [one] { $n } { -case }, desde { $since }
   *[other] { $n } { -cases }, o primeiro desde { $since }
}
