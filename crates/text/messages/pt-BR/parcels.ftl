### Many tracking numbers at once: the page for them, and what became of each.

parcels-offer = Várias encomendas na mesma situação? Carregue até { $most } números juntos
parcels-chosen = { $n ->
    [one] Este formulário cria { $n } { -case }, com o número que você carregou.
   *[other] Este formulário cria { $n } { -cases }, um para cada número.
}
parcels-change = Mudar os números
parcels-title = Carregue os números das suas encomendas
parcels-intro = Criamos { -a-case } para cada número, com o mesmo assunto, a mesma descrição e os mesmos arquivos.
parcels-rule = Um número com erro não cria { -no-case } nem impede os outros. Você pode corrigi-lo antes de continuar.
parcels-numbers = Números de envio
parcels-numbers-hint = Cole um número por linha, até { $most }
parcels-file = Ou escolha um arquivo CSV
parcels-file-hint = Uma coluna com os números. Se houver mais colunas, a que se chame «rastreamento» ou «envio»
parcels-check = Revisar os números
parcels-one = Voltar a um só número
parcels-result = Assim ficam os seus números
parcels-ready = { $n ->
    [0] Nenhum número está pronto.
    [one] { $n } número está pronto.
   *[other] { $n } números estão prontos.
}
parcels-unready = { $n ->
    [one] { $n } número fica de fora:
   *[other] { $n } números ficam de fora:
}
parcels-show-ready = Ver os números prontos
parcels-anyway = Criar { -another-case } mesmo assim para os que já têm em aberto ({ $n })
parcels-go-on = { $n ->
    [one] Continuar com { $n } número
   *[other] Continuar com { $n } números
}
parcels-left-form = Não é um número de envio. Confira letras e dígitos
parcels-left-check = Um dígito não confere. Compare com o seu recibo
parcels-left-twice = Está repetido mais acima
parcels-left-open = Já tem { -a-case } em aberto
parcels-error-none = Escreva pelo menos um número ou escolha um arquivo com números
parcels-error-many = { $n ->
    [one] Sobra { $n } número. Cabem { $most }.
   *[other] Sobram { $n } números. Cabem { $most }.
}
parcels-error-long = O texto é longo demais. Deixe só os números.
parcels-error-file = O arquivo tem mais de { $size }. Divida-o ou cole os números.
parcels-error-nothing-left = Nenhum número ficou pronto. Corrija os que têm erro.
parcels-review-send = { $n ->
    [one] Enviar e criar { $n } { -case }
   *[other] Enviar e criar { $n } { -cases }
}
parcels-review-left = { $left ->
    [0] { $n ->
        [one] { $n } número
       *[other] { $n } números
    }
   *[other] { $n ->
        [one] { $n } número
       *[other] { $n } números
    }; de fora: { $left }
}

## What became of them
filing-title = { $n ->
    [one] Criamos { $n } { -case }
   *[other] Criamos { $n } { -cases }
}
filing-intro = Assunto: { $subject }
filing-filed = { -Cases } por número
filing-left-out = Ficaram de fora
filing-number = Número de envio
filing-outcome = Resultado
filing-download = Baixar a lista
filing-file-name = casos-criados

## The letter
mail-tickets-filed-subject = { $n ->
    [one] Criamos { $n } { -case }
   *[other] Criamos { $n } { -cases }
}
mail-tickets-filed-heading = { $n ->
    [one] Criamos { $n } { -case }
   *[other] Criamos { $n } { -cases }
}
mail-tickets-filed-lead = Assunto: { $subject }
mail-tickets-filed-agent = Quem atende: { $name }
mail-tickets-filed-more = { $n ->
    [one] A lista completa tem mais { $n }.
   *[other] A lista completa tem mais { $n }.
}
mail-tickets-filed-left-out = { $n ->
    [one] { $n } número ficou de fora. A lista diz por quê.
   *[other] { $n } números ficaram de fora. A lista diz por quê.
}
mail-button-filed = Ver a lista
