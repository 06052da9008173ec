"""Writes the XML of a passive answer."""

from __future__ import annotations

import re

from wechatpy.replies import TextReply

#: XML 1.0 has no place for these, and one of them would make the platform show its own error instead of our words.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_reply(to: str, sender: str, text: str, at: int) -> str:
    """Return the reply; `at` is the wall time in seconds. No text can end the part it stands in."""
    reply = TextReply(target=_safe(to), source=_safe(sender), content=_safe(text), time=at)
    return str(reply.render())


def _safe(text: str) -> str:
    return _FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>")
