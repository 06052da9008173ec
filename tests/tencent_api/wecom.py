"""One WeCom company with one app and its members, served over HTTP: what a test holds in its hand."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from tests.telegram_api.clock import Clock
from tests.tencent_api import messages, refusals
from tests.tencent_api.bubbles import Chats
from tests.tencent_api.calls import Call, File, Methods, method
from tests.tencent_api.cards import Codes
from tests.tencent_api.faults import Faults
from tests.tencent_api.media import WECOM_LIMITS, Media
from tests.tencent_api.members import Member
from tests.tencent_api.messages import Sent
from tests.tencent_api.pushes import CorpPusher, Secrets
from tests.tencent_api.refusals import WECOM, Refusal
from tests.tencent_api.server import OK, Server
from tests.tencent_api.tokens import Tokens

CORP_ID, AGENT_ID = "ww1a2b3c4d5e6f7a8b", 1000002
SECRET = "2kQ_9vT3mXc7LwYb5NzRjH8sDfG4pUaE1oVi6tBqKlM"
TOKEN, AES_KEY = "baoxiuWeComToken", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
METHODS: Methods = {**messages.METHODS}


class WeCom:
    """A company at WeCom; `now` is where its time comes from."""

    manner = WECOM
    methods = METHODS

    def __init__(self, *, port: int = 0, now: Callable[[], float] = time.time) -> None:
        self.corp_id, self.agent_id, self.secret = CORP_ID, AGENT_ID, SECRET
        self.clock = Clock(now)
        self.secrets = Secrets(TOKEN, AES_KEY, CORP_ID)
        self.chats = Chats(self.clock)
        self.media = Media(self.clock, WECOM_LIMITS)
        # The old and the new one never hold together here: the same is given until it ends (path/91039).
        self.tokens = Tokens(self.clock, "corp", overlap=0.0)
        self.faults, self.calls = Faults(), list[Call]()
        self.sent, self.codes = Sent(), Codes()
        self.pusher = CorpPusher(self.clock, self.secrets)
        self.pusher.agent = str(AGENT_ID)
        self.server = Server(self, port)
        #: Addresses that may call anything but gettoken; None: the list is off.
        self.trusted: set[str] | None = None
        #: By the name in lower case: UserIDs are compared so.
        self.members: dict[str, Member] = {}
        self.parties: dict[str, list[Member]] = {}
        self._messages = itertools.count(7_000_000_000_000_001)

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

    def member(self, userid: str, name: str = "") -> Member:
        """Bring in somebody who sees the app."""
        member = self.members[userid.lower()] = Member(self, userid, name or userid)
        return member

    def party(self, number: int, members: Iterable[Member] = ()) -> list[Member]:
        """Return the members of a department, to which these come."""
        party = self.parties.setdefault(str(number), [])
        party.extend(each for each in members if each not in party)
        return party

    def next_message(self) -> int:
        """Return a MsgId, of 64 bits and rising."""
        return next(self._messages)

    def admit(self, call: Call) -> None:
        """Raise why this call may not be made."""
        self.tokens.check(call.query.get("access_token", ""))
        if self.trusted is not None and call.ip not in self.trusted:
            raise Refusal(*refusals.IP_NOT_TRUSTED)

    def check_agent(self, told: object, _call: Call) -> None:
        """Raise when a call is for another app than the token."""
        if told != self.agent_id:
            raise Refusal(*refusals.BAD_AGENT)

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

    @property
    def dropped(self) -> int:
        """Return how many messages nobody was shown and nobody was told of."""
        return sum(each.dropped for each in self.members.values())

    async def sees(self, path: str, count: int = 1, within: float = 5.0) -> list[Call]:
        """Return the calls of a path, once there are `count` of them."""
        async with asyncio.timeout(within):
            while len(self.called(path)) < count:
                await self.chats.news.wait()
        return self.called(path)


@asynccontextmanager
async def wecom(**told: Any) -> AsyncIterator[WeCom]:
    """Serve a WeCom on a free port of this machine."""
    running = WeCom(**told)
    await running.rises()
    try:
        yield running
    finally:
        await running.falls()


@method(METHODS, "gettoken", "GET", is_open=True)
def get_token(platform: WeCom, call: Call) -> dict[str, Any]:
    """Give out the token of the app with this secret (path/91039)."""
    if call.query.get("corpid") != platform.corp_id:
        raise Refusal(*refusals.BAD_CORP)
    if call.query.get("corpsecret") != platform.secret:
        raise Refusal(*refusals.BAD_CORP_SECRET)
    word, lives = platform.tokens.given()
    return {**OK, "access_token": word, "expires_in": lives}


@method(METHODS, "getcallbackip", "GET")
def callback_ips(_platform: WeCom, _call: Call) -> dict[str, Any]:
    """Return where callbacks come from."""
    return {"ip_list": ["127.0.0.1"], **OK}


@method(METHODS, "get_api_domain_ip", "GET")
def api_ips(_platform: WeCom, _call: Call) -> dict[str, Any]:
    """Return where the API is."""
    return {"ip_list": ["127.0.0.1"], **OK}


@method(METHODS, "media/upload")
def upload(platform: WeCom, call: Call) -> dict[str, Any]:
    """Keep a file for three days (path/90253)."""
    stored = platform.media.upload(call)
    return {**OK, "type": stored.kind, "media_id": stored.id, "created_at": str(int(stored.at))}


@method(METHODS, "media/get", "GET")
def download(platform: WeCom, call: Call) -> File:
    """Hand out a file."""
    return platform.media.download(call)


@method(METHODS, "agent/get", "GET")
def agent(platform: WeCom, call: Call) -> dict[str, Any]:
    """Return the app as its page of settings has it (path/90227)."""
    if call.query.get("agentid") != str(platform.agent_id):
        raise Refusal(*refusals.BAD_AGENT)
    users = [{"userid": each.userid} for each in platform.members.values() if each.is_visible]
    parties = {"partyid": [int(number) for number in platform.parties]}
    told = {"agentid": platform.agent_id, "name": "报修", "close": 0, "redirect_domain": "desk.example"}
    return {**OK, **told, "allow_userinfos": {"user": users}, "allow_partys": parties}


@method(METHODS, "user/get", "GET")
def user(platform: WeCom, call: Call) -> dict[str, Any]:
    """Return a member (path/90196)."""
    member = platform.members.get(call.query.get("userid", "").lower())
    if member is None:
        raise Refusal(*refusals.NO_SUCH_USER)
    parties = [int(number) for number, those in platform.parties.items() if member in those]
    return {**OK, "userid": member.userid, "name": member.name, "department": parties, "status": 1}


@method(METHODS, "user/simplelist", "GET")
def users(platform: WeCom, call: Call) -> dict[str, Any]:
    """Return the members of a department (path/90200)."""
    number = call.query.get("department_id", "")
    if number not in platform.parties:
        raise Refusal(*refusals.NO_SUCH_PARTY)
    listed = [{"userid": each.userid, "name": each.name} for each in platform.parties[number]]
    return {**OK, "userlist": listed}
