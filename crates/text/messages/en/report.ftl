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
