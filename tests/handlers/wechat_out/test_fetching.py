"""What people sent, fetched from where WeChat keeps it for three days."""

import pytest

from bot.handlers.tencent_api import fetch
from bot.handlers.wechat.channel import DOWNLOAD
from bot.messages import Media
from bot.ports import FileTooLarge, MediaGone
from tests.tencent_api import refusals

GET = "media/get"


async def read(outside, kind, number, limit=DOWNLOAD):
    chunks = await fetch(outside.api, Media(kind, remote=number), limit)
    return b"".join([chunk async for chunk in chunks])


@pytest.mark.parametrize(("kind", "sent"), [("photo", "image"), ("voice", "voice"), ("video", "video")])
async def test_what_was_sent_comes_whole(outside, kind, sent):
    stored = outside.platform.media.keep(sent, "a.bin", b"x" * 300_000)
    assert await read(outside, kind, stored.id) == b"x" * 300_000


async def test_a_file_older_than_three_days_is_gone_though_the_answer_has_status_200(outside):
    stored = outside.platform.media.keep("image", "a.png", b"x")
    del outside.platform.media._files[stored.id]  # noqa: SLF001  time passed there
    with pytest.raises(MediaGone, match="40007"):
        await read(outside, "photo", stored.id)


@pytest.mark.parametrize("how", ["lose", "status"])
async def test_a_platform_that_does_not_answer_is_asked_again_later(outside, how):
    stored = outside.platform.media.keep("image", "a.png", b"x")
    # One lost answer on a connection that was idle is asked for again by itself.
    outside.platform.faults.add(GET, how, times=2)
    with pytest.raises(ConnectionError):
        await read(outside, "photo", stored.id)


async def test_a_platform_that_is_busy_is_asked_again_later(outside):
    outside.platform.faults.refuse(GET, refusals.BUSY)
    with pytest.raises(ConnectionError):
        await read(outside, "photo", "m1")


async def test_more_than_people_can_send_is_not_read_to_its_end(outside):
    stored = outside.platform.media.keep("image", "a.png", b"x" * 1001)
    with pytest.raises(FileTooLarge):
        await read(outside, "photo", stored.id, 1000)


async def test_an_answer_that_names_no_file_is_gone(outside):
    stored = outside.platform.media.keep("video", "a.mp4", b"x")
    outside.platform.faults.refuse("video", (40007, "invalid media_id"))
    with pytest.raises(MediaGone):
        await read(outside, "video", stored.id)
