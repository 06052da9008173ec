"""Files people send: what cannot be kept is said at once, the rest is recorded and handed to the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import asking, rows, topics
from bot.desk.draft import Draft, Manner, Reader
from bot.domain import filetypes, numbers
from bot.flows.tables import Arg, Quoted, Ref, Say
from bot.messages import REPLYING, Incoming, Lane, Media, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.desk.cases import Handled
    from bot.desk.facts import More
    from bot.desk.speaker import Speaker

MEGABYTE = 1024 * 1024
#: What one message carries at most: an album, and no more bytes than leave within the lease of a send.
MOST_FILES = 10
MOST_BYTES = 40 * MEGABYTE


def hand_on(draft: Draft, attachments: Sequence[rows.Attachment], handled: Handled) -> None:
    """Send stored files of one person to whoever works on the ticket (else the staff groups), or to the customer.

    What came as one, an album, goes as one.
    """
    harmless = [one for one in attachments if filetypes.type_of(one.mime).is_harmless]
    for one in attachments:
        if one not in harmless:
            _keep_only(draft, one, handled)
    for some in _sendings(harmless):
        _send(draft, some, handled)


def _sendings(attachments: Sequence[rows.Attachment]) -> list[list[rows.Attachment]]:
    """Return files as the messages they go in: each carries so many, and so much, that it leaves in time."""
    sendings: list[list[rows.Attachment]] = []
    for one in attachments:
        last = sendings[-1] if sendings else []
        if last and len(last) < MOST_FILES and sum(other.size for other in last) + one.size <= MOST_BYTES:
            last.append(one)
        else:
            sendings.append([one])
    return sendings


def _send(draft: Draft, attachments: Sequence[rows.Attachment], handled: Handled) -> None:
    ticket, first = handled.ticket, attachments[0]
    text = "customer-files" if first.person == handled.reporter.id else "file-of-ticket"
    say = Say(text, {"number": numbers.show(ticket.number), "count": len(attachments)})
    manner = Manner(lane=Lane.UPDATE, ticket=ticket.id, files=tuple(map(_media, attachments)))
    for reader in _other_side(draft, first, handled):
        sent = asking.about_ticket(draft, ticket, reader, say, manner)
        chat, _, message = first.line.rpartition("/")
        if message:
            topics.mark(draft, (Place(first.bot, chat, rows.OWN_TOPIC), message), sent, ticket.id)


def _media(attachment: rows.Attachment) -> Media:
    return Media(
        kind=attachment.kind,  # type: ignore[arg-type]  # one of the four, as it was written
        name=attachment.name,
        mime=attachment.mime,
        size=attachment.size,
        digest=attachment.digest,
    )


def _keep_only(draft: Draft, attachment: rows.Attachment, handled: Handled) -> None:
    """Tell both sides that a file of a kind that may carry programs is kept and not passed on (X7)."""
    ticket = handled.ticket
    kind = Ref(f"file-kind-{filetypes.type_of(attachment.mime).kind}")
    args: dict[str, Arg] = {"number": numbers.show(ticket.number), "kind": kind}
    for reader in _other_side(draft, attachment, handled):
        say = Say("file-kept-only", {**args, "name": Quoted(attachment.name or "-")})
        asking.about_ticket(draft, ticket, reader, say, Manner(lane=Lane.UPDATE, ticket=ticket.id))
    sender = _sender(draft, attachment.person, [(handled.reach, handled.reporter)])
    if sender is not None:
        draft.tell(sender, [Say("file-kept-only-sent", args)], Manner(ticket=ticket.id))


def give_up(draft: Draft, attachment: rows.Attachment, more: More, reason: str) -> None:
    """Tell the sender that a file could not be kept, and why; an operator hears of one that got lost."""
    if reason == "gone":
        draft.alarm("file-gone", f"attachment {attachment.id} of {attachment.bot}")
    # A report that is still a draft has a writer and no ticket.
    known = [more.writer] if more.writer else []
    if more.ticket is not None:
        known.append((more.ticket.account, more.ticket.reporter))
    reader = _sender(draft, attachment.person, known)
    if reader is None:
        return
    limit = draft.world.house.file_limit // MEGABYTE
    says = {"too_large": Say("file-too-large", {"limit": limit}), "empty": Say("file-empty")}
    draft.tell(reader, [says.get(reason, Say("file-gone"))])


def _sender(draft: Draft, sender: int, known: Iterable[tuple[rows.Account, rows.Person]]) -> Reader | None:
    """Return whoever sent a file: one of these people, where they wrote, or one of us."""
    for account, person in known:
        if person.id == sender:
            return draft.reader_of(account, person)
    member = draft.world.roster.by_person.get(sender)
    return draft.reader_of_member(member) if member else None


def _other_side(draft: Draft, attachment: rows.Attachment, handled: Handled) -> list[Reader]:
    if attachment.person != handled.reporter.id:
        return [draft.reader_of(handled.reach, handled.reporter)]
    member = draft.world.roster.by_person.get(handled.ticket.assignee or 0)
    return topics.staff_of(draft, handled, member)


def without_bad(speaker: Speaker, incoming: Incoming) -> Incoming:
    """Return the message without files that cannot be kept; the rest of it counts, and the person is told."""
    limit = speaker.draft.world.house.file_limit
    too_large = [media for media in incoming.media if media.size > limit]
    empty = [media for media in incoming.media if media.size == 0 and media.digest]
    if too_large:
        speaker.says.append(Say("file-too-large", {"limit": limit // MEGABYTE}))
    if empty:
        speaker.says.append(Say("file-empty"))
    if not too_large and not empty:
        return incoming
    kept = tuple(media for media in incoming.media if media not in too_large and media not in empty)
    return msgspec.structs.replace(incoming, media=kept)


def keep(speaker: Speaker, incoming: Incoming) -> None:
    """Record what came along with a message; the media worker brings it home and hands it on."""
    if incoming.media and not _is_for_us(speaker, incoming):
        if incoming.chat_kind == "private":
            replies = incoming.place.channel in REPLYING
            speaker.says.append(Say("files-not-passed" if replies else "files-not-passed-plain"))
        return
    ticket = speaker.handled.ticket.id if speaker.handled else None
    for media in incoming.media:
        speaker.draft.changes.attachments.append(
            rows.Attachment(
                id=speaker.draft.world.ids.new(),
                bot=incoming.bot,
                kind=media.kind,
                name=media.name,
                mime=media.mime,
                size=media.size,
                remote=media.remote,
                digest=media.digest,
                state="stored" if media.digest else "pending",
                created_at=speaker.draft.now,
                person=speaker.person.id,
                ticket=ticket,
                conversation=speaker.conversation.id,
                line=f"{incoming.chat}/{incoming.message_id}" if speaker.draft.line and speaker.attached else "",
            ),
        )


def _is_for_us(speaker: Speaker, incoming: Incoming) -> bool:
    """Tell whether files belong to a report or a ticket: what staff send beside a note or among themselves does not."""
    if speaker.attached or not speaker.actor.is_staff:
        return speaker.attached or incoming.chat_kind == "private"
    theirs = speaker.handled is None or speaker.handled.ticket.reporter == speaker.person.id
    return incoming.chat_kind == "private" and theirs and speaker.moved
