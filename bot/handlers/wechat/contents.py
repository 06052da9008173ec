"""Reads what is in a message of each kind: words, a choice, a file still at the platform, a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.handlers.tencent import Fields
from bot.handlers.words import clean_name
from bot.messages import Location, Media, MediaKind

#: What the id of a choice looks like that we offered: a question's token, and the choice's place in it.
_CHOICE = re.compile(r"[A-Za-z0-9_-]{22}\.[0-9]{1,3}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,18})?")
_SPOKEN_AS = re.compile(r"[a-z0-9]{1,8}")
_FARTHEST_NORTH, _FARTHEST_EAST = 90, 180

Parts = dict[str, object]


def _text(fields: Fields) -> Parts:
    """Read typed words; those of a menu in a message are a press, which opens less than words do (W7)."""
    words, choice = fields.text("Content"), fields.text("bizmsgmenuid")
    if not choice:
        return {"text": words}
    return {"text": words, "choice": choice if _CHOICE.fullmatch(choice) else "", "window": "touch"}


def _photo(fields: Fields) -> Parts:
    return {"media": _file(fields, "photo", "image/jpeg")}


def _voice(fields: Fields) -> Parts:
    """Read a spoken message; what the platform understood of it is mostly nothing nowadays (W17)."""
    told = fields.text("Format").lower()
    form = told if _SPOKEN_AS.fullmatch(told) else "amr"
    return {"text": fields.text("Recognition"), "media": _file(fields, "voice", f"audio/{form}")}


def _video(fields: Fields) -> Parts:
    return {"media": _file(fields, "video", "video/mp4")}


def _place(fields: Fields) -> Parts:
    """Read a place: its name says more than its degrees, which are of the datum that maps of the country use."""
    label = clean_name(fields.text("Label"))
    north, east = _degrees(fields.text("Location_X")), _degrees(fields.text("Location_Y"))
    if north is None or east is None or abs(north) > _FARTHEST_NORTH or abs(east) > _FARTHEST_EAST:
        return {"text": label}
    # Words come before a place, so they tell of it too.
    return {"text": f"{label} ({north:.5f}, {east:.5f})" if label else "", "location": Location(north, east)}


def _link(fields: Fields) -> Parts:
    """Read a shared page as words: what it is called, what it is about, and where it lies."""
    return {"text": "\n".join(filter(None, map(fields.text, ("Title", "Description", "Url"))))}


#: What is in a message, by its kind.
CONTENTS: Mapping[str, Callable[[Fields], Parts]] = {
    "text": _text,
    "image": _photo,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _place,
    "link": _link,
}


def _file(fields: Fields, kind: MediaKind, mime: str) -> tuple[Media, ...]:
    remote = fields.text("MediaId")
    return (Media(kind, mime=mime, remote=remote),) if remote else ()


def _degrees(text: str) -> float | None:
    return float(text) if _DEGREES.fullmatch(text) else None
