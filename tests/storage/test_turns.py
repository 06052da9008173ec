"""Whole turns: one transaction each, answered only after the commit, alone in what they suffer."""

import asyncio
import contextvars
import threading

import pytest

from bot.desk.facts import Facts, Seen
from bot.ports import Conflict, StoreError, StoreFull
from storage.open import Limits
from storage.sqlite.turns import DRAWS, Runner, TurnSuspended
from tests.storage.things import answer, ask, begin, conversation, family, incoming, save


def keep(value):
    """Return a turn that stores a value under its own name."""

    async def turn(work):
        await work.execute("meta_set", value, value)
        return value

    return turn


async def kept(store, value):
    return bool(await ask(store, "meta_get", value))


async def test_a_turn_returns_its_value_after_its_rows_can_be_read(store):
    assert await store.turn(keep("a")) == "a"
    assert await kept(store, "a")


async def test_a_turn_that_raises_leaves_nothing_and_the_others_of_its_batch_stay(store):
    async def poisoned(work):
        await work.execute("meta_set", "bad", "bad")
        raise ValueError("poison")

    turns = [store.turn(keep(f"good{number}")) for number in range(20)]
    turns.insert(10, store.turn(poisoned))
    outcomes = await asyncio.gather(*turns, return_exceptions=True)

    assert [str(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == ["poison"]
    assert all([await kept(store, f"good{number}") for number in range(20)])
    assert not await kept(store, "bad")


async def test_a_turn_that_waits_for_something_else_fails_by_its_name(store):
    async def dawdling(work):
        await work.execute("meta_set", "late", "late")
        await asyncio.sleep(0)

    with pytest.raises(TurnSuspended, match="dawdling"):
        await store.turn(dawdling)
    assert not await kept(store, "late")
    assert await store.turn(keep("next")) == "next"


async def test_a_conflict_is_decided_again_from_the_start(store):
    drawn = []

    async def drawing(work):
        drawn.append(len(drawn))
        await work.execute("meta_set", f"draw{drawn[-1]}", "x")
        if drawn[-1] < 3:
            raise Conflict("taken")
        return drawn[-1]

    assert await store.turn(drawing) == 3
    assert [await kept(store, f"draw{number}") for number in range(4)] == [False, False, False, True]


async def test_an_endless_conflict_comes_back_to_whoever_asked(store):
    drawn = []

    async def hopeless(work):  # noqa: ARG001  # its work is never reached
        drawn.append(1)
        raise Conflict("always")

    with pytest.raises(Conflict):
        await store.turn(hopeless)
    # Once with its batch, then apart from it until it is given up.
    assert len(drawn) == DRAWS + 1


async def test_a_cancelled_caller_leaves_nothing_half_done(store):
    async def both(work):
        await work.execute("meta_set", "first", "x")
        await work.execute("meta_set", "second", "x")

    calling = asyncio.ensure_future(store.turn(both))
    await asyncio.sleep(0)
    calling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await calling
    await store.turn(keep("after"))
    assert await kept(store, "first") == await kept(store, "second")


async def test_a_full_queue_says_so_at_once_and_takes_engine_work_still(engine):
    store = await engine.open(Limits(waiting=4))
    waiting = [asyncio.ensure_future(store.turn(keep(f"w{number}"))) for number in range(40)]
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    full = [outcome for outcome in outcomes if isinstance(outcome, StoreFull)]
    taken = [outcome for outcome in outcomes if isinstance(outcome, str)]

    assert len(full) + len(taken) == 40
    assert len(full) >= 1
    assert all([await kept(store, name) for name in taken])
    assert await store.turn(keep("engine"), engine=True) == "engine"


async def test_engine_work_goes_before_intake(store):
    order = []

    def noting(name):
        async def turn(work):  # noqa: ARG001  # only the order matters
            order.append(name)

        return turn

    async def in_the_way(work):  # noqa: ARG001  # holds the writer until both queues have something
        started.set()
        assert go_on.wait(10)

    started, go_on = threading.Event(), threading.Event()
    first = asyncio.ensure_future(store.turn(in_the_way))
    await asyncio.to_thread(started.wait)
    rest = [store.turn(noting("intake")), store.turn(noting("engine"), engine=True)]
    tasks = [asyncio.ensure_future(turn) for turn in rest]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(first, *tasks)
    assert order == ["engine", "intake"]


async def test_turns_do_not_see_each_others_context(store):
    leak = contextvars.ContextVar("leak", default="clean")

    async def dirty(work):  # noqa: ARG001  # its context is all that matters
        leak.set("dirty")

    async def look(work):  # noqa: ARG001  # likewise
        return leak.get()

    await store.turn(dirty)
    assert await store.turn(look) == "clean"


async def test_closing_finishes_what_is_queued(engine):
    store = await engine.open()
    waiting = [asyncio.ensure_future(store.turn(keep(f"q{number}"))) for number in range(50)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*waiting) == [f"q{number}" for number in range(50)]
    with pytest.raises(StoreError):
        await store.turn(keep("too late"))


async def test_what_is_still_queued_when_the_time_to_close_is_over_is_told_so(engine):
    store = await engine.open(Limits(batch=1, drain_seconds=0))
    waiting = [asyncio.ensure_future(store.turn(keep(f"q{number}"))) for number in range(50)]
    await asyncio.sleep(0)
    await store.close()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} <= {str, StoreError}
    assert StoreError in {type(outcome) for outcome in outcomes}


async def test_a_failure_nobody_foresaw_answers_everybody_and_the_writer_goes_on(store, monkeypatch):
    def broken(*_given):
        raise MemoryError

    monkeypatch.setattr(Runner, "run", broken)
    outcomes = await asyncio.gather(*(store.turn(keep(f"t{number}")) for number in range(5)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoreError] * 5
    monkeypatch.undo()
    assert await store.turn(keep("after")) == "after"


async def test_the_same_message_twenty_times_at_once_counts_once(store):
    await save(store, family())
    changes = [family(answer=b"told", steps=[]) for _ in range(20)]
    outcomes = await asyncio.gather(*(answer(store, incoming(), each) for each in changes))
    assert sum(isinstance(outcome, Facts) for outcome in outcomes) == 1
    assert {outcome.answer for outcome in outcomes if isinstance(outcome, Seen)} == {b"told"}


async def test_what_a_database_refuses_as_wrong_is_the_turns_own_fault(store):
    async def nobody(work):
        await work.save(family(accounts=[], persons=[]))

    # A conversation of an account that does not exist would fail the same way for ever: it must not be told "later".
    with pytest.raises(Exception, match="FOREIGN KEY") as raised:
        await store.turn(nobody)
    assert not isinstance(raised.value, StoreError)


async def test_two_turns_that_make_the_same_conversation_make_one(store):
    await save(store, family())
    twin = family(accounts=[], conversations=[conversation(22)])
    with pytest.raises(Conflict):
        await save(store, twin)
    assert (await begin(store, incoming())).conversation.id == 21
