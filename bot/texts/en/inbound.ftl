### Edited messages, too many of them, people who are not listened to, what is told later

# Edits, for who made them
edit-command = An edited command does nothing. Send it again as a new message.
edit-too-late = Ticket { $number } has ended, so your edit was not added. If something is still open, write a new message.
edited-answer = Changed as you edited it.
edited-copy = The customer's copy is corrected.

# Edits, for the other side
customer-changed =
    { $name } ({ $number }) changed a message to:
    { $text }
relay-corrected =
    Correction from { $name } (ticket { $number }):
    { $text }

# Too many messages at once
too-fast =
    That was a lot at once. Nothing is lost: what you write now is put together and answered within a minute or so.
    If it can't wait, call { $hotline }.

# People who are not listened to
blocked-notice = Messages from here are not taken at the moment. What you reported before goes on. To reach us, call { $hotline }.
done-blocked = Nothing more is taken from whoever reported { $number }; their open tickets go on. To undo it: /unblock { $number }
done-unblocked = Whoever reported { $number } is heard again.
already-blocked = Whoever reported { $number } is blocked already.
not-blocked = Whoever reported { $number } isn't blocked.
refused-block-staff = That ticket was reported by one of us, and colleagues can't be blocked.
usage-block = Write: /block NUMBER and the reason. It blocks whoever reported that ticket; the reason stays with us.
usage-unblock = Write: /unblock NUMBER

# Told later
notice-late = Ticket { $number }: nobody has taken it in the time we promised, and we're sorry. We are calling { $names } now and go on until somebody answers. If it can't wait, call { $hotline }.
notice-late-nobody = Ticket { $number }: nobody has taken it in the time we promised, and we're sorry. We are calling everybody we can reach. If it can't wait, call { $hotline }.
amended-field = { $field }: { $value }
two-lines =
    { $first }
    { $rest }

# Scores
about-score = { $score } out of 5 for ticket { $number }
card-about-score = About: the customer gave { $score } out of 5 for { $number }

# Files
file-kept-only = { $number }: a file of the kind { $kind } came from the other side ({ $name }). Such files can carry programs, so it is kept and not passed on. If you need it, ask the administrator for it.
file-kept-only-sent = Files of the kind { $kind } are kept with ticket { $number } but not passed on, since they can carry programs. A photo, a PDF or plain text gets through.
file-kind-unknown = unknown
file-kind-program = program
file-kind-page = web page
file-kind-archive = archive
file-kind-office = old office document
