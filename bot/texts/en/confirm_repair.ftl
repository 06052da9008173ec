# The customer confirms whether it works.

ask-works =
    { $kind ->
        [follow_up] { $number }: { $holder } on your score: { $note }
       *[other] Ticket { $number }: { $holder } reports the fault is fixed: { $note }
    }
    { $kind ->
        [follow_up] Is this settled for you?
       *[other] Is everything working again?
    }
    If we don't hear from you { BY($closes_at) } we'll close the ticket. Should the fault come back, write the number and what is wrong, and we'll pick it up again.
choice-works = Yes, it works
choice-broken = Still a problem
choice-settled = Yes, it is settled
choice-unsettled = Not settled
ask-what-is-wrong = We're sorry it isn't right yet. What is happening now with ticket { $number }? A sentence or a photo is enough, and we'll start again at once.
repair-not-answered = All right, we'll leave it for now. If we don't hear from you { BY($closes_at) } we'll close ticket { $number }. Should the fault come back, just write.
