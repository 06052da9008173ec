"""A code of ours that somebody has scanned is a hello: what it leads to is known to nobody yet, and gives no right."""

from tests.decisions.room import Room, words


async def test_a_scanned_code_is_answered_as_a_plain_hello(room: Room):
    (scanned,) = await room.says("mei", "/start", start="scan:lift-3")
    (hello,) = await room.says("ana", "/start")
    assert (scanned.body.text, scanned.labels) == (hello.body.text, hello.labels)


async def test_a_scanned_code_is_no_invitation(room: Room):
    (got,) = await room.says("mei", "/start", start="scan:secret")
    assert words("start-unknown") not in got.body.text


async def test_a_code_scanned_in_the_middle_of_a_report_does_not_end_it(room: Room):
    await room.says("mei", "the core switch is down")
    await room.says("mei", "1")
    await room.says("mei", "/start", start="scan:lift-3")
    got = await room.says("mei", "1")
    assert any("BX-" in each.body.text for each in got if each.chat == "mei")
