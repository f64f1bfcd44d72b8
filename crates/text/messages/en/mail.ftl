### The letters.

## Code that proves an address. Nothing that the requester typed, and no link
mail-code-subject = { $code } is your { $org } code
mail-code-intake-heading = Confirm your e-mail to create { -the-case }
mail-code-session-heading = Confirm your e-mail to see { -your-cases }
mail-code-lead = Type this code on the page where you asked for it:
mail-code-life = { $hour ->
   *[other] It expires at { $time } and works only once.
}
mail-code-intake-not-you = Was it not you? Ignore this e-mail. We did not create anything in your name.
mail-code-session-not-you = Was it not you? Ignore this e-mail and do not share the code. Without it nobody can see { -your-cases }.

## The ticket was created
mail-ticket-created-subject = We created { -your-case } { $code }
mail-ticket-created-heading = We created { -your-case }
mail-ticket-created-lead = Keep this code. With it and your e-mail address you can look up { -your-case } at any time.
mail-ticket-created-next = We write to this address whenever there is news.

## An agent replied
mail-agent-replied-subject = { $name } replied { -to-your-case } { $code }
mail-agent-replied-heading = { $name } replied { -to-your-case }

## An agent needs information
mail-information-requested-subject = We need something from you: { -case } { $code }
mail-information-requested-heading = We need something from you
mail-information-requested-lead = { $name } needs it to go on with { -your-case }:
mail-information-requested-paused = We go on when you answer.

## A solution was proposed
mail-solution-proposed-subject = We propose a solution: { -case } { $code }
mail-solution-proposed-heading = We propose a solution
mail-solution-proposed-lead = { $name } looked into { -your-case } and proposes this solution:
mail-solution-proposed-question = Tell us whether you accept or reject it. If you reject it, we keep working.
mail-solution-proposed-silence = If you do not answer, { -the-case } is closed as resolved.

## Reminder of the proposal
mail-solution-reminder-subject = { $n ->
    [0] Today is the last day to review the solution
    [one] You have { $n } day left to review the solution
   *[other] You have { $n } days left to review the solution
}
mail-solution-reminder-lead = We proposed a solution and do not know yet whether it works for you.

## The ticket was resolved
mail-ticket-resolved-subject = { -Your-case } { $code } is resolved
mail-ticket-resolved-heading = { -Your-case } is resolved
mail-ticket-resolved-accepted = You accepted the solution. Thank you for telling us.
mail-ticket-resolved-silence = We did not receive your answer to the solution we proposed. That is why we closed { -the-case }.
mail-ticket-resolved-closed = { $name } closed { -the-case } as resolved.
mail-ticket-resolved-reopen = Is the problem still there? You can reopen it until { $date }.

## The ticket was reopened
mail-ticket-reopened-subject = We reopened { -your-case } { $code }
mail-ticket-reopened-heading = We reopened { -your-case }
mail-ticket-reopened-lead = We received your explanation and keep working.
mail-ticket-reopened-agent = We received your explanation. { $name } goes on with { -your-case }.

## The ticket was cancelled
mail-ticket-cancelled-subject = We cancelled { -your-case } { $code }
mail-ticket-cancelled-heading = We cancelled { -your-case }
mail-ticket-cancelled-requester = We cancelled it because you asked us to.
mail-ticket-cancelled-agent = { $name } cancelled { -your-case } for this reason:
mail-ticket-cancelled-next = If you still need help, create { -another-case }.

## All tickets of an address
mail-code-list-subject = { -Your-cases } at { $org }
mail-code-list-heading = These are { -your-cases }
mail-code-list-lead = To see the details, use one of these codes and this e-mail address.
mail-code-list-row = { $state } · created on { $date }
mail-code-list-not-you = Did you not ask for this e-mail? Ignore it. It went to this address only.

## Too much for single letters
mail-digest-subject = News of { -your-cases } at { $org }
mail-digest-heading = There was a lot of news
mail-digest-lead = There was so much in a short time that we put it into one mail.
mail-digest-row = { $n ->
    [one] One piece of news
   *[other] { $n } pieces of news
}
mail-digest-button = See the news

## To agents: a customer wrote
mail-customer-wrote-subject = { $name } wrote { -in-the-case } { $code }
mail-customer-wrote-heading = { $name } wrote { -in-the-case }
mail-customer-wrote-cut = The message goes on at the desk.

## To agents: a ticket was assigned
mail-ticket-assigned-subject = New { -case } assigned: { $code }
mail-ticket-assigned-heading = You have a new { -case }
mail-ticket-assigned-rule = It is yours by the assignment rule.
mail-ticket-assigned-person = { $name } assigned it to you.

## To agents: invitation to the desk
mail-agent-invited-subject = Your access to the { $org } desk
mail-agent-invited-heading = Activate your access
mail-agent-invited-lead = { $name } gave you access to the service desk of { $org }.
mail-agent-invited-life = The link works only once.
mail-agent-invited-not-you = Did you not expect this e-mail? Ignore it or tell { $name }.

## To people of companies: invitation, forgotten password, link to sign in
mail-account-invited-subject = Your access to { $org }
mail-account-invited-lead = { $name } gave you access to the account of { $company } at { $org }.
mail-password-reset-subject = Choose another password for { $org }
mail-password-reset-heading = Choose another password
mail-password-reset-lead = We received a request to change the password of your account.
mail-password-reset-not-you = Was it not you? Ignore this e-mail. Your password stays the same.
mail-sign-in-link-subject = Your link to sign in to { $org }
mail-sign-in-link-heading = Sign in to your account
mail-sign-in-link-lead = With this link you sign in without typing your password.
mail-sign-in-link-not-you = Was it not you? Ignore this e-mail and do not forward the link.

## To agents: many failed sign-ins
mail-sign-in-failed-subject = Attempts to sign in to your { $org } account
mail-sign-in-failed-heading = Someone is trying to sign in to your account
mail-sign-in-failed-lead = { $n ->
    [one] There was { $n } attempt with a password that does not match.
   *[other] There were { $n } attempts with a password that does not match.
}
mail-sign-in-failed-you = Was it you? Wait a few minutes and try again.
mail-sign-in-failed-not-you = Was it not you? Change your password and tell your supervisor.

## Labels and buttons
mail-label-code = { -Case } code
mail-label-topic = Topic
mail-label-agent = Your agent
mail-label-answer-due = Answer due by
mail-label-respond-by = Last day to answer
mail-label-files = Files
mail-label-requester = Customer
mail-label-due = Due
mail-label-link-until = The link expires
mail-label-last-try = Last attempt
mail-button-see = See { -my-case }
mail-button-respond = See and answer
mail-button-review = Review the solution
mail-button-look-up = Look up { -my-cases }
mail-button-create = Create { -another-case }
mail-button-desk = Open at the desk
mail-button-password = Choose my password
mail-button-change-password = Change my password
mail-button-sign-in = Sign in to my account

## Foot
mail-foot-line = Phone { $phone }
mail-foot-line-hours = Phone { $phone }, { $hours }
mail-foot-no-reply = Nobody reads answers to this e-mail.
mail-foot-no-reply-case = Nobody reads answers to this e-mail. Please write to us from { -your-case }.
