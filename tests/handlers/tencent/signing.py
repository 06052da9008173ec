"""Signs and encrypts as the platforms do, by werobot's hand: neither ours nor wechatpy's."""

import hashlib
import json
from xml.etree import ElementTree as ET

from werobot.crypto import MessageCrypt

TOKEN, AES_KEY, OLD_KEY = "atokenofours", "k" * 42 + "A", "o" * 42 + "A"
APP, OPENID, ACCOUNT = "wx0123456789abcdef", "oLi4TvbVsAAbbccddeeffgghhii0", "gh_1234567890ab"

tree = ET.fromstring  # of what these tests or our own code wrote


def signed(*parts: str, token: str = TOKEN) -> str:
    return hashlib.sha1("".join(sorted((token, *parts))).encode()).hexdigest()  # noqa: S324  theirs, not ours


def plain(at: int, nonce: str = "n1") -> dict[str, str]:
    """Return the query of a message in plain text."""
    return {"signature": signed(str(at), nonce), "timestamp": str(at), "nonce": nonce}


def cipher_of(text: str, *, key: str = AES_KEY, receiver: str = APP) -> str:
    """Return an encrypted text."""
    return MessageCrypt(TOKEN, key, receiver).prp_crypto.encrypt(text, receiver).decode()


def sealed(text: str, at: int, nonce: str = "n1", *, key: str = AES_KEY, receiver: str = APP) -> tuple[dict, bytes]:
    """Return query and body of an encrypted message."""
    cipher = cipher_of(text, key=key, receiver=receiver)
    query = {**plain(at, nonce), "encrypt_type": "aes", "msg_signature": signed(str(at), nonce, cipher)}
    return (
        query,
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{cipher}]]></Encrypt></xml>".encode(),
    )


def sealed_json(text: str, at: int, nonce: str = "n1") -> tuple[dict, bytes]:
    """Return query and body where the platform is set to JSON."""
    query, body = sealed(text, at, nonce)
    return query, json.dumps({"ToUserName": ACCOUNT, "Encrypt": tree(body).findtext("Encrypt")}).encode()


def unsealed(answer: bytes, *, key: str = AES_KEY, receiver: str = APP) -> bytes:
    """Return what an encrypted answer says; raise where its signature is wrong."""
    found = {each.tag: each.text or "" for each in tree(answer)}
    stamp, nonce = found["TimeStamp"], found["Nonce"]
    return MessageCrypt(TOKEN, key, receiver).decrypt_message(stamp, nonce, found["MsgSignature"], found["Encrypt"])


def said(reply: bytes) -> dict[str, str]:
    """Return the parts of a reply by their names, each of which stands there once."""
    parts = list(tree(reply))
    assert len({each.tag for each in parts}) == len(parts)
    return {each.tag: each.text or "" for each in parts}


def xml(kind: str, at: int, *, person: str = OPENID, **parts: object) -> str:
    """Return a message or event; an int stands there bare, as the platform writes numbers."""
    told = {"ToUserName": ACCOUNT, "FromUserName": person, "CreateTime": at, "MsgType": kind, **parts}
    shown = (f"<{name}>{_part(value)}</{name}>" for name, value in told.items())
    return f"<xml>{''.join(shown)}</xml>"


def _part(value: object) -> str:
    if isinstance(value, dict):
        return "".join(f"<{name}>{_part(each)}</{name}>" for name, each in value.items())
    return str(value) if isinstance(value, int) else f"<![CDATA[{value}]]>"
