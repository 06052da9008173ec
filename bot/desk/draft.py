"""The decision as it is being written: changes so far, and the few ways of adding to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from bot.desk import codec, hushing, rows, taps
from bot.desk.facts import Changes
from bot.desk.groups import Groups
from bot.desk.house import zone_of
from bot.domain.ticket import instant_to_micros, micros_to_instant
from bot.flows.tables import Choice, Say
from bot.messages import Body, Button, Lane, Media, Place

if TYPE_CHECKING:
    from bot.desk.house import House, Member, Roster
    from bot.domain.ticket import Ticket
    from bot.ids import Ids
    from bot.texts import Texts

#: Triggers that lead on without being an answer: skipping, going back, cancelling.
WAYS_ON = frozenset({"skipped", "went_back", "cancelled"})
#: The account of people who have none: they called, and nothing can be sent to them.
BY_PHONE = "phone:calls"
#: Labels of at most this width, in Latin letters, sit two in a row.
SHORT_LABEL = 18
#: The last sign before the scripts of East Asia, which are twice as wide.
_LAST_NARROW = "\u2e7f"


class World(NamedTuple):
    """What every decision may use and none may change."""

    house: House
    roster: Roster
    texts: Texts
    ids: Ids
    groups: Groups = Groups()


class Reader(msgspec.Struct, frozen=True):
    """Somebody (or a group) who is about to be told something; `after` is a message that must have gone first."""

    place: Place
    language: str
    zone: tzinfo
    person: int | None = None
    account: int | None = None
    after: int | None = None


class Buttons(msgspec.Struct, frozen=True):
    """Choices under a message, and the prompt row behind them."""

    choices: Sequence[Choice]
    prompt: rows.Prompt


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """How a message is sent beside its words."""

    lane: Lane = Lane.REPLY
    style: str = ""
    author: str = ""
    ticket: int | None = None
    page: int | None = None
    files: tuple[Media, ...] = ()
    card: dict[str, object] | None = None
    edits: str = ""


PLAIN = Manner()


@dataclass(slots=True)
class Draft:
    """Changes being collected at one instant."""

    world: World
    now: int
    changes: Changes = field(default_factory=Changes)
    #: Chats in which this decision puts a new message that is the ticket's card: (ticket, chat key).
    fresh_cards: set[tuple[int, str]] = field(default_factory=set)
    #: The line of staff in a ticket's topic that this decision is about: where, and which message.
    line: tuple[Place, str] | None = None
    #: The row that carries what staff just said to the customer.
    relayed: int | None = None
    #: Tickets whose customers' words stay out of Telegram, and whether what this decision is about came from WeChat.
    private: dict[int, Ticket] = field(default_factory=dict)
    from_wechat: bool = False
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        """Keep the instant in both forms: it is asked for with every text."""
        self.at = micros_to_instant(self.now)

    def micros_after(self, length: timedelta) -> int:
        """Return the instant `length` from now, in microseconds."""
        return self.now + round(length.total_seconds() * 1_000_000)

    def words(self, reader: Reader, say: Say) -> str:
        """Return a text in the reader's language and zone."""
        return self.world.texts.say(say.text, reader.language, reader.zone, self.at, say.args)

    def tell(self, reader: Reader, says: Iterable[Say], manner: Manner = PLAIN, buttons: Buttons | None = None) -> int:
        """Send paragraphs to a reader as one message; return the id of its outbox row, 0 where nothing can be sent."""
        if reader.place.bot == BY_PHONE:
            return 0
        said = list(says)
        links: tuple[Button, ...] = ()
        if hushing.hides(self, reader, manner.ticket) and hushing.worded(said, manner):
            said, manner = hushing.wordless(self, said, manner)
            said += hushing.where(self, private=reader.account is not None)
            links = self.look(reader, manner.ticket)
        body = Body(
            text="\n\n".join(self.words(reader, say) for say in said),
            bold=_standing_out(said, relayed=manner.style == "relay"),
            rows=self.keyboard(reader, buttons) if buttons else (),
            files=manner.files,
            style=manner.style,
            author=manner.author,
            card=manner.card,
            links=links,
        )
        if buttons:
            self.changes.prompts.append(buttons.prompt)
        return self.send(reader, body, manner, buttons.prompt.id if buttons else None)

    def send(self, reader: Reader, body: Body, manner: Manner, prompt: int | None = None) -> int:
        """Add one outbox row with a rendered body."""
        outbox_id = self.world.ids.new()
        self.changes.outbox.append(
            rows.Outbox(
                id=outbox_id,
                lane=int(manner.lane),
                kind="send",
                bot=reader.place.bot,
                chat=reader.place.chat,
                thread=reader.place.thread,
                chat_key=reader.place.key,
                body=codec.to_text(body),
                due_at=self.now,
                created_at=self.now,
                ticket=manner.ticket,
                person=reader.person,
                account=reader.account,
                page=manner.page,
                prompt=prompt,
                depends_on=reader.after,
                edits=manner.edits,
            ),
        )
        return outbox_id

    def answer_press(self, reader: Reader, press: str, say: Say | None) -> None:
        """Answer a press with a short word (or none), so that the phone stops waiting."""
        text = self.words(reader, say) if say else ""
        self.changes.outbox.append(
            rows.Outbox(
                id=self.world.ids.new(),
                lane=int(Lane.REPLY),
                kind="answer_press",
                bot=reader.place.bot,
                chat=reader.place.chat,
                thread=reader.place.thread,
                # Of a queue of its own: an answer to a press must not wait behind a message of that chat.
                chat_key=f"{reader.place.bot}/press/{press}",
                body=codec.to_text(Body(text=text)),
                due_at=self.now,
                created_at=self.now,
                press=press,
                not_after=self.micros_after(self.world.house.press_within),
            ),
        )

    def keyboard(self, reader: Reader, buttons: Buttons) -> tuple[tuple[Button, ...], ...]:
        """Return the choices as rows of buttons."""
        choices: list[Button] = []
        ways: list[Button] = []
        token, label_of = buttons.prompt.token, self.world.texts.label
        for place, choice in enumerate(buttons.choices):
            if choice.trigger == taps.LOOK.trigger:
                continue
            label = label_of(choice.text, reader.language) or self.words(reader, Say(choice.text, choice.args))
            line = ways if choice.trigger in WAYS_ON else choices
            line.append(Button(label, f"{token}.{place}", tap=taps.is_tap(buttons.prompt, choice)))
        return arrange(choices, ways)

    def look(self, reader: Reader, ticket: int | None) -> tuple[Button, ...]:
        """Return the link to a page that shows a ticket whole, for one person alone."""
        if reader.account is None:
            return ()
        scope = f"account:{reader.account}"
        prompt = self.prompt("card", scope, (taps.LOOK,), account=reader.account, ticket=ticket)
        self.changes.prompts.append(prompt)
        return self.spelled(reader, Buttons((taps.LOOK,), prompt))

    def spelled(self, reader: Reader, buttons: Buttons) -> tuple[Button, ...]:
        """Return those choices that always stand in the text, as links."""
        return tuple(
            Button(self.words(reader, Say(choice.text)), f"{buttons.prompt.token}.{place}", tap=True)
            for place, choice in enumerate(buttons.choices)
            if choice.trigger == taps.LOOK.trigger
        )

    def prompt(self, kind: str, scope: str, choices: Sequence[Choice], **more: object) -> rows.Prompt:
        """Return a new prompt row for these choices; the caller adds it with the message that shows it."""
        return rows.Prompt(
            id=self.world.ids.new(),
            token=self.world.ids.token(),
            scope=scope,
            kind=kind,  # type: ignore[arg-type]  # one of the three literals, at every call
            choices=codec.to_text([[choice.trigger, choice.value, choice.text] for choice in choices]),
            created_at=self.now,
            **more,  # type: ignore[arg-type]  # fields of Prompt
        )

    def timer(self, kind: rows.TimerKind, at: datetime, **about: int | None) -> None:
        """Arm a timer about a ticket, conversation or run."""
        self.changes.timers.append(
            rows.Timer(id=self.world.ids.new(), kind=kind, due_at=instant_to_micros(at), **about),  # type: ignore[arg-type]  # ids only
        )

    def erase(self, person: int) -> None:
        """Forget a person, and see afterwards to what still shows their words elsewhere."""
        self.changes.erase_persons.append(person)
        row = rows.Timer(self.world.ids.new(), "erased", due_at=self.now, data=codec.to_text({"person": person}))
        self.changes.timers.append(row)

    def alarm(self, kind: str, detail: str) -> None:
        """Record something an operator must look at."""
        self.changes.alarms.append(rows.Alarm(id=self.world.ids.new(), kind=kind, detail=detail, at=self.now))

    def reader_of(self, account: rows.Account, person: rows.Person) -> Reader:
        """Return a person as reached by their account, in their private chat."""
        house = self.world.house
        language = person.language or self.world.texts.pick(account.language, house.language)
        zone = zone_of(person.zone, house.zone)
        return Reader(Place(account.bot, account.chat), language, zone, person.id, account.id)

    def reader_of_member(self, member: Member) -> Reader | None:
        """Return a member of staff by their first working route, or None when there is none."""
        route, house = member.route, self.world.house
        if route is None:
            return None
        language = member.language or self.world.texts.pick(route.language, house.language)
        return Reader(route.place, language, zone_of(member.zone, house.zone), member.person, route.account)

    def readers_of(self, members: Iterable[Member]) -> list[Reader]:
        """Return those of these members who can be reached."""
        return [reader for member in members if (reader := self.reader_of_member(member))]

    def readers_of_groups(self) -> list[Reader]:
        """Return the groups of staff that are open to us, where they are now."""
        places = self.world.groups.open_places(self.world.house.staff_chats)
        return [self.reader_of_group(place) for place in places]

    def sees(self, card: rows.Card) -> bool:
        """Tell whether a chat that has a card still may see its ticket, and can be reached."""
        open_to_us = self.world.groups.is_open(Place(card.bot, card.chat))
        return open_to_us and card.chat_key not in self.world.roster.barred

    def reader_of_group(self, place: Place) -> Reader:
        """Return a staff group, which reads the company's first language."""
        return Reader(place, self.world.house.language, self.world.house.zone)


def _standing_out(said: list[Say], *, relayed: bool) -> tuple[str, ...]:
    """Return the parts of a message in bold: ticket numbers, and who speaks when words are passed on."""
    names = ("number", "name") if relayed else ("number",)
    found = (say.args.get(name) for say in said for name in names)
    return tuple(value for value in found if isinstance(value, str) and value)


def arrange(choices: Sequence[Button], ways: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Return buttons in rows: two short choices share one, and the ways on stand together in the last."""
    lines: list[tuple[Button, ...]] = []
    for button in choices:
        short = _width(button.label) <= SHORT_LABEL
        if short and lines and len(lines[-1]) == 1 and _width(lines[-1][0].label) <= SHORT_LABEL:
            lines[-1] = (lines[-1][0], button)
        else:
            lines.append((button,))
    return (*lines, tuple(ways)) if ways else tuple(lines)


@lru_cache(maxsize=2048)
def _width(label: str) -> int:
    """Return how wide a label is in Latin letters; a Han character counts two."""
    return sum(2 if sign > _LAST_NARROW else 1 for sign in label)
