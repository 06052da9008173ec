"""What members do in WeCom comes to the desk, once, in its own words; nothing else does."""

import asyncio

import aiohttp
import pytest

from bot.handlers.wecom.parsing import Reader
from bot.messages import Incoming, Location, Media
from bot.ports import StoreFull
from tests.handlers.wecom.conftest import BOT, delivery


async def got(intake) -> Incoming:
    (only,) = await intake.has(1)
    return only


@pytest.mark.usefixtures("channel")
async def test_the_check_of_the_address_is_answered_with_its_own_words(corp):
    assert await corp.pusher.verify()


async def test_a_text_comes_under_the_members_name_without_capitals(wang, intake, clock):
    push = await wang.says("/mine")
    said = await got(intake)
    assert push.is_taken
    assert (said.bot, said.chat, said.sender.address, said.sender.name) == (BOT, "wang", "wang", "Wang")
    assert (said.text, said.chat_kind) == ("/mine", "private")
    assert said.sent_at == clock.to_desk(clock.wall() // 1_000_000 * 1_000_000)


async def test_an_invitation_is_taken_up_by_its_command(wang, intake):
    await wang.says("/start AbC-123_x")
    said = await got(intake)
    assert (said.text, said.start) == ("/start", "AbC-123_x")


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        ("image", Media("photo", mime="image/jpeg", remote="M1")),
        ("voice", Media("voice", mime="audio/amr", remote="M1")),
        ("video", Media("video", mime="video/mp4", remote="M1")),
        ("file", Media("document", name="_log.txt", mime="application/octet-stream", remote="M1")),
    ],
)
async def test_what_is_attached_is_named_for_whoever_fetches_it(wang, intake, kind, media):
    await wang._sends(kind, {"MediaId": "M1", **({"FileName": "../log.txt"} if kind == "file" else {})})  # noqa: SLF001  the stand-in has no verb for all of them
    said = await got(intake)
    assert said.media == (media,)


async def test_a_place_is_a_place(wang, intake):
    await wang.sends_location(31.2304, 121.4737, "People's Square")
    said = await got(intake)
    assert said.location == Location(31.2304, 121.4737)


async def test_a_place_that_is_nowhere_is_none(wang, intake):
    await wang.sends_location(431.0, 121.4737)
    said = await got(intake)
    assert said.location is None


async def test_a_link_is_its_title_and_its_address(wang, intake):
    await wang._sends("link", {"Title": "Manual", "Url": "https://example.com/m"})  # noqa: SLF001  no verb for it
    said = await got(intake)
    assert said.text == "Manual\nhttps://example.com/m"


async def test_what_nobody_can_read_still_comes_so_that_its_sender_gets_an_answer(wang, intake):
    await wang._sends("sticker", {})  # noqa: SLF001  no verb for it
    said = await got(intake)
    assert (said.text, said.media, said.event) == ("", (), "")


async def test_opening_the_application_is_no_word(wang, intake):
    push = await wang.enters()
    assert push.is_taken
    assert intake.calls == 0


@pytest.mark.parametrize(("event", "means"), [("subscribe", "unblocked"), ("unsubscribe", "blocked")])
async def test_who_loses_the_application_is_out_of_reach_until_it_is_back(wang, intake, event, means):
    await wang._happens(event, {})  # noqa: SLF001  no verb for it
    said = await got(intake)
    assert said.event == means


async def test_an_entry_of_the_menu_is_the_command_it_is_named_by(wang, intake):
    await wang._happens("click", {"EventKey": "/open"})  # noqa: SLF001  no verb for it
    said = await got(intake)
    assert said.text == "/open"


async def test_a_press_brings_its_token_and_a_code_that_changes_the_card(wang, channel, intake, codes):
    await channel.send(delivery(labels=["I'll take it", "More"]))
    await wang.presses("More")
    said = await got(intake)
    assert (said.choice, said.chat, said.chat_kind, said.press) == ("t.1", "wang", "private", "")
    assert [(one.external_id, one.bot) for one in codes.kept] == [("m-1", BOT), ("m-1", BOT)]


async def test_a_press_in_a_department_belongs_to_the_department_and_is_answered_to_who_pressed(
    corp, wang, channel, intake
):
    corp.party(7, [wang])
    await channel.send(delivery(chat="party:7", labels=["I'll take it"]))
    await wang.presses("I'll take it")
    said = await got(intake)
    assert (said.chat, said.chat_kind, said.press, said.sender.address) == ("party:7", "group", "wang", "wang")


async def test_two_presses_are_two_and_a_repeat_is_none(wang, channel, intake, clock):
    await channel.send(delivery(labels=["I'll take it"]))
    await wang.presses("I'll take it")
    await wang.repeats()
    clock.wall_at += 1_000_000
    await wang.presses("I'll take it")
    assert len(intake.taken) == 2


async def test_a_full_queue_makes_wecom_post_it_again(wang, intake):
    intake.failures = [StoreFull(), StoreFull()]
    push = await wang.says("/mine")
    assert push.statuses == [503, 503, 200]
    assert len(intake.taken) == 1


async def test_a_message_that_cannot_be_taken_in_is_kept_and_not_posted_again(wang, intake):
    intake.failures = [RuntimeError("a fault of ours")]
    push = await wang.says("/mine")
    assert push.statuses == [200]
    assert [(bot, reason) for bot, _, _, reason in intake.parked] == [(BOT, "taking it in failed: RuntimeError")]


async def test_a_code_that_cannot_be_kept_makes_wecom_post_the_press_again(wang, channel, intake, codes):
    await channel.send(delivery(labels=["I'll take it"]))
    codes.failures = [StoreFull()]
    push = await wang.presses("I'll take it")
    assert push.statuses == [503, 200]
    assert len(intake.taken) == 1


async def test_with_another_key_it_is_refused_and_the_operators_are_told(corp, wang, intake, alarms):
    secrets = corp.pusher.secrets
    corp.pusher.secrets = type(secrets)(secrets.token, "b" * 42 + "A", secrets.receiver)
    push = await wang.says("/mine")
    assert push.statuses == [403, 403, 403]
    assert (intake.calls, alarms.kinds()) == (0, ["wecom-key"])


async def test_for_another_company_it_is_refused(corp, wang, intake):
    secrets = corp.pusher.secrets
    corp.pusher.secrets = type(secrets)(secrets.token, secrets.aes_key, "ww0000000000000000")
    push = await wang.says("/mine")
    assert push.statuses == [403, 403, 403]
    assert intake.calls == 0


async def test_with_another_token_it_is_refused_and_the_address_is_not_proven(corp, wang, intake):
    secrets = corp.pusher.secrets
    corp.pusher.secrets = type(secrets)("another", secrets.aes_key, secrets.receiver)
    push = await wang.says("/mine")
    assert push.statuses == [403, 403, 403]
    assert not await corp.pusher.verify()
    assert intake.calls == 0


async def test_a_letter_played_back_much_later_has_no_effect(corp, wang, intake, clock):
    await wang.says("/mine")
    query, body = corp.pusher.wire(wang.last)
    statuses = []
    async with aiohttp.ClientSession() as session:
        for seconds in (0, 61):
            clock.wall_at += seconds * 1_000_000
            async with session.post(corp.pusher.url, params=query, data=body) as answer:
                statuses.append(answer.status)
    assert statuses == [200, 200]
    assert intake.calls == 2


async def test_a_check_of_the_address_without_words_is_refused(corp, channel):
    assert channel.bot == BOT
    query, _ = corp.pusher.wire({"ToUserName": "ww"})
    async with aiohttp.ClientSession() as session, session.get(corp.pusher.url, params=query) as answer:
        assert answer.status == 400


async def test_a_letter_that_cannot_be_read_is_kept_once_and_not_posted_again(wang, intake, monkeypatch):
    def fails(*_letter: object) -> None:
        raise RecursionError

    monkeypatch.setattr(Reader, "read", fails)
    push = await wang.says("/mine")
    assert push.statuses == [200]
    ((bot, name, payload, reason),) = intake.parked
    assert (bot, reason) == (BOT, "reading it failed: RecursionError")
    assert name.startswith("unfit-")
    assert b"/mine" in payload


async def test_before_it_runs_and_after_it_stops_the_channel_asks_wecom_to_wait(wang, channel, intake):
    await channel.stop()
    push = await wang.says("/mine")
    assert push.statuses == [503, 503, 503]
    assert intake.calls == 0


@pytest.mark.usefixtures("channel")
async def test_many_at_once_all_come(corp, intake):
    members = [corp.member(f"m{at}") for at in range(20)]
    await asyncio.gather(*(each.says("hello") for each in members))
    assert {said.chat for said in intake.taken} == {each.userid for each in members}
