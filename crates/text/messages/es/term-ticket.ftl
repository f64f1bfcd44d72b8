# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = ticket
    .gender = masculine
    .word = ticket
-Case = Ticket
-cases = tickets
-Cases = Tickets
-a-case = un ticket
-A-case = Un ticket
-the-case = el ticket
-The-case = El ticket
-the-cases = los tickets
-of-the-case = del ticket
-to-the-case = al ticket
-in-the-case = en el ticket
-this-case = este ticket
-This-case = Este ticket
-of-this-case = de este ticket
-your-case = su ticket
-Your-case = Su ticket
-of-your-case = de su ticket
-to-your-case = a su ticket
-in-your-case = en su ticket
-your-cases = sus tickets
-Your-cases = Sus tickets
-of-your-cases = de sus tickets
-my-case = mi ticket
-My-case = Mi ticket
-my-cases = mis tickets
-My-cases = Mis tickets
-another-case = otro ticket
-no-case = ningún ticket
