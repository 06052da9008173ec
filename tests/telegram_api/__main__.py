"""The stand-in as a process of its own, steered over HTTP by whoever tests with it.

python -m tests.telegram_api --port 8081 --control 8082

POST /people {"name": "Li", "language": "zh"} -> {"chat": 5000000001}
POST /groups {"title": "Staff", "members": [5000000001], "forum": true} -> {"chat": -1001000000000}
POST /says   {"who": 5000000001, "text": "/report", "chat": null, "thread": 0} -> {"message_id": 1001}
POST /press  {"who": 5000000001, "label": "1", "chat": null} -> {"press": "4300000000000001"}
POST /fault  {"method": "sendMessage", "how": "lose", "times": 1, "seconds": 0}
POST /clock  {"seconds": 3600}
GET  /shown?chat=5000000001 -> [{"message_id": 1002, "text": "...", "labels": [], "thread": 0, "edits": 0}]
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.telegram_api import Telegram, telegram
from tests.telegram_api.people import Person
from tests.telegram_api.rooms import Group, Room
from tests.telegram_api.telegram import TOKEN

Answer = Callable[[web.Request], Awaitable[web.Response]]


class Control:
    """Lets another process bring people in and act for them."""

    def __init__(self, tg: Telegram) -> None:
        self._tg = tg

    def app(self) -> web.Application:
        app = web.Application()
        for name in ("people", "groups", "says", "press", "fault", "clock"):
            app.router.add_post(f"/{name}", self._answering(getattr(self, name)))
        app.router.add_get("/shown", self.shown)
        return app

    def _answering(self, act: Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]) -> Answer:
        async def answer(request: web.Request) -> web.Response:
            return web.json_response(await act(await request.json()))

        return answer

    async def people(self, told: dict[str, Any]) -> dict[str, Any]:
        person = self._tg.person(told["name"], told.get("number"), told.get("language", "en"))
        return {"chat": person.chat}

    async def groups(self, told: dict[str, Any]) -> dict[str, Any]:
        members = [self._person(each) for each in told.get("members", [])]
        group = self._tg.group(told["title"], told.get("number"), members, forum=bool(told.get("forum")))
        return {"chat": group.chat}

    async def says(self, told: dict[str, Any]) -> dict[str, Any]:
        person = self._person(told["who"])
        said = await person.says(told["text"], self._room(told.get("chat")), thread=told.get("thread", 0))
        return {"message_id": said.id}

    async def press(self, told: dict[str, Any]) -> dict[str, Any]:
        return {"press": await self._person(told["who"]).presses(told["label"], self._room(told.get("chat")))}

    async def fault(self, told: dict[str, Any]) -> dict[str, Any]:
        self._tg.faults.add(told["method"], told["how"], times=told.get("times", 1), seconds=told.get("seconds", 0))
        return {}

    async def clock(self, told: dict[str, Any]) -> dict[str, Any]:
        self._tg.clock.advance(told["seconds"])
        return {}

    async def shown(self, request: web.Request) -> web.Response:
        inbox = self._tg.rooms[int(request.query["chat"])].inbox
        rows = [
            {
                "message_id": each.id,
                "text": each.text,
                "labels": each.labels,
                "thread": each.thread,
                "edits": each.edits,
            }
            for each in inbox
        ]
        return web.json_response(rows)

    def _person(self, number: int) -> Person:
        person = self._tg.rooms[number]
        assert isinstance(person, Person)
        return person

    def _room(self, number: int | None) -> Room | None:
        room = self._tg.rooms[number] if number is not None else None
        assert room is None or isinstance(room, Person | Group)
        return room


async def main(port: int, control: int, token: str) -> None:
    """Serve until interrupted."""
    async with telegram(token=token, port=port) as tg:
        runner = web.AppRunner(Control(tg).app(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", control).start()
        at = runner.addresses[0][1]
        print(f"Bot API at {tg.api_url}, control at http://127.0.0.1:{at}", flush=True)  # noqa: T201 - who starts it reads it
        await asyncio.Event().wait()


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="A stand-in for Telegram's Bot API")
    reader.add_argument("--port", type=int, default=0)
    reader.add_argument("--control", type=int, default=0)
    reader.add_argument("--token", default=TOKEN)
    given = reader.parse_args()
    asyncio.run(main(given.port, given.control, given.token))
