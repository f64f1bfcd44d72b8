### Files that leave the desk: lists, receipts, case files.

## On every page
report-page = Page { $page } of { $pages }
report-made = Made on { $at }

## Lists
report-currency = Currency
report-filters = Filters: { $filters }
report-no-filters = No filters
report-totals = Totals
report-sum = Total in { $currency }

## The receipt of a filed case
receipt-title = Filing receipt
receipt-code = Code { -of-the-case }
receipt-filed-at = Filed on
receipt-description = What you told us
receipt-files = Files
receipt-no-files = No files
receipt-files-note = The SHA-256 digest proves that a file has not changed.
receipt-proof = How to check this receipt
receipt-proof-page = Scan the QR code or open this page:
receipt-proof-signature = This file carries an Ed25519 signature. Public key: { $key }. How to check it offline:
receipt-qr = QR code that opens { $address }

## The case file
case-file-title = File { -of-the-case } { $code }
case-file-history = History

## What can be downloaded of a case
receipt-download = Download receipt (PDF)
case-file-download = Download { -the-case } (PDF)
case-file-download-zip = { -The-case } with files (ZIP)
case-file-heading = Case file
case-file-public = For the customer (PDF)
case-file-internal = With internal notes (PDF)
case-file-internal-zip = With notes and files (ZIP)
case-file-state = State
case-file-created = Created on
case-file-requester = Customer
case-file-note = Internal note

## The page that confirms a receipt
receipt-page-title = Genuine receipt
receipt-page-text = { $org } received { -the-case } { $code } on { $at }.
receipt-page-privacy = For privacy we show nothing else here. Compare the code and the date with those on your receipt.
receipt-key-title = How to check a receipt
receipt-key-text = Each PDF receipt carries an Ed25519 signature. If anybody changes the file, the signature no longer holds.
receipt-key-label = Public key
receipt-key-command = Check a file offline with this command:
receipt-key-qr = You can also scan the QR code of the receipt. It opens a page that confirms the code and the date.
receipt-file-name = receipt

## A list as a file
export-button = Export
export-note = With the filters of this list
export-count = { $count }, with the filters of this list
export-file-name = cases
export-pdf = PDF
export-pdf-note = To print or keep
export-xlsx = Excel (.xlsx)
export-xlsx-note = With dates and amounts as numbers
export-csv = CSV
export-csv-note = Separated by semicolons, UTF-8
export-csv-comma-note = Separated by commas, UTF-8
export-amount = Amount
export-search = Search
export-code = Code
export-created = Created
export-updated = Updated
export-resolved = Resolved
export-too-many-title = The list is too long
export-too-many-text = This format takes up to { $most } rows. Use the filters to shorten the list, or choose another format.
export-back = Back to the list

## Long lists, prepared behind the scenes
export-prepared-title = Your files
export-prepared-nav = Prepared files
export-prepared-note = The long lists you asked for
export-prepared-none = You have not asked for files in the last 24 hours.
export-long-title = The list has { $count }
export-long-text = We prepare the file separately, with these filters. You can download it for 24 hours.
export-long-button = Prepare the file
export-asked = We are preparing your file. You can do something else and come back.
export-busy = We are already preparing two files for you. Wait until one is ready and ask again.
export-asked-at = Asked for: { $moment }
export-progress = { $done } of { $total } rows
export-waiting = In preparation
export-ready = Ready
export-failed = We could not prepare it. Ask for it again from the list.
export-download = Download { $format } ({ $size })
export-until = Available until { $moment }
export-refresh = Refresh
