"""A card that members have before them changes with its ticket as long as WeCom lets us, and then there is another."""

import pytest

from bot.messages import RetryAt, Sent
from bot.ports import StoreFull
from tests.handlers.wecom.conftest import delivery
from tests.tencent_api import refusals

HOUR = 3_600_000_000
UPDATE = "message/update_template_card"


@pytest.fixture
async def card(wang, channel):
    """A card that hangs in the member's chat."""
    await channel.send(delivery("new", kind="card", labels=["I'll take it"]))
    return wang.inbox[0]


def drawn(text: str, number: int = 2, *labels: str, chat: str = "wang", shown: str = "m-1"):
    """What the sender draws when the ticket has changed."""
    return delivery(text, chat, number, kind="card", edit_id=shown, labels=labels)


async def test_a_card_is_changed_in_place_with_the_code_it_came_with(wang, channel, card):
    assert await channel.send(drawn("yours", 2, "On my way")) == Sent("m-1")
    assert [bubble.text for bubble in wang.inbox] == ["yours"]
    assert card.labels == ["On my way"]


@pytest.mark.usefixtures("card")
async def test_a_code_serves_once_and_then_there_is_a_new_card(corp, wang, channel):
    await channel.send(drawn("yours", 2, "On my way"))
    assert await channel.send(drawn("under way", 3, "Solved")) == Sent("m-3")
    assert [bubble.text for bubble in wang.inbox] == ["yours", "under way"]
    assert len(corp.called(UPDATE)) == 1


@pytest.mark.usefixtures("card")
async def test_each_press_brings_a_code_for_one_more_change(corp, wang, channel):
    await wang.presses("I'll take it")
    await channel.send(drawn("yours", 2, "On my way"))
    await wang.presses("On my way")
    await channel.send(drawn("under way", 3, "Solved"))
    await channel.send(drawn("waiting", 4, "Solved"))
    assert [bubble.text for bubble in wang.inbox] == ["waiting"]
    codes = [call.body["response_code"] for call in corp.called(UPDATE)]
    assert len(set(codes)) == 3
    assert corp.refused == []


@pytest.mark.usefixtures("card")
async def test_the_newest_code_goes_first(corp, wang, channel, clock, codes):
    clock.wall_at += HOUR
    await wang.presses("I'll take it")
    newest = max(codes.kept, key=lambda one: one.expires_at)
    await channel.send(drawn("yours", 2, "On my way"))
    (call,) = corp.called(UPDATE)
    assert call.body["response_code"] == newest.code


@pytest.mark.usefixtures("card")
async def test_after_three_days_there_is_a_new_card_and_the_old_one_is_left_alone(corp, wang, channel, clock):
    clock.wall_at += 72 * HOUR
    assert await channel.send(drawn("yours", 2, "On my way")) == Sent("m-2")
    assert corp.called(UPDATE) == []
    assert [bubble.text for bubble in wang.inbox] == ["new", "yours"]


@pytest.mark.usefixtures("card")
async def test_a_code_that_the_platform_does_not_take_any_more_is_dropped_for_the_one_before(
    corp, wang, channel, codes
):
    await wang.presses("I'll take it")
    corp.faults.refuse(UPDATE, refusals.CODE_USED)
    assert await channel.send(drawn("yours", 2, "On my way")) == Sent("m-1")
    assert codes.kept == []
    assert [bubble.text for bubble in wang.inbox] == ["yours"]


@pytest.mark.usefixtures("card")
async def test_a_busy_platform_is_asked_again_with_the_same_code(corp, wang, channel):
    corp.faults.refuse(UPDATE, refusals.BUSY)
    assert isinstance(await channel.send(drawn("yours", 2, "On my way")), RetryAt)
    assert await channel.send(drawn("yours", 2, "On my way")) == Sent("m-1")
    assert [bubble.text for bubble in wang.inbox] == ["yours"]


@pytest.mark.usefixtures("wang")
async def test_when_nothing_is_left_to_press_the_card_only_tells(channel, card):
    await channel.send(drawn("closed\nwith 5 out of 5", 2))
    assert card.json["card_type"] == "text_notice"
    assert card.text == "closed\nwith 5 out of 5"
    assert card.labels == []


async def test_in_a_department_everybodys_card_changes(corp, wang, channel):
    zhao = corp.member("zhao")
    corp.party(7, [wang, zhao])
    await channel.send(delivery("new", "party:7", kind="card", labels=["I'll take it"]))
    await zhao.presses("I'll take it")
    assert await channel.send(drawn("Zhao has it", 2, "Take over", chat="party:7", shown="p7-1")) == Sent("p7-1")
    assert [[bubble.text for bubble in each.inbox] for each in (wang, zhao)] == [["Zhao has it"], ["Zhao has it"]]


async def test_a_list_that_has_no_room_on_a_card_is_turned_by_a_new_message(corp, wang, channel):
    labels = [f"BX-7K3M-{at:03}" for at in range(11)]
    await channel.send(delivery("Page one", kind="card", labels=labels))
    assert await channel.send(drawn("Page two", 2, *labels)) == Sent("m-2")
    assert [bubble.text for bubble in wang.inbox if bubble.kind == "text"] == ["Page one", "Page two"]
    assert corp.called(UPDATE) == []


async def test_words_that_are_corrected_come_as_a_correction(wang, channel):
    await channel.send(delivery("Come at 3", number=1))
    corrected = delivery("Come at 4", number=2, kind="edit", edit_id="", body={"anew": "Corrected: Come at 4"})
    assert await channel.send(corrected) == Sent()
    assert [bubble.text for bubble in wang.inbox] == ["Come at 3", "Corrected: Come at 4"]


@pytest.mark.usefixtures("wang")
async def test_a_card_whose_code_cannot_be_kept_has_still_been_sent(channel, codes):
    codes.failures = [StoreFull()]
    assert await channel.send(delivery("new", kind="card", labels=["I'll take it"])) == Sent("m-1")


@pytest.mark.usefixtures("card")
async def test_while_the_codes_cannot_be_read_the_change_waits(wang, channel, codes):
    codes.failures = [StoreFull()]
    assert isinstance(await channel.send(drawn("yours", 2, "On my way")), RetryAt)
    assert [bubble.text for bubble in wang.inbox] == ["new"]


@pytest.mark.usefixtures("wang", "card")
async def test_a_change_that_was_made_is_not_made_again_when_its_code_stays(channel, codes):
    codes.failures = []
    put, codes.used = codes.used, _fails
    assert await channel.send(drawn("yours", 2, "On my way")) == Sent("m-1")
    codes.used = put
    assert await channel.send(drawn("under way", 3, "Solved")) == Sent("m-3")


async def _fails(_code) -> None:
    raise StoreFull
