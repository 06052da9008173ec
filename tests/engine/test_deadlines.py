"""Timers are rows: they survive restarts, and a failing one holds up no other."""

import json
from datetime import timedelta

import pytest
from msgspec import structs

from bot.desk import codec, rows
from bot.desk.facts import Changes
from bot.engine.service import Options
from bot.ports import StoreError
from tests.engine.fakes import BOT, MINUTE, SECOND, FailingStore, open_bench


class Remembering:
    """A recorder whose last process died in the middle of something."""

    def __init__(self, found: str) -> None:
        self.found = found

    def enter(self, name: str) -> None:
        self.found = name

    def leave(self) -> None:
        self.found = ""


async def _arm(bench, timer_id: int, after: int) -> None:
    timer = rows.Timer(id=timer_id, kind="idle", due_at=bench.clock.now() + after)
    await bench.engine.core.save("arm", lambda _now: Changes(timers=[timer]))


async def test_a_timer_is_served_when_it_is_due_and_only_once(bench):
    await _arm(bench, 1, 5 * MINUTE)
    bench.clock.advance(timedelta(minutes=4, seconds=59))
    assert await bench.engine.deadlines.run_due() == 0
    bench.clock.advance(timedelta(seconds=1))
    assert await bench.engine.deadlines.run_due() == 1
    assert await bench.engine.deadlines.run_due() == 0
    await bench.engine.sender.drain()
    assert bench.channel.texts("timer") == ["due idle"]


async def test_the_next_due_time_is_known(bench):
    assert await bench.engine.deadlines.next_due() is None
    await _arm(bench, 1, 5 * MINUTE)
    await _arm(bench, 2, 3 * MINUTE)
    assert await bench.engine.deadlines.next_due() == bench.clock.now() + 3 * MINUTE


async def test_a_failing_timer_holds_up_no_other_and_is_tried_again_later_and_later(bench):
    bench.desk.poisoned_timers.add(1)
    await _arm(bench, 1, 0)
    await _arm(bench, 2, 0)
    assert await bench.engine.deadlines.run_due() == 1
    first = await bench.engine.deadlines.next_due()
    assert first == bench.clock.now() + SECOND
    bench.clock.advance(timedelta(seconds=1))
    assert await bench.engine.deadlines.run_due() == 0
    assert await bench.engine.deadlines.next_due() == bench.clock.now() + 2 * SECOND
    assert ("alarm", "timer-failed") in bench.measures.counted
    bench.desk.poisoned_timers.clear()
    bench.clock.advance(timedelta(seconds=2))
    assert await bench.engine.deadlines.run_due() == 1


async def _gather(bench) -> None:
    """Let two messages of Li's wait to be taken as one, by a timer that fails."""
    await bench.says("hello")
    talk = rows.Conversation(id=5, bot=BOT, chat="li", thread="", account=await _account(bench), gathering=8)
    said = codec.to_text(structs.replace(bench.incoming("first\nsecond", delivery="d7"), raw=b""))
    waiting = rows.Gathering(id=8, bot=BOT, chat="li", name="fast-8", said=said, timer=9, created_at=1)
    timer = rows.Timer(id=9, kind="album", due_at=bench.clock.now(), data='{"gathering":8}')
    made = Changes(conversations=[talk], gatherings=[waiting], timers=[timer])
    await bench.engine.core.save("gather", lambda _now: made)
    bench.desk.poisoned_timers.add(9)


async def _account(bench) -> int:
    facts = await bench.store.turn(lambda work: work.begin(bench.incoming("", delivery="to look")))
    return facts.account.id


@pytest.mark.parametrize("words", [True, False])
async def test_gathered_messages_that_cannot_be_decided_are_parked_like_any_other(bench, *, words):
    await _gather(bench)
    bench.desk.kind_words = words
    assert await bench.engine.deadlines.run_due() == 0
    ((_id, bot, delivery, _at, reason, payload),) = await bench.rows("parked")
    assert (bot, delivery, json.loads(payload)["text"]) == (BOT, "d7", "first\nsecond")
    assert "Poison" in reason
    assert await bench.engine.deadlines.next_due() is None
    await bench.engine.sender.drain()
    assert bench.channel.texts("li")[1:] == (["kept"] if words else [])
    assert [text for text in bench.channel.texts("admin") if text.startswith("parked")]
    facts = await bench.store.turn(lambda work: work.begin(bench.incoming("", delivery="to look again")))
    assert facts.conversation.gathering is None


async def test_gathered_messages_that_killed_the_process_twice_are_parked_untried(bench):
    await _gather(bench)
    for _ in range(2):
        again = await open_bench(store=bench.store, options=Options(recorder=Remembering("timer 9")))
    assert await again.engine.deadlines.run_due() == 0
    assert ["stopped the process twice" in row[4] for row in await again.rows("parked")] == [True]


async def test_a_ladder_goes_on_after_a_restart(bench):
    await bench.says("outage")
    again = await open_bench(store=bench.store)
    again.clock.advance(timedelta(minutes=5))
    assert await again.engine.deadlines.run_due() == 1
    await again.engine.sender.drain()
    assert again.channel.texts("engineer") == ["page", "page"]


class Outdated:
    """Reads that still show a timer as it was a moment ago."""

    def __init__(self, reads, stale):
        self._reads = reads
        self._stale = stale

    async def rows(self, query, *args):
        return self._stale.pop() if query == "timers_due" and self._stale else await self._reads.rows(query, *args)


async def test_a_timer_put_off_or_gone_since_it_was_picked_is_not_served(bench, monkeypatch):
    await _arm(bench, 1, MINUTE)
    reads = Outdated(bench.store.reads(), [[(1,), (2,)]])
    monkeypatch.setattr(bench.store, "reads", lambda: reads)
    assert await bench.engine.deadlines.run_due() == 0
    assert await bench.engine.deadlines.next_due() == bench.clock.now() + MINUTE


async def test_a_timer_that_killed_the_process_twice_is_put_off(bench):
    await _arm(bench, 1, 0)
    for _death in range(2):
        options = Options(recorder=Remembering("timer 1"))
        again = await open_bench(store=bench.store, options=options)
    assert await again.engine.deadlines.run_due() == 0
    assert await again.engine.deadlines.next_due() > again.clock.now()
    assert ("alarm", "timer-failed") in again.measures.counted


async def test_a_failing_database_puts_no_timer_off(bench):
    await _arm(bench, 1, 0)
    bench.engine.core.store = FailingStore(bench.store, "due")
    with pytest.raises(StoreError):
        await bench.engine.deadlines.run_due()
    assert await bench.engine.deadlines.next_due() == bench.clock.now()
    assert await bench.engine.deadlines.run_due() == 1


async def test_of_many_timers_due_at_once_each_is_served(bench):
    for timer in range(300):
        await _arm(bench, timer + 1, 0)
    assert await bench.engine.deadlines.run_due() == 256
    assert await bench.engine.deadlines.run_due() == 44
