"""Codes with a scene, and the account's own menu: qrcode/create, menu/create."""

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.tencent_api import refusals
from tests.tencent_api.calls import Call, File, Methods, method
from tests.tencent_api.refusals import Refusal
from tests.tencent_api.server import OK

if TYPE_CHECKING:
    from tests.tencent_api.wechat import WeChat

METHODS: Methods = {}
#: A temporary code lives so long at most, and so long when nobody says; permanent ones are counted (api_createqrcode).
LONGEST, USUAL, PERMANENT = 2_592_000, 60, 100_000
#: Bytes: a name of the menu, one of a menu below it, a key (the page of codes; Creating_Custom-Defined_Menu).
NAME, SUB_NAME, KEY = 16, 60, 128
KINDS = {"click", "view", "scancode_push", "scancode_waitmsg", "miniprogram", "location_select", "pic_sysphoto"}


@dataclass
class Scenes:
    """The codes made so far: their scene, and when they end."""

    made: dict[str, float] = field(default_factory=dict)
    tickets: Any = field(default_factory=lambda: itertools.count(1))


@dataclass
class Menu:
    """The account's menu."""

    buttons: list[dict[str, Any]] = field(default_factory=list)

    @property
    def items(self) -> list[dict[str, Any]]:
        """Return the buttons that do something."""
        return [item for each in self.buttons for item in each.get("sub_button") or [each]]

    @property
    def keys(self) -> set[str]:
        return {item["key"] for item in self.items if "key" in item}


@method(METHODS, "qrcode/create")
def create_code(wechat: "WeChat", call: Call) -> dict[str, Any]:
    """Make a code; nobody scans one that was never made."""
    told = call.body
    action, scene = str(told.get("action_name")), (told.get("action_info") or {}).get("scene") or {}
    word = _scene(action, scene)
    lives = told.get("expire_seconds", USUAL) if action in {"QR_SCENE", "QR_STR_SCENE"} else None
    if lives is not None and (not isinstance(lives, int) or not 1 <= lives <= LONGEST):
        raise Refusal(*refusals.BAD_SCENE)
    wechat.scenes.made[word] = wechat.clock.now() + lives if lives else float("inf")
    ticket = f"gQH{next(wechat.scenes.tickets):04}+/8jw=="
    end = {"expire_seconds": lives} if lives else {}
    return {"ticket": ticket, **end, "url": f"http://weixin.qq.com/q/{word}"}


@method(METHODS, "showqrcode", "GET", is_open=True)
def show_code(_wechat: "WeChat", call: Call) -> dict[str, Any] | File:
    """Hand out the picture of a code (at mp.weixin.qq.com, and without a token)."""
    assert call.query.get("ticket"), "a ticket is wanted"
    return File(b"\xff\xd8\xff\xe0 a code", "code.jpg", "image/jpeg")


def _scene(action: str, scene: dict[str, Any]) -> str:
    if action in {"QR_SCENE", "QR_LIMIT_SCENE"}:
        number, most = scene.get("scene_id"), PERMANENT if action == "QR_LIMIT_SCENE" else (1 << 32) - 1
        if isinstance(number, int) and 1 <= number <= most:
            return str(number)
    elif action in {"QR_STR_SCENE", "QR_LIMIT_STR_SCENE"}:
        word = scene.get("scene_str")
        if isinstance(word, str) and 1 <= len(word) <= 64:
            return word
    raise Refusal(*refusals.BAD_SCENE)


@method(METHODS, "menu/create")
def create_menu(wechat: "WeChat", call: Call) -> dict[str, Any]:
    """Replace the account's menu."""
    buttons = call.body.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise Refusal(*refusals.BAD_BUTTONS)
    for each in buttons:
        _check(each)
    wechat.menu.buttons = buttons
    return OK


@method(METHODS, "menu/get", "GET")
def get_menu(wechat: "WeChat", _call: Call) -> dict[str, Any]:
    """Return the menu as it was created."""
    if not wechat.menu.buttons:
        raise Refusal(*refusals.NO_MENU)
    return {"menu": {"button": wechat.menu.buttons}}


@method(METHODS, "get_current_selfmenu_info", "GET")
def current_menu(wechat: "WeChat", _call: Call) -> dict[str, Any]:
    """Return the menu as people see it."""
    buttons = [{**each, "sub_button": {"list": each["sub_button"]}} if each.get("sub_button") else each
               for each in wechat.menu.buttons]  # fmt: skip
    return {"is_menu_open": int(bool(buttons)), "selfmenu_info": {"button": buttons}}


@method(METHODS, "menu/delete", "GET")
def delete_menu(wechat: "WeChat", _call: Call) -> dict[str, Any]:
    wechat.menu.buttons = []
    return OK


def _check(button: dict[str, Any]) -> None:
    if not 1 <= len(str(button.get("name", "")).encode()) <= NAME:
        raise Refusal(*refusals.BAD_BUTTON_NAME)
    below = button.get("sub_button")
    if not below:
        _check_item(button)
        return
    if not isinstance(below, list) or len(below) > 5:
        raise Refusal(*refusals.BAD_SUB_BUTTONS)
    for each in below:
        if not 1 <= len(str(each.get("name", "")).encode()) <= SUB_NAME:
            raise Refusal(*refusals.BAD_SUB_NAME)
        _check_item(each)


def _check_item(item: dict[str, Any]) -> None:
    if item.get("type") not in KINDS:
        raise Refusal(*refusals.BAD_BUTTON_KIND)
    wanted = "url" if item["type"] in {"view", "miniprogram"} else "key"
    if not 1 <= len(str(item.get(wanted, "")).encode()) <= (KEY if wanted == "key" else 1024):
        raise Refusal(*refusals.BAD_BUTTON_KEY)
