# What staff do when an action needs a few words.

ask-more = { $number }: what else?
choice-say = Write to customer
choice-told = Note what you told them
choice-note = Internal note
choice-answer = Answer the question
choice-refer = Pass to manager
choice-set-severity = Change the level
choice-cancel-ticket = Cancel the ticket
ask-wait-reason = { $number }: what do you need from the customer? Your words go to them as they are, and the clock is paused.
ask-eta = { $number }: when will you be there? Pick one, or write a time such as “17:20” or “in 40 minutes”. The customer is told.
choice-eta-30 = In 30 minutes
choice-eta-60 = In 1 hour
choice-eta-120 = In 2 hours
eta-not-understood = We couldn't read that time. Write it like “17:20” or “in 40 minutes”.
ask-solution = { $number }: what was done? A sentence is enough; the customer gets it to confirm.
ask-say = { $number }: { $way ->
        [phone] what did you tell the customer by phone? It is kept in the ticket; nothing is sent.
       *[chat] what shall we tell the customer? Your words go to them as they are. Photos are welcome.
    }
ask-note = { $number }: write an internal note. The customer doesn't see it.
ask-answer = { $number }: what is the answer? Your words go to the customer, and the question closes.
ask-referral = { $number }: why does it go to the customer service manager? They will read this.
ask-level = { $number } is { $level }. Which level should it be?
ask-level-reason = { $number }: why { $level }? The customer will read this.
ask-cancel-reason = { $number }: why is it cancelled? The customer will read this.
