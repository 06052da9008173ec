# Reporting a fault.

ask-kind = We have your message. Is this a fault to report, or just a question?
choice-report-fault = Report a fault
choice-just-question = Just a question
choice-add-to = Add to { $number }
ask-symptom = What is the equipment doing? A sentence or two is enough: since when, and any alarm you see. Photos, video and voice are welcome.
symptom-words-please = We have your file. Now tell us in a few words what is wrong.
ask-severity =
    How much is it affecting you right now?
    It's down: the system has stopped, service has been out for 10 minutes or more, or important data is lost
    Working, but badly: part of the service is lost, or it may stop soon
    Minor: something is wrong, but key work goes on
    Not sure? Pick the closest.
ask-down = Is the system or its service interrupted now?
choice-down-now = Still interrupted
choice-down-ended = It was, for under 10 min
choice-down-ended-long = It was, for 10 min or more
choice-down-never = Not interrupted
ask-since = Since when has it been interrupted? Pick one, or write a time such as “14:20” or “20 minutes ago”.
choice-just-now = Just now
choice-under-10 = Under 10 min
choice-over-10 = 10 min or more
since-not-understood = We couldn't read that time. Write it like “14:20” or “20 minutes ago”.
ask-lost = Has important data been lost?
ask-proposed-level = From your answers ({ $why }), this looks more like { $level }. Shall we change it? If not, it stays { $picked }: the choice is yours.
why-data-lost = important data is lost
why-long-outage = 10 minutes or more of interruption
why-still-running = the system is running and no data is lost
ask-equipment = Which equipment is it? A name, model or serial number will do. Not sure? Skip it.
ask-project = Which project or site is it at? Not sure? Skip it.
ask-photos = { $count ->
        [0] Any photos, videos or recordings? Send them here, or skip.
        [one] We have { $count } file. Send more, or choose “That's all”.
       *[other] We have { $count } files. Send more, or choose “That's all”.
    }
choice-photos-done = That's all
ask-phone = Which number can we call if we need to? You can skip this.
ask-summary =
    Check the details; if all is right, send it:
    Symptom: { $symptom }
    Severity: { $level }
    Interrupted: { $down }
    Since: { $since }
    Important data: { $lost }
    Equipment: { $equipment }
    Project or site: { $project }
    Files: { $photos }
    Phone: { $phone }
    You get a ticket number and a time for our answer as soon as you send it.
down-yes = still interrupted
down-ended = it was, for under 10 min
down-ended-long = it was, for 10 min or more
down-no = not interrupted
lost-yes = lost
lost-no = not lost
phone-not-understood = We saw no phone number in that. Write one we can call, or choose “Skip”; send it once more as it is and we'll note it like that.
choice-send = Send
choice-change = Change something
ask-change = What would you like to change?
choice-symptom = Symptom
choice-severity = Severity
choice-equipment = Equipment
choice-project = Project or site
choice-phone = Phone
report-completed = That's everything, and the engineer can see it. You'll hear about progress here.
report-added = Added to ticket { $number }; whoever works on it will see it.
report-cancelled = All right, nothing was sent. If you need us, just write.
report-left-with-ticket = All right, we'll leave it there. Your ticket is open and the engineer will contact you by the time given. Anything to add? Just write here.
report-waiting = Your report is half done: carry on with the question below, or write “cancel”. If you have no ticket number yet, it has not been sent.
report-issued-waiting = Ticket { $number } is with us; you don't have to do anything more. If you like, answer the question below: it helps the engineer. To skip the rest, write “cancel”; the ticket stays open.
