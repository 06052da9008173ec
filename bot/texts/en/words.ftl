# Words said instead of pressing, between commas. Case, accents and signs around them don't matter.

words-cancel = cancel, stop, quit, exit, never mind, forget it
words-back = back, go back, previous
words-skip = skip, next, don't know, no idea, none, not sure
words-yes = yes, y, yeah, yep, sure, ok, okay, correct, right, agreed, i agree
words-no = no, n, nope, not yet, no thanks
words-done = done, that's all, that is all, finished, nothing else
words-help = help, menu, commands, what can i do, how does this work
words-report = report, report a fault, report fault, report a problem, fault
words-ask = question, ask, ask a question, i have a question
words-progress = status, progress, check a ticket, my ticket, my tickets, tickets
words-thanks = thanks, thank you, many thanks, thanks a lot, cheers
words-hello = hello, hi, hey, good morning, good afternoon, good evening, good day
words-language = language, change language, english
words-privacy = privacy, my data, privacy policy
words-forget = delete my data, forget me, erase my data
words-person = person, talk to a person, human, agent, operator, reception
words-more = more, next page, show more
