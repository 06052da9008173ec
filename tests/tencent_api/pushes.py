"""Posts to our listener as the platforms do: signed, plain or encrypted, cut after five seconds, three times at most.

Signature and encryption are werobot's, which is neither ours nor wechatpy's.
"""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import aiohttp
from werobot.crypto import MessageCrypt
from werobot.utils import get_signature, to_text

from tests.telegram_api.clock import Clock
from tests.tencent_api.packets import Fields, packet
from tests.tencent_api.replies import Malformed, Reply, reply_of

Mode = Literal["plain", "compatible", "safe"]
#: The connection is cut after so many seconds, and the same message comes again, three tries in all
#: (Passive_user_reply_message; WeCom path/90238).
CUT_AFTER, TRIES = 5.0, 3


@dataclass(frozen=True)
class Secrets:
    """What an account and its developer share; `receiver` is the app id at WeChat, the corp id at WeCom."""

    token: str
    aes_key: str
    receiver: str

    @property
    def crypt(self) -> MessageCrypt:
        return MessageCrypt(self.token, self.aes_key, self.receiver)


@dataclass
class Push:
    """One message on its way: `statuses` of its tries (0: no answer in time), and how it ended."""

    fields: Fields
    statuses: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    reply: Reply | None = None
    trouble: str = ""

    @property
    def is_taken(self) -> bool:
        """Tell whether the platform was content: a reply, "success" or nothing."""
        return not self.trouble

    @property
    def text(self) -> str:
        """Return the words of the passive reply, "" for none."""
        return self.reply.text if self.reply is not None else ""


class Pusher:
    """Posts to one address. `cut_after` may be shortened by tests of slowness."""

    def __init__(self, clock: Clock, secrets: Secrets, mode: Mode = "safe") -> None:
        self.url = ""
        self.mode: Mode = mode
        self.secrets = secrets
        self.cut_after = CUT_AFTER
        self.tries = TRIES
        #: How many of them are under way.
        self.under_way = 0
        self.done: list[Push] = []
        #: Tells what a reply to these fields must name, and how it may look.
        self.expects: Callable[[Fields], tuple[str, str]] = lambda told: (told["FromUserName"], told["ToUserName"])
        self._clock = clock
        self._nonces = itertools.count(1_500_000_001)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def push(self, fields: Fields) -> Push:
        """Deliver a message: the same one again while no good answer comes."""
        push = Push(fields)
        self.under_way += 1
        try:
            for _ in range(self.tries):
                status, body = await self._post(fields)
                push.statuses.append(status)
                push.bodies.append(body)
                if status == 200:
                    break
            self._read(push)
        finally:
            self.under_way -= 1
            self.done.append(push)
        return push

    async def push_once(self, fields: Fields) -> tuple[int, bytes]:
        """Deliver a message one time, as one of its tries; return status and body."""
        return await self._post(fields)

    def read(self, fields: Fields, body: bytes) -> Reply | None:
        """Return what a body of ours says in answer to these fields; raise Malformed."""
        return reply_of(body, self.secrets, self.mode, self.expects(fields))

    async def verify(self) -> bool:
        """Ask as the platform does when somebody saves the address: whether it knows our token."""
        query, echo = self._question()
        async with self._http().get(self.url, params=query) as answer:
            return answer.status == 200 and await answer.text() == echo

    def wire(self, fields: Fields) -> tuple[dict[str, str], bytes]:
        """Return query and body of a push, signed now."""
        stamp, nonce = str(self._clock.date()), str(next(self._nonces))
        query = {"timestamp": stamp, "nonce": nonce, **self._signed(stamp, nonce)}
        if self.mode == "plain":
            return query, packet(fields)
        sealed = to_text(self.secrets.crypt.prp_crypto.encrypt(packet(fields), self.secrets.receiver))
        query |= {"encrypt_type": "aes", "msg_signature": get_signature(self.secrets.token, stamp, nonce, sealed)}
        shown = fields if self.mode == "compatible" else self.outside(fields)
        return query, packet({**shown, "Encrypt": sealed})

    def outside(self, fields: Fields) -> Fields:
        """Return what stands beside the cipher where nothing else may be read."""
        return {"ToUserName": fields["ToUserName"]}

    def _signed(self, stamp: str, nonce: str) -> dict[str, str]:
        return {"signature": get_signature(self.secrets.token, stamp, nonce)}

    def _question(self) -> tuple[dict[str, str], str]:
        stamp, nonce, echo = str(self._clock.date()), str(next(self._nonces)), "5936258349214028"
        return {"timestamp": stamp, "nonce": nonce, "echostr": echo, **self._signed(stamp, nonce)}, echo

    async def _post(self, fields: Fields) -> tuple[int, bytes]:
        query, body = self.wire(fields)
        headers = {"Content-Type": "text/xml", "User-Agent": "Mozilla/4.0"}
        timeout = aiohttp.ClientTimeout(total=self.cut_after)
        try:
            async with self._http().post(self.url, params=query, data=body, headers=headers, timeout=timeout) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError):
            return 0, b""

    def _read(self, push: Push) -> None:
        if push.statuses[-1] != 200:
            push.trouble = f"no good answer in {len(push.statuses)} tries: {push.statuses}"
            return
        try:
            push.reply = self.read(push.fields, push.bodies[-1])
        except Malformed as malformed:
            push.trouble = str(malformed)

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self._session


class CorpPusher(Pusher):
    """WeCom's: always encrypted, signed only over the cipher, the app's number beside it (path/90238)."""

    agent = ""

    def outside(self, fields: Fields) -> Fields:
        return {"ToUserName": fields["ToUserName"], "AgentID": self.agent}

    def wire(self, fields: Fields) -> tuple[dict[str, str], bytes]:
        query, body = super().wire(fields)
        return {name: query[name] for name in ("msg_signature", "timestamp", "nonce")}, body

    def _question(self) -> tuple[dict[str, str], str]:
        query, echo = super()._question()
        sealed = to_text(self.secrets.crypt.prp_crypto.encrypt(echo, self.secrets.receiver))
        signed = get_signature(self.secrets.token, query["timestamp"], query["nonce"], sealed)
        return {**query, "echostr": sealed, "msg_signature": signed}, echo
