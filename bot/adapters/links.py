"""Links that stand for a button: the button's own name, sealed with a key that lies outside of the database.

Nothing of a link is stored. Who reads the database, or a copy of it, can make none; a message that is sent again holds
the very same link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

_KEY = 32
_SEAL = 16


class SignedLinks:
    """Makes and reads links under one key; without a public address of ours there are none."""

    def __init__(self, key: bytes, public_url: str) -> None:
        self._key = key
        self._public_url = public_url.rstrip("/")

    def address(self, choice: str) -> str:
        """Return the link of a button, "" where nobody could follow it."""
        return f"{self._public_url}/t/{choice}.{self._seal(choice)}" if self._public_url else ""

    def choice(self, token: str) -> str:
        """Return the button a link stands for, "" when we never made it."""
        choice, _, seal = token.rpartition(".")
        return choice if hmac.compare_digest(seal.encode(), self._seal(choice).encode()) else ""

    def _seal(self, choice: str) -> str:
        sealed = hmac.new(self._key, choice.encode(), hashlib.sha256).digest()[:_SEAL]
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def new_key() -> bytes:
    """Return a key that nobody has."""
    return secrets.token_bytes(_KEY)


def key_at(path: Path) -> bytes:
    """Return the key in a file, made at the first start and readable by us alone; processes beside us read the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(new_key())
    try:
        # Of two that start at once the first one's stays, and is never read half written.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()
