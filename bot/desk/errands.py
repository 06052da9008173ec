"""What staff ask for that is about no ticket they name: lists, who is on duty, a call to be written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.desk import asking, lists, paging, talks
from bot.desk.verdicts import refusal_say
from bot.domain.roles import FRONT, Refusal
from bot.flows.tables import Quoted, Say

if TYPE_CHECKING:
    from bot.desk.parsing import Typed
    from bot.desk.speaker import Speaker


def is_errand(name: str) -> bool:
    """Tell whether a command is about no one ticket."""
    return name in _ERRANDS


def run(speaker: Speaker, typed: Typed) -> None:
    """Do what somebody of staff asks for."""
    _ERRANDS[typed.name](speaker, typed)


def _list(speaker: Speaker, typed: Typed) -> None:
    if speaker.more.listing is None and typed.name != "next":
        speaker.says.append(Say(f"usage-{typed.name}"))
        return
    turn_to(speaker)


def turn_to(speaker: Speaker, edits: str = "") -> None:
    """Show the page of a list that was read; of a search, to those alone who may search."""
    listing = speaker.more.listing
    if listing is None or listing.kind != "find" or _may(speaker):
        lists.show(speaker, edits)


def _find(speaker: Speaker, typed: Typed) -> None:
    """Show what was found, to those who talk with customers: names and words of all of them are looked through."""
    if speaker.more.listing is not None or _may(speaker):
        _list(speaker, typed)


def _new(speaker: Speaker, _typed: Typed) -> None:
    """Begin to write a call down: here in a private chat, privately when asked for in a group."""
    if not _may(speaker):
        return
    if speaker.reader.place.chat == speaker.account.chat:
        if speaker.conversation.flow != "log_call":
            talks.begin(speaker, "log_call")
        return
    private = speaker.draft.reader_of(speaker.account, speaker.person)
    asking.ask(speaker.draft, None, private, asking.Question("log_call", within=asking.STAFF_ANSWERS_WITHIN))
    speaker.says.append(Say("asked-in-private", {"name": Quoted(speaker.person.name)}))


def _may(speaker: Speaker) -> bool:
    if speaker.actor.roles & FRONT:
        return True
    refusal = Refusal("refused-role", who=tuple(sorted(FRONT)))
    speaker.says.append(refusal_say(speaker.draft, refusal, speaker.reader))
    return False


def _duty(speaker: Speaker, _typed: Typed) -> None:
    """Say who is on duty, and who comes after them as far as the rota goes."""
    places = ("first", "second", "third", "fourth")
    found = [member.name for place in places for member in paging.resolve(speaker.draft, f"rota:{place}")]
    if not found:
        speaker.says.append(Say("duty-nobody"))
    elif len(found) == 1:
        speaker.says.append(Say("duty-now-alone", {"name": found[0]}))
    else:
        speaker.says.append(Say("duty-now", {"name": found[0], "backup": found[1]}))
        speaker.says.extend(Say("duty-after", {"name": name}) for name in found[2:])


_ERRANDS: Mapping[str, Callable[[Speaker, Typed], None]] = {
    "mine": _list,
    "open": _list,
    "next": _list,
    "find": _find,
    "new": _new,
    "duty": _duty,
}
