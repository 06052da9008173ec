"""Files people attached: fetched whole, or said to be gone; the token shows nowhere."""

import logging

import pytest

from bot.handlers.telegram import media as attached
from bot.messages import Media
from bot.ports import FileTooLarge, MediaGone
from tests.handlers.telegram.emulator import TOKEN


async def read(channel, media: Media) -> bytes:
    return b"".join([chunk async for chunk in await channel.fetch(media)])


async def test_a_photo_that_was_sent_is_fetched_whole(telegram, channel, intake):
    content = bytes(range(256)) * 1000
    await telegram.person("Li").sends_photo(content, "look")
    (incoming,) = await intake.has(1)
    assert await read(channel, incoming.media[0]) == content


async def test_every_kind_of_file_can_be_fetched(telegram, channel, intake):
    li = telegram.person("Li")
    await li.sends_file(b"paper", "报告.pdf")
    await li.sends_voice(b"spoken")
    taken = await intake.has(2)
    assert [await read(channel, each.media[0]) for each in taken] == [b"paper", b"spoken"]


async def test_what_is_over_the_limit_is_not_even_asked_for(telegram, channel):
    with pytest.raises(FileTooLarge, match="20 MB"):
        await channel.fetch(Media("video", size=attached.DOWNLOAD + 1, remote="f"))
    assert telegram.called("getFile") == []


async def test_what_turns_out_over_the_limit_is_given_up(telegram, channel, monkeypatch):
    monkeypatch.setattr(attached, "DOWNLOAD", 1000)
    file = telegram.keep(b"x" * 1001)
    with pytest.raises(FileTooLarge, match="20 MB"):
        await read(channel, Media("document", size=1, remote=file["file_id"]))


@pytest.mark.parametrize(
    ("words", "reason"), [("Bad Request: file is too big", "20 MB"), ("Bad Request: wrong file_id", "file_id")]
)
async def test_what_the_platform_refuses_is_gone(telegram, channel, words, reason):
    telegram.fail("getFile", 400, words)
    with pytest.raises((FileTooLarge, MediaGone), match=reason):
        await channel.fetch(Media("photo", remote="f"))


async def test_what_vanished_between_asking_and_fetching_is_gone(telegram, channel):
    file = telegram.keep(b"x")
    chunks = await channel.fetch(Media("photo", remote=file["file_id"]))
    del telegram.assets[file["file_id"]]
    with pytest.raises(MediaGone, match="no longer"):
        await anext(aiter(chunks))


async def test_what_the_platform_no_longer_names_is_gone(telegram, channel, monkeypatch):
    monkeypatch.setattr(telegram, "validate", lambda *_: {"file_id": "f", "file_unique_id": "u"})
    with pytest.raises(MediaGone, match="no longer"):
        await channel.fetch(Media("photo", remote="f"))


@pytest.mark.parametrize("status", [500, 0])
async def test_a_platform_in_trouble_is_no_reason_to_give_up(telegram, channel, status, caplog):
    telegram.fail("getFile", status)
    with caplog.at_level(logging.DEBUG), pytest.raises(ConnectionError) as caught:
        await channel.fetch(Media("photo", remote="f"))
    assert TOKEN not in caplog.text + repr(caught.value)


async def test_a_download_that_breaks_off_shows_no_address(telegram, channel, caplog):
    file = telegram.keep(b"x")
    chunks = await channel.fetch(Media("photo", remote=file["file_id"]))
    await telegram.falls()
    with caplog.at_level(logging.DEBUG), pytest.raises(ConnectionError) as caught:
        await anext(aiter(chunks))
    assert TOKEN not in caplog.text + repr(caught.value) + repr(caught.value.__cause__)


async def test_a_download_that_is_refused_shows_no_address(telegram, channel, monkeypatch):
    file = telegram.keep(b"x")
    chunks = await channel.fetch(Media("photo", remote=file["file_id"]))
    monkeypatch.setattr(telegram, "assets", None)
    with pytest.raises(ConnectionError, match="500"):
        await anext(aiter(chunks))
