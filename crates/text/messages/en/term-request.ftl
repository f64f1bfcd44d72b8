# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = request
    .gender = masculine
    .word = request
-Case = Request
-cases = requests
-Cases = Requests
-a-case = a request
-A-case = A request
-the-case = the request
-The-case = The request
-the-cases = the requests
-of-the-case = of the request
-to-the-case = to the request
-in-the-case = in the request
-this-case = this request
-This-case = This request
-of-this-case = of this request
-your-case = your request
-Your-case = Your request
-of-your-case = of your request
-to-your-case = to your request
-in-your-case = in your request
-your-cases = your requests
-Your-cases = Your requests
-of-your-cases = of your requests
-my-case = my request
-My-case = My request
-my-cases = my requests
-My-cases = My requests
-another-case = another request
-no-case = no request
