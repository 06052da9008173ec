"""Our own stand-in for Telegram's Bot API: strict, in this process, with people in it.

It refuses what Telegram refuses, in Telegram's words (refusals.py says where they were read), and every update it makes
up is parsed by python-telegram-bot's types before it is sent. It is ours; tests/handlers/telegram/emulator.py is a
witness written by others and stays beside it.

    from tests.telegram_api import telegram

    async with telegram() as tg:                       # serves on tg.api_url with tg.token, until left
        li = tg.person("Li", language="zh")            # has talked to the bot before; started=False: never
        staff = tg.group("Staff", forum=True, members=[wang])   # the bot administrates it: bot="member", rights=...
        await li.says("/report")
        shown = await li.gets("什么", within=5)         # newest message of the bot with these words: a chats.Message
        await li.presses("1 级")                        # the newest button that reads so (within=2 waits for it)
        await wang.says("/ack BX-7K3M-9QK", staff)
        await wang.replies(shown, "yes", staff)
        await wang.says("done", staff, thread=staff.topic("BX-7K3M"))

A Message has .text .rows .labels .bold .kind .file .file_name .silent .edits .reply_to .thread .id .json .

People   says replies edits touches presses presses_data sends_photo sends_album sends_voice sends_video sends_file
         shares_contact shares_location blocks unblocks vanishes joins leaves puts_out becomes creates_topic
         closes_topic reopens_topic deletes_topic deletes; .inbox .toasts .answered .last
Groups   gets shows button thread topic topics turns_forum links posts_from_channel admits bot_becomes
         moves(first="to" | "from") -> the new group. says(..., as_channel=room) speaks as a channel;
         becomes("administrator", staff, anonymous=True) makes somebody speak as the group.
         The bot is told of other members only as administrator, and only when it asked for chat_member.
         tg.world.privacy (on): as a plain member it sees commands, mentions, replies to it and service messages.
Faults   tg.faults.refuse("sendMessage", 429, "Too Many Requests: retry after 5", {"retry_after": 5}, times=2)
         tg.faults.add("sendMessage", "lose")          # does it, then breaks the connection (also: hang reset delay)
         tg.faults.add("*", "reset", times=3, fits=lambda call: call.text("chat_id") == "5")
         await tg.falls(); await tg.rises()            # out of reach for a while, on the same port
Flood    telegram(limits=Limits(bot=Rate(30, 1), chat=Bucket(5, 1), group=Rate(20, 60))), None switches one off;
         tg.flood.refused lists the 429s, tg.flood.busiest(staff.at) the most messages in a minute.
Time     telegram(now=clock) and tg.clock.advance(seconds): updates expire (messages 24 h, presses 150 s), presses
         become too old to be answered. patience=0.01 shortens the waits of webhook retries and of 409.
Updates  polling and webhook as Telegram does them: 409s, allowed_updates that stay, lines that are served one after
         the other. tg.updates.pending, tg.updates.restart_ids(at), tg.webhook.answers, await tg.repeat(person).
Calls    tg.called("sendMessage"), await tg.sees("sendMessage", 2), tg.platform.calls.

As a process of its own: `python -m tests.telegram_api --port 8081`, steered over HTTP (see __main__.py).
"""

from tests.telegram_api.chats import Chat, Message, Topic
from tests.telegram_api.flood import Bucket, Limits, Rate
from tests.telegram_api.people import Person
from tests.telegram_api.rooms import Group, Room
from tests.telegram_api.telegram import TOKEN, USERNAME, Telegram, telegram

__all__ = [
    "TOKEN",
    "USERNAME",
    "Bucket",
    "Chat",
    "Group",
    "Limits",
    "Message",
    "Person",
    "Rate",
    "Room",
    "Telegram",
    "Topic",
    "telegram",
]
