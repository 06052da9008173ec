"""The same mix over WeChat: encrypted pushes whose answers go in the response, and what opening and sealing cost.

The pushes are sealed by werobot, as in the tests: the product's own hand on both sides would measure itself.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from werobot.crypto import MessageCrypt
from werobot.utils import get_signature, to_text

from benchmarks.mix import Crowd, Kind, NoButtons, Person
from bot.adapters.clock import Anchor, RealClock
from bot.handlers.tencent import Callback, Keys
from bot.handlers.wechat.parsing import Reader
from bot.handlers.wechat.settings import account

PATH = "/wechat"
APP_ID = "wx0000000000000be0"
TOKEN = "benchToken"  # noqa: S105  of a server that lives for seconds on this machine alone
AES_KEY = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1a2"
BOT = account(APP_ID)
#: A passive answer of the usual length.
ANSWER = "工单 BX-7K3M-9QK 已受理，值班工程师已收到通知，五分钟内会有人联系您。\n\n1. 补充情况\n2. 查看进度\n3. 撤回"
#: How many are timed in a row, and how often; the best of them is what it costs without the neighbours.
IN_A_ROW, ROUNDS = 200, 7
_XML = (
    "<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[{who}]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content>"
    "<MsgId>{number}</MsgId></xml>"
)


class Sealer:
    """Makes pushes as WeChat does in safe mode."""

    def __init__(self) -> None:
        self._crypt = MessageCrypt(TOKEN, AES_KEY, APP_ID)
        self._numbers = itertools.count(24_000_000_000_000_001 + time.time_ns() // 1000)

    def push(self, who: str, words: str) -> tuple[dict[str, str], bytes]:
        """Return query and body of a message."""
        number, at = next(self._numbers), str(int(time.time()))
        plain = _XML.format(who=who, at=at, words=words, number=number)
        sealed = to_text(self._crypt.prp_crypto.encrypt(plain, APP_ID))
        nonce = str(number % 1_000_000_007)
        query = {
            "signature": get_signature(TOKEN, at, nonce),
            "timestamp": at,
            "nonce": nonce,
            "openid": who,
            "encrypt_type": "aes",
            "msg_signature": get_signature(TOKEN, at, nonce, sealed),
        }
        body = f"<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        return query, body.encode()


def request(query: dict[str, str], body: bytes) -> bytes:
    """Return a push as a request."""
    told = "&".join(f"{name}={value}" for name, value in query.items())
    head = f"POST {PATH}?{told} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body


@dataclass(slots=True)
class WeChatCrowd(Crowd):
    """The crowd with WeChat, where a choice is typed by its number; what it posts are whole requests."""

    board: NoButtons = field(default_factory=NoButtons)
    _sealer: Sealer = field(default_factory=Sealer)

    def _posted(self, person: Person) -> bytes:
        step = person.step
        words = str(step.place + 1) if step.kind is Kind.PRESS else step.words
        return request(*self._sealer.push(f"o-bench-{person.number}", words))


@dataclass(frozen=True, slots=True)
class Costs:
    """Microseconds of one core for each message."""

    opened: float = 0.0
    answered: float = 0.0


def costs() -> Costs:
    """Return what it costs to open a push (signature, AES, XML, words) and to answer it (XML, AES, signature)."""
    wall = time.time_ns() // 1000
    clock = RealClock(Anchor(wall, wall))
    reader = Reader(BOT, clock)

    def once() -> tuple[float, float]:
        callback = Callback(Keys(APP_ID, TOKEN, AES_KEY), clock)
        sealer = Sealer()
        pushes = [sealer.push(f"o-bench-{at}", "三号线调度台登不上，主备机都报心跳丢失") for at in range(IN_A_ROW)]
        letters = []

        def open_all() -> None:
            for query, body in pushes:
                letter = callback.open(query, body)
                reader.read(letter.fields, letter.payload)
                letters.append(letter)

        def answer_all() -> None:
            for letter in letters:
                letter.answer(ANSWER, 1_763_770_000)

        return _each(open_all), _each(answer_all)

    found = [once() for _ in range(ROUNDS)]
    return Costs(min(opened for opened, _ in found), min(answered for _, answered in found))


def _each(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) / IN_A_ROW * 1e6
