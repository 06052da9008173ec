"""What a refused message leaves behind: an account that is lost, and a call that has to go to somebody else."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.ids import Ids
from bot.ports import Claimed, Settled, Work


async def note_lost(work: Work, settled: Iterable[tuple[Claimed, Settled]], ids: Ids) -> None:
    """Arm a turn for each account that turns out to be lost just now; to be called before it is marked so."""
    for _claimed, one in settled:
        account = one.unreachable_account
        if account is not None:
            await work.execute("reach_lost", ids.new(), one.at, _text({"account": account}), account)


def lost_call(claimed: Claimed) -> str:
    """Return what the next rung has to know: whom the call did not reach, and by which address."""
    return _text({"lost": claimed.row.person, "account": claimed.row.account})


def lost_page(page: int) -> str:
    """Return what the next route has to know: which call did not arrive."""
    return _text({"page": page})


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
