### How tickets are classed, who follows them, ladders of terms and what a change would do.

priority-label = Priority
priority-low = Low
priority-normal = Normal
priority-high = High
priority-urgent = Urgent
kind-label = Type
kind-question = Question
kind-incident = Incident
kind-request = Request
kind-complaint = Complaint
kind-default = Type it is created with
classify-title = Change priority or type
desk-done-classified = Priority and type saved
desk-event-classified = { $name } changed { $changes }
desk-event-priority = the priority: { $from } → { $to }
desk-event-kind = the type: { $from } → { $to }
desk-event-deadline-soon = A term ends in { $time }: { $metric }
desk-event-escalated = Step of the ladder ({ $metric }, { $when }): { $action }
desk-event-follower-added = { $name } gets notices from now on
desk-event-follower-removed = { $name } gets no more notices
desk-view-near = Due soon
desk-ring-said = { $metric }, { $percent } % of the time used
desk-due-what = { $metric }: { $words }
desk-why-escalated = The ladder of a term decided it.
followers-title = Get notices
followers-none = Nobody else gets notices.
followers-add = Notify as well
followers-who = Person
followers-remove = Stop notices
desk-done-follows = They will get a mail for all news
desk-done-unfollows = No more notices
policy-edit = Edit
policy-calendar = Calendar
policy-calendar-main = The main one
policy-calendar-always = Every day, around the clock
policy-warnings = Warnings before the end, in minutes
policy-warnings-hint = With commas: 120, 15
policy-percents = Warnings by how much of the term is used, in percent
policy-percents-hint = With commas: 50, 75, 90. Empty gives none.
policy-example-warnings = Warnings at { $percents } % of the term
policy-error-warnings = Type up to { $count } numbers from 1 to { $most }, with commas
policy-progress = Counting open terms again: { $done } of { $all }
desk-audit-deadline-policy-saved = Changed a policy of terms
ladder-title = Ladder
ladder-hint = What happens by itself when a term nears its end or is over. Each step happens once. Up to { $most } minutes.
ladder-rung = Step { $n }
ladder-add = Add step
ladder-amount = How much
ladder-unit = When
ladder-unit-used = % of the term used
ladder-unit-before = minutes before the end
ladder-unit-after = working minutes after the end
ladder-action = What is done
ladder-line = { $metric }, { $when }: { $action }
ladder-when-used = at { $percent } %
ladder-when-before = { $time } before
ladder-when-after = { $time } after
ladder-notify-assignee = notify the person in charge
ladder-notify-supervisors = notify the supervisors of the team
ladder-notify = notify { $name }
ladder-raise-priority = raise the priority
ladder-give-to-team = pass to another team
ladder-give-to-team-named = pass to the team { $name }
ladder-give-to = assign to { $name }
ladder-add-follower = add { $name } to the notices
ladder-error-amount = Type a percentage from 1 to 100 or minutes from 1 to { $most }
ladder-error-twice = That step is in the ladder already
trial-button = See the effect
trial-title = Effect on what is open
trial-unsaved = Nothing is saved yet.
trial-moved = { $n ->
    [0] No term changes, of { $seen } looked at.
    [one] The term of { $n } changes, of { $seen } looked at.
   *[other] The terms of { $n } change, of { $seen } looked at.
}
trial-late = { $n ->
    [one] { $n } would be overdue.
   *[other] { $n } would be overdue.
}
trial-relieved = { $n ->
    [one] { $n } would not be overdue any more.
   *[other] { $n } would not be overdue any more.
}
trial-part = The first { $seen } of { $all } were looked at.
trial-before = Due now
trial-after = Would be due
trial-not-measured = Not measured
mail-label-term = Term
mail-deadline-notice-near-subject = A term is about to end: { $code }
mail-deadline-notice-near = A term is about to end
mail-deadline-notice-over-subject = A term is over: { $code }
mail-deadline-notice-over = A term is over
mail-ticket-news-subject = News { -in-the-case } { $code }
mail-ticket-news-why = You get this mail because somebody added you to the notices.
mail-news-customer-wrote = The customer wrote
mail-news-replied = The customer was answered
mail-news-info-requested = The customer was asked for information
mail-news-solution-proposed = A solution was proposed
mail-news-solution-accepted = The customer accepted the solution
mail-news-solution-rejected = The customer rejected the solution
mail-news-closed-by-silence = Closed without an answer from the customer
mail-news-closed = Closed without a proposal
mail-news-reopened = Reopened
mail-news-dropped = The customer withdrew
mail-news-cancelled = Cancelled
mail-news-assigned = The person in charge changed
mail-news-deadline-missed = A term is over
