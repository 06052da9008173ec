"""What the values of [wechat] must be in themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.config.settings import MenuEntry, Web, Wechat
from bot.config.urls import is_url

_APP = re.compile(r"[A-Za-z0-9_-]{4,64}")
#: What the console offers as token and EncodingAESKey of a server configuration.
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
#: How many entries the platform takes: of the menu, and under one entry.
_MOST, _MOST_UNDER = 3, 5


def of_wechat(wechat: Wechat, web: Web) -> Iterator[str]:
    """Yield what is wrong with [wechat], each as `key: expected ...`."""
    if not _APP.fullmatch(wechat.app_id):
        yield 'wechat.app_id: expected the AppID of the account (开发者ID), like "wx0123456789abcdef"'
    if not wechat.secret:
        yield "wechat.secret: expected the AppSecret of the account"
    if not _TOKEN.fullmatch(wechat.token):
        yield "wechat.token: expected the Token of the server configuration: 3 to 32 letters and digits"
    yield from _keys(wechat)
    if not is_url(wechat.api_url, "http", "https"):
        yield 'wechat.api_url: expected an address like "https://api.weixin.qq.com"'
    if not wechat.path.startswith("/"):
        yield 'wechat.path: expected a path like "/wechat"'
    if not web.public_url:
        yield "web.public_url: is missing, expected the address at which WeChat reaches wechat.path"
    yield from _menu(wechat.menu)


def _keys(wechat: Wechat) -> Iterator[str]:
    for key in ("aes_key", "previous_aes_key"):
        value = getattr(wechat, key)
        if value and not _AES_KEY.fullmatch(value):
            yield f"wechat.{key}: expected the EncodingAESKey of the server configuration: 43 letters and digits"
    if not wechat.aes_key and wechat.mode != "plain":
        yield f'wechat.aes_key: is missing, expected the EncodingAESKey for wechat.mode = "{wechat.mode}"'


def _menu(menu: tuple[MenuEntry, ...]) -> Iterator[str]:
    if len(menu) > _MOST:
        yield f"wechat.menu: expected at most {_MOST} entries, found {len(menu)}"
    for number, entry in enumerate(menu, 1):
        where = f"wechat.menu[{number}]"
        if len(entry.entries) > _MOST_UNDER:
            yield f"{where}.entries: expected at most {_MOST_UNDER}, found {len(entry.entries)}"
        for name, each in ((where, entry), *((f"{where}.entries", under) for under in entry.entries)):
            yield from _entry(name, each)


def _entry(where: str, entry: MenuEntry) -> Iterator[str]:
    if not entry.label.strip():
        yield f"{where}.label: expected what the entry is called"
    if sum(map(bool, (entry.says, entry.url, entry.entries))) != 1:
        yield f"{where}: expected one of says, url and entries"
    if entry.url and not is_url(entry.url, "http", "https"):
        yield f'{where}.url: expected an address like "https://desk.example.com"'
