"""The XML a platform posts, built from the fields its pages name."""

from typing import Any
from xml.sax.saxutils import escape

Fields = dict[str, Any]
#: These stand as bare numbers, everything else as CDATA (the examples of every page of messages and events).
NUMBERS = frozenset({
    "AgentID", "CreateTime", "Latitude", "Location_X", "Location_Y", "Longitude", "MsgID", "MsgId", "Precision",
    "Scale",
})  # fmt: skip


def packet(fields: Fields) -> bytes:
    """Return a packet with these fields; a dict inside is an element with its own."""
    return f"<xml>{_inside(fields)}</xml>".encode()


def _inside(fields: Fields) -> str:
    return "\n".join(f"<{name}>{_told(name, each)}</{name}>" for name, each in fields.items())


def _told(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return _inside(value)
    if name in NUMBERS:
        return escape(str(value))
    return f"<![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]>"
