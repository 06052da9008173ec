"""A group that gets another id: every row that named it names the new one, in one transaction, as often as told."""

import msgspec
import pytest

from bot.desk import rows
from bot.desk.codec import to_text
from bot.desk.facts import Changes, Move
from tests.storage.things import (
    BOT,
    NOW,
    account,
    ask,
    attachment,
    begin,
    card,
    card_request,
    claim,
    conversation,
    incoming,
    outbox,
    outcome,
    prompt,
    save,
    settle,
    states,
    timer,
    with_ticket,
)

OLD, NEW = "-1", "-100"
STEP = Move(bot=BOT, old=OLD, new=NEW)


async def moved(store, *steps: Move) -> None:
    await save(store, Changes(moves=list(steps or [STEP])))


async def room(store, **more) -> None:
    """Store a ticket with a card and its buttons in the old group, and what a test adds."""
    buttons = prompt(31, scope=f"chat:{BOT}/{OLD}", kind="card", ticket=51)
    await save(store, with_ticket(prompts=[buttons], cards=[card(OLD, prompt=31, external_id="5", thread="7")], **more))


async def test_a_card_is_of_the_new_group_and_will_be_a_new_message(store):
    await room(store)
    await moved(store)
    (row,) = await ask(store, "cards_of_ticket", 51)
    found = rows.Card(*row)
    assert (found.chat, found.chat_key, found.external_id, found.thread) == (NEW, f"{BOT}/{NEW}", "", "")


async def test_what_waits_or_is_on_its_way_goes_to_the_new_group_and_what_went_stays(store):
    await room(store, outbox=[outbox(61, OLD), outbox(62, OLD)])
    first, *_ = await claim(store)
    await settle(store, outcome(first, external_id="x"))
    (flying,) = await claim(store)
    await moved(store)
    await settle(store, outcome(flying, "pending", again_at=NOW))
    (again,) = await claim(store)
    assert (again.row.id, again.row.chat, again.row.chat_key) == (62, NEW, f"{BOT}/{NEW}")
    assert await claim(store) == []
    chats = {values[0]: values[4] for values in await ask(store, "outbox_by_state", "sent", 9)}
    assert chats == {61: OLD}


async def test_a_mark_waits_on_and_the_numbers_of_messages_are_void(store):
    mark = outbox(63, OLD, kind="mark", reply_to="5", depends_on=61, chat_key=f"{BOT}/marks/{OLD}")
    await room(store, outbox=[outbox(61), outbox(62, OLD, reply_to="5"), mark])
    await moved(store)
    first, one = await claim(store)
    assert (first.row.id, one.row.id, one.row.reply_to) == (61, 62, "")
    await settle(store, outcome(first), outcome(one))
    (marked,) = await claim(store)
    assert (marked.row.id, marked.row.kind, marked.row.chat, marked.row.reply_to) == (63, "mark", NEW, "")


async def test_who_was_not_reached_is_named_in_the_new_group_all_the_same(store):
    mark = outbox(63, OLD, kind="mark", reply_to="5", depends_on=61, chat_key=f"{BOT}/marks/{OLD}")
    await room(store, outbox=[outbox(61), mark])
    await moved(store)
    (first,) = await claim(store)
    await settle(store, outcome(first, "undeliverable"))
    (words,) = await claim(store)
    assert (words.row.id, words.row.kind, words.row.chat) == (63, "send", NEW)


def gathered(number: int, **more) -> rows.Gathering:
    said = to_text(incoming(f"g{number}", chat=OLD, chat_kind="group", message_id="8", **more))
    return rows.Gathering(
        id=number, bot=BOT, chat=OLD, name=f"a{number}", said=said, timer=number + 100, created_at=NOW
    )


async def due(store, number: int):
    """Return what the timer of a gathering is given."""
    return (await store.turn(lambda work: work.due(number + 100))).together


@pytest.mark.parametrize("to", ["line", "card"])
async def test_an_album_that_is_being_gathered_goes_along_and_still_answers_what_it_answered(store, to):
    timers = [timer(181, kind="album", ticket=None, data='{"gathering":81}')]
    answers = {"line": "6", "card": "5"}[to]
    line = prompt(32, scope=f"chat:{BOT}/{OLD}", kind="card", ticket=51)
    await room(store, gatherings=[gathered(81, reply_to=answers)], timers=timers, outbox=[outbox(61, OLD, prompt=32)])
    await save(store, Changes(prompts=[line]))
    await settle(store, *(outcome(one, external_id="6") for one in await claim(store)))
    await moved(store, STEP, STEP)
    together = await due(store, 81)
    assert (together.incoming.chat, together.incoming.message_id) == (NEW, "")
    assert together.facts.prompt.id == {"line": 32, "card": 31}[to]
    assert together.facts.prompt.scope == f"chat:{BOT}/{NEW}"
    another = await begin(store, incoming("d9", chat=NEW, chat_kind="group", reply_to=answers))
    assert another.prompt is None


async def test_an_album_that_was_taken_stays_where_it_was(store):
    done = msgspec.structs.replace(gathered(81), said="", taken_at=NOW)
    timers = [timer(182, kind="album", ticket=None, data='{"gathering":82}')]
    await room(store, gatherings=[done, gathered(82)], timers=timers)
    await moved(store)
    assert (await due(store, 82)).incoming.chat == NEW
    again = await begin(store, incoming("d9", chat=OLD, chat_kind="group", album="a81"))
    assert again.gathered.row.chat == OLD


async def test_buttons_are_answered_in_the_new_group_and_replies_to_old_numbers_mean_nothing(store):
    await room(store)
    await moved(store)
    pressed = await begin(store, incoming("d1", chat=NEW, chat_kind="group", choice="t31.0"))
    assert pressed.prompt.scope == f"chat:{BOT}/{NEW}"
    replied = await begin(store, incoming("d2", chat=NEW, chat_kind="group", reply_to="5"))
    assert replied.prompt is None


async def test_talks_move_along_unless_there_is_one_already(store):
    talks = [conversation(22, chat=OLD), conversation(23, chat=OLD, account=12), conversation(24, chat=NEW, account=12)]
    await room(store, conversations=[conversation(), *talks], accounts=[account(), account(12)])
    await moved(store)
    chats = [(row[0], row[2]) for number in (11, 12) for row in await ask(store, "conversations_of_account", number)]
    assert sorted(chats) == [(21, "c11"), (22, NEW), (23, OLD), (24, NEW)]


async def test_a_file_marks_no_line_of_the_old_group(store):
    await room(store, attachments=[attachment(71, ticket=51, line=f"{OLD}/5"), attachment(72, ticket=51, line="-17/5")])
    await moved(store)
    lines = {row[0]: rows.Attachment(*row).line for row in await ask(store, "attachments_of_ticket", 51)}
    assert lines == {71: "", 72: "-17/5"}


async def test_the_new_group_is_known_by_the_id_of_the_settings(store):
    known = rows.Chat(bot=BOT, chat=OLD, configured=OLD, title="Staff", status="administrator", can_manage_topics=1)
    await room(store, chats=[known])
    await moved(store)
    old, new = sorted((rows.Chat(*row) for row in await ask(store, "chats")), key=lambda chat: chat.chat != OLD)
    assert old.moved_to == NEW
    assert (new.chat, new.configured, new.title, new.status, new.moved_to) == (NEW, OLD, "Staff", "administrator", "")


@pytest.mark.parametrize("times", [2, 3])
async def test_told_again_it_moves_what_came_in_between_and_breaks_nothing(store, times):
    await room(store, outbox=[card_request(61, OLD)])
    for number in range(times):
        await moved(store)
        await save(store, Changes(outbox=[outbox(70 + number, OLD)], cards=[card(OLD)]))
    await moved(store)
    chats = {values[0]: values[4] for values in await ask(store, "outbox_by_state", "pending", 9)}
    assert set(chats.values()) == {NEW}
    assert len(await ask(store, "cards_of_ticket", 51)) == 1


async def test_two_requests_for_one_card_become_one(store):
    await room(store, outbox=[card_request(61, OLD), card_request(62, NEW)])
    await moved(store)
    assert await states(store) == {61: "expired", 62: "pending"}


async def test_what_waited_for_the_lesser_of_two_requests_goes_all_the_same(store):
    line = outbox(63, OLD, ticket=51, depends_on=61)
    await room(store, outbox=[card_request(61, OLD), card_request(62, NEW), line])
    await moved(store)
    assert await states(store) == {61: "expired", 62: "pending", 63: "pending"}
    while sent := await claim(store):
        await settle(store, *(outcome(one, external_id=str(one.row.id)) for one in sent))
    assert await states(store) == {61: "expired", 62: "sent", 63: "sent"}


async def test_other_groups_and_other_bots_are_left_alone(store):
    await room(store, outbox=[outbox(61, "-17"), outbox(62, OLD, bot="telegram:2", chat_key=f"telegram:2/{OLD}")])
    await moved(store)
    found = {one.row.id: (one.row.bot, one.row.chat) for one in await claim(store)}
    assert found == {61: (BOT, "-17"), 62: ("telegram:2", OLD)}
