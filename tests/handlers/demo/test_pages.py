"""The demo's pages: open to this machine alone, small, and quick to let go."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping

import aiohttp
import pytest

from bot.handlers.demo import DemoPages, Refused
from bot.handlers.demo.pages import STATIC
from bot.handlers.listener import Listener


class OneShow:
    """A show with a number for a scene; it keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []
        self.changed = asyncio.Event()
        self.left = 0

    async def scenes(self) -> AsyncGenerator[Mapping[str, object], None]:
        try:
            number = 0
            while True:
                yield {"number": number, "word": "三部手机"}
                number += 1
                await self.changed.wait()
                self.changed.clear()
        finally:
            self.left += 1

    async def ask(self, wish: str, details: Mapping[str, object]) -> None:
        if details.get("story") == "unknown":
            raise Refused("there is no such story")
        self.asked.append((wish, dict(details)))


@pytest.fixture
async def show() -> OneShow:
    return OneShow()


@pytest.fixture
async def listener(show: OneShow) -> AsyncIterator[Listener]:
    served = Listener("127.0.0.1:0")
    DemoPages(show).connect(served)
    await served.start()
    yield served
    await served.stop()


@pytest.fixture
async def browser(listener: Listener) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(listener.url) as session:
        yield session


async def scene_of(response: aiohttp.ClientResponse) -> dict[str, object]:
    async for line in response.content:
        if line.startswith(b"data: "):
            return json.loads(line.removeprefix(b"data: "))
    raise AssertionError("the stream ended")


async def test_the_root_leads_to_the_demo(browser: aiohttp.ClientSession):
    async with browser.get("/", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, "/demo")


async def test_the_page_and_all_it_loads_are_under_100_kb(browser: aiohttp.ClientSession):
    total = 0
    for name in sorted(entry.name for entry in STATIC.iterdir()):
        if name.startswith("chat.") or not name.endswith((".js", ".css")):
            continue
        async with browser.get(f"/demo/static/{name}") as response:
            assert response.status == 200, name
            total += len(await response.read())
    async with browser.get("/demo") as response:
        total += len(await response.read())
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert total < 100_000


async def test_the_page_asks_for_nothing_from_elsewhere(browser: aiohttp.ClientSession):
    async with browser.get("/demo") as response:
        page = await response.text()
    assert "//" not in page.replace("<!doctype html>", "").replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fpage.py", "demo.exe"])
async def test_what_is_no_page_file_is_not_found(browser: aiohttp.ClientSession, name: str):
    async with browser.get(f"/demo/static/{name}") as response:
        assert response.status == 404


async def test_scenes_arrive_as_they_change(browser: aiohttp.ClientSession, show: OneShow):
    async with browser.get("/demo/api/events") as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        assert await scene_of(response) == {"number": 0, "word": "三部手机"}
        show.changed.set()
        assert (await scene_of(response))["number"] == 1


async def test_a_wish_reaches_the_show(browser: aiohttp.ClientSession, show: OneShow):
    async with browser.post("/demo/api/play", json={"story": "outage"}) as response:
        assert response.status == 200
    assert show.asked == [("play", {"story": "outage"})]


async def test_a_wish_the_show_refuses_is_a_conflict_with_its_reason(browser: aiohttp.ClientSession):
    async with browser.post("/demo/api/play", json={"story": "unknown"}) as response:
        assert (response.status, await response.json()) == (409, {"text": "there is no such story"})


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_a_wish_that_is_no_object_is_refused(browser: aiohttp.ClientSession, body: bytes):
    async with browser.post("/demo/api/play", data=body) as response:
        assert response.status == 400


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}],
    ids=["by another name", "from another page"],
)
async def test_other_sites_in_the_same_browser_are_kept_out(
    browser: aiohttp.ClientSession, show: OneShow, headers: dict[str, str]
):
    async with browser.post("/demo/api/fresh", json={}, headers=headers) as response:
        assert response.status == 403
    async with browser.get("/demo/api/events", headers=headers) as response:
        assert response.status == 403
    assert show.asked == []


async def test_a_listener_that_stops_ends_the_streams_at_once(show: OneShow):
    served = Listener("127.0.0.1:0")
    DemoPages(show).connect(served)
    await served.start()
    async with aiohttp.ClientSession(served.url) as session, session.get("/demo/api/events") as response:
        await scene_of(response)
        async with asyncio.timeout(2):
            await served.stop()
        assert await response.content.read() in {b"", b"\n"}
    assert show.left == 1


async def test_the_same_pages_serve_the_next_listener(show: OneShow):
    pages = DemoPages(show)
    for _ in range(2):
        served = Listener("127.0.0.1:0")
        pages.connect(served)
        await served.start()
        async with aiohttp.ClientSession(served.url) as session, session.get("/demo/api/events") as response:
            assert (await scene_of(response))["number"] == 0
        await served.stop()
