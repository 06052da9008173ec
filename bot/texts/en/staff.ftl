## Pages: the first line says what to do, and by when

page-alert =
    Take ticket { $number } and answer the customer { BY($due) }.
    { $customer }, { $level }. Call { $call }.
page-overdue =
    Overdue, was due { AT($due) }: take ticket { $number } and answer the customer now.
    { $customer }, { $level }. Call { $call }.
page-raised = Look at ticket { $number } now: it went up to { $level }.
page-reopened =
    Take ticket { $number } and answer the customer { BY($due) }: they say the fault is still there.
    They say: “{ $reason }”
page-reopened-silent = Take ticket { $number } and answer the customer { BY($due) }: they say the fault is still there.
page-follow-up = Contact the customer about follow-up { $number }: they gave a low score.
page-referred =
    Answer question { $number } { BY($due) }: it was passed on to you and the customer is waiting.
    Why it came to you: “{ $reason }”

## The card

card-title = { $number } · { $level } · { $state }
card-customer = Customer: { $name }
card-customer-unnamed = Customer: no name given
card-equipment = Equipment: { $equipment }
card-project = Project: { $project }
card-symptom = About: “{ $symptom }”
card-files = Files: { $count }
card-holder = Handled by: { $name }
card-responded = First response: { $at }
card-respond-by = Answer the customer: { BY($due) }
card-eta = Expected on site: { $eta }
card-waiting = Waiting for the customer: { $reason }
card-score = Score: { $score } out of 5
card-due-label = Answer the customer
card-next-label = Next call if nobody takes it
btn-ack = I'll take it
btn-take = Take over
btn-phone = Show phone
btn-onsite = On my way
btn-wait = Await reply
btn-solved = Solved
btn-say = Write to customer
btn-told = Note what you told them
btn-answer = Answer
btn-refer = Pass to manager
btn-more = More

## What customers and colleagues did

customer-wrote =
    { $name } ({ $number }):
    { $text }
customer-files = { $number }: { $count ->
        [one] the customer sent { $count } file; it is in the ticket.
       *[other] the customer sent { $count } files; they are in the ticket.
    }
record-amended =
    { $number }: the customer added details:
    { $details }
confirmed-by-customer = { $number }: the customer confirmed it works. The ticket is closed.
withdrawn-by-customer = { $number }: the customer withdrew it. Nothing more to do.
taken-from-you = { $number }: { $name } has taken it over. Nothing more for you to do.
score-given = { $number }: the customer gave { $score } out of 5.
reason-given = { $number }: reason for the low score, “{ $reason }”.
comment-given = { $number }: the customer adds: “{ $text }”

## After an action

done-acknowledged = { $number } is yours: the calls have stopped and word is on its way to the customer. Next: write to the customer { BY($due) }, as promised.
done-acknowledged-late = { $number } is yours: the calls have stopped and word is on its way to the customer. The promised time has passed, so write to the customer now.
done-taken = { $number } is now yours. Word is on its way to the customer and to whoever had it.
done-staff-said = On its way to the customer ({ $number }).
done-noted = Noted in { $number }. The customer doesn't see it.
done-waiting-started = { $number } waits for the customer and the clock is paused. When they answer it runs again and you are told.
done-on-site-announced = { $number }: when you'll be there is on its way to the customer.
done-solved = { $number }: the question whether it works is on its way to the customer. A yes closes it; if it isn't fixed, you are called at once.
done-answered = { $number }: the answer is on its way to the customer and the question is closed.
done-referred = { $number } is with the customer service manager, and word is on its way to the customer.
done-severity-changed = { $number } is now { $level } and the clocks follow. Word is on its way to the customer.
done-severity-proposed = { $number }: going down to { $level } needs the customer's yes, and the question is on its way to them. Until then the level stays.
done-cancelled = { $number } is cancelled, and the reason is on its way to the customer.
files-not-passed = Your files went nowhere. To send files to the customer, choose “Write to customer” or reply to the customer's line with them.
files-not-passed-plain = Your files went nowhere. To send files to the customer, choose “Write to customer” first.
done-attached = Files added to { $number }.
already-held = { $name } already has { $number }. Nothing for you to do.
already-yours = { $number } is already yours.
already-so = That is already so for { $number }; nothing to do.
asked-in-private = { $name }, we've asked you in your private chat; answer there.

## What may not be done: why, and who may

refused-role = Your role can't do this. These can: { $roles }.
refused-not-staff = Only our own staff can act here.
refused-not-taken = Nobody has taken this ticket yet. Choose “I'll take it” first.
refused-not-yours = { $name } has this ticket. Ask them, or take it over first.
refused-ended = This ticket has ended and can't be changed.
refused-not-reporter = Only the customer who reported it can do this.
refused-not-a-question = This is a fault, not a question. Once it is repaired, use “Solved”.
refused-no-level = A question has no level; only faults have one.
refused-eta-past = That time has passed. Write a later one.
refused-not-solved = The engineer hasn't reported it solved yet, so there is nothing to confirm.
refused-not-closed = A score can be given once the ticket is closed.
refused-field = That can't be changed here. Tell whoever handles the ticket.
refused-score = A score goes from 1 to 5.
refused-desk-only = The system does this step, nobody else.

## Commands

usage-ticket = Write: /ticket NUMBER, for example /ticket BX-7K3M-9QK
usage-ack = Write: /ack NUMBER
usage-take = Write: /take NUMBER
usage-phone = Write: /phone NUMBER
usage-say = Write: /say NUMBER and your words to the customer
usage-note = Write: /note NUMBER and the internal note
usage-wait = Write: /wait NUMBER and what you need from the customer
usage-onsite = Write: /onsite NUMBER and your time of arrival, for example 17:20
usage-solved = Write: /solved NUMBER and what was done
usage-severity = Write: /severity NUMBER, the level (1, 2 or 3) and the reason
usage-answer = Write: /answer NUMBER and the answer
usage-refer = Write: /refer NUMBER and the reason
usage-drop = Write: /drop NUMBER and the reason for cancelling
duty-now = On duty: { $name }. Backup: { $backup }.
duty-now-alone = On duty: { $name }. There is no backup.
duty-nobody = Nobody on duty can be called; calls go to the administrator.
phone = { $name }'s phone: { $phone } ({ $number })
no-phone = { $name } left no phone number ({ $number }). Use “Write to customer”.
no-phone-kept = { $name } left no phone number ({ $number }). Use “Write to customer”: what WeChat doesn't take now goes out when they write to us.
no-phone-no-chat = { $name } left no phone number and cannot be written to ({ $number }). We can only wait until they get in touch.
help-staff =
    { $commands }
    The choices on the card do the same.
help-duty = /duty: who is on duty
help-mine = /mine: my tickets
help-open = /open: all open tickets
help-ticket = /ticket NUMBER: see the card
help-ack = /ack NUMBER: I'll take it
help-take = /take NUMBER: take over
help-phone = /phone NUMBER: the customer's phone
help-say = /say NUMBER words: they reach the customer
help-note = /note NUMBER note: the customer doesn't see it
help-wait = /wait NUMBER what is missing: wait for the customer
help-onsite = /onsite NUMBER time: the customer knows when you come
help-solved = /solved NUMBER what was done: the customer confirms
help-severity = /severity NUMBER level reason: change the level
help-answer = /answer NUMBER answer: answer the question
help-refer = /refer NUMBER reason: pass the question to the manager
help-drop = /drop NUMBER reason: cancel
help-new = /new: log a report that came by phone
help-give = /give NUMBER name: hand it to a colleague
help-accept = /accept NUMBER: take what was offered to you
help-decline = /decline NUMBER reason: don't take it
help-heard = /heard NUMBER words: what the customer said by phone
help-confirm = /confirm NUMBER: the customer without a chat says it works
help-reject = /reject NUMBER words: they say it doesn't work
help-rate = /rate NUMBER score: the score of a customer without a chat
help-find = /find words: search open and closed tickets
help-next = /next: more of the last list
help-block = /block NUMBER reason: take no more messages from whoever reported it
help-unblock = /unblock NUMBER: hear them again
invite-welcome = Welcome, { $name }. You are part of the desk now, and calls will reach you here. /help lists what you can do.
invite-invalid = That invitation has been used or has expired. Ask the administrator for another.

## The menu of commands

cmd-report = Report a fault
cmd-ask = Ask a question
cmd-tickets = My tickets
cmd-status = Check a ticket: /status NUMBER
cmd-language = Change the language
cmd-privacy = What we keep
cmd-forget = Delete my data
cmd-cancel = Stop what I am filling in
cmd-help = Help
cmd-duty = Who is on duty
cmd-mine = Tickets I handle
cmd-open = All open tickets
cmd-ticket = See the card: /ticket NUMBER
cmd-ack = I'll take it: /ack NUMBER
cmd-take = Take over: /take NUMBER
cmd-phone = Customer's phone: /phone NUMBER
cmd-say = Write to the customer: /say NUMBER words
cmd-note = Internal note: /note NUMBER note
cmd-wait = Wait for the customer: /wait NUMBER what is missing
cmd-onsite = On my way: /onsite NUMBER time
cmd-severity = Change the level: /severity NUMBER level reason
cmd-solved = Solved: /solved NUMBER what was done
cmd-drop = Cancel: /drop NUMBER reason
cmd-refer = Pass to the manager: /refer NUMBER reason
cmd-answer = Answer a question: /answer NUMBER answer
cmd-next = More of the last list
cmd-find = Search tickets: /find words
cmd-rate = Score by phone: /rate NUMBER score
cmd-reject = Not fixed, by phone: /reject NUMBER words
cmd-confirm = Confirmed by phone: /confirm NUMBER
cmd-heard = Customer said by phone: /heard NUMBER words
cmd-decline = Don't take it: /decline NUMBER reason
cmd-accept = Take what was offered: /accept NUMBER
cmd-give = Hand over: /give NUMBER name
cmd-new = Log a report that came by phone

## For the administrator

alarm = Alarm { $kind }: { $detail }
telegram-anonymous = There is no telling who acts as an anonymous administrator, so nothing was done. Turn anonymity off and try again.
