"""The desk: facts in, changes out; every decision of the bot passes through here."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.desk import (
    calls,
    cards,
    codec,
    digest,
    due,
    files,
    gathering,
    hushing,
    inbound,
    listening,
    membership,
    moving,
    naming,
    numbered,
    people,
    rows,
    storms,
    talks,
    taps,
)
from bot.desk.cases import Handled
from bot.desk.draft import Draft, World
from bot.desk.facts import Changes, Facts, Keys, More, Move, Shown, TicketFacts, TimerFacts, read
from bot.desk.groups import Groups
from bot.desk.house import House, Roster
from bot.desk.needs import needs
from bot.desk.roster import roster_of
from bot.desk.speaker import Speaker
from bot.desk.warnings import over, tell_operators, warn, words_of
from bot.domain import clocks
from bot.domain.ticket import instant_to_micros, micros_to_instant
from bot.flows.tables import Quoted, Say
from bot.ids import Ids
from bot.messages import Body, Glance, Incoming, Place
from bot.texts import Texts

_NOTHING_MORE = More()


class Desk:
    """The rules, the talk and the words of one company; it waits for nothing and stores nothing."""

    def __init__(self, house: House, texts: Texts, ids: Ids) -> None:
        self.house = house
        self.texts = texts
        self.ids = ids
        self.roster = Roster()
        self.groups = Groups()

    def with_groups(self, found: object) -> None:
        """Know the groups of staff as these rows of the query `chats` tell."""
        self.groups = Groups.of(found)  # type: ignore[arg-type]  # rows of the query

    def with_roster(self, found: object) -> None:
        """Know the staff as these rows of the query `roster` tell: (person, account or nulls) by person."""
        self.roster = roster_of(found, self.house.routes)  # type: ignore[arg-type]  # rows of the query

    def needs(self, incoming: Incoming, facts: Facts) -> Keys | None:
        """Return what must be read beyond the facts, None when nothing."""
        incoming, facts = numbered.meant(incoming, facts, self.texts)
        return needs(incoming, facts, self.texts, incoming.received_at, self.house.calling_code)

    def decide(self, incoming: Incoming, facts: Facts, more: More | None, now: int) -> Changes:
        """Return what one message changes."""
        if incoming.event == "migrated":
            return self.group_moved(incoming.bot, incoming.chat, incoming.moved_to, now)
        draft = self._draft(now)
        hushing.note(draft, incoming.bot, read(more))
        if incoming.event:
            membership.take(draft, incoming, facts, more or _NOTHING_MORE)
            return draft.changes
        if gathering.is_part(incoming, facts):
            gathering.gather(draft, incoming, facts.gathered, self.house.album_within)
            return draft.changes
        incoming, facts = numbered.meant(incoming, facts, self.texts)
        speaker = self._speaker(draft, incoming, facts, more or _NOTHING_MORE)
        if not inbound.set_apart(speaker, incoming, facts):
            _listen(speaker, incoming, facts)
        _close_press(speaker, incoming)
        talks.answer(speaker)
        if incoming.link:
            draft.changes.answer = taps.answer(draft, speaker)
        return draft.changes

    def due(self, facts: TimerFacts, now: int) -> Changes:
        """Return what one timer changes."""
        draft = self._draft(now)
        hushing.note(draft, "", (facts.ticket, *facts.own))
        if facts.timer.kind == "album":
            self._take_together(draft, facts)
        else:
            due.serve(draft, facts)
        return draft.changes

    def _take_together(self, draft: Draft, timer: TimerFacts) -> None:
        """Take gathered messages as the one they make."""
        together = timer.together
        if together is None:
            return
        incoming, facts = together.incoming, together.facts
        hushing.note(draft, incoming.bot, read(together.more))
        speaker = self._speaker(draft, incoming, facts, together.more or _NOTHING_MORE)
        if not inbound.set_apart_together(speaker, incoming):
            _listen(speaker, incoming, facts)
        gathering.taken(draft.changes, together.row, draft.now)
        talks.answer(speaker)

    def morning(self, known: Sequence[rows.Timer], now: int) -> tuple[Changes, list[int]]:
        """Return the digests to be armed beside these timers, and which of these nobody wants any more."""
        draft = self._draft(now)
        unwanted = digest.arm(draft, known)
        return draft.changes, unwanted

    def park_reply(self, incoming: Incoming, facts: Facts, now: int) -> Changes:
        """Return kind words to the person whose message was put aside."""
        draft = self._draft(now)
        if incoming.chat_kind == "private" and not incoming.event:
            known = people.recognise(draft, incoming, facts)
            reader = draft.reader_of(known.account, known.person)
            draft.tell(reader, [Say("kept-safe", {"hotline": self.house.hotline})])
        return draft.changes

    def media_stored(self, attachments: Sequence[rows.Attachment], ticket: TicketFacts, now: int) -> Changes:
        """Return one person's files on their way to the other side of their ticket."""
        draft = self._draft(now)
        hushing.note(draft, attachments[0].bot, (ticket,))
        files.hand_on(draft, attachments, Handled.of(ticket))
        return draft.changes

    def media_failed(self, attachment: rows.Attachment, more: More, reason: str, now: int) -> Changes:
        """Return kind words to the person whose file could not be kept: `empty`, `gone` or `too_large`."""
        draft = self._draft(now)
        files.give_up(draft, attachment, more, reason)
        return draft.changes

    def alarm(self, kind: str, detail: str, now: int) -> Changes:
        """Return an alarm and the messages that carry it to the operators."""
        draft = self._draft(now)
        warn(draft, kind, detail, words_of(kind, detail))
        return draft.changes

    def alarm_over(self, kind: str, now: int) -> Changes:
        """Return the messages that tell the operators that an alarm is over."""
        draft = self._draft(now)
        tell_operators(draft, over(kind))
        return draft.changes

    def render_card(  # noqa: PLR0913, PLR0917  a card is drawn from what its chat, its ticket and two people are now
        self,
        card: rows.Card,
        ticket: rows.TicketRow,
        prompt: rows.Prompt | None,
        assignee: str,
        reporter: str,
        now: int,
        *,
        reachable: bool = True,
        origin: str = "",
    ) -> Body:
        """Return a card as its ticket stands now."""
        draft, showing = self._draft(now), cards.Showing(assignee, reporter, reachable=reachable)
        hushing.born(draft, codec.ticket_of(ticket), origin)
        return cards.render(draft, card, ticket, prompt, showing)

    def render_list(self, place: Place, lines: Sequence[Shown], total: int, now: int) -> Body:
        """Return tickets in one message: calls in a private chat, cards to come in a group."""
        return storms.render(self._draft(now), place, lines, total)

    def glance(self, ticket: rows.TicketRow, now: int) -> Glance:
        """Return a ticket in the few words a platform's own form bears, for its reporter."""
        return naming.glance(self._draft(now), ticket)

    def name_topic(self, card: rows.Card, ticket: rows.TicketRow, now: int, *, origin: str = "") -> Body:
        """Return the name of a ticket's topic as it stands now."""
        draft = self._draft(now)
        hushing.born(draft, codec.ticket_of(ticket), origin)
        return naming.topic_name(draft, card, ticket)

    def group_moved(self, bot: str, old: str, new: str, now: int) -> Changes:
        """Return what a group changes that has the id `new` from now on."""
        draft = self._draft(now)
        moving.move(draft, Move(bot=bot, old=old, new=new))
        return draft.changes

    def group_now(self, place: Place) -> str:
        """Return the id that a group of ours has now, under whichever it was known; "" when it is none of ours."""
        live = self.groups.live(place)
        ours = {self.groups.live(group) for group in self.house.staff_chats}
        return live.chat if live in ours else ""

    def _draft(self, now: int) -> Draft:
        return Draft(World(self.house, self.roster, self.texts, self.ids, self.groups), now)

    def _speaker(self, draft: Draft, incoming: Incoming, facts: Facts, more: More) -> Speaker:
        known = people.recognise(draft, incoming, facts)
        welcomed = more.invite if people.is_usable(more.invite, draft.now) else None
        if welcomed is not None:
            known = people.welcome(draft, known, welcomed)
        if incoming.contact is not None:
            known = msgspec.structs.replace(known, person=calls.vouched(draft, known.person, incoming.contact))
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
            message_id=incoming.message_id if not incoming.choice else "",
            spoken=incoming.text.strip() if not incoming.choice else "",
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


def _listen(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Listen to a message, and keep what came along with it."""
    if incoming.start and not incoming.scanned:
        _start(speaker)
    elif incoming.chat_kind == "group":
        listening.listen_in_group(speaker, incoming, facts)
    else:
        incoming = files.without_bad(speaker, incoming)
        listening.listen(speaker, incoming, facts)
    files.keep(speaker, incoming)


def _start(speaker: Speaker) -> None:
    """Take a deep link that was no valid invitation: kindly, with help for staff and a greeting for customers."""
    if not speaker.says:
        speaker.says.append(Say("start-unknown"))
    if not speaker.actor.is_staff:
        speaker.says.append(Say("start-anyway"))


def _close_press(speaker: Speaker, incoming: Incoming) -> None:
    """Answer a press on the phone: in a group the words go there, so that the group is not filled with them."""
    if not incoming.press:
        return
    say = None
    if incoming.chat_kind == "group" and speaker.says and not speaker.talking:
        say = speaker.says.pop(0)
        speaker.says.clear()
    speaker.draft.answer_press(speaker.reader, incoming.press, say)
