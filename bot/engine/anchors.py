"""Anchors: what the desk vouches for every hour over the newest events of all tickets that moved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from bot.ports import Work


def anchor_digest(previous: bytes, heads: Iterable[Sequence[Any]]) -> bytes:
    """Return SHA-256 over the anchor before and one line for each head: ticket, sequence, hash in hex.

    A head taken away, changed or cut short gives another digest, and so do all anchors after it.
    """
    digest = hashlib.sha256(previous)
    for ticket, sequence, head in heads:
        digest.update(f"{ticket} {sequence} {bytes(head).hex()}\n".encode())
    return digest.digest()


async def drop_anchor(work: Work, anchor_id: int, now: int) -> int:
    """Anchor all heads that moved since the last anchor, in one turn; return how many."""
    heads = await work.execute("anchor_heads_due")
    if not heads:
        return 0
    newest = await work.execute("anchor_newest")
    previous = bytes(newest[0][1]) if newest else b""
    await work.execute("anchor_add", anchor_id, now, anchor_digest(previous, heads))
    for ticket, sequence, head in heads:
        await work.execute("anchor_head_add", anchor_id, ticket, sequence, head)
    await work.execute("anchor_heads_done")
    return len(heads)
