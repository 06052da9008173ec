"""Every command of staff, for every role, in every state: done, asked for more, or refused with why and who may."""

import re
from dataclasses import replace

import pytest

from bot.desk import beforehand, cards, codec, rows
from bot.desk.helping import RIGHTS
from bot.desk.parsing import STAFF_COMMANDS
from bot.domain.roles import STAFF
from bot.domain.ticket import State
from bot.flows.registry import FLOWS
from bot.stories.phrases import TextPhrases
from bot.stories.watching import stand_in_order
from tests.decisions.room import TEXTS, Room
from tests.decisions.test_staff import WORDS, hire
from tests.domain.tickets import a_ticket

#: Each with words enough to be done at once.
TYPED = {**WORDS, "block": "nonsense", "unblock": "", "mine": "", "open": "", "find": "dark", "next": "", "duty": "",
         "new": ""}  # fmt: skip
STEPS = {
    State.NEW: (),
    State.ACKNOWLEDGED: ("/ack {n}",),
    State.WORKING: ("/ack {n}", "/say {n} looking"),
    State.WAITING: ("/ack {n}", "/wait {n} plate"),
    State.SOLVED: ("/ack {n}", "/solved {n} fuse"),
    State.CLOSED: ("/ack {n}", "/solved {n} fuse", "yes"),
    State.CANCELLED: ("/ack {n}", "/drop {n} twice"),
}
PEOPLE = {role: f"x-{role.value.replace('_', '-')}" for role in sorted(STAFF)}
ROLE_NAMES = [TextPhrases(TEXTS).ways(f"role-{role.value.replace('_', '-')}", "en")[0][0] for role in STAFF]
REFUSALS = {text_id for text_id in TEXTS.ids("en") if text_id.startswith(("refused-", "no-such-colleague"))}
#: Refusals that name a person or whoever may in their own words; all the others list the roles.
WHO = re.compile(r"take it|customer|colleague|staff|Write|hand|/take|repaired|only they|engineer|closed|ended|faults")


def texts_in(message: str, ids: set[str]) -> set[str]:
    """Return which of these texts stand in a message."""
    found = set()
    for text_id in ids:
        for pieces in TextPhrases(TEXTS).ways(text_id, "en"):
            if any(len(piece) > 8 for piece in pieces) and stand_in_order(pieces, message):
                found.add(text_id)
    return found


async def at_hand(room: Room, state: State) -> rows.TicketRow:
    """Return a ticket that Wang has brought to this state."""
    ticket = await room.reports("li")
    for step in STEPS[state]:
        await room.says("li" if step == "yes" else "wang", step.format(n=ticket.number))
    found = await room.ticket(ticket.number)
    assert found.state == state
    return found


def test_the_table_has_every_command_and_help_knows_whose_it_is():
    assert set(TYPED) == STAFF_COMMANDS == set(RIGHTS)


def test_every_button_on_a_ticket_has_a_typed_twin():
    pressed = {choice.trigger for one in (a_ticket(), a_ticket(kind="question")) for state in State
               for choice in cards.actions(replace(one, state=state))}  # fmt: skip
    behind_more = {row.target for row in FLOWS["work_ticket"].rows if row.source == "showing_more"} - {"left"}
    assert pressed - {"more"} <= STAFF_COMMANDS
    assert behind_more <= {beforehand.ASKS[name] for name in STAFF_COMMANDS & set(beforehand.ASKS)}


@pytest.mark.parametrize("state", State)
async def test_no_command_of_any_role_meets_silence_and_each_refusal_says_who_may(room: Room, state: State):
    for role, slug in PEOPLE.items():
        await hire(room, slug, role.value)
    ticket = await at_hand(room, state)
    for name, typed in TYPED.items():
        for role, slug in PEOPLE.items():
            # Nothing is stored, so that each begins with the same desk.
            message = room.message(slug, f"/{name} {ticket.number if name in WORDS or 'block' in name else ''} {typed}")
            told = await answers(room, message, slug)
            what = f"{slug} /{name} on {state}"
            assert told.strip(), f"{what} met silence"
            refused = texts_in(told, REFUSALS)
            if not RIGHTS[name] & {role}:
                assert refused, f"{what} was not refused: {told}"
            for text_id in refused:
                assert named(told), f"{what}: {text_id} does not say who may: {told}"


def named(told: str) -> bool:
    """Tell whether a refusal says who may: by role, by name, or in its own words."""
    return any(role in told for role in ROLE_NAMES) or "Wang" in told or WHO.search(told) is not None


async def answers(room: Room, message, slug: str) -> str:
    """Return what the sender would be told, and store nothing."""
    told: list[str] = []

    async def turn(work) -> None:
        facts = await work.begin(message)
        keys = room.desk.needs(message, facts)
        changes = room.desk.decide(message, facts, await work.more(keys) if keys else None, room.clock.now())
        told.extend(codec.from_text(row.body)["text"] for row in changes.outbox if row.chat == slug and row.body)
        raise _Undone

    with pytest.raises(_Undone):
        await room.store.turn(turn)
    return "\n".join(told)


class _Undone(Exception):
    """Rolls a turn back."""
