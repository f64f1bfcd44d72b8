# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = ticket
    .gender = masculine
    .word = ticket
-Case = Ticket
-cases = tickets
-Cases = Tickets
-a-case = um ticket
-A-case = Um ticket
-the-case = o ticket
-The-case = O ticket
-the-cases = os tickets
-of-the-case = do ticket
-to-the-case = ao ticket
-in-the-case = no ticket
-this-case = este ticket
-This-case = Este ticket
-of-this-case = deste ticket
-your-case = seu ticket
-Your-case = Seu ticket
-of-your-case = do seu ticket
-to-your-case = ao seu ticket
-in-your-case = no seu ticket
-your-cases = seus tickets
-Your-cases = Seus tickets
-of-your-cases = dos seus tickets
-my-case = meu ticket
-My-case = Meu ticket
-my-cases = meus tickets
-My-cases = Meus tickets
-another-case = outro ticket
-no-case = nenhum ticket
