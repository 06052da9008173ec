"""What members attach is fetched while WeCom has it; what is gone, too large or out of reach is told apart."""

import pytest

from bot.handlers.wecom import channel as module
from bot.messages import Media
from bot.ports import FileTooLarge, MediaGone
from tests.tencent_api import refusals

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
async def sent(wang, intake) -> Media:
    """A picture somebody has sent."""
    await wang.sends_image(PICTURE)
    (said,) = await intake.has(1)
    return said.media[0]


async def bytes_of(channel, media: Media) -> bytes:
    return b"".join([chunk async for chunk in await channel.fetch(media)])


async def test_a_picture_comes_whole(channel, sent):
    assert await bytes_of(channel, sent) == PICTURE


async def test_after_three_days_it_is_gone(channel, sent, clock):
    clock.wall_at += 4 * 24 * 3_600_000_000
    with pytest.raises(MediaGone):
        await bytes_of(channel, sent)


async def test_what_is_larger_than_we_take_is_not_read_to_its_end(channel, sent, monkeypatch):
    monkeypatch.setattr(module, "DOWNLOAD", 100)
    with pytest.raises(FileTooLarge):
        await bytes_of(channel, sent)


async def test_a_platform_that_is_busy_is_asked_again_later(corp, channel, sent):
    corp.faults.refuse("media/get", refusals.BUSY)
    with pytest.raises(ConnectionError):
        await bytes_of(channel, sent)


async def test_a_platform_out_of_reach_is_asked_again_later(corp, channel, sent):
    await corp.server.stop()
    with pytest.raises(ConnectionError):
        await bytes_of(channel, sent)
