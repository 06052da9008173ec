"""What the values of [wecom], and the names of members there, must be in themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.config.settings import Member, Web, Wecom
from bot.config.urls import is_url

_CORP = re.compile(r"[A-Za-z0-9_-]{4,64}")
#: What the console offers as token and EncodingAESKey of a callback.
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
_USER = re.compile(r"[A-Za-z0-9_@.-]{1,64}")


def of_wecom(wecom: Wecom, web: Web) -> Iterator[str]:
    """Yield what is wrong with [wecom], each as `key: expected ...`."""
    if not _CORP.fullmatch(wecom.corp_id):
        yield 'wecom.corp_id: expected the corp ID (企业ID), like "ww1234567890abcdef"'
    if wecom.agent_id <= 0:
        yield "wecom.agent_id: expected the AgentId of the application, like 1000002"
    if not wecom.secret:
        yield "wecom.secret: expected the Secret of the application"
    if not _TOKEN.fullmatch(wecom.token):
        yield "wecom.token: expected the Token of the callback: 3 to 32 letters and digits"
    if not _AES_KEY.fullmatch(wecom.aes_key):
        yield "wecom.aes_key: expected the EncodingAESKey of the callback: 43 letters and digits"
    if not is_url(wecom.api_url, "http", "https"):
        yield 'wecom.api_url: expected an address like "https://qyapi.weixin.qq.com"'
    if not wecom.path.startswith("/"):
        yield 'wecom.path: expected a path like "/wecom"'
    if wecom.staff_party and not re.fullmatch(r"[1-9]\d*", str(wecom.staff_party)):
        yield "wecom.staff_party: expected the id of a department (部门ID), like 2"
    if not web.public_url:
        yield "web.public_url: is missing, expected the address at which WeCom reaches wecom.path"


def of_user(member: Member) -> Iterator[str]:
    """Yield what is wrong with the name under which WeCom knows one of staff."""
    if member.wecom is not None and not _USER.fullmatch(member.wecom):
        yield f'staff {member.id}.wecom: expected their account (帐号) in WeCom, found "{member.wecom}"'
