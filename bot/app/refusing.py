"""Why a desk does not start, each reason in one clear line."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bot.config.settings import SQLITE
from bot.flows import registry
from bot.ports import Reads, StoreError
from storage.lock import AlreadyOpen
from storage.sqlite.schema import SchemaError

_NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
#: More of them would bury the first.
_NAMED = 3


class CannotStart(Exception):
    """The desk cannot start; the words say why and what to do."""


@contextmanager
def in_one_line(what: str) -> Iterator[None]:
    """Turn what the database, the disk or the network raises into CannotStart."""
    try:
        yield
    except AlreadyOpen as error:
        raise CannotStart(str(error)) from error
    except (StoreError, SchemaError) as error:
        raise CannotStart(_naming(what, str(error))) from error
    except OSError as error:
        place = error.filename or what
        if error.errno in _NOT_WRITABLE:
            raise CannotStart(f"{place}: this folder must be writable: {error.strerror}") from error
        raise CannotStart(f"{place}: {error.strerror or error}") from error


def _naming(what: str, words: str) -> str:
    """Return the words with what they are about before them, once."""
    return words if what.removeprefix(SQLITE) in words else f"{what}: {words}"


def writable(folder: Path) -> None:
    """Make the folder and try to write there; raise CannotStart."""
    probe = folder / ".writable"
    with in_one_line(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()


async def no_stranded_rows(reads: Reads) -> None:
    """Refuse to start on open conversations that this program's flows cannot take up."""
    stored = [_counted(row) for name in ("conversation_states", "prompt_flows") for row in await reads.rows(name)]
    for suspended, count in await reads.rows("conversations_suspended"):
        stored += [(talk[0], talk[1], talk[2], int(count)) for talk in msgspec.json.decode(suspended)]
    lines = registry.unreachable_rows(stored)
    if lines:
        more = f"; and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
        raise CannotStart(
            f"conversations are open that this program cannot go on with: {'; '.join(lines[:_NAMED])}{more}"
        )


def _counted(row: tuple[object, ...]) -> tuple[str, int, str, int]:
    return msgspec.convert(row, tuple[str, int, str, int])
