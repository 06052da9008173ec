"""Messages that wait beside the database."""

import pytest

from bot.adapters.aside import AsideFolder
from bot.messages import Incoming, Media, Sender

BOT = "wechat:wx1"


def _said(delivery: str, bot: str = BOT) -> Incoming:
    return Incoming(
        bot=bot,
        delivery_id=delivery,
        chat="o1",
        sender=Sender("o1"),
        sent_at=1,
        received_at=2,
        text="3号线停了 🛑",
        media=(Media("photo", remote="m1"),),
        passive=True,
        raw=b"<xml/>",
    )


@pytest.fixture
def aside(tmp_path):
    return AsideFolder(tmp_path / "run" / "aside")


async def test_what_is_kept_is_found_by_the_next_process_as_it_was(aside, tmp_path):
    await aside.keep(_said("1"))
    again = AsideFolder(tmp_path / "run" / "aside")
    assert await again.found(BOT) == [_said("1")]
    assert await again.found("wechat:other") == []


async def test_a_message_kept_twice_lies_there_once(aside):
    await aside.keep(_said("1"))
    await aside.keep(_said("1"))
    assert await aside.found(BOT) == [_said("1")]


async def test_what_is_stored_is_removed_and_what_is_not_there_does_no_harm(aside):
    await aside.keep(_said("1"))
    await aside.drop(_said("1"))
    await aside.drop(_said("2"))
    assert await aside.found(BOT) == []


async def test_a_file_that_cannot_be_read_stops_no_other_and_stays(aside, tmp_path, caplog):
    await aside.keep(_said("1"))
    broken = tmp_path / "run" / "aside" / "broken.json"
    broken.write_bytes(b'{"bot":"wechat:wx1","text":"half of a se')
    assert await aside.found(BOT) == [_said("1")]
    assert broken.exists()
    assert "broken.json" in caplog.text
    assert "half of a se" not in caplog.text


async def test_nothing_was_ever_kept(aside):
    assert await aside.found(BOT) == []


async def test_a_disk_that_takes_nothing_says_so(tmp_path):
    (tmp_path / "run").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="run"):
        await AsideFolder(tmp_path / "run" / "aside").keep(_said("1"))
