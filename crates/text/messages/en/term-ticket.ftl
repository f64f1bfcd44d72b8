# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = ticket
    .gender = masculine
    .word = ticket
-Case = Ticket
-cases = tickets
-Cases = Tickets
-a-case = a ticket
-A-case = A ticket
-the-case = the ticket
-The-case = The ticket
-the-cases = the tickets
-of-the-case = of the ticket
-to-the-case = to the ticket
-in-the-case = in the ticket
-this-case = this ticket
-This-case = This ticket
-of-this-case = of this ticket
-your-case = your ticket
-Your-case = Your ticket
-of-your-case = of your ticket
-to-your-case = to your ticket
-in-your-case = in your ticket
-your-cases = your tickets
-Your-cases = Your tickets
-of-your-cases = of your tickets
-my-case = my ticket
-My-case = My ticket
-my-cases = my tickets
-My-cases = My tickets
-another-case = another ticket
-no-case = no ticket
