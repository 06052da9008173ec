## Names

level-1 = level 1 (critical)
level-2 = level 2 (major)
level-3 = level 3 (minor)
kind-fault = fault
kind-question = question
kind-follow-up = follow-up

# States, for staff
staff-state-new = not taken yet
staff-state-acknowledged = acknowledged
staff-state-working = in progress
staff-state-waiting = waiting for customer
staff-state-solved = to be confirmed
staff-state-closed = closed
staff-state-cancelled = cancelled

role-customer = customer
role-supervisor = supervising engineer
role-reception = reception
role-on-duty = on-duty engineer
role-field = field engineer
role-manager = customer service manager
role-head = department head
role-marketing = marketing department
role-engineering = engineering service
role-factory = repair factory
role-admin = administrator

# Fields of the information record
field-project = project name
field-equipment = main equipment
field-components = key components
field-symptom = symptom
field-cause = cause analysis
field-accepted = final acceptance
field-in_warranty = in warranty
field-materials = repair materials
field-phone = phone
field-since = start of the fault
field-down = service interrupted
field-lost = data lost

## Customer: greeting and help

greeting = Hello, this is { $company } after-sales service, here around the clock. How can we help?
greeting-report = Report a fault
greeting-question = Ask a question
greeting-status = Check a ticket
greeting-language = Language
help-customer =
    Tell us in a sentence what the equipment is doing and we'll open a ticket. These words work too:
    report: equipment has a fault
    question: you have a technical question
    status: see your tickets
    language: change the language
    privacy: what we keep, and how to delete it
    link: use a second app (Telegram, WeChat, browser) as the same person
    cancel: stop what you are filling in
    If it can't wait, call { $hotline }.
help-numbers = Where choices have numbers, just type the number, such as “2”.
not-understood = That doesn't answer the question. Choose one of the options, or write “help”.
unknown-command = There is no such command. Write “help” to see what you can do.
nothing-to-cancel = There is nothing you are filling in right now. To withdraw a ticket, write “status” and choose it.
already-reporting = You are already reporting a fault: carry on with the question below.
back-to-report = Back to the fault you were reporting:
back-to-before = Back to the question before:
choice-new-report = Report another fault
thanks-answered = You're welcome. Write here whenever you need us.
empty-message = That message was empty. Tell us in a sentence or two what is wrong, or send a photo or a voice message.
too-long = That message was too long: we read the first { $limit } characters. Send the rest in several messages.
file-too-large = That file is over { $limit } MB, more than we can take; your report goes on without it. Send a smaller one, a shorter video or a photo of the screen, or send it in parts.
file-empty = That file arrived empty. Please send it again.
unknown-kind = We can't read that kind of message yet. Send text, photos, videos, voice or files.
edited-noted = Your correction is noted; whoever works on the ticket will see it.
edit-not-taken = Editing a message doesn't change your answer. To correct it, go back or write a new message.
old-button = That choice is out of date, so nothing was done. The card shows how { $number } stands.
old-button-any = That choice is out of date, so nothing was done. The latest message shows how things stand.
press-done = Received
use-private-chat = Let's go on in a private chat with the bot: write “report” there. In the group others can read it too.
busy = Your last message is still being handled. Try again in a few seconds.
kept-safe =
    We couldn't process that message, but it is kept. Someone will look at it and contact you.
    If it can't wait, call { $hotline }.
storm-reception =
    Several critical reports came in a short time. Reception will check them with you before engineers are called. Everything you sent is kept.
    If it can't wait, call { $hotline }.
person-how = People answer here: tell us what is wrong or ask your question, and the engineer on duty is called at once. If it can't wait, call { $hotline }.
person-has-it-by = { $name } has ticket { $number }, knows that you asked for a person, and will answer you { BY($due) }.
person-has-it = { $name } has ticket { $number } and knows that you asked for a person. They see what you write, and you'll hear about progress here.
person-called-by = Nobody has taken ticket { $number } yet. We are calling the on-duty engineer, who will contact you { BY($due) }.
person-called = Nobody has taken ticket { $number } yet. We are calling our engineers and will tell you who has it as soon as somebody does.
person-worse = If it has got worse, write “status” and choose “It's worse now”.
person-hotline = If it can't wait, call { $hotline }.
person-which =
    You have several tickets: choose one to see who has it and what comes next.
    If it can't wait, call { $hotline }.
start-unknown = That link is no longer valid.
start-anyway = You can report a fault here: tell us what the equipment is doing, or send a photo or a voice message.

erased = Your data is deleted: messages, files, name and contact. If you need us again, just write.
erase-later = Ticket { $number } is still open. We'll delete your data as soon as it closes. You can also withdraw it first.

## Customer: the ticket

ticket-issued =
    We have it. Your ticket number is { $number }, { $level }.
    The on-duty engineer has been alerted and will contact you { BY($due) }. Anything to add? Just write here.
    If it can't wait, call { $hotline }.
ticket-issued-question =
    We have your question. Its number is { $number }.
    Reception will answer { BY($due) }. Anything to add? Just write here.
notice-acknowledged = Ticket { $number }: { $name } has taken it and is looking into it now. You'll hear back { BY($due) }.
notice-acknowledged-late = Ticket { $number }: { $name } has taken it and is looking into it now. This is later than we promised, and we're sorry; you'll hear back here.
notice-taken = Ticket { $number }: { $name } is handling it now and has everything you told us. No need to repeat it.
relay-staff =
    { $name } (ticket { $number }):
    { $text }
notice-waiting =
    To carry on with ticket { $number } we need one thing: { $reason }
    Just answer here. We resume as soon as it's here; until then the clock is paused.
notice-resumed = Ticket { $number }: your answer is here. We're carrying on, and the clock is running again.
notice-on-site = Ticket { $number }: { $name } is on the way and should be there { ABOUT($eta) }. Please have someone there to let the engineer in. Need another time or contact? Just answer here.
remind-confirm =
    Ticket { $number }: { $kind ->
        [follow_up] is this settled for you?
       *[other] is everything working again?
    }
    If we don't hear from you { BY($closes) } we'll close the ticket. Should the fault come back, write the number and what is wrong, and we'll pick it up again.
received-confirm =
    Added to ticket { $number }; { $name } will see it.
    { $kind ->
        [follow_up] Is this settled for you?
       *[other] Is everything working again?
    }
    If we don't hear from you { BY($closes) } we'll close the ticket. Should the fault come back, write the number and what is wrong, and we'll pick it up again.
notice-closed = Thank you. Ticket { $number } is closed. Should the fault come back, write the number and what is wrong, and we'll pick it up again.
notice-settled = Thank you. { $number } is settled. If you need us again, just write.
notice-closed-silence = We didn't hear from you, so ticket { $number } is closed. If something is still wrong, write the number and what is wrong, and we'll pick it up again.
notice-reopened = Ticket { $number } is open again. The engineer has been alerted and will contact you { BY($due) }.
notice-cancelled =
    Ticket { $number } has been cancelled. Reason: { $reason }
    If the fault is still there, write to us and we'll open a new one.
notice-withdrawn = Ticket { $number } is withdrawn, as you asked. If you need us again, just write.
notice-severity =
    Ticket { $number } is now { $level }. We'll contact you { BY($due) }.
    Reason: { $reason }
notice-severity-only =
    Ticket { $number } is now { $level }.
    Reason: { $reason }
notice-answered =
    { $name } on your question { $number }:
    { $text }
    Still unclear? Write the number and your question.
notice-referred = Your question { $number } needs a closer look. The customer service manager has it and will answer here { BY($due) }.
notice-escalated = Ticket { $number }: the on-duty engineer hasn't taken it yet, so we have called the next in line. The promise stands: you'll hear from us { BY($due) }.
notice-received = Added to ticket { $number }; { $name } will see it.
notice-received-nobody = Added to ticket { $number }. We are calling the on-duty engineer, who will contact you { BY($due) }.
notice-files = { $count ->
        [one] { $count } file
       *[other] { $count } files
    } added to ticket { $number }; whoever works on it will see this.
notice-follow-up = About your score ({ $about }): { $name } is looking into it and will contact you { BY($due) }. Anything to add? Just write here.
not-found = We can't find a ticket { $number } that you can view. Check the number (it has no letters I, L, O or U), or choose from your tickets.
ticket-gone = We can't find that ticket, so nothing was done. Write “status” to see your tickets.
unnamed-customer = Customer without a name
all-right = All right.
file-of-ticket = { $count ->
        [one] The engineer sent a file
       *[other] The engineer sent { $count } files
    } for ticket { $number }.
file-gone = We couldn't fetch the file you sent. Your words are kept; please send the file again.
