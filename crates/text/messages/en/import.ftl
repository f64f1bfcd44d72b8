### Companies and their people from a table.

import-open = Import from a file
import-title = Import companies and people
import-intro = Upload a CSV file with one row for each person. We check it first: nothing is created until you confirm.
import-upload = Upload the file
import-file = CSV file
import-file-hint = UTF-8, up to { $most } people and { $size }
import-or-file = Or choose the CSV file
import-look = Check the file
import-template = Download the template
import-template-name = companies-template
import-columns = Columns
import-column-organization = Company
import-column-name = Name
import-column-email = E-mail
import-column-username = Username
import-column-role = Role
import-column-sees-all = Sees all
import-about-organization = Needed. If the company exists, the person joins it; otherwise it is created.
import-about-name = Needed. The full name
import-about-email = Needed. The invitation goes there
import-about-username = Optional. 3 to 40 plain letters, digits, dots or dashes
import-about-role = “Manager” or “Member”. Empty means “Member”
import-about-sees-all = “Yes” if all people of a new company see all of its { -cases }
import-error-none = Choose a CSV file
import-error-large = The file is larger than { $size }. Divide it into several.
import-error-encoding = The file is not in UTF-8. In your spreadsheet, save it as “CSV UTF-8”.
import-error-empty = The file has no rows. Keep the headings in the first one and a person in each row.
import-error-many = The file has more than { $most } rows. Divide it into several.
import-error-line = Row { $line } cannot be read. Check the quotation marks.
import-error-problems = { $n ->
    [one] There is { $n } error. We created nothing. Correct it and upload the file again.
   *[other] There are { $n } errors. We created nothing. Correct them and upload the file again.
}
import-problems = What to correct
import-place = Row { $line }, { $column }
import-more = { $n ->
    [one] There is { $n } more.
   *[other] There are { $n } more.
}
import-wrong-no-column = This column is missing. Compare the headings with the template.
import-wrong-missing = It is empty
import-wrong-not-an-email = It is no e-mail address
import-wrong-not-a-username = Use 3 to 40 plain letters, digits, dots or dashes
import-wrong-not-a-role = Write “Manager” or “Member”
import-wrong-not-an-answer = Write “Yes” or “No”
import-wrong-twice = It stands in row { $line } already
import-wrong-taken = There is an account already
import-wrong-no-access = That company has no access. Give it back first.
import-ready = The file is fine
import-will = { $people ->
    [one] We will invite { $people } person
   *[other] We will invite { $people } people
}{ $companies ->
    [0] { "" }
    [one] { " " }and create { $companies } company
   *[other] { " " }and create { $companies } companies
}. Each person gets an e-mail to choose a password.
import-take = Create and invite
import-other = Upload another file
import-people = People
import-row = Row { $line }
import-done = { $people ->
    [one] We invited { $people } person
   *[other] We invited { $people } people
}{ $companies ->
    [0] { "" }
    [one] { " " }and created { $companies } company
   *[other] { " " }and created { $companies } companies
}.
import-see = See the companies
desk-audit-organizations-imported = Imported companies and people
desk-audit-target-organizations = Companies
