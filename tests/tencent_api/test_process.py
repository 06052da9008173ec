"""The stand-in as a process of its own: another program talks to its APIs and steers the people in it."""

import asyncio
import json
import re
import sys
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def addresses() -> AsyncIterator[list[str]]:
    """Start it; give the addresses of WeChat, of WeCom and of its control."""
    told = (sys.executable, "-m", "tests.tencent_api")
    process = await asyncio.create_subprocess_exec(*told, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    yield re.findall(r"http://\S+(?<!,)", line)
    process.terminate()
    await process.wait()


async def test_people_are_brought_in_and_act_over_http(addresses, ear):
    wx_api, corp_api, control = addresses
    async with aiohttp.ClientSession() as session:

        async def post(at: str, **told: Any) -> Any:
            async with session.post(at, data=json.dumps(told, ensure_ascii=False).encode()) as answer:
                return await answer.json(content_type=None)

        async def get(url: str, **query: Any) -> str:
            async with session.get(url, params=query) as answer:
                return await answer.text()

        tables = tomllib.loads(await get(f"{control}/tables"))
        assert (tables["wechat"]["api_url"], tables["wecom"]["api_url"]) == (wx_api, corp_api)
        li = (await post(f"{control}/people", name="Li"))["who"]
        wang = (await post(f"{control}/members", userid="wang", party=2))["who"]
        assert await post(f"{control}/desk", url=ear.url.rpartition("/")[0]) == {"wechat": False, "wecom": False}
        asked = {"appid": tables["wechat"]["app_id"], "secret": tables["wechat"]["secret"]}
        token = (await post(f"{wx_api}/cgi-bin/stable_token", grant_type="client_credential", **asked))["access_token"]
        text = {"touser": li, "msgtype": "text", "text": {"content": "好的"}}
        send = f"{wx_api}/cgi-bin/message/custom/send?access_token={token}"
        assert (await post(send, **text))["errcode"] == 45015
        # Nobody listens there, and yet a message of theirs opens what it opens.
        assert (await post(f"{control}/says", who=li, text="报修"))["statuses"] == [404, 404, 404]
        assert (await post(send, **text))["errcode"] == 0
        shown = json.loads(await get(f"{control}/shown", who=li))
        assert [each["way"] for each in shown] == ["system", "service"]
        await post(f"{control}/fault", platform="wecom", path="gettoken", how="status")
        await post(f"{control}/clock", seconds=7200)
        assert (await post(send, **text))["errcode"] == 42001
        assert json.loads(await get(f"{control}/refused"))[0] == ["message/custom/send", 45015]
        assert json.loads(await get(f"{control}/shown", who=wang)) == []
