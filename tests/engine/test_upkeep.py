"""Alarms, the auditor and the watchdog: what nobody else would notice."""

import asyncio
import time
from datetime import timedelta

from msgspec import structs

from bot.desk import rows
from bot.desk.facts import CancelTimers, Changes
from bot.engine.anchors import anchor_digest
from bot.engine.watchdog import Slow, Watchdog
from bot.messages import Place
from tests.engine.fakes import BOT, BrokenStore, FakeMeasures


async def test_equal_alarms_are_told_once_in_ten_minutes(bench):
    for _ in range(5):
        await bench.engine.alarms.raise_alarm("disk", "nearly full")
    await bench.engine.alarms.raise_alarm("clock", "went back")
    await bench.settle()
    assert bench.channel.texts("admin") == ["disk: nearly full", "clock: went back"]
    bench.clock.advance(timedelta(minutes=10))
    await bench.engine.alarms.raise_alarm("disk", "full")
    await bench.settle()
    assert bench.channel.texts("admin")[-1] == "disk: full (+4)"


async def test_an_alarm_raises_nothing_when_the_database_is_gone(bench, caplog):
    sound, bench.engine.core.store = bench.engine.core.store, BrokenStore()
    await bench.engine.alarms.raise_alarm("disk", "full")
    assert "could not be stored" in caplog.text
    bench.engine.core.store = sound
    await bench.engine.alarms.raise_alarm("disk", "full")
    await bench.settle()
    assert bench.channel.texts("admin") == ["disk: full"]


async def test_a_new_ticket_with_nothing_scheduled_raises_an_alarm(bench):
    await bench.says("outage")
    await bench.engine.auditor.look()
    assert ("alarm", "forgotten-ticket") not in bench.measures.counted
    (ticket,) = await bench.rows("tickets_open")
    await bench.engine.core.save(
        "forget",
        lambda _now: Changes(cancel_timers=[CancelTimers(kinds=("rung",), ticket=ticket[0])]),
    )
    bench.clock.advance(timedelta(minutes=16))
    await bench.engine.auditor.look()
    await bench.settle()
    (told,) = [text for text in bench.channel.texts("admin") if "forgotten" in text]
    assert ticket[1] in told


async def test_a_new_ticket_whose_ladder_ended_raises_an_alarm_at_once(bench):
    await bench.says("outage")
    (ticket,) = await bench.rows("tickets_open")
    run = rows.Run(id=1, ticket=ticket[0], cause="unacknowledged", rung=0, round=0, started_at=0, ended_at=1)
    (page,) = await bench.rows("pages_of_ticket", ticket[0])
    ended = structs.replace(run, id=page[2])
    gone = CancelTimers(kinds=("rung",), ticket=ticket[0])
    await bench.engine.core.save("end", lambda _now: Changes(runs=[ended], cancel_timers=[gone]))
    await bench.engine.auditor.look()
    assert ("alarm", "forgotten-ticket") in bench.measures.counted


async def test_every_hour_the_heads_that_moved_are_anchored(bench):
    await bench.says("outage")
    await bench.engine.auditor.tidy()
    (ticket,) = await bench.rows("tickets_open")
    ((first_id, first),) = await bench.rows("anchor_newest")
    assert first == anchor_digest(b"", [(ticket[0], 1, b"\x01")])
    await bench.engine.auditor.tidy()
    assert await bench.rows("anchor_newest") == [(first_id, first)]
    await bench.says("outage", delivery="second")
    await bench.engine.auditor.tidy()
    (second, _older) = await bench.rows("tickets_open")
    ((_id, digest),) = await bench.rows("anchor_newest")
    assert digest == anchor_digest(first, [(second[0], 1, b"\x01")])


async def test_a_page_that_does_not_go_out_raises_an_alarm(bench):
    await bench.puts(bench.desk.say(Place(BOT, "wang"), "page", bench.clock.now(), lane=0))
    bench.clock.advance(timedelta(seconds=61))
    await bench.engine.auditor.look()
    assert bench.engine.auditor.oldest_page == 61
    assert ("alarm", "page-waits") in bench.measures.counted


async def test_the_auditor_comes_round_by_desk_time(bench):
    assert await bench.engine.auditor.run_once() == 2
    assert await bench.engine.auditor.run_once() == 0
    bench.clock.advance(timedelta(minutes=1))
    assert await bench.engine.auditor.run_once() == 1
    bench.clock.advance(timedelta(hours=1))
    assert await bench.engine.auditor.run_once() == 2


async def test_deliveries_are_forgotten_after_seven_days(bench):
    await bench.says("hello", delivery="old")
    bench.clock.advance(timedelta(days=6))
    await bench.engine.auditor.tidy()
    assert await bench.says("hello", delivery="old") == b"heard hello"
    assert bench.desk.decided == ["hello"]
    bench.clock.advance(timedelta(days=1, seconds=1))
    await bench.engine.auditor.tidy()
    await bench.says("hello", delivery="old")
    assert bench.desk.decided == ["hello", "hello"]


def test_every_anchor_covers_what_moved_and_the_one_before():
    heads = [(1, 2, b"\x01"), (2, 1, b"\x02")]
    first = anchor_digest(b"", heads)
    assert anchor_digest(b"", heads) == first
    assert len({first, anchor_digest(b"", heads[:1]), anchor_digest(first, heads), anchor_digest(b"", [])}) == 4


async def test_a_slow_turn_is_reported_by_its_name_but_for_the_first_of_its_kind():
    watchdog, measures = Watchdog(), FakeMeasures()

    async def slow(_work):
        until = time.thread_time() + 0.07
        while time.thread_time() < until:
            pass

    for _ in range(2):
        await watchdog.timed("take", slow, measures.turn)(object())
    (found,) = await watchdog.beat()
    assert found.turn == "take"
    assert found.elapsed >= 0.07
    assert await watchdog.beat() == []


async def test_a_quick_turn_is_not_reported():
    watchdog, measures = Watchdog(), FakeMeasures()

    async def quick(_work):
        return 7

    assert [await watchdog.timed("take", quick, measures.turn)(object()) for _ in range(3)] == [7] * 3
    assert await watchdog.beat() == []
    assert watchdog.stuck() == []


async def test_an_alarm_that_finds_no_words_is_in_the_log_all_the_same(bench, caplog):
    def wordless(*_details):
        raise KeyError("alarm")

    bench.desk.alarm = wordless
    await bench.engine.alarms.raise_alarm("disk", "full")
    assert "alarm disk could not be put into words: full" in caplog.text


async def test_a_turn_that_does_not_end_and_a_late_loop_are_in_the_log(caplog, monkeypatch):
    monkeypatch.setattr("bot.engine.watchdog.STUCK_LIMIT", 0.0)
    monkeypatch.setattr("bot.engine.watchdog.LOOP_LIMIT", -1.0)
    watchdog = Watchdog()
    entered, leave = asyncio.Event(), asyncio.Event()

    async def endless(_work):
        entered.set()
        await leave.wait()

    turn = asyncio.create_task(watchdog.timed("take", endless, FakeMeasures().turn)(object()))
    await entered.wait()
    await watchdog.beat()
    leave.set()
    await turn
    assert "turn take does not come to its end" in caplog.text
    assert "event loop woke" in caplog.text
    assert watchdog.stuck() == []


async def test_a_slow_turn_becomes_an_alarm(bench):
    bench.engine.core.watchdog.slow.append(Slow("take", 0.2, 0.3))
    await bench.engine.start()
    await bench.until(lambda: any("slow-turn" in text for text in bench.channel.texts("admin")))
    await bench.engine.stop()
