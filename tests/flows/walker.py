"""Walks a flow as people do, by a string of bytes: presses, words, files, repeats, restarts, time-outs."""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import msgspec

from bot.domain.colleagues import Colleague
from bot.domain.commands import Open
from bot.domain.numbers import Number
from bot.domain.severity import Severity
from bot.domain.ticket import State as Stage
from bot.domain.ticket import Ticket
from bot.flows.checks import texts_of
from bot.flows.machine import BEGAN, advance, choices_of, offered, start, state_of, table_of
from bot.flows.registry import FLOWS
from bot.flows.tables import Do, Flow, Heard, Ref, Remember, Row, Say, Talk, View
from bot.messages import Media

TEXTS = {name: texts_of(flow) for name, flow in FLOWS.items()}
START_AT = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
PHOTO = Media(kind="photo", name="panel.jpg", mime="image/jpeg", size=2048)
#: What people type: an answer, a time in the past, one to come, nothing, and nonsense of all kinds.
TYPED = (
    "the pump hums",
    "22:24",
    "hace 20 min",
    "40分钟后",
    " ",
    "",
    "5",
    "\u202e<b>x</b>\u0000\ufffd",
    "x" * 10_000,
)
#: Values of buttons that were never offered here.
ODD_VALUES = ("", "0", "9", "-1", "100000000000", "yes", "zz")
#: What happens to the ticket behind the person's back.
DRIFTS = (
    *(lambda known: known,) * 5,
    lambda known: replace(known, state=Stage.CLOSED),
    lambda known: replace(known, severity=Severity.CRITICAL),
    lambda _known: None,
)
PAUSES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=11), timedelta(days=4))


def ticket(**changes) -> Ticket:
    known = Ticket(
        id=11,
        number=Number("7K3M9QK"),
        kind="fault",
        severity=Severity.MAJOR,
        reporter=1,
        language="zh",
        notice_at=START_AT,
        opened_at=START_AT,
        policy="",
        respond_due_at=START_AT + timedelta(hours=2),
        record={"symptom": "it hums"},
    )
    return replace(known, **changes)


TICKETS = (
    ticket(),
    ticket(id=12, severity=Severity.CRITICAL, severity_offer=Severity.MAJOR, state=Stage.ACKNOWLEDGED),
    ticket(id=13, kind="question", severity=Severity.MINOR, responded_at=START_AT, state=Stage.WORKING),
    ticket(id=14, severity=Severity.MINOR, state=Stage.WAITING, waiting_for="a photo", record={}),
    ticket(id=15, state=Stage.SOLVED),
    ticket(id=16, state=Stage.WORKING, eta_at=START_AT + timedelta(hours=4)),
    ticket(id=17, state=Stage.CLOSED),
)
OPEN_TICKETS = tuple(each for each in TICKETS if each.is_open)
#: With what a conversation may begin, by flow: (state, answers).
BEGINNINGS = {
    "report_fault": (
        ("asking_symptom", {}),
        ("asking_kind", {"symptom": "it hums"}),
        ("asking_kind", {"symptom": "", "media": 1}),
    ),
    "ask_question": (("", {}), ("", {"question": "how?", "notice_at": START_AT.isoformat()})),
    "track_ticket": (
        ("", {}),
        *(("showing", {"ticket": each.id}) for each in TICKETS),
        ("showing", {"ticket": 99}),
    ),
    "confirm_repair": (("", {"note": "new fuse", "closes_at": START_AT.isoformat()}),),
    "privacy": (("", {}), ("confirming_forget", {})),
    "rate_service": (("", {}), ("inviting_comment", {})),
    "work_ticket": (
        ("", {"ticket": 11}),
        ("asking_eta", {"ticket": 11}),
        ("asking_wait_reason", {"ticket": 11}),
        ("asking_solution", {"ticket": 11}),
        ("asking_level_reason", {"ticket": 11, "level": 1}),
        ("asking_whom", {"ticket": 11, "whom": "z"}),
    ),
    "answer_offer": (("", {"giver": "Wang"}), ("asking_reason", {"giver": "Wang"})),
}
COLLEAGUES = (Colleague(2, "zhao", "Zhao"), Colleague(3, "zhang", "Zhang"), Colleague(4, "lin", "Lin"))


def view(**changes) -> View:
    world = View(now=START_AT, zone=ZONE, holder="Li", colleagues=COLLEAGUES, caller="Vega")
    return msgspec.structs.replace(world, **changes)


def row_of(flow: Flow, talk: Talk) -> Row | None:
    """Return the row that takes what was heard."""
    rows = table_of(flow).rows.get((talk.state, talk.heard.trigger), ())
    return next((row for row in rows if row.when is None or row.when(talk)), None)


def explore(flow: Flow) -> set[Row]:
    """Try everything at every place that can be reached until all rows were taken; return those taken.

    A place is the state with those answers that steer: what was typed steers nothing but by being there.
    """
    rows, seen, fresh = set(), set(), deque()
    for talk in _beginnings(flow):
        rows |= {row_of(flow, talk)} - {None}
        begun = start(flow, talk.view, talk.answers, talk.state)
        fresh += [begun, *_later(begun)]
    while fresh and len(rows) < len(flow.rows):
        talk = fresh.pop()
        for tried, row in _tries(flow, talk):
            place = _place(tried)
            if row not in rows:
                fresh += [tried, *_later(tried)]
            elif place not in seen:
                fresh.extendleft([tried, *_later(tried)])
            rows.add(row)
            seen.add(place)
    return rows


def _tries(flow: Flow, talk: Talk):
    """Yield what each thing leads to, with the row that took it."""
    for heard in _all_heard(flow, talk):
        tried = Talk(talk.state, dict(talk.answers), heard, talk.view)
        row = row_of(flow, tried)
        assert advance(flow, tried) == (row is not None)
        if row is not None:
            state_of(flow, tried.state).args(tried)
            yield tried, row


def _later(talk: Talk):
    """Let the world change: an outage has lasted when the level is picked anew, a shown ticket has ended or gone."""
    worlds = {
        "summarising": (LATER,),
        "showing": (view(), view(ticket=replace(talk.view.ticket or TICKETS[0], state=Stage.CLOSED))),
    }
    for world in worlds.get(talk.state, ()):
        yield Talk(talk.state, dict(talk.answers), talk.heard, world)


def _place(talk: Talk):
    steering = ("issued", "returning", "severity", "down", "lost", "ticket")
    known = tuple(bool(talk.answers.get(name)) for name in ("symptom", "media", "since", "declined"))
    return (talk.state, talk.view.now, id(talk.view.ticket), *known, *(talk.answers.get(name) for name in steering))


def _beginnings(flow: Flow):
    about_a_ticket = flow.name not in {"report_fault", "ask_question"}
    tickets = (*TICKETS, None) if about_a_ticket else (None,)
    worlds = [view(tickets=OPEN_TICKETS, ticket=each) for each in tickets]
    if flow.name == "track_ticket":
        worlds += [view(), view(tickets=OPEN_TICKETS[:1])]
    return [
        Talk(place or flow.initial, dict(answers), Heard(BEGAN), world)
        for world in worlds
        for place, answers in BEGINNINGS.get(flow.name, (("", {}),))
    ]


def _all_heard(flow: Flow, talk: Talk):
    """Yield everything worth trying in this place."""
    for choice in choices_of(flow, talk):
        yield Heard(choice.trigger, value=choice.value)
    for trigger in offered(flow, talk.state):
        yield Heard(trigger, value="zz")
    yield from (Heard("answered", text=text) for text in ("the pump hums", "22:24", "40分钟后", " "))
    yield Heard("attached", text="here", media=(PHOTO,))
    yield Heard("attached", media=(PHOTO,))
    yield Heard("rated", "thank you", "5")
    yield from _edits(talk)


def _edits(talk: Talk):
    """Yield edits of what was answered before: other words, another choice."""
    answers = talk.answers
    yield Heard("revised", "the fan hums", "asking_symptom", before=str(answers.get("symptom", "")))
    yield Heard("revised", "no", "checking_down", before=str(answers.get("down", "")))
    yield Heard("revised", "2", "asking_severity", before=str(answers.get("severity", "")))


LATER = view(now=START_AT + timedelta(minutes=30))


@dataclass
class Walk:
    """One conversation under way; `steps` are bytes, each of which decides a little."""

    flow: Flow
    steps: bytes
    talk: Talk = field(init=False)
    opened: int = 0
    said: set[str] = field(default_factory=set)
    _drift: Callable[[Ticket], Ticket | None] = field(default=DRIFTS[0])

    def __post_init__(self):
        self._bytes = iter(chain(self.steps, ()))

    def pick(self, options):
        """Return one of the options, as the next byte says; raises StopIteration at the end."""
        return options[next(self._bytes) % len(options)]

    def run(self) -> None:
        """Walk until the bytes are used up or the conversation has ended; one can always leave."""
        try:
            self._begin()
            while not state_of(self.flow, self.talk.state).final:
                self._step()
        except StopIteration:
            pass
        if hasattr(self, "talk"):
            self._leave()

    def _begin(self):
        place, answers = self.pick(BEGINNINGS.get(self.flow.name, (("", {}),)))
        tickets = self.pick(((), OPEN_TICKETS[:1], OPEN_TICKETS))
        chosen = self.pick(TICKETS if answers.get("note") is None else (ticket(state=Stage.SOLVED),))
        is_draft = self.flow.name == "recheck_outage" and self.pick((True, False))
        self._world = view(tickets=tickets, ticket=None if is_draft else chosen)
        first = Talk(place or self.flow.initial, dict(answers), Heard(BEGAN), self._seen(answers))
        row = row_of(self.flow, first)
        self.talk = start(self.flow, self._seen(answers), answers, place)
        self._look(row)

    def _seen(self, answers) -> View:
        """Return the world as the desk shows it: the ticket named by the answers, if there is one."""
        named = answers.get("ticket")
        if named is None:
            return self._world
        found = next((each for each in TICKETS if each.id == named), None)
        if self.flow.name == "work_ticket":
            found = self._world.ticket
        if found is not None:
            found = self._drift(found)
        tickets = () if found is None else self._world.tickets
        return msgspec.structs.replace(self._world, ticket=found, tickets=tickets)

    def _step(self):
        self._world = msgspec.structs.replace(self._world, now=self._world.now + self.pick(PAUSES))
        self._drift = self.pick(DRIFTS)
        before = self.talk
        heard = self._heard()
        answers = json.loads(json.dumps(before.answers))
        self.talk = Talk(before.state, answers, heard, self._seen(before.answers))
        row = row_of(self.flow, self.talk)
        taken = advance(self.flow, self.talk)
        assert taken == (row is not None)
        if not taken:
            assert (self.talk.state, self.talk.answers) == (before.state, before.answers)
            assert self.talk.effects == []
        self._look(row)

    def _heard(self) -> Heard:
        """Return what happens next: mostly what is offered, sometimes what is not."""
        state = state_of(self.flow, self.talk.state)
        kind = self.pick(("choice", "choice", "choice", "typed", "typed", "sent", "row", "odd", "repeat"))
        if kind == "repeat":
            return self.talk.heard
        choices = choices_of(self.flow, self.talk)
        if kind == "choice" and choices:
            # Leaving would end most walks before they went anywhere.
            choice = self.pick([each for each in choices if each.trigger != "cancelled"] or choices)
            return Heard(choice.trigger, value=choice.value, text=self.pick(("", "thanks")))
        if kind == "typed":
            return Heard(state.typed or "answered", text=self.pick(TYPED))
        if kind == "sent":
            return Heard(state.sent or "attached", text=self.pick(("", "here")), media=(PHOTO,))
        if kind == "row":
            return Heard(self.pick(offered(self.flow, self.talk.state)), value=self.pick(ODD_VALUES))
        trigger = self.pick([row.trigger for row in self.flow.rows])
        return Heard(trigger, value=self.pick(ODD_VALUES), text=self.pick(TYPED))

    def _look(self, row: Row | None):
        """Look at where we are: one ticket at most, known texts, answers that JSON keeps, choices that work."""
        if row is not None:
            assert self.talk.state == row.target
        for effect in self.talk.effects:
            self.opened += isinstance(effect, Do) and isinstance(effect.command, Open)
            if isinstance(effect, Remember):
                assert json.loads(json.dumps(effect.value)) == effect.value
            if isinstance(effect, Say):
                self.said.add(effect.text)
        assert self.opened <= 1
        state = state_of(self.flow, self.talk.state)
        self.said |= {arg.text for arg in state.args(self.talk).values() if isinstance(arg, Ref)}
        assert self.said <= TEXTS[self.flow.name]
        if not state.final:
            self._press_all()

    def _press_all(self):
        """Every choice that is offered does something; none is offered twice."""
        choices = choices_of(self.flow, self.talk)
        assert len({(choice.trigger, choice.value) for choice in choices}) == len(choices)
        for choice in choices:
            assert choice.text in TEXTS[self.flow.name]
            heard = Heard(choice.trigger, value=choice.value)
            pressed = Talk(self.talk.state, dict(self.talk.answers), heard, self.talk.view)
            assert advance(self.flow, pressed), (self.talk.state, choice)

    def _leave(self):
        if not state_of(self.flow, self.talk.state).final:
            left = Talk(self.talk.state, dict(self.talk.answers), Heard("cancelled"), self.talk.view)
            assert advance(self.flow, left)
            assert state_of(self.flow, left.state).final
