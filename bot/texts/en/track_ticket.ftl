# How it stands, adding something, withdrawing.

ask-which-ticket = Which ticket would you like to see?
choice-ticket = { $number } { $stage }
no-open-tickets = You have no open tickets. If equipment has a fault, just tell us what it is doing.
ticket-not-found = We can't find a ticket with that number that you can view. Check it (it has no letters I, L, O or U), or write “status” to choose from your tickets.
ticket-status =
    Ticket { $number }: { $stage }
    Severity: { $level }
    About: { $symptom }
    Handled by: { $holder }
    { $next }
stage-new = received
stage-acknowledged = accepted
stage-working = in progress
stage-waiting = waiting for you
stage-solved = to be confirmed
stage-closed = closed
stage-cancelled = cancelled
nobody-yet = nobody yet; we are calling the on-duty engineer
next-respond = We'll contact you { BY($due_at) }.
next-working = We're working on it; you'll hear about progress here.
next-waiting =
    We need one thing: { $reason }
    We resume as soon as it's here; until then the clock is paused.
next-on-site = The engineer should be there { ABOUT($eta_at) }.
next-confirm = Is everything working again? If we don't hear from you { BY($closes_at) } the ticket closes.
next-ended = This ticket has ended. If something is still wrong, just write.
choice-add-information = Add information
choice-more-severe = It's worse now
choice-withdraw = Withdraw the ticket
ask-addition = Send what you want to add to ticket { $number }: text, photos or voice. If you send only files, choose “Done” afterwards.
addition-passed-on = Added to ticket { $number }; whoever works on it will see it.
ask-worse-level =
    How much is ticket { $number } affecting you now?
    It's down: the system has stopped, service has been out for 10 minutes or more, or important data is lost
    Working, but badly: part of the service is lost, or it may stop soon
ask-withdraw = Withdraw ticket { $number }? We'll stop working on it.
choice-withdraw-yes = Yes, withdraw it
choice-withdraw-no = No, carry on
