"""The stand-in as a process of its own: another program talks to its API and steers the people in it."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.telegram_api import TOKEN

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def addresses() -> AsyncIterator[tuple[str, str]]:
    """Start it; give the addresses of its API and of its control."""
    told = (sys.executable, "-m", "tests.telegram_api")
    process = await asyncio.create_subprocess_exec(*told, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    api, control = re.findall(r"http://\S+(?<!,)", line)
    yield api, control
    process.terminate()
    await process.wait()


async def test_people_are_brought_in_and_act_over_http(addresses):
    api, control = addresses
    async with aiohttp.ClientSession() as session:

        async def post(url: str, **told: Any) -> Any:
            async with session.post(url, json=told) as answer:
                return await answer.json()

        li = (await post(f"{control}/people", name="Li"))["chat"]
        group = (await post(f"{control}/groups", title="Staff", members=[li], forum=True))["chat"]
        await post(f"{control}/says", who=li, text="hello", chat=group)
        updates = (await post(f"{api}/bot{TOKEN}/getUpdates"))["result"]
        assert [each["message"]["text"] for each in updates] == ["hello"]
        keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "t"}]]}
        await post(f"{api}/bot{TOKEN}/sendMessage", chat_id=li, text="hi", reply_markup=keyboard)
        assert (await post(f"{control}/press", who=li, label="Go"))["press"]
        await post(f"{control}/clock", seconds=151)
        await post(f"{control}/fault", method="getMe", how="delay", seconds=0.01)
        assert (await post(f"{api}/bot{TOKEN}/getMe"))["ok"]
        async with session.get(f"{control}/shown?chat={li}") as answer:
            (shown,) = await answer.json()
        assert (shown["text"], shown["labels"]) == ("hi", ["Go"])
