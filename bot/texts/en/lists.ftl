# Lists of tickets, what waits for one of staff, and the morning's digest.

list-mine = { $count ->
        [one] You have { $count } ticket
       *[other] You have { $count } tickets
    }{ $pages ->
        [1] {""}
       *[other] {", "}page { $page } of { $pages }
    }:
list-open = { $count ->
        [one] { $count } open ticket
       *[other] { $count } open tickets
    }{ $pages ->
        [1] {""}
       *[other] {", "}page { $page } of { $pages }
    }:
list-found = { $count ->
        [one] { $count } ticket with “{ $words }”
       *[other] { $count } tickets with “{ $words }”
    }{ $pages ->
        [1] {""}
       *[other] {", "}page { $page } of { $pages }
    }:
list-line = { $number } { $level }, { $state }, { $name }. Answer the customer: { $due }. { $customer }: “{ $symptom }”
list-line-answered = { $number } { $level }, { $state }, { $name }. { $customer }: “{ $symptom }”
list-line-own = { $number } { $level }, { $state }. Answer the customer: { $due }. { $customer }: “{ $symptom }”
list-line-own-answered = { $number } { $level }, { $state }. { $customer }: “{ $symptom }”
list-nobody = nobody
list-empty-mine = You have no open ticket just now. /open shows everybody's.
list-empty-open = No ticket is open just now.
list-empty-filtered = Just now there is no open ticket{ $level ->
        [0] {""}
       *[other] {" "}of level { $level }
    }{ $state ->
        [waiting] {" "}that waits for the customer
       *[any] {""}
    }{ $late ->
        [yes] {" "}past its time
       *[no] {""}
    }. /open shows all that are open.
list-empty-found = We found no ticket with “{ $words }”. Try another word, or a part of the number.
list-over = That was all. /open lists the open tickets, /mine yours.
choice-list-ticket = { $number }
choice-next-page = More
choice-previous-page = Before
usage-open = Write: /open, or with 1, 2 or 3 for a level, “waiting”, “late”, or p2 for the second page
usage-mine = Write: /mine, or /mine p2 for the second page
usage-find = Write: /find and words of the symptom, the customer, the equipment, or a part of the number

waiting-heading = This waits for you:
waiting-call = { $number }, { $level }: you were called and nobody has taken it; answer { BY($due) }. /ack { $number }
waiting-offer = { $number }: { $name } asks you to take it. /accept { $number }, or /decline { $number } and the reason
waiting-words = { $number }, the customer { AT($at) }: “{ $text }”
waiting-files = { $number }: the customer sent files { AT($at) }.
waiting-eta = { $number }: you were expected on site { AT($eta) }. Not there yet? Give a new time: /onsite { $number }
waiting-late = { $number }: the answer to the customer was due { AT($due) }. Write to them now: /say { $number }
waiting-due = { $number }: the answer to the customer is due { AT($due) }. /say { $number }

digest-heading = What is open, { DATE($day) }:
digest-own = { $name }, with you: { $count } open, { $late } late, { $waiting } waiting for the customer, { $solved } to be confirmed. /mine shows them.
digest-desk =
    The desk: { $count } open, { $late } late, { $waiting } waiting for the customer, { $solved } to be confirmed, { $nobody } taken by nobody.
    Level 1: { $level1 }. Level 2: { $level2 }. Level 3: { $level3 }. Questions and follow-ups: { $others }.
digest-day = Solved since yesterday: { $solved }.
digest-scores = Scores since yesterday: { $count }, { $score } on average.
duty-after = After that: { $name }.
