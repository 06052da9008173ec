## The chat page

web-subtitle = After-sales, around the clock
web-skip = Skip to the message box
web-language = Language
web-conversation = Conversation
web-write = Write a message
web-send = Send
web-attach = Attach a photo, video or file
web-note = What you write is kept with your ticket.
web-privacy = Privacy
web-choices = Choices
web-newest = To the latest message
web-typing = Typing
web-today = Today
web-photo = Photo
web-voice = Voice message
web-video = Video
web-document = File
web-files = Files
web-page = Call
web-sending = Sending
web-uploading = Uploading
web-failed = Not sent; tap to try again
web-offline = You're offline. What you write is kept and sent as soon as you're back.
web-noscript = This page needs JavaScript. Open it in another browser, or call

web-ticket = Your ticket
web-ticket-data = Ticket details
web-level = Severity
web-customer = Customer
web-equipment = Equipment
web-holder = Handled by
web-urgent = If it can't wait
web-zone = Times shown in:
web-left = Time left
web-late-by = Overdue by
web-met = Answered
web-paused = Clock paused

## The ticket above the talk

web-time = { TIME($at) }
web-by = { BY($due) }
web-about = { ABOUT($due) }
web-question = Question
web-level-1 = Level 1 (critical)
web-level-2 = Level 2 (major)
web-level-3 = Level 3 (minor)
web-state-new = Received
web-state-acknowledged = Accepted
web-state-working = In progress
web-state-waiting = Waiting for your answer
web-state-solved = Solved, to be confirmed
web-state-closed = Closed
web-state-cancelled = Cancelled
web-step-received = Received
web-step-accepted = Accepted
web-step-working = In progress
web-step-solved = Solved
web-note-received = The on-duty engineer has been alerted.
web-note-accepted = { $name } has it.
web-note-waiting = Waiting for your answer; the clock is paused.
web-note-solved = You confirm that it works.
web-promise-respond = We'll contact you { BY($due) }
web-promise-late = We should have contacted you { BY($due) }. We are still calling engineers; if it can't wait, call the hotline
web-promise-eta = { $name } should be there { ABOUT($due) }
web-promise-working = { $name } is working on it; you'll hear about progress here
web-promise-waiting = Waiting for your answer; the clock is paused
web-promise-solved = Tell us whether everything is working again
web-promise-closed = Closed. Should the fault come back, just write
web-promise-cancelled = Cancelled; nobody is working on it
web-fact-project = Project
web-fact-equipment = Equipment
web-fact-site = Site

## Why something was not done

web-error-not-found = It isn't there, or you can't view it.
web-error-too-large = That is too large to send.
web-error-bad-request = We couldn't read that request. Reload the page and try again.
web-error-bad-fields = That request has a wrong value: { $detail }
web-error-busy = It's busy right now. What you wrote is still here; try again in a few seconds.
web-error-no-session = This conversation has expired. Reload the page.
web-error-forbidden = You can't enter here.
web-error-too-many = That was a lot at once. Wait a few seconds.
web-error-too-long = That message is too long: { $limit } characters fit. Send it in parts.
web-error-too-many-files = One message takes { $limit } files at most.
web-error-empty = That message is empty.
web-error-unknown-file = We can't find that file. Upload it again.
web-error-empty-file = That file is empty. Choose another.
web-error-file-too-large = That file is over { $limit } MB and can't be sent.
web-error-no-file = No file arrived. Choose it again.
