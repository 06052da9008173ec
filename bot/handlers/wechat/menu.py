"""The menu under the chat: the operator's, or ours in the company's language."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence

from bot.handlers.tencent_api import ApiError, Held, Refused, TencentApi
from bot.handlers.wechat.settings import MenuEntry
from bot.handlers.words import clean_name, cut_bytes
from bot.texts import Texts

_log = logging.getLogger(__name__)

#: Entries, entries under one, and bytes of a label, of one under another and of what a press brings.
MOST, MOST_BELOW, LABEL, LABEL_BELOW, KEY = 3, 5, 16, 60, 128
#: Seconds between two tries while WeChat is out of reach.
AGAIN = 60.0
_CREATE = "/cgi-bin/menu/create"
#: Ours, as there is room for three: what each says is a command, which a press brings as if it were typed.
_REPORT = ("wechat-menu-report", "/report")
_TICKETS = (
    "wechat-menu-tickets",
    (("wechat-menu-progress", "/status"), ("wechat-menu-mine", "/tickets"), ("wechat-menu-ask", "/ask")),
)
_HELP = (
    "wechat-menu-help",
    (
        ("wechat-menu-how", "/help"),
        ("wechat-menu-cancel", "/cancel"),
        ("wechat-menu-language", "/language"),
        ("wechat-menu-privacy", "/privacy"),
    ),
)
OURS: tuple[tuple[str, str | tuple[tuple[str, str], ...]], ...] = (_REPORT, _TICKETS, _HELP)

Item = Mapping[str, object]


def menu_of(entries: Sequence[MenuEntry], texts: Texts) -> dict[str, object]:
    """Return the menu to be set; what the platform bears no more of is cut."""
    return {"button": [_item(entry) for entry in entries[:MOST]] if entries else _ours(texts)}


async def keep_set(api: TencentApi, menu: Mapping[str, object]) -> None:
    """Set the menu, tried until WeChat can be reached; it is a comfort, and what is refused stops nothing."""
    while True:
        try:
            await api.post(_CREATE, menu)
        except Refused as error:
            _log.warning("the menu was not set: %s", error)
            return
        except ApiError as error:
            _log.info("the menu is not set yet: %s", error)
            await asyncio.sleep(error.after if isinstance(error, Held) else AGAIN)
        else:
            return


def _item(entry: MenuEntry, limit: int = LABEL) -> Item:
    label = _label(entry.label, limit)
    if entry.entries:
        return {"name": label, "sub_button": [_item(below, LABEL_BELOW) for below in entry.entries[:MOST_BELOW]]}
    if entry.url:
        return {"name": label, "type": "view", "url": entry.url}
    return _click(label, entry.says or entry.label)


def _ours(texts: Texts) -> list[Item]:
    found: list[Item] = []
    for text, does in OURS:
        label = _label(_said(texts, text), LABEL)
        if isinstance(does, str):
            found.append(_click(label, does))
        else:
            below = [_click(_label(_said(texts, name), LABEL_BELOW), says) for name, says in does]
            found.append({"name": label, "sub_button": below})
    return found


def _said(texts: Texts, text: str) -> str:
    return texts.label(text, texts.languages[0])


def _click(label: str, says: str) -> Item:
    return {"name": label, "type": "click", "key": cut_bytes(says, KEY)}


def _label(text: str, limit: int) -> str:
    return cut_bytes(clean_name(text), limit)
