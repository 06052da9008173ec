"""Starting, stopping, and saying how it goes."""

import asyncio
import time

from bot.engine.loops import Loop
from bot.engine.service import Options
from bot.ports import StoreError
from tests.engine.fakes import BOT, START_AT, BrokenStore, FakeChannel, open_bench


async def test_a_started_engine_answers_by_itself(bench):
    await bench.engine.start()
    assert bench.channel.running
    await bench.says("outage")
    await bench.until(lambda: len(bench.channel.sent) == 2)
    await bench.engine.stop()
    assert sorted(bench.channel.texts()) == ["heard outage", "page"]


async def test_timers_are_served_when_time_is_moved(bench):
    await bench.engine.start()
    await bench.says("outage")
    await bench.until(lambda: "page" in bench.channel.texts())
    for _minute in range(5):
        bench.clock.advance(_minutes(1))
        await asyncio.sleep(0.05)
    await bench.until(lambda: bench.channel.texts("engineer") == ["page", "page"])
    await bench.engine.stop()


def _minutes(count: int):
    return START_AT.replace(minute=count) - START_AT.replace(minute=0)


async def test_a_stop_lets_what_is_on_its_way_arrive(bench):
    await bench.engine.start()
    bench.channel.hold = asyncio.Event()
    await bench.says("hello")
    await bench.until(lambda: bench.channel.sent)
    asyncio.get_running_loop().call_later(0.3, bench.channel.hold.set)
    await bench.engine.stop()
    assert not bench.channel.running
    assert await bench.rows("outbox_by_state", "claimed", 10) == []
    assert len(await bench.rows("outbox_by_state", "sent", 10)) == 1


async def test_a_stop_takes_less_than_ten_seconds_whatever_hangs(bench):
    await bench.engine.start()
    bench.channel.hold = asyncio.Event()
    await bench.says("hello")
    await bench.until(lambda: bench.channel.sent)
    began = time.monotonic()
    await bench.engine.stop()
    assert time.monotonic() - began < 10
    # Nobody knows whether it arrived: it is put back to be sent once more, marked.
    assert len(await bench.rows("outbox_by_state", "pending", 10)) == 1


async def test_what_was_not_sent_before_a_stop_is_sent_after_the_next_start(bench):
    await bench.says("hello")
    again = await open_bench(store=bench.store)
    await again.engine.start()
    await again.until(lambda: again.channel.texts() == ["heard hello"])
    await again.engine.stop()


async def test_a_healthy_engine_says_so(bench):
    assert not (await bench.engine.health())["ready"]
    await bench.engine.deadlines.run_due()
    health = await bench.engine.health()
    assert health["ready"]
    assert health["database_writable"]
    assert health["last_timer_pass_seconds"] == 0
    assert health["oldest_unsent_page_seconds"] == 0


async def test_an_engine_whose_database_fails_is_not_ready(bench):
    await bench.engine.deadlines.run_due()
    sound, bench.engine.core.store = bench.engine.core.store, BrokenStore()
    health = await bench.engine.health()
    bench.engine.core.store = sound
    assert not health["ready"]
    assert not health["database_writable"]


async def test_a_process_without_the_sender_leaves_messages_to_another(bench):
    taking = await open_bench(store=bench.store, options=Options(parts=frozenset({"timers"})))
    await taking.engine.start()
    await taking.says("hello")
    await asyncio.sleep(0.1)
    await taking.engine.stop()
    assert taking.channel.sent == []
    await bench.engine.sender.drain()
    assert [one.place.bot for one in bench.channel.sent] == [BOT]


async def test_a_loop_outlives_a_step_that_fails(bench, monkeypatch):
    monkeypatch.setattr("bot.engine.loops.AFTER_FAILURE", 0.01)
    run_due, failures = bench.engine.deadlines.run_due, [StoreError("busy"), RuntimeError("odd")]

    async def fails_twice():
        if failures:
            raise failures.pop()
        return await run_due()

    bench.engine.deadlines.run_due = fails_twice
    await bench.engine.start()
    await bench.until(lambda: bench.engine.deadlines.passed_at)
    await bench.engine.stop()
    assert failures == []


async def test_a_channel_that_does_not_stop_holds_up_nothing(bench, monkeypatch, caplog):
    monkeypatch.setattr("bot.engine.service.INTAKE_WITHIN", 0.05)

    class Hanging(FakeChannel):
        async def stop(self):
            await asyncio.Event().wait()

    class Failing(FakeChannel):
        async def stop(self):
            raise RuntimeError("odd")

    bench.engine.connect(Hanging(bot="web:a"))
    bench.engine.connect(Failing(bot="web:b"))
    await bench.engine.start()
    await bench.engine.stop()
    assert "did not stop in order" in caplog.text
    assert not bench.channel.running


async def test_a_database_that_fails_at_the_stop_is_told_in_the_log(bench, caplog):
    await bench.says("hello")
    await bench.engine.core.run("claim", lambda work: work.claim(1, bench.clock.now(), bench.clock.wall(), 10**18))
    chores_done = []

    async def chore():
        chores_done.append(1)
        raise StoreError("disk full")

    again = await open_bench(store=bench.store, options=Options(chores=(chore,), parts=frozenset({"sender"})))
    await again.engine.start()
    await again.engine.stop()
    assert chores_done
    assert "the database failed at the stop" in caplog.text


async def test_a_loop_that_hangs_is_ended_in_time(caplog):
    async def hangs():
        await asyncio.Event().wait()

    await Loop("never begun", hangs, hangs, lambda: None).stop(0.01)
    loop = Loop("hanging", hangs, hangs, lambda: None)
    loop.start()
    await asyncio.sleep(0)
    await loop.stop(0.05)
    assert "loop hanging did not come to its end" in caplog.text
