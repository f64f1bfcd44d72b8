# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = caso
    .gender = masculine
    .word = case
-Case = Caso
-cases = casos
-Cases = Casos
-a-case = un caso
-A-case = Un caso
-the-case = el caso
-The-case = El caso
-the-cases = los casos
-of-the-case = del caso
-to-the-case = al caso
-in-the-case = en el caso
-this-case = este caso
-This-case = Este caso
-of-this-case = de este caso
-your-case = su caso
-Your-case = Su caso
-of-your-case = de su caso
-to-your-case = a su caso
-in-your-case = en su caso
-your-cases = sus casos
-Your-cases = Sus casos
-of-your-cases = de sus casos
-my-case = mi caso
-My-case = Mi caso
-my-cases = mis casos
-My-cases = Mis casos
-another-case = otro caso
-no-case = ningún caso
