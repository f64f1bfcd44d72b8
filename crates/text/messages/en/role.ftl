# Roles: what the people of the desk may do.

desk-nav-roles = Roles
role-title = Roles and permissions
role-intro = Each column is a role. Each row says what those who have it can do.
role-caption = Permissions of each role
role-permission = Permission
role-people = { $count ->
    [0] Nobody has it
    [one] 1 person
   *[other] { $count } people
}
role-is-built-in = Included
role-new = Create a role
role-copy = Copy
role-copy-of = Copy of { $name }
role-edit = Change
role-delete = Delete this role
role-delete-hint = Only a role that nobody has can be deleted.
role-name = Name of the role
role-name-missing = Enter the name of the role
role-name-taken = There is already a role with that name
role-gets-tickets = Gets { -cases } automatically
role-tickets = With { -the-cases }
role-tickets-hint = Choose how far each permission reaches. None reaches further than reading.
role-desk = At the desk
role-limits = Approves compensation up to
role-limits-hint = Leave the currencies empty in which it approves nothing.
role-limit-of = Up to, in { $currency }
role-limit-any = Any amount, in any currency
role-limit-none = Does not approve
role-save = Save role
role-saved = We saved the role. It applies from now on.
role-created = We created the role
role-deleted = We deleted the role
role-in-use = Somebody has this role. Give that person another role and try again.
role-last = At least one active person who manages people and settings must remain
role-beyond = You cannot give permissions or amounts that you do not have
role-conflict = Somebody else changed this role while you were typing. Check it and save again.
role-too-many = There are { $most } roles already. Delete one that nobody uses.
role-fixed = The permissions of this role do not change. For others, copy it.
role-yes = Yes
role-scope-nothing = No
role-scope-own = Only their own
role-scope-team = Their team
role-scope-all = The whole desk
role-can-read = Read { -cases }
role-can-reply = Reply and resolve
role-can-note = Write internal notes
role-can-assign = Assign
role-can-export = Download lists
role-can-see-personal = See personal data
role-can-see-claims = See compensation
role-can-work-claims = Calculate and propose compensation
role-can-pay = Pay compensation
role-can-check-identity = Verify identity by phone
role-can-oversee = See the audit log and undelivered mail
role-can-distribute = Share work out
role-can-manage-people = Manage people, roles and companies
role-can-manage-settings = Change settings, topics and teams
desk-audit-role-created = Created a role
desk-audit-role-saved = Changed a role
desk-audit-role-deleted = Deleted a role
desk-audit-target-role = Role { $name }
