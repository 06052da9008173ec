"""A visitor is known by a secret; nobody else can read along."""

import hashlib
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar

from bot.handlers.web import Limits
from bot.messages import Body
from tests.handlers.web.site import Site, Visitor, serving


async def test_the_address_is_the_hash_of_the_secret(ana: Visitor):
    secret = ana.http.headers["Authorization"].removeprefix("Bearer ")
    assert len(secret) == 43
    assert ana.chat == hashlib.sha256(secret.encode()).hexdigest()


async def test_a_browser_gets_a_cookie_that_scripts_cannot_read(site: Site):
    async with ClientSession() as http, http.post(site.url("/chat/api/session"), json={"language": "es"}) as answer:
        assert await answer.json() == {"ok": True}
        cookie = answer.cookies["baoxiu_chat"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]
    assert answer.cookies["baoxiu_language"].value == "es"


async def test_the_cookie_is_kept_to_encrypted_lines_where_the_desk_has_them(tmp_path: Path):
    async with (
        serving(tmp_path, public_url="https://desk.example") as site,
        ClientSession() as http,
        http.post(site.url("/chat/api/session")) as answer,
    ):
        assert answer.cookies["baoxiu_chat"]["secure"]


async def test_asking_for_a_session_again_keeps_the_one_there_is(site: Site):
    secret = "A" * 43
    async with (
        ClientSession(cookies={"baoxiu_chat": secret}) as http,
        http.post(site.url("/chat/api/session"), json={}) as answer,
    ):
        assert answer.cookies["baoxiu_chat"].value == secret


async def test_a_person_is_the_same_after_a_restart(tmp_path: Path):
    secret = "B" * 43
    addresses = []
    for _start in range(2):
        async with serving(tmp_path) as site, ClientSession(headers={"Authorization": f"Bearer {secret}"}) as http:
            message = {"id": "00000000-0000-4000-8000-000000000001", "text": "here again"}
            async with http.post(site.url("/chat/api/messages"), json=message) as answer:
                assert answer.status == 200
            addresses.append(site.intake.taken[0].sender.address)
    assert addresses[0] == addresses[1]


@pytest.mark.parametrize("given", ["", "Bearer short", f"Bearer {'x' * 44}", "Basic abc"])
async def test_without_a_secret_nothing_is_told(site: Site, given: str):
    async with ClientSession(headers={"Authorization": given}) as http:
        for path in ("/chat/api/events", f"/chat/files/{'0' * 64}"):
            async with http.get(site.url(path)) as answer:
                assert answer.status == 401
                assert (await answer.json())["error"] == "no_session"
        async with http.post(site.url("/chat/api/messages"), json={}) as answer:
            assert answer.status == 401


async def test_a_stranger_cannot_read_another_chat(site: Site, ana: Visitor, eve: Visitor):
    await site.says(ana.chat, Body(text="for Ana alone"))
    await site.says(eve.chat, Body(text="for Eve"))
    async with eve.listening() as ear:
        told = await ear.until("status")
    assert [each.data["body"]["text"] for each in told if each.event == "message"] == ["for Eve"]


async def test_the_staff_room_is_closed_to_customers(site: Site, ana: Visitor):
    site.knows(ana.session, name="Ana")
    assert (await ana.get("/chat/api/events?room=staff")).status == 403
    assert (await ana.post({"text": "hello"}, room="staff")).status == 403
    assert site.intake.taken == []


async def test_no_other_room_exists_for_staff_either(site: Site, ana: Visitor):
    site.knows(ana.session, staff="ana")
    assert (await ana.get("/chat/api/events?room=bosses")).status == 403


async def test_a_request_that_another_site_makes_is_refused(ana: Visitor):
    answer = await ana.get("/chat/api/events", **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403


async def test_a_peer_gets_so_many_new_sessions_and_is_told_when_there_are_more(tmp_path: Path):
    async with serving(tmp_path, Limits(strangers=(2.0, 0.1))) as site, ClientSession() as http:
        codes = []
        for _session in range(3):
            async with http.post(site.url("/chat/api/session"), headers={"X-Baoxiu-Bearer": "1"}) as answer:
                codes.append(answer.status)
        assert codes == [200, 200, 429]
        assert int(answer.headers["Retry-After"]) >= 5


async def test_made_up_secrets_count_as_new_sessions_and_known_people_do_not(tmp_path: Path):
    async with serving(tmp_path, Limits(strangers=(1.0, 0.001))) as site:
        ana = await site.visitor()
        assert (await ana.post({"text": "one"})).status == 200
        async with ClientSession() as http:
            headers = {"Authorization": f"Bearer {'C' * 43}"}
            message = {"id": "00000000-0000-4000-8000-000000000001", "text": "x"}
            async with http.post(site.url("/chat/api/messages"), json=message, headers=headers) as answer:
                assert answer.status == 429
        assert (await ana.post({"text": "two"})).status == 200


async def test_a_staff_link_brings_its_token_once_and_leads_to_the_chat(site: Site):
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        for _open in range(2):
            async with http.get(site.url("/chat/join/abc_TOKEN"), allow_redirects=False) as answer:
                assert answer.status == 303
                assert answer.headers["Location"] == "/chat"
    (incoming,) = site.intake.taken
    assert incoming.start == "abc_TOKEN"
    assert incoming.chat == incoming.sender.address


async def test_a_preview_of_a_staff_link_does_not_use_it_up(site: Site):
    async with ClientSession(headers={"User-Agent": "TelegramBot (like TwitterBot)"}) as http:
        async with http.get(site.url("/chat/join/abc_TOKEN")) as answer:
            assert answer.status == 200
            assert await answer.text() == ""
        async with http.head(site.url("/chat/join/abc_TOKEN")) as answer:
            assert answer.status == 405
    assert site.intake.taken == []


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"language": 5}', b"\xff"])
async def test_a_session_request_that_is_none_is_refused(site: Site, body: bytes):
    async with ClientSession() as http, http.post(site.url("/chat/api/session"), data=body) as answer:
        assert answer.status == 400
