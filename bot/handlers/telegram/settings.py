"""What the Telegram channel needs to be told, and what surrounds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.ports import Alarms, Clock, Files, Intake
from bot.texts import Texts

Receive = Literal["polling", "webhook"]


class Settings(Protocol):
    """The [telegram] part of the configuration, with the company's public address."""

    @property
    def token(self) -> str: ...
    @property
    def api_url(self) -> str: ...
    @property
    def receive(self) -> Receive: ...
    @property
    def webhook_path(self) -> str: ...
    @property
    def webhook_secret(self) -> str: ...
    @property
    def public_url(self) -> str: ...
    @property
    def staff_chat(self) -> str: ...


def _uncounted(name: str, value: float) -> None:
    """Let a figure pass: nobody keeps watch."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The ports the channel works with; `staff` are the Telegram ids of staff, for their private menus.

    `group_now` returns the id that a group of the staff has now, under whichever it was known, "" for other groups.
    `last_alive` is the wall time of the last sign of life before this start, 0 when there was none; `gauge` shows a
    figure to who keeps watch.
    """

    intake: Intake
    clock: Clock
    files: Files
    alarms: Alarms
    texts: Texts
    staff: tuple[int, ...] = ()
    group_now: Callable[[str], str] | None = None
    last_alive: int = 0
    gauge: Callable[[str, float], None] = _uncounted


def bot_id(token: str) -> int:
    """Return the bot's id, which its token begins with; raise ValueError without showing any of the token."""
    number, colon, secret = token.partition(":")
    if not (number.isdecimal() and colon and secret):
        raise ValueError("telegram.token is no bot token: expected digits, a colon, and the secret part")
    return int(number)


def account(token: str) -> str:
    """Return our account's name, as rows and places know it."""
    return f"telegram:{bot_id(token)}"
