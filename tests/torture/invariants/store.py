"""What lies on the disk: files, tables and chains whole, and nothing in the log that nobody was told of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from bot.engine.suspects import DEATHS
from storage import named
from tests.torture.evidence import Evidence

#: Lines of the log that begin a failure; alarms are told to people, and stand in their own table.
_FAILURE = re.compile(r"^(Traceback .*|\S+ \S+ (?:ERROR|CRITICAL) (?!bot\.engine\.core: alarm ).*)$", re.MULTILINE)
_TWICE = "deciding it stopped the process twice"


def each_file_is_whole_and_handed_on(evidence: Evidence) -> Iterator[str]:
    """No attachment waits for ever; what is stored lies on the disk as it came, and was sent on."""
    for row in evidence.rows("attachments"):
        if row["state"] != "stored":
            yield f"attachment {row['id']} is {row['state']}: {row['reason']}"
            continue
        path = evidence.folder / "files" / row["digest"][:2] / row["digest"][2:]
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != row["digest"]:
            yield f"attachment {row['id']}: its file is not what was sent"
        if row["ticket"] is not None and not row["handed_on"]:
            yield f"attachment {row['id']} was sent on to nobody"


def the_database_is_whole(evidence: Evidence) -> Iterator[str]:
    """Its pages are sound, its rows refer to rows, and no half of a migration is in it."""
    yield from (line for line in evidence.integrity if line != "ok")
    yield from (f"a row of {row[0]} refers to nothing" for row in evidence.foreign)
    applied = [row["number"] for row in evidence.rows("migrations")]
    if applied != [step.number for step in named.migrations()] or "rehearsal" in evidence.tables:
        yield f"the migrations {applied} are applied, with these tables: {', '.join(evidence.tables)}"


def the_timeline_is_whole(evidence: Evidence) -> Iterator[str]:
    """`baoxiu audit verify` says so."""
    said = evidence.desk.served.baoxiu("audit", "verify")
    if said.returncode:
        yield (said.stdout + said.stderr).strip()


def nothing_failed_unseen(evidence: Evidence) -> Iterator[str]:
    """No turn failed but what has ended the process twice, which is kept aside unread."""
    assert DEATHS == 2, "the words of the reason say twice"
    for row in evidence.rows("parked"):
        if row["reason"] != _TWICE:
            yield f"{row['bot']} {row['delivery_id']} is parked: {row['reason']}"
    for line in _FAILURE.findall(evidence.desk.served.whole_log):
        yield f"the log says: {line}"
