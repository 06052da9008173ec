"""What customers do outside a conversation: commands, the menu, words for an open ticket, a first report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.desk import asking, courtesy, hearing, helping, history, in_person, linking, talks
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.draft import Buttons, Manner
from bot.desk.endings import about_repair, closes_at
from bot.desk.verdicts import refusal_say
from bot.domain import numbers
from bot.domain.commands import Attach, Command, Write
from bot.domain.roles import Refusal, may_see
from bot.domain.ticket import State
from bot.flows.tables import Arg, Choice, Heard, Say
from bot.messages import NUMBERED

if TYPE_CHECKING:
    from bot.desk.parsing import Typed
    from bot.desk.speaker import Speaker
    from bot.messages import Incoming

MENU = (
    Choice("report", "greeting-report"),
    Choice("ask", "greeting-question"),
    Choice("tickets", "greeting-status"),
    Choice("language", "greeting-language"),
)
NEW_REPORT = (Choice("report", "choice-new-report"),)
_MOST_SHOWN = 20


def run_command(speaker: Speaker, typed: Typed) -> None:
    """Do what a customer typed (or pressed in the menu)."""
    _COMMANDS[typed.name](speaker, typed)


def greet(speaker: Speaker) -> None:
    """Say who we are and what can be done, with a button for each."""
    house = speaker.draft.world.house
    show_menu(speaker, Say("greeting", {"company": house.company}), MENU)


def show_menu(speaker: Speaker, say: Say, choices: tuple[Choice, ...]) -> None:
    """Say something with buttons that stand for commands."""
    scope = f"account:{speaker.account.id}"
    prompt = speaker.draft.prompt("card", scope, choices, account=speaker.account.id)
    says = [*speaker.says, say]
    speaker.says = []
    speaker.draft.tell(speaker.reader, says, Manner(), Buttons(choices, prompt))


def talk_idle(speaker: Speaker, incoming: Incoming) -> None:
    """Take a message that answers nothing: for a named or the only open ticket, else as the start of a report."""
    text = "" if hearing.is_empty(incoming.text) else incoming.text.strip()
    words = text or hearing.shared(incoming)
    if not words and not incoming.media and speaker.says:
        _go_on_without(speaker)
        return
    if not words and not incoming.media:
        show_menu(speaker, Say("empty-message" if incoming.text else "unknown-kind"), MENU)
        return
    number = numbers.find(text)
    if number is not None:
        _about_number(speaker, incoming, number)
        return
    meaning = speaker.draft.world.texts.meaning(text, speaker.reader.language)
    if not _awaits_their_yes(speaker) and _returned_courtesy(speaker, text, meaning):
        return
    if in_person.is_wanted(speaker, text) and not incoming.media:
        _bring_a_person(speaker, text)
        return
    if len(speaker.more.own) == 1:
        add_to(speaker, speaker.hold(speaker.more.own[0]), incoming)
        return
    if not _rated_early(speaker, text):
        begin_report(speaker, incoming, words)


def _rated_early(speaker: Speaker, text: str) -> bool:
    """Take a score for the ticket just closed from whoever does not wait to be asked how we did (AF-01)."""
    facts, scored = speaker.more.unrated, hearing.lone_score(text)
    if facts is None or scored is None or speaker.more.own:
        return False
    ticket = speaker.hold(facts).ticket
    talks.begin(speaker, "rate_service", {"ticket": ticket.id})
    return talks.hear(speaker, scored)


def _returned_courtesy(speaker: Speaker, text: str, meaning: str) -> bool:
    """Greet back, and thank back; False for any other words."""
    if meaning == "hello":
        greet(speaker)
    elif courtesy.is_thanks(text, speaker.draft.world.texts, speaker.reader.language):
        speaker.says.append(Say("thanks-answered"))
    else:
        return False
    return True


def _go_on_without(speaker: Speaker) -> None:
    """Go on when a file that cannot be kept was all there was: whoever sends one has something to report."""
    if not speaker.more.own:
        talks.begin(speaker, "report_fault")


def _awaits_their_yes(speaker: Speaker) -> bool:
    """Tell whether a repair waits to be confirmed: a thank-you is then no yes, and is asked about again."""
    own = speaker.more.own
    return len(own) == 1 and speaker.hold(own[0]).ticket.state is State.SOLVED


def _bring_a_person(speaker: Speaker, text: str) -> None:
    """Say who looks after them already and what else they can do; of a repair, ask again whether it holds."""
    own = speaker.more.own
    if not own:
        show_menu(speaker, in_person.how_to_reach(speaker), MENU)
        return
    if len(own) > 1:
        in_person.let_choose(speaker)
        return
    handled = speaker.hold(own[0])
    in_person.tell_whose(speaker, handled, text)
    if handled.ticket.state is State.SOLVED:
        speaker.draft.tell(speaker.reader, speaker.says, Manner(ticket=handled.ticket.id))
        speaker.says = []
        _ask_again(speaker, handled)
    else:
        show_menu(speaker, speaker.says.pop(), (Choice("tickets", "greeting-status"), *NEW_REPORT))


def begin_report(speaker: Speaker, incoming: Incoming, words: str) -> None:
    """Keep a first message as the symptom and ask what it is: a fault, a question, or more about a ticket."""
    answers = {"symptom": words, "media": len(incoming.media)}
    talks.begin(speaker, "report_fault", answers, "asking_kind")


def add_to(speaker: Speaker, handled: Handled, incoming: Incoming) -> None:
    """Put words and files into a ticket, tell staff, and say who will see them."""
    speaker.handled = handled
    text = "" if hearing.is_empty(incoming.text) else incoming.text.strip()
    words = text or hearing.shared(incoming)
    if not words and not incoming.media:
        speaker.says.append(Say("unknown-kind"))
        return
    command: Command = Attach(len(incoming.media), words) if incoming.media else Write(words)
    outcome = carry_out(speaker.draft, handled, command, speaker.actor)
    if isinstance(outcome, Refusal):
        speaker.says.append(refusal_say(speaker.draft, outcome, speaker.reader))
        return
    if isinstance(outcome, tuple):
        follow(speaker.draft, handled, outcome, told=True)
        history.note(speaker, "wrote", text, handled.ticket.id)
        if any(event.kind == "resumed" for event in outcome):
            # That the answer is here and work goes on has been told already.
            return
    number = numbers.show(handled.ticket.number)
    say = (
        Say("notice-files", {"number": number, "count": len(incoming.media)})
        if incoming.media
        else received(speaker, handled)
    )
    if speaker.talking:
        speaker.says.append(say)
    elif handled.ticket.state is State.SOLVED:
        _ask_again(speaker, handled)
    elif handled.ticket.state is State.CLOSED:
        again = asking.Question("confirm_repair", say, only=("rejected",), answers=about_repair(speaker.draft.at))
        asking.ask(speaker.draft, handled.ticket, speaker.reader, again)
    else:
        show_menu(speaker, say, NEW_REPORT)


def _ask_again(speaker: Speaker, handled: Handled) -> None:
    """Ask whoever writes instead of answering whether it works: their words must not end in a silent closing."""
    closing_at = closes_at(speaker.draft, handled)
    args: dict[str, Arg] = {
        "number": numbers.show(handled.ticket.number),
        "name": speaker.draft.world.roster.name(handled.ticket.assignee),
        "closes": closing_at,
        "kind": handled.ticket.kind,
    }
    question = asking.Question("confirm_repair", Say("received-confirm", args), answers=about_repair(closing_at))
    asking.ask(speaker.draft, handled.ticket, speaker.reader, question)


def received(speaker: Speaker, handled: Handled) -> Say:
    """Return that the words are in the ticket, and who sees them."""
    number = numbers.show(handled.ticket.number)
    name = speaker.draft.world.roster.name(handled.ticket.assignee)
    if name:
        return Say("notice-received", {"number": number, "name": name})
    if handled.ticket.respond_due_at <= speaker.draft.at:
        # A promise that was missed is not given again.
        return Say("addition-passed-on", {"number": number})
    return Say("notice-received-nobody", {"number": number, "due": handled.ticket.respond_due_at})


def _about_number(speaker: Speaker, incoming: Incoming, number: numbers.Number) -> None:
    """Show the ticket when only its number was said; put other words said with it into the ticket."""
    facts = speaker.more.ticket
    if facts is None or facts.reporter.id != speaker.person.id:
        _not_found(speaker, numbers.show(number))
        return
    handled = speaker.hold(facts)
    if numbers.parse(incoming.text) == number and not incoming.media:
        _show(speaker, handled)
    else:
        add_to(speaker, handled, incoming)


def _not_found(speaker: Speaker, named: str) -> None:
    """Answer alike for a ticket that does not exist and for one that is not theirs (IN-10)."""
    say = Say("not-found", {"number": named[:_MOST_SHOWN]})
    show_menu(speaker, say, (Choice("tickets", "greeting-status"), *NEW_REPORT))


def _show(speaker: Speaker, handled: Handled) -> None:
    speaker.handled = handled
    talks.begin(speaker, "track_ticket", {"ticket": handled.ticket.id}, "showing")


def _report(speaker: Speaker, _typed: Typed) -> None:
    if _says_which(speaker, "reported_fault"):
        return
    if speaker.conversation.flow == "report_fault":
        speaker.says.append(Say("already-reporting"))
    elif not talks.resume_named(speaker, "report_fault"):
        talks.begin(speaker, "report_fault")


def _ask(speaker: Speaker, _typed: Typed) -> None:
    if not _says_which(speaker, "asked_question") and speaker.conversation.flow != "ask_question":
        talks.begin(speaker, "ask_question")


def _says_which(speaker: Speaker, trigger: str) -> bool:
    """Take the command for the answer where the question is just this: a fault, or only a question."""
    asked = (speaker.conversation.flow, speaker.conversation.state) == ("report_fault", "asking_kind")
    return asked and talks.hear(speaker, Heard(trigger))


def _status(speaker: Speaker, typed: Typed) -> None:
    if not typed.named:
        talks.begin(speaker, "track_ticket")
        return
    facts = speaker.more.ticket
    if facts is None or not may_see(speaker.actor, speaker.hold(facts).ticket):
        _not_found(speaker, typed.named)
        return
    _show(speaker, speaker.hold(facts))


def _cancel(speaker: Speaker, _typed: Typed) -> None:
    if not speaker.talking:
        speaker.says.append(Say("nothing-to-cancel"))
    elif not talks.hear(speaker, Heard("cancelled")):
        speaker.says.append(Say("not-understood"))


def _navigate(trigger: str) -> Callable[[Speaker, Typed], None]:
    def go(speaker: Speaker, _typed: Typed) -> None:
        if not speaker.talking:
            greet(speaker)
        elif not talks.hear(speaker, Heard(trigger)):
            speaker.says.append(Say("not-understood"))

    return go


def _help(speaker: Speaker, _typed: Typed) -> None:
    if speaker.actor.is_staff:
        helping.help_staff(speaker)
        return
    hotline = speaker.draft.world.house.hotline
    speaker.says.append(Say("help-customer", {"hotline": hotline}))
    if speaker.reader.place.channel in NUMBERED:
        speaker.says.append(Say("help-numbers"))


def _start(speaker: Speaker, _typed: Typed) -> None:
    if speaker.talking:
        return
    if speaker.actor.is_staff:
        helping.help_staff(speaker)
    else:
        greet(speaker)


def _begins(flow: str, state: str = "") -> Callable[[Speaker, Typed], None]:
    def start(speaker: Speaker, _typed: Typed) -> None:
        if speaker.conversation.flow != flow:
            talks.begin(speaker, flow, None, state)

    return start


_COMMANDS: Mapping[str, Callable[[Speaker, Typed], None]] = {
    "start": _start,
    "report": _report,
    "ask": _ask,
    "tickets": _begins("track_ticket"),
    "status": _status,
    "language": _begins("choose_language"),
    "privacy": _begins("privacy"),
    "forget": _begins("privacy", "confirming_forget"),
    "cancel": _cancel,
    "back": _navigate("went_back"),
    "skip": _navigate("skipped"),
    "help": _help,
    "link": lambda speaker, typed: linking.by_command(speaker, typed.rest),
    "unlink": lambda speaker, _typed: linking.undo(speaker),
}
