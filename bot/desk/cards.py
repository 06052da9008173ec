"""The card of a ticket: one message in each chat of staff, drawn from the ticket as it is when it is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec, hushing, rows, taps, topics
from bot.desk.draft import Buttons, Draft, Manner, Reader
from bot.domain import numbers
from bot.domain.ticket import IN_HAND, State, Ticket, instant_to_micros
from bot.flows import phrases
from bot.flows.tables import Choice, Quoted, Ref, Say
from bot.messages import Arg, Body, Lane, Place

if TYPE_CHECKING:
    from bot.desk.cases import Handled

ACKNOWLEDGE = Choice("ack", "btn-ack")
TAKE = Choice("take", "btn-take")
PHONE = Choice("phone", "btn-phone")
ON_SITE = Choice("onsite", "btn-onsite")
WAIT = Choice("wait", "btn-wait")
SOLVED = Choice("solved", "btn-solved")
ANSWER = Choice("answer", "btn-answer")
REFER = Choice("refer", "btn-refer")
SAY = Choice("say", "btn-say")
#: Of somebody without a chat: what they were told by telephone is kept, and sent nowhere.
TOLD = Choice("say", "btn-told")
MORE = Choice("more", "btn-more")
#: How much of a symptom a card quotes, in characters.
QUOTE_LENGTH = 300


def actions(ticket: Ticket) -> tuple[Choice, ...]:
    """Return the buttons that make sense for a ticket as it stands."""
    if ticket.kind == "question" and ticket.is_open:
        first = (ACKNOWLEDGE,) if ticket.state is State.NEW else ()
        return (*first, ANSWER, REFER, PHONE, MORE)
    if ticket.state is State.NEW:
        return (ACKNOWLEDGE, PHONE, MORE)
    if ticket.state in IN_HAND:
        wait = () if ticket.state is State.WAITING else (WAIT,)
        return (TOLD if ticket.by_phone else SAY, ON_SITE, *wait, SOLVED, TAKE, PHONE, MORE)
    return ()


def reporter_name(name: str) -> Quoted | Ref:
    """Return the reporter's name as staff read it, or words for none."""
    return Quoted(name) if name else Ref("unnamed-customer")


def capital(label: str) -> str:
    """Return words that stand alone, as the page shows them: with a capital where the script has any."""
    return label[:1].upper() + label[1:]


def level_of(ticket: Ticket) -> Ref:
    """Return what kind of ticket it is: the level of a fault, else its kind."""
    return phrases.level_of(ticket)


@dataclass(frozen=True, slots=True)
class Showing:
    """What a card needs beside its ticket."""

    assignee: str
    reporter: str
    next_page_at: int | None = None
    reachable: bool = True
    in_topic: bool = False


def body(draft: Draft, reader: Reader, ticket: Ticket, showing: Showing) -> Body:
    """Return the card without its buttons: plain lines for any channel, and the same as data for a web page."""
    number = numbers.show(ticket.number)
    if hushing.hides(draft, reader, ticket.id):
        says = [_title(ticket), *_state(ticket, showing), *hushing.where(draft, private=reader.account is not None)]
        return Body(text="\n".join(draft.words(reader, say) for say in says), bold=(number,), style="card")
    lines = [draft.words(reader, say) for say in _lines(ticket, showing)]
    return Body(text="\n".join(lines), bold=(number,), style="card", card=_data(draft, reader, ticket, showing))


def _title(ticket: Ticket) -> Say:
    """Return which ticket it is, how urgent, and how it stands."""
    args: dict[str, Arg] = {"number": numbers.show(ticket.number), "level": level_of(ticket)}
    return Say("card-title", {**args, "state": Ref(f"staff-state-{ticket.state}")})


def _lines(ticket: Ticket, showing: Showing) -> list[Say]:
    lines = [_title(ticket), _customer(showing.reporter)]
    if not showing.reachable:
        lines.append(Say("card-unreachable"))
    if ticket.record.get("equipment"):
        lines.append(Say("card-equipment", {"equipment": Quoted(ticket.record["equipment"])}))
    if ticket.record.get("project"):
        lines.append(Say("card-project", {"project": Quoted(ticket.record["project"])}))
    lines.extend([*_way(ticket), _about(ticket)])
    if ticket.media:
        lines.append(Say("card-files", {"count": ticket.media}))
    lines.extend(_standing(ticket, showing))
    return lines


def _customer(name: str) -> Say:
    return Say("card-customer", {"name": Quoted(name)}) if name else Say("card-customer-unnamed")


def _way(ticket: Ticket) -> list[Say]:
    """Return that the customer has no chat, so that nobody waits for them to read."""
    return [Say("card-by-phone")] if ticket.by_phone else []


def _about(ticket: Ticket) -> Say:
    """Return what it is about: of a follow-up the score it was opened for."""
    if "followed" in ticket.record:
        return Say("card-about-score", {"number": ticket.record["followed"], "score": ticket.record["score"]})
    return Say("card-symptom", {"symptom": Quoted(_quote(ticket))})


def _quote(ticket: Ticket) -> str:
    return phrases.cut(ticket.record.get("symptom", ""), QUOTE_LENGTH)


def _standing(ticket: Ticket, showing: Showing) -> list[Say]:
    """Return who has the ball and until when, what it waits for, and what it got."""
    lines = _state(ticket, showing)
    if ticket.waiting_for:
        lines.append(Say("card-waiting", {"reason": Quoted(ticket.waiting_for)}))
    if ticket.score is not None:
        lines.append(Say("card-score", {"score": ticket.score}))
    return lines


def _state(ticket: Ticket, showing: Showing) -> list[Say]:
    """Return who has the ball and until when."""
    lines: list[Say] = []
    if showing.assignee:
        lines.append(Say("card-holder", {"name": showing.assignee}))
    if showing.assignee and showing.in_topic and ticket.is_open and not ticket.by_phone:
        lines.append(Say("card-topic", {"name": showing.assignee}))
    if ticket.responded_at is not None:
        lines.append(Say("card-responded", {"at": ticket.responded_at}))
    if ticket.owes_answer:
        lines.append(Say("card-respond-by", {"due": ticket.respond_due_at}))
    if ticket.eta_at and ticket.state is State.WORKING:
        lines.append(Say("card-eta", {"eta": ticket.eta_at}))
    return lines


def _data(draft: Draft, reader: Reader, ticket: Ticket, showing: Showing) -> dict[str, object]:
    return {
        "number": numbers.show(ticket.number),
        "level": int(ticket.severity),
        "level_label": capital(draft.words(reader, Say(level_of(ticket).text))),
        "state": ticket.state.value,
        "state_label": draft.words(reader, Say(f"staff-state-{ticket.state}")),
        "customer": showing.reporter,
        "equipment": ticket.record.get("equipment", ""),
        "quote": draft.words(reader, _about(ticket)) if "followed" in ticket.record else _quote(ticket),
        "start_at": instant_to_micros(ticket.notice_at),
        "due_at": instant_to_micros(ticket.respond_due_at),
        "due_label": draft.words(reader, Say("card-due-label")),
        "met": ticket.responded_at is not None,
        "next_at": showing.next_page_at,
        "next_label": draft.words(reader, Say("card-next-label")),
        "holder": showing.assignee,
        "media": ticket.media,
    }


def show_in(draft: Draft, handled: Handled, reader: Reader, opening: int | None = None) -> Buttons | None:
    """Give a chat a card of this ticket with fresh buttons; return the buttons, None when nothing can be done.

    Every renewal binds new buttons to the present stage; those of the message before turn stale. `opening` asks for
    the ticket's topic in that chat.
    """
    buttons = _buttons(draft, handled.ticket, reader)
    earlier = next((card for card in handled.cards if card.chat_key == reader.place.key), None)
    card = rows.Card(
        ticket=handled.ticket.id,
        chat_key=reader.place.key,
        bot=reader.place.bot,
        chat=reader.place.chat,
        thread=earlier.thread if earlier else "",
        language=reader.language,
        prompt=buttons.prompt.id if buttons else None,
        external_id=earlier.external_id if earlier else "",
        opening=earlier.opening if earlier else opening,
    )
    handled.cards[:] = [card, *(other for other in handled.cards if other is not earlier)]
    draft.changes.cards[:] = [
        card,
        *(other for other in draft.changes.cards if (other.ticket, other.chat_key) != (card.ticket, card.chat_key)),
    ]
    return buttons


def show(draft: Draft, handled: Handled, reader: Reader) -> None:
    """Send a ticket's card as it stands, with what can be done, as a message of its own."""
    holder, reporter = draft.world.roster.name(handled.ticket.assignee), handled.reporter.name
    showing = Showing(holder, reporter, reachable=bool(handled.reach.reachable))
    drawn = body(draft, reader, handled.ticket, showing)
    buttons = show_in(draft, handled, reader)
    # Drawn here already, and with these very buttons.
    draft.fresh_cards.add((handled.ticket.id, reader.place.key))
    if buttons:
        draft.changes.prompts.append(buttons.prompt)
        drawn = with_buttons(draft, reader, drawn, buttons)
    draft.send(reader, drawn, Manner(ticket=handled.ticket.id), buttons.prompt.id if buttons else None)


def renew(draft: Draft, handled: Handled) -> None:
    """Bring every card of a ticket up to date: staff groups get theirs if they have none yet."""
    groups = {reader.place.key: reader for reader in draft.readers_of_groups()}
    known = {card.chat_key for card in handled.cards}
    # A group that has put us out, or somebody who left us, sees no more of a ticket.
    seeing = [card for card in handled.cards if draft.sees(card)]
    for key, reader in {**groups, **{card.chat_key: reader_of(draft, card) for card in seeing}}.items():
        if (handled.ticket.id, key) in draft.fresh_cards:
            continue
        first_in_forum = key not in known and topics.may_open(draft, reader.place)
        opening = topics.open_for(draft, handled.ticket.id, reader.place) if first_in_forum else None
        buttons = show_in(draft, handled, reader, opening)
        if buttons:
            draft.changes.prompts.append(buttons.prompt)
        _dirty(draft, handled.ticket, reader_of(draft, handled.cards[0]))


def _buttons(draft: Draft, ticket: Ticket, reader: Reader) -> Buttons | None:
    choices = actions(ticket)
    if reader.account and hushing.hides(draft, reader, ticket.id):
        choices = (*choices, taps.LOOK)
    if not choices:
        return None
    scope = f"account:{reader.account}" if reader.account else f"chat:{reader.place.key}"
    prompt = draft.prompt(
        "card",
        scope,
        choices,
        account=reader.account,
        ticket=ticket.id,
        stage=ticket.stage,
    )
    return Buttons(choices, prompt)


def reader_of(draft: Draft, card: rows.Card) -> Reader:
    """Return who sees a card: a member of staff, or a group (in the ticket's own topic, when it has one there)."""
    for member in draft.world.roster.members:
        for route in member.routes:
            if route.place.key == card.chat_key:
                place = Place(card.bot, card.chat)
                return Reader(place, card.language, draft.world.house.zone, member.person, route.account)
    return topics.reader_of(draft, card)


def _dirty(draft: Draft, ticket: Ticket, reader: Reader) -> None:
    """Ask the sender to draw a card anew; pending requests for the same card are one."""
    place = reader.place
    draft.changes.outbox.append(
        rows.Outbox(
            id=draft.world.ids.new(),
            lane=int(Lane.UPDATE),
            kind="card",
            bot=place.bot,
            chat=place.chat,
            thread=place.thread,
            chat_key=place.key,
            body="",
            due_at=draft.now,
            created_at=draft.now,
            ticket=ticket.id,
            depends_on=reader.after,
        ),
    )


def render(draft: Draft, card: rows.Card, row: rows.TicketRow, prompt: rows.Prompt | None, showing: Showing) -> Body:
    """Return what a card shows at the moment of sending."""
    ticket = codec.ticket_of(row)
    reader = reader_of(draft, card)
    drawn = body(draft, reader, ticket, replace(showing, in_topic=bool(card.thread)))
    if prompt is None:
        return drawn
    choices = [Choice(trigger, text, value) for trigger, value, text in codec.from_text(prompt.choices)]
    return with_buttons(draft, reader, drawn, Buttons(choices, prompt))


def with_buttons(draft: Draft, reader: Reader, drawn: Body, buttons: Buttons | None) -> Body:
    """Return a body with these buttons under it, or in its text where they are links."""
    if buttons is None:
        return drawn
    rows_of_buttons, links = draft.keyboard(reader, buttons), draft.spelled(reader, buttons)
    return msgspec.structs.replace(drawn, rows=rows_of_buttons, links=links)
