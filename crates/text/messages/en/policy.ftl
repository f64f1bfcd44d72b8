### Policies of terms.

desk-settings-tab-policies = Internal terms
policy-hint = They are tried in order, and the first that fits holds. The term of the answer comes from the topic. When the order changes, open terms are counted again.
policy-example = { $metric }: { $term }. Created now: { $moment }
policy-standard = If none fits
policy-new = New policy
policy-new-hint = What you leave empty is not measured.
policy-name = Name of the policy
policy-organization = Company
policy-any-organization = Any
policy-first = Working hours to the first answer
policy-next = Working hours to answer a message
policy-own = Working hours to assign it to a person
policy-update = Business days between progress updates
policy-resolution = Business days to propose a solution
policy-pause-customer = The solution and updates are paused while we wait for the customer
policy-pause-third = They are paused while we wait for others, too
policy-add = Add policy
policy-error-name = Write the name of the policy
policy-error-number = Write a number from 1 to { $most }, or leave it empty
desk-audit-deadline-policy-added = Added a policy of terms
desk-audit-deadline-policy-moved = Moved a policy of terms
desk-audit-deadline-policy-deleted = Removed a policy of terms
desk-audit-target-deadline-policy = Policy { $name }
