# Satisfaction.

ask-score = Ticket { $number } is closed. How did we do? A score from 1 to 5 is enough.
score-1 = 1 Very poor
score-2 = 2 Poor
score-3 = 3 Fair
score-4 = 4 Good
score-5 = 5 Very good
ask-low-reason = We're sorry this fell short. What was it mainly? The customer service manager will look into it and contact you { BY($call_by) }.
reason-slow = Too slow
reason-not-fixed = Not fixed
reason-manner = Manner
reason-cost = Cost
reason-other = Something else
ask-comment = If you'd like to say more, write it here and the manager will read it. Otherwise skip.
rating-thanks = Thank you for your score. We've passed it on to the engineer.
rating-followed-up = Thank you. The customer service manager has it and will contact you by the time given.
rating-invites = Thank you for your score. We've passed it on to the engineer. If you'd like to add a word, choose that; otherwise there is nothing to do.
choice-comment = Add a word
ask-words = What would you like to tell us?
comment-thanks = Thank you, we've passed it on.
