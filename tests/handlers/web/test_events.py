"""A page hears its history, then whatever comes, and can come back where it stopped."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientError

from bot.handlers.web import STAFF_ROOM, Limits
from bot.messages import Body, Button, Media
from bot.ports import StoreError
from tests.handlers.web.site import Site, Visitor, serving


async def gone(site: Site, visitor: Visitor) -> None:
    """Return once no page of the visitor listens any more."""
    async with asyncio.timeout(10):
        while site.channel.hub.count(visitor.chat):  # noqa: ASYNC110  nothing in the product tells of a leaving page
            await asyncio.sleep(0.02)


async def test_a_page_hears_clock_history_and_status_first(site: Site, ana: Visitor):
    await site.says(ana.chat, Body(text="one"))
    async with ana.listening() as ear:
        told = await ear.until("status")
    assert [each.event for each in told] == ["clock", "message", "ready", "status"]
    assert told[0].data == {
        "now": site.clock.now(),
        "speed": 1.0,
        "zone": "America/Lima",
        "language": "",
        "staff": False,
    }
    assert told[3].data == {}


async def test_a_message_is_told_whole(site: Site, ana: Visitor):
    body = Body(
        text="BX-7K3M-9QK",
        bold=("BX-7K3M-9QK",),
        rows=((Button("Yes", "t.0"), Button("No", "t.1")),),
        files=(Media("photo", "a.png", "image/png", 7, digest="0" * 64),),
        style="relay",
        author="Luis",
    )
    async with ana.listening() as ear:
        await ear.until("status")
        key = await site.says(ana.chat, body)
        told = await ear.next("message")
    assert told.data["key"] == key
    assert told.data["id"] == told.id
    assert told.data["own"] is False
    assert told.data["author"] == "Luis"
    assert told.data["body"]["rows"] == [[{"label": "Yes", "token": "t.0"}, {"label": "No", "token": "t.1"}]]
    assert told.data["body"]["files"][0]["digest"] == "0" * 64
    assert told.data["body"]["card"] is None


async def test_own_messages_are_told_as_own_and_those_of_others_in_the_room_are_not(
    site: Site, ana: Visitor, eve: Visitor
):
    for visitor, name in ((ana, "Ana"), (eve, "Eve")):
        site.knows(visitor.session, staff=name.lower(), name=name)
    await ana.post({"text": "mine"}, room="staff")
    await eve.post({"text": "hers"}, room="staff")
    async with ana.listening("?room=staff") as ear:
        told = await ear.until("ready")
    assert [(each.data["author"], each.data["own"]) for each in told if each.event == "message"] == [
        ("Ana", True),
        ("Eve", False),
    ]


async def test_line_ends_in_a_message_stay_inside_its_event(site: Site, ana: Visitor):
    await site.says(ana.chat, Body(text="a\n\ndata: b\r\nevent: toast\u2028c"))
    async with ana.listening() as ear:
        told = await ear.until("status")
    assert [each.event for each in told] == ["clock", "message", "ready", "status"]
    assert told[1].data["body"]["text"] == "a\n\ndata: b\r\nevent: toast\u2028c"


@pytest.mark.parametrize("way", ["query", "header"])
async def test_a_page_comes_back_where_it_stopped(site: Site, ana: Visitor, way: str):
    await site.says(ana.chat, Body(text="old"))
    async with ana.listening() as ear:
        last = (await ear.next("message")).id
    await site.says(ana.chat, Body(text="missed"))
    query, headers = (f"?after={last}", {}) if way == "query" else ("", {"Last-Event-ID": last})
    async with ana.listening(query, **headers) as ear:
        told = await ear.until("ready")
    assert [each.data["body"]["text"] for each in told if each.event == "message"] == ["missed"]


async def test_an_edit_while_the_page_was_away_is_told_again_under_its_key(site: Site, ana: Visitor):
    key = await site.says(ana.chat, Body(text="new", style="card"), kind="card")
    async with ana.listening() as ear:
        last = (await ear.next("message")).id
    await site.says(ana.chat, Body(text="closed", style="card"), kind="card", edit_id=key)
    async with ana.listening(f"?after={last}") as ear:
        told = await ear.next("message")
    assert (told.data["key"], told.data["body"]["text"]) == (key, "closed")


@pytest.mark.parametrize("after", ["x", "-1", "1e3", str(2**63), "٣"])
async def test_an_id_that_is_none_is_refused(ana: Visitor, after: str):
    assert (await ana.get(f"/chat/api/events?after={after}")).status == 400


async def test_a_long_history_comes_whole_and_in_order(site: Site, ana: Visitor):
    for number in range(450):
        await site.says(ana.chat, Body(text=str(number)))
    async with ana.listening() as ear:
        told = await ear.until("ready")
    assert [each.data["body"]["text"] for each in told if each.event == "message"] == [str(n) for n in range(450)]


async def test_a_quiet_line_beats(tmp_path: Path):
    async with serving(tmp_path, Limits(heartbeat=0.05)) as site:
        ana = await site.visitor()
        async with ana.listening() as ear:
            await ear.until("status")
            assert (await ear.next()).event == "clock"
            assert (await ear.next()).event == "clock"


async def test_a_message_written_by_another_process_is_found_at_the_next_beat(tmp_path: Path):
    async with serving(tmp_path, Limits(heartbeat=0.05)) as site:
        ana = await site.visitor()
        async with ana.listening() as ear:
            await ear.until("status")
            await site.mailbox.put(ana.chat, "m1", 1, 0, Body(text="from elsewhere"))
            assert (await ear.next("message")).data["body"]["text"] == "from elsewhere"


async def test_a_changed_speed_is_told_at_once(tmp_path: Path):
    speeds = [60.0]
    async with serving(tmp_path, speed=lambda: speeds[0]) as site:
        ana = await site.visitor()
        async with ana.listening() as ear:
            assert (await ear.next("clock")).data["speed"] == 60.0
            await ear.until("status")
            speeds[0] = 600.0
            site.channel.hub.wake_all()
            assert (await ear.next("clock")).data["speed"] == 600.0


async def test_a_page_that_reads_nothing_is_let_go_and_stops_nobody(tmp_path: Path):
    async with serving(tmp_path, Limits(write_within=0.2)) as site:
        ana = await site.visitor()
        async with ana.http.get(site.url("/chat/api/events")) as answer:
            for number in range(400):
                await site.mailbox.put(ana.chat, f"m{number}", 1, 0, Body(text="x" * 50_000))
            site.channel.hub.wake(ana.chat)
            await gone(site, ana)
            answer.close()


async def test_leaving_pages_leave_nothing_behind(site: Site, ana: Visitor):
    async with ana.listening() as ear:
        await ear.until("status")
        assert site.channel.hub.count(ana.chat) == 1
    await site.says(ana.chat, Body(text="anybody there?"))
    await gone(site, ana)


async def test_a_visitor_may_open_so_many_pages(tmp_path: Path):
    async with serving(tmp_path, Limits(streams=1)) as site:
        ana = await site.visitor()
        async with ana.listening() as ear:
            await ear.until("status")
            assert (await ana.get("/chat/api/events")).status == 429


async def test_stopping_ends_every_stream(site: Site, ana: Visitor):
    async with ana.listening() as ear:
        await ear.until("status")
        await site.channel.stop()
        with pytest.raises(EOFError):
            await ear.next()


async def test_a_failing_database_ends_the_stream_so_that_the_page_comes_again(site: Site, ana: Visitor, monkeypatch):
    async def failing(*_args: object) -> None:
        raise StoreError("read")

    async with ana.listening() as ear:
        await ear.until("status")
        monkeypatch.setattr(site.mailbox, "since", failing)
        site.channel.hub.wake(ana.chat)
        with pytest.raises((EOFError, ClientError)):
            await ear.next()


async def test_the_room_has_no_status_line(site: Site, ana: Visitor):
    site.knows(ana.session, staff="ana")
    async with ana.listening("?room=staff") as ear:
        await ear.until("ready")
        await site.says(STAFF_ROOM, Body(text="card"))
        assert (await ear.next()).event == "message"


async def test_who_has_left_the_staff_hears_nothing_more_of_the_room(site: Site, ana: Visitor):
    site.knows(ana.session, staff="ana")
    async with ana.listening("?room=staff") as ear:
        await ear.until("ready")
        site.knows(ana.session, staff="ana", suspended_at=1)
        await site.says(STAFF_ROOM, Body(text="card"))
        with pytest.raises((EOFError, ClientError)):
            await ear.until("message")
    with pytest.raises(AssertionError, match="forbidden"):
        async with ana.listening("?room=staff"):
            pass
