"""Messages with another place to go: a group that moved, a topic that is gone or refused, a mark that is no message."""

from __future__ import annotations

from bot.desk import rows
from bot.desk.facts import Changes
from bot.messages import Instead, Lane, Misplaced, Moved, Place, Sent, Undeliverable
from tests.engine.fakes import BOT, MINUTE, Bench, FailingStore, open_bench

GROUP = "-1001"
KEY = f"{BOT}/{GROUP}"


def a_row(bench: Bench, text: str = "hello", **more: object) -> rows.Outbox:
    return bench.desk.say(Place(BOT, GROUP), text, bench.clock.now(), **{"lane": int(Lane.UPDATE), **more})


async def a_ticket_with_topic(bench: Bench) -> int:
    """A ticket with a topic and a card in the group; return its id."""
    await bench.says("outage")
    ticket = (await bench.rows("tickets_open"))[0][0]
    topic = a_row(bench, kind="topic", body="", ticket=ticket)
    card = a_row(bench, kind="card", body="", ticket=ticket, thread=rows.OWN_TOPIC, depends_on=topic.id)
    known = rows.Card(ticket=ticket, chat_key=KEY, bot=BOT, chat=GROUP, thread="", language="en", opening=topic.id)
    chat = rows.Chat(bot=BOT, chat=GROUP, configured=GROUP, status="administrator", is_forum=1, can_manage_topics=1)
    changes = Changes(outbox=[topic, card], cards=[known], chats=[chat])
    await bench.engine.core.save("test", lambda _now: changes)
    return ticket


async def drain(bench: Bench) -> None:
    """Send all that is due, and what follows from it within a minute."""
    await bench.engine.sender.drain()
    await bench.fast_forward(minutes=1)


def here(bench: Bench, chat: str = GROUP) -> list[tuple[str, str]]:
    return [(one.kind, one.place.thread) for one in bench.channel.sent if one.place.chat == chat]


async def test_a_message_to_a_group_that_moved_goes_again_once_to_the_new_id():
    bench = await open_bench()
    bench.channel.outcomes = [Moved("-2002")]
    await bench.puts(a_row(bench))
    await drain(bench)
    assert [one.place.chat for one in bench.channel.sent if one.body.text == "hello"] == [GROUP, "-2002"]
    (chat,) = [row for row in await bench.rows("chats") if row[1] == "-2002"]
    assert chat[2] == GROUP


async def test_a_move_that_cannot_be_stored_is_found_out_again():
    bench = await open_bench()
    bench.engine.core.store = FailingStore(bench.store, "moved")
    bench.channel.outcomes = [Moved("-2002"), Moved("-2002")]
    await bench.engine.core.run("test", lambda work: work.save(Changes(outbox=[a_row(bench)])))
    await drain(bench)
    assert [one.place.chat for one in bench.channel.sent if one.body.text == "hello"] == [GROUP, GROUP, "-2002"]


async def test_a_topic_goes_first_and_its_number_is_kept():
    bench = await open_bench()
    ticket = await a_ticket_with_topic(bench)
    bench.channel.outcomes = []
    bench.channel.bot = BOT
    await drain(bench)
    topic = next(one for one in bench.channel.sent if one.kind == "topic")
    assert here(bench) == [("topic", ""), ("card", f"x{topic.id}")]
    assert (await bench.rows("cards_of_ticket", ticket))[0][4] == f"x{topic.id}"


async def test_a_refused_topic_is_an_alarm_said_once_and_the_card_goes_to_the_group():
    bench = await open_bench()
    await a_ticket_with_topic(bench)
    refuse(bench, "topic", Undeliverable("not enough rights to create a topic"))
    await drain(bench)
    assert here(bench) == [("topic", ""), ("card", "")]
    alarms = [text for text in bench.channel.texts("admin") if text.startswith("topics-refused")]
    assert len(alarms) == 1
    assert "not enough rights" in alarms[0]
    (chat,) = await bench.rows("chats")
    assert rows.Chat(*chat).can_manage_topics == 0


async def test_a_lost_topic_is_asked_for_anew_with_a_card_before_the_message_goes_again():
    bench = await open_bench()
    ticket = await a_ticket_with_topic(bench)
    await drain(bench)
    before = len(bench.channel.sent)
    bench.channel.outcomes = [Misplaced("message thread not found")]
    await bench.puts(a_row(bench, ticket=ticket, thread=rows.OWN_TOPIC))
    await drain(bench)
    sent = [one for one in bench.channel.sent[before:] if one.place.chat == GROUP]
    assert [one.kind for one in sent] == ["send", "topic", "card", "send"]
    fresh = f"x{sent[1].id}"
    assert [one.place.thread for one in sent[2:]] == [fresh, fresh]
    assert not sent[2].edit_id


async def test_a_mark_waits_for_what_it_marks_and_for_no_rate():
    bench = await open_bench()
    lines = [bench.desk.say(Place(BOT, f"c{n}"), "line", bench.clock.now()) for n in range(40)]
    marks = [
        a_row(bench, kind="mark", reply_to=str(n), depends_on=line.id, chat_key=f"{BOT}/marks/{n}")
        for n, line in enumerate(lines)
    ]
    await bench.puts(*lines, *marks)
    await bench.fast_forward(seconds=5)
    assert len([one for one in bench.channel.sent if one.kind == "mark"]) == 40
    assert bench.clock.wall() - bench.channel.at[0] < MINUTE


async def test_a_mark_that_cannot_be_had_becomes_a_short_answer():
    bench = await open_bench()
    refuse(bench, "mark", Instead("✓"))
    await bench.puts(a_row(bench, kind="mark", reply_to="77"))
    await drain(bench)
    assert [(one.kind, one.body.text, one.reply_to) for one in bench.channel.sent] == [
        ("mark", "hello", "77"), ("send", "✓", "77"),
    ]  # fmt: skip


async def test_a_mark_of_something_that_never_arrives_becomes_words():
    bench = await open_bench()
    line = bench.desk.say(Place(BOT, "li"), "line", bench.clock.now())
    mark = a_row(bench, "it did not arrive", kind="mark", reply_to="77", depends_on=line.id)
    bench.channel.outcomes = [Undeliverable("bot was blocked by the user")]
    await bench.puts(line, mark)
    await drain(bench)
    last = bench.channel.sent[-1]
    assert (last.kind, last.body.text, last.reply_to) == ("send", "it did not arrive", "77")


def refuse(bench: Bench, kind: str, outcome: object) -> None:
    """Let the platform answer messages of one kind so; all others arrive."""
    send = bench.channel.send

    async def answer(delivery):
        arrived = await send(delivery)
        return outcome if delivery.kind == kind and isinstance(arrived, Sent) else arrived

    bench.channel.send = answer
