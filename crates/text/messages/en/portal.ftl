### The pages of customers: frame, home, a new case, information.

## Frame
portal-tagline = Customer service
portal-nav = Main
portal-language-change = Change language
portal-theme-change = Change appearance
portal-line = Line { $phone }
portal-line-hours = Line { $phone }, { $hours }

## Home
home-page = Customer service
home-heading = Tell us what happened.
home-heading-promise = We follow it until it is resolved.
home-lead = Create { -a-case } without signing up. We confirm your e-mail with a code and you see each step, with dates and names.
home-lookup-mine = Look up { -my-case }
home-fact-time = About 5 minutes
home-fact-account = No account needed
home-fact-deadline = With a date for our answer
home-lookup-title = Look up { -your-case }
home-lookup-text = See the status and write to the team
home-lookup-code = { -Case } code
home-lookup-code-hint = It is in the confirmation e-mail
home-lookup-email = E-mail address
home-lookup-lost = I lost the code of { -my-case }
home-topics = What is { -your-case } about?
home-answer-in = Answer within { $term }
home-after = What happens next
home-after-1 = You confirm your e-mail
home-after-1-text = We send you a 6-digit code. This is how we protect your data.
home-after-2 = A person takes { -your-case }
home-after-2-text = We tell you who handles it and by which date.
home-after-3 = You talk in one place
home-after-3-text = Write and attach files whenever you like. It all stays in the history.
home-after-4 = You decide whether it is resolved
home-after-4-text = Accept the solution and rate us, or reject it and we go on.
home-help = Would you rather have help?
home-help-text = You can also create { -your-case } by phone. If you cannot open your mailbox, an agent checks your identity and gives you the code.
home-help-line = Phone line

## A new case: what all steps share
intake-aside = { -Your-case } so far
intake-aside-topic = Topic
intake-aside-subject = Subject
intake-aside-tracking = Tracking number
intake-aside-due = Answer due by
intake-aside-due-in = { $term } after you create it
intake-change-topic = Change the topic
intake-change-of = Change { $what }
intake-kept = We keep what you type on this device for 24 hours.
intake-forget = Delete it
intake-forgotten = We deleted what you had typed.
intake-talk = Rather talk? Line { $phone }
intake-progress = Progress: step { $step } of { $total }
intake-back-topics = Back to the topics
intake-back-details = Back to the details
intake-back-files = Back to the files
intake-back-review = Back to the review
intake-back-home = Back to the start
intake-error = Error:{" "}

## Step 1: topic
intake-topic-title = What is { -your-case } about?
intake-topic-intro = Choose the topic that comes closest. You can tell us everything in the next step.
intake-topic-label = a topic
intake-topic-none = At the moment we take no { -cases } on this page.

## Step 2: details
intake-details-intro = We mark as { $optional } what you may leave blank.
intake-details-optional = optional
intake-subject = Subject
intake-subject-hint = A short sentence to recognise { -your-case } by
intake-subject-label = the subject
intake-description = Tell us what happened
intake-description-hint = Include dates, places and whom you spoke to, if you remember
intake-day = Day
intake-month = Month
intake-year = Year
intake-counter = You can write up to { $max } characters
intake-counter-left-one = { $n } character left
intake-counter-left-other = { $n } characters left
intake-counter-over-one = { $n } character too many
intake-counter-over-other = { $n } characters too many
intake-answer = Answer “{ $question }”
intake-document = Identity document
intake-document-hint = Helps to find your information and to check your identity by phone
intake-document-type = Type of document
intake-document-number = Document number
intake-document-none = I prefer not to say
intake-document-cc = Colombian ID card
intake-document-ce = Foreigner ID card
intake-document-nit = NIT
intake-document-passport = Passport
intake-document-rut = RUT
intake-document-cpf = CPF
intake-document-other = Other
intake-save-later = Save and continue later
intake-saved = Saved. You can continue on this device until { $until }.
intake-saved-errors = We saved what you typed. You can continue on this device until { $until }.
intake-same-tracking = There is already { -a-case } open about this parcel: { $code }.
intake-same-tracking-open = Open it
intake-same-tracking-other = Create { -another-case } anyway

## Step 3: files
intake-files-title = Add photos or documents
intake-files-intro = This step is optional. The receipt, the label and photos of the parcel help a lot.
intake-files-drop = Drag your files here
intake-files-choose-title = Choose your files
intake-files-over = Drop the files here
intake-files-rules = { $files ->
    [one] JPG or PNG photos, PDF, Word or Excel. { $files } file of up to { $size }.
   *[other] JPG or PNG photos, PDF, Word or Excel. Up to { $files } files of { $size } each.
}
intake-files-choose = Choose files
intake-files-count = Files added: { $n } of { $max }
intake-files-added = We added { $names }
intake-files-removed-one = We removed the file
intake-files-skip = Continue without files
intake-files-refused = { $name }: { $reason }

## Files anywhere
file-ready = { $size } · Ready
file-in-review = Being checked
file-not-scanned = Not scanned
file-not-scanned-for = Not scanned: { $find }
file-quarantined = Held back
file-quarantined-for = Held back: { $find }
file-held-in-review = We are checking this file. Try again in a few minutes.
file-held-not-scanned = We could not check all of this file, so it cannot be opened. Send it again in smaller parts or as photos.
file-held-quarantined = The virus scanner found something dangerous in this file. It is held back and cannot be opened.
file-progress = { $percent }% of { $size }
file-too-large = It is larger than { $limit }, which is the most. Record a shorter video or send photos.
file-kind-unknown = We cannot take this file. Send photos, PDF, Word or Excel.
file-failed = We could not receive it. Try again.
file-say-start = Uploading { $name }
file-say-half = { $name }: half way
file-say-end = { $name } is ready
file-say-error = { $name }: { $message }
file-say-removed = We removed { $name }
file-say-waiting = Waiting for the files to finish uploading
file-remove-of = Remove { $name }
file-cancel-of = Cancel uploading { $name }
file-retry-of = Try { $name } again
file-list = Files added

## Step 4: review
intake-review-page = Review and confirm
intake-review-title = Review and confirm your e-mail
intake-review-intro = { -Your-case } has not been created yet. We send you a code and create it once you type it.
intake-review-told = What you told us
intake-review-description = What happened
intake-review-files = Files
intake-review-document = Identity document
intake-review-answer = Answer due by
intake-contact = Your details
intake-name = Full name
intake-name-label = your full name
intake-email = E-mail address
intake-email-hint = The code and every update { -of-the-case } arrive here
intake-phone = Phone
intake-consent = I authorise the use of my data to handle { -this-case }.
intake-consent-how = How we protect it
intake-send-code = Send me the code

## Code
intake-code-title = Type the code we sent you
intake-code-intro = We sent a 6-digit code to { $email }. With it we confirm that the address is yours and create { -your-case }.
intake-code-field = 6-digit code
intake-code-hint = You can paste it whole
intake-code-expires = { $minutes ->
    [one] Ends at { $time } (in { $minutes } minute)
   *[other] Ends at { $time } (in { $minutes } minutes)
}
intake-code-over = The code has ended. Ask for another.
intake-code-create = Create { -my-case }
intake-code-resend = Send another code
intake-code-resend-wait = Send another code in { $n } s
intake-code-resend-done = You can ask for another code now
intake-code-resent = If you asked for another code more than a minute ago, it is on its way to { $email }. Only the newest one works.
intake-code-missing = No code in your mailbox?
intake-code-spam = Look in your spam folder for a message from { $organization }. It can take up to 2 minutes.
intake-code-correct = { $link } if there is a mistake. You will not lose what you typed.
intake-code-correct-link = Correct your e-mail
intake-code-phone = Cannot open your mailbox? Call { $phone } and give the reference { $reference }. We check your identity and give you the code.
intake-code-blocked = Too many attempts. To be safe, wait until tomorrow.
intake-code-blocked-phone = Too many attempts. To be safe, wait until tomorrow or call { $phone }.
intake-code-empty = Type the 6-digit code
intake-email-title = Correct your e-mail
intake-email-intro = We send a new code to the address you type. The old one stops working.
intake-email-save = Send me the code

## Created
created-title = { -Your-case } has been created
created-page = { created-title }: { $code }
created-text = This is your code. Keep it to look up { -the-case }.
created-agent = Handled by
created-team = Team { $team }
created-due = Answer due by
created-copy = Copy sent to
created-open = See { -my-case }
created-next = What comes next
created-next-received = We received { -your-case } and confirmed your e-mail.
created-next-received-phone = We received { -your-case } and checked your identity by phone.
created-next-who = First.
created-next-who-text = A person of the team reads it and writes to you with what they found.
created-next-who-name = { $name } reads it and writes to you with what they found.
created-next-due = No later than { $date }.
created-next-due-text = We propose a solution. We do not count weekends or holidays.
created-next-decide = You decide.
created-next-decide-text = Accept the solution and rate us, or reject it and we keep working.
created-today = Today, { $date }.
created-day = { $date }.
created-another = Create { -another-case }
filed-title = That { -case } has already been created: { $code }
filed-text = You do not need to send anything else. We write to your e-mail at every step.
filed-start = We already created { -your-case } { $code }. What you type here creates { -another-case }.

## Information
info-privacy-title = How we protect your data
info-privacy-version = Version { $version } of this text.
info-privacy-cookies = What we keep on your device
info-privacy-cookies-text = Only what the page needs to work: what you are typing for 24 hours, the open look-up until you close it, that this device already confirmed your e-mail for 90 days, and the language and appearance you chose. No advertising and no services of others that follow you.
info-privacy-rights = To see, correct or delete your data
info-privacy-rights-text = Write to us from { -your-case } or create { -another-case } and tell us what you need.
info-privacy-rights-phone = Write to us from { -your-case }, create { -another-case } or call { $phone } and tell us what you need.
info-privacy-empty = We have not published this text yet. If you have a question about your data, write to us.
info-access-title = Accessibility
info-access-text = We want everyone to be able to use these pages. We follow the WCAG 2.2 guidelines, level AA.
info-access-1 = Everything works with the keyboard alone and with screen readers.
info-access-2 = You can zoom the page up to 400% and choose light or dark colours at the foot.
info-access-3 = The pages work without JavaScript.
info-access-4 = Time limits are announced beforehand and can be extended.
info-access-problem = Did you find a barrier?
info-access-problem-text = Create { -a-case } and tell us on which page it was and what you wanted to do.
info-access-problem-phone = Create { -a-case } or call { $phone } and tell us on which page it was and what you wanted to do.
info-deadlines-title = Answer times
info-deadlines-text = This is the longest we take to answer you, counted from when you create { -the-case }. Business days leave out weekends and holidays; calendar days do not. What arrives outside working hours counts from the next business day.
info-deadlines-topic = Topic
info-deadlines-days = Answer
info-deadlines-review = When we propose a solution, you have { $days } business days to answer. Without an answer it counts as resolved.
info-deadlines-reopen = After that you can reopen it for { $days } business days.
