"""What the WeChat channel needs to be told, and what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Literal, Protocol

from bot.ports import Alarms, Aside, Clock, Files, Intake, Notes, Tokens
from bot.texts import Texts

#: What is taken in: encrypted messages only, or plain ones too.
Mode = Literal["safe", "compatible", "plain"]


class Template(Protocol):
    """A form of the platform's; what is "" it has no field for."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def symptom(self) -> str: ...
    @property
    def at(self) -> str: ...


class Templates(Protocol):
    """The forms there are."""

    @property
    def ticket(self) -> Template | None: ...
    @property
    def survey(self) -> Template | None: ...


class MenuEntry(Protocol):
    """An entry of the menu: words it says for the person, an address it opens, or entries under it."""

    @property
    def label(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def entries(self) -> Sequence[MenuEntry]: ...


class Settings(Protocol):
    """The [wechat] part of the configuration."""

    @property
    def app_id(self) -> str: ...
    @property
    def secret(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def aes_key(self) -> str: ...
    @property
    def previous_aes_key(self) -> str: ...
    @property
    def mode(self) -> Mode: ...
    @property
    def api_url(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def templates(self) -> Templates: ...
    @property
    def menu(self) -> Sequence[MenuEntry]: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The ports the channel works with; `zone` is the company's."""

    intake: Intake
    clock: Clock
    files: Files
    alarms: Alarms
    texts: Texts
    tokens: Tokens
    notes: Notes
    aside: Aside
    zone: tzinfo = UTC


def account(app_id: str) -> str:
    """Return our account's name, as rows and places know it."""
    return f"wechat:{app_id}"
