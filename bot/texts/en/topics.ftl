## Topics of tickets in a forum of staff, and groups that move

# The name of a topic: Telegram shows its first forty characters or so.
topic-name = { $number } · { $level } · { $symptom }
topic-name-only = { $number } · { $level }
card-topic = Mind: what { $name } writes here goes to the customer; what anybody else writes stays among us.
line-not-delivered = There is no sign that this line reached the customer: they may have blocked us. Call them instead; “Show phone” on the card has the number.
group-moved =
    Telegram has given the staff group a new number: { $old } is now { $new }. Everything has moved along, nothing is lost, and nothing is urgent.
    When convenient, write staff_chat = { $new } into the configuration.
