"""Asks WeChat whether our settings can work: address, secret, callback, kind of account, menu, templates."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from bot.handlers.tencent import Keys
from bot.handlers.tencent.knocking import knock
from bot.handlers.tencent_api import ApiError, Around, OwnTokens, Refused, TencentApi, stable_token
from bot.handlers.tencent_api.findings import Findings, Nobody, Platform, stops
from bot.handlers.wechat.menu import menu_of
from bot.handlers.wechat.settings import Settings, Template, account
from bot.ports import Clock
from bot.texts import Texts

_WHERE = "微信开发者平台 developers.weixin.qq.com/platform, 我的业务, 服务号, 基础信息"
_NOT_CERTIFIED = "only a certified service account (已认证的服务号) may; see 微信公众平台, 设置与开发, 微信认证"
PLATFORM = Platform(
    "wechat",
    "WeChat",
    {
        40013: "wechat.app_id: WeChat knows no account with this AppID",
        40125: "wechat.secret: this is not the AppSecret of the account; it was reset, or belongs to another one",
        40243: f"wechat.secret: the AppSecret is frozen (冻结); unfreeze it: {_WHERE}, 开发密钥; it takes ten minutes",
        40164: "wechat: WeChat does not know the address we call from, {address}; add it to the API IP白名单: "
        f"{_WHERE}, 开发密钥; it counts after some minutes",
        61004: "wechat: WeChat does not know the address we call from, {address}; add it to the API IP白名单: "
        f"{_WHERE}, 开发密钥; it counts after some minutes",
        89503: "wechat: the account's administrator has to confirm our address in WeChat (a message has come to them)",
        89506: "wechat: the account's administrator has refused our address; for a day WeChat asks no more",
        89507: "wechat: the account's administrator has refused our address; for an hour WeChat asks no more",
        50002: "wechat: WeChat has limited this account; 微信公众平台 says why",
        50007: "wechat: WeChat has frozen this account; 微信公众平台 says why",
    },
)
_MODES = {"safe": "安全模式", "compatible": "兼容模式", "plain": "明文模式"}
_NO_MENU, _NOT_ALLOWED = 46003, 48001
_FIELD = re.compile(r"\{\s*\{\s*(\w+)\.DATA")


class _Stop(Exception):
    """There is no sense in asking more."""


async def inspect(settings: Settings, public_url: str, texts: Texts, clock: Clock) -> Findings:
    """Return what has to be set at WeChat, and what WeChat says is wrong."""
    found = Findings(to_set=list(_to_set(settings, public_url)))
    api = TencentApi(
        account(settings.app_id),
        settings.api_url,
        stable_token(settings.app_id, settings.secret),
        Around(OwnTokens(), clock, Nobody()),
    )
    await api.open()
    try:
        async for problem in _problems(_Asking(api, settings, texts, found)):
            found.problems.append(problem)
    except _Stop as stopped:
        found.problems.append(str(stopped))
    finally:
        await api.close()
    found.problems.extend(await _callback(settings, public_url, clock))
    return found


def _to_set(settings: Settings, public_url: str) -> list[str]:
    push = f"URL {_url(settings, public_url)}, Token and EncodingAESKey as in [wechat]"
    form = f"消息加解密方式 {_MODES[settings.mode]}, 数据格式 XML; then 启用"
    return [
        f"wechat: {_WHERE}, 域名与消息推送配置, 消息推送: {push}, {form}",
        f"wechat: {_WHERE}, 开发密钥, API IP白名单: the address this desk calls from",
    ]


def _url(settings: Settings, public_url: str) -> str:
    return public_url.rstrip("/") + settings.path


async def _callback(settings: Settings, public_url: str, clock: Clock) -> list[str]:
    keys = Keys(settings.app_id, settings.token, settings.aes_key)
    why = await knock(_url(settings, public_url), keys, clock.wall() // 1_000_000, sealed=False)
    if not why:
        return []
    mend = "serve has to run, with a proxy before it that passes this path on"
    return [f"web.public_url: WeChat would not accept {_url(settings, public_url)}: {why}; {mend}"]


class _Asking:
    """One inspection: whom to ask, and where to write what is no problem."""

    def __init__(self, api: TencentApi, settings: Settings, texts: Texts, found: Findings) -> None:
        self.api, self.settings, self.texts, self.found = api, settings, texts, found

    async def ask(self, path: str, call: Callable[[], Awaitable[dict[str, Any]]]) -> dict[str, Any] | Refused:
        """Return an answer, or a refusal that concerns this call alone; raise _Stop for any other."""
        try:
            return await call()
        except ApiError as error:
            if isinstance(error, Refused) and not stops(error):
                return error
            raise _Stop(PLATFORM.explain(path, error)) from None


async def _problems(asking: _Asking) -> AsyncIterator[str]:
    answer = await asking.ask("getcallbackip", lambda: asking.api.get("/cgi-bin/getcallbackip"))
    if isinstance(answer, Refused):
        yield PLATFORM.explain("getcallbackip", answer)
    for part in (_kind, _menu, _templates):
        async for problem in part(asking):
            yield problem


async def _kind(asking: _Asking) -> AsyncIterator[str]:
    """Ask for a code that nobody scans and that ends in a minute: only who is certified gets one."""
    code = {"action_name": "QR_STR_SCENE", "expire_seconds": 60, "action_info": {"scene": {"scene_str": "check"}}}
    answer = await asking.ask("qrcode/create", lambda: asking.api.post("/cgi-bin/qrcode/create", code))
    if isinstance(answer, Refused) and answer.code == _NOT_ALLOWED:
        yield f"wechat: this account may not answer customers later or make codes: {_NOT_CERTIFIED}"
    elif isinstance(answer, Refused):
        yield PLATFORM.explain("qrcode/create", answer)


async def _menu(asking: _Asking) -> AsyncIterator[str]:
    answer = await asking.ask("menu/get", lambda: asking.api.get("/cgi-bin/menu/get"))
    if isinstance(answer, Refused):
        if answer.code == _NO_MENU:
            yield "wechat.menu: no menu is set; serve sets it at its start"
        elif answer.code == _NOT_ALLOWED:
            yield f"wechat.menu: this account may not have a menu: {_NOT_CERTIFIED}"
        else:
            yield PLATFORM.explain("menu/get", answer)
        return
    wanted = _names({"menu": menu_of(asking.settings.menu, asking.texts)})
    if _names(answer) != wanted:
        shown = ", ".join(_names(answer)) or "nothing"
        yield f"wechat.menu: another menu is set ({shown}); serve sets ours ({', '.join(wanted)}) at its start"


def _names(answer: dict[str, Any]) -> list[str]:
    return [str(entry.get("name", "")) for entry in answer.get("menu", {}).get("button", ())]


async def _templates(asking: _Asking) -> AsyncIterator[str]:
    templates = asking.settings.templates
    named = {name: each for name, each in (("ticket", templates.ticket), ("survey", templates.survey)) if each}
    if not named:
        asking.found.to_set.append(
            "wechat.templates: none; who has not written for 48 hours can be told nothing, and staff are told to phone"
        )
        return
    path = "template/get_all_private_template"
    answer = await asking.ask(path, lambda: asking.api.get(f"/cgi-bin/{path}"))
    if isinstance(answer, Refused):
        told = answer.code == _NOT_ALLOWED
        yield f"wechat.templates: {_NOT_CERTIFIED}, and 模板消息 opened" if told else PLATFORM.explain(path, answer)
        return
    known = {str(each.get("template_id")): str(each.get("content", "")) for each in answer.get("template_list", ())}
    for name, template in named.items():
        for problem in _wrong_with(name, template, known, asking.found):
            yield problem


def _wrong_with(name: str, template: Template, known: dict[str, str], found: Findings) -> list[str]:
    """Return fields a template does not have; one that WeChat does not list may be a 类目模板, which it never lists."""
    content = known.get(template.id)
    if content is None:
        listed = ", ".join(known) or "none"
        found.to_set.append(
            f"wechat.templates.{name}: {template.id} is not among the templates WeChat lists ({listed}); a 类目模板 is "
            "never listed, any other id is wrong: 微信公众平台, 广告与服务, 模板消息, 我的模板"
        )
        return []
    has = _FIELD.findall(content)
    asked = {key: getattr(template, key) for key in ("number", "state", "symptom", "at") if getattr(template, key)}
    wrong = [
        f"wechat.templates.{name}.{key}: the template has no field {field}; it has {', '.join(has)}"
        for key, field in asked.items()
        if field not in has
    ]
    missing = [field for field in has if field not in asked.values()]
    if missing and not wrong:
        wrong.append(f"wechat.templates.{name}: nothing fills {', '.join(missing)}, and WeChat sends no empty field")
    return wrong
