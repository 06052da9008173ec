"""Reads what we answer to a push, as strictly as WeChat shows "the service is out of order" instead of it."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werobot.utils import get_signature

if TYPE_CHECKING:
    from tests.tencent_api.pushes import Mode, Secrets

#: What the person sees who sent a message that was answered wrongly or three times not at all
#: (Passive_user_reply_message, quoted at blog.csdn.net/qq_30225725/109811432).
SORRY = "该公众号暂时无法提供服务，请稍后再试"
#: Bytes of a text (w3cschool's copy of the table; WeCom path/90241 cuts there instead).
LONGEST = 2048
_NOTHING = (b"", b"success")
_SEALED = {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}
_COMMON = {"ToUserName", "FromUserName", "CreateTime", "MsgType"}
_KINDS = {"text", "image", "voice", "video", "music", "news", "update_button", "update_template_card"}


class Malformed(Exception):
    """It cannot be shown: the words say why."""


@dataclass(frozen=True)
class Reply:
    """A passive reply."""

    kind: str
    text: str
    tree: ET.Element


def reply_of(body: bytes, secrets: "Secrets", mode: "Mode", between: tuple[str, str]) -> Reply | None:
    """Return the reply in a body, None for "nothing to say"; `between` are who it must go to and come from."""
    if body in _NOTHING:
        return None
    tree = _parsed(body)
    if mode == "safe" or (mode == "compatible" and tree.find("Encrypt") is not None):
        tree = _parsed(_opened(tree, secrets))
    return _read(tree, between)


def _opened(tree: ET.Element, secrets: "Secrets") -> bytes:
    found = _values(tree)
    if set(found) != _SEALED:
        raise Malformed(f"an encrypted reply has {sorted(_SEALED)}, not {sorted(found)}")
    signed = get_signature(secrets.token, found["TimeStamp"], found["Nonce"], found["Encrypt"])
    if signed != found["MsgSignature"]:
        raise Malformed("the reply's MsgSignature is wrong")
    try:
        return bytes(secrets.crypt.prp_crypto.decrypt(found["Encrypt"], secrets.receiver))
    except Exception as error:
        raise Malformed(f"the reply cannot be decrypted: {error!r}") from error


def _read(tree: ET.Element, between: tuple[str, str]) -> Reply:
    found = _values(tree)
    if missing := _COMMON - set(found):
        raise Malformed(f"the reply lacks {sorted(missing)}")
    to, come = between
    if (found["ToUserName"], found["FromUserName"]) != (to, come):
        raise Malformed("the reply goes to or comes from somebody else")
    if not found["CreateTime"].isdecimal() or found["MsgType"] not in _KINDS:
        raise Malformed(f"CreateTime {found['CreateTime']!r}, MsgType {found['MsgType']!r}")
    text = found.get("Content", "")
    if found["MsgType"] == "text" and not text.strip():
        raise Malformed("the reply's text is empty")
    if len(text.encode()) > LONGEST:
        raise Malformed(f"the reply's text has {len(text.encode())} bytes")
    return Reply(found["MsgType"], text, tree)


def _parsed(body: bytes) -> ET.Element:
    try:
        tree = ET.fromstring(body)  # noqa: S314 - what our own desk wrote
    except ET.ParseError as error:
        raise Malformed(f"no XML: {error}") from error
    if tree.tag != "xml":
        raise Malformed(f"the root is <{tree.tag}>")
    return tree


def _values(tree: ET.Element) -> dict[str, str]:
    names = [each.tag for each in tree]
    if len(set(names)) < len(names):
        raise Malformed(f"an element stands twice: {names}")
    return {each.tag: each.text or "" for each in tree}
