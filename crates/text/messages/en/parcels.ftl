### Many tracking numbers at once: the page for them, and what became of each.

parcels-offer = Several parcels in the same situation? Load up to { $most } numbers together
parcels-chosen = { $n ->
    [one] This form creates { $n } { -case }, with the number that you loaded.
   *[other] This form creates { $n } { -cases }, each with its number.
}
parcels-change = Change the numbers
parcels-title = Load the numbers of your parcels
parcels-intro = We create { -a-case } for each number. All have the same subject, the same description and the same files.
parcels-rule = A wrong number creates no { -case } and does not stop the others. You can correct it before you go on.
parcels-numbers = Tracking numbers
parcels-numbers-hint = Paste one number a line, up to { $most }
parcels-file = Or choose a CSV file
parcels-file-hint = One column with the numbers. If there are more columns, the one called “tracking” or “parcel”
parcels-check = Check the numbers
parcels-one = Back to a single number
parcels-result = This is how your numbers stand
parcels-ready = { $n ->
    [0] No number is ready.
    [one] { $n } number is ready.
   *[other] { $n } numbers are ready.
}
parcels-unready = { $n ->
    [one] { $n } number is left out:
   *[other] { $n } numbers are left out:
}
parcels-show-ready = See the numbers that are ready
parcels-anyway = Create { -another-case } anyway for those that have an open one ({ $n })
parcels-go-on = { $n ->
    [one] Go on with { $n } number
   *[other] Go on with { $n } numbers
}
parcels-left-form = This is no tracking number. Check letters and digits
parcels-left-check = A digit does not match. Compare it with your receipt
parcels-left-twice = It stands further up already
parcels-left-open = It has an open { -case } already
parcels-error-none = Write at least one number or choose a file with numbers
parcels-error-many = { $n ->
    [one] { $n } number too many. There is room for { $most }.
   *[other] { $n } numbers too many. There is room for { $most }.
}
parcels-error-long = The text is too long. Leave only the numbers.
parcels-error-file = The file is larger than { $size }. Divide it or paste the numbers.
parcels-error-nothing-left = No number is ready. Correct those that are wrong.
parcels-review-send = { $n ->
    [one] Send and create { $n } { -case }
   *[other] Send and create { $n } { -cases }
}
parcels-review-left = { $left ->
    [0] { $n ->
        [one] { $n } number
       *[other] { $n } numbers
    }
   *[other] { $n ->
        [one] { $n } number
       *[other] { $n } numbers
    }; left out: { $left }
}

## What became of them
filing-title = { $n ->
    [one] We created { $n } { -case }
   *[other] We created { $n } { -cases }
}
filing-intro = Subject: { $subject }
filing-filed = { -Cases } by number
filing-left-out = Left out
filing-number = Tracking number
filing-outcome = Result
filing-download = Download the list
filing-file-name = created-cases

## The letter
mail-tickets-filed-subject = { $n ->
    [one] We created { $n } { -case }
   *[other] We created { $n } { -cases }
}
mail-tickets-filed-heading = { $n ->
    [one] We created { $n } { -case }
   *[other] We created { $n } { -cases }
}
mail-tickets-filed-lead = Subject: { $subject }
mail-tickets-filed-agent = { $name } is on it
mail-tickets-filed-more = { $n ->
    [one] The full list has { $n } more.
   *[other] The full list has { $n } more.
}
mail-tickets-filed-left-out = { $n ->
    [one] { $n } number was left out. The list says why.
   *[other] { $n } numbers were left out. The list says why.
}
mail-button-filed = See the list
