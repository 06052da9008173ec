"""Where identifiers, tokens and salts come from: from time and the system's randomness, or from a seed."""

from __future__ import annotations

import base64
import random
import secrets
import threading
import time

from bot.ports import Clock

#: Milliseconds from 1970 to 2020: 42 bits of milliseconds after it last until 2159.
EPOCH_MS = 1_577_836_800_000
RANDOM_BITS = 21
_TOKEN_BYTES = 16
_SALT_BYTES = 16


class TimeIds:
    """Ids ordered by time, strictly increasing within the process; secrets from the operating system."""

    def __init__(self) -> None:
        self._last = 0
        self._at = 0
        # Turns are decided in the writer's thread, while loops draw in the event loop's.
        self._lock = threading.Lock()

    def new(self) -> int:
        """Return a 63-bit integer, larger than all before it."""
        milliseconds = time.time_ns() // 1_000_000
        with self._lock:
            if milliseconds == self._at:
                self._last += 1
            else:
                # Asking the system for randomness is dear: the first of each millisecond draws, the rest count on.
                self._at = milliseconds
                self._last = max(_timed(milliseconds, secrets.randbits(RANDOM_BITS)), self._last + 1)
            return self._last

    def below(self, bound: int) -> int:
        """Return a number from 0 to `bound` - 1."""
        return secrets.randbelow(bound)

    def token(self) -> str:
        """Return 22 URL-safe signs that carry 128 bits."""
        return _spell(secrets.token_bytes(_TOKEN_BYTES))

    def salt(self) -> bytes:
        """Return 16 bytes."""
        return secrets.token_bytes(_SALT_BYTES)


class SeededIds:
    """The same ids, tokens and salts at every run with one seed and one clock: for stories and tests."""

    def __init__(self, seed: int, clock: Clock) -> None:
        self._random = random.Random(seed)  # noqa: S311  a simulation must repeat itself, nothing is secret in it
        self._clock = clock
        self._last = 0

    def new(self) -> int:
        """Return a 63-bit integer, larger than all before it."""
        drawn = _timed(self._clock.now() // 1_000, self._random.getrandbits(RANDOM_BITS))
        self._last = max(drawn, self._last + 1)
        return self._last

    def below(self, bound: int) -> int:
        """Return a number from 0 to `bound` - 1."""
        return self._random.randrange(bound)

    def token(self) -> str:
        """Return 22 URL-safe signs."""
        return _spell(self._random.randbytes(_TOKEN_BYTES))

    def salt(self) -> bytes:
        """Return 16 bytes."""
        return self._random.randbytes(_SALT_BYTES)


def _timed(milliseconds: int, low: int) -> int:
    return max(0, milliseconds - EPOCH_MS) << RANDOM_BITS | low


def _spell(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
