"""One WeChat with one service account and people, served over HTTP: what a test holds in its hand."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from tests.telegram_api.clock import Clock
from tests.tencent_api import refusals, scenes, service, templates
from tests.tencent_api.bubbles import Chats
from tests.tencent_api.calls import Call, File, Methods, method
from tests.tencent_api.faults import Faults
from tests.tencent_api.followers import Follower
from tests.tencent_api.media import WECHAT_LIMITS, Media
from tests.tencent_api.pushes import Mode, Push, Pusher, Secrets
from tests.tencent_api.refusals import WECHAT, Refusal
from tests.tencent_api.scenes import Menu, Scenes
from tests.tencent_api.server import OK, Server
from tests.tencent_api.templates import Templates
from tests.tencent_api.tokens import Tokens

APP_ID, SECRET = "wx5a1de2f0b3c4d5e6", "8f2c41d09be37a65c1408d7e93ab5f60"
TOKEN, AES_KEY = "baoxiuWeChatToken", "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1a2"
CALLBACK_IPS = ["101.226.62.77", "127.0.0.1"]
METHODS: Methods = {**service.METHODS, **templates.METHODS, **scenes.METHODS}


class WeChat:
    """A WeChat; `now` is where its time comes from, `mode` how it talks to our listener."""

    manner = WECHAT
    methods = METHODS
    original_id = "gh_7f083739789a"

    def __init__(self, *, port: int = 0, now: Callable[[], float] = time.time, mode: Mode = "safe") -> None:
        self.app_id, self.secret = APP_ID, SECRET
        self.clock = Clock(now)
        self.secrets = Secrets(TOKEN, AES_KEY, APP_ID)
        self.chats = Chats(self.clock)
        self.media = Media(self.clock, WECHAT_LIMITS)
        self.tokens = Tokens(self.clock, "91_wechat")
        self.faults, self.calls = Faults(), list[Call]()
        self.templates, self.scenes, self.menu = Templates(), Scenes(), Menu()
        self.pusher = Pusher(self.clock, self.secrets, mode)
        self.server = Server(self, port)
        #: Addresses that may ask for a token; None: the list is off.
        self.white_list: set[str] | None = None
        #: Whether choices may stand in a msgmenu, and as links in a text.
        self.may_show_menus = self.may_show_links = True
        self._people: dict[str, Follower] = {}
        self._numbers, self._messages = itertools.count(1), itertools.count(24_000_000_000_000_001)

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def rises(self) -> None:
        """Begin to serve on this machine; the port stays the same through falls."""
        await self.server.start()

    async def falls(self) -> None:
        """Be out of reach from now on."""
        await self.server.stop()
        await self.pusher.close()

    def person(self, name: str, *, language: str = "zh_CN", following: bool = True) -> Follower:
        """Bring in somebody, who has followed the account some time ago unless told otherwise."""
        openid = f"o{next(self._numbers):04}Baoxiu-".ljust(28, "x")
        follower = self._people[openid] = Follower(self, openid, name, language)
        follower.is_following = following
        return follower

    @property
    def people(self) -> list[Follower]:
        """Return everybody with WeChat."""
        return list(self._people.values())

    def follower(self, openid: object) -> Follower:
        """Return who has this OpenID; raise a Refusal."""
        found = self._people.get(str(openid))
        if found is None:
            raise Refusal(*refusals.BAD_OPENID)
        return found

    def next_message(self) -> int:
        """Return a MsgId, of 64 bits and rising."""
        return next(self._messages)

    def admit(self, call: Call) -> None:
        """Raise why this call may not be made."""
        self.tokens.check(call.query.get("access_token", ""))

    def stir(self) -> None:
        """Wake all who wait for something to happen."""
        self.chats.stir()

    def called(self, path: str) -> list[Call]:
        """Return the calls of a path below /cgi-bin/."""
        return [each for each in self.calls if each.path == path]

    @property
    def refused(self) -> list[tuple[str, int]]:
        """Return path and code of every call that was refused."""
        return [(each.path, each.code) for each in self.calls if each.code]

    async def sees(self, path: str, count: int = 1, within: float = 5.0) -> list[Call]:
        """Return the calls of a path, once there are `count` of them."""
        async with asyncio.timeout(within):
            while len(self.called(path)) < count:
                await self.chats.news.wait()
        return self.called(path)

    async def finishes_templates(self, status: str = "success") -> list[Push]:
        """Tell what became of the template messages: success, "failed:user block" or "failed: system failed"."""
        told, self.templates.unfinished = self.templates.unfinished, []
        pushes = []
        for number, follower in told:
            end = "failed:user block" if follower.refuses_templates else status
            fields = {"MsgID": number, "Status": end}
            pushes.append(await follower.happens("TEMPLATESENDJOBFINISH", fields))
        return pushes


@asynccontextmanager
async def wechat(**told: Any) -> AsyncIterator[WeChat]:
    """Serve a WeChat on a free port of this machine."""
    running = WeChat(**told)
    await running.rises()
    try:
        yield running
    finally:
        await running.falls()


@method(METHODS, "stable_token", is_open=True)
def stable_token(platform: WeChat, call: Call) -> dict[str, Any]:
    """Give out the token of now (api_getstableaccesstoken)."""
    if platform.white_list is not None and call.ip not in platform.white_list:
        code, words = 40164, refusals.NOT_LISTED.format(ip=call.ip)
        raise Refusal(code, words)
    told = call.body
    if told.get("grant_type") != "client_credential":
        raise Refusal(*refusals.BAD_GRANT)
    if told.get("appid") != platform.app_id:
        raise Refusal(*refusals.BAD_APP)
    if told.get("secret") != platform.secret:
        raise Refusal(*refusals.BAD_SECRET)
    word, lives = platform.tokens.given(force=told.get("force_refresh") is True)
    return {"access_token": word, "expires_in": lives}


@method(METHODS, "getcallbackip", "GET")
def callback_ips(_platform: WeChat, _call: Call) -> dict[str, Any]:
    """Return where pushes come from."""
    return {"ip_list": CALLBACK_IPS}


@method(METHODS, "get_api_domain_ip", "GET")
def api_ips(_platform: WeChat, _call: Call) -> dict[str, Any]:
    """Return where the API is."""
    return {"ip_list": ["127.0.0.1"]}


@method(METHODS, "media/upload")
def upload(platform: WeChat, call: Call) -> dict[str, Any]:
    """Keep a file for three days (api_uploadtempmedia)."""
    stored = platform.media.upload(call)
    name = "thumb_media_id" if stored.kind == "thumb" else "media_id"
    return {"type": stored.kind, name: stored.id, "created_at": int(stored.at)}


@method(METHODS, "media/get", "GET")
def download(platform: WeChat, call: Call) -> dict[str, Any] | File:
    """Hand out a file; what is a video is told by its address instead (api_getmedia), here one of ours."""
    stored = platform.media.found(call.query.get("media_id", ""))
    if stored.kind == "video":
        return {"video_url": f"{platform.api_url}/cgi-bin/video?media_id={stored.id}"}
    return platform.media.download(call)


@method(METHODS, "video", "GET", is_open=True)
def video(platform: WeChat, call: Call) -> File:
    """Hand out a video at the address that was told of it."""
    return platform.media.download(call)


@method(METHODS, "user/info", "GET")
def user_info(platform: WeChat, call: Call) -> dict[str, Any]:
    """Return what may still be known of somebody: no name since 2021 (api_userinfo)."""
    follower = platform.follower(call.query.get("openid"))
    if not follower.is_following:
        return {"subscribe": 0, "openid": follower.openid}
    return {"subscribe": 1, "openid": follower.openid, "language": follower.language, "subscribe_scene": "ADD_SCENE"}


@method(METHODS, "clear_quota")
def clear_quota(_platform: WeChat, _call: Call) -> dict[str, Any]:
    return OK
