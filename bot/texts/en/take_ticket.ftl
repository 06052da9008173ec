# Taking a ticket somebody else has.

ask-takeover = { $holder } has ticket { $number }. Do you want to take it over?
choice-take-over = Take it over
choice-leave-it = Leave it
takeover-left = All right, { $number } stays with { $holder }.
