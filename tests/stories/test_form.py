"""Stories are read from YAML, and whatever is wrong with one is said with file and line."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.stories.form import StoryError, load, read
from bot.stories.script import After, Again, Expect, Never, Press, Restart, Say, SendFile

STORIES = sorted((Path(__file__).parents[2] / "docs" / "stories").glob("*.yaml"))
HEAD = """\
name: short
language: en
start: 2026-11-18T22:35:00+08:00
cast:
  li: {role: customer}
  wang: {role: on_duty}
steps:
"""


def told(*steps: str):
    return read(HEAD + "".join(f"  - {step}\n" for step in steps), "short.yaml")


def complaint(text: str) -> str:
    with pytest.raises(StoryError) as raised:
        read(text, "short.yaml")
    return str(raised.value)


def act(step: str):
    (only,) = told(step).steps
    return only.act


def test_a_plain_text_is_something_said():
    said = act('li: "the pump stopped"')
    assert isinstance(said, Say)
    assert said.words.told("zh") == "the pump stopped"


def test_a_text_in_several_languages_is_told_in_the_one_asked_for():
    said = act("li: {zh: 水泵停了, en: the pump stopped}")
    assert (said.words.told("zh"), said.words.told("en")) == ("水泵停了", "the pump stopped")


def test_each_kind_of_step_is_read():
    story = told(
        "li: {press: '@choice-down'}",
        "li: {file: rack.png, say: look}",
        "li: {again: 19}",
        "after: 15m",
        "restart: true",
        "expect: {wang: page, within: 5m}",
        "never: {room: solved, for: 10m}",
        "wang: {say: hello, in: room}",
    )
    kinds = [type(step.act) for step in story.steps]
    assert kinds == [Press, SendFile, Again, After, Restart, Expect, Never, Say]
    assert story.steps[3].act.length == timedelta(minutes=15)
    assert story.steps[5].act.within == timedelta(minutes=5)
    assert story.steps[7].act.room


def test_a_story_is_told_in_the_languages_all_its_words_have():
    story = told("li: {zh: 停了, en: it stopped}", "li: {press: '@choice-down'}")
    assert story.languages == ("en", "zh")


def test_captions_and_marks_stand_beside_a_step():
    (step,) = told("{li: hello, caption: {en: They begin}, mark: Report}").steps
    assert (step.caption.told("en"), step.mark.told("en")) == ("They begin", "Report")


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("  - bob: hello\n", "short.yaml, line 8: `bob` is not in the cast, which is li, wang"),
        ("  - after: soon\n", "short.yaml, line 8: 'soon' is no length of time"),
        ("  - li: a\n    wang: b\n", "short.yaml, line 8: a step does one thing, this one li, wang"),
        ("  - li: {press: x, file: y}\n", "short.yaml, line 8: `li` says, presses or sends one thing at a time"),
        ("  - li: {say: x, in: room}\n", "short.yaml, line 8: `in` is followed by `room`, for staff"),
        ("  - li: {again: many}\n", "short.yaml, line 8: a number from 1 to 100 was expected, not 'many'"),
        ("  - expect: {within: 5m}\n", "short.yaml, line 8: `expect` names nobody"),
        ("  - expect: {bob: hello}\n", "short.yaml, line 8: `bob` is not known here"),
        ("  - li: ''\n", "short.yaml, line 8: a text was expected"),
        ("  nothing\n", "short.yaml, line 8: `steps` is a list of what happens"),
    ],
)
def test_a_wrong_step_is_named_with_its_line(steps: str, words: str):
    assert complaint(HEAD + steps).startswith(words)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("start: 2026-11-18T22:35:00+08:00", "start: tonight", "short.yaml, line 3: an instant like"),
        ("+08:00", "", "short.yaml, line 3: the instant needs its offset"),
        ("language: en", "language: fr", "short.yaml, line 2: the language is one of zh, es, en"),
        ("role: customer", "role: boss", "short.yaml, line 5: 'boss' is no role"),
        ("  li: {role", "  room: {role", "short.yaml, line 5: 'room' cannot be the name"),
        ("name: short", "nme: short", "short.yaml, line 1: `nme` is not known here"),
        ("name: short\n", "", "short.yaml, line 1: `name` is missing"),
        ("language: en", "name: en", "short.yaml, line 2: `name` stands twice"),
    ],
)
def test_a_wrong_head_is_named_with_its_line(old: str, new: str, words: str):
    assert complaint((HEAD + "  - li: hello\n").replace(old, new, 1)).startswith(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "short.yaml, line 1: the file is empty"),
        ("name: [", "short.yaml, line 1: "),
        ("- a\n", "short.yaml, line 1: `key: value` lines were expected"),
    ],
)
def test_what_is_no_story_at_all_is_refused(text: str, words: str):
    assert complaint(text).startswith(words)


def test_at_least_six_stories_are_shipped():
    assert len(STORIES) >= 6


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_shipped_story_can_be_told_in_every_language_with_captions(path: Path):
    story = load(path)
    assert set(story.languages) == {"zh", "es", "en"}
    captions = [step.caption for step in story.steps if step.caption]
    marks = [step.mark for step in story.steps if step.mark]
    assert len(captions) >= 5
    assert len(marks) >= 5
    spoken = [story.title, story.about, *captions, *marks]
    assert all(words.is_told(language) for words in spoken for language in ("zh", "es", "en"))
