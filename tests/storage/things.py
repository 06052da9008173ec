"""Rows, messages and short turns for the storage tests, each with just what a test does not care about filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes, Facts, Keys, More, Seen
from bot.domain.events import GENESIS, Link, canonical, personal_digest, seal
from bot.messages import Incoming, Sender
from bot.ports import Claimed, Settled, Store, Work

BOT = "telegram:1"
SECOND = 1_000_000
MINUTE = 60 * SECOND
#: Desk and wall time of most tests.
NOW = 1_700_000_000 * SECOND
POLICY = rows.PolicyRow(hash="promises", body="{}")


def person(number: int = 1, **more: Any) -> rows.Person:
    return rows.Person(**{"id": number, "name": "Li", "created_at": NOW, **more})


def account(number: int = 11, **more: Any) -> rows.Account:
    fields = {"id": number, "bot": BOT, "address": f"u{number}", "person": 1, "chat": f"c{number}", "name": "Li"}
    return rows.Account(**{**fields, **more})


def conversation(number: int = 21, **more: Any) -> rows.Conversation:
    return rows.Conversation(**{"id": number, "bot": BOT, "chat": "c11", "thread": "", "account": 11, **more})


def prompt(number: int = 31, **more: Any) -> rows.Prompt:
    return rows.Prompt(**{"id": number, "token": f"t{number}", "scope": "account:11", "kind": "state", **more})


def step(number: int = 41, **more: Any) -> rows.Step:
    fields = {"id": number, "conversation": 21, "at": NOW, "flow": "report_fault", "version": 1, "source": "a"}
    return rows.Step(**{**fields, "trigger": "answered", "target": "b", "said": "no picture", **more})


def outbox(number: int, chat: str = "c11", **more: Any) -> rows.Outbox:
    fields = {"id": number, "lane": 1, "kind": "send", "bot": BOT, "chat": chat, "thread": ""}
    rest = {"chat_key": f"{BOT}/{chat}", "body": f'{{"text":"{number}"}}', "due_at": NOW, "created_at": NOW}
    return rows.Outbox(**{**fields, **rest, **more})


def page(number: int, chat: str = "c11", **more: Any) -> rows.Outbox:
    return outbox(number, chat, **{"lane": 0, "page": number, "ticket": 51, **more})


def card_request(number: int, chat: str = "room", **more: Any) -> rows.Outbox:
    return outbox(number, chat, **{"lane": 2, "kind": "card", "body": "", "ticket": 51, **more})


def card(chat: str = "room", **more: Any) -> rows.Card:
    fields = {"ticket": 51, "chat_key": f"{BOT}/{chat}", "bot": BOT, "chat": chat, "thread": "", "language": "en"}
    return rows.Card(**{**fields, **more})


def attachment(number: int, **more: Any) -> rows.Attachment:
    fields = {"id": number, "bot": BOT, "kind": "photo", "name": "", "mime": "image/jpeg", "size": 9, "remote": "f"}
    return rows.Attachment(**{**fields, "digest": "", "state": "pending", "created_at": NOW, "person": 1, **more})


def timer(number: int, due_at: int = NOW, **more: Any) -> rows.Timer:
    return rows.Timer(**{"id": number, "kind": "rung", "due_at": due_at, "ticket": 51, **more})


def ticket(number: int = 51, /, **more: Any) -> rows.TicketRow:
    fields = {
        "id": number,
        "number": f"N{number}",
        "kind": "fault",
        "severity": 1,
        "reporter": 1,
        "language": "zh",
        "notice_at": NOW,
        "opened_at": NOW,
        "policy": POLICY.hash,
        "respond_due_at": NOW + 15 * MINUTE,
        "state": "new",
        "stage": 1,
        "sequence": 1,
        "assignee": None,
        "last_assignee": None,
        "on_site": 0,
        "eta_at": None,
        "waiting_for": "",
        "responded_at": None,
        "solved_at": None,
        "closed_at": None,
        "closed_by": "",
        "reopened": 0,
        "score": None,
        "score_reason": "",
        "media": 0,
        "parent": None,
        "severity_offer": None,
        "record": '{"symptom":"no picture"}',
        "account": 11,
        "head": GENESIS,
    }
    return rows.TicketRow(**{**fields, **more})


def event(of: int, sequence: int, previous: bytes, words: str = "") -> tuple[rows.EventRow, rows.PersonalRow | None]:
    """Return a sealed event, with its personal words if it has any."""
    number = of * 100 + sequence
    salt = hashlib.sha256(str(number).encode()).digest()[:16]
    text = canonical({"text": words}) if words else ""
    digest = personal_digest(salt, text)
    link = Link(of, sequence, "noted", 1, NOW + sequence, 1, "{}", digest)
    row = rows.EventRow(
        id=number,
        ticket=of,
        sequence=sequence,
        kind=link.kind,
        version=1,
        at=link.at,
        by=1,
        data="{}",
        digest=digest,
        hash=seal(previous, link),
    )
    return row, rows.PersonalRow(event=number, ticket=of, salt=salt, words=text) if words else None


def timeline(of: int, words: Sequence[str]) -> tuple[list[rows.EventRow], list[rows.PersonalRow], bytes]:
    """Return chained events, one for each word, with the hash of the last."""
    events, personal, head = [], [], GENESIS
    for sequence, word in enumerate(words, 1):
        row, words_of_it = event(of, sequence, head, word)
        head = row.hash
        events.append(row)
        personal += [words_of_it] if words_of_it else []
    return events, personal, head


def family(**more: Any) -> Changes:
    """Return a person with an account and an idle conversation, to which a test adds what it is about."""
    people = {"persons": [person()], "accounts": [account()], "conversations": [conversation()]}
    return Changes(**{**people, **more})


def with_ticket(**more: Any) -> Changes:
    """Return the same with an open ticket."""
    return family(policies=[POLICY], new_tickets=[ticket()], **more)


def incoming(delivery: str = "d1", **more: Any) -> Incoming:
    fields = {"bot": BOT, "delivery_id": delivery, "chat": "c11", "sender": Sender("u11", "Li")}
    return Incoming(**{**fields, "sent_at": NOW, "received_at": NOW, "text": "no picture", "raw": b"{}", **more})


async def save(store: Store, changes: Changes) -> None:
    await store.turn(lambda work: work.save(changes))


async def begin(store: Store, message: Incoming) -> Seen | Facts:
    return await store.turn(lambda work: work.begin(message))


async def answer(store: Store, message: Incoming, changes: Changes) -> Seen | Facts:
    """Take a message in and save what was decided on it, unless it was seen before."""

    async def turn(work: Work) -> Seen | Facts:
        found = await work.begin(message)
        if isinstance(found, Facts):
            await work.save(changes, message)
        return found

    return await store.turn(turn)


async def more(store: Store, keys: Keys) -> More:
    return await store.turn(lambda work: work.more(keys))


async def claim(store: Store, at: int = NOW, limit: int = 10, lease: int = MINUTE) -> Sequence[Claimed]:
    """Claim at an instant that is the same on both clocks."""
    return await store.turn(lambda work: work.claim(limit, at, at, at + lease), engine=True)


async def claimed_ids(store: Store, at: int = NOW, **how: int) -> list[int]:
    return [claimed.row.id for claimed in await claim(store, at, **how)]


async def settle(store: Store, *outcomes: Settled) -> None:
    await store.turn(lambda work: work.settle(outcomes), engine=True)


def outcome(of: Claimed, state: str = "sent", **more: Any) -> Settled:
    return Settled(**{"id": of.row.id, "attempt": of.attempt, "state": state, "at": NOW, **more})


async def ask(store: Store, query: str, *args: object) -> list[tuple[Any, ...]]:
    return list(await store.reads().rows(query, *args))


async def states(store: Store, of_ticket: int = 51) -> dict[int, str]:
    """Return the state of every message about a ticket."""
    place = rows.Outbox.__struct_fields__.index("state")
    return {values[0]: values[place] for values in await ask(store, "outbox_of_ticket", of_ticket)}


def changed(row: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(row, **fields)
