"""What the WeCom channel needs to be told, and what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.ports import Alarms, CardCodes, Clock, Files, Intake, Tokens
from bot.texts import Texts

#: A place whose chat begins so is a department: all of its members see what goes there, and nobody writes in it.
PARTY = "party:"


class Settings(Protocol):
    """The [wecom] part of the configuration, with the company's public address."""

    @property
    def corp_id(self) -> str: ...
    @property
    def agent_id(self) -> int: ...
    @property
    def secret(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def aes_key(self) -> str: ...
    @property
    def api_url(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def public_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The ports the channel works with."""

    intake: Intake
    clock: Clock
    files: Files
    alarms: Alarms
    texts: Texts
    tokens: Tokens
    codes: CardCodes


def account(corp_id: str, agent_id: int) -> str:
    """Return our account's name, as rows and places know it: a token belongs to one application of a company."""
    return f"wecom:{corp_id}.{agent_id}"


def member(user_id: str) -> str:
    """Return a member's UserID as we keep it: WeCom takes no notice of its capitals, and answers without them."""
    return user_id.strip().lower()


def party(department: object) -> str:
    """Return the chat under which a department is known here."""
    return f"{PARTY}{department}"
