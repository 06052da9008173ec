"""What went out: everything arrived, nothing twice without a cause that is known, and in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.torture.evidence import Evidence, Message, Thing

SECOND = 1_000_000
#: Lanes that are sent once more when nobody knows whether they arrived: pages, replies, updates.
_SENT_AGAIN = 2
LEASE_ENDED, UNKNOWN = "the process died with it", "its answer was lost"


def nothing_counts_as_sent_unseen(evidence: Evidence) -> Iterator[str]:
    """What the desk counts as sent was seen; what it gave up had a reason to be given up."""
    wanted: Counter[tuple[str, Thing]] = Counter()
    for message in evidence.messages:
        chat, state, lane = message.row["chat_key"], message.row["state"], message.row["lane"]
        if state == "sent":
            wanted.update((chat, thing) for thing in message.things)
        elif state == "undeliverable" or (state == "expired" and not message.row["withdrawn"]):
            yield f"message {message.id} of lane {lane} to {chat} was given up: {message.row['reason']}"
        if state == "sent" and message.is_carried and not evidence.came(message):
            yield f"call {message.id} to {chat} went with others, and none of them tells of it"
    for (chat, thing), count in wanted.items():
        if evidence.sightings[chat, thing] < count:
            yield f"{chat}: seen {evidence.sightings[chat, thing]} times of {count}: {thing[1][:60]!r}"


def nothing_comes_twice_without_cause(evidence: Evidence) -> Iterator[str]:
    """More of the same was seen only as often as it was sent again on purpose."""
    sent, again = _sent(evidence)
    for key, count in evidence.sightings.items():
        if key in sent and count > sent[key] + again[key]:
            yield f"{key[0]}: seen {count} times, sent {sent[key]} and again {again[key]} times: {key[1][1][:60]!r}"


def doubles(evidence: Evidence) -> Counter[str]:
    """How many messages were seen once more than meant, by what made the desk send them again."""
    sent, _again = _sent(evidence)
    left = Counter({key: max(0, evidence.sightings[key] - count) for key, count in sent.items()})
    found: Counter[str] = Counter()
    for message in evidence.messages:
        for thing in message.things[:1]:
            key = (message.row["chat_key"], thing)
            seen = min(left[key], message.row["resent"])
            left[key] -= seen
            found[cause_of(evidence, message)] += seen
    return +found


def resent(evidence: Evidence) -> Counter[str]:
    """How often a message was sent again, by what made the desk do so."""
    found: Counter[str] = Counter()
    for message in evidence.messages:
        found[cause_of(evidence, message)] += message.row["resent"]
    return +found


def cause_of(evidence: Evidence, message: Message) -> str:
    return LEASE_ENDED if message.id in evidence.desk.kills.claimed else UNKNOWN


def each_ticket_has_one_card(evidence: Evidence) -> Iterator[str]:
    """The staff group has one card a ticket, and one more only where nobody knew whether the first had arrived."""
    yield from _too_many(evidence, _cards(evidence), "card", at_least=1)


def each_ticket_has_one_topic(evidence: Evidence) -> Iterator[str]:
    """In a group with topics the same holds for a ticket's topic."""
    named = [(number, topic) for number in _numbers(evidence) for topic in evidence.desk.telegram.topics]
    yield from _too_many(evidence, Counter(number for number, topic in named if number in topic), "topic", at_least=0)


def _cards(evidence: Evidence) -> Counter[str]:
    shown: Counter[str] = Counter()
    room = evidence.desk.telegram.room
    for seen in room.inbox:
        # A card begins with the number; lines about a ticket go on with what happened.
        number, _, rest = seen.text.partition(" ")
        shown[number] += rest.startswith("·") and not seen.is_edit
    return shown


def _too_many(evidence: Evidence, shown: Counter[str], kind: str, *, at_least: int) -> Iterator[str]:
    again: Counter[str] = Counter()
    for row in evidence.rows("outbox"):
        if row["kind"] == kind and row["chat_key"] == evidence.desk.telegram.room.chat:
            again[evidence.shown(row["ticket"])] += row["resent"] + (row["state"] == "unknown")
    for number in _numbers(evidence):
        if not at_least <= shown[number] <= 1 + again[number]:
            yield f"{number}: {shown[number]} {kind}s in the group, made again {again[number]} times"


def _numbers(evidence: Evidence) -> list[str]:
    return [evidence.shown(ticket) for ticket in evidence.tickets]


def order_holds_within_a_lane(evidence: Evidence) -> Iterator[str]:
    """In each chat's lane what was said first is seen first, unless it was stuck and the overtaking is recorded.

    Calls go by how much they matter, and several together; of those that matter alike the first goes first. The
    lines of a topic wait for their topic, and not for those of another.
    """
    for (chat, lane, _apart), messages in _by_lane(evidence).items():
        newest = messages[0]
        for message in messages[1:]:
            if message.id > newest.id:
                newest = message
            elif newest.row["overtook"] is None and not message.row["resent"]:
                yield f"{chat}, lane {lane}: {newest.id} was seen before {message.id}"


def overtakings(evidence: Evidence) -> int:
    """How many went past a stuck one of their chat, as the desk recorded it."""
    return sum(row["overtook"] is not None for row in evidence.rows("outbox"))


def nothing_is_claimed_for_ever(evidence: Evidence) -> Iterator[str]:
    """In the quiet at the end nothing waits that could go, and nothing is in anybody's hands.

    What a timer sets going while the desk is told to stop goes out after its next start.
    """
    quiet_at = int(evidence.desk.quiet_at * SECOND)
    for row in evidence.rows("outbox"):
        if row["state"] == "claimed" or (row["state"] == "pending" and row["due_at"] <= quiet_at):
            yield f"message {row['id']} ({row['kind']}, lane {row['lane']}) to {row['chat_key']} is {row['state']}"


def _sent(evidence: Evidence) -> tuple[Counter[tuple[str, Thing]], Counter[tuple[str, Thing]]]:
    """How often each thing has left for a chat, and how often more than once on purpose."""
    sent: Counter[tuple[str, Thing]] = Counter()
    again: Counter[tuple[str, Thing]] = Counter()
    for message in evidence.messages:
        for thing in message.things:
            key = (message.row["chat_key"], thing)
            sent[key] += message.has_left
            again[key] += message.row["resent"] if message.row["lane"] <= _SENT_AGAIN else 0
    return sent, again


def _by_lane(evidence: Evidence) -> dict[tuple[str, int, int], list[Message]]:
    """The messages of each chat's lane, in the order in which they were seen."""
    places = {
        (phone.chat, seen.key): place
        for phone in evidence.phones.values()
        for place, seen in reversed(list(enumerate(phone.inbox)))
    }
    lanes = defaultdict(list)
    for message in evidence.messages:
        chat, key = message.row["chat_key"], message.row["external_id"]
        if message.row["state"] == "sent" and (chat, key) in places and not message.is_carried:
            lanes[chat, message.row["lane"], _apart(evidence, message)].append((places[chat, key], message))
    return {lane: [message for _place, message in sorted(found, key=_place)] for lane, found in lanes.items()}


def _apart(evidence: Evidence, message: Message) -> int:
    """What sets a message apart from others of its chat's lane: how much a call matters, or its topic."""
    row = message.row
    if row["page"] is not None:
        return int(evidence.tickets[row["ticket"]]["severity"])
    return int(row["ticket"]) if row["thread"] else 0


def _place(pair: tuple[int, Message]) -> int:
    return pair[0]
