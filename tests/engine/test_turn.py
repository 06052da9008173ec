"""One message, one transaction; a poisoned one is put aside."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from bot.adapters.recorder import FlightRecorder
from bot.engine.service import Options
from bot.ports import Conflict, StoreError
from tests.engine.fakes import BOT, FailingStore, Poison, open_bench

ROOT = Path(__file__).parents[2]


async def test_a_message_is_answered_and_its_words_wait_in_the_outbox(bench):
    assert await bench.says("hello") == b"heard hello"
    assert bench.channel.sent == []
    await bench.engine.sender.drain()
    assert bench.channel.texts() == ["heard hello"]


async def test_the_same_message_counts_once_even_twenty_times_at_once(bench):
    answers = await asyncio.gather(*(bench.says("outage", delivery="same") for _ in range(20)))
    assert answers == [b"heard outage"] * 20
    assert len(await bench.rows("tickets_open")) == 1
    assert bench.measures.counted.count(("inbox", "seen")) == 19


async def test_after_a_poisoned_message_the_next_one_of_that_chat_works(bench):
    assert await bench.says("poison") == b"kept"
    assert await bench.says("hello") == b"heard hello"
    await bench.engine.sender.drain()
    assert bench.channel.texts("li") == ["kept", "heard hello"]


async def test_a_poisoned_message_is_kept_whole_and_an_operator_told(bench):
    await bench.says("poison", delivery="d9")
    (parked,) = await bench.rows("parked")
    assert parked[1:3] == (BOT, "d9")
    assert "Poison" in parked[4]
    assert json.loads(parked[5])["text"] == "poison"
    await bench.engine.sender.drain()
    assert [text for text in bench.channel.texts("admin") if text.startswith("parked")]


async def test_a_repeat_of_a_poisoned_message_is_answered_as_then_and_not_tried_again(bench):
    await bench.says("poison", delivery="d9")
    tried = list(bench.desk.decided)
    assert await bench.says("poison", delivery="d9") == b"kept"
    assert bench.desk.decided == tried
    assert len(await bench.rows("parked")) == 1


async def test_a_message_is_kept_even_when_no_kind_word_can_be_found(bench):
    bench.desk.kind_words = False
    assert await bench.says("poison") == b""
    assert len(await bench.rows("parked")) == 1


async def test_a_failing_database_is_no_poison(bench):
    def full():
        raise StoreError("database or disk is full")

    bench.desk.poison = full
    with pytest.raises(StoreError):
        await bench.says("poison", delivery="d1")
    assert await bench.rows("parked") == []
    bench.desk.poison = lambda: None
    assert await bench.says("poison", delivery="d1") == b"heard poison"


async def test_a_payload_that_fails_our_types_is_kept(bench):
    await bench.engine.turns.park(BOT, "d3", b'{"update_id": "x"}', "no number")
    (parked,) = await bench.rows("parked")
    assert parked[5] == b'{"update_id": "x"}'
    assert ("alarm", "parked") in bench.measures.counted


async def test_a_payload_that_comes_again_is_kept_once_and_told_once(bench):
    for _ in range(2):
        await bench.engine.turns.park(BOT, "d3", b'{"update_id": "x"}', "no number")
    assert len(await bench.rows("parked")) == 1
    assert bench.measures.counted.count(("alarm", "parked")) == 1


async def test_when_even_parking_fails_the_platform_is_told_to_come_again(bench):
    bench.engine.core.store = FailingStore(bench.store, "park")
    with pytest.raises(StoreError):
        await bench.says("poison", delivery="d9")
    assert await bench.says("poison", delivery="d9") == b"kept"


async def test_a_number_that_stays_taken_is_the_databases_failure(bench):
    def taken():
        raise Conflict("the number is taken")

    bench.desk.poison = taken
    with pytest.raises(StoreError, match="conflict"):
        await bench.says("poison")
    assert await bench.rows("parked") == []


async def test_staff_are_read_anew_when_a_message_changed_them(bench):
    before = bench.desk.rosters
    await bench.says("hired")
    assert bench.desk.rosters == before + 1


async def test_a_message_that_killed_the_process_twice_is_parked_before_the_third_try(bench, tmp_path):
    for _death in range(2):
        recorder = FlightRecorder(tmp_path / "deciding")
        again = await open_bench(store=bench.store, options=Options(recorder=recorder))
        assert not again.engine.suspects.deadly(f"{BOT} killer")
        recorder.enter(f"{BOT} killer")
        recorder.close()
    recorder = FlightRecorder(tmp_path / "deciding")
    third = await open_bench(store=bench.store, options=Options(recorder=recorder))
    assert await third.says("poison", delivery="killer") == b"kept"
    assert third.desk.decided == []
    assert await third.says("hello", delivery="other") == b"heard hello"
    recorder.close()


async def test_a_process_that_is_killed_leaves_the_name_of_what_it_was_deciding(tmp_path):
    killed = """
import asyncio, os, sys
from pathlib import Path
from bot.adapters.recorder import FlightRecorder
from bot.engine.service import Options
from tests.engine.fakes import open_bench

async def main():
    bench = await open_bench(options=Options(recorder=FlightRecorder(Path(sys.argv[1]))))
    bench.desk.poison = lambda: os._exit(9)
    await bench.says("hello", delivery="fine")
    await bench.says("poison", delivery="killer")

asyncio.run(main())
"""
    path = tmp_path / "deciding"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", killed, str(path), cwd=ROOT)
    assert await process.wait() == 9
    recorder = FlightRecorder(path)
    assert recorder.found == f"{BOT} killer"
    recorder.close()


async def test_a_failed_decision_is_not_held_against_a_message_as_a_death(bench, tmp_path):
    recorder = FlightRecorder(tmp_path / "deciding")
    one = await open_bench(store=bench.store, options=Options(recorder=recorder))
    with pytest.raises(Poison):
        one.desk.poison()
    await one.says("poison")
    recorder.close()
    after = FlightRecorder(tmp_path / "deciding")
    assert after.found == ""
    after.close()
