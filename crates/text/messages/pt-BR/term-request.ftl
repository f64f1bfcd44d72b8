# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = solicitação
    .gender = feminine
    .word = request
-Case = Solicitação
-cases = solicitações
-Cases = Solicitações
-a-case = uma solicitação
-A-case = Uma solicitação
-the-case = a solicitação
-The-case = A solicitação
-the-cases = as solicitações
-of-the-case = da solicitação
-to-the-case = à solicitação
-in-the-case = na solicitação
-this-case = esta solicitação
-This-case = Esta solicitação
-of-this-case = desta solicitação
-your-case = sua solicitação
-Your-case = Sua solicitação
-of-your-case = da sua solicitação
-to-your-case = à sua solicitação
-in-your-case = na sua solicitação
-your-cases = suas solicitações
-Your-cases = Suas solicitações
-of-your-cases = das suas solicitações
-my-case = minha solicitação
-My-case = Minha solicitação
-my-cases = minhas solicitações
-My-cases = Minhas solicitações
-another-case = outra solicitação
-no-case = nenhuma solicitação
