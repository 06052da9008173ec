"""Ten thousand hostile bodies against the whole desk: no 5xx, nothing secret in the log, and the desk works on."""

import asyncio
import logging
import time
from collections import Counter

import pytest

from bot.app import build
from bot.config import of_tables
from tests.handlers.tencent.signing import AES_KEY, APP, OLD_KEY, TOKEN, said, sealed, unsealed, xml
from tests.handlers.wechat.hostile import MARK, Hostile, hostile

SECRET = "app-secret-of-ours"
COUNT, AT_ONCE = 10_000, 8


@pytest.fixture
def requests() -> list[list[Hostile]]:
    return [list(hostile(seed, COUNT // AT_ONCE, int(time.time()))) for seed in range(AT_ONCE)]


@pytest.fixture
async def desk(tmp_path):
    """A desk with WeChat in compatible mode, so that plain text is read too; nothing is sent."""
    wechat = {"app_id": APP, "secret": SECRET, "token": TOKEN, "aes_key": AES_KEY, "mode": "compatible"}
    wechat |= {"previous_aes_key": OLD_KEY, "api_url": "http://127.0.0.1:9"}
    web = {"listen": "127.0.0.1:0", "public_url": "https://desk.example.com"}
    data = {"company": {"name": "R"}, "storage": {"url": "sqlite:///:memory:"}, "web": web, "wechat": wechat}
    app = await build(of_tables(data, tmp_path), only=frozenset({"wechat"}))
    await app.start()
    yield app
    await app.stop()


class Line:
    """One connection to the desk, kept open, on which requests follow each other without waiting."""

    def __init__(self, url: str) -> None:
        self._host, _, self._port = url.removeprefix("http://").partition(":")

    async def send(self, requests: list[Hostile]) -> list[tuple[int, bytes]]:
        reader, writer = await asyncio.open_connection(self._host, int(self._port))
        try:
            answers = []
            for start in range(0, len(requests), 20):
                some = requests[start : start + 20]
                writer.write(b"".join(each.wire for each in some))
                answers += [await _answer(reader) for _ in some]
            return answers
        finally:
            writer.close()
            await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next(line.partition(":")[2] for line in head.splitlines() if line.lower().startswith("content-length"))
    return int(head.split()[1]), await reader.readexactly(int(length))


@pytest.mark.slow
async def test_ten_thousand_hostile_bodies_yield_no_5xx_and_no_secret_in_the_log(requests, desk, caplog):
    caplog.set_level(logging.DEBUG)
    found = await asyncio.gather(*(Line(desk.listener.url).send(some) for some in requests))
    answers = [answer for line in found for answer in line]
    statuses = Counter(status for status, _ in answers)
    assert sum(statuses.values()) == COUNT
    assert set(statuses) == {200, 400, 403, 413}
    # All of it came as far as it should: strangers to the door, much of the rest to the parser, some to the desk.
    assert min(statuses[status] for status in (200, 400, 403)) > COUNT // 20
    told = caplog.text + b"".join(body for _, body in answers if not body.startswith(b"<xml>")).decode()
    assert not [each for each in (SECRET, TOKEN, AES_KEY, OLD_KEY, MARK, "Traceback", "passwd") if each in told]
    at = int(time.time())
    query, body = sealed(xml("text", at, person="oNewcomer", Content="电梯停了", MsgId=10**15), at, "last")
    ((status, answer),) = await Line(desk.listener.url).send([Hostile(query, body)])
    assert status == 200
    assert said(unsealed(answer))["ToUserName"] == "oNewcomer"
