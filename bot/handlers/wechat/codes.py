"""Codes to scan that lead into the chat and tell what they stand on: for ever, or for some days (W15)."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from bot.handlers.tencent_api import TencentApi

#: A temporary code ends after this at the latest, in seconds; of permanent ones there may be 100,000.
LONGEST = 2_592_000
#: What a scene may be: ours are opaque tokens.
SCENE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PICTURE = "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket="
_CREATE = "/cgi-bin/qrcode/create"


class Code(NamedTuple):
    """A code: `url` is what it says, for drawing it ourselves, `picture` where WeChat shows it."""

    url: str
    picture: str


async def permanent(api: TencentApi, scene: str) -> Code:
    """Return a code that lasts, for what is screwed to a wall; raises as `TencentApi.post` does."""
    return await _created(api, "QR_LIMIT_STR_SCENE", scene, {})


async def temporary(api: TencentApi, scene: str, seconds: int) -> Code:
    """Return a code that ends after so many seconds; raises as `TencentApi.post` does."""
    if not 1 <= seconds <= LONGEST:
        raise ValueError(f"a temporary code lasts 1 to {LONGEST} seconds")
    return await _created(api, "QR_STR_SCENE", scene, {"expire_seconds": seconds})


async def _created(api: TencentApi, action: str, scene: str, more: dict[str, int]) -> Code:
    if not SCENE.fullmatch(scene):
        raise ValueError("a scene has 1 to 64 letters, digits, dashes or underscores")
    answer = await api.post(_CREATE, {"action_name": action, "action_info": {"scene": {"scene_str": scene}}, **more})
    return Code(str(answer.get("url", "")), _PICTURE + quote(str(answer.get("ticket", "")), safe=""))
