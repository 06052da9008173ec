# Reports that came by phone, and what is done for customers without a chat.

call-ask-symptom = A call: what is wrong? Write down what the customer says.
call-ask-level =
    How bad is it? Ask the caller:
    It's down: the system has stopped, service has been out for 10 minutes or more, or important data is lost
    Working, but badly: part of the service is lost, or it may stop soon
    Minor: something is wrong, but key work goes on
    “It's down” calls the engineer on duty the moment you pick it.
call-ask-equipment = Which equipment? A name, model or serial number. Skip it if the caller doesn't know.
call-ask-project = Which project or site?
call-ask-caller = Who is calling? The name and company.
call-ask-phone = Which number can we call back? If it belongs to a customer who chats with us, they get the ticket in their chat.
call-ask-time = When did they call? The clocks start there. Pick one, or write a time such as “14:20” or “20 minutes ago”.
choice-just-called = They are calling now
call-time-not-understood = We couldn't read that time. Write it like “14:20” or “20 minutes ago”.
call-summary =
    Read it back to the caller; if all is right, log it:
    Symptom: { $symptom }
    Severity: { $level }
    Equipment: { $equipment }
    Project or site: { $project }
    Caller: { $caller }
    Phone: { $phone }
    Called: { $called }
    { $reach }
call-reaches-chat = { $name } chats with us: number and updates go there.
call-reaches-phone = No chat known for this number: tell them everything by phone.
choice-log-call = Log it
choice-caller = Caller
choice-call-time = Time of the call
call-logged =
    Logged: { $number }, { $level }. Read the number out to the caller.
    { $name } has it in the chat too. The engineer on duty is being called and answers { BY($due) }.
call-logged-phone =
    Logged: { $number }, { $level }. Read the number out to the caller.
    The engineer on duty is being called and answers { BY($due) }. The caller has no chat with us, so everything else reaches them by phone.
call-caller-known = { $number } is now in the chat of { $name }, who gets all updates there.
call-completed = That's everything; the engineer can see it.
call-left = All right, nothing was logged.
call-left-with-ticket = All right, we'll leave it there. The ticket stays open and the engineer has been called.
call-receipt =
    We took your call down. Your ticket number is { $number }, { $level }.
    An engineer has been alerted and will contact you { BY($due) }. Updates come here; anything to add? Just write.
    If it can't wait, call { $hotline }.
call-remind-confirm =
    { $number } was repaired; ask { $name } by phone whether it works.
    If it does: /confirm { $number }
    If not: /reject { $number } and what they say
call-ask-score =
    { $number } is closed. Ask { $name } by phone how we did, from 1 (very poor) to 5 (very good).
    Then write: /rate { $number } and the score

card-by-phone = Reported by phone: no chat, tell them by phone
done-taken-phone = { $number } is yours and the calls have stopped. The customer has no chat: call them now, then keep what you told them with /say { $number }.
done-said-phone = Kept in { $number } as told by phone. Nothing was sent: the customer has no chat.
done-solved-phone = { $number } is repaired. The customer has no chat: ask them by phone, then write /confirm { $number }, or /reject { $number } and what they say.
done-by-phone = { $number }: done, it is now “{ $state }”. The customer has no chat: tell them by phone.
done-customer-wrote = Kept in { $number } as the customer's words. If it was waiting for them, it goes on.
done-confirmed = { $number }: kept that the customer confirmed it by phone. It is closed.
done-reopened = { $number } is open again and the engineer is called at once.
done-rated = { $number }: the score is kept.
done-record-amended = Kept in { $number }.
refused-lower-by-phone = The customer has no chat in which to agree to a lower level. These can decide it: { $roles }.
refused-no-chat = The customer reported by phone and has no chat, so files can't reach them.
refused-own-score = Nobody keeps the score of their own repair. Let a colleague write it down: reception, or anybody else who works with customers.
refused-not-logged = Only whoever wrote the call down can do this.
refused-call-to-come = That time is still to come. Write when they called.
usage-new = Write: /new
usage-heard = Write: /heard NUMBER and what the customer said on the phone
usage-confirm = Write: /confirm NUMBER, when a customer without a chat has said by phone that it works
usage-reject = Write: /reject NUMBER and what the customer says is still wrong
usage-rate = Write: /rate NUMBER and the customer's score from 1 to 5
ask-heard = { $number }: what did the customer say on the phone? It is kept as their words.
choice-heard = Customer said by phone
field-caller = caller
