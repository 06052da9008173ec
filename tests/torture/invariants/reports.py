"""What customers sent and were told 200 for: it is there, once, and they know under which number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from tests.torture.evidence import Evidence
from tests.torture.ledger import marks_in


def each_report_is_one_ticket(evidence: Evidence) -> Iterator[str]:
    """Every accepted report is one ticket, or its draft, or was kept aside with an alarm."""
    tickets = [row["record"] for row in evidence.tickets.values()]
    found = marks_in([*tickets, *_drafts(evidence), *_parked(evidence)])
    for sent in evidence.ledger.accepted("report"):
        if found[sent.mark] != 1:
            yield f"report {sent.mark} of {sent.phone.chat} is there {found[sent.mark]} times"


def each_customer_saw_the_number(evidence: Evidence) -> Iterator[str]:
    """Every ticket's number was before its reporter's eyes."""
    chats = {row["id"]: f"{row['bot']}/{row['chat']}" for row in evidence.rows("accounts")}
    for ticket, row in evidence.tickets.items():
        number, phone = evidence.shown(ticket), evidence.phones[chats[row["account"]]]
        if not any(number in seen.text for seen in phone.inbox):
            yield f"{number}: {phone.chat} never saw the number"


def each_line_is_in_its_timeline_once(evidence: Evidence) -> Iterator[str]:
    """Every accepted line stands in one event, or among the answers that will become one."""
    found = marks_in(row["words"] for row in evidence.rows("personal"))
    talks = [row["answers"] + row["suspended"] for row in evidence.rows("conversations")]
    others = marks_in([*talks, *_parked(evidence), *_gathered(evidence)])
    for sent in evidence.ledger.accepted("line"):
        if found[sent.mark] > 1 or not found[sent.mark] + others[sent.mark]:
            yield f"line {sent.mark} of {sent.phone.chat} is there {found[sent.mark]} times"


def each_photo_is_kept_once(evidence: Evidence) -> Iterator[str]:
    """Every accepted photo has one row."""
    names = Counter(name for row in evidence.rows("attachments") for name in (row["remote"], row["digest"]))
    kept = "\n".join([*_parked(evidence), *_gathered(evidence)])
    for sent in evidence.ledger.accepted("photo"):
        found = names[sent.mark] + kept.count(f'"{sent.mark}"')
        if found != 1:
            yield f"photo {sent.mark} of {sent.phone.chat} is there {found} times"


def _drafts(evidence: Evidence) -> list[str]:
    """Reports in the making, in the words they are kept in."""
    found = []
    for row in evidence.rows("conversations"):
        active = (row["flow"], json.loads(row["answers"]), row["ticket"])
        below = [(entry[0], entry[3], entry[4]) for entry in json.loads(row["suspended"])]
        found += [
            json.dumps(answers, ensure_ascii=False)
            for flow, answers, ticket in (active, *below)
            if flow == "report_fault" and ticket is None
        ]
    return found


def _parked(evidence: Evidence) -> list[str]:
    return [row["payload"].decode("utf-8", "replace") for row in evidence.rows("parked")]


def _gathered(evidence: Evidence) -> list[str]:
    """What waits to be taken together with what may still come: albums, and what was written too fast."""
    return [row["said"] for row in evidence.rows("gatherings") if row["taken_at"] is None]
