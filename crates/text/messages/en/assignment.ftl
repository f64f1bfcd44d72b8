### Who gets a ticket: rules, capacity, presence and absences; and why somebody got it.

## Places
desk-nav-assignment = Assignment
desk-nav-capacity = Capacity and absences
desk-presence-change = Change your presence

## Rules
desk-assign-title = Assignment
desk-assign-intro = Each { -case } that arrives goes to a team and, at once, to somebody there who has room.
desk-assign-at-once = Assign on filing
desk-assign-is-on = On: { -the-cases } are assigned as they are filed.
desk-assign-is-off = Off: { -the-cases } wait in “Unassigned” until somebody takes them.
desk-assign-turn-on = Turn on
desk-assign-turn-off = Turn off
desk-assign-waiting = Waiting for somebody
desk-assign-waiting-none = No { -cases } are waiting.
desk-assign-waiting-count = { $n ->
    [one] { $n } { -case }
   *[other] { $n } { -cases }
}
desk-assign-oldest = The first came { $ago }
desk-assign-rules = Rules
desk-assign-rules-hint = They are tried in order and the first that fits wins. If none fits, the topic decides.
desk-assign-rules-empty = There are no rules yet. Each { -case } goes to the team of its topic.
desk-assign-rule = Rule { $n }
desk-assign-goes-to = Goes to { $team }
desk-assign-up = Move up
desk-assign-down = Move down
desk-assign-delete = Remove
desk-assign-add = Add a rule
desk-assign-add-hint = Choose one condition or several. All of them must hold.
desk-assign-add-button = Add rule
desk-assign-any-topic = Any topic
desk-assign-any-language = Any language
desk-assign-keyword = Words in the subject or the description
desk-assign-keyword-hint = Accents and capitals do not matter. “Parcel” also finds “parcels”.
desk-assign-team = Goes to the team
desk-assign-error-when = Choose a topic, a company or a language, or write a word
desk-assign-error-keyword = Write at least one letter or number
desk-assign-error-rules = There are { $most } rules already. Remove one before you add another.
desk-assign-done-added = Rule added
desk-assign-done-moved = Order changed
desk-assign-done-deleted = Rule removed
desk-assign-done-on = From now on we assign on filing
desk-assign-done-off = From now on we do not assign on filing
desk-rule-topic = the topic is “{ $topic }”
desk-rule-organization = the company is { $name }
desk-rule-language = the language is { $language }
desk-rule-keyword = it says “{ $keyword }”

## Capacity
desk-capacity-title = Capacity and absences
desk-capacity-intro = How many { -cases } each person is given, who is there, and who stands in for whom.
desk-capacity-load = { $open } of { $capacity }
desk-capacity-none = Takes none
desk-capacity-field = At most
desk-capacity-field-of = Most { -cases } of { $name }
desk-capacity-presence-of = Presence of { $name }
desk-capacity-save = Save
desk-capacity-error = Write a number from 0 to { $most }
desk-capacity-done = Change saved
desk-capacity-team-empty = Nobody in this team answers.
desk-absence-title = Absences
desk-absence-empty = No absences are planned.
desk-absence-days = From { $from } to { $until }
desk-absence-now = Now
desk-absence-substitute = Substitute: { $name }
desk-absence-no-substitute = No substitute
desk-absence-end = End
desk-absence-add = Plan an absence
desk-absence-add-hint = When it begins, what the person has open goes to the substitute while there is room, then to the rest of the team.
desk-absence-person = Person
desk-absence-from = First day
desk-absence-until = Last day
desk-absence-by = Substitute
desk-absence-nobody = Nobody in particular
desk-absence-choose = Choose a person
desk-absence-button = Save absence
desk-absence-error-person = Choose somebody who answers
desk-absence-error-from = Write the first day
desk-absence-error-days = Check the last day: it cannot be before the first, before today, or more than a year away
desk-absence-error-overlap = That person has an absence on those days already
desk-absence-error-substitute = Choose somebody else as the substitute
desk-absence-done = Absence saved
desk-absence-ended = Absence ended

## Why somebody got it
desk-why-me = Why me?
desk-why-other = Why { $name }?
desk-why-nobody = Why is it nobody’s?
desk-why-rule = A rule fitted: { $conditions }. It goes to { $team }.
desk-why-topic = No rule fitted. It goes to the team of its topic: { $team }.
desk-why-serves = Serves this customer or the company already, or stands in for who does.
desk-why-only-one = Was the only person who could have { -the-case }.
desk-why-most-spare = Had more room than everybody else.
desk-why-longest-idle = Had as much room as another person and had waited longer for a { -case }.
desk-why-first-of-equals = Was equal to another person; who was registered first decides.
desk-why-none = Nobody in the team could have { -the-case }. It is assigned as soon as there is room.
desk-why-by-hand = Here people take theirs by hand: assignment on filing is off.
desk-why-candidates = People of the team
desk-why-chosen = Chosen
desk-left-no-access = No access
desk-left-reads-only = Read only
desk-left-never-entered = Never signed in
desk-left-takes-none = Takes none
desk-left-absent = Absent
desk-left-away = Away
desk-left-paused = Paused
desk-left-gave-back = Gave { -the-case } back
desk-left-full = No room
desk-event-routed = The rules of assignment were applied
desk-event-routed-nobody = Nobody in the team could have { -the-case }: it waits in the queue

## In the audit log and among what was not done
desk-audit-assignment-switched = Turned assignment on or off
desk-audit-rule-added = Added a rule
desk-audit-rule-moved = Moved a rule
desk-audit-rule-deleted = Removed a rule
desk-audit-duty-changed = Changed capacity or presence
desk-audit-absence-planned = Planned an absence
desk-audit-absence-ended = Ended an absence
desk-audit-target-rule = Rule to { $team }
desk-audit-target-assignment = Assignment
desk-letter-assignment = Automatic assignment

## Companies, skills and hours
desk-assign-any-organization = Any company
desk-assign-organization = Company
desk-assign-skills = Skills that it needs
desk-assign-skills-hint = Optional. Separate with commas. Only somebody with all of them gets it
desk-assign-needs = Needs { $skills }
desk-assign-policy = When nobody can
desk-assign-next-shift = If nobody is at work, give it to who begins first
desk-assign-next-shift-hint = Without this, it waits in the queue until somebody begins to work.
desk-assign-alert = Tell the supervisors after
desk-assign-alert-hint = Minutes in the queue. 0 means never. The notice comes every hour while it lasts.
desk-assign-alert-error = Write a number of minutes from 0 to { $most }
desk-assign-policy-save = Save
desk-assign-done-policy = We saved the change
desk-skills-error = Write up to { $most } skills of { $letters } letters or fewer, separated by commas
desk-hours-title = Hours and skills of { $name }
desk-hours-open = Hours and skills
desk-hours-intro = Without hours, somebody is always there. Who has hours need not set themselves away at the end.
desk-hours-skills = Skills
desk-hours-skills-hint = Separate with commas. For example: Portuguese, customs
desk-hours-week = Working hours
desk-hours-week-hint = For example: 8:00-12:00, 13:00-17:00. Empty is a free day. Write a night in two days: 22:00-24:00 and 0:00-6:00.
desk-hours-monday = Monday
desk-hours-tuesday = Tuesday
desk-hours-wednesday = Wednesday
desk-hours-thursday = Thursday
desk-hours-friday = Friday
desk-hours-saturday = Saturday
desk-hours-sunday = Sunday
desk-hours-error = Write the hours as 8:00-12:00, 13:00-17:00, in order and without overlap
desk-hours-zone = Time zone
desk-hours-zone-hint = Empty means that of the organisation: { $zone }
desk-hours-zone-error = We do not know that zone. Write it as America/Santiago
desk-hours-save = Save hours and skills
desk-hours-done = We saved hours and skills
desk-hours-off = Off duty
desk-left-lacks-skill = Lacks a skill
desk-left-off-shift = Off duty
desk-why-begins-first = Is at work and the others are not, or begins before them.
desk-why-needs = Needed: { $skills }.
desk-why-begins = Begins { $when }
desk-audit-hours-changed = Changed hours or skills
desk-audit-assignment-policy-changed = Changed the rules of waiting

## The letter about what waits
mail-queue-waits-subject = { $n ->
    [one] { $n } { -case } waits for somebody
   *[other] { $n } { -cases } wait for somebody
}
mail-queue-waits-heading = Nobody can take what waits
mail-queue-waits-lead = Check capacity, hours and absences of these teams.
mail-queue-waits-team = { $n ->
    [one] { $n } { -case }, since { $since }
   *[other] { $n } { -cases }, the first since { $since }
}
