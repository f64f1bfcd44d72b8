### Deadlines: what is measured, and why a term ends on its day.

deadline-why-link = Why that day?
deadline-title = Terms and why they end
deadline-none = There are no terms.
deadline-term = Term
deadline-due = Due
deadline-state = State
deadline-state-running = Running
deadline-state-paused = Paused
deadline-state-met = Met
deadline-state-cancelled = Does not apply any more
deadline-was-missed = Missed
deadline-metric-legal = promised answer
deadline-metric-first-response = first answer
deadline-metric-next-response = answer to the last message
deadline-metric-update = progress update
deadline-metric-own = assignment to a person
deadline-metric-resolution = solution
deadline-term-hours = { $time } of working time
deadline-term-business = { $n ->
    [one] { $n } business day
   *[other] { $n } business days
}
deadline-term-calendar = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
deadline-counts-from = It counts from the business day after { $date }
deadline-counts-from-any = It counts from the day after { $date }
deadline-step-started = It begins and is due on { $date }
deadline-step-paused = It is paused
deadline-step-resumed = It goes on with the time that was left and is due on { $date }
deadline-step-met = It is met
deadline-step-cancelled = It stops counting
deadline-step-missed = It ends without being met
deadline-kept = The calendar or the policy changed later: the date that was promised holds
deadline-days-off = Holidays that do not count
deadline-guest-title = Why do we answer by that day?
deadline-guest-back = Back to { -your-case }
deadline-guest-due = We answer by { $date } at the latest.
deadline-guest-answered = We answered you on { $date }.
deadline-guest-missed = We did not keep that term. We are still working on your answer.
deadline-guest-kept = The calendar changed later. The date that we promised you holds.
deadline-guest-filed = We received { -your-case }: { $moment }
deadline-guest-later = It arrived outside working hours or on a day that is no business day. So it counts as received on { $date }.
deadline-guest-term = The term is { $term }. The first is the business day after. Weekends and holidays do not count.
desk-event-deadline-near = { $percent }% of a term is used: { $metric }
desk-event-deadline-missed = A term was missed: { $metric }
