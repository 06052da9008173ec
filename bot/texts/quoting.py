"""What people wrote, made safe to show: no control signs, no turned text, no more than a message bears."""

from __future__ import annotations

import re

#: The longest quotation of a person's words, in characters.
QUOTE_LIMIT = 1000
ELLIPSIS = "…"
# Controls but tab and line feed, bidirectional marks, zero-width spaces, lone surrogates. The joiners U+200C
# and U+200D stay: scripts and emoji need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]",
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_MANY_LINE_ENDS = re.compile(r"\n\s*\n\s*\n+")


def quoted(text: str) -> str:
    """Return a person's words as they are but for unseen signs, cut to QUOTE_LIMIT with an ellipsis."""
    if not text.isprintable():
        text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
        text = _MANY_LINE_ENDS.sub("\n\n", text)
    text = text.strip()
    if len(text) > QUOTE_LIMIT:
        text = text[: QUOTE_LIMIT - 1].rstrip() + ELLIPSIS
    return text


def one_line(text: str) -> str:
    """Return a name or a number on one line, without unseen signs."""
    if text.isprintable():
        return text
    return " ".join(_UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).split())
