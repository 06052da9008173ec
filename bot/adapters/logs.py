"""Plain logging on standard error, one line a record, with every secret masked before it is written."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO
from urllib.parse import quote

MASK = "***"
#: Exact secrets shorter than this would mask ordinary words.
SHORTEST_SECRET = 6

_PATTERNS = (
    # A Telegram bot's token: digits, a colon, at least thirty signs.
    (re.compile(r"\d{6,}(?::|%3[Aa])[A-Za-z0-9_-]{30,}"), MASK),
    # Secrets in query strings and in key=value texts (platform-rules P10).
    (re.compile(r"(?i)((?:access_token|corpsecret|client_secret|secret|key)=)[^\s&\"'<>]+"), rf"\1{MASK}"),
    (re.compile(r"(?i)(bearer\s+)[A-Za-z0-9._~+/=-]+"), rf"\1{MASK}"),
)


_CODE = re.compile("%..")


def _lower(code: re.Match[str]) -> str:
    return code[0].lower()


class Redaction:
    """Knows what must not be written, by form and by value."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets: list[str] = []
        self.register(*secrets)

    def register(self, *secrets: str) -> None:
        """Mask these exact values from now on, and the forms they take in addresses."""
        long = [secret for secret in secrets if len(secret) >= SHORTEST_SECRET]
        encoded = [quote(secret, safe="") for secret in long]
        known = {*self._secrets, *long, *encoded, *(_CODE.sub(_lower, form) for form in encoded)}
        # The longest first: a secret may be part of another.
        self._secrets = sorted(known, key=len, reverse=True)

    def mask(self, text: str) -> str:
        """Return `text` without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        for pattern, instead in _PATTERNS:
            text = pattern.sub(instead, text)
        return text


class RedactingFormatter(logging.Formatter):
    """Masks the finished line: message, arguments, exception and traceback are all in it by then."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, masked."""
        return self._redaction.mask(super().format(record))


class RedactionFilter(logging.Filter):
    """Masks the record itself, so that no other handler behind this one sees a secret either."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__()
        self._redaction = redaction
        self._plain = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask message, arguments, exception text and stack; let every record pass."""
        record.msg, record.args = self._redaction.mask(_message(record)), None
        if record.exc_info and not record.exc_text:
            record.exc_text = self._plain.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._redaction.mask(record.exc_text)
            # Without it no later formatter can write the traceback anew.
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self._redaction.mask(record.stack_info)
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        # A call whose arguments do not fit its words is a bug to be seen, not a line to be lost.
        return f"{record.msg!s} {record.args!r}"


def set_up(
    level: str = "INFO",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> Redaction:
    """Send all logs to `stream` (standard error when None), masked; more secrets go to what is returned."""
    redaction = Redaction(secrets)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(RedactingFormatter(redaction))
    handler.addFilter(RedactionFilter(redaction))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # They write whole addresses at INFO, and a bot's token is part of Telegram's (P10).
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    return redaction
