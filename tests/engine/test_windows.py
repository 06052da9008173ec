"""What may be sent to a person whose platform counts it: never one more, and what matters before the rest."""

from datetime import timedelta

import msgspec
import pytest

from bot.engine.windows import QUOTAS
from bot.messages import Lane, Media, RetryAt, Sent, Undeliverable, Unknown
from bot.ports import Windowed
from tests.engine.counted import (
    BOT,
    CountedChannel,
    asking,
    asks,
    has_turned_to_us,
    later,
    one_by_one,
    open_counted,
    says,
    states,
    to_li,
    turns_to_us,
)
from tests.engine.fakes import SECOND, FakeChannel

HOURS = 3600


@pytest.fixture
async def bench():
    opened = await open_counted()
    yield opened
    await opened.store.close()


def test_only_a_channel_that_says_so_is_counted():
    assert isinstance(CountedChannel(), Windowed)
    assert not isinstance(FakeChannel(), Windowed)


async def test_without_a_contact_nothing_is_tried_and_nothing_lost(bench):
    await says(bench, "hello")
    assert bench.channel.sent == []
    assert await states(bench, "kept") == ["hello"]


async def test_the_sixth_message_within_the_window_is_never_tried(bench):
    await has_turned_to_us(bench)
    for at in range(9):
        await asks(bench, "confirm_repair", f"question {at}")
        await later(bench)
    assert bench.channel.texts() == [f"question {at}" for at in range(5)]
    assert await states(bench, "kept") == [f"question {at}" for at in range(5, 9)]


async def test_nor_is_it_after_the_process_died_in_the_middle(bench):
    await has_turned_to_us(bench)
    sent = []
    for at in range(9):
        # Each message leaves in a process of its own, which dies while it is on its way or right after.
        bench.channel.outcomes.append(Sent("x") if at % 2 else Unknown("the process died"))
        await asks(bench, "confirm_repair", f"question {at}", Lane.SURVEY)
        sent += bench.channel.texts()
        bench = await open_counted(bench)
        await later(bench)
    assert len(sent + bench.channel.texts()) == 5


async def test_the_claim_itself_is_what_spends(bench):
    await has_turned_to_us(bench)
    bench.engine.core.store = _DyingStore(bench.store)
    with pytest.raises(_Dies):
        await says(bench, "hello")
    assert bench.channel.sent == []
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == [("message", 4)]


async def test_a_message_that_was_not_counted_is_given_back(bench):
    await has_turned_to_us(bench)
    bench.channel.outcomes += [RetryAt(1.0, "busy"), RetryAt(1.0, "busy"), Sent("x"), Undeliverable("too long")]
    await one_by_one(bench, "hello", "a word too long")
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == [("message", 4)]


async def test_one_that_may_have_arrived_is_not(bench):
    await has_turned_to_us(bench)
    bench.channel.outcomes += [Unknown("no answer")]
    await one_by_one(bench, "hello")
    await later(bench, 20)
    assert bench.channel.texts() == ["hello", "hello"]
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == [("message", 3)]


async def test_the_last_two_are_left_for_what_matters(bench):
    await has_turned_to_us(bench)
    await one_by_one(bench, *(f"news {at}" for at in range(5)))
    assert bench.channel.texts() == ["news 0", "news 1", "news 2"]
    await asks(bench, "confirm_repair", "does it work?")
    await later(bench)
    await asks(bench, "rate_service", "how did we do?", Lane.SURVEY)
    # What had no message of its own is read with the one that has.
    assert bench.channel.texts()[3:] == ["news 3\n\nnews 4\n\ndoes it work?", "how did we do?"]
    assert await states(bench, "kept") == []


async def test_what_matters_goes_before_what_has_no_way(bench):
    await has_turned_to_us(bench)
    await one_by_one(bench, "news 0", "news 1", "news 2")
    await bench.puts(to_li(bench, "news 3"))
    await asks(bench, "confirm_repair", "does it work?")
    assert bench.channel.texts()[3:] == ["news 3\n\ndoes it work?"]


async def test_a_touch_pays_for_three_within_its_minute_and_nothing_after_it(bench):
    await has_turned_to_us(bench, window="touch")
    await one_by_one(bench, "a", "b", "c", "d")
    assert bench.channel.texts() == ["a", "b", "c"]
    await has_turned_to_us(bench, "d2", window="touch")
    await bench.engine.sender.drain()
    bench.clock.advance(timedelta(seconds=QUOTAS["wechat"]["touch"].within // SECOND))
    await says(bench, "e")
    assert len(bench.channel.sent) == 4
    assert await states(bench, "kept") == ["e"]


async def test_what_goes_within_a_touch_counts_to_both_since_nobody_says_to_which(bench):
    await has_turned_to_us(bench)
    await has_turned_to_us(bench, "d2", window="touch")
    await one_by_one(bench, "a")
    left = await bench.rows("windows_left", BOT, "li", bench.clock.wall())
    assert sorted(left) == [("message", 4), ("touch", 2)]


async def test_a_touch_pays_where_a_message_does_no_more(bench):
    await has_turned_to_us(bench)
    await one_by_one(bench, "a", "b", "c", "d")
    await has_turned_to_us(bench, "d2", window="touch")
    await one_by_one(bench, "e")
    assert bench.channel.texts() == ["a", "b", "c", "d\n\ne"]


async def test_after_two_days_nothing_is_tried(bench):
    await has_turned_to_us(bench)
    bench.clock.advance(timedelta(seconds=48 * HOURS - 50))
    await says(bench, "news")
    assert bench.channel.sent == []


async def test_texts_that_wait_for_one_person_go_as_one(bench):
    await has_turned_to_us(bench)
    await bench.puts(*(to_li(bench, f"news {at}") for at in range(4)))
    await bench.engine.sender.drain()
    assert bench.channel.texts() == ["news 0\n\nnews 1\n\nnews 2\n\nnews 3"]
    assert len(await states(bench, "sent")) == 5
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == [("message", 4)]


async def test_of_several_questions_each_goes_by_itself(bench):
    await has_turned_to_us(bench)
    first, news = to_li(bench, "", body=asking("one?")), to_li(bench, "news")
    await bench.puts(first, news, to_li(bench, "", body=asking("two?")))
    await bench.engine.sender.drain()
    await later(bench)
    assert bench.channel.texts() == ["one?\n\nnews", "two?"]
    assert [bool(one.body.rows) for one in bench.channel.sent] == [True, True]


async def test_a_text_is_never_longer_than_the_platform_bears(bench):
    await has_turned_to_us(bench)
    await bench.puts(*(to_li(bench, "字" * 400) for _ in range(3)))
    await bench.engine.sender.drain()
    await later(bench)
    assert [len(text.encode()) for text in bench.channel.texts()] == [1200, 1200, 1200]


async def test_a_message_with_files_counts_as_many(bench):
    await has_turned_to_us(bench)
    files = [{"kind": "photo", "digest": str(at)} for at in range(2)]
    await bench.puts(to_li(bench, "", body=msgspec.json.encode({"text": "look", "files": files}).decode()))
    await bench.engine.sender.drain()
    assert bench.channel.sent[0].body.files == tuple(Media(kind="photo", digest=str(at)) for at in range(2))
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == [("message", 2)]


async def test_a_long_text_counts_as_many_as_it_takes(bench):
    await has_turned_to_us(bench)
    await says(bench, "字" * 1500)
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == [("message", 2)]
    await later(bench)
    await says(bench, "词" * 1500)
    assert len(bench.channel.sent) == 1
    assert await states(bench, "kept") == ["词" * 1500]


async def test_what_takes_all_there_is_goes_as_soon_as_there_is_that_much(bench):
    await has_turned_to_us(bench)
    await says(bench, "字" * 4000)
    assert len(bench.channel.sent) == 1
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == []


async def test_ended_windows_are_swept_away(bench):
    await has_turned_to_us(bench)
    bench.clock.advance(timedelta(seconds=49 * HOURS))
    await bench.engine.auditor.tidy()
    assert await bench.rows("windows_left", BOT, "li", 0) == []


async def test_the_answer_itself_is_free(bench):
    assert (await turns_to_us(bench)) is not None
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == [("message", 5)]


class _Dies(Exception):
    """The process, here."""


class _DyingStore:
    """The process dies right after the claim is on the disk."""

    def __init__(self, store):
        self._store = store

    async def turn(self, work, *, engine=False):
        value = await self._store.turn(work, engine=engine)
        if work.__qualname__ == "claim":
            raise _Dies
        return value

    def reads(self):
        return self._store.reads()
