"""The morning's digest: one message to each of staff with something open, and the desk's figures to the managers."""

from datetime import time, timedelta

import pytest

from bot.desk import rows
from bot.desk.facts import Changes
from tests.decisions.room import Room, words


async def arm(room: Room) -> list[rows.Timer]:
    """Do what a start does about the digests; return the timers there are."""

    async def turn(work) -> None:
        known = [rows.Timer(*row) for row in await work.execute("timers_of_digest")]
        changes, unwanted = room.desk.morning(known, room.clock.now())
        await work.save(changes)
        for timer in unwanted:
            await work.drop_timer(timer)

    await room.store.turn(turn)
    return [rows.Timer(*row) for row in await room.rows("timers_of_digest")]


@pytest.fixture
async def early():
    """A desk with a digest at eight; it is 22:35 in Shanghai now."""
    room = await Room.open(digest_at=time(8))
    yield room
    await room.store.close()


async def test_each_of_staff_with_something_open_reads_it_in_the_morning(early: Room):
    ticket = await early.reports("li", "2")
    await early.says("wang", f"/ack {ticket.number}")
    await arm(early)
    before = len(early.got)
    await early.waits(hours=9, minutes=24)
    assert not any(words("digest-own") in text for text in early.told("wang", before))
    await early.waits(minutes=2)
    (text,) = (text for text in early.told("wang", before) if words("digest-own") in text)
    assert "with you: 1 open, 0 late, 0 waiting for the customer" in text
    assert not any("open" in text for text in early.told("zhao", before))


async def test_the_manager_reads_how_the_desk_stands_even_when_nothing_is_open(early: Room):
    await arm(early)
    await early.waits(hours=10)
    (text,) = early.told("lin")
    assert "0 open" in text
    assert "Solved since yesterday: 0." in text
    assert words("digest-own") not in text


async def test_the_figures_of_the_desk_count_levels_lateness_and_scores(early: Room):
    await arm(early)
    done, waits = await early.reports("li", "2"), await early.reports("vega", "3")
    await early.reports("ana", "2")
    await early.asks("bob")
    for ticket in (done, waits):
        await early.says("wang", f"/ack {ticket.number}")
    await early.says("wang", f"/wait {waits.number} plate")
    await early.says("wang", f"/solved {done.number} fuse")
    await early.presses("li", "@choice-works")
    await early.waits(hours=2)
    await early.presses("li", "@score-5")
    before = len(early.got)
    await early.waits(hours=8)
    (text,) = (text for text in early.told("lin", before) if words("digest-desk") in text or "The desk:" in text)
    assert "3 open, 2 late, 1 waiting for the customer, 0 to be confirmed, 2 taken by nobody" in text
    assert "Level 1: 0. Level 2: 1. Level 3: 1. Questions and follow-ups: 1." in text
    assert "Solved since yesterday: 1." in text
    assert "1, 5 on average" in text


async def test_it_comes_every_day_and_once(early: Room):
    await arm(early)
    await early.waits(days=3)
    assert len([text for text in early.told("lin") if "The desk:" in text]) == 3


async def test_a_start_keeps_the_timer_and_a_changed_time_replaces_it(early: Room):
    (first,) = await arm(early)
    assert await arm(early) == [first]
    changed = await Room.open(seed=2, digest_at=time(9))
    await changed.store.turn(lambda work: work.save(Changes(timers=[first])))
    (second,) = await arm(changed)
    await changed.store.close()
    assert second.due_at - first.due_at == 3600 * 1_000_000


async def test_without_a_time_there_is_none(room: Room):
    assert await arm(room) == []


async def test_each_reads_it_in_the_morning_of_their_own_zone(early: Room):
    row = (await early.rows("persons_by_staff", "lin"))[0]
    lin = rows.Person(**{**dict(zip(rows.Person.__struct_fields__, row, strict=True)), "zone": "Europe/Madrid"})
    await early.store.turn(lambda work: work.save(Changes(persons=[lin])))
    await early.meet()
    assert len(await arm(early)) == 2
    await early.waits(hours=16)
    assert not any("The desk:" in text for text in early.told("lin"))
    await early.waits(hours=1)
    assert any("The desk:" in text for text in early.told("lin"))


async def test_a_desk_that_was_down_all_day_does_not_tell_it_in_the_evening(early: Room):
    await arm(early)
    early.clock.advance(timedelta(hours=17))
    await early.waits(minutes=1)
    assert early.told("lin") == []
    await early.waits(hours=24)
    assert len(early.told("lin")) == 1
