"""A desk that runs by itself with its staff on Telegram and in WeCom, both played by our own strict stand-ins."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import App, build
from bot.config import of_tables
from bot.domain import numbers
from bot.messages import Incoming, Sender
from tests.e2e.desks import peek, words
from tests.handlers.telegram.conftest import free_port
from tests.telegram_api import TOKEN, Group, Person, Telegram, telegram
from tests.tencent_api import Member, WeCom, wecom
from tests.tencent_api.wecom import AES_KEY, AGENT_ID, CORP_ID, SECRET
from tests.tencent_api.wecom import TOKEN as CALLBACK_TOKEN

PARTY = 7
#: Nobody acknowledges: the second is called only after five minutes.
LADDER: dict[str, object] = {
    "id": "outage",
    "severity": 1,
    "repeat": "10m",
    "rungs": [{"after": "0s", "notify": "rota:first"}, {"after": "5m", "notify": "rota:second"}],
}


@dataclass
class TwoPlatforms:
    """Zhao works in WeCom and stands first on duty, Wang on Telegram; both see the cards of their own platform."""

    app: App
    folder: Path
    corp: WeCom
    zhao: Member
    wang: Person
    group: Group
    _deliveries: int = field(default=0)

    async def customer(self, who: str, text: str) -> None:
        """Let a customer write in the web chat."""
        self._deliveries += 1
        now = self.app.clock.now()
        said = {"delivery_id": f"d{self._deliveries}", "text": text, "sent_at": now, "received_at": now}
        await self.app.engine.turns.take(
            Incoming(bot="web:desk", chat=who, sender=Sender(who, name="Li", language="en"), **said)
        )

    async def reports(self, who: str = "li", symptom: str = "the core switch is down") -> str:
        """Let a customer report an outage; return the ticket's number."""
        for text in (symptom, words("choice-report-fault"), words("choice-down")):
            await self.customer(who, text)
        ((number,),) = self.rows("SELECT number FROM tickets ORDER BY id DESC LIMIT 1")
        return numbers.show(str(number))

    def rows(self, query: str, *args: object) -> list[tuple[Any, ...]]:
        return peek(self.folder, query, *args)

    def read_by(self, who: str) -> str:
        """All that a customer has been shown."""
        shown = self.rows("SELECT body FROM outbox WHERE chat = ? AND state = 'sent' ORDER BY id", who)
        return "\n".join(str(body) for (body,) in shown)


def settings(tg: Telegram, group: Group, corp: WeCom, wang: Person, port: int) -> dict[str, object]:
    """Return the configuration of a desk on both platforms."""
    return {
        "company": {"name": "Ridgeline", "languages": ["en"]},
        "web": {"listen": f"127.0.0.1:{port}", "public_url": f"http://127.0.0.1:{port}"},
        "telegram": {"token": TOKEN, "api_url": tg.api_url, "staff_chat": group.chat},
        "wecom": {
            "corp_id": CORP_ID,
            "agent_id": AGENT_ID,
            "secret": SECRET,
            "token": CALLBACK_TOKEN,
            "aes_key": AES_KEY,
            "api_url": corp.api_url,
            "staff_party": PARTY,
        },
        "staff": [
            {"id": "zhao", "name": "Zoe Lane", "roles": ["on_duty"], "wecom": "ZhaoLei", "languages": ["en"]},
            {"id": "wang", "name": "Will Ward", "roles": ["on_duty", "manager", "admin"], "telegram": wang.chat},
        ],
        "rota": [{"id": "duty", "members": ["zhao", "wang"]}],
    }


@asynccontextmanager
async def two_platforms(folder: Path, **ladder: object) -> AsyncIterator[TwoPlatforms]:
    """Serve a desk and both platforms until the end of the block; `ladder` lays over whom it calls when."""
    async with telegram() as tg, wecom() as corp:
        wang, zhao = tg.person("Will Ward"), corp.member("ZhaoLei", "Zoe Lane")
        group = tg.group("Staff", members=[wang])
        corp.party(PARTY, [zhao])
        port = free_port()
        corp.pusher.url = f"http://127.0.0.1:{port}/wecom"
        told = {**settings(tg, group, corp, wang, port), "ladder": [{**LADDER, **ladder}]}
        app = await build(of_tables(told, folder))
        await app.start()
        try:
            await tg.sees("getUpdates")
            yield TwoPlatforms(app, folder, corp, zhao, wang, group)
        finally:
            await app.stop()
