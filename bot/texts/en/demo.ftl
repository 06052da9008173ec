# The demo page.

demo-skip = Skip to the three phones
demo-language = Language
demo-clock = Desk clock
demo-speed = Clock speed
demo-story = Story so far
demo-phones = Phones
demo-play = Play a story:
demo-pause = Pause
demo-go-on = Go on
demo-replay = Play it again
demo-next = Next:
demo-free = On your own
demo-fresh = Start afresh, on your own
demo-fresh-about = An empty desk; all three phones are yours
demo-welcome = Three phones, one desk.
demo-welcome-next = Play a story, or just type on any of the phones.
demo-ended = The story is over.
demo-ended-next = All three phones can go on.
demo-failed-story = The story stopped here:
demo-you-are = You are now
demo-taken = The story is paused; type or press the buttons.
demo-taken-on = The story no longer goes on by itself: it's up to you. Speed the clock up to see reminders and escalation.
demo-role = Play this role
demo-role-mine = You play this role
demo-phone-customer = Customer
demo-phone-engineer = On-duty engineer
demo-phone-staff = Staff group
demo-write-room = Say something in the group

# Above the phones and in their titles
demo-hotline-bot = Bot · around the clock
demo-duty-bot = Bot · rings at night
demo-desk-bot = Duty assistant
demo-room = { $company } staff
demo-room-about = one card a ticket
demo-room-members = { $count } people
demo-customer-about = your customer
