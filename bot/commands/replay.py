"""`baoxiu replay`: feeds recorded updates and posts through the real handlers, and prints what would be sent."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from bot.adapters.clock import SECOND, VirtualClock
from bot.adapters.ids import SeededIds
from bot.app import App, build
from bot.app.house import telegram_bot, wechat_bot, wecom_bot
from bot.commands.telling import CONFIG, Config, No, WrongUse, say, settings_of
from bot.config import Settings
from bot.config.settings import Storage, Templates
from bot.handlers.replaying import Recorded, sent_at, take
from bot.handlers.web.outside import BOT as WEB
from bot.messages import Delivery, Media, Outcome, Sent
from bot.ports import MediaGone

#: What our accounts are called where the configuration has none.
UNNAMED = {"telegram": "telegram:0", "wechat": "wechat:0", "wecom": "wecom:0.0", "web": WEB}
#: Replayed again, a recording gives the same numbers and tokens: two outputs can be compared.
SEED = 1
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
File = Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="One recorded update, letter or post a line.")]


class Printer:
    """A channel that sends nothing: it prints what would go out, and says it arrived."""

    def __init__(self, bot: str) -> None:
        self.bot = bot

    async def send(self, delivery: Delivery) -> Outcome:
        """Print one message as a JSON line."""
        say(json.dumps(_plain(delivery), ensure_ascii=False))
        return Sent(f"m{delivery.id}")

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """Have no file: a recording holds none."""
        raise MediaGone(f"{media.name or media.kind} is not in the recording")

    async def start(self) -> None:
        """Begin nothing."""

    async def stop(self) -> None:
        """End nothing."""


class CountedPrinter(Printer):
    """The same for a platform that lets us write to a person only for a while after they have turned to us."""

    def __init__(self, bot: str, templates: Collection[str]) -> None:
        super().__init__(bot)
        self.templates = templates


def replay(file: File, config: Config = CONFIG) -> None:
    """Feed a recording to a throw-away desk and print what would be sent; 1 when a line could not be taken in."""
    settings = settings_of(config)
    recorded = list(lines_of(file))
    with tempfile.TemporaryDirectory(prefix="baoxiu-replay-") as folder:
        alone = msgspec.structs.replace(settings, folder=Path(folder), storage=Storage(url="sqlite:///:memory:"))
        parked = asyncio.run(_replay(alone, recorded))
    if parked:
        raise No(f"{parked} of {len(recorded)} lines were put aside: they fail our types, or made their turn fail")


def lines_of(file: Path) -> Iterator[Recorded]:
    """Yield the payloads of a recording; raise WrongUse where it is none."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{file}: {getattr(error, 'strerror', None) or 'is no text'}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _recorded(line, f"{file}:{number}")


def _recorded(line: str, where: str) -> Recorded:
    try:
        data: Any = json.loads(line)
    except ValueError:
        raise WrongUse(f"{where}: expected one JSON object, found no JSON") from None
    if not isinstance(data, dict):
        raise WrongUse(f"{where}: expected one JSON object")
    return Recorded(data, line.encode())


async def _replay(settings: Settings, recorded: list[Recorded]) -> int:
    clock = VirtualClock(_start_at(recorded))
    app = await build(settings, clock=clock, ids=SeededIds(SEED, clock), only=frozenset({"sender"}))
    try:
        await app.prepare()
        bots = _accounts(settings)
        for bot in bots.values():
            app.engine.connect(_printer(settings, bot))
        for each in recorded:
            await _wait_until(app, clock, sent_at(each))
            bot = bots[each.channel]
            answer = await take(each, bot, app.engine.turns, clock)
            if answer is not None:
                say(
                    json.dumps(
                        {"bot": bot, "kind": "answer", "body": msgspec.to_builtins(answer.body)}, ensure_ascii=False
                    )
                )
            await _settle(app)
        ((parked,),) = await app.store.reads().rows("parked_count")
        return int(parked)
    finally:
        await app.stop()


def _accounts(settings: Settings) -> Mapping[str, str]:
    """Return our account of each channel."""
    found = {"telegram": telegram_bot(settings), "wechat": wechat_bot(settings), "wecom": wecom_bot(settings)}
    return {**UNNAMED, **{channel: bot for channel, bot in found.items() if bot}}


def _printer(settings: Settings, bot: str) -> Printer:
    if not bot.startswith("wechat:"):
        return Printer(bot)
    templates = settings.wechat.templates if settings.wechat else Templates()
    return CountedPrinter(bot, [name for name in ("ticket", "survey") if getattr(templates, name)])


def _start_at(recorded: list[Recorded]) -> datetime:
    """Return when the recording begins; one without instants begins on a day of its own."""
    first = next((at for at in map(sent_at, recorded) if at is not None), None)
    return NO_DAY if first is None else datetime.fromtimestamp(first, UTC)


async def _wait_until(app: App, clock: VirtualClock, at: int | None) -> None:
    """Let time pass until a payload came, with all that falls due on the way."""
    target = clock.now() if at is None else at * SECOND
    while (due := await app.engine.deadlines.next_due()) is not None and due <= target:
        clock.advance(timedelta(microseconds=max(0, due - clock.now())))
        await _settle(app)
    clock.advance(timedelta(microseconds=max(0, target - clock.now())))


async def _settle(app: App) -> None:
    """Do all that is due now, until nothing is left of it."""
    while await app.engine.deadlines.run_due() + await app.engine.sender.drain():
        pass


def _plain(delivery: Delivery) -> dict[str, object]:
    place, found = delivery.place, msgspec.to_builtins(delivery)
    told = {key: value for key, value in found.items() if key != "place" and value not in ("", None, False)}
    return {"bot": place.bot, "chat": place.chat, **told}
