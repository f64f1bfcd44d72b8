# The organisation's word for a case. Messages use these terms and never the word itself.
# Select on `-case.gender` (masculine, feminine) for endings, and on `-case.word`
# (case, ticket, request) where a whole sentence differs.
-case = solicitud
    .gender = feminine
    .word = request
-Case = Solicitud
-cases = solicitudes
-Cases = Solicitudes
-a-case = una solicitud
-A-case = Una solicitud
-the-case = la solicitud
-The-case = La solicitud
-the-cases = las solicitudes
-of-the-case = de la solicitud
-to-the-case = a la solicitud
-in-the-case = en la solicitud
-this-case = esta solicitud
-This-case = Esta solicitud
-of-this-case = de esta solicitud
-your-case = su solicitud
-Your-case = Su solicitud
-of-your-case = de su solicitud
-to-your-case = a su solicitud
-in-your-case = en su solicitud
-your-cases = sus solicitudes
-Your-cases = Sus solicitudes
-of-your-cases = de sus solicitudes
-my-case = mi solicitud
-My-case = Mi solicitud
-my-cases = mis solicitudes
-My-cases = Mis solicitudes
-another-case = otra solicitud
-no-case = ninguna solicitud
