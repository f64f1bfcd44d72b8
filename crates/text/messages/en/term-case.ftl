# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = case
    .gender = masculine
    .word = case
-Case = Case
-cases = cases
-Cases = Cases
-a-case = a case
-A-case = A case
-the-case = the case
-The-case = The case
-the-cases = the cases
-of-the-case = of the case
-to-the-case = to the case
-in-the-case = in the case
-this-case = this case
-This-case = This case
-of-this-case = of this case
-your-case = your case
-Your-case = Your case
-of-your-case = of your case
-to-your-case = to your case
-in-your-case = in your case
-your-cases = your cases
-Your-cases = Your cases
-of-your-cases = of your cases
-my-case = my case
-My-case = My case
-my-cases = my cases
-My-cases = My cases
-another-case = another case
-no-case = no case
