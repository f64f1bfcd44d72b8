### What is wrong with an answer and how to mend it, and the pages that say why there is no page.

## Answers in forms. `label` is the field's label with a small first letter
error-summary = { $n ->
    [one] Check { $n } answer
   *[other] Check { $n } answers
}
error-empty = Enter { $label }
error-choose = Choose { $label }
error-consent = Tick the box to let us use your data
error-email = Enter your e-mail address, for example ana@mail.co
error-phone = Enter a phone number with its country code, for example +57 601 555 0148
error-number = Enter only a number, for example 120
error-money = Enter the amount in figures, for example 620000
error-date = The date must be a real one, for example 4 3 2026
error-date-future = The date cannot be after today
error-too-long = { $n ->
    [one] It is { $n } character too long
   *[other] It is { $n } characters too long
}
error-too-short = { $n ->
    [one] It is { $n } character too short
   *[other] It is { $n } characters too short
}
error-format = Check { $label }
error-option = Choose one of the options in the list
error-tracking-format = The tracking number must have 2 letters, 9 digits and 2 letters
error-tracking-check = Check the number: one digit does not match
error-case-code = Check the code: it should look like { $example }
error-case-code-check = Check the code: a letter or digit does not match
error-reject-reason = Tell us why you reject it
error-reopen-reason = Tell us why you reopen it
error-message-empty = Write your message or attach a file
error-rating = Choose from 1 to 5 stars

## Files
error-file-too-large = It is { $size } and the limit is { $limit }. Record a shorter video or send photos.
error-file-type = We cannot accept { $extension } files. Send photos, PDF, Word or Excel.
error-file-content = The content is not that of a { $extension } file. Save it again or send another one.
error-file-empty = This file is empty
error-file-virus = We did not attach it because it may contain a virus
error-file-interrupted = The connection was lost. Try again.
error-file-none = Choose a file before attaching it
error-files-too-many = { $limit ->
    [one] You can attach { $limit } file. Remove the others.
   *[other] You can attach up to { $limit } files. Remove some.
}

## The same by the names that the rules give them
error-missing = { error-empty }
error-tracking-form = { error-tracking-format }
error-not-an-option = { error-option }
error-not-a-date = { error-date }
error-not-an-amount = { error-money }
error-not-an-email = { error-email }
error-not-a-phone = { error-phone }
error-file-kind = { error-file-type }
error-file-too-many = { error-files-too-many }

## Codes by e-mail
error-code-wrong = { $n ->
    [0] The code does not match. Ask for another code.
    [one] The code does not match. You have { $n } attempt left.
   *[other] The code does not match. You have { $n } attempts left.
}
error-code-expired = That code has expired. We sent another one to { $email }.
error-code-expired-ask = That code has expired. Ask for another one.
error-code-blocked = You tried several times. Wait { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} or call { $phone }.
error-code-resend = { $seconds ->
    [one] Wait { $seconds } second to ask for another code
   *[other] Wait { $seconds } seconds to ask for another code
}
error-code-too-many = We already sent several codes to this address. Call { $phone } and we will help you.
error-draft-expired = We kept what you wrote for 24 hours and that time is over. Please start again.

## Signing in and looking up
error-sign-in = The user name or the password does not match
error-sign-in-wait = To keep your account safe, wait { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} and try again
error-lookup = We found no { -case } with that code and e-mail address. Check both or have the code sent to your e-mail.
error-session = Your session was closed to protect your data. Please sign in again.
error-conflict = Somebody changed { -this-case } while you were writing. Look at what is new and save again. Nothing you wrote was lost.

## What the rules refuse
refusal-illegal-move = This is no longer possible: { -the-case } is in “{ $state }”.
refusal-not-allowed = Your account cannot do this with { -this-case }.
refusal-reason-missing = Enter the reason
refusal-reason-too-short = Tell us a little more
refusal-too-long = { error-too-long }
refusal-stars-out-of-range = { error-rating }
refusal-reopen-window-over = The time to reopen { -this-case } is over. You can create { -another-case } and mention the earlier code.
refusal-rating-window-over = The time to rate is over.
refusal-until-in-the-past = Choose a time that has not passed
refusal-too-early = It is not time yet. Try again later.
refusal-already-so = It was already done. Nothing changed.

## Pages
error-400-title = We did not understand what you sent
error-400-text = Go back to the previous page and try again.
error-403-title = This page belongs to another account
error-403-text = Sign in with the account that created { -the-case }.
error-404-title = We could not find this page
error-404-text = If you typed the address, check that it is complete. If you opened a link in an e-mail, it may have expired.
error-404-help = Still cannot find it? Call { $phone }.
error-405-title = This page does not accept what you sent
error-405-text = Go to the home page and try again.
error-408-title = The connection was lost
error-408-text = What you sent did not arrive in full. Try again.
error-409-title = This cannot be done now
error-409-text = Somebody changed it at the same time. Go back to the page before and try again.
error-410-title = This link has been used or has expired
error-410-text = Ask for a new one.
error-413-title = What you sent is too large
error-413-text = Send fewer files at a time or smaller ones.
error-422-title = Something is missing in what you sent
error-422-text = Go back to the previous page and check your answers.
error-429-title = We received many requests in a row
error-429-text = Wait a minute and try again. Nothing you wrote was lost.
error-500-title = We have a problem
error-500-text = We kept what you wrote. Try again in a few minutes or call { $phone }.
error-500-reference = Reference: { $reference }
error-503-title = We are doing maintenance
error-503-text = Come back in a few minutes. What you saved is still here.
error-503-until = We are doing maintenance until { $time }
error-offline = No connection. Your drafts are safe on this device.
