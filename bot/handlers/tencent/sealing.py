"""Signs, encrypts and decrypts what Tencent's platforms and we tell each other; no key ever leaves this module."""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any, ClassVar

from wechatpy.crypto import PrpCrypto
from wechatpy.utils import WeChatSigner

#: Bytes of an AES key, and of the random head of each sealed text (as 16 signs).
_KEY_BYTES, _HEAD_BYTES = 32, 8


class Rejected(Exception):
    """Not of the platform, not for us, or too old: refused with 403; the words say which and hold nothing secret.

    `trouble` names what operators have to mend: such a message was rightly signed, and yet we cannot take it.
    """

    trouble: ClassVar[str] = ""


class NotSealed(Rejected):
    """It is in plain text where only encrypted messages are taken."""

    trouble = "plain"


class NotOpened(Rejected):
    """It is encrypted under a key that is not ours, or for another account."""

    trouble = "key"


class Stale(Rejected):
    """It was not signed just now: one of the two clocks is wrong, or somebody plays back what they overheard."""

    trouble = "clock"


@dataclass(frozen=True, slots=True)
class Keys:
    """What an account shares with its platform; `receiver` is the app id (WeChat) or the corp id (WeCom).

    During a rotation messages still come under `previous_aes_key`.
    """

    receiver: str
    token: str = field(repr=False)
    aes_key: str = field(default="", repr=False)
    previous_aes_key: str = field(default="", repr=False)


def sign(token: str, *parts: str) -> str:
    """Return the signature over the token and these parts, in whatever order they come."""
    signer = WeChatSigner()
    # A query may hold anything, lone surrogates too.
    signer.add_data(*(part.encode("utf-8", "replace") for part in (token, *parts)))
    return str(signer.signature)


def is_signed(signature: str, token: str, *parts: str) -> bool:
    """Tell whether a signature is right, in a time that tells nothing of where it is wrong."""
    return hmac.compare_digest(sign(token, *parts).encode(), signature.encode("utf-8", "replace"))


class Cipher:
    """One AES key of one account."""

    def __init__(self, aes_key: str, token: str, receiver: str) -> None:
        key = base64.b64decode(f"{aes_key}=")
        if len(key) != _KEY_BYTES:
            raise ValueError("an EncodingAESKey is 43 letters and digits")
        self._token, self._receiver = token, receiver
        self._crypto: Any = PrpCrypto(key)
        # The initialisation vector is a part of the key: only this head makes two equal texts look different.
        self._crypto.get_random_string = lambda: secrets.token_hex(_HEAD_BYTES)

    def open(self, sealed: str) -> str:
        """Return the text; raise NotOpened when this key did not seal it, or not for us."""
        try:
            return str(self._crypto.decrypt(sealed, self._receiver))
        except Exception as error:  # noqa: BLE001 - the wrong key makes it fail in a dozen ways, all meaning the same
            raise NotOpened(f"does not decrypt: {type(error).__name__}") from None

    def seal(self, text: str, at: int) -> str:
        """Return the XML of a sealed and signed text; `at` is the wall time in seconds."""
        sealed = self._crypto.encrypt(text, self._receiver).decode()
        nonce = secrets.token_hex(_HEAD_BYTES)
        return (
            f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt>"
            f"<MsgSignature><![CDATA[{sign(self._token, str(at), nonce, sealed)}]]></MsgSignature>"
            f"<TimeStamp>{at}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        )


class Ring:
    """The keys of one account: the present one, and the one before it."""

    def __init__(self, keys: Keys) -> None:
        given = (keys.aes_key, keys.previous_aes_key)
        self._ciphers = tuple(Cipher(key, keys.token, keys.receiver) for key in given if key)

    def open(self, sealed: str) -> tuple[str, Cipher]:
        """Return the text and the key that opened it, under which it is to be answered; raise NotOpened."""
        failed = NotOpened("is encrypted, and no aes_key is configured")
        for cipher in self._ciphers:
            try:
                return cipher.open(sealed), cipher
            except NotOpened as error:
                failed = error
        raise failed
