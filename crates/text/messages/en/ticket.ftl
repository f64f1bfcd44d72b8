### Looking tickets up, their list, and the page of a ticket.

## Look-up
find-heading = Look up { -your-case }
find-lead = See how it stands and write to the team
find-code = Code { -of-the-case }
find-code-hint = It is in the confirmation email
find-email = Email address
find-lost = I lost the code of { -my-case }
find-open = You already have a look-up open on this device.
find-left = We closed the look-up on this device.
find-sent-heading = Check your email
find-sent-link = If that code and that address belong together, a link to see { -your-cases } arrives in a few minutes.
find-sent-spam = Look in your spam folder too.
find-again = Look up again

## Lost codes
recover-heading = We send you your codes
recover-lead = Enter the address with which you created { -your-case }. The list of all codes goes there.
recover-button = Send me the codes
recover-done = If there are { -cases } with that address, the list arrives in a few minutes.

## The list
list-heading = { -My-cases }
list-of = Email { $email }
list-caption = { -My-cases }, by date of creation
list-subject = Subject and code
list-state = State
list-created = Created
list-updated = Updated
list-nobody = To be assigned
list-empty = There are no { -cases } to show.
list-leave = Leave this look-up

## Before an idle session ends
idle-title = Are you still there?
idle-text = { $minutes ->
    [one] We close the look-up in { $minutes } minute to protect your data.
   *[other] We close the look-up in { $minutes } minutes to protect your data.
}
idle-stay = Stay

## Proving the address
prove-heading = Confirm that it is you
prove-lead = We send a 6-digit code to { $email }. That is how we protect your data.
prove-send = Send me the code
prove-code-heading = Enter the code we sent you
prove-code-lead = We sent a 6-digit code to { $email }. It confirms that the address is yours.
prove-code-perhaps = If the code { -of-the-case } and the address belong together, a 6-digit code arrives at that address in a few minutes.
prove-code = 6-digit code
prove-code-hint = You can paste all of it
prove-code-expires = Expires at { $time }
prove-code-submit = Confirm that it is me
prove-code-refused = The code does not match or has expired. Check it or ask for another.
prove-resend = Send another code
prove-resend-in = Send another code in { $n } s
prove-resend-ready = You can ask for another code now
prove-nothing-came = Didn’t get the code?
prove-spam = Look in your spam folder for a message from { $organization }. It can take up to 2 minutes.
prove-phone = No access to your email? Call { $phone } and we help you.

## Head of the page
ticket-title = { -Case } { $code }: { $state }
ticket-code = { -Case } { $code }
ticket-created-on = Created on { $date }
ticket-progress = Progress { -of-the-case }
ticket-reopened-on = Reopened on { $date }
ticket-when-accepted = when you accept

## A solution to review
ticket-solution = We propose this solution
ticket-solution-question = Does this solution settle { -your-case }?
ticket-solution-until = You can answer until { $date }.
ticket-solution-silence = If you do not answer, { -the-case } is closed as resolved.
ticket-yes = { -case.word ->
    [ticket] Accept solution
   *[other] Yes, I accept the solution
}
ticket-yes-hint = { -The-case } is resolved
ticket-no = { -case.word ->
    [ticket] Reject solution
   *[other] No, I reject it
}
ticket-no-hint = You tell us why and we keep working
ticket-rate = Rate the service
ticket-comment = Anything to add?
ticket-accept = Accept and close { -the-case }
ticket-accept-heading = { -case.word ->
    [ticket] Accept solution
   *[other] Do you accept this solution?
}
ticket-reason = Why do you reject it?
ticket-reason-hint = { $name } reads your answer and { -the-case } is reopened
ticket-reason-hint-team = We read your answer and { -the-case } is reopened
ticket-reject = Reject and reopen { -the-case }
ticket-reject-heading = { -case.word ->
    [ticket] Reject solution
   *[other] Do you reject this solution?
}
ticket-reject-short = Tell us a little more about why you reject it
ticket-go-back = Back { -to-the-case }
ticket-no-choice = Choose whether you accept or reject the solution
ticket-other-solution = The solution changed while you were reading it. Review the new one before you answer.
ticket-too-late = { -The-case } changed while you were answering. It is now “{ $state }”.

## What happens after an answer
ticket-done-accepted = Thank you. { -Your-case } is resolved.
ticket-done-rejected = We reopened { -your-case }. { $name } takes it up again and writes to you.
ticket-done-rejected-team = We reopened { -your-case }. We take it up again and write to you.
ticket-done-sent = We sent your message. { $name } is notified.
ticket-done-sent-team = We received your message.
ticket-done-rated = Thank you for your rating.
ticket-done-dropped = We cancelled { -your-case }, as you asked.
ticket-done-removed = We removed the file.

## The requester is asked for something
ticket-waiting = We need something from you
ticket-waiting-paused = We go on when you answer
ticket-waiting-answer = Answer

## Resolved and ended
ticket-resolved = { -Case } resolved on { $date }
ticket-resolved-accepted = You accepted the solution.
ticket-resolved-silence = We did not receive your answer to the solution. So we closed it.
ticket-resolved-agent = { $name } marked it as resolved.
ticket-rated = You rated the service
ticket-rate-change = Change your rating
ticket-rate-send = Send my rating
ticket-rate-until = You can rate until { $date }.
ticket-reopen-until = Does the problem persist? You can reopen it until { $date }.
ticket-reopen = Reopen { -the-case }
ticket-reopen-heading = Do you want to reopen { -your-case }?
ticket-reopen-reason = Why do you reopen it?
ticket-reopen-over = The time to reopen it is over. If the problem persists, create { -another-case }; what you told us is included.
ticket-follow = Create { -another-case }
ticket-cancelled = { -Case } cancelled on { $date }
ticket-cancelled-next = If you still need help, you can create { -another-case }.
ticket-ended = { -The-case } is “{ $state }”. Nothing more can be written here.
ticket-drop = Cancel { -my-case }
ticket-drop-heading = Do you want to cancel { -your-case }?
ticket-drop-lead = We stop working on it. It cannot be reopened afterwards.
ticket-drop-reason = Why do you cancel it?
ticket-drop-yes = Yes, cancel { -the-case }
ticket-drop-no = No, back { -to-the-case }

## History
ticket-history = History
ticket-add-message = Add or send a message
ticket-earlier = { $n ->
    [one] See { $n } earlier entry
   *[other] See { $n } earlier entries
}
ticket-news-one = There is { $n } new entry. Show it
ticket-news-other = There are { $n } new entries. Show them
ticket-stale = This page no longer receives news.
ticket-you = You
ticket-team = The team
ticket-see-solution = See the solution
event-created = { $files ->
    [0] You created { -the-case }.
    [one] You created { -the-case } with { $files } file.
   *[other] You created { -the-case } with { $files } files.
}
event-verified-by-phone = We checked your identity by phone.
event-assigned = We assigned { -your-case } to { $name }.
event-reassigned = { -Your-case } went to { $name }.
event-info-requested = We asked you for something. We go on when you answer.
event-solution-proposed = We proposed a solution.
event-solution-withdrawn = We withdrew the solution and keep working.
event-solution-accepted = You accepted the solution.
event-solution-rejected = You rejected the solution and { -the-case } was reopened.
event-reminded = We reminded you that there is a solution to review.
event-closed-by-silence = We did not receive your answer and { -the-case } was closed as resolved.
event-closed = { $name } marked { -the-case } as resolved.
event-rated = You rated the service { $value }.
event-reopened = You reopened { -the-case }.
event-reopened-agent = { $name } reopened { -the-case }.
event-dropped = You cancelled { -the-case }.
event-cancelled = { $name } cancelled { -the-case }.
event-followed-up = You went on with { -another-case }: { $code }.

## Writing
write-label = Your message to the team
write-placeholder = Write your message. { $name } is notified.
write-placeholder-team = Write your message.
write-reopens = If you write, { -the-case } is reopened. A thank-you does not reopen it.
write-attach = Attach files
write-attach-short = Attach
write-files = Files to send
write-count = Files added: { $n } of { $max }
write-prove = To answer, confirm that it is you
write-prove-hint = You came by a link in an email. We send a code to { $email } and you go on with this page.

## Beside the history
ticket-facts = Details { -of-the-case }
ticket-agent = Your agent
ticket-nobody = Not assigned yet
ticket-due = Answer due by
ticket-due-met = We answered in time
ticket-topic = Topic
ticket-document = Identity document
ticket-email = Email address
ticket-phone = Phone
ticket-facts-prove = To see your personal data, confirm that it is you
ticket-files = Files ({ $n })
ticket-files-prove = To see the files, confirm that it is you
