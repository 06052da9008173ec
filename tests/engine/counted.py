"""A bench whose channel counts what a person is sent: five messages in 48 hours, three within a minute of a touch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes
from bot.messages import Incoming, Lane, Passive, Place
from tests.engine.fakes import POLICY, Bench, FakeChannel, a_ticket, open_bench

BOT = "wechat:wx1"
LI = Place(BOT, "li")
ADDRESS = "li"


@dataclass
class CountedChannel(FakeChannel):
    """A channel that writes to people for a while only."""

    bot: str = BOT
    templates: Collection[str] = field(default_factory=frozenset)


async def open_counted(old: Bench | None = None, templates: Collection[str] = (), **how: Any) -> Bench:
    """Open a bench with such a channel beside the usual one; with `old`, a new process on its database."""
    if old is not None:
        how = {"store": old.store, "clock": old.clock, "seed": old.desk.ids.below(10**6), **how}
    channel = how.pop("channel", None)
    bench = await open_bench(**how)
    bench.channel = channel or CountedChannel(clock=bench.clock, templates=frozenset(templates))
    bench.engine.connect(bench.channel)
    await bench.engine.prepare()
    return bench


def contact(bench: Bench, delivery: str = "d1", **more: Any) -> Incoming:
    """Return a message of Li's as the platform brings it."""
    plain = bench.incoming("help", "li", delivery)
    return msgspec.structs.replace(plain, **{"bot": BOT, "passive": True, "window": "message", **more})


async def turns_to_us(bench: Bench, delivery: str = "d1", **more: Any) -> Passive | None:
    """Let Li write (or touch something), and return the answer that goes out in the response."""
    incoming = contact(bench, delivery, **more)
    answer = await bench.engine.turns.take(incoming)
    return msgspec.json.decode(answer, type=Passive) if answer and incoming.passive else None


async def has_turned_to_us(bench: Bench, delivery: str = "d1", **more: Any) -> None:
    """Let Li write, and the answer arrive in the response."""
    passive = await turns_to_us(bench, delivery, **more)
    if passive is not None:
        await bench.engine.turns.answered(BOT, delivery, passive.row)


def to_li(bench: Bench, text: str, lane: Lane = Lane.REPLY, **more: Any) -> rows.Outbox:
    """Return a message to Li."""
    return bench.desk.say(LI, text, bench.clock.now(), lane=int(lane), **more)


async def says(bench: Bench, *texts: str) -> None:
    """Send Li these one by one."""
    for text in texts:
        await bench.puts(to_li(bench, text))
        await bench.engine.sender.drain()


async def states(bench: Bench, *state: str) -> list[str]:
    """Return the texts of messages in this state, the oldest first."""
    found = [row for one in state for row in await bench.rows("outbox_by_state", one, 100)]
    bodies = sorted((row[0], row[7]) for row in found)
    return [msgspec.json.decode(body)["text"] for _id, body in bodies if body]


async def later(bench: Bench, seconds: float = 5) -> None:
    """Let the platform's own pace be no matter."""
    await bench.fast_forward(seconds=seconds)


async def one_by_one(bench: Bench, *texts: str) -> None:
    """Send Li these, each some time after the other."""
    for text in texts:
        await says(bench, text)
        await later(bench)


async def asks(bench: Bench, flow: str, text: str, lane: Lane = Lane.REPLY) -> None:
    """Put a question of a talk."""
    prompt = rows.Prompt(id=bench.desk.ids.new(), token=bench.desk.ids.token(), scope="a", kind="asked", flow=flow)
    row = to_li(bench, text, lane, prompt=prompt.id)
    await bench.engine.core.save("test", lambda _now: Changes(prompts=[prompt], outbox=[row]))
    await bench.engine.sender.drain()


async def a_ticket_of_li(bench: Bench) -> int:
    """Open a ticket of Li's."""
    person = rows.Person(id=bench.desk.ids.new(), name="Li")
    owner = rows.Account(id=bench.desk.ids.new(), bot=BOT, address="of the ticket", person=person.id, chat="li")
    ticket = a_ticket(bench.desk.ids, owner, bench.clock.now())
    known = Changes(persons=[person], accounts=[owner], policies=[POLICY], new_tickets=[ticket])
    await bench.engine.core.save("test", lambda _now: known)
    return ticket.id


def asking(text: str) -> str:
    """Return the body of a message with a choice."""
    return msgspec.json.encode({"text": text, "rows": [[{"label": "yes", "token": "t.0"}]]}).decode()


async def unreached(bench: Bench, ticket: int) -> int:
    """Return how often staff are to be told that the reporter of a ticket is not reached."""
    timers = await bench.rows("timers_of_ticket", ticket)
    return [row[6] for row in timers if row[1] == "unreached"].count('{"told":false}')
