"""Files: what cannot be kept is said at once, the rest reaches the other side of its ticket and nobody else."""

import pytest

from bot.desk import rows
from bot.desk.facts import Keys, More, TicketFacts
from bot.messages import Media
from bot.ports import Work
from tests.decisions.room import ROOM, Got, Room, words

DIGEST = "b" * 64
LIMIT = 20 * 1024 * 1024


def photo(size: int = 100, digest: str = DIGEST) -> Media:
    return Media("photo", "plate.jpg", "image/jpeg", size, digest=digest)


async def kept(room: Room) -> list[rows.Attachment]:
    """Return the files that wait to be handed on."""
    width = len(rows.Attachment.__struct_fields__)
    return [rows.Attachment(*row[:width]) for row in await room.rows("attachments_to_hand_on", 100)]


async def facts(room: Room, ticket: rows.TicketRow) -> TicketFacts:
    async def read(work: Work) -> TicketFacts | None:
        return (await work.more(Keys(ticket=ticket.id))).ticket

    found = await room.store.turn(read)
    assert found is not None
    return found


async def hand_on(room: Room, ticket: rows.TicketRow) -> list[Got]:
    """Hand on what has come home, as the media worker does."""
    changes = room.desk.media_stored(await kept(room), await facts(room, ticket), room.clock.now())
    await room.store.turn(lambda work: work.save(changes))
    return await room.deliver()


async def fail(room: Room, ticket: rows.TicketRow | None, reason: str) -> list[Got]:
    """Give up the newest file."""
    (one,) = await kept(room)
    about = await facts(room, ticket) if ticket else None
    changes = room.desk.media_failed(one, More(ticket=about), reason, room.clock.now())
    await room.store.turn(lambda work: work.save(changes))
    return await room.deliver()


async def test_a_file_of_the_customer_goes_to_whoever_has_the_ticket(room: Room):
    ticket = await room.reports("li")
    await room.says("li", media=(photo(),))
    got = await hand_on(room, ticket)
    assert {one.chat for one in got if one.body.files} == {ROOM}
    await room.says("wang", f"/ack {ticket.number}")
    got = await hand_on(room, ticket)
    assert {one.chat for one in got if one.body.files} == {"wang"}


async def test_an_album_of_the_customer_is_one_message_to_whoever_has_the_ticket(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", media=tuple(photo(digest=str(number) * 64) for number in range(4)))
    (got,) = [one for one in await hand_on(room, ticket) if one.body.files]
    assert (got.chat, [file.digest[0] for file in got.body.files]) == ("wang", ["0", "1", "2", "3"])
    assert "the customer sent 4 files" in got.body.text


@pytest.mark.parametrize(("sizes", "together"), [([1] * 12, [10, 2]), ([15, 15, 15, 15], [2, 2])])
async def test_more_than_one_message_carries_goes_in_several(room: Room, sizes: list[int], together: list[int]):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", media=tuple(photo(size * 1024 * 1024, f"{at:064}") for at, size in enumerate(sizes)))
    got = await hand_on(room, ticket)
    assert [len(one.body.files) for one in got if one.chat == "wang" and one.body.files] == together


async def test_a_file_of_staff_goes_to_the_customer(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", "Which fuse?")
    line = next(one for one in reversed(room.got) if one.chat == "wang" and "Which fuse" in one.body.text)
    await room.says("wang", "This one", reply_to=line.id, media=(photo(),))
    got = await hand_on(room, ticket)
    assert [(one.chat, one.body.files[0].digest) for one in got if one.body.files] == [("li", DIGEST)]
    assert (await room.events(ticket))[-2:] == ["attached", "staff_said"]


async def test_files_are_welcome_where_staff_write_to_the_customer(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/say {ticket.number}")
    await room.says("wang", media=(photo(),))
    assert [one.person for one in await kept(room)] != []
    await room.says("wang", "The plate is behind the door", media=(photo(),))
    assert len(await kept(room)) == 2
    assert (await room.events(ticket))[-2:] == ["attached", "staff_said"]


async def test_a_file_beside_an_internal_note_goes_nowhere_and_that_is_said(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/note {ticket.number}")
    got = await room.says("wang", "contract page 4", media=(photo(),))
    assert await kept(room) == []
    assert words("files-not-passed") in got[-1].body.text
    assert (await room.events(ticket))[-1] == "noted"


async def test_files_staff_send_out_of_the_blue_go_nowhere_and_that_is_said(room: Room):
    got = await room.says("wang", media=(photo(),))
    assert [one.body.text for one in got] == [words("files-not-passed")]
    assert await kept(room) == []


async def test_where_nobody_can_reply_to_a_message_nothing_is_said_of_replying(room: Room, monkeypatch):
    monkeypatch.setattr("bot.desk.files.REPLYING", frozenset())
    got = await room.says("wang", media=(photo(),))
    assert [one.body.text for one in got] == [words("files-not-passed-plain")]
    assert "reply" not in got[0].body.text


async def test_what_people_share_in_the_room_is_not_kept(room: Room):
    await room.reports("li")
    await room.says("wang", "lunch", group=True, media=(photo(),))
    await room.says("li", "look", group=True, media=(photo(),))
    assert await kept(room) == []


async def test_who_may_not_write_to_the_customer_may_not_send_files_either(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    card = next(one for one in room.got if one.chat == ROOM and one.kind == "card")
    got = await room.says("ann", "look", reply_to=card.id, group=True, media=(photo(),))
    assert [words("refused-role") in one.body.text for one in got] == [True]
    got = await room.says("zhao", "look", reply_to=card.id, group=True, media=(photo(),))
    assert words("refused-not-yours") in got[0].body.text
    assert await kept(room) == []


async def test_files_of_a_member_of_staff_who_reports_a_fault_are_kept(room: Room):
    await room.says("zhao", "/report")
    await room.says("zhao", "The desk lamp", media=(photo(),))
    await room.says("zhao", "1")
    assert len(await kept(room)) == 1


@pytest.mark.parametrize(("size", "told"), [(LIMIT + 1, words("file-too-large")), (0, words("file-empty"))])
async def test_a_file_that_cannot_be_kept_is_said_and_the_words_count(room: Room, size: int, told: str):
    got = await room.says("li", "No picture", media=(photo(size), photo(5, "c" * 64)))
    assert told in got[0].body.text
    await room.presses("li", "@choice-report-fault")
    await room.says("li", "1")
    assert (await room.tickets())[0].media == 1
    assert [one.digest for one in await kept(room)] == ["c" * 64]


async def test_a_file_that_cannot_be_kept_is_said_also_where_a_question_waits(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    got = await room.says("li", "2", media=(photo(LIMIT + 1),))
    assert words("file-too-large") in room.told("li")[-1] or any(
        words("file-too-large") in one.body.text for one in got
    )


@pytest.mark.parametrize(
    ("reason", "told"),
    [("too_large", words("file-too-large")), ("empty", words("file-empty")), ("gone", words("file-gone"))],
)
async def test_who_sent_a_file_that_got_lost_is_told(room: Room, reason: str, told: str):
    ticket = await room.reports("li")
    await room.says("li", media=(photo(),))
    got = await fail(room, ticket, reason)
    assert [(one.chat, told in one.body.text) for one in got] == [("li", True)]
    alarms = [row for row in await room.rows("alarms_newest", 10) if "file-gone" in row]
    assert bool(alarms) == (reason == "gone")


async def test_staff_are_told_of_their_lost_file_as_well(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/say {ticket.number}")
    await room.says("wang", media=(photo(),))
    got = await fail(room, ticket, "gone")
    assert [one.chat for one in got] == ["wang"]


async def test_a_lost_file_without_a_ticket_alarms(room: Room):
    ticket = await room.reports("li")
    await room.says("li", media=(photo(),))
    assert await fail(room, None, "gone") == []
    assert ticket.media == 0


async def test_a_file_too_large_is_answered_and_the_report_goes_on(room: Room):
    got = await room.says("li", media=(photo(LIMIT + 1),))
    assert "20 MB" in got[0].body.text
    assert words("ask-symptom") in got[0].body.text
    await room.says("li", "The fan hums", media=(photo(LIMIT + 1),))
    assert words("ask-severity").split("\n")[0] in room.last("li").body.text
    await room.says("li", media=(photo(LIMIT + 1),))
    assert words("unknown-kind") not in room.last("li").body.text


async def test_a_file_too_large_for_an_open_ticket_starts_no_other_report(room: Room):
    await room.reports("li")
    got = await room.says("li", media=(photo(LIMIT + 1),))
    assert [one.chat for one in got] == ["li"]
    assert got[0].body.text == words("file-too-large").replace("{ $limit }", "20") or "20 MB" in got[0].body.text
    assert not got[0].body.rows


async def test_a_file_of_a_draft_that_is_lost_is_told_to_whoever_sent_it(room: Room):
    await room.says("li", "/report")
    await room.says("li", media=(Media("photo", "plate.jpg", "image/jpeg", 100, remote="r"),))

    async def lease(work: Work) -> tuple[rows.Attachment, More]:
        (row,) = await work.execute("attachments_lease", room.clock.wall(), room.clock.wall() + 1, 1)
        one = rows.Attachment(*row[:-1])
        return one, await work.more(Keys(writer_at=one.conversation))

    one, more = await room.store.turn(lease)
    changes = room.desk.media_failed(one, more, "gone", room.clock.now())
    await room.store.turn(lambda work: work.save(changes))
    got = await room.deliver()
    assert [(mail.chat, mail.body.text) for mail in got] == [("li", words("file-gone"))]


@pytest.mark.parametrize("mime", ["application/x-msdownload", "application/zip", "text/html", "text/x-script"])
async def test_what_may_carry_programs_is_kept_and_not_passed_on(room: Room, mime: str):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await room.says("li", media=(Media("document", "setup.exe", mime, 100, digest=DIGEST),))
    got = await hand_on(room, ticket)
    assert not any(one.body.files for one in got)
    assert any(one.chat == "wang" and "setup.exe" in one.body.text for one in got)
    assert any(words("file-kept-only-sent").split("{")[0][:10] in text for text in room.told("li", before))


async def test_a_file_with_the_command_to_write_goes_to_the_customer_and_its_words_with_it(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    voice = Media("voice", "", "audio/ogg", 100, digest=DIGEST)
    before = len(room.got)
    await room.says("wang", f"/say {ticket.number} hear this", media=(voice,))
    told = room.told("wang", before)[0]
    assert words("done-attached") in told
    assert words("done-staff-said") in told
    assert any("hear this" in text for text in room.told("li", before))
    got = await hand_on(room, ticket)
    assert [(one.chat, one.body.files[0].kind) for one in got if one.body.files] == [("li", "voice")]
    await room.says("wang", f"/say {ticket.number}", media=(voice,))
    assert (await room.events(ticket))[-1] == "attached"


async def test_whoever_does_not_have_the_ticket_is_told_who_may_send_files(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    (got,) = await room.says("zhao", f"/say {ticket.number} look", media=(photo(),))
    assert words("refused-not-yours") in got.body.text
    assert "Wang" in got.body.text
    assert words("files-not-passed") in got.body.text
    assert (await kept(room)) == []
