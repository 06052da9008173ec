"""The real desk over HTTP: the app as `serve` builds it, on a file, with a channel that takes and sends nothing."""

from __future__ import annotations

import resource
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from aiohttp import web

from benchmarks import wechat
from benchmarks.board import SharedBoard
from benchmarks.load import PATH, SECRET
from bot.app import App, build
from bot.config import of_tables
from bot.engine.outbox import Sender
from bot.engine.throttles import Throttles
from bot.handlers.listener import Answer
from bot.handlers.telegram.updates import ALLOWED
from bot.handlers.telegram.watching import CONNECTIONS
from bot.handlers.web.outside import BOT as WEB
from bot.messages import Delivery, Media, Outcome, Sent

TOKEN = "7000001:" + "A" * 35
ACCOUNT = "telegram:7000001"
#: The file of its database, in the folder it is served from.
DATABASE = "bench.db"
STAFF_CHAT = -1001
_PUBLIC = "https://bench.example"
_HOOK = _PUBLIC + PATH
_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
_STAFF = (("wang", 101), ("zhao", 102), ("lin", 103))


class NullChannel:
    """Takes what is sent, and shows the buttons to the load; no network and no platform."""

    def __init__(self, bot: str, board: SharedBoard) -> None:
        self.bot = bot
        self.sent = 0
        self._board = board

    async def send(self, delivery: Delivery) -> Outcome:
        """Say that it arrived."""
        self.sent += 1
        chat = delivery.place.chat
        if delivery.body.rows and chat.isdigit():
            self._board.show(int(chat), delivery.body.rows[0][0].token.partition(".")[0])
        return Sent(str(self.sent))

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """Nobody attaches anything here."""
        raise NotImplementedError(media.remote)

    async def start(self) -> None:
        """There is nothing to begin."""

    async def stop(self) -> None:
        """There is nothing to end."""


@asynccontextmanager
async def product(folder: Path) -> AsyncIterator[str]:
    """Serve the desk from a folder; yield its address."""
    async with assembled(folder) as app:
        yield app.listener.url


@asynccontextmanager
async def on_wechat(folder: Path) -> AsyncIterator[str]:
    """Serve the desk with WeChat beside Telegram; yield its address."""
    async with assembled(folder, _wechat) as app:
        yield app.listener.url


@asynccontextmanager
async def assembled(folder: Path, more: Callable[[str], dict[str, object]] = lambda _api: {}) -> AsyncIterator[App]:
    """Put a desk together in a folder and let it run; its channels send to nobody. `more` is further configuration."""
    async with _telegram() as api:
        app = await build(of_tables({**_settings(api), **more(api)}, folder))
        channels = _nulls(app, SharedBoard(folder / "board"))
        app.listener.report("/bench", lambda: _report(app, channels))
        await app.start()
        try:
            yield app
        finally:
            await app.stop()


def _nulls(app: App, board: SharedBoard) -> list[NullChannel]:
    """Give the app a sender that knows no platform's limits, and channels that answer at once."""
    engine = app.engine
    engine.sender = Sender(engine.core, engine.alarms, Throttles({}))
    bots = (WEB, *(channel.bot for channel in (app.telegram, app.wechat) if channel))
    channels = [NullChannel(bot, board) for bot in bots]
    for channel in channels:
        engine.connect(channel)
    return channels


async def _report(app: App, channels: list[NullChannel]) -> Answer:
    counts = await app.store.reads().rows("outbox_counts")
    figures = app.store.figures()
    told = {
        "cpu": time.process_time(),
        "memory": _memory(),
        "sent": sum(channel.sent for channel in channels),
        "waiting": sum(count for _lane, _state, count in counts),
        "turns": figures.turns,
        "batches": figures.batches,
        "replays": figures.replays,
    }
    return Answer(200, msgspec.json.encode(told).decode(), "application/json")


def _memory() -> int:
    """Return how many bytes of this process lie in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def _settings(api: str) -> dict[str, object]:
    people = [{"id": name, "name": name, "roles": ["on_duty"], "telegram": number} for name, number in _STAFF]
    return {
        "company": {"name": "Bench", "hotline": "400-000-0110"},
        "storage": {"url": f"sqlite:///{DATABASE}"},
        "web": {"listen": "127.0.0.1:0", "public_url": _PUBLIC},
        "telegram": {
            "token": TOKEN,
            "api_url": api,
            "receive": "webhook",
            "webhook_path": PATH,
            "webhook_secret": SECRET,
            "staff_chat": STAFF_CHAT,
        },
        "staff": [*people, {"id": "sun", "name": "sun", "roles": ["manager", "admin"], "telegram": 104}],
        "rota": [{"id": "duty", "members": ["wang", "zhao"]}],
    }


def _wechat(api: str) -> dict[str, object]:
    keys = {"app_id": wechat.APP_ID, "secret": "bench", "token": wechat.TOKEN, "aes_key": wechat.AES_KEY}
    return {"wechat": {**keys, "api_url": api, "path": wechat.PATH}}


@asynccontextmanager
async def _telegram() -> AsyncIterator[str]:
    """Serve as much of the Bot API as a start asks for: who and where we are, and yes to all the rest."""
    me = {"id": 7_000_001, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
    rights = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats")
    more = ("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users")
    stories = ("can_post_stories", "can_edit_stories", "can_delete_stories", "can_manage_topics")
    known: dict[str, object] = {
        "getMe": {**me, "can_read_all_group_messages": True},
        "getWebhookInfo": {"url": _HOOK, "has_custom_certificate": False, "pending_update_count": 0}
        | {"allowed_updates": ALLOWED, "max_connections": CONNECTIONS},
        "getChat": {"id": STAFF_CHAT, "type": "supergroup", "title": "Staff", "accent_color_id": 0}
        | {"max_reaction_count": 11, "accepted_gift_types": _GIFTS},
        "getChatMember": {"status": "administrator", "user": me, **dict.fromkeys((*rights, *more, *stories), True)},
    }

    async def answer(request: web.Request) -> web.Response:
        told = {"ok": True, "result": known.get(request.path.rpartition("/")[2], True)}
        # WeChat's answer to whatever a start asks there: a token, and that all is well.
        return web.json_response({**told, "errcode": 0, "access_token": "bench", "expires_in": 7200})

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
