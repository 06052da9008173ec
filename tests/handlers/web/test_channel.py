"""What the desk sends lands in the mailbox, once, and edits stay in place."""

import pytest

from bot.handlers.web.channel import press_of
from bot.messages import Body, Delivery, Media, Place, RetryAt, Sent
from bot.ports import MediaGone, StoreError
from tests.handlers.web.site import Site, Visitor


async def test_a_message_sent_twice_stands_there_once(site: Site, ana: Visitor):
    first = await site.says(ana.chat, Body(text="hello"), id=7)
    again = await site.says(ana.chat, Body(text="hello"), id=7)
    assert first == again
    assert [entry.body.text for entry in site.mailbox.of(ana.chat)] == ["hello"]


async def test_an_edit_replaces_the_entry_and_keeps_its_key(site: Site, ana: Visitor):
    key = await site.says(ana.chat, Body(text="new", style="card"), kind="card")
    edited = await site.says(ana.chat, Body(text="acknowledged", style="card"), kind="card", edit_id=key)
    assert edited == key
    assert [entry.body.text for entry in site.mailbox.of(ana.chat)] == ["acknowledged"]


async def test_a_mailbox_that_fails_is_tried_again(site: Site, ana: Visitor):
    site.mailbox.failures.append(StoreError("disk full"))
    outcome = await site.channel.send(
        Delivery(id=1, kind="send", lane=1, place=Place("web:desk", ana.chat), body=Body(text="x"), attempt=1)
    )
    assert isinstance(outcome, RetryAt)
    assert outcome.whole_bot
    assert "disk full" in outcome.reason


async def test_an_answer_to_a_press_is_a_toast_for_the_one_who_pressed(site: Site, ana: Visitor, eve: Visitor):
    async with ana.listening() as hers, eve.listening() as other:
        await hers.until("status")
        await other.until("status")
        press = Delivery(
            id=1,
            kind="answer_press",
            lane=1,
            place=Place("web:desk", "room:staff"),
            body=Body(text="Received"),
            attempt=1,
            press=press_of(ana.chat, "x"),
        )
        assert await site.channel.send(press) == Sent()
        assert (await hers.next()).data == {"text": "Received"}
        await site.says(eve.chat, Body(text="only this"))
        assert (await other.next()).event == "message"


async def test_there_is_never_anything_to_fetch(site: Site):
    with pytest.raises(MediaGone):
        await site.channel.fetch(Media("photo", remote="x"))
