"""Puts a desk together from its settings: store, words, desk, engine, channels, listener."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from bot.adapters.clock import RealClock, open_clock
from bot.adapters.files import DiskFiles
from bot.adapters.ids import TimeIds
from bot.adapters.links import SignedLinks, key_at, new_key
from bot.adapters.metrics import Metrics
from bot.adapters.recorder import FlightRecorder
from bot.app import reports
from bot.app.channels import Channels
from bot.app.house import house_of, telegram_bot, texts_of, wecom_bot
from bot.app.invitations import Invitation, Invited, invite
from bot.app.mornings import arm_digests
from bot.app.refusing import in_one_line, no_stranded_rows, writable
from bot.app.staffing import Staffing
from bot.config import Settings
from bot.desk.desk import Desk
from bot.engine.auditor import Chore
from bot.engine.core import Core
from bot.engine.service import ALL_PARTS, Engine, Options
from bot.engine.suspects import Forgetful
from bot.handlers.listener import Listener
from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.web import WebChannel
from bot.ids import Ids
from bot.ports import Clock
from bot.texts import Texts
from storage.open import location, open_store
from storage.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from bot.handlers.wechat.channel import WechatChannel
    from bot.handlers.wecom.channel import WecomChannel

log = logging.getLogger(__name__)

#: What one process may do: the channels, and the two loops of the engine.
ALL = frozenset({"telegram", "wechat", "wecom", "web", "sender", "timers"})
#: Real seconds the whole stop may take before it is cut short; a supervisor kills after ten.
STOP_WITHIN = 9.0


@dataclass(slots=True, kw_only=True)
class App:
    """A desk put together. `prepare` is enough to drive it step by step; `start` lets it run by itself."""

    settings: Settings
    store: SqliteStore
    texts: Texts
    desk: Desk
    engine: Engine
    files: DiskFiles
    listener: Listener
    web: WebChannel
    telegram: TelegramChannel | None = None
    wechat: WechatChannel | None = None
    wecom: WecomChannel | None = None
    recorder: FlightRecorder | None = None
    _runs: bool = field(default=False, init=False)

    @property
    def clock(self) -> Clock:
        """Return the desk's two clocks."""
        return self.engine.core.clock

    @property
    def ids(self) -> Ids:
        """Return where the desk's identifiers come from."""
        return self.engine.core.ids

    async def prepare(self) -> None:
        """Bring in the staff and make ready to be stepped; raise CannotStart."""
        await self._bring_in()
        await self.engine.prepare()
        await arm_digests(self.store, self.desk, self.clock)

    async def start(self) -> None:
        """Bring in the staff, listen, and run by itself; raise CannotStart."""
        await self._bring_in()
        # Who is on duty must be known before the first request comes in.
        await self.engine.core.refresh_roster()
        await arm_digests(self.store, self.desk, self.clock)
        with in_one_line(f"web.listen {self.settings.web.listen}"):
            await self.listener.start()
        self._runs = True
        await self.engine.start()

    async def stop(self) -> None:
        """Take nothing more in, finish what was begun, let go of everything; less than ten seconds."""
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await self._wind_down()
        except TimeoutError:
            log.warning("the stop took longer than %.0f s and was cut short", STOP_WITHIN)
        finally:
            if self.recorder:
                self.recorder.close()
            await self.store.close()

    async def invite(self, wish: Invitation) -> Invited:
        """Store a one-time invitation; raise NotInvited."""
        invited = await invite(self.store, self.ids, self.clock, wish)
        await self.engine.core.refresh_roster()
        return invited

    async def _bring_in(self) -> None:
        await no_stranded_rows(self.store.reads())
        bots = {"telegram": telegram_bot(self.settings), "wecom": wecom_bot(self.settings)}
        staffing = Staffing(self.settings.staff, bots, self.ids, self.clock.now())
        await self.store.turn(staffing.bring_in, engine=True)

    async def _wind_down(self) -> None:
        if not self._runs:
            await self.web.stop()
            await self.listener.stop()
            return
        # The listener drains what is in hand while the engine stops its loops; both use the store until then.
        await asyncio.gather(self.listener.stop(), self.engine.stop())


async def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    only: frozenset[str] = ALL,
) -> App:
    """Open the database and put a desk around it; raise CannotStart. `clock` and `ids` are for stories and tests."""
    at = location(settings.url)
    for folder in (settings.files, *([] if at.path is None else [settings.run, at.path.parent])):
        writable(folder)
    with in_one_line(settings.url):
        store = await open_store(settings.url)
    try:
        clock = clock or await open_clock(store, settings.clock.speed)
        return _assembled(_Ground(settings, store, clock, ids or TimeIds()), only)
    except BaseException:
        await store.close()
        raise


@dataclass(frozen=True, slots=True)
class _Ground:
    """What must be there before anything can be put together."""

    settings: Settings
    store: SqliteStore
    clock: Clock
    ids: Ids

    def recorder(self) -> FlightRecorder | None:
        """Return the recorder of a desk whose database outlives its process."""
        in_memory = location(self.settings.url).in_memory
        return None if in_memory else FlightRecorder(self.settings.run / "recorder")

    def links(self) -> SignedLinks:
        """Return the maker of links; those of a desk in memory end with it."""
        in_memory = location(self.settings.url).in_memory
        key = new_key() if in_memory else key_at(self.settings.run / "links.key")
        return SignedLinks(key, self.settings.web.public_url)

    def chores(self) -> tuple[Chore, ...]:
        """Return what the engine does every minute beside its own work."""
        return (partial(self.clock.keep, self.store),) if isinstance(self.clock, RealClock) else ()


def _assembled(ground: _Ground, only: frozenset[str]) -> App:
    settings = ground.settings
    texts = texts_of(settings)
    desk = Desk(house_of(settings), texts, ground.ids)
    metrics, files, recorder = Metrics(), DiskFiles(settings.files), ground.recorder()
    core = Core(
        store=ground.store, desk=desk, clock=ground.clock, ids=ground.ids, measures=metrics, links=ground.links()
    )
    options = Options(
        parts=only & ALL_PARTS,
        recorder=recorder or Forgetful(),
        chores=ground.chores(),
    )
    engine, listener = Engine(core, files, options), Listener(settings.web.listen)
    reports.register(listener, engine, metrics, settings.web.metrics_token)
    channels = Channels(settings, engine, files, texts, listener)
    return App(
        settings=settings,
        store=ground.store,
        texts=texts,
        desk=desk,
        engine=engine,
        files=files,
        listener=listener,
        web=channels.web(open_to_visitors="web" in only),
        telegram=channels.telegram() if "telegram" in only else None,
        wechat=channels.wechat() if "wechat" in only else None,
        wecom=channels.wecom() if "wecom" in only else None,
        recorder=recorder,
    )
