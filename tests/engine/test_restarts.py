"""A platform counts on while we are down: what has left before a restart counts after it too."""

from itertools import pairwise

import msgspec
import pytest

from bot.messages import Body, Lane, Media, Place, RetryAt
from tests.engine.fakes import BOT, SECOND, Bench, open_bench
from tests.engine.storm import GROUP, in_any_minute, reports


async def _updates(bench: Bench, count: int, lane: Lane = Lane.UPDATE, place: Place = GROUP) -> None:
    await bench.puts(*(bench.desk.say(place, f"u{at}", bench.clock.now(), lane=int(lane)) for at in range(count)))


async def _restart(bench: Bench) -> Bench:
    """Let the process die here and another one go on with its database and its clock."""
    again = await open_bench(store=bench.store, clock=bench.clock, seed=bench.desk.ids.below(10**6))
    again.channel.at, again.channel.sent = bench.channel.at, bench.channel.sent
    return again


async def test_a_restart_never_makes_a_twenty_first_message_in_a_minute(bench):
    await _updates(bench, 60)
    for at in range(12):
        await bench.fast_forward(seconds=7)
        bench = await _restart(bench)
        await _updates(bench, 10 if at == 4 else 0, Lane.PAGE)
    await bench.fast_forward(minutes=4)
    assert len(bench.channel.sent) == 70
    assert in_any_minute(bench.channel.at) == 20


async def test_the_claim_that_died_with_its_process_is_counted(bench):
    await _updates(bench, 1)
    bench.engine.core.store = _DyingStore(bench.store)
    with pytest.raises(Dies):
        await bench.engine.sender.drain()
    found = await bench.rows("sendings_since", 0)
    assert [(bot, chat, weight) for bot, chat, _at, weight in found] == [(BOT, "-100", 1)]


class Dies(Exception):
    """The process, here."""


class _DyingStore:
    """The process dies right after the claim is on the disk."""

    def __init__(self, store):
        self._store = store

    async def turn(self, work, *, engine=False):
        await self._store.turn(work, engine=engine)
        raise Dies

    def reads(self):
        return self._store.reads()


async def test_a_chat_gets_one_message_a_second_across_a_restart(bench):
    wang = Place(BOT, "wang")
    await _updates(bench, 8, Lane.PAGE, wang)
    await bench.settle()
    again = await _restart(bench)
    await again.settle()
    assert len(again.channel.sent) == 4
    await again.fast_forward(seconds=4)
    assert len(again.channel.sent) == 8


async def test_a_group_that_asked_to_wait_is_left_alone_across_restarts_pages_too_and_others_are_not(bench):
    bench.channel.outcomes[:] = [RetryAt(40, "too many requests", limited=True)]
    await _updates(bench, 1)
    await bench.settle()
    for _ in range(3):
        bench = await _restart(bench)
        await _updates(bench, 1, Lane.PAGE)
        await _updates(bench, 1, place=Place(BOT, "li"))
        await bench.fast_forward(seconds=10)
    assert [one.place.chat for one in bench.channel.sent] == ["-100", "li", "li", "li"]
    await bench.fast_forward(seconds=11)
    assert [one.lane for one in bench.channel.sent[4:]] == [Lane.PAGE]


async def test_after_a_refusal_the_group_is_spoken_to_slowly_not_all_at_once(bench):
    bench.channel.outcomes[:] = [RetryAt(20, "too many requests", limited=True)]
    await _updates(bench, 10, Lane.PAGE)
    await bench.fast_forward(seconds=60)
    later = [at - bench.channel.at[1] for at in bench.channel.at[1:]]
    assert later[0] == 0
    assert all(second - first >= 3 * SECOND for first, second in pairwise(later))


async def test_two_chats_that_are_refused_at_a_time_hold_the_bot(bench):
    bench.channel.outcomes[:] = [RetryAt(20, "too many requests", limited=True)] * 2
    for chat in ("a", "b"):
        await _updates(bench, 1, place=Place(BOT, chat))
    await bench.settle()
    await _updates(bench, 1, Lane.PAGE, place=Place(BOT, "wang"))
    await bench.fast_forward(seconds=19)
    assert len(bench.channel.sent) == 2
    await bench.fast_forward(seconds=4)
    assert {one.place.chat for one in bench.channel.sent[2:]} == {"a", "b", "wang"}


async def test_a_message_of_several_files_counts_as_many(bench):
    files = tuple(Media("photo", digest="a" * 64) for _ in range(5))
    body = Body(text="see", files=files)
    for _ in range(4):
        text = msgspec.json.encode(body).decode()
        await bench.puts(bench.desk.say(GROUP, "", bench.clock.now(), lane=int(Lane.UPDATE), body=text))
    await bench.fast_forward(seconds=50)
    assert len(bench.channel.sent) == 2
    await bench.fast_forward(minutes=2)
    assert len(bench.channel.sent) == 4


async def test_a_storm_goes_on_over_restarts_and_loses_nothing(bench):
    tickets = []
    for at in range(30):
        tickets += await reports(bench, [1 + at % 3, 3], calls=True, cards=True)
        await bench.fast_forward(seconds=1)
        if at % 7 == 3:
            bench = await _restart(bench)
    await bench.fast_forward(minutes=8)
    states = [row[-5] for ticket in tickets for row in await bench.rows("outbox_of_ticket", ticket.id)]
    assert set(states) == {"sent"}
    group = [at for one, at in zip(bench.channel.sent, bench.channel.at, strict=True) if one.place.chat == "-100"]
    assert in_any_minute(group) <= 14
