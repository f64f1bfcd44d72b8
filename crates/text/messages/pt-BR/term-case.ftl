# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = caso
    .gender = masculine
    .word = case
-Case = Caso
-cases = casos
-Cases = Casos
-a-case = um caso
-A-case = Um caso
-the-case = o caso
-The-case = O caso
-the-cases = os casos
-of-the-case = do caso
-to-the-case = ao caso
-in-the-case = no caso
-this-case = este caso
-This-case = Este caso
-of-this-case = deste caso
-your-case = seu caso
-Your-case = Seu caso
-of-your-case = do seu caso
-to-your-case = ao seu caso
-in-your-case = no seu caso
-your-cases = seus casos
-Your-cases = Seus casos
-of-your-cases = dos seus casos
-my-case = meu caso
-My-case = Meu caso
-my-cases = meus casos
-My-cases = Meus casos
-another-case = outro caso
-no-case = nenhum caso
