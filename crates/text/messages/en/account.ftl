# People of companies: signing in, home, list, own data.

## Header
account-nav-home = Home
account-nav-cases = { -Cases }
account-nav-people = People
account-nav-data = My details
account-nav-menu = { $name }, your account

## Signing in
account-sign-in-intro = For customers with an account and for those who attend to { -the-cases }.
account-sign-in-name = E-mail or username
account-sign-in-forgot = I forgot it
account-sign-in-or = or
account-sign-in-link = Get a link by e-mail
account-sign-in-help = Your contact at { $organization } gives you the username the first time.
account-sign-in-refused = The username and the password do not match
account-sign-in-missing = Enter your e-mail or your username
account-sign-in-one = Enter one e-mail only, for example ana@mail.co, or your username
account-sign-in-sent = If there is an account with that e-mail or username, a link reaches you in a few minutes.
account-sign-in-closed = You signed out.
account-forgot-title = Choose another password
account-forgot-intro = We send you a link to choose it. It works once, for one hour.
account-forgot-send = Send me the link
account-link-title = Sign in to your account
account-link-intro = This link works once. Press the button to sign in.
account-link-button = Sign in to my account
account-password-intro = { $name }, with { $email } and this password you sign in to the account of { $company }.

## Home
account-hello-morning = Good morning, { $name }
account-hello-afternoon = Good afternoon, { $name }
account-hello-evening = Good evening, { $name }
account-home-title = Home
account-home-help = Get help
account-home-help-text = Choose the situation and tell us what happened to your item.
account-home-latest = Latest
account-home-all = See all { -cases }
account-home-none = There are no { -cases } yet. When you create one, you see it here.
account-kpis = { -Cases } by situation
account-kpi-waiting = Waiting for you
account-kpi-waiting-detail = { $solutions ->
    [one] 1 solution
   *[other] { $solutions } solutions
}, { $questions ->
    [one] 1 question
   *[other] { $questions } questions
}
account-kpi-team = With the team
account-kpi-resolved = Resolved this year
account-kpi-paid = Compensation in { $year }

## List
account-list-title = { -Cases }
account-list-caption = { -Cases } of { $company }
account-tabs = { -Cases } by situation
account-tab-all = All
account-tab-waiting = Waiting for your answer
account-tab-open = Open
account-tab-resolved = Resolved
account-filter = Filter { -cases }
account-search = Code, subject or tracking number
account-search-label = Search
account-state = State
account-state-any = All states
account-date = Date of creation
account-date-any = Any date
account-date-30 = Last 30 days
account-date-90 = Last 90 days
account-date-365 = Last 12 months
account-column-agent = Agent
account-column-requester = Created by
account-column-tracking = Tracking number
account-column-compensation = Compensation
account-compensation-any = Any compensation
account-compensation-not-applicable = Not applicable
account-compensation-in-review = Under review
account-compensation-approved = Approved
account-compensation-paid = Paid
account-compensation-rejected = Rejected
account-columns = Columns
account-columns-hint = We remember them for your account.
account-columns-save = Save columns
account-columns-saved = We saved the columns
account-none-found = None matches.
account-total = { $shown } of { $total }
account-next = Next
account-first = From the beginning
account-pages = Pages
account-by = By { $name }

## A new one
account-review-title = Check and send
account-review-intro = We create it at once. No code is needed.
account-review-send = { -case.word ->
    [ticket] Send and create ticket
    [request] Send and create request
   *[other] Send and create case
}
account-attends = Agent in charge

## Events by colleagues
event-created-by = { $files ->
    [0] { $name } created { -the-case }.
    [one] { $name } created { -the-case } with { $files } file.
   *[other] { $name } created { -the-case } with { $files } files.
}
event-accepted-by = { $name } accepted the solution.
event-rejected-by = { $name } rejected the solution and { -the-case } was reopened.
event-rated-by = { $name } rated the service with { $value }.
event-followed-up-by = { $name } went on with { -another-case }: { $code }.

## Own data
account-data-title = My details
account-data-saved = We saved your details
account-data-person = Your details
account-data-username = Username
account-data-company = Company
account-data-role = Permission
account-data-language = Language
account-data-language-browser = That of my browser
account-data-password = Change the password
account-data-password-current = Current password
account-data-password-new = New password
account-data-password-wrong = The current password does not match
account-data-password-saved = We saved the password and ended the other sessions
account-data-password-none = You have no password yet. Ask for a link to choose it.
account-data-session-ended = We ended that session
account-data-limited = You tried several times. Wait 15 minutes.

## People of the company
account-role-manager = Manages the account
account-role-member = Member
account-people-title = People of { $company }
account-people-manager-hint = Whoever manages sees { -the-cases } of the whole company and invites people.
account-people-username-hint = Optional. 3 to 40 letters, digits, dots or dashes
account-people-username-wrong = Use 3 to 40 letters without accents, digits, dots or dashes
account-people-username-taken = There is an account with that username already
account-people-limited = Many invitations were sent today. Go on tomorrow.
account-people-self = This is your account

## The desk's pages of companies
desk-nav-organizations = Companies
desk-organizations-title = Companies
desk-organizations-new = Create a company
desk-organizations-name = Name of the company
desk-organizations-name-missing = Enter the name of the company
desk-organizations-name-taken = There is a company with that name already
desk-organizations-all = All its people see all { -cases } of the company
desk-organizations-active = Its people may sign in
desk-organizations-create = Create company
desk-organizations-made = We created the company. Now invite its people.
desk-organizations-changed = We saved the change
desk-organizations-conflict = Somebody else changed this while you were typing. Check it and save again
desk-organizations-none = There are no companies yet.
desk-organizations-size = { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
}, { $tickets ->
    [one] 1 { -case }
   *[other] { $tickets } { -cases }
}
desk-organizations-inactive = No access
desk-organizations-settings = Details of the company
desk-organizations-back = All companies
desk-context-organization = Company
desk-audit-organization-made = Created a company
desk-audit-organization-changed = Changed a company
desk-audit-account-invited = Invited somebody of a company
desk-audit-account-invited-again = Invited somebody of a company again
desk-audit-account-changed = Changed the access of somebody of a company
