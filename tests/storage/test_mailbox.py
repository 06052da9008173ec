"""The web chat's messages: replaced by key, and every change has a new id."""

from bot.messages import Body, Button
from bot.ports import MailboxEntry
from storage.sqlite.mailbox import StoredMailbox
from tests.storage.things import NOW


async def test_an_entry_is_read_as_it_was_put(store):
    mailbox = StoredMailbox(store)
    body = Body(text="很好", bold=("好",), rows=((Button("Yes", "t.0"),),), card={"level": 1})
    number = await mailbox.put("c11", "k1", NOW, 7, body)
    assert await mailbox.since("c11", 0, 10) == [
        MailboxEntry(id=number, key="k1", chat="c11", at=NOW, own=1, author=7, body=body),
    ]


async def test_a_replaced_entry_comes_once_and_last(store):
    mailbox = StoredMailbox(store)
    for key in ("k1", "k2", "k1"):
        newest = await mailbox.put("c11", key, NOW, 0, Body(text=key))
    found = await mailbox.since("c11", 0, 10)
    assert [entry.key for entry in found] == ["k2", "k1"]
    assert found[-1].id == newest


async def test_a_reader_sees_what_came_after_in_order_and_only_of_that_chat(store):
    mailbox = StoredMailbox(store)
    ids = [await mailbox.put(chat, f"k{number}", NOW, 0, Body(text="")) for number, chat in enumerate("ababa")]
    assert ids == sorted(ids)
    assert [entry.id for entry in await mailbox.since("a", ids[0], 10)] == [ids[2], ids[4]]
    assert [entry.id for entry in await mailbox.since("a", 0, 2)] == [ids[0], ids[2]]
