"""The settings as frozen values, one class for each table of the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

SQLITE = "sqlite:///"
#: Names of these lie in files of their own where the operator wants it: `token_file` instead of `token`.
SECRETS = {
    "telegram": ("token", "webhook_secret"),
    "web": ("metrics_token",),
    "wechat": ("secret", "token", "aes_key", "previous_aes_key"),
    "wecom": ("secret", "token", "aes_key"),
}
_HIDDEN = frozenset(name for names in SECRETS.values() for name in names)


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of the file."""

    def __repr__(self) -> str:
        """Show all but what is secret: settings stand in tracebacks."""
        pairs = ((name, getattr(self, name)) for name in self.__struct_fields__)
        shown = (f"{name}={'***' if name in _HIDDEN and value else repr(value)}" for name, value in pairs)
        return f"{type(self).__name__}({', '.join(shown)})"


class Company(Table, frozen=True):
    """Who we are; the first language is the default."""

    name: str
    hotline: str = ""
    country: str = "CN"
    time_zone: str = "Asia/Shanghai"
    languages: tuple[str, ...] = ("zh", "es", "en")


class Storage(Table, frozen=True):
    """Where rows and files lie."""

    url: str = "sqlite:///baoxiu.db"
    files: str = "files/"


class Web(Table, frozen=True):
    """The one HTTP listener. Other machines read /metrics with `metrics_token` as bearer."""

    listen: str = "127.0.0.1:8080"
    public_url: str = ""
    metrics_token: str = ""


class Telegram(Table, frozen=True):
    """The Telegram bot; `staff_chat` is the id of the staff group."""

    token: str
    api_url: str = "https://api.telegram.org"
    receive: Literal["polling", "webhook"] = "polling"
    webhook_path: str = "/telegram"
    webhook_secret: str = ""
    staff_chat: str | int = ""


class Template(Table, frozen=True):
    """A form of WeChat's that may go at any time; by `number`, `state`, `symptom` and `at` it calls its fields."""

    id: str
    number: str = ""
    state: str = ""
    symptom: str = ""
    at: str = ""


class Templates(Table, frozen=True):
    """The forms we have: one for news of a ticket, one to ask how we did."""

    ticket: Template | None = None
    survey: Template | None = None


class MenuEntry(Table, frozen=True):
    """An entry of WeChat's menu: it `says` words as if they were typed, opens a `url`, or holds `entries`."""

    label: str
    says: str = ""
    url: str = ""
    entries: tuple[MenuEntry, ...] = ()


class Wechat(Table, frozen=True):
    """The certified service account (服务号); `token` and the keys are those of its server configuration.

    While the key is changed at the platform, messages still come under `previous_aes_key`. Without a `menu` of the
    operator's it is ours.
    """

    app_id: str
    secret: str
    token: str
    aes_key: str = ""
    previous_aes_key: str = ""
    mode: Literal["safe", "compatible", "plain"] = "safe"
    api_url: str = "https://api.weixin.qq.com"
    path: str = "/wechat"
    templates: Templates = Templates()
    menu: tuple[MenuEntry, ...] = ()


class Wecom(Table, frozen=True):
    """The application in WeCom; `token` and `aes_key` are those of its callback.

    The members of the department `staff_party` see a card of each ticket, as those of a group do.
    """

    corp_id: str
    agent_id: int
    secret: str
    token: str
    aes_key: str
    api_url: str = "https://qyapi.weixin.qq.com"
    path: str = "/wecom"
    staff_party: str | int = ""


class Desk(Table, frozen=True):
    """How the desk works; `texts` is a folder of the operator's own Fluent files.

    In the morning each of staff reads at `digest_at` what is open with them; "" for never. A colleague who is asked
    to take a ticket may think about it for `hand_over_within`.
    Of one customer `messages_a_minute` are answered one by one; what is more is put together. With
    `keep_wechat_private` nothing that customers write on WeChat is shown to staff on Telegram.
    """

    preset: str = "class-abc"
    texts: str = ""
    alarm: str = "role:admin"
    close_after: timedelta = timedelta(hours=72)
    survey_after: timedelta = timedelta(hours=1)
    hand_over_within: timedelta = timedelta(minutes=10)
    digest_at: str = ""
    messages_a_minute: int = 30
    keep_wechat_private: bool = False


class Clock(Table, frozen=True):
    """How fast desk time runs beside wall time."""

    speed: float = 1.0


class Member(Table, frozen=True):
    """One of our people: `telegram` and `wecom` are user ids, `web` is whether a web chat may be opened for them.

    They are called on the first of their `routes` that works: on Telegram, in WeCom, in the browser unless it says
    otherwise.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    telegram: int | None = None
    wecom: str | None = None
    web: bool = False
    languages: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()


class Rota(Table, frozen=True):
    """Who is on duty, in order: the first, then his backups."""

    id: str
    members: tuple[str, ...]


class Rung(Table, frozen=True):
    """One step of a ladder: so long after the one before, page these."""

    after: timedelta
    notify: str


class Ladder(Table, frozen=True):
    """Whom to page about faults of one level, until somebody acknowledges."""

    id: str
    severity: Literal[1, 2, 3]
    rungs: tuple[Rung, ...]
    repeat: timedelta


class Settings(Table, frozen=True):
    """The whole configuration. `folder` is where its file lies: paths in it are meant from there."""

    company: Company
    storage: Storage = Storage()
    web: Web = Web()
    telegram: Telegram | None = None
    wechat: Wechat | None = None
    wecom: Wecom | None = None
    desk: Desk = Desk()
    clock: Clock = Clock()
    staff: tuple[Member, ...] = ()
    rota: tuple[Rota, ...] = ()
    ladder: tuple[Ladder, ...] = ()
    folder: Path = Path()

    @property
    def zone(self) -> ZoneInfo:
        """Return the company's time zone."""
        return ZoneInfo(self.company.time_zone)

    @property
    def files(self) -> Path:
        """Return the folder of attachments."""
        return self.folder / self.storage.files

    @property
    def run(self) -> Path:
        """Return the folder of what only a running desk needs: its socket, its recorder."""
        return self.folder / "run"

    @property
    def texts(self) -> Path | None:
        """Return the folder of the operator's own texts, None when there is none."""
        return self.folder / self.desk.texts if self.desk.texts else None

    @property
    def url(self) -> str:
        """Return the database's address with its path made whole; one in memory has none."""
        name = self.storage.url.removeprefix(SQLITE)
        return self.storage.url if name == ":memory:" else f"{SQLITE}{self.folder / name}"

    def secrets(self) -> tuple[str, ...]:
        """Return every value that must never be shown."""
        tables = ((getattr(self, section), keys) for section, keys in SECRETS.items())
        found = (getattr(table, key) for table, keys in tables if table is not None for key in keys)
        return tuple(secret for secret in found if secret)


#: The tables of the file, and those that may stand there many times.
SECTIONS: Mapping[str, type[Table]] = {
    "company": Company,
    "storage": Storage,
    "web": Web,
    "telegram": Telegram,
    "wechat": Wechat,
    "wecom": Wecom,
    "desk": Desk,
    "clock": Clock,
}
LISTS: Mapping[str, type[Table]] = {"staff": Member, "rota": Rota, "ladder": Ladder}
