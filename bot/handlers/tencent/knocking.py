"""Knocks at our own callback address as the platform does when an operator saves it there."""

from __future__ import annotations

import secrets

import aiohttp

from bot.handlers.tencent.fields import read
from bot.handlers.tencent.sealing import Cipher, Keys, sign

#: The platform itself waits one second (WeCom) to five.
_TIMEOUT = aiohttp.ClientTimeout(total=5)
_OK = 200


async def knock(url: str, keys: Keys, at: int, *, sealed: bool) -> str:
    """Return why the platform would not accept `url`, "" when it would; `at` is the wall time in seconds.

    WeCom's greeting is `sealed`, WeChat's is only signed.
    """
    word = secrets.token_hex(8)
    query = _sealed(keys, word, at) if sealed else _signed(keys, word, at)
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.get(url, params=query, allow_redirects=False) as response,
        ):
            heard = (await response.content.read(len(word) + 1)).decode("utf-8", "replace")
            status = response.status
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return f"nothing answers there ({type(error).__name__})"
    if status != _OK:
        return f"what answers there says {status}"
    return "" if heard == word else "what answers there is not this desk"


def _signed(keys: Keys, word: str, at: int) -> dict[str, str]:
    stamp, nonce = str(at), secrets.token_hex(4)
    return {"signature": sign(keys.token, stamp, nonce), "timestamp": stamp, "nonce": nonce, "echostr": word}


def _sealed(keys: Keys, word: str, at: int) -> dict[str, str]:
    letter = read(Cipher(keys.aes_key, keys.token, keys.receiver).seal(word, at).encode())
    return {
        "msg_signature": letter.text("MsgSignature"),
        "timestamp": letter.text("TimeStamp"),
        "nonce": letter.text("Nonce"),
        "echostr": letter.text("Encrypt"),
    }
