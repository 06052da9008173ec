### People and groups: who can be reached, who has left, what a group lacks

## Customers we cannot reach

card-unreachable = The bot's messages don't reach the customer: please phone, or without a number wait until they write.
customer-unreachable = { $number }: the bot's messages no longer reach { $name } (bot blocked, unfollowed or account closed). Please phone the customer.
customer-unreachable-nowhere = { $number }: the bot's messages no longer reach { $name } (bot blocked, unfollowed or account closed). They left no phone number and have no other chat: we can only wait until they write, and you will be told.
customer-back = { $number }: messages reach { $name } again.
customer-kept = { $number }: WeChat doesn't let us write to { $name } now: after each message of theirs it takes only a few of ours. What we have to say, and what you write now, is kept until they write to us. Please phone the customer: /phone { $number }
customer-kept-phone = { $number }: WeChat doesn't let us write to { $name } now: after each message of theirs it takes only a few of ours. What we have to say, and what you write now, is kept until they write to us. Please phone the customer: { $phone }
customer-kept-nowhere = { $number }: WeChat doesn't let us write to { $name } now: after each message of theirs it takes only a few of ours. What we have to say, and what you write now, is kept until they write to us. The customer left no phone number: find another way, or wait for their message.
done-said-unreached = Kept in { $number }, but the bot's messages don't reach the customer (bot blocked, unfollowed or account closed). It may not be sent again if they come back. Please phone them: /phone { $number }
done-unreached = { $number }: done, it is now “{ $state }”. The bot's messages don't reach the customer (bot blocked, unfollowed or account closed): tell them by phone, /phone { $number }
done-said-nowhere = Kept in { $number }, but the bot's messages don't reach the customer (bot blocked, unfollowed or account closed). It may not be sent again if they come back. They left no phone number and have no other chat: we can only wait until they write, and you will be told.
done-nowhere = { $number }: done, it is now “{ $state }”. The bot's messages don't reach the customer (bot blocked, unfollowed or account closed). They left no phone number and have no other chat: we can only wait until they write, and you will be told.

## Colleagues: out of reach, gone, back

staff-unreachable =
    Calls don't reach { $name }: the bot is blocked, the account is closed, or they never opened the bot. The next in line is called instead from now on.
    Open tickets they have: { $tickets }.
    Please phone { $name }: opening the chat with the bot and writing anything puts it right.
staff-reached = Calls reach { $name } again.
staff-left =
    { $name } is no longer in the staff group: they can't see or handle tickets any more, and they are not called.
    Open tickets they have: { $tickets }. Take over with /take NUMBER, or open the card and give it to somebody.
    To give the rights back, add them to the group again or send a new invitation.
staff-back = { $name } is back in the staff group and has their rights again.
no-tickets = none
refused-suspended = You are no longer in the staff group, so nothing was done. Your rights return when you do, or the administrator can invite you again.

## The staff group: what is missing, and what to do

group-gone = The staff group “{ $title }” can't be found, so tickets don't show there; calls go out privately. Please check telegram.staff_chat in the configuration and add the bot to the group.
group-out = The bot was put out of the staff group “{ $title }”, so tickets don't show there; calls go out privately. Please add it again and make it an administrator; the rest follows by itself.
group-muted = The bot may not write in the staff group “{ $title }”. Please let it write, or make it an administrator.
group-deaf = In the staff group “{ $title }” the bot sees commands only, not what people write. Please make it an administrator, or switch privacy mode off at @BotFather and add it again.
group-topics = The staff group “{ $title }” uses topics, but the bot may not create any, so tickets show as cards alone. Please give it the right to manage topics.
group-mended = All is well again with the staff group “{ $title }”.

## After a time in which nothing came in

outage-presses = Telegram was out of reach from { $since } to { $until }. Buttons pressed in that time may have done nothing: please press again. The buttons of open cards still work, and so does /ack NUMBER.
outage-messages = Telegram was out of reach from { $since } to { $until }. Messages and presses of that time may be lost: please phone customers who are waiting. The buttons of open cards still work.

## Alarms: cut off from Telegram

alarm-token = Telegram doesn't accept the bot's token, so nothing comes in or goes out. Please look the token up at @BotFather, put it into telegram.token and start again.
over-token = Telegram accepts the bot's token again.
alarm-conflict = Another program receives messages with the same token, so some never get here. Please stop it (often an old server or a test machine); if you can't find it, get a new token from @BotFather. The rest follows by itself.
alarm-hooked = Somebody set a webhook for this bot ({ $detail }), and its messages go there. Please stop that program; if they belong here, start this one again: it removes the webhook.
over-conflict = All messages come here again.
alarm-webhook = Somebody changed the webhook at Telegram ({ $detail }); it has been set back. If this happens again, another program uses the same token: stop it, or get a new token from @BotFather.
alarm-undelivered = Telegram can't deliver messages to our webhook: { $detail }. Please check the public address, the certificate and the reverse proxy. Messages are kept for 24 hours at most.
over-webhook = Telegram's messages arrive again.
alarm-away = Telegram has been out of reach for more than 10 minutes: neither messages nor calls get through. Please check the server's network. Messages are kept for 24 hours at most, presses for two and a half minutes.
over-away = Telegram is within reach again.
alarm-over = Alarm { $kind } is over.
