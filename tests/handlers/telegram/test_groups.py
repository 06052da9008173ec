"""How we stand in the staff's group: asked at the start, told on every change, and known when it was not told."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.handlers.telegram.channel import TelegramChannel
from bot.messages import Body, Delivery, Lane, Place
from tests.handlers.telegram.conftest import STAFF_CHAT, TelegramSettings
from tests.telegram_api import Group, Telegram
from tests.telegram_api import telegram as serving
from tests.telegram_api.members import RIGHTS


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    async with serving(patience=0.02) as running:
        yield running


@pytest.fixture
async def start(tg, around):
    """Start a channel on this Telegram; it is stopped at the end."""
    running = []

    async def started() -> TelegramChannel:
        channel = TelegramChannel(TelegramSettings(api_url=tg.api_url), around)
        running.append(channel)
        await channel.start()
        return channel

    yield started
    for channel in running:
        await channel.stop()


async def standings(intake, count: int = 1) -> list:
    """Return what was told of our standing, once it was told so often."""
    async with asyncio.timeout(5):
        while len(found := [each.standing for each in intake.taken if each.event == "standing"]) < count:
            intake.news.clear()
            await intake.news.wait()
    return found


def staff(tg: Telegram, **how) -> Group:
    return tg.group("Night shift", STAFF_CHAT, **how)


async def test_at_the_start_we_know_how_we_stand(tg, start, intake):
    staff(tg, forum=True)
    await start()
    (told,) = await standings(intake)
    assert (told.status, told.title, told.asked) == ("administrator", "Night shift", True)
    assert (told.is_forum, told.can_manage_topics, told.can_write) == (True, True, True)


@pytest.mark.parametrize(("privacy", "sees_all"), [(True, False), (False, True)])
async def test_a_plain_member_with_privacy_mode_on_sees_only_what_is_addressed_to_us(
    tg, start, intake, privacy, sees_all
):
    tg.world.privacy = privacy
    staff(tg, bot="member")
    await start()
    (told,) = await standings(intake)
    assert (told.status, told.sees_all) == ("member", sees_all)


async def test_an_administrator_without_the_right_to_topics_is_known_as_such(tg, start, intake):
    staff(tg, forum=True, rights=RIGHTS - {"can_manage_topics"})
    await start()
    (told,) = await standings(intake)
    assert (told.status, told.can_manage_topics) == ("administrator", False)


async def test_a_group_that_does_not_exist_is_gone(start, intake):
    await start()
    assert [told.status for told in await standings(intake)] == ["gone"]


async def test_a_group_we_were_put_out_of_before_the_start_is_known(tg, start, intake):
    staff(tg, bot="kicked")
    await start()
    assert [told.status for told in await standings(intake)] == ["kicked"]


async def test_to_be_put_out_and_taken_in_again_is_told_at_once(tg, start, intake):
    group = staff(tg)
    await start()
    await standings(intake)
    group.bot_becomes("kicked")
    assert (await standings(intake, 2))[1].status == "kicked"
    group.bot_becomes("administrator")
    # The event itself, and what a look then found, in whichever order they were begun.
    told = await standings(intake, 3)
    assert "administrator" in {each.status for each in told[2:]} or (await standings(intake, 4))[3].status
    assert not told[-1].asked


async def test_a_refused_message_makes_us_look_though_nobody_told_us(tg, start, intake):
    group = staff(tg)
    channel = await start()
    await standings(intake)
    # The update about it was lost.
    group.admits(tg.world.bot, "kicked")
    place = Place(channel.bot, str(STAFF_CHAT))
    await channel.send(Delivery(id=1, kind="send", lane=Lane.UPDATE, place=place, body=Body("words"), attempt=1))
    assert (await standings(intake, 2))[1].status == "kicked"


async def test_a_leaver_and_a_stranger_who_comes_are_told_of(tg, start, intake):
    wang, li = tg.person("Wang"), tg.person("Li")
    group = staff(tg, members=[wang])
    await start()
    await standings(intake)
    await wang.leaves(group)
    await li.joins(group)
    async with asyncio.timeout(5):
        while len(found := {(each.event, each.sender.name) for each in intake.taken if each.event != "standing"}) < 2:
            intake.news.clear()
            await intake.news.wait()
    assert found == {("left", "Wang"), ("joined", "Li")}
