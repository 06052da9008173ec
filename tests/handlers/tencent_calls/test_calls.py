"""Calls: what goes out, what comes back, and what an error may never show."""

import asyncio
import logging
import socket

import pytest
from aiohttp import web

from bot.handlers.tencent_api import ApiError, Held, NoAnswer, NotSent, Refused, Upload, outcome_of
from bot.handlers.tencent_api import wire as calling
from bot.messages import Closed, RetryAt, Undeliverable, Unknown
from tests.handlers.tencent_calls.platform import SECRET, desk

SEND, GET = "/cgi-bin/message/custom/send", "/cgi-bin/media/get"
SECOND = 1_000_000


async def failure(api, path=SEND):
    with pytest.raises(ApiError) as error:
        await api.post(path, {"touser": "o1"})
    return error.value


async def test_chinese_goes_out_as_it_is_read(platform, ours):
    await ours.api.post(SEND, {"content": "电梯坏了"})
    assert platform.raw[-1] == '{"content":"电梯坏了"}'.encode()


async def test_a_refusal_is_an_error_with_its_code(platform, ours):
    platform.answers[SEND] = [{"errcode": 45015, "errmsg": "response out of time limit rid: 1"}]
    error = await failure(ours.api)
    assert isinstance(error, Refused)
    assert error.code == 45015
    assert len(platform.calls) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (web.Response(status=502, text="<html>"), NoAnswer),
        (web.Response(status=404, text="no"), NotSent),
        (web.Response(status=302, headers={"Location": "https://elsewhere.example/"}), NotSent),
        (web.Response(text="<html>captive portal</html>"), NoAnswer),
        (web.Response(text='{"errcode": "soon"}'), NoAnswer),
        (web.Response(body=b"\xff\xfe"), NoAnswer),
    ],
)
async def test_what_no_platform_answers_is_no_success(platform, ours, answer, error):
    await ours.api.get("/cgi-bin/any")
    platform.answers[SEND] = [answer]
    assert type(await failure(ours.api)) is error


async def test_a_server_that_is_not_there_was_sent_nothing():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        one = desk(f"http://127.0.0.1:{free.getsockname()[1]}")
        await one.api.open()
        error = await failure(one.api)
        await one.api.close()
    assert isinstance(error, NotSent)
    assert outcome_of(error) == RetryAt(5.0, str(error), whole_bot=True)


async def test_an_answer_that_does_not_come_leaves_it_unknown(platform, ours, monkeypatch):
    await ours.api.get("/cgi-bin/any")
    monkeypatch.setattr(calling, "CALL", 0.05)
    platform.delay = 0.3
    error = await failure(ours.api)
    assert isinstance(error, NoAnswer)
    assert isinstance(outcome_of(error), Unknown)


async def test_a_connection_that_breaks_leaves_it_unknown(platform, ours):
    await ours.api.get("/cgi-bin/any")

    class Breaking(web.Response):
        async def prepare(self, request):
            request.transport.abort()
            return await super().prepare(request)

    platform.answers[SEND] = [Breaking(text="x")]
    assert isinstance(await failure(ours.api), NoAnswer)


async def test_a_client_that_is_closed_sends_nothing(ours):
    await ours.api.close()
    assert isinstance(await failure(ours.api), NotSent)


def chain(error):
    while error is not None:
        yield f"{error!r} {error} {getattr(error, '__dict__', {})}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=502),
        web.Response(text="no json"),
        {"errcode": 40001, "errmsg": "invalid credential TOKEN"},
        {"errcode": 40125, "errmsg": f"invalid appsecret {SECRET}"},
    ],
)
async def test_no_error_and_no_log_shows_a_token_a_secret_or_an_address(platform, ours, caplog, answer):
    caplog.set_level(logging.DEBUG)
    await ours.api.get("/cgi-bin/any")
    if isinstance(answer, dict):
        answer["errmsg"] = answer["errmsg"].replace("TOKEN", platform.token)
    platform.answers[SEND] = [answer]
    error = await failure(ours.api) if not isinstance(answer, dict) or answer["errcode"] != 40001 else None
    shown = " ".join([*chain(error), caplog.text, *(detail for _, detail in ours.alarms.raised)])
    for hidden in (platform.token, SECRET, platform.url, "access_token="):
        assert hidden not in shown


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1", "203.0.113.7"),
        ("invalid ip 2001:db8::17, not in whitelist", "2001:db8::17"),
        ("access clientip is not registered", "40164 access clientip is not registered"),
    ],
)
async def test_an_address_that_is_not_listed_is_told_to_the_operator_once_and_nothing_is_called(
    platform, ours, words, address
):
    platform.answers["/cgi-bin/stable_token"] = [{"errcode": 40164, "errmsg": words}]
    outcomes = [outcome_of(await failure(ours.api)) for _ in range(20)]
    assert ours.alarms.raised == [("wechat-address", address)]
    assert len(platform.asked) == 1
    assert platform.calls == []
    assert all(isinstance(outcome, RetryAt) and outcome.whole_bot for outcome in outcomes)


async def test_the_pause_grows_while_nothing_is_mended_and_ends_with_the_first_success(platform, ours):
    refusal = {"errcode": 61004, "errmsg": "access clientip is not registered"}
    pauses = []
    for _ in range(8):
        platform.answers["/cgi-bin/stable_token"] = [refusal]
        assert isinstance(await failure(ours.api), Refused)
        held = await failure(ours.api)
        assert isinstance(held, Held)
        pauses.append(held.after)
        ours.clock.wall_at += round(held.after * SECOND)
    assert pauses == [60, 120, 240, 480, 600, 600, 600, 600]
    assert len(platform.asked) == 8
    await ours.api.post(SEND, {})
    await ours.api.post(SEND, {})
    # Both may stand from before this process; neither is asked about again.
    assert sorted(ours.alarms.cleared) == ["wechat-address", "wechat-credentials"]


async def test_many_on_their_way_at_once_count_as_one_failure(platform, ours):
    await ours.api.get("/cgi-bin/any")
    platform.answers[SEND] = [{"errcode": 50002, "errmsg": "user limited"}] * 20
    platform.delay = 0.02
    await asyncio.gather(*(failure(ours.api) for _ in range(20)))
    held = await failure(ours.api)
    assert held.after == 60


async def test_a_day_that_is_used_up_is_an_alarm_and_waits(platform, ours):
    platform.answers[SEND] = [{"errcode": 45009, "errmsg": "reach max api daily quota limit"}]
    error = await failure(ours.api)
    assert outcome_of(error) == RetryAt(600.0, str(error), whole_bot=True)
    assert ours.alarms.kinds() == ["wechat-quota"]
    # Other calls have figures of their own.
    await ours.api.post("/cgi-bin/media/upload", {})


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (-1, RetryAt),
        (45011, RetryAt),
        (45015, Closed),
        (45047, Closed),
        (43004, Closed),
        (40003, Undeliverable),
        (81013, Undeliverable),
        (45002, Undeliverable),
        (48001, Undeliverable),
        (40164, RetryAt),
        (60020, RetryAt),
        (99999, Undeliverable),
    ],
)
def test_each_code_has_one_meaning(code, kind):
    outcome = outcome_of(Refused(code, "words"))
    assert isinstance(outcome, kind)
    assert outcome.reason == f"{code} words"
    if isinstance(outcome, Undeliverable):
        assert outcome.unreachable == (code in {40003, 81013})


async def test_a_file_goes_up_under_its_name(platform, ours):
    platform.answers["/cgi-bin/media/upload"] = [{"media_id": "m1"}]
    upload = Upload("电梯.jpg", "image/jpeg", b"\xff\xd8" * 50_000)
    assert await ours.api.upload("/cgi-bin/media/upload", upload, {"type": "image"}) == {"media_id": "m1"}
    assert platform.uploads == [upload]
    assert platform.queries[-1]["type"] == "image"


async def test_a_file_goes_up_again_whole_when_its_token_was_refused(platform, ours):
    await ours.api.get("/cgi-bin/any")
    platform.withdrawn = 1
    upload = Upload("a.jpg", "image/jpeg", b"\xff\xd8")
    await ours.api.upload("/cgi-bin/media/upload", upload)
    assert platform.uploads == [upload, upload]


async def test_a_file_comes_down(platform, ours):
    platform.answers[GET] = [web.Response(body=b"x" * 200_000, content_type="image/jpeg")]
    chunks = await ours.api.download(GET, {"media_id": "m"})
    assert b"".join([chunk async for chunk in chunks]) == b"x" * 200_000


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
async def test_an_error_in_place_of_a_file_is_an_error_though_it_comes_with_200(platform, ours, kind):
    platform.answers[GET] = [web.Response(body=b'{"errcode":40007,"errmsg":"invalid media_id"}', content_type=kind)]
    with pytest.raises(Refused) as refused:
        await ours.api.download(GET, {"media_id": "gone"})
    assert refused.value.code == 40007


async def test_a_refused_token_is_replaced_for_a_file_too(platform, ours):
    await ours.api.get("/cgi-bin/any")
    platform.withdrawn = 1
    platform.answers[GET] = [web.Response(body=b"x", content_type="image/jpeg")]
    chunks = await ours.api.download(GET, {"media_id": "m"})
    assert [chunk async for chunk in chunks] == [b"x"]


async def test_an_address_the_platform_names_is_called_without_the_token(platform, ours):
    platform.answers["/video"] = [web.Response(body=b"v", content_type="video/mp4")]
    chunks = await ours.api.named(f"{platform.url}/video")
    assert [chunk async for chunk in chunks] == [b"v"]
    assert platform.queries[-1] == {}
