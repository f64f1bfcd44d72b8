### The pages of agents, supervisors and administrators; first set-up; the test mailbox.

## Signing in
sign-in-title = Sign in
sign-in-intro = For the people who handle { -cases } at { $organization }.
sign-in-customers = Did you create { -a-case }? You need no account.
sign-in-customers-link = Look up { -your-case } with its code
sign-in-email = Email address
sign-in-password = Password
sign-in-busy = Signing in…
sign-in-help = Forgot your password? Ask whoever manages Resuelto in your organization for another invitation.
sign-in-demo-title = Accounts of the demonstration
sign-in-demo-intro = Sign in with any of them:
sign-in-signed-out = You signed out.
sign-in-password-chosen = We saved your password. You can sign in now.
sign-in-set-up = Everything is ready. Sign in with your email address and password.

## What is missing
desk-missing-organization = Enter the name of the organization
desk-missing-name = Enter the full name
desk-missing-password = Enter your password
desk-missing-version = Enter the version of the text
desk-missing-consent = Enter the text in Spanish

## Choosing a password
password-title = Choose your password
password-intro = { $name }, with it and { $email } you sign in to the desk of { $organization }.
password-label = Password
password-hint = At least { $least } characters
password-rule-length = It has { $least } characters or more. A phrase of several words works very well.
password-rule-paste = You may paste it or let your password manager save it.
password-rule-free = No capitals or symbols are required, and it does not expire.
password-rule-own = It may not be your name, your email address or the name of the organization.
password-rules = What it should be like
password-save = Save password
password-saving = Saving…
password-error-missing = Enter a password of { $least } characters or more
password-error-not-an-option = Choose another one: this one is too easy to guess

## First set-up
install-title = Set up your service desk
install-intro = This is what you begin with. You can change it later in Settings.
install-organization-part = Your organization
install-organization = Name of the organization
install-prefix = First letters of codes
install-prefix-hint = 2 to 4 letters, for example PC
install-prefix-error = Enter 2 to 4 letters, for example PC
install-word = What do you call what people ask for?
install-word-case = case
install-word-ticket = ticket
install-word-request = request
install-language = Main language
install-region = Country for dates and numbers
install-region-co = Colombia
install-region-cl = Chile
install-region-mx = Mexico
install-region-ar = Argentina
install-region-pe = Peru
install-region-es = Spain
install-region-us = United States
install-region-br = Brazil
install-zone = Time zone
install-zone-hint = Such as America/Bogota
install-zone-error = Enter a time zone from the list, for example America/Bogota
install-line-optional = Phone line (optional)
install-line-hint = For people who cannot open their mailbox
install-admin-part = Your administrator account
install-name = Full name
install-email = Email address
install-finish = Finish and sign in
install-busy = Setting up…

## Frame of the desk
desk-label-navigation = Navigation
desk-label-views = Views
desk-label-context = Details { -of-the-case } and the customer
desk-search = Search
desk-group-deadlines = Due times
desk-group-teams = Teams
desk-group-manage = Management
desk-view-mine = Mine
desk-view-unassigned = Unassigned
desk-view-open = Open
desk-view-waiting = Waiting for customer
desk-view-proposed = Solution proposed
desk-view-resolved = Resolved
desk-view-all = All
desk-view-today = Due today
desk-view-overdue = Overdue
desk-nav-validate = Verify identity
desk-nav-audit = Audit log
desk-nav-mail = Undelivered mail
desk-nav-people = People
desk-nav-settings = Settings
desk-nav-account = My account
desk-presence-available = Available
desk-presence-paused = On a break
desk-presence-away = Away
desk-role-viewer = Read only
desk-role-agent = Agent
desk-role-supervisor = Supervisor
desk-role-admin = Administrator
desk-back-to-list = Back to the list
desk-back-to-case = Back { -to-the-case }

## Lists
desk-order-due = Due first
desk-order-new = Newest first
desk-order-label = Order
desk-filter-title = Filter the list
desk-filter-state = State
desk-filter-assignee = Assignee
desk-filter-team = Team
desk-filter-topic = Topic
desk-filter-due = Due
desk-filter-any = Any
desk-filter-nobody = Nobody
desk-filter-apply = Show { -cases }
desk-filtered = With filters
desk-empty-mine = You have no { -cases } to work on. There are { $n } unassigned.
desk-empty-view = There are no { -cases } in this view.
desk-empty-filter = None matches the filters.
desk-show-unassigned = Show unassigned
desk-choose-title = Choose { -a-case }
desk-choose-text = The list is on the left. The whole conversation will show here.
desk-unanswered = Unanswered:
desk-you = You
desk-you-wrote = You: { $text }
desk-has-files = With attachments
desk-note-mark = Note: { $text }
desk-list-changed-one = 1 change. Refresh list
desk-list-changed-other = { $n } changes. Refresh list
desk-first-page = Back to the start

## Deadlines
desk-due-late = Overdue for { $duration }
desk-due-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
desk-due-answer = Answer within { $duration }
desk-due-met = Met
desk-due-missed = Met late
desk-due-none = No due time

## The page of a case
desk-case-title = { $subject } · { $code }
desk-case-assignee = Assignee: { $name }. Change
desk-case-nobody = Nobody assigned. Assign
desk-case-data = Details { -of-the-case }
desk-case-close-data = Close details
desk-thread = Conversation
desk-day-today = Today, { $date }
desk-thread-earlier = Show { $n } earlier
desk-new-one = There is 1 new entry. Show it
desk-new-other = There are { $n } new entries. Show them
desk-stale = The connection was lost. Refresh
desk-note-label = Internal note
desk-solution-card = Proposed solution · { $state }
desk-info-label = Request for information
desk-by-portal = on the portal
desk-to-customer = to the customer
desk-read-only = Your account is read only: you can read, but change nothing.
desk-closed-composer = { -This-case } is in “{ $state }”: it takes internal notes only.

## What happened, with names in bold
desk-event-created = { $name } created { -the-case } { $files ->
    [0] { "" }
    [one] with { $files } file
   *[other] with { $files } files
}
desk-event-verified-by-phone = Identity verified by phone by { $name }
desk-event-taken = { $name } took { -the-case }
desk-event-assigned = { $name } assigned { -the-case } to { $to }
desk-event-assigned-by-system = Assigned to { $to }
desk-event-unassigned = { $name } released { -the-case } from { $from }
desk-event-replied = { $name } replied
desk-event-noted = { $name } wrote an internal note
desk-event-info-requested = { $name } asked the customer for information
desk-event-waiting-third = { $name } moved { -the-case } to internal handling until { $until }: { $reason }
desk-event-resumed = { $name } resumed { -the-case }
desk-event-resumed-by-system = The wait is over: { -the-case } is “In progress” again
desk-event-solution-proposed = { $name } proposed a solution
desk-event-solution-withdrawn = { $name } withdrew the solution: { $reason }
desk-event-customer-wrote = { $name } wrote
desk-event-solution-accepted = { $name } accepted the solution
desk-event-solution-rejected = { $name } rejected the solution: { $reason }
desk-event-reminded = We reminded the customer to review the solution
desk-event-closed-by-silence = Resolved by silence: the customer did not answer
desk-event-closed = { $name } closed { -the-case }: { $reason }
desk-event-rated = { $name } gave { $stars } of 5
desk-event-rated-comment = { $name } gave { $stars } of 5: { $comment }
desk-event-reopened = { $name } reopened { -the-case }
desk-event-reopened-reason = { $name } reopened { -the-case }: { $reason }
desk-event-dropped = { $name } withdrew the request
desk-event-dropped-reason = { $name } withdrew the request: { $reason }
desk-event-cancelled = { $name } cancelled { -the-case }: { $reason }
desk-event-marked-spam = { $name } marked { -the-case } as spam
desk-event-unmarked-spam = { $name } said that { -the-case } is valid
desk-event-followed-up = The customer went on in { $code }
desk-actor-system = The system
desk-actor-unknown = Somebody

## Composer
desk-composer = Write
desk-tab-reply = Reply
desk-tab-note = Internal note
desk-tab-solution = Propose solution
desk-to = To { $email }
desk-reply-label = Reply to the customer
desk-reply-placeholder = Write your reply
desk-note-field = Note for the team
desk-note-placeholder = The customer does not see this note
desk-solution-field = Solution that the customer reads
desk-solution-placeholder = Explain what you propose and from when
desk-solution-kind = Kind of solution
desk-solution-choose = Choose a kind
desk-send-and-wait = Send and wait for customer
desk-send-and-stay = Send and keep in progress
desk-send-reply = Send reply
desk-save-note = Save internal note
desk-send-solution = Send proposal
desk-attach = Attach files
desk-files = Files to send
desk-file-remove = Remove { $name }
desk-file-progress = { $percent }% of { $size }
desk-file-ready = { $size } · Ready
desk-file-too-big = It is { $size } and the limit is { $max }
desk-file-too-many = You can attach up to { $max } files
desk-file-say-start = Uploading { $name }
desk-file-say-half = { $name }: half way
desk-file-say-end = { $name } is attached
desk-file-say-error = { $name }: { $message }
desk-file-say-removed = You removed { $name }
desk-file-say-waiting = Wait until the files are uploaded
desk-file-failed = We could not attach it. Try again.
desk-error-text-reply = Write your reply
desk-error-text-note = Write the note
desk-error-text-solution = Write the solution
desk-error-kind = Choose the kind of solution

## Actions
desk-act-take = Assign to me
desk-act-assign = Assign to
desk-act-assign-button = Assign
desk-act-release = Remove assignment
desk-act-resume = Back to “In progress”
desk-act-wait = Move to internal handling
desk-act-wait-title = Move { -the-case } { $code } to internal handling?
desk-act-wait-text = The customer still sees it as “In progress”. The reason stays within the team.
desk-act-wait-until = Resume on
desk-act-wait-until-hint = On that day at { $time } it is “In progress” again
desk-act-withdraw = Withdraw the proposal
desk-act-withdraw-title = Withdraw the proposal { -of-the-case } { $code }?
desk-act-withdraw-text = The customer can no longer accept it. { -The-case } is “In progress” again.
desk-act-close = Close without a proposal
desk-act-close-title = Close { -the-case } { $code } without a proposal?
desk-act-close-text = The customer gets an email with what you write here and can reopen for 15 days.
desk-act-cancel = Cancel { -the-case }
desk-act-cancel-title = Cancel { -the-case } { $code }?
desk-act-cancel-text = The customer gets an email with the reason. It cannot be reopened.
desk-act-reopen = Reopen { -the-case }
desk-act-reopen-title = Reopen { -the-case } { $code }?
desk-act-reopen-text = It is “In progress” again and the customer gets an email.
desk-act-spam = Mark as spam
desk-act-not-spam = It is valid: bring back
desk-act-reason = Reason
desk-act-reason-close = What was done
desk-act-reason-missing = Write the reason
desk-act-until-missing = Choose a date that has not passed
desk-act-keep = No, leave it as it is

## Results
desk-done-taken = { -The-case } is yours now
desk-done-assigned = { -The-case } was assigned
desk-done-released = { -The-case } went back to the queue of the team
desk-done-replied = Reply sent
desk-done-asked = Reply sent. Waiting for the customer
desk-done-noted = Note saved
desk-done-proposed = Proposal sent
desk-done-withdrawn = Proposal withdrawn
desk-done-resumed = { -The-case } is in progress again
desk-done-waiting = { -The-case } is now handled internally
desk-done-closed = { -The-case } was closed
desk-done-cancelled = { -The-case } was cancelled
desk-done-spam = Marked as spam
desk-done-not-spam = { -The-case } is in progress again
desk-done-reopened = { -The-case } was reopened
desk-done-already = It was done already. Nothing changed.

## Somebody was faster
desk-conflict-title = This changed while you were writing
desk-conflict-text = Review what is new and save again. You lost nothing of what you wrote.
desk-conflict-news = What is new
desk-conflict-refused = The change was not made
desk-written = What you wrote

## Context panel
desk-context-cases = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-context-email = Email
desk-context-confirmed = confirmed
desk-context-by-phone = verified by phone ({ $name })
desk-context-phone = Phone
desk-context-case = { -Case }
desk-context-topic = Topic
desk-context-tracking = Shipment
desk-context-team = Team
desk-context-language = Language
desk-context-created = Created
desk-context-due = Due
desk-context-follows = Follows an earlier one
desk-context-consent = Consent
desk-context-consent-proof = See proof
desk-context-copy-tracking = Copy shipment number
desk-context-ratings = Ratings
desk-rating = { $stars } of 5
desk-context-solutions = Proposed solutions
desk-context-others = From the same address
desk-solution-waiting = Waiting for an answer
desk-solution-accepted = Accepted
desk-solution-refused = Rejected
desk-solution-withdrawn = Withdrawn

## Proof of consent
desk-consent-title = Proof of consent
desk-consent-intro = { $organization } kept this authorization when { -the-case } { $code } was created.
desk-consent-person = Person
desk-consent-version = Version of the text
desk-consent-hash = SHA-256 fingerprint of the text
desk-consent-at = Date and time
desk-consent-channel = Channel
desk-consent-channel-portal = Web portal
desk-consent-channel-phone = Phone
desk-consent-client = Network address
desk-consent-current = Current text (version { $version })

## Search
desk-search-title = Search { -cases }
desk-search-label = Code or email address of the customer
desk-search-hint = For example { $example }, the six letters in the middle, or ana@correo.co
desk-search-none = We found no { -cases } with “{ $query }”.
desk-search-results = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-column-subject = Subject and code
desk-column-state = State
desk-column-created = Created

## Identity by phone
desk-validate-title = Verify identity by phone
desk-validate-intro = For people who created { -a-case } and cannot open their mailbox. Ask for the reference shown on the page of the code.
desk-validate-reference = Reference
desk-validate-reference-hint = Four letters or digits, for example 7K-42
desk-validate-find = Find reference
desk-validate-missing = No request with that reference waits for a code. Ask the caller to read it again.
desk-validate-summary = What the caller wrote
desk-validate-summary-hint = Do not read these out: let the caller say them, and compare.
desk-validate-name = Name
desk-validate-email = Email
desk-validate-document = Document
desk-validate-document-none = Not given
desk-validate-topic = Topic
desk-validate-subject = Subject
desk-validate-phone = Phone
desk-validate-checklist = Tick what you verified
desk-validate-checklist-error = Tick all points. If one does not hold, do not give the code.
desk-validate-reason = Why can the caller not use email?
desk-validate-reason-error = Write why the caller cannot use email
desk-validate-give = Give code
desk-validate-giving = Preparing…
desk-validate-audited = This goes into the audit log with your name.
desk-validate-already = A code was already given by phone for this reference. Only one is given.
desk-validate-staff = That address belongs to somebody of the team: it cannot be verified by phone.
desk-validate-limited = No other code can be given: there is one for this reference, or you reached the limit for today.
desk-validate-code-title = Dictate this code
desk-validate-code-text = It is shown only once. The caller types it into their page.
desk-validate-code-until = It expires at { $time } and works only once.
desk-validate-another = Verify somebody else

## Audit log
desk-audit-title = Audit log
desk-audit-intro = Who did what, when and from where. Nobody can change it.
desk-audit-action-filter = Action
desk-audit-person = Person
desk-audit-column-at = When
desk-audit-column-who = Who
desk-audit-column-what = What
desk-audit-column-target = On what
desk-audit-column-change = Before and after
desk-audit-column-client = From
desk-audit-before = Before
desk-audit-after = After
desk-audit-reason = Reason
desk-audit-nobody = Nobody signed in
desk-audit-empty = There are no entries with those filters.
desk-audit-apply = Show entries
desk-audit-older = Older
desk-audit-signed-in = Signed in
desk-audit-agent-invited = Invited somebody
desk-audit-agent-invited-again = Sent another invitation
desk-audit-agent-changed = Changed an account
desk-audit-password-chosen = Chose a password
desk-audit-phone-code-given = Gave a code by phone
desk-audit-settings-saved = Changed the settings
desk-audit-job-retried = Retried a mail
desk-audit-set-up = Set the desk up
desk-audit-target-agent = Account of { $name }
desk-audit-target-draft = Reference { $reference }
desk-audit-target-job = Job { $id }
desk-audit-target-settings = Settings

## Mail that could not be delivered
desk-mail-title = Undelivered mail
desk-mail-intro = We tried to send these several times and could not. Mend the cause and try again.
desk-mail-empty = Everything sent was handed to the mail server.
desk-mail-column-what = What
desk-mail-column-why = Why
desk-mail-column-attempts = Attempts
desk-mail-column-since = Since
desk-mail-retried = We are trying again
desk-letter-code = Verification code
desk-letter-ticket-created = Confirmation of creation
desk-letter-assigned = Notice of assignment
desk-letter-replied = Reply to the customer
desk-letter-info-requested = Request for information
desk-letter-solution-proposed = Proposed solution
desk-letter-review-reminder = Reminder of the proposal
desk-letter-customer-wrote = Notice of a message from the customer
desk-letter-resolved = Notice of resolution
desk-letter-reopened = Notice of reopening
desk-letter-reopened-to-agent = Notice of reopening to the team
desk-letter-cancelled = Notice of cancellation
desk-letter-lost-codes = List of codes
desk-letter-invitation = Invitation
desk-letter-sign-in-failed = Notice of failed sign-ins
desk-letter-thumbnail = Small picture of a file

## Own account
desk-account-title = My account
desk-account-presence = Presence
desk-account-presence-hint = Others see it when they assign
desk-account-language = Language of the desk
desk-account-look = Appearance
desk-account-keys = Single-key shortcuts
desk-account-keys-on = Use single-key shortcuts
desk-account-keys-hint = Turn them off if you dictate or press them by mistake
desk-account-sessions = Open sessions
desk-account-session-this = This session
desk-account-session-seen = Last activity: { $moment }
desk-account-session-from = From { $client }
desk-account-session-end = End this session
desk-account-session-ended = Session ended
desk-keys-title = Keyboard shortcuts
desk-keys-next = Next in the list
desk-keys-previous = Previous in the list
desk-keys-reply = Reply
desk-keys-note = Internal note
desk-keys-solution = Propose solution
desk-keys-take = Assign to me
desk-keys-assign = Assign
desk-keys-state = Change the state
desk-keys-send = Send what was written
desk-keys-mine = Go to Mine
desk-keys-unassigned = Go to Unassigned
desk-keys-overdue = Go to Overdue
desk-keys-search = Search
desk-keys-escape = Leave the field

## Settings
desk-settings-title = Settings
desk-settings-organization = Organization
desk-settings-name = Name
desk-settings-tagline = Line below the name
desk-settings-legal = Legal name and tax number
desk-settings-address = Postal address
desk-settings-line = Phone line
desk-settings-hours = Hours of the line
desk-settings-brand = Brand
desk-settings-colour = Main colour
desk-settings-colour-hint = A colour such as #0e5f70
desk-settings-colour-error = Enter the colour with # and six digits or letters, for example #0e5f70
desk-settings-accent = Accent colour
desk-settings-roundness = Corners
desk-settings-roundness-0 = Square
desk-settings-roundness-50 = Slightly round
desk-settings-roundness-100 = Round
desk-settings-roundness-140 = Very round
desk-settings-contrast = Text on the colour: { $light } in light and { $dark } in dark. The minimum is 4.5.
desk-settings-adjusted = We adjusted the tone a little so that text reads well.
desk-settings-words = Words and codes
desk-settings-word = Word for what people ask for
desk-settings-prefix = First letters of codes
desk-settings-prefix-hint = 2 to 4 letters. Codes that exist do not change
desk-settings-format = Language and formats
desk-settings-access = Customer look-up
desk-settings-lookup = How does the list open with a code and an email address?
desk-settings-lookup-direct = At once
desk-settings-lookup-direct-hint = Files and personal data also ask for a code by email
desk-settings-lookup-link = With a link sent by email
desk-settings-lookup-code = With a code sent by email
desk-settings-consent = Data protection
desk-settings-consent-version = Version of the text
desk-settings-consent-version-hint = Change it when the text changes
desk-settings-consent-version-error = Change the version: the text is another
desk-settings-consent-text = Text that people agree to
desk-settings-in-spanish = In Spanish
desk-settings-in-english = In English
desk-settings-in-portuguese = In Portuguese
desk-settings-saved = We saved the settings
desk-settings-conflict = Somebody changed the settings while you were writing. Review and save again.

## People
desk-people-title = People
desk-people-invite = Invite somebody
desk-people-invite-button = Send invitation
desk-people-invite-hint = They get an email to choose their password. It expires in 7 days.
desk-people-name = Full name
desk-people-email = Email address
desk-people-email-taken = There is an account with that address already
desk-people-role = Role
desk-people-team = Team
desk-people-active = May sign in
desk-people-state-active = Active
desk-people-state-invited = Invited
desk-people-state-inactive = No access
desk-people-save = Save
desk-people-again = Send another invitation
desk-people-invited = We sent the invitation
desk-people-changed = We saved the change
desk-people-last-admin = At least one active administrator must remain
desk-people-role-of = Role of { $name }
desk-people-team-of = Team of { $name }

## Test mailbox
mailbox-title = Test mailbox
mailbox-notice = These emails did not leave for the internet
mailbox-count = { $n ->
    [0] No emails
    [one] { $n } email
   *[other] { $n } emails
}
mailbox-empty-button = Empty
mailbox-list = Emails
mailbox-search = Search by recipient or subject
mailbox-from = From { $from }
mailbox-to = To { $to }
mailbox-format = Format
mailbox-tab-look = As it looks
mailbox-tab-text = Text
mailbox-tab-headers = Headers
mailbox-tab-source = Source
mailbox-open-links = Open links
mailbox-nothing = There are no emails yet.
mailbox-nothing-text = What Resuelto would send arrives here: codes, notices and proposals.
mailbox-nothing-found = No email matches. Clear the search.
mailbox-choose = Choose an email
mailbox-choose-text = You will see it here as it arrives.
mailbox-frame = Email: { $subject }
mailbox-no-html = This email has no HTML part.
mailbox-kind-verification-code = code
mailbox-kind-ticket-created = creation
mailbox-kind-agent-replied = reply
mailbox-kind-information-requested = request for information
mailbox-kind-solution-proposed = proposal
mailbox-kind-solution-reminder = reminder
mailbox-kind-ticket-resolved = resolution
mailbox-kind-ticket-reopened = reopening
mailbox-kind-ticket-cancelled = cancellation
mailbox-kind-code-list = list of codes
mailbox-kind-customer-wrote = message from the customer
mailbox-kind-ticket-assigned = assignment
mailbox-kind-agent-invited = invitation
mailbox-kind-sign-in-failed = failed sign-ins
