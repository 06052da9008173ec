"""Opens what is posted to a callback address: from the platform, for us, fresh, readable, or refused by one name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.handlers.tencent.fields import Fields, Unreadable, is_json, read
from bot.handlers.tencent.freshness import Freshness, Seen
from bot.handlers.tencent.replies import text_reply
from bot.handlers.tencent.sealing import Cipher, Keys, NotSealed, Rejected, Ring, is_signed
from bot.ports import Clock

#: The longest text makes a few kilobytes, thrice that where plain and encrypted come together.
BODY_LIMIT: Final = 64 * 1024
_SECOND = 1_000_000

#: What is taken in: encrypted messages only, or plain ones too (a platform set to `compatible` sends both in one).
Mode = Literal["safe", "compatible", "plain"]
Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of the platform's: its fields, its XML or JSON in the clear, and whether it came before.

    A letter that is `spent` came long ago: it is told `success` and has no effect. `wants_json` is a wrong setting at
    the platform: answers within the response are not written in JSON.
    """

    fields: Fields
    payload: bytes
    seen: Seen
    cipher: Cipher | None = None

    @property
    def wants_json(self) -> bool:
        """Tell whether the platform speaks JSON here."""
        return is_json(self.payload)

    def answer(self, text: str, at: int) -> bytes:
        """Return the bytes that answer it with a text, under the key that opened it; `at` is wall time in seconds.

        The answer itself bears the time of what it answers: told again, it is the same.
        """
        to, sender = self.fields.text("FromUserName"), self.fields.text("ToUserName")
        reply = text_reply(to, sender, text, self.fields.number("CreateTime") or at)
        return (self.cipher.seal(reply, at) if self.cipher else reply).encode()


class Callback:
    """The callback address of one account."""

    def __init__(self, keys: Keys, clock: Clock, mode: Mode = "safe") -> None:
        self._token, self._mode, self._clock = keys.token, mode, clock
        self._ring = Ring(keys)
        self._fresh = Freshness()

    def echo(self, query: Query) -> str:
        """Return what proves to WeChat that the address is ours; raise Rejected."""
        self.admit(query)
        return query.get("echostr", "")

    def echo_sealed(self, query: Query) -> str:
        """Return what proves to WeCom that the address is ours: its words, decrypted; raise Rejected."""
        self.admit(query)
        return self._unseal(query, query.get("echostr", ""))[0]

    def admit(self, query: Query) -> None:
        """Raise Rejected for what can be refused before its body is read."""
        plainly = query.get("signature")
        if plainly is not None:
            self._check(plainly, query)
        elif "msg_signature" not in query:
            # WeCom signs the sealed text alone; WeChat the address too, and that is known before the body.
            raise Rejected("is not signed")

    def open(self, query: Query, body: bytes) -> Letter:
        """Return the letter in a body; raise Rejected, NotSealed or Unreadable."""
        self.admit(query)
        if not _is_sealed(query):
            return self._plain(query, body)
        payload, cipher = self._unseal(query, read(body).text("Encrypt"))
        seen = self._fresh.judge(query["msg_signature"], body, self._clock.wall())
        return Letter(read(payload.encode()), payload.encode(), seen, cipher)

    def _plain(self, query: Query, body: bytes) -> Letter:
        if "signature" not in query:
            raise Rejected("is not signed")
        if self._mode == "safe":
            raise NotSealed("is in plain text")
        fields = read(body)
        # Nothing here signs the body: one signature stands for one body only.
        seen = self._fresh.judge(query["signature"], body, self._clock.wall())
        return Letter(fields, body, seen)

    def _unseal(self, query: Query, sealed: str) -> tuple[str, Cipher]:
        if not sealed:
            raise Unreadable("nothing encrypted in it")
        self._check(query.get("msg_signature", ""), query, sealed)
        return self._ring.open(sealed)

    def _check(self, signature: str, query: Query, *sealed: str) -> None:
        stamp = query.get("timestamp", "")
        if not is_signed(signature, self._token, stamp, query.get("nonce", ""), *sealed):
            raise Rejected("is not rightly signed")
        # Only what was once rightly signed can be too old: a stranger's clock is nobody's trouble.
        self._fresh.check(stamp, self._clock.wall())


def _is_sealed(query: Query) -> bool:
    # Without encrypt_type it is WeCom, which knows nothing else; WeChat then has no msg_signature.
    return "msg_signature" in query and query.get("encrypt_type", "aes") == "aes"
