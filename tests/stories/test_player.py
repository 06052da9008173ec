"""The player makes the cast act in turn, and says at which step somebody did not see what they should."""

import pytest

from bot.stories.form import read
from bot.stories.player import Player, StoryFailed
from tests.stories.people import Phrasebook, SmallWorld

HEAD = """\
name: short
language: en
start: 2026-11-18T22:35:00+08:00
cast:
  li: {role: customer}
  wang: {role: on_duty}
steps:
"""
PHRASES = Phrasebook(choice_down=("It's down",), ticket_issued=("We have it, ", " it is."))


@pytest.fixture
def world() -> SmallWorld:
    return SmallWorld("li", "wang")


async def play(world: SmallWorld, *steps: str) -> None:
    story = read(HEAD + "".join(f"  - {step}\n" for step in steps), "short.yaml")
    await Player(world, PHRASES, "en").play(story)


async def test_the_cast_acts_in_turn(world: SmallWorld):
    await play(world, "li: hello", "li: {file: rack.png, say: look}", "wang: {say: hi, in: room}", "restart: true")
    assert world.actor("li").did == ["hello", "rack.png 8 look"]
    assert world.actor("wang").did == ["room: hi"]
    assert world.restarts == 1


async def test_the_same_message_arrives_as_often_as_told(world: SmallWorld):
    await play(world, "li: hello", "li: {again: 3}")
    assert world.actor("li").did == ["hello", "again hello", "again hello", "again hello"]


async def test_the_newest_button_with_the_label_is_pressed(world: SmallWorld):
    world.plan[1] = lambda: world.actor("li").sees("How bad?", "Minor", "It's down")
    world.plan[2] = lambda: world.actor("li").sees("How bad now?", "Minor", "It's down")
    await play(world, "after: 2m", 'li: {press: "@choice-down"}')
    assert world.actor("li").did == ["[It's down t2] under m2"]


async def test_a_button_that_comes_a_little_later_is_waited_for(world: SmallWorld):
    world.plan[0] = lambda: world.actor("li").sees("How bad?", "Minor")
    await play(world, "after: 0s", "li: {press: Minor}")
    assert world.actor("li").did == ["[Minor t1] under m1"]


async def test_a_button_nobody_has_ends_the_story_there(world: SmallWorld):
    with pytest.raises(StoryFailed, match="li has no button 'Minor'; they have seen nothing") as failed:
        await play(world, "li: hello", "li: {press: Minor}")
    assert failed.value.step.line == 9


async def test_an_expected_line_may_come_within_its_time(world: SmallWorld):
    world.plan[4] = lambda: world.actor("wang").sees("Please take it", style="page")
    await play(world, "expect: {wang: page, within: 5m}")
    assert world.minute == 4


async def test_an_expected_line_that_does_not_come_fails_with_what_was_seen(world: SmallWorld):
    world.plan[1] = lambda: world.actor("wang").sees("Good morning")
    with pytest.raises(StoryFailed, match="wang did not see 'page'; the last they saw is 'Good morning'"):
        await play(world, "expect: {wang: page, within: 5m}")


async def test_words_with_variables_are_known_by_their_fixed_parts(world: SmallWorld):
    world.plan[1] = lambda: world.actor("li").sees("We have it, your number BX-1 it is.")
    await play(world, "expect: {li: '@ticket-issued', within: 1m}")


async def test_two_things_said_in_one_line_may_both_be_expected(world: SmallWorld):
    world.plan[1] = lambda: world.actor("li").sees("Ticket BX-1, by 16:30")
    await play(world, "after: 1m", "expect: {li: BX-1}", "expect: {li: '16:30'}")


async def test_what_was_seen_before_the_last_expected_line_is_old(world: SmallWorld):
    world.plan[1] = lambda: world.actor("li").sees("first")
    world.plan[2] = lambda: world.actor("li").sees("second")
    with pytest.raises(StoryFailed, match="did not see 'first'"):
        await play(world, "after: 2m", "expect: {li: second}", "expect: {li: first}")


async def test_what_was_seen_before_the_story_counts_for_nothing(world: SmallWorld):
    world.actor("li").sees("hello from yesterday")
    with pytest.raises(StoryFailed, match="did not see 'hello'"):
        await play(world, "expect: {li: hello}")


async def test_what_must_never_come_fails_the_story_when_it_does(world: SmallWorld):
    world.plan[7] = lambda: world.actor("wang").sees("Please take it", style="page")
    with pytest.raises(StoryFailed, match="wang saw 'page' after all: 'Please take it'"):
        await play(world, "never: {wang: page, for: 10m}")


async def test_what_must_never_come_may_have_come_before(world: SmallWorld):
    world.plan[1] = lambda: world.actor("wang").sees("Please take it", style="page")
    await play(world, "after: 1m", "never: {wang: page, for: 10m}")
    assert world.minute == 11


async def test_the_room_is_seen_through_the_eyes_of_staff(world: SmallWorld):
    world.plan[1] = lambda: world.staff().sees("BX-1 acknowledged")
    await play(world, "expect: {room: acknowledged, within: 1m}")
