"""What a visitor posts reaches the desk once, cleaned; what is no message is refused in their language."""

import json
import uuid
from pathlib import Path

import pytest

from bot.handlers.web import STAFF_ROOM, Limits
from bot.ports import StoreError, StoreFull
from tests.handlers.web.site import Site, Visitor, serving

ONE = "0188a5eb-0000-4000-8000-00000000000a"


async def test_a_message_reaches_the_desk_with_who_wrote_it(site: Site, ana: Visitor):
    answer = await ana.post({"id": ONE, "text": "the camera froze", "reply_to": "m7", "language": "es-PE"})
    assert answer.status == 200
    assert await answer.json() == {"ok": True}
    (incoming,) = site.intake.taken
    assert incoming.bot == "web:desk"
    assert incoming.chat == incoming.sender.address == ana.chat
    assert incoming.chat_kind == "private"
    assert incoming.text == "the camera froze"
    assert incoming.reply_to == "m7"
    assert incoming.sender.language == "es"
    assert incoming.received_at == incoming.sent_at == site.clock.now()


async def test_the_same_uuid_counts_once_and_is_told_the_same(site: Site, ana: Visitor):
    for _time in range(20):
        assert (await ana.post({"id": ONE, "text": "once"})).status == 200
    assert len(site.intake.taken) == 1
    assert len(site.mailbox.of(ana.chat)) == 1


async def test_two_people_may_draw_the_same_uuid(site: Site, ana: Visitor, eve: Visitor):
    await ana.post({"id": ONE, "text": "from Ana"})
    await eve.post({"id": ONE, "text": "from Eve"})
    assert [each.text for each in site.intake.taken] == ["from Ana", "from Eve"]


async def test_an_own_message_stays_in_the_chat_under_its_uuid(site: Site, ana: Visitor):
    await ana.post({"id": ONE, "text": "hello"})
    (entry,) = site.mailbox.of(ana.chat)
    assert entry.key == f"in:{ONE}"
    assert entry.author == ana.session.author > 0
    assert site.intake.taken[0].message_id == entry.key


async def test_text_is_cleaned_once(site: Site, ana: Visitor):
    await ana.post(f'{{"id": "{ONE}", "text": "e\\u0301 \\ud800 a\\u0000b \\u200fc <b>&amp;"}}'.encode())
    assert site.intake.taken[0].text == "é \ufffd ab \u200fc <b>&amp;"


async def test_ten_thousand_signs_are_taken_and_one_more_is_refused(ana: Visitor):
    assert (await ana.post({"text": "故" * 10_000})).status == 200
    answer = await ana.post({"text": "x" * 10_001})
    assert answer.status == 413
    said = await answer.json()
    assert said["error"] == "too_long"
    assert "10,000" in said["text"]


async def test_a_body_over_the_limit_is_refused(ana: Visitor):
    answer = await ana.post(b'{"text": "' + b"x" * 300_000 + b'"}')
    assert answer.status == 413
    assert (await answer.json())["error"] == "too_large"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"[]", b'"text"'],
    ids=["nothing", "half", "no utf-8", "deep", "null", "a list", "a text"],
)
async def test_what_is_no_message_is_a_bad_request(site: Site, ana: Visitor, body: bytes):
    answer = await ana.post(body)
    assert answer.status == 400
    assert (await answer.json())["error"] in {"bad_request", "bad_fields"}
    assert site.intake.taken == []


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "7"},
        {"id": ONE + "\n", "text": "x"},
        {"id": None, "text": "x"},
        {"text": 5},
        {"text": "x", "chat": "other"},
        {"choice": "x" * 65},
        {"files": [{"digest": "../../etc/passwd", "kind": "photo", "size": 1, "proof": ""}]},
        {"files": "x"},
    ],
)
async def test_wrong_fields_are_refused_and_named(site: Site, ana: Visitor, fields: dict[str, object]):
    answer = await ana.post(fields)
    said = await answer.json()
    assert (answer.status, said["error"]) == (400, "bad_fields")
    assert said["text"]
    assert site.intake.taken == []


@pytest.mark.parametrize("text", ["", "   ", "\n\t\u3000"])
async def test_a_message_of_nothing_gets_a_kind_word(ana: Visitor, text: str):
    answer = await ana.post({"text": text})
    assert (answer.status, (await answer.json())["error"]) == (400, "empty")


async def test_refusals_speak_the_language_of_the_visitor(site: Site):
    said = {}
    for language in ("zh-CN", "es-PE", "en", "fr"):
        visitor = await site.visitor(**{"Accept-Language": f"{language};q=0.9, en;q=0.1"})
        said[language] = (await (await visitor.post({"text": ""})).json())["text"]
    assert len({said["zh-CN"], said["es-PE"], said["en"]}) == 3
    assert said["fr"] == said["en"]


async def test_a_press_carries_its_token_and_stays_marked(site: Site, ana: Visitor):
    await ana.post({"id": ONE, "choice": "tok.1", "label": "Works <b>badly</b>"})
    (incoming,) = site.intake.taken
    assert incoming.choice == "tok.1"
    assert incoming.press.startswith(ana.chat + ":")
    (entry,) = site.mailbox.of(ana.chat)
    assert entry.body.style == "choice"
    assert entry.body.rows[0][0].token == "tok.1"


async def test_a_start_link_brings_its_payload_and_leaves_no_bubble(site: Site, ana: Visitor):
    await ana.post({"start": "eq_77"})
    assert site.intake.taken[0].start == "eq_77"
    assert site.mailbox.of(ana.chat) == []


async def test_staff_write_into_the_room_under_their_name(site: Site, ana: Visitor):
    site.knows(ana.session, staff="ana", name="Ana Li")
    await ana.post({"text": "I am on it"}, room="staff")
    await ana.post({"choice": "tok.0"}, room="staff")
    said, pressed = site.intake.taken
    assert (said.chat, said.chat_kind, said.sender.address) == (STAFF_ROOM, "group", ana.chat)
    assert pressed.press.startswith(ana.chat)
    (entry,) = site.mailbox.of(STAFF_ROOM)
    assert entry.body.author == "Ana Li"


@pytest.mark.parametrize("failure", [StoreFull("full"), StoreError("disk")])
async def test_what_is_not_stored_is_not_acknowledged(site: Site, ana: Visitor, failure: StoreError):
    site.intake.failures.append(failure)
    answer = await ana.post({"id": ONE, "text": "keep me"})
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert (await answer.json())["error"] == "busy"
    assert site.mailbox.of(ana.chat) == []
    assert (await ana.post({"id": ONE, "text": "keep me"})).status == 200
    assert [entry.body.text for entry in site.mailbox.of(ana.chat)] == ["keep me"]


async def test_a_message_stored_without_its_bubble_gets_the_bubble_by_the_repeat(site: Site, ana: Visitor):
    site.mailbox.failures.append(StoreError("disk"))
    assert (await ana.post({"id": ONE, "text": "hello"})).status == 503
    assert (await ana.post({"id": ONE, "text": "hello"})).status == 200
    assert len(site.intake.taken) == 1
    assert len(site.mailbox.of(ana.chat)) == 1


async def test_a_session_may_send_so_many_at_once(tmp_path: Path):
    async with serving(tmp_path, Limits(messages=(3.0, 0.01))) as site:
        ana, eve = await site.visitor(), await site.visitor()
        codes = [(await ana.post({"text": str(number)})).status for number in range(4)]
        assert codes == [200, 200, 200, 429]
        assert (await eve.post({"text": "me too"})).status == 200


async def test_the_raw_body_goes_along_for_parking(site: Site, ana: Visitor):
    raw = json.dumps({"id": str(uuid.uuid4()), "text": "x"}).encode()
    await ana.post(raw)
    assert site.intake.taken[0].raw == raw
