"""What is gathered into one message, what an edited one had become, and when silence closes a ticket."""

import msgspec

from bot.desk import codec, rows
from bot.desk.facts import Changes, Gathered, Keys
from bot.ports import Store, Work
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    account,
    begin,
    claim,
    conversation,
    family,
    incoming,
    more,
    outbox,
    outcome,
    person,
    save,
    settle,
    step,
    ticket,
    timer,
    with_ticket,
)

ALBUM = rows.Gathering(id=91, bot=BOT, chat="c11", name="a1", said="", timer=92, created_at=NOW)


async def due(store: Store, number: int):
    async def read(work: Work):
        return await work.due(number)

    return await store.turn(read)


def picture(**more: object) -> rows.Attachment:
    fields = {"id": 93, "bot": BOT, "kind": "photo", "name": "", "mime": "", "size": 1, "remote": "r", "digest": ""}
    return rows.Attachment(**{**fields, "state": "pending", "created_at": NOW, "person": 1, **more})


async def test_an_album_is_found_by_its_name_in_its_chat(store):
    await save(store, family(gatherings=[ALBUM]))
    assert (await begin(store, incoming(album="a1", chat="c11"))).gathered == Gathered(row=ALBUM)
    assert (await begin(store, incoming("d2", album="a2", chat="c11"))).gathered is None
    assert (await begin(store, incoming("d3", album="a1", chat="c12"))).gathered is None
    assert (await begin(store, incoming("d4", chat="c11"))).gathered is None


async def test_an_album_of_a_stranger_is_found_too(store):
    await save(store, family(gatherings=[ALBUM]))
    from_stranger = incoming(album="a1", chat="c11", sender=msgspec.structs.replace(incoming().sender, address="new"))
    assert (await begin(store, from_stranger)).gathered == Gathered(row=ALBUM)


async def test_what_was_taken_tells_where_its_first_file_is_now(store):
    taken = msgspec.structs.replace(ALBUM, attachment=93, taken_at=NOW)
    await save(store, with_ticket(gatherings=[taken], attachments=[picture(ticket=51, conversation=21)]))
    found = (await begin(store, incoming(album="a1", chat="c11"))).gathered
    assert found == Gathered(row=taken, ticket=51, conversation=21)


async def test_a_burst_in_progress_comes_with_its_conversation(store):
    await save(store, family(gatherings=[ALBUM], conversations=[conversation(gathering=91, burst=31, burst_at=NOW)]))
    found = await begin(store, incoming())
    assert found.gathered == Gathered(row=ALBUM)
    assert (found.conversation.burst, found.conversation.burst_at) == (31, NOW)


async def test_the_timer_of_a_gathering_brings_the_message_it_makes(store):
    said = incoming("d9", text="three pictures", album="a1")
    row = msgspec.structs.replace(ALBUM, said=codec.to_text(said))
    armed = rows.Timer(id=92, kind="album", due_at=NOW, data=codec.to_text({"gathering": 91}))
    await save(store, family(gatherings=[row], timers=[armed]))
    together = (await due(store, 92)).together
    assert (together.row, together.incoming, together.facts.account) == (row, said, account())
    await save(store, family(gatherings=[msgspec.structs.replace(row, said="", taken_at=NOW)]))
    assert (await due(store, 92)).together is None


async def test_an_edited_message_brings_what_it_became_and_what_came_after(store):
    lines = [step(41, message_id="m1"), step(42, message_id="m2"), step(43, ticket=51), step(44, conversation=22)]
    await save(store, family(conversations=[conversation()], steps=lines))
    edited = incoming(message_id="m2", edited=True)
    assert (await begin(store, edited)).written == (lines[1], lines[2])
    assert (await begin(store, incoming("d2", message_id="m2"))).written == ()
    assert (await begin(store, incoming("d3", message_id="m9", edited=True))).written == ()


async def test_the_newest_line_of_an_edited_message_counts(store):
    lines = [step(41, message_id="m1"), step(42, message_id="m1", trigger="revised", outbox=7)]
    await save(store, family(conversations=[conversation()], steps=lines))
    assert (await begin(store, incoming(message_id="m1", edited=True))).written == (lines[1],)


async def test_a_solved_ticket_tells_when_silence_closes_it(store):
    closing = [timer(number, NOW + MINUTE, kind="close", ticket=number + 1) for number in (50, 59)]
    await save(store, with_ticket(timers=closing))
    await save(store, Changes(new_tickets=[ticket(60, state="solved")]))
    assert (await more(store, Keys(ticket=51))).ticket.closes_at is None
    assert (await more(store, Keys(ticket=60))).ticket.closes_at == NOW + MINUTE


async def test_the_writer_of_a_conversation_is_found(store):
    await save(store, family(conversations=[conversation()]))
    assert (await more(store, Keys(writer_at=21))).writer == (account(), person())
    assert (await more(store, Keys(writer_at=99))).writer is None


async def test_a_correction_waits_for_what_it_corrects_and_knows_its_message(store):
    await save(store, family(outbox=[outbox(71), outbox(72, kind="edit", depends_on=71)]))
    (first,) = await claim(store)
    assert first.row.id == 71
    assert list(await claim(store)) == []
    await settle(store, outcome(first, external_id="x71"))
    (second,) = await claim(store)
    assert (second.row.id, second.edit_id) == (72, "x71")


async def test_what_was_gathered_and_taken_is_pruned_with_the_inbox(store):
    waits = msgspec.structs.replace(ALBUM, id=95, name="a5")
    await save(store, family(gatherings=[msgspec.structs.replace(ALBUM, taken_at=NOW), waits]))

    async def prune(work: Work) -> None:
        await work.execute("gatherings_prune", NOW + 1)

    await store.turn(prune)
    assert (await begin(store, incoming(album="a1", chat="c11"))).gathered is None
    assert (await begin(store, incoming("d2", album="a5", chat="c11"))).gathered == Gathered(row=waits)
