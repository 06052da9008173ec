"""The platform asks again after five seconds, twice, while the first is still in work too: one message, one answer."""

import asyncio
from urllib.parse import urlencode

import msgspec
import pytest

from bot.adapters.aside import AsideFolder
from bot.handlers.wechat.answering import PATIENCE, Answering
from bot.messages import Incoming, Sender
from bot.ports import StoreError
from tests.handlers.tencent.signing import said, sealed, xml
from tests.handlers.wechat.conftest import AT, BOT, HEARD

HELLO = xml("text", AT, Content="电梯停了", MsgId=7)
#: One second of the platform's, in these tests.
SECOND = 0.05


@pytest.fixture(autouse=True)
def heard(intake):
    intake.answer = msgspec.json.encode(HEARD)


@pytest.fixture
def aside(tmp_path):
    return AsideFolder(tmp_path / "aside")


def test_a_second_is_left_of_the_platforms_five():
    assert PATIENCE == 4.0


async def pushed(address, *at: float):
    """Push the same message at these seconds after now; return what each was answered, and when."""
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def push(number: int, second: float):
        await asyncio.sleep(second * SECOND)
        _, answer = await address.push(HELLO, f"n{number}")
        return said(answer)["Content"] if answer != b"success" else "success", (loop.time() - began) / SECOND

    return await asyncio.gather(*(push(number, second) for number, second in enumerate(at)))


async def test_a_turn_within_the_time_gives_its_answer_to_all_that_wait_for_it(addressed, intake):
    # Four whole seconds, so that a busy machine cannot use them up.
    address, intake.delay = await addressed(), 3 * SECOND
    answers = await pushed(address, 0, 1, 2)
    assert [words for words, _ in answers] == ["收到"] * 3
    assert (intake.calls, len(intake.taken)) == (1, 1)
    assert {each[0] for each in await intake.knows(3)} == {"answered"}


@pytest.mark.parametrize("slow", [6, 12])
async def test_a_turn_that_takes_longer_is_told_success_at_every_try_and_answered_by_a_message(addressed, intake, slow):
    address, intake.delay = await addressed(patience=4 * SECOND), slow * SECOND
    answers = await pushed(address, 0, 5)
    assert [words for words, _ in answers] == ["success"] * 2
    assert answers[0][1] >= 4
    assert await intake.knows(1) == [("unanswered", BOT, "7", 77)]
    assert (intake.calls, len(intake.taken)) == (1, 1)


async def test_a_late_turn_without_words_has_nothing_to_be_sent(addressed, intake):
    address, intake.delay, intake.answer = await addressed(patience=SECOND), 2 * SECOND, b""
    assert await address.push(HELLO) == (200, b"success")
    await address.webhook.close()
    assert (intake.told, len(intake.taken)) == ([], 1)


async def test_after_the_first_is_done_a_repeat_asks_the_desk_what_was_said(address, intake):
    first, second = [await address.push(HELLO, f"n{number}") for number in range(2)]
    assert first == second
    assert (intake.calls, len(intake.taken)) == (2, 1)


async def test_the_same_message_20_times_at_once_is_one_turn_and_20_equal_answers(address, intake):
    intake.delay = 0.05
    answers = await asyncio.gather(*(address.push(HELLO, f"n{number}") for number in range(20)))
    assert len(set(answers)) == 1
    assert intake.calls == 1


async def test_different_messages_of_one_person_do_not_wait_for_each_other(address, intake):
    intake.delay = 0.05
    await asyncio.gather(*(address.push(xml("text", AT, Content="x", MsgId=n), f"n{n}") for n in range(5)))
    assert intake.most_at_once == 5


async def test_whoever_hangs_up_is_answered_at_the_next_try(address, intake):
    host, _, port = address.url.removeprefix("http://").removesuffix("/wechat").partition(":")
    intake.delay = 0.1
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(wire(HELLO))
    await intake.begun.wait()
    writer.transport.abort()
    async with asyncio.timeout(2):
        await intake.has(1)
    _, answer = await address.push(HELLO, "n2")
    assert said(answer)["Content"] == "收到"
    assert [each[0] for each in await intake.knows(1)] == ["answered"]


def wire(text):
    """Return the bytes of a request, as they go over the wire."""
    query, body = sealed(text, AT)
    head = f"POST /wechat?{urlencode(query)} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def hello(number="7"):
    return Incoming(bot=BOT, delivery_id=number, chat="o", sender=Sender("o"), sent_at=0, received_at=0)


async def test_what_the_platform_believes_we_have_is_tried_until_it_is_stored(intake, aside):
    answering = Answering(intake, aside, patience=0.02, again_after=0.01)
    intake.delay, intake.failures = 0.04, [StoreError("disk"), StoreError("disk")]
    assert await answering.take(hello(), asyncio.get_running_loop().time()) is None
    assert await intake.knows(1) == [("unanswered", BOT, "7", 77)]
    assert len(intake.taken) == 1


async def test_what_cannot_be_stored_to_the_end_is_stored_after_the_next_start(intake, aside, caplog):
    answering = Answering(intake, aside, patience=0.02, again_after=0.01)
    intake.delay, intake.failures = 0.03, [StoreError("disk")] * 1000
    assert await answering.take(hello(), asyncio.get_running_loop().time()) is None
    await answering.stop(within=0.05)
    assert "1 messages are not stored" in caplog.text
    assert intake.taken == []
    intake.failures.clear()
    again = Answering(intake, aside)
    await again.resume(BOT)
    assert await intake.knows(1) == [("unanswered", BOT, "7", 77)]
    await again.stop()
    assert intake.taken == [hello()]
    assert await aside.found(BOT) == []


async def test_success_is_not_said_before_the_message_is_on_the_disk_and_nothing_stays_there(addressed, intake, aside):
    address, intake.delay = await addressed(patience=SECOND), 8 * SECOND
    assert await address.push(HELLO) == (200, b"success")
    assert [each.delivery_id for each in await aside.found(BOT)] == ["7"]
    await address.webhook.close()
    assert len(intake.taken) == 1
    assert await aside.found(BOT) == []


async def test_where_the_disk_takes_nothing_either_the_platform_is_asked_to_come_again(addressed, intake, tmp_path):
    (tmp_path / "aside").write_text("a file where the folder should be")
    address, intake.delay = await addressed(patience=SECOND), 4 * SECOND
    status, _ = await address.push(HELLO)
    assert status == 503
    await intake.has(1)


async def test_stopping_waits_for_what_is_in_work(intake, aside):
    answering = Answering(intake, aside)
    intake.delay = 0.05
    waiting = asyncio.create_task(answering.take(hello(), asyncio.get_running_loop().time()))
    await intake.begun.wait()
    await answering.stop()
    assert len(intake.taken) == 1
    assert (await waiting).row == 77


async def test_that_an_answer_went_out_and_could_not_be_noted_is_not_the_persons_trouble(address, intake, caplog):
    async def failing(*_):
        raise StoreError("disk")

    intake.answered = failing
    assert said((await address.push(HELLO))[1])["Content"] == "收到"
    await address.webhook.close()
    assert "could not be stored" in caplog.text
