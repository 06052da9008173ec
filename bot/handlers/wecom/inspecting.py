"""Asks WeCom whether our settings can work: address, secret, application, callback, staff, department."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.handlers.tencent import Keys
from bot.handlers.tencent.knocking import knock
from bot.handlers.tencent_api import ApiError, Around, OwnTokens, Refused, TencentApi, corp_token
from bot.handlers.tencent_api.findings import Findings, Nobody, Platform, stops
from bot.handlers.wecom.settings import Settings, account
from bot.ports import Clock

_WHERE = "企业微信管理后台 work.weixin.qq.com, 应用管理, 自建, the application"
PLATFORM = Platform(
    "wecom",
    "WeCom",
    {
        40001: "wecom.secret: this is not the Secret of an application of this company",
        40013: "wecom.corp_id: WeCom knows no company with this 企业ID; see 我的企业, 企业信息",
        40056: f"wecom.agent_id: there is no such application; its AgentId stands in {_WHERE}",
        40091: "wecom.secret: this is not the Secret of an application of this company",
        40125: "wecom.secret: this is not the Secret of an application of this company",
        60020: "wecom: WeCom does not know the address we call from, {address}; "
        f"add it: {_WHERE}, 开发者接口, 企业可信IP; it counts after a minute",
        301002: "wecom.agent_id: the Secret belongs to another application than this AgentId",
    },
)
_NO_MEMBER, _NO_RIGHT = 60111, 60011
_NO_PARTY = frozenset({60003, 60123, 60011})
_STATES = {2: "is disabled (已禁用)", 4: "has not joined yet (未激活)", 5: "has left the company (退出企业)"}


class _Stop(Exception):
    """There is no sense in asking more."""


async def inspect(settings: Settings, staff: Mapping[str, str], staff_party: str, clock: Clock) -> Findings:
    """Return what has to be set at WeCom, and what WeCom says is wrong; `staff` are their accounts there, by slug."""
    found = Findings(to_set=_to_set(settings))
    around = Around(OwnTokens(), clock, Nobody())
    grant = corp_token(settings.corp_id, settings.secret)
    api = TencentApi(account(settings.corp_id, settings.agent_id), settings.api_url, grant, around)
    await api.open()
    try:
        async for problem in _problems(api, settings, staff, staff_party):
            found.problems.append(problem)
    except _Stop as stopped:
        found.problems.append(str(stopped))
    finally:
        await api.close()
    found.problems.extend(await _callback(settings, clock))
    return found


def _to_set(settings: Settings) -> list[str]:
    host = urlsplit(settings.public_url).hostname or "the host of web.public_url"
    return [
        f"wecom: {_WHERE}, 接收消息, 设置API接收: URL {_url(settings)}, Token and EncodingAESKey as in [wecom]",
        f"wecom: {_WHERE}, 企业可信IP: the address this desk calls from; 网页授权及JS-SDK, 可信域名: {host}",
        f"wecom: {_WHERE}, 可见范围: everybody on the staff, and the department that sees the tickets",
    ]


def _url(settings: Settings) -> str:
    return settings.public_url.rstrip("/") + settings.path


async def _callback(settings: Settings, clock: Clock) -> list[str]:
    keys = Keys(settings.corp_id, settings.token, settings.aes_key)
    why = await knock(_url(settings), keys, clock.wall() // 1_000_000, sealed=True)
    if not why:
        return []
    mend = "serve has to run, with a proxy before it that passes this path on"
    return [f"web.public_url: WeCom would not accept {_url(settings)}: {why}; {mend}"]


async def _ask(api: TencentApi, path: str, query: Mapping[str, str]) -> dict[str, Any] | Refused:
    """Return an answer, or a refusal that concerns this call alone; raise _Stop for any other."""
    try:
        return await api.get(f"/cgi-bin/{path}", query)
    except ApiError as error:
        if isinstance(error, Refused) and not stops(error):
            return error
        raise _Stop(PLATFORM.explain(path, error)) from None


async def _problems(
    api: TencentApi, settings: Settings, staff: Mapping[str, str], staff_party: str
) -> AsyncIterator[str]:
    agent = await _ask(api, "agent/get", {"agentid": str(settings.agent_id)})
    if isinstance(agent, Refused):
        raise _Stop(PLATFORM.explain("agent/get", agent))
    if agent.get("close"):
        yield f"wecom: the application is switched off (已停用); switch it on: {_WHERE}"
    for slug, name in staff.items():
        why = _unseen(await _ask(api, "user/get", {"userid": name}), agent)
        if why:
            yield f"staff {slug}: their account {name} in WeCom {why}"
    if staff_party:
        listed = await _ask(api, "user/simplelist", {"department_id": staff_party})
        async for problem in _party(listed, staff_party):
            yield problem


def _unseen(member: dict[str, Any] | Refused, agent: dict[str, Any]) -> str:
    """Return why a member cannot be reached, "" when they can as far as WeCom tells."""
    if isinstance(member, Refused):
        if member.code == _NO_MEMBER:
            return "does not exist; see 通讯录, the member, 帐号"
        return _OUTSIDE if member.code == _NO_RIGHT else f"cannot be looked up: {member}"
    state = member.get("status")
    if state in _STATES:
        return _STATES[state]
    seen = {str(user.get("userid", "")).lower() for user in agent.get("allow_userinfos", {}).get("user", ())}
    wider = any(agent.get(key, {}).get(part) for key, part in (("allow_partys", "partyid"), ("allow_tags", "tagid")))
    # Of departments and tags only the platform knows who is in them, also by a department above.
    return "" if wider or str(member.get("userid", "")).lower() in seen else _OUTSIDE


_OUTSIDE = f"does not see the application; put them into its 可见范围: {_WHERE}"


async def _party(listed: dict[str, Any] | Refused, staff_party: str) -> AsyncIterator[str]:
    if not isinstance(listed, Refused):
        if not listed.get("userlist"):
            yield f"wecom.staff_party: nobody is in the department {staff_party}"
    elif listed.code in _NO_PARTY:
        yield f"wecom.staff_party: there is no department {staff_party}, or the application may not see it (可见范围)"
    else:
        yield PLATFORM.explain("user/simplelist", listed)
