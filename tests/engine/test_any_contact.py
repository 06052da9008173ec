"""Whatever customers, staff and the platform do: never more is tried than the platform allows, and nothing is lost."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.messages import Closed, Delivery, Lane, Outcome, RetryAt, Sent, Unknown
from tests.engine.counted import BOT, CountedChannel, open_counted, states, to_li, turns_to_us
from tests.engine.fakes import SECOND

HOUR = 3600 * SECOND
ALLOWS = {"message": (5, 48 * HOUR), "touch": (3, 60 * SECOND)}
PLAIN = '{"text":"%s"}'
ASKING = '{"text":"%s","rows":[[{"label":"yes","token":"t.0"}]]}'
LANES = (Lane.REPLY, Lane.REPLY, Lane.UPDATE, Lane.SURVEY)


@dataclass
class Platform(CountedChannel):
    """The platform: it counts by its own clock, to whichever contact it likes, and is not always well."""

    chance: random.Random = field(default_factory=random.Random)
    open: dict[str, list[int]] = field(default_factory=dict)
    too_many: list[str] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)
    #: It takes nothing more, for a reason of its own, until Li turns to us.
    shut: bool = False

    def touched(self, kind: str) -> None:
        """Know that Li wrote or touched something."""
        self.shut = False
        count, within = ALLOWS[kind]
        self.open[kind] = [count, self.clock.wall() + within]

    async def send(self, delivery: Delivery) -> Outcome:
        await super().send(delivery)
        if self.chance.random() < 0.1:
            return RetryAt(1.0, "busy")
        if delivery.route == "template":
            return self.chance.choice([Sent("t"), Closed("43004")])
        if self.chance.random() < 0.05:
            self.shut = True
            self.open.clear()
        if self.shut:
            return Closed("45015")
        paying = [one for one in self.open.values() if one[0] > 0 and one[1] > self.clock.wall()]
        if not paying:
            self.too_many.append(delivery.body.text)
            return Closed("45047")
        self.chance.choice(paying)[0] -= 1
        self.arrived += delivery.body.text.split("\n\n")
        return Unknown("no answer") if self.chance.random() < 0.1 else Sent("x")


@dataclass
class Life:
    """What happens to Li."""

    bench: object
    platform: Platform
    chance: random.Random
    said: list[str] = field(default_factory=list)
    contacts: int = 0

    async def turns_to_us(self) -> None:
        """Let Li write; we learn of it a little later, while messages are on their way to them."""
        self.contacts += 1
        kind = self.chance.choice(["message", "message", "touch"])
        came_at = self.bench.clock.now()
        self.platform.touched(kind)
        if self.chance.random() < 0.3:
            await self.is_told("meanwhile")
        self.bench.clock.advance(timedelta(seconds=self.chance.random() * 4))
        passive = await turns_to_us(self.bench, f"d{self.contacts}", window=kind, sent_at=came_at)
        self.said.append(passive.body.text)
        if self.chance.random() < 0.8:
            self.platform.arrived.append(passive.body.text)
            await self.bench.engine.turns.answered(BOT, f"d{self.contacts}", passive.row)
        else:
            await self.bench.engine.turns.unanswered(BOT, f"d{self.contacts}", passive.row)

    async def is_told(self, what: str = "news") -> None:
        """Send Li something."""
        text = f"{what} {len(self.said)}"
        self.said.append(text)
        # What asks something goes by itself.
        body = ASKING % text if self.chance.random() < 0.7 else PLAIN % text
        await self.bench.puts(to_li(self.bench, "", self.chance.choice(LANES), body=body))
        if self.chance.random() < 0.9:
            await self.bench.engine.sender.drain()

    async def goes_on(self) -> None:
        """Let time pass."""
        self.bench.clock.advance(timedelta(seconds=self.chance.choice([3, 5, 8, 10, 55, 70, 3600, 40 * 3600])))
        await self.bench.engine.sender.drain()

    async def restarts(self) -> None:
        """Let the process end here, and another one go on."""
        self.bench = await open_counted(self.bench, channel=self.platform)


@pytest.mark.parametrize("seed", range(8))
async def test_no_message_is_tried_that_the_platform_does_not_allow_and_none_is_lost(seed):
    chance = random.Random(seed)
    bench = await open_counted()
    platform = Platform(clock=bench.clock, chance=chance)
    life = Life(await open_counted(bench, channel=platform), platform, chance)
    often = [life.turns_to_us, life.restarts, *[life.is_told] * 5, *[life.goes_on] * 4]
    for _step in range(80):
        await chance.choice(often)()
    assert platform.too_many == []
    waits = await states(life.bench, "pending", "kept")
    final = await states(life.bench, "unknown")
    assert set(life.said) <= {*platform.arrived, *waits, *final}
    assert sum(len(one.body.text) for one in platform.sent) > 0
    await life.bench.store.close()
