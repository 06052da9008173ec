# Words said instead of pressing, between commas. Case, accents and signs around them don't matter.

words-cancel = cancel, stop, quit, exit, never mind, forget it
words-back = back, go back, previous
words-skip = skip, next, don't know, no idea, none, not sure
words-yes = yes, y, yeah, yep, sure, ok, okay, correct, right, agreed, i agree
words-no = no, n, nope, not yet, no thanks
words-done = done, that's all, that is all, finished, nothing else
# Answers to “Is everything working again?”
words-works = works, it works, it works now, working, working again, fixed, it's fixed
words-broken = not yet, still broken, not working, it doesn't work, not fixed, same problem
words-help = help, menu, commands, what can i do, how does this work
words-report = report, report another fault, report a fault, report fault, report a problem, fault
words-ask = question, ask, ask a question, i have a question
words-progress = status, ticket, progress, check a ticket, my ticket, my tickets, tickets
words-thanks = thanks, thank you, thank you very much, many thanks, thanks a lot, ok thanks, cheers, thx
words-hello = hello, hi, hey, good morning, good afternoon, good evening, good day
words-language = language, change language, english
words-privacy = privacy, my data, privacy policy
words-forget = delete my data, forget me, erase my data
words-person = person, talk to a person, human, agent, operator, reception
words-more = more, next page, show more
words-link = link, link accounts, link my accounts, connect accounts
words-unlink = unlink, unlink accounts, disconnect accounts
