# Asked again when an outage turns ten minutes old.

ask-still-down = { $subject }: from what you told us, the interruption has now lasted 10 minutes. Is service back?
this-report = The fault you are reporting
this-ticket = Ticket { $number }
choice-still-down = Not yet
choice-over-late = Yes, after 10 min or more
choice-over-soon = Yes, in under 10 min
ask-raise-outage = { $subject }: an interruption of 10 minutes or more is { $level }. Shall we change the level? If you agree, the on-duty engineer is called at once.
outage-over = All right, we've noted that service is back. The level stays as it is.
