### What the law lets the staff do: ask to complete a request, extend the term, transfer it.

## What the staff does
desk-act-complete = Ask to complete the request
desk-act-complete-title = Ask to complete { -the-case } { $code }?
desk-act-complete-text = The customer gets an e-mail and has until { $until }. Meanwhile the term of the law waits. You can ask until { $ask }.
desk-act-complete-label = What is missing
desk-act-complete-missing = Write what is missing
desk-act-extend = Extend the term of the answer
desk-act-extend-title = Extend the term { -of-the-case } { $code }?
desk-act-extend-text = The customer gets an e-mail with the reason and the new date. This is possible only once.
desk-act-extend-until = New date of the answer
desk-act-extend-until-hint = No later than { $date }. If that day does not count for the term, the one before that does is taken.
desk-act-prolong = Give more time to complete it
desk-act-transfer = Transfer to another authority
desk-done-asked-to-complete = We asked the customer to complete the request
desk-done-extended = The term was extended
desk-done-prolonged = The customer has more time
desk-done-transferred = { -The-case } was transferred

## Transfer
desk-transfer-title = Transfer { -the-case } { $code } to another authority
desk-transfer-text = Use this step when the organisation is not competent. The customer gets a copy of the transfer, and nothing can be reopened here.
desk-transfer-due = The law gives until { $date }.
desk-transfer-late = The law gave until { $date }, which is over. Transfer it today.
desk-transfer-name = Competent authority
desk-transfer-email = E-mail of the authority (optional)
desk-transfer-email-hint = If you write it, the authority gets the request there, with the data of the customer. Files do not go by e-mail.
desk-transfer-address = Address or another way (optional)
desk-transfer-reason = Why it is competent
desk-transfer-files = Files for the customer (optional)
desk-transfer-files-hint = For example, a copy of the letter
desk-transfer-button = Transfer
desk-transfer-error-name = Write the name of the authority
desk-transfer-error-email = Write an e-mail such as office@authority.gov
desk-transfer-error-reason = Write why that authority is competent

## Refusals
refusal-not-by-law = The law of { -this-case } does not allow it, or its term is not running.
refusal-ask-term-over = The days in which this could be asked are over. Answer with what you have, or ask for information.
refusal-asked-already = The customer already has time to complete the request. You can write without asking for anything more.
refusal-nothing-to-complete = There is nothing to complete.
refusal-prolonged-already = More time was given once already.
refusal-extended-already = The term was extended once already.
refusal-term-over = That term is over.
refusal-extension-out-of-range = Choose a day after the present date and not after the latest one
refusal-authority-missing = { desk-transfer-error-name }

## History as the staff reads it
desk-event-asked-to-complete = { $name } asked to complete the request, until { $date }
desk-event-prolonged = { $name } gave more time to complete the request, until { $date }
desk-event-completion-reminded = We reminded the customer to complete the request
desk-event-tacitly-withdrawn = The customer did not complete the request in time: it counts as withdrawn
desk-event-extended = { $name } extended the term of the answer until { $date }: { $reason }
desk-event-transferred = { $name } transferred { -the-case } to { $to }
desk-complete-label = Missing to complete it
desk-transferred-label = Transfer

## History as the requester reads it
event-asked-to-complete = We asked you to complete { -your-case } by { $date }.
event-prolonged = You have more time to complete { -your-case }: until { $date }.
event-completion-reminded = We reminded you to complete { -your-case }.
event-tacitly-withdrawn = We did not receive what was missing and understood that you withdrew it.
event-extended = We extended our term. We answer by { $date }.
event-transferred = We transferred { -your-case } to { $name }.

## The page of the requester
ticket-incomplete = { -Your-case } is incomplete
ticket-incomplete-until = You have until { $date }. Meanwhile our term waits.
ticket-incomplete-otherwise = If you do not answer in time, we understand that you withdraw it. You can create { -another-case } afterwards.
ticket-incomplete-answer = Complete { -my-case }
ticket-prolong = Ask for more time
ticket-prolong-hint = You can ask for it only once. You would have until { $date }.
ticket-done-prolonged = Done. You have more time to answer now.
ticket-withdrawn = We understood that you withdrew it on { $date }
ticket-withdrawn-next = We did not receive in time what was missing. When you have it, you can create { -another-case }.
ticket-transferred = We transferred { -your-case } to { $name }
ticket-transferred-next = That authority is competent, and it answers you. Its term begins when it receives the transfer. Nothing more can be written here.
ticket-transferred-reach = You can ask there: { $reach }

## Deadlines
deadline-metric-transfer = transfer to the competent authority
deadline-step-extended = It is extended and ends on { $date }
deadline-guest-extended = We extended it on { $date }.
deadline-guest-paused = The term waits until you complete { -your-case }.
deadline-guest-waited = The days from { $from } to { $until } did not count, because we waited for you to complete { -your-case }.
deadline-guest-waited-day = { $date } did not count, because we waited for you to complete { -your-case }.
deadline-guest-ended = The days from { $from } to { $until } did not count, because { -your-case } was closed.
deadline-guest-ended-day = { $date } did not count, because { -your-case } was closed.
deadline-guest-restarted = You completed { -your-case } on { $date }. That day the term began again.
deadline-guest-term-calendar = The term is { $term }. It begins the day after, and all days count, holidays too.

## Letters
mail-asked-to-complete-subject = { -Your-case } { $code } is incomplete
mail-asked-to-complete-heading = { -Your-case } is incomplete
mail-asked-to-complete-lead = { $name } needs this to be able to answer you:
mail-asked-to-complete-paused = Meanwhile our term of answer waits. From your page you can ask for more time, if the law allows it.
mail-asked-to-complete-otherwise = If you do not answer in time, we understand that you withdraw it. You can create { -another-case } afterwards.
mail-completion-waits-subject = { -Your-case } { $code } is still incomplete
mail-completion-waits-lead = We asked for what is missing and have not received it yet.
mail-completion-prolonged-subject = You have more time to complete { -your-case } { $code }
mail-completion-prolonged-lead = We extended once the time that you have to send what is missing.
mail-tacitly-withdrawn-subject = We understood that you withdrew: { -case } { $code }
mail-tacitly-withdrawn-heading = We understood that you withdrew it
mail-tacitly-withdrawn-lead = On { $date } we asked for what was missing to answer you:
mail-tacitly-withdrawn-reason = The time to send it is over and we did not receive it. We cannot decide without it. That is why we filed { -the-case } away.
mail-tacitly-withdrawn-next = You keep your right: when you have what is missing, you can create { -another-case }.
mail-answer-put-off-subject = We need more time: { -case } { $code }
mail-answer-put-off-heading = We need more time to answer you
mail-answer-put-off-lead = We cannot answer by the date that we promised, for this reason:
mail-ticket-transferred-subject = We transferred { -your-case } { $code } to { $authority }
mail-ticket-transferred-heading = We transferred { -your-case } to { $authority }
mail-ticket-transferred-lead = We are not competent to answer you. Another authority is, for this reason:
mail-ticket-transferred-term = The term to answer you begins when that authority receives the transfer.
mail-request-forwarded-subject = Transfer by competence from { $org }: { $code }
mail-request-forwarded-heading = Transfer by competence
mail-request-forwarded-lead = { $org } received this request and transfers it to { $authority }, which is the competent authority:
mail-request-forwarded-files = The files do not go with this e-mail. Ask the organisation that transfers for them, with the code.
mail-label-complete-by = Last day to complete it
mail-label-law = Law
mail-label-authority = Competent authority
mail-label-reach = Contact
mail-label-email = E-mail
mail-label-phone = Telephone
mail-label-filed-on = Received on
mail-label-reason = Reason of the transfer
mail-button-complete = Complete { -my-case }

## Names of letters
desk-letter-asked-to-complete = Request to complete it
desk-letter-completion-waits = Reminder to complete it
desk-letter-tacitly-withdrawn = Notice of withdrawal
desk-letter-extended = Notice of extension
desk-letter-transferred = Notice of transfer
desk-letter-forwarded = Transfer to the competent authority
mailbox-kind-asked-to-complete = request to complete it
mailbox-kind-completion-waits = reminder
mailbox-kind-tacitly-withdrawn = withdrawal
mailbox-kind-answer-put-off = extension
mailbox-kind-ticket-transferred = transfer
mailbox-kind-request-forwarded = transfer to the authority

## Classes
legal-counts = Days that count
legal-counts-business = Business days
legal-counts-calendar = Calendar days, holidays too
legal-transfer = Business days to transfer (optional)
legal-transfer-hint = When another authority is competent
legal-ask = Business days to ask to complete it (optional)
legal-ask-hint = Empty if the law does not speak of incomplete requests
legal-months = Months that the customer has to complete it
legal-more-months = Further months that can be asked for
legal-then = Once it is complete, the term
legal-then-resumes = Goes on with the days that were left
legal-then-restarts = Begins anew
legal-error-transfer = Write a number of days from 1 to { $most }, or leave it empty
legal-error-incomplete = Write 1 to { $days } days to ask and 1 to { $months } months to complete it
legal-example = { -A-case } created now, with { $term }, is due on { $date }.
ticket-class = Class of request
mail-label-class = Class
