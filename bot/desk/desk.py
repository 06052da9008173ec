"""The desk: facts in, changes out; every decision of the bot passes through here."""

from __future__ import annotations

import msgspec

from bot.desk import cards, due, files, listening, people, rows, talks
from bot.desk.cases import Handled
from bot.desk.draft import Draft, Manner, World
from bot.desk.facts import Changes, Facts, Keys, More, TicketFacts, TimerFacts
from bot.desk.house import House, Roster
from bot.desk.needs import needs
from bot.desk.paging import resolve
from bot.desk.roster import roster_of
from bot.desk.speaker import Speaker
from bot.domain import clocks
from bot.domain.ticket import instant_to_micros, micros_to_instant
from bot.flows.tables import Quoted, Say
from bot.ids import Ids
from bot.messages import Body, Incoming, Lane
from bot.texts import Texts

_NOTHING_MORE = More()


class Desk:
    """The rules, the talk and the words of one company; it waits for nothing and stores nothing."""

    def __init__(self, house: House, texts: Texts, ids: Ids) -> None:
        self.house = house
        self.texts = texts
        self.ids = ids
        self.roster = Roster()

    def with_roster(self, found: object) -> None:
        """Know the staff as these rows of the query `roster` tell: (person, account or nulls) by person."""
        self.roster = roster_of(found)  # type: ignore[arg-type]  # rows of the query

    def needs(self, incoming: Incoming, facts: Facts) -> Keys | None:
        """Return what must be read beyond the facts, None when nothing."""
        return needs(incoming, facts, self.texts, incoming.received_at)

    def decide(self, incoming: Incoming, facts: Facts, more: More | None, now: int) -> Changes:
        """Return what one message changes."""
        draft = self._draft(now)
        if incoming.event:
            _reachability(draft, incoming, facts)
            return draft.changes
        speaker = self._speaker(draft, incoming, facts, more or _NOTHING_MORE)
        if incoming.start:
            _start(speaker)
        elif incoming.chat_kind == "group":
            listening.listen_in_group(speaker, incoming, facts)
        else:
            incoming = files.without_bad(speaker, incoming)
            listening.listen(speaker, incoming, facts)
        files.keep(speaker, incoming)
        _close_press(speaker, incoming)
        talks.answer(speaker)
        return draft.changes

    def due(self, facts: TimerFacts, now: int) -> Changes:
        """Return what one timer changes."""
        draft = self._draft(now)
        due.serve(draft, facts)
        return draft.changes

    def park_reply(self, incoming: Incoming, facts: Facts, now: int) -> Changes:
        """Return kind words to the person whose message was put aside."""
        draft = self._draft(now)
        if incoming.chat_kind == "private" and not incoming.event:
            known = people.recognise(draft, incoming, facts)
            reader = draft.reader_of(known.account, known.person)
            draft.tell(reader, [Say("kept-safe", {"hotline": self.house.hotline})])
        return draft.changes

    def media_stored(self, attachment: rows.Attachment, ticket: TicketFacts, now: int) -> Changes:
        """Return the file on its way to the other side of its ticket."""
        draft = self._draft(now)
        files.hand_on(draft, attachment, Handled.of(ticket))
        return draft.changes

    def media_failed(self, attachment: rows.Attachment, ticket: TicketFacts | None, reason: str, now: int) -> Changes:
        """Return kind words to the person whose file could not be kept: `empty`, `gone` or `too_large`."""
        draft = self._draft(now)
        files.give_up(draft, attachment, Handled.of(ticket) if ticket else None, reason)
        return draft.changes

    def alarm(self, kind: str, detail: str, now: int) -> Changes:
        """Return an alarm and the messages that carry it to the operators."""
        draft = self._draft(now)
        draft.alarm(kind, detail)
        for reader in draft.readers_of(resolve(draft, self.house.alarm_to)):
            draft.tell(reader, [Say("alarm", {"kind": kind, "detail": Quoted(detail)})], Manner(lane=Lane.UPDATE))
        return draft.changes

    def render_card(  # noqa: PLR0913, PLR0917  a card is drawn from what its chat, its ticket and two people are now
        self,
        card: rows.Card,
        ticket: rows.TicketRow,
        prompt: rows.Prompt | None,
        assignee: str,
        reporter: str,
        now: int,
    ) -> Body:
        """Return a card as its ticket stands now."""
        return cards.render(self._draft(now), card, ticket, prompt, cards.Showing(assignee, reporter))

    def _draft(self, now: int) -> Draft:
        return Draft(World(self.house, self.roster, self.texts, self.ids), now)

    def _speaker(self, draft: Draft, incoming: Incoming, facts: Facts, more: More) -> Speaker:
        known = people.recognise(draft, incoming, facts)
        welcomed = more.invite if people.is_usable(more.invite, draft.now) else None
        if welcomed is not None:
            known = people.welcome(draft, known, welcomed)
        reader = draft.reader_of(known.account, known.person)
        if incoming.chat_kind == "group":
            # The group reads it, not the person: its buttons are for all of staff, its failures nobody's route.
            reader = draft.reader_of_group(incoming.place)
        at = clocks.notice_at(micros_to_instant(incoming.sent_at), micros_to_instant(incoming.received_at))
        speaker = Speaker(
            draft=draft,
            reader=reader,
            account=known.account,
            person=known.person,
            conversation=facts.conversation or _first_conversation(draft, incoming, known),
            actor=known.actor,
            notice_at=instant_to_micros(at),
            more=more,
        )
        if welcomed is not None:
            speaker.says.append(Say("invite-welcome", {"name": Quoted(known.person.name)}))
        return speaker


def _first_conversation(draft: Draft, incoming: Incoming, known: people.Known) -> rows.Conversation:
    return rows.Conversation(
        id=draft.world.ids.new(),
        bot=incoming.bot,
        chat=incoming.chat,
        thread=incoming.thread,
        account=known.account.id,
        updated_at=draft.now,
    )


def _start(speaker: Speaker) -> None:
    """Take a deep link that was no valid invitation: kindly, with help for staff and a greeting for customers."""
    if not speaker.says:
        speaker.says.append(Say("start-unknown"))
    if not speaker.actor.is_staff:
        speaker.says.append(Say("start-anyway"))


def _reachability(draft: Draft, incoming: Incoming, facts: Facts) -> None:
    """Note that a person blocked the bot, or came back."""
    if facts.account is None or incoming.chat_kind == "group":
        return
    reachable = int(incoming.event != "blocked")
    draft.changes.accounts.append(msgspec.structs.replace(facts.account, reachable=reachable))
    draft.changes.roster_changed = True


def _close_press(speaker: Speaker, incoming: Incoming) -> None:
    """Answer a press on the phone: in a group the words go there, so that the group is not filled with them."""
    if not incoming.press:
        return
    say = None
    if incoming.chat_kind == "group" and speaker.says and not speaker.talking:
        say = speaker.says.pop(0)
        speaker.says.clear()
    speaker.draft.answer_press(speaker.reader, incoming.press, say)
