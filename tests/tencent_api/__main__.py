"""The stand-in as a process of its own, steered over HTTP by whoever tests with it.

python -m tests.tencent_api --wechat 8081 --wecom 8082 --control 8083

GET  /tables  -> the [wechat] and [wecom] of a config.toml that fits
POST /desk    {"url": "http://127.0.0.1:8080"} -> {"wechat": true, "wecom": true}: whether its addresses were verified
POST /people  {"name": "Li"} -> {"who": "o0001..."}
POST /members {"userid": "wang", "name": "Wang Qiang", "party": 2} -> {"who": "wang"}
POST /says    {"who": "...", "text": "..."} -> {"text": "the passive reply", "trouble": "", "statuses": [200]}
POST /press   {"who": "...", "label": "1"} -> the same: a choice that is tapped, a button of a card
POST /fault   {"platform": "wechat", "path": "message/custom/send", "how": "lose", "times": 1}
POST /clock   {"seconds": 3600}
GET  /shown?who=... -> [{"text": "...", "labels": [], "way": "passive", "edits": 0}]
GET  /refused -> [["message/custom/send", 45015]]
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.tencent_api import Follower, Member, Push, WeChat, WeCom, wechat, wecom

Told = dict[str, Any]
Answer = Callable[[web.Request], Awaitable[web.Response]]


class Control:
    """Lets another process bring people in and act for them."""

    def __init__(self, wx: WeChat, corp: WeCom) -> None:
        self._wx, self._corp = wx, corp

    def app(self) -> web.Application:
        app = web.Application()
        for name in ("desk", "people", "members", "says", "press", "fault", "clock"):
            app.router.add_post(f"/{name}", self._answering(getattr(self, name)))
        for name in ("tables", "shown", "refused"):
            app.router.add_get(f"/{name}", getattr(self, name))
        return app

    def _answering(self, act: Callable[[Told], Awaitable[Told]]) -> Answer:
        async def answer(request: web.Request) -> web.Response:
            return web.json_response(await act(await request.json()))

        return answer

    async def desk(self, told: Told) -> Told:
        """Post to this desk from now on."""
        verified = {}
        for name, platform in (("wechat", self._wx), ("wecom", self._corp)):
            platform.pusher.url = f"{told['url']}/{name}"
            verified[name] = await platform.pusher.verify()
        return verified

    async def people(self, told: Told) -> Told:
        return {"who": self._wx.person(told["name"], following=told.get("following", True)).openid}

    async def members(self, told: Told) -> Told:
        member = self._corp.member(told["userid"], told.get("name", ""))
        if told.get("party"):
            self._corp.party(told["party"], [member])
        return {"who": member.userid}

    async def says(self, told: Told) -> Told:
        return _told(await self._who(told["who"]).says(told["text"]))

    async def press(self, told: Told) -> Told:
        who = self._who(told["who"])
        return _told(await (who.taps if isinstance(who, Follower) else who.presses)(told["label"]))

    async def fault(self, told: Told) -> Told:
        platform = self._wx if told["platform"] == "wechat" else self._corp
        platform.faults.add(told["path"], told["how"], times=told.get("times", 1))
        return {}

    async def clock(self, told: Told) -> Told:
        for platform in (self._wx, self._corp):
            platform.clock.advance(told["seconds"])
        return {}

    async def tables(self, _request: web.Request) -> web.Response:
        return web.Response(text=tables(self._wx, self._corp))

    async def shown(self, request: web.Request) -> web.Response:
        inbox = self._who(request.query["who"]).inbox
        told = [{"text": each.text, "labels": each.labels, "way": each.way, "edits": each.edits} for each in inbox]
        return web.json_response(told)

    async def refused(self, _request: web.Request) -> web.Response:
        return web.json_response([*self._wx.refused, *self._corp.refused])

    def _who(self, name: str) -> Follower | Member:
        return self._corp.members.get(name.lower()) or self._wx.follower(name)


def tables(wx: WeChat, corp: WeCom) -> str:
    """Return the part of a config.toml by which a desk works with these two."""
    account = {"app_id": wx.app_id, "secret": wx.secret, "token": wx.secrets.token, "aes_key": wx.secrets.aes_key}
    app = {"corp_id": corp.corp_id, "secret": corp.secret, "token": corp.secrets.token, "aes_key": corp.secrets.aes_key}
    parts = (("wechat", {**account, "api_url": wx.api_url}), ("wecom", {**app, "api_url": corp.api_url}))
    lines = [line for name, table in parts for line in (f"[{name}]", *_pairs(table))]
    return "\n".join([*lines, f"agent_id = {corp.agent_id}", ""])


def _pairs(table: dict[str, str]) -> list[str]:
    return [f'{key} = "{each}"' for key, each in table.items()]


def _told(push: Push) -> Told:
    return {"text": push.text, "trouble": push.trouble, "statuses": push.statuses}


async def main(given: argparse.Namespace) -> None:
    """Serve until interrupted."""
    async with wechat(port=given.wechat) as wx, wecom(port=given.wecom) as corp:
        runner = web.AppRunner(Control(wx, corp).app(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", given.control).start()
        at = runner.addresses[0][1]
        told = f"WeChat at {wx.api_url}, WeCom at {corp.api_url}, control at http://127.0.0.1:{at}"
        print(told, flush=True)  # noqa: T201 - who starts it reads it
        await asyncio.Event().wait()


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="A stand-in for the APIs of WeChat and WeCom")
    for name in ("wechat", "wecom", "control"):
        reader.add_argument(f"--{name}", type=int, default=0)
    asyncio.run(main(reader.parse_args()))
