### What several pages share: frame, buttons, states, dates, numbers.

## Frame
skip-to-content = Skip to content
header-home = { $organization }, home
header-lookup = Look up { -a-case }
header-help = Help
header-language = Language
header-sign-in = Sign in
header-sign-out = Sign out
header-menu = Menu
theme-label = Appearance
theme-light = Light
theme-dark = Dark
theme-system = Same as my device
footer-label = Help and contact details
footer-help = Need help?
footer-phone = Phone
footer-privacy = Data protection
footer-accessibility = Accessibility
footer-deadlines = Response times
page-title = { $page } — { $organization }
page-title-error = Error: { $title }
page-title-step = { $page } · { $step }
language-name = English
optional = (optional)
yes = Yes
no = No
none = None
copied = Copied
saved = Saved
loading = Loading…

## Buttons: verb and object where it can be
button-continue = Continue
button-back = Back
button-cancel = Cancel
button-change = Change
button-delete = Delete
button-remove = Remove
button-undo = Undo
button-retry = Try again
button-save = Save changes
button-search = Search
button-filter = Filter
button-clear-filters = Clear filters
button-close = Close
button-copy = Copy
button-copy-code = Copy code
button-download = Download
button-print = Print
button-show = Show
button-hide = Hide
button-update = Refresh
button-go-home = Go to the home page
button-create-case = Create { -a-case }
button-my-cases = { -case.word ->
    [ticket] See my list of { -cases }
   *[other] See { -my-cases }
}
button-send-message = Send message
button-select-files = Choose files
button-attach-files = Attach these files
creating = Creating…
sending = Sending…
uploading = Uploading…

## States, as the customer and as the desk reads them
state-new-customer = Received
state-new-desk = New
state-open-customer = In progress
state-open-desk = In progress
state-waiting-customer-customer = Waiting for your answer
state-waiting-customer-desk = Waiting for customer
state-waiting-third-customer = In progress
state-waiting-third-desk = Handled internally
state-solution-proposed-customer = Solution to review
state-solution-proposed-desk = Solution proposed
state-reopened-customer = Reopened
state-reopened-desk = { state-reopened-customer }
state-resolved-customer = Resolved
state-resolved-desk = { state-resolved-customer }
state-cancelled-customer = Cancelled
state-cancelled-desk = { state-cancelled-customer }
state-transferred-customer = Transferred
state-transferred-desk = { state-transferred-customer }
state-merged-customer = Joined with { -another-case }
state-merged-into = Joined { -to-the-case } { $code }
state-merged-desk = Merged
state-spam-customer = Closed
state-spam-desk = Spam

## Steps of a new case
stepper-label = Steps
stepper-position = Step { $step } of { $total }
stepper-done = (done)
stepper-current = (current step)
stepper-topic = Topic
stepper-details = Details
stepper-files = Files
stepper-confirm = Confirm

## Stars
rating-1 = very poor
rating-2 = poor
rating-3 = fair
rating-4 = good
rating-5 = excellent
rating-label = { $stars ->
    [one] { $stars } star: { $word }
   *[other] { $stars } stars: { $word }
}
rating-value = { $stars } of 5: { $word }
rating-clear = Clear rating

## Counts
count-cases = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
count-files = { $n ->
    [0] No files
    [one] { $n } file
   *[other] { $n } files
}
count-range = { $first } to { $last } of { $total }
pages-label = Pages
pages-previous = Previous
pages-next = Next

## Dates: month 1 is January, weekday 1 is Monday
date-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
date-weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
date-long = { $weekday }, { $month } { $day }
date-long-year = { $weekday }, { $month } { $day }, { $year }
date-short = { $month } { $day }
date-table = { $month } { $day }, { $year }
date-with-weekday = { $weekday }, { $date }
date-at-time = { $day }, { $time }
date-today = today
date-yesterday = yesterday
date-tomorrow = tomorrow
time-24 = { $hour }:{ $minute }
time-am = { $hour }:{ $minute }{ "\u00A0" }a.m.
time-pm = { $hour }:{ $minute }{ "\u00A0" }p.m.
duration-just-now = just now
duration-ago = { $duration } ago
duration-seconds = { $n }{ "\u00A0" }s
duration-minutes = { $n }{ "\u00A0" }min
duration-hours = { $n }{ "\u00A0" }h
duration-days = { $n }{ "\u00A0" }d

## Numbers, sizes, money
number-percent = { $n }%
number-money = { $currency }{ "\u00A0" }{ $amount }
number-currency = { $code ->
    [PEN] S/
    [EUR] €
    [USD] US$
    [BRL] R$
    [CLF] UF
   *[other] { $code }
}
size-bytes = { $n ->
    [one] { $n }{ "\u00A0" }byte
   *[other] { $n }{ "\u00A0" }bytes
}
size-kilobytes = { $n }{ "\u00A0" }KB
size-megabytes = { $n }{ "\u00A0" }MB
size-gigabytes = { $n }{ "\u00A0" }GB

# What an organisation begins with; it changes these texts later.
setup-first-team = Customer service
setup-check-name = Gave the full name as in the request
setup-check-document = Gave the number of the document or of the parcel
setup-check-question = Answered a question about what they wrote
setup-solution-solved = Problem solved
setup-solution-explained = Explanation or information given
setup-solution-compensated = Compensation or refund
setup-solution-not-applicable = Not applicable
setup-consent = We use your data only to handle what you ask of us: to know who writes to us, to answer you and to keep the history. We neither sell it nor hand it to anyone who takes no part in the service. At any time you can ask us to show, correct or delete your data.
setup-topic-heading = Tell us what happened
setup-topic-description-missing = Tell us what happened
setup-topic-complaint = Complaint
setup-topic-complaint-hint = Something went wrong and you want a solution.
setup-topic-information = Ask for information or documents
setup-topic-information-hint = Facts, copies or certificates.
setup-topic-suggestion = Suggestion
setup-topic-suggestion-hint = An idea to serve you better.
