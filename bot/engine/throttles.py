"""What a platform bears: so many messages a bot, a chat and a group, with room kept for pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.messages import Place

SECOND = 1_000_000
#: Above so many windows the oldest are dropped.
WINDOWS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` messages within so many seconds, `kept` of them for pages alone."""

    limit: int
    within: int
    kept: int

    def allowed(self, *, page: bool) -> int:
        """Return how many may go within the time, as far as this lane is concerned."""
        return self.limit if page else self.limit - self.kept


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates of a platform; a chat whose name starts with `group_sign` is a group, "" where there are none.

    `long` is what a chat bears over a longer time, beside its own rate.
    """

    bot: Rate
    chat: Rate
    group: Rate
    group_sign: str
    long: Rate | None = None

    def is_group(self, chat: str) -> bool:
        """Tell whether a chat is a group."""
        return bool(self.group_sign) and chat.startswith(self.group_sign)

    @property
    def rates(self) -> tuple[Rate, ...]:
        """Return all of them."""
        return (self.bot, self.chat, self.group, self.long) if self.long else (self.bot, self.chat, self.group)


#: About 30 messages a second a bot, one a second a chat, 20 a minute a group (platform-rules T15).
#: A chat may get a handful at once, as long as it gets no more in as many seconds.
TELEGRAM = Limits(
    bot=Rate(limit=30, within=1, kept=5),
    chat=Rate(limit=4, within=4, kept=1),
    group=Rate(limit=20, within=60, kept=6),
    group_sign="-",
)
#: What one account may send is told by the day alone (platform-rules W10, W12); nobody needs more than a few a second.
WECHAT = Limits(
    bot=Rate(limit=50, within=1, kept=5),
    chat=Rate(limit=5, within=5, kept=1),
    group=Rate(limit=5, within=5, kept=1),
    group_sign="",
)
#: 30 a minute and 1,000 an hour for each member, and what is above is lost without a word (C3). A message to the
#: staff's department is one more for each of its members: the two share what a member bears.
WECOM = Limits(
    bot=Rate(limit=50, within=1, kept=10),
    # Who works by phone writes and presses several times in a minute, and each is answered.
    chat=Rate(limit=16, within=60, kept=5),
    group=Rate(limit=12, within=60, kept=3),
    group_sign="party:",
    long=Rate(limit=500, within=3600, kept=100),
)
LIMITS: Mapping[str, Limits] = {"telegram": TELEGRAM, "wechat": WECHAT, "wecom": WECOM}


class Window:
    """The instants of the last messages under one rate."""

    __slots__ = ("_sent", "rate")

    def __init__(self, rate: Rate) -> None:
        self.rate = rate
        self._sent: deque[int] = deque(maxlen=rate.limit)

    def add(self, wall: int, weight: int = 1) -> None:
        """Count a message sent at `wall` that the platform counts as `weight`."""
        self._sent.extend([wall] * min(weight, self.rate.limit))

    def room(self, wall: int, *, page: bool) -> int:
        """Return how many more may be sent at `wall`; less than nothing when pages have taken more than their room."""
        since = wall - self.rate.within * SECOND
        busy = sum(1 for at in self._sent if at > since)
        return self.rate.allowed(page=page) - busy

    def free_at(self, *, page: bool, weight: int = 1) -> int:
        """Return the wall time from which a message of this weight may be sent."""
        allowed = self.rate.allowed(page=page)
        before = allowed - min(weight, allowed)
        if len(self._sent) <= before:
            return 0
        return self._sent[-before - 1] + self.rate.within * SECOND

    def refuse(self, until: int) -> None:
        """Know that the platform bears nothing before `until`: from then on go slowly, not all at once again."""
        within = self.rate.within * SECOND
        self._sent.clear()
        self._sent.extend(until - within + within * at // self.rate.limit for at in range(self.rate.limit))


class Throttles:
    """All windows of all bots. They are filled again at a start with what has left shortly before it."""

    def __init__(self, limits: Mapping[str, Limits] = LIMITS) -> None:
        self._limits = limits
        self._limits_of: dict[str, Limits | None] = {}
        self._bots: dict[str, Window] = {}
        self._windows: dict[tuple[str, int], Window] = {}
        #: Groups that anything was sent to.
        self._groups: dict[str, Place] = {}
        #: Chats that were refused lately, and until when, by their bot.
        self._refused: dict[str, dict[str, int]] = {}
        #: The bots that may write to a person for a while only, with the forms of their platform that always may.
        self.windowed: dict[str, Collection[str]] = {}
        self._expected: set[str] = set()

    @property
    def memory(self) -> int:
        """Return how long what was sent has to be known, in microseconds."""
        expected = [limits for bot in self._expected if (limits := self.limits_of(bot))]
        rates = [rate for limits in expected or self._limits.values() for rate in limits.rates]
        return max((rate.within for rate in rates), default=0) * SECOND

    def expect(self, bot: str) -> None:
        """Know that messages go out by this bot: what is sent has to be known for as long as its platform counts."""
        self._expected.add(bot)

    def load(self, sent: Iterable[tuple[str, str, int, int]], refused: Iterable[tuple[str, int]], wall: int) -> None:
        """Fill the windows with what has left, or may have left, and with what the platforms asked for.

        `sent` are (bot, chat, wall instant, weight), the oldest first; an instant to come is a clock set back.
        """
        for bot, chat, at, weight in sent:
            self.sent(Place(bot, chat), min(at, wall), weight)
        for key, until in refused:
            bot, stroke, chat = key.partition("/")
            if stroke:
                self.refuse(Place(bot, chat), until, wall)

    def limits_of(self, bot: str) -> Limits | None:
        """Return what the platform of a bot bears, None where we are the platform ourselves."""
        if bot not in self._limits_of:
            self._limits_of[bot] = self._limits.get(Place(bot, "").channel)
        return self._limits_of[bot]

    def is_group(self, place: Place) -> bool:
        """Tell whether a place is a group with a rate of its own."""
        limits = self.limits_of(place.bot)
        return limits is not None and limits.is_group(place.chat)

    def free_at(self, place: Place, *, page: bool, weight: int = 1) -> int:
        """Return the wall time from which a message may go to a place; 0 for at once."""
        return max((window.free_at(page=page, weight=weight) for _key, window in self._of(place)), default=0)

    def room(self, place: Place, wall: int, *, page: bool) -> int:
        """Return how many more messages the chat itself bears at `wall`, whatever its bot does elsewhere."""
        return min(window.room(wall, page=page) for key, window in self._of(place) if key != place.bot)

    def minute(self, group: Place, wall: int) -> int:
        """Return how many more messages that are no pages a group bears within its minute."""
        *_others, (_key, window) = self._of(group)
        return window.room(wall, page=False)

    def bot_room(self, bot: str, wall: int, *, page: bool) -> int:
        """Return how many more messages a bot that has sent some may send at `wall`."""
        return self._bots[bot].room(wall, page=page)

    def sent(self, place: Place, wall: int, weight: int = 1) -> None:
        """Count a message that begins its way now."""
        for _key, window in self._of(place):
            window.add(wall, weight)
        if self.is_group(place):
            self._groups[place.key] = place

    def refuse(self, place: Place, until: int, wall: int) -> tuple[str, ...]:
        """Know that the platform takes no more for a place; return the keys to be held until then.

        Nobody says whose limit it was. It is the chat's; when a second chat is refused meanwhile it is the bot's.
        """
        refused = self._refused.setdefault(place.bot, {})
        for key in [key for key, end in refused.items() if end <= wall]:
            del refused[key]
        refused[place.key] = max(until, refused.get(place.key, 0))
        keys = (place.key,) if len(refused) == 1 else (place.key, place.bot)
        limits = self.limits_of(place.bot)
        for key, window in self._of(place):
            # What a chat bears in the long run is none of this refusal's.
            if key in keys and limits is not None and window.rate is not limits.long:
                window.refuse(refused[place.key])
        return keys

    def groups(self) -> Iterable[Place]:
        """Return the groups that anything was sent to."""
        return self._groups.values()

    def bots(self) -> Iterable[str]:
        """Return the bots that have sent anything and whose platform counts it."""
        return self._bots

    def _of(self, place: Place) -> list[tuple[str, Window]]:
        limits = self.limits_of(place.bot)
        if limits is None:
            return []
        found = [(place.bot, self._bot(place.bot, limits.bot)), (place.key, self._window(place.key, limits.chat))]
        if limits.long is not None:
            found.append((place.key, self._window(place.key, limits.long)))
        if limits.is_group(place.chat):
            found.append((place.key, self._window(place.key, limits.group)))
        return found

    def _bot(self, bot: str, rate: Rate) -> Window:
        window = self._bots.get(bot)
        if window is None:
            window = self._bots[bot] = Window(rate)
        return window

    def _window(self, key: str, rate: Rate) -> Window:
        name = (key, rate.within)
        window = self._windows.get(name)
        if window is None:
            while len(self._windows) >= WINDOWS:
                # A window that is needed again starts afresh, and the platform has the last word.
                del self._windows[next(iter(self._windows))]
            window = self._windows[name] = Window(rate)
        return window
