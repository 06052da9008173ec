"""The one module that knows `transitions`: a synchronous machine for each flow version moves a Talk one step.

Nothing here or below does I/O. A step is `start` or `advance`; its effects lie in `talk.effects`, in order,
and each Remember among them is already in `talk.answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from transitions import Machine, Transition
from transitions import State as MachineState

from bot.flows.tables import Choice, Flow, Guard, Heard, Remember, Row, State, Talk, View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transitions import Event

    Act = Callable[[Talk], None]

BEGAN = "began"
#: The ways on that are offered wherever a row takes them, after a state's own choices.
NAVIGATION = (
    Choice("skipped", "choice-skip"),
    Choice("went_back", "choice-back"),
    Choice("cancelled", "choice-cancel"),
)


class UnknownState(LookupError):
    """The flow has no such state, or does not start there."""


class Table:
    """A flow version made ready to run: states by name, rows and the machine's moves by state and trigger."""

    __slots__ = ("moves", "offered", "rows", "states", "ways_on")

    def __init__(self, flow: Flow) -> None:
        self.states: Mapping[str, State] = {state.name: state for state in flow.states}
        self.rows: dict[tuple[str, str], list[Row]] = {}
        for row in flow.rows:
            self.rows.setdefault((row.source, row.trigger), []).append(row)
        events: Mapping[str, Event] = _machine(flow).events
        self.moves: Mapping[tuple[str, str], Sequence[Move]] = {
            (source, trigger): events[trigger].transitions[source]  # type: ignore[misc]  # of the class we gave it
            for source, trigger in self.rows
        }
        self.offered: Mapping[str, tuple[str, ...]] = {
            name: tuple(trigger for source, trigger in self.rows if source == name) for name in self.states
        }
        self.ways_on: Mapping[str, tuple[tuple[Choice, tuple[Guard, ...]], ...]] = {
            name: tuple(self._ways_on(name)) for name in self.states
        }

    def _ways_on(self, state_name: str) -> Iterator[tuple[Choice, tuple[Guard, ...]]]:
        """Yield the ways a state may offer with their guards, any of which opens them; no guards: always open."""
        for way in NAVIGATION:
            shown = [row.when for row in self.rows.get((state_name, way.trigger), ()) if not row.hidden]
            guards = tuple(when for when in shown if when is not None)
            if shown:
                yield way, guards if len(guards) == len(shown) else ()


class Move(Transition):
    """A row as the machine takes it: its guard, its action, its target, and none of the callbacks no row has."""

    def take(self, talk: Talk) -> bool:
        """Take the row if its guard says so; return whether it was taken.

        The machine's `trigger` would end in the same, after four calls that look for callbacks no row has.
        """
        # transitions takes names for functions too; we give it none.
        for condition in self.conditions:
            if not condition.func(talk):  # type: ignore[operator]  # a function, never a name
                return False
        # Before the state moves: an action that fails leaves the conversation where it was.
        for act in self.before:
            act(talk)  # type: ignore[operator]  # likewise
        talk.state = self.dest  # type: ignore[assignment]  # to it a row may have no target; ours have
        return True


class Moves(Machine):
    """The machine of one flow version."""

    transition_cls = Move


def start(
    flow: Flow,
    view: View,
    answers: Mapping[str, object] | None = None,
    state: str = "",
) -> Talk:
    """Begin a conversation at the flow's initial state, or at `state`, one of its entries.

    The rows of the trigger `began` are tried at once: they may keep the moment, or end at once (nothing to
    choose from), so look at the returned talk's effects and state. Raises UnknownState.
    """
    place = state or flow.initial
    if place != flow.initial and place not in flow.entries:
        raise UnknownState(f"{flow.name} does not start in {place}")
    talk = Talk(place, dict(answers or {}), Heard(BEGAN), view)
    advance(flow, talk)
    return talk


def advance(flow: Flow, talk: Talk) -> bool:
    """Move `talk` by what it heard; True when a row took it.

    False when this state has no row for the trigger, or every guard said no: then nothing has changed.
    """
    moves = table_of(flow).moves.get((talk.state, talk.heard.trigger), ())
    return any(move.take(talk) for move in moves)


def state_of(flow: Flow, name: str) -> State:
    """Return the state of that name; raise UnknownState."""
    try:
        return table_of(flow).states[name]
    except KeyError:
        raise UnknownState(f"{flow.name} v{flow.version} has no state {name}") from None


def offered(flow: Flow, state_name: str) -> tuple[str, ...]:
    """Return the triggers that rows take in this state, in the order of the rows."""
    return table_of(flow).offered.get(state_name, ())


def choices_of(flow: Flow, talk: Talk) -> tuple[Choice, ...]:
    """Return what the person can choose here: the state's own choices, then skipping, going back, cancelling.

    A way on is there when one of its rows is not hidden and its guard holds now.
    """
    own = state_of(flow, talk.state).choices
    choices = own if isinstance(own, tuple) else own(talk)
    return (*choices, *_ways_on(flow, talk))


@cache
def table_of(flow: Flow) -> Table:
    """Return the flow made ready to run; built once for each flow version."""
    return Table(flow)


def _ways_on(flow: Flow, talk: Talk) -> Iterator[Choice]:
    for way, guards in table_of(flow).ways_on[talk.state]:
        if not guards or any(when(talk) for when in guards):
            yield way


def _machine(flow: Flow) -> Moves:
    machine = Moves(
        model=None,
        states=[MachineState(state.name) for state in flow.states],
        initial=flow.initial,
        auto_transitions=False,
        send_event=False,
    )
    for row in flow.rows:
        machine.add_transition(
            row.trigger,
            row.source,
            row.target,
            conditions=row.when,
            before=_effects_of(row),
        )
    return machine


def _effects_of(row: Row) -> Act | None:
    do = row.do
    if do is None:
        return None

    def act(talk: Talk) -> None:
        for effect in do(talk):
            talk.effects.append(effect)
            if isinstance(effect, Remember):
                talk.answers[effect.key] = effect.value

    return act
