### The chat: its greeting when it opens, attaching files

web-title = After-sales
web-hello = Hello, this is after-sales service, here around the clock.
web-hello-how = What is the equipment doing? A sentence or two is enough; photos, video and voice are welcome.
web-start-report = Report a fault
web-start-ask = Ask a question
web-start-tickets = Check a ticket
web-more = Add, change or withdraw
web-to-confirm = for you to confirm
web-drop = Drop to attach
web-file-limit = That file is too large. Send a smaller one, or send it in parts.
web-file-empty = That file is empty. Choose another one.
web-too-long = That message is too long. Send it in several parts.

# Staff
web-staff-room = Staff group
web-my-chat = My chat
