# Signing in, beyond the password: second step, addresses, sessions.

## Passwords
password-error-personal = Choose another one: it is mostly words of your name, your e-mail or the organization
password-saved = We saved the password and ended the other sessions
sign-in-too-short = Your password is too short to sign in without the second step. We sent you a link to choose another.
sign-in-again = To keep your account safe, sign in again to go on.

## The second step of signing in
step-title = Enter your code
step-intro = Open the code app on your phone and enter the 6 digits.
step-code = Code
step-recovery-title = Don't have your phone?
step-recovery-text = Enter one of your recovery codes in the same field. Don't have those either? Ask whoever manages the accounts for help.
step-submit = Sign in
step-wrong = The code does not match or was used already. Wait for the next one and enter it.
step-wait = You tried several times. Wait 15 minutes and try again.
step-missing = Enter the code
step-ended = It took too long. Enter your password again.

## Setting it up
factor-title = Second step when signing in
factor-intro = Besides the password, signing in asks for a code from an app on your phone. So nobody gets in with your password alone.
factor-required = Your organization requires it of everyone who works at the desk. Turn it on to go on.
factor-off = It is off
factor-on = It is on since { $date }
factor-codes-left = { $n ->
    [0] You have no recovery codes left.
    [one] You have { $n } recovery code left.
   *[other] You have { $n } recovery codes left.
}
factor-begin = Turn the second step on
factor-manage = See the second step
factor-fresh = Sign in again
factor-fresh-text = To change it, sign in again with your password.
factor-step-app = Install a code app on your phone, for example the one in your password manager.
factor-step-scan = Scan this picture with the app.
factor-picture = QR code for the app
factor-secret = Can't scan it? Type this key into the app:
factor-step-code = Enter the 6-digit code that the app shows.
factor-confirm = Turn on
factor-codes-title = Keep your recovery codes
factor-codes-intro = With one of them you sign in if you lose your phone. Each works once. We don't show them again: print them or keep them in your password manager.
factor-codes-done = I kept them
factor-codes-new = Make new codes
factor-codes-new-text = The earlier ones stop working, and the other sessions end.
factor-turn-off = Turn the second step off
factor-turned-off = We turned the second step off and ended the other sessions
factor-give-up = Not now

## Another e-mail address
email-title = Change the e-mail
email-intro = You now sign in with { $email }. We send a code to the new address; until you enter it, the present one stays.
email-new = New e-mail
email-send = Send me the code
email-same = That is the address you use already
email-taken = That address is in use already. Enter another.
email-code-title = Enter the code
email-code-lead = We sent it to { $email }. It expires at { $time }.
email-confirm = Change my e-mail
email-other = Enter another address
email-changed = We changed your e-mail and ended the other sessions
email-limited = You asked for several changes today. Go on tomorrow.
undo-title = Get your e-mail back
undo-intro = You sign in with { $email } again. We end all sessions and ask you to choose another password.
undo-button = Undo the change
undo-taken = Somebody else uses that address by now. Write to whoever manages the accounts.
undo-closed = Somebody else uses that address by now, so we closed your access: all sessions ended and the password is void. Write to whoever manages the accounts.

## Somebody's sessions, for administrators
access-title = Access of { $name }
access-link = Sessions and second step
access-back = All people
access-no-sessions = No open sessions.
access-reset = Take the second step away
access-reset-text = Only if they lost phone and codes, and you checked who they are. Their sessions end and we tell them by e-mail.
access-reason = Reason
access-reason-missing = Enter the reason
access-reset-done = We took the second step away

## Mails about signing in
mail-code-email-heading = Confirm your new e-mail
mail-code-email-not-you = Was it not you? Ignore this e-mail and do not share the code.
mail-security-subject = Security notice for your { $org } account
mail-security-heading = Notice about your account
mail-security-password-changed = Another password was chosen for your account.
mail-security-factor-on = The second step was turned on. From now on signing in asks for a code.
mail-security-factor-off = The second step was turned off. The password is enough to sign in.
mail-security-factor-reset = An administrator took the second step of your account away.
mail-security-factor-failed = Somebody entered your password right and the code wrong several times.
mail-security-codes-renewed = New recovery codes were made. The earlier ones do not work any more.
mail-security-code-used = Somebody signed in with a recovery code.
mail-security-email-changed = From now on you sign in with this address.
mail-security-you = Was it you? There is nothing to do.
mail-security-not-you = Was it not you? Choose another password and tell { $org }.
mail-email-changing-subject = A change of your e-mail at { $org } was asked for
mail-email-changing-heading = Somebody wants to change your e-mail
mail-email-changing-lead = It was asked to sign in with { $email } instead of this address.
mail-email-changing-not-you = Was it not you? Press the button: the change is undone and all sessions end.
mail-label-when = When
mail-button-account = See my account
mail-button-undo = Undo the change

## Names of mails and of entries in the audit log
desk-letter-security = Security notice
desk-letter-password-reset = Link to choose another password
desk-letter-email-changing = Notice of a change of e-mail
mailbox-kind-security = security notice
mailbox-kind-email-changing = change of e-mail
desk-audit-password-changed = Changed the own password
desk-audit-factor-on = Turned the second step on
desk-audit-factor-off = Turned the second step off
desk-audit-factor-reset = Took somebody's second step away
desk-audit-recovery-codes-made = Made new recovery codes
desk-audit-email-changed = Changed the own e-mail
desk-audit-email-change-undone = Undid a change of e-mail
desk-audit-session-ended = Ended somebody's session
