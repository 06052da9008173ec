"""Hostile requests, drawn by seed: of strangers, and of who knows the token and writes what no platform does."""

import json
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from tests.handlers.tencent.signing import ACCOUNT, OPENID, cipher_of, plain, signed, xml

#: Stands in every body: nothing of a body may show in the log.
MARK = "lE4k-mE-n0T"
_SIGNS = "<>&]'\"{}[]:,/\\\x00\x08\n\ud7ff\ufffe﷐𝄞修e\u0301=;%"
_KINDS = [
    "text",
    "image",
    "voice",
    "video",
    "shortvideo",
    "location",
    "link",
    "event",
    "device_event",
    "EVENT",
    "",
    "x",
]
_EVENTS = [
    "subscribe",
    "unsubscribe",
    "SCAN",
    "CLICK",
    "VIEW",
    "scancode_waitmsg",
    "TEMPLATESENDJOBFINISH",
    "user_authorization_revoke",
    "user_authorization_cancellation",
    "pic_weixin",
    "constructor",
]
_NAMES = [
    "ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "MsgID", "Content", "Event", "EventKey", "MediaId",
    "Location_X", "Location_Y", "Label", "Format", "Recognition", "Title", "Url", "bizmsgmenuid", "ScanCodeInfo",
    "OpenID", "Status", "Encrypt", "xml",
]  # fmt: skip


class Hostile(NamedTuple):
    """A request: its query and its body."""

    query: dict[str, str]
    body: bytes

    @property
    def wire(self) -> bytes:
        """Return it as it goes over the wire."""
        head = f"POST /wechat?{urlencode(self.query)} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(self.body)}\r\n\r\n"
        return head.encode() + self.body


def hostile(seed: int, count: int, at: int) -> Iterator[Hostile]:
    """Yield so many of them; `at` is the time of signing, in seconds."""
    draw = random.Random(seed)
    for number in range(count):
        way = draw.choice(_WAYS)
        yield way(draw, at, f"{seed}-{number}")


def _stranger(draw: random.Random, at: int, nonce: str) -> Hostile:
    """Somebody who knows nothing: any query, any body."""
    query = {
        draw.choice(["signature", "timestamp", "nonce", "msg_signature", "encrypt_type", "openid", MARK]): draw.choice(
            ["", "0" * 40, str(at), nonce, "aes", "é" * 30, "9" * 400, "\x00", "%00", "-1"]
        )
        for _ in range(draw.randrange(6))
    }
    return Hostile(query, _body(draw, at))


def _overheard(draw: random.Random, at: int, nonce: str) -> Hostile:
    """Somebody who has overheard a signature and changes what it signs."""
    query = {**plain(at, nonce), "encrypt_type": "aes", "msg_signature": signed(str(at), nonce)}
    for name in draw.sample(sorted(query), draw.randrange(1, 4)):
        query[name] = draw.choice(["", "raw", "aes", str(at - 400), "x" * 40, query[name][:-1]])
    return Hostile(query, _body(draw, at))


def _rightly_signed(draw: random.Random, at: int, nonce: str) -> Hostile:
    """Somebody who knows the token, in plain text."""
    return Hostile(plain(at, nonce), _body(draw, at))


def _rightly_sealed(draw: random.Random, at: int, nonce: str) -> Hostile:
    """Somebody who knows the token, and mostly the key too."""
    cipher = cipher_of(_body(draw, at).decode(errors="replace"))
    if draw.random() < 0.4:
        cipher = _broken(draw, cipher.encode()).decode(errors="replace")
    query = {**plain(at, nonce), "encrypt_type": "aes", "msg_signature": signed(str(at), nonce, cipher)}
    shown = draw.choice([
        f"<xml><Encrypt><![CDATA[{cipher}]]></Encrypt></xml>",
        f"<xml><Encrypt>{cipher}</Encrypt><Encrypt>{cipher}</Encrypt></xml>",
        f"<xml><Encrypt><a>{cipher}</a></Encrypt></xml>",
        json.dumps({"Encrypt": cipher}),
        json.dumps({"Encrypt": [cipher]}),
    ])  # fmt: skip
    return Hostile(query, shown.encode())


#: Half of them are refused at the door.
_WAYS: list[Callable[[random.Random, int, str], Hostile]] = [
    _stranger,
    _overheard,
    _overheard,
    _rightly_signed,
    _rightly_sealed,
]


def _body(draw: random.Random, at: int) -> bytes:
    kind = draw.randrange(6)
    if kind == 0:
        return draw.randbytes(draw.randrange(200)) + MARK.encode()
    if kind == 1:
        return draw.choice(_CURIOUS).replace("MARK", MARK).encode("utf-8", "surrogatepass")
    message = _message(draw, at) if kind != 2 else _json(draw, at)
    return _broken(draw, message) if draw.random() < 0.4 else message


def _message(draw: random.Random, at: int) -> bytes:
    """Return a message with any fields in it, some of them twice or inside each other."""
    parts: dict[str, object] = {"MsgId": draw.choice([draw.randrange(50), "", MARK, 10**30])}
    if draw.random() < 0.5:
        parts["Event"] = draw.choice(_EVENTS)
    for name in draw.sample(_NAMES, draw.randrange(8)):
        parts[name] = _value(draw)
    when = draw.choice([at, at, at, 0, -1, 10**17, 10**30])
    person = draw.choice([OPENID, OPENID, f"o{draw.randrange(30)}", "", "x" * 500, MARK])
    told = xml(draw.choice(_KINDS), when, **{"person": person, **{key: parts[key] for key in parts if key != "person"}})
    return told.encode("utf-8", "surrogatepass")


def _json(draw: random.Random, at: int) -> bytes:
    told: dict[str, object] = {"ToUserName": ACCOUNT, "FromUserName": OPENID, "CreateTime": at, "MsgType": "text"}
    for name in draw.sample(_NAMES, draw.randrange(8)):
        told[name] = draw.choice([_value(draw), None, True, 1.5, 10**400, [], {}, [MARK], {"a": {"b": MARK}}, "\ud800"])
    return json.dumps(told).encode()


def _value(draw: random.Random) -> object:
    return draw.choice(_VALUES)(draw)


_VALUES: list[Callable[[random.Random], object]] = [
    lambda _: MARK,
    lambda _: "",
    lambda draw: "".join(draw.choices(_SIGNS, k=draw.randrange(1, 30))).replace("]]>", ""),
    lambda _: {"ScanResult": MARK, "a": {"b": "c"}},
    lambda draw: "9" * draw.randrange(1, 400),
    lambda _: "nan",
    lambda draw: "修" * draw.randrange(1, 3000),
    lambda _: "/report",
    lambda draw: draw.randrange(-(2**70), 2**70),
]


def _broken(draw: random.Random, body: bytes) -> bytes:
    """Return a body cut, doubled, or with some of its bytes changed."""
    changed = bytearray(body)
    for _ in range(draw.randrange(1, 6)):
        if changed:
            changed[draw.randrange(len(changed))] = draw.randrange(256)
    start = draw.randrange(len(changed) + 1)
    return draw.choice([bytes(changed), body[:start], body[start:], body + body])


_CURIOUS = [
    "",
    "<xml/>",
    "<xml></xml>",
    "<a>MARK</a>",
    "MARK",
    "{}",
    "[]",
    "null",
    "{" * 20_000,
    "[" * 20_000,
    "<xml>" * 9_000,
    "<xml>" + "<a>" * 9_000 + "</a>" * 9_000 + "</xml>",
    '<xml a="' + "b" * 60_000 + '"/>',
    '<!DOCTYPE x [<!ENTITY a "MARK">]><xml><MsgType>&a;</MsgType></xml>',
    '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;&a;&a;">]><xml><Content>&c;&c;</Content></xml>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><xml><MsgType>text</MsgType></xml>',
    '<?xml version="1.0" encoding="utf-16"?><xml><MsgType>text</MsgType></xml>',
    '<?xml version="1.0" encoding="MARK"?><xml><MsgType>text</MsgType></xml>',
    "<xml><MsgType>text</MsgType><MsgType>event</MsgType></xml>",
    "<xml xmlns='MARK'><b:MsgType xmlns:b='c'>text</b:MsgType></xml>",
    "<xml><![CDATA[<MsgType>text</MsgType>]]></xml>",
    "\ufeff<xml><MsgType>text</MsgType></xml>",
    "<xml><Encrypt></Encrypt></xml>",
    "<xml><Encrypt>MARK</Encrypt></xml>",
    '{"Encrypt": {"a": 1}}',
    '{"Encrypt": "' + "A" * 50_000 + '"}',
    "\ud800",
]
