# How instants are put. clock-date is a CLDR date pattern.
clock-date = d MMM
clock-date-other-year = d MMM y

clock-moment-today = today { $time }
clock-moment-tomorrow = tomorrow { $time }
clock-moment-yesterday = yesterday { $time }
clock-moment-other = { $date }, { $time }

# A deadline, with its preposition: by 16:30
clock-by-today = by { $time }
clock-by-tomorrow = by { $time } tomorrow
clock-by-yesterday = by { $time } yesterday
clock-by-other = by { $date }, { $time }

clock-at-today = at { $time }
clock-at-tomorrow = tomorrow at { $time }
clock-at-yesterday = yesterday at { $time }
clock-at-other = on { $date } at { $time }

clock-about-today = at about { $time }
clock-about-tomorrow = tomorrow at about { $time }
clock-about-yesterday = yesterday at about { $time }
clock-about-other = on { $date } at about { $time }

# A length of time, in two units at most: 3 hours 5 minutes
clock-day = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
clock-hour = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
clock-minute = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
clock-second = { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
clock-together = { $large } { $small }
