"""What the shared listener answers when a handler cannot."""

import asyncio
import json
import logging

import aiohttp
import pytest
from aiohttp import web

from bot.handlers.listener import Answer, Listener, parse_json, read_body, read_json
from bot.ports import StoreError, StoreFull

SECRET = "tok-12345678"


@pytest.fixture
async def listener():
    made = Listener("127.0.0.1:0", body_limit=1000)
    yield made
    await made.stop()


@pytest.fixture
async def client():
    async with aiohttp.ClientSession() as session:
        yield session


def raising(error: Exception):
    async def handler(_request: web.Request) -> web.StreamResponse:
        raise error

    return handler


async def echo(request: web.Request) -> web.StreamResponse:
    return web.json_response(await read_json(request, 1000))


async def test_a_route_is_served(listener, client):
    listener.route("POST", "/echo", echo)
    await listener.start()
    async with client.post(f"{listener.url}/echo", json=[1]) as answer:
        assert (answer.status, await answer.json()) == (200, [1])


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 999, b"\xff"])
async def test_broken_json_is_answered_400(listener, client, body):
    listener.route("POST", "/echo", echo)
    await listener.start()
    async with client.post(f"{listener.url}/echo", data=body) as answer:
        assert answer.status == 400
        assert (await answer.json())["ok"] is False


async def test_a_body_over_the_limit_is_answered_413_however_it_is_sent(listener, client):
    async def trickle():
        for _ in range(20):
            yield b"x" * 100

    async def whole(request: web.Request) -> web.StreamResponse:
        return web.Response(body=await request.read())

    listener.route("POST", "/echo", echo)
    listener.route("POST", "/whole", whole)
    await listener.start()
    for data in (b"x" * 1001, trickle()):
        async with client.post(f"{listener.url}/echo", data=data) as answer:
            assert answer.status == 413
    async with client.post(f"{listener.url}/whole", data=b"x" * 1001) as answer:
        assert answer.status == 413


async def test_a_body_of_just_the_limit_is_taken(listener, client):
    async def size(request: web.Request) -> web.StreamResponse:
        return web.Response(text=str(len(await read_body(request, 1000))))

    listener.route("POST", "/size", size)
    await listener.start()
    async with client.post(f"{listener.url}/size", data=b"x" * 1000) as answer:
        assert await answer.text() == "1000"


@pytest.mark.parametrize("error", [StoreError("disk"), StoreFull("queue")])
async def test_a_failing_store_is_answered_503_with_a_time_to_wait(listener, client, error):
    listener.route("POST", "/x", raising(error))
    await listener.start()
    async with client.post(f"{listener.url}/x") as answer:
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "disk" not in await answer.text()


async def test_a_fault_of_ours_is_answered_500_and_logged_without_address_or_body(listener, client, caplog):
    listener.route("POST", "/join/{token}", raising(KeyError("broken")))
    await listener.start()
    with caplog.at_level(logging.DEBUG):
        url = f"{listener.url}/join/{SECRET}?key={SECRET}"
        async with client.post(url, data=SECRET, headers={"Authorization": SECRET}) as answer:
            assert (answer.status, "broken" in await answer.text()) == (500, False)
    assert "/join/{token}" in caplog.text
    assert SECRET not in caplog.text


async def test_an_unknown_path_is_404_and_a_redirect_passes(listener, client):
    listener.route("GET", "/old", raising(web.HTTPFound("/new")))
    await listener.start()
    async with client.get(f"{listener.url}/nothing") as answer:
        assert answer.status == 404
    async with client.get(f"{listener.url}/old", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/new")


async def test_reports_say_what_they_are_given(listener, client):
    async def report() -> Answer:
        return Answer(503, '{"database": "down"}', "application/json")

    listener.report("/readyz", report)
    await listener.start()
    async with client.get(f"{listener.url}/readyz") as answer:
        assert (answer.status, answer.content_type) == (503, "application/json")
        assert json.loads(await answer.text()) == {"database": "down"}


async def test_a_guarded_report_is_for_this_machine_and_for_bearers(listener, client):
    async def report() -> Answer:
        return Answer(200, "up 1\n")

    listener.report("/metrics", report, token=SECRET)
    await listener.start()
    passed_on = {"X-Forwarded-For": "203.0.113.9"}
    for headers, status in (
        ({}, 200),
        (passed_on, 403),
        ({**passed_on, "Authorization": "Bearer wrong"}, 403),
        ({**passed_on, "Authorization": f"Bearer {SECRET}"}, 200),
    ):
        async with client.get(f"{listener.url}/metrics", headers=headers) as answer:
            assert answer.status == status


async def test_without_a_token_a_guarded_report_is_for_this_machine_alone(listener, client):
    async def report() -> Answer:
        return Answer(200, "up 1\n")

    listener.report("/metrics", report, token="")
    await listener.start()
    headers = {"Forwarded": "for=203.0.113.9", "Authorization": "Bearer "}
    async with client.get(f"{listener.url}/metrics", headers=headers) as answer:
        assert answer.status == 403


async def test_a_request_in_hand_is_finished_when_the_listener_stops(listener, client):
    begun = asyncio.Event()

    async def slow(_request: web.Request) -> web.StreamResponse:
        begun.set()
        await asyncio.sleep(0.2)
        return web.Response(text="done")

    listener.route("GET", "/slow", slow)
    await listener.start()
    asking = asyncio.create_task(client.get(f"{listener.url}/slow"))
    await begun.wait()
    await listener.stop()
    assert await (await asking).text() == "done"


async def test_long_answers_are_told_to_end_when_the_listener_stops(listener, client):
    ending = asyncio.Event()

    async def stream(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await ending.wait()
        return response

    async def close() -> None:
        ending.set()

    listener.route("GET", "/events", stream)
    listener.on_stop(close)
    await listener.start()
    async with client.get(f"{listener.url}/events") as answer:
        async with asyncio.timeout(2):
            await listener.stop()
            assert await answer.read() == b""


async def test_a_body_that_breaks_off_is_no_fault_of_ours(listener, caplog):
    ended = asyncio.Event()

    async def whole(request: web.Request) -> web.StreamResponse:
        try:
            return web.Response(body=await read_body(request))
        finally:
            ended.set()

    listener.route("POST", "/x", whole)
    await listener.start()
    host, _, port = listener.url.removeprefix("http://").partition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc")
    await writer.drain()
    writer.close()
    async with asyncio.timeout(2):
        await ended.wait()
    await listener.stop()
    assert caplog.records == []


def test_before_it_listens_it_has_no_address(listener):
    with pytest.raises(RuntimeError, match="not been started"):
        assert listener.url


async def test_an_address_that_is_taken_is_an_error_at_start(listener):
    await listener.start()
    second = Listener(listener.url.removeprefix("http://"))
    with pytest.raises(OSError, match="address already in use"):
        await second.start()
    await second.stop()


def test_json_is_parsed_or_refused():
    assert parse_json(b'{"a": 1}') == {"a": 1}
    with pytest.raises(web.HTTPBadRequest):
        parse_json(b"[" * 100_000)
