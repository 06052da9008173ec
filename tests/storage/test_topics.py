"""Topics in the outbox: where a ticket's messages go when they leave, and what takes the place of a lost topic."""

import pytest

from bot.desk import rows
from bot.desk.facts import Changes
from tests.storage.things import (
    BOT,
    NOW,
    ask,
    begin,
    card,
    card_request,
    claim,
    claimed_ids,
    incoming,
    outbox,
    outcome,
    save,
    settle,
    states,
    with_ticket,
)

ROOM = "room"
KEY = f"{BOT}/{ROOM}"
CHAT = rows.Chat(bot=BOT, chat=ROOM, configured=ROOM, status="administrator", is_forum=1, can_manage_topics=1)


def topic_request(number: int = 61) -> rows.Outbox:
    return outbox(number, ROOM, lane=2, kind="topic", body="", ticket=51)


def line(number: int, **more) -> rows.Outbox:
    return outbox(number, ROOM, ticket=51, thread=rows.OWN_TOPIC, **{"depends_on": 61, **more})


async def opened(store, *lines: rows.Outbox) -> None:
    """Store a ticket whose topic is asked for, with a card and these lines behind it."""
    behind = card_request(62, depends_on=61, thread=rows.OWN_TOPIC)
    await save(
        store,
        with_ticket(outbox=[topic_request(), behind, *lines], cards=[card(opening=61)], chats=[CHAT]),
    )


async def goes(store, external_id: str = "") -> tuple[int, str, str]:
    """Let the next message go; return its row's id, kind and thread."""
    (one,) = await claim(store)
    await settle(store, outcome(one, external_id=external_id or f"m{one.row.id}"))
    return one.row.id, one.row.kind, one.row.thread


async def the_card(store) -> rows.Card:
    (row,) = await ask(store, "cards_of_ticket", 51)
    return rows.Card(*row)


async def test_all_of_a_ticket_waits_for_its_topic_and_goes_there(store):
    await opened(store, line(63), outbox(64, ROOM, lane=2))
    assert await goes(store, "7") == (61, "topic", "")
    assert await goes(store) == (63, "send", "7")
    assert await goes(store) == (62, "card", "7")
    assert await goes(store) == (64, "send", "")
    assert (await the_card(store)).thread == "7"


async def test_a_topic_brings_what_its_name_is_drawn_from(store):
    await opened(store)
    (one,) = await claim(store)
    assert one.ticket is not None
    assert one.card is not None
    assert (one.ticket.id, one.card.opening) == (51, 61)


@pytest.mark.parametrize("state", ["undeliverable", "unknown"])
async def test_what_waits_for_a_topic_that_will_never_come_goes_to_the_group(store, state):
    await opened(store, line(63))
    (one,) = await claim(store)
    await settle(store, outcome(one, state, reason="not enough rights"))
    assert [await goes(store), await goes(store)] == [(63, "send", ""), (62, "card", "")]
    found = await the_card(store)
    assert (found.opening, found.thread) == (None, "")


@pytest.mark.parametrize(("state", "left"), [("unknown", 1), ("undeliverable", 0)])
async def test_a_refusal_takes_the_right_away_and_a_lost_answer_does_not(store, state, left):
    await opened(store)
    (one,) = await claim(store)
    await settle(store, outcome(one, state))
    (chat,) = await ask(store, "chats")
    assert rows.Chat(*chat).can_manage_topics == left


async def test_a_message_whose_topic_is_gone_goes_again_behind_a_new_topic_and_card(store):
    await opened(store)
    await goes(store, "7")
    await goes(store)
    await save(store, with_lines(line(63), line(64)))
    (one,) = await claim(store)
    await settle(store, lost(one, (65, 66)))
    assert await goes(store, "8") == (65, "topic", "")
    assert await goes(store) == (66, "card", "8")
    assert [await goes(store), await goes(store)] == [(63, "send", "8"), (64, "send", "8")]
    assert await claimed_ids(store) == []


async def test_two_that_find_the_same_topic_gone_ask_for_one(store):
    await opened(store)
    await goes(store, "7")
    await goes(store)
    await save(store, with_lines(line(63)))
    (first,) = await claim(store)
    await save(store, with_lines(line(64, lane=0)))
    (second,) = await claim(store)
    await settle(store, lost(first, (65, 66)), lost(second, (67, 68)))
    kinds = [await goes(store, "8") for _ in range(4)]
    assert [kind for _, kind, _ in kinds] == ["topic", "card", "send", "send"]
    assert await claimed_ids(store) == []


async def test_a_message_that_loses_a_topic_twice_goes_to_the_group_itself(store):
    await opened(store)
    await goes(store, "7")
    await goes(store)
    await save(store, with_lines(line(63)))
    (one,) = await claim(store)
    await settle(store, lost(one, (65, 66)))
    await goes(store, "8")
    await goes(store)
    (one,) = await claim(store)
    await settle(store, lost(one, (67, 68)))
    assert await goes(store) == (63, "send", "")
    assert (await states(store))[63] == "sent"


async def test_a_lost_card_that_was_asked_for_anew_meanwhile_is_posted_once(store):
    await opened(store)
    await goes(store, "7")
    await goes(store)
    await save(store, with_lines(card_request(63, thread=rows.OWN_TOPIC, depends_on=61)))
    (one,) = await claim(store)
    await settle(store, lost(one, (65, 66)))
    assert [await goes(store, "8"), await goes(store)] == [(65, "topic", ""), (63, "card", "8")]
    assert await claimed_ids(store) == []


async def test_a_mark_follows_what_arrived_and_becomes_words_where_that_failed(store):
    lines = [outbox(number, f"c{number}") for number in (61, 62, 63)]
    marks = [
        outbox(number + 10, ROOM, kind="mark", depends_on=number, reply_to="9", chat_key=f"{BOT}/marks/{number}")
        for number in (61, 62, 63)
    ]
    await save(store, with_ticket(outbox=[*lines, *marks]))
    first, second, third = await claim(store)
    await settle(store, outcome(first), outcome(second, "undeliverable"), outcome(third, "unknown"))
    assert {one.row.id: one.row.kind for one in await claim(store)} == {71: "mark", 72: "send", 73: "send"}


async def test_a_mark_that_cannot_be_had_goes_as_plain_words(store):
    await save(store, with_ticket(outbox=[outbox(61, ROOM, kind="mark", reply_to="9")]))
    (one,) = await claim(store)
    await settle(store, outcome(one, "pending", again_at=NOW, instead='{"text":"ok"}'))
    (again,) = await claim(store)
    assert (again.row.kind, again.row.body, again.row.reply_to) == ("send", '{"text":"ok"}', "9")


async def test_what_is_written_in_a_topic_tells_its_ticket(store):
    await opened(store)
    await goes(store, "7")
    found = [await begin(store, said(n, thread)) for n, thread in enumerate(("7", "8", ""))]
    assert [facts.topic for facts in found] == [51, None, None]


def said(number: int, thread: str):
    return incoming(f"d{number}", chat=ROOM, chat_kind="group", thread=thread)


def with_lines(*lines: rows.Outbox):
    return Changes(outbox=list(lines))


def lost(one, anew: tuple[int, int]):
    return outcome(one, "pending", again_at=NOW, misplaced=one.row.thread, anew=anew)
