"""The web chat on the real database: its queries fit the tables they read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.handlers.web.sessions import Door, of_secret
from bot.messages import Body, Media
from storage.sqlite.connection import Location
from storage.sqlite.mailbox import StoredMailbox
from storage.sqlite.store import SqliteStore
from tests.handlers.fakes import FolderFiles
from tests.handlers.web.site import Site, serving


@pytest.fixture
async def stored(tmp_path: Path) -> AsyncIterator[Site]:
    store = await SqliteStore.open(Location(tmp_path / "desk.db"))
    try:
        async with serving(tmp_path, mailbox=StoredMailbox(store), reads=store.reads()) as site:
            yield site
    finally:
        await store.close()


async def test_a_person_unknown_to_the_database_has_no_status_and_no_room(stored: Site):
    assert await Door(stored.outside).visitor(of_secret("M" * 43)) is None


async def test_a_file_is_found_in_the_chat_that_shows_it_and_in_no_other(stored: Site):
    ana, eve = await stored.visitor(), await stored.visitor()
    digest = FolderFiles(Path(stored.outside.files.path("."))).keep(b"picture")
    shown = Body(text="", files=(Media("photo", "a.png", "image/png", 7, digest=digest),))
    await stored.says(ana.chat, shown)
    mine = await ana.get(f"/chat/files/{digest}")
    assert (mine.status, await mine.read()) == (200, b"picture")
    assert (await eve.get(f"/chat/files/{digest}")).status == 404


async def test_a_page_hears_what_the_database_keeps(stored: Site):
    ana = await stored.visitor()
    async with ana.listening() as ear:
        await ear.until("status")
        key = await stored.says(ana.chat, Body(text="hello"))
        assert (await ear.next("message")).data["key"] == key
        assert (await ana.post({"text": "hi"})).status == 200
        told = await ear.next("message")
    assert told.data["own"] is True


async def test_an_edited_entry_stays_where_it_first_stood(stored: Site):
    mailbox = stored.outside.mailbox
    first = await mailbox.put("chat", "m1", 10, 0, Body(text="one"))
    await mailbox.put("chat", "m2", 20, 0, Body(text="two"))
    edited = await mailbox.put("chat", "m1", 30, 0, Body(text="one, corrected"))
    assert edited > first
    entries = await mailbox.since("chat", 0, 10)
    assert [(entry.key, entry.at, entry.body.text) for entry in entries] == [
        ("m2", 20, "two"),
        ("m1", 10, "one, corrected"),
    ]
