"""Reads a story from its YAML file; whatever is wrong is said with file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.domain import durations
from bot.domain.roles import Role
from bot.stories.script import (
    LANGUAGES,
    ROOM,
    Act,
    After,
    Again,
    Expect,
    Never,
    Part,
    Press,
    Restart,
    Say,
    SendFile,
    Step,
    Story,
    Words,
)

_SLUG = re.compile(r"^[a-z][a-z0-9_]*$")
_OF_A_STEP = ("caption", "mark")
_OF_TIME = ("after", "restart", "expect", "never")
_HEAD = ("name", "title", "about", "language", "level", "start", "cast", "steps")
_MOST_TIMES = 100


class StoryError(ValueError):
    """The file tells no story; the words name file and line."""


class Source:
    """One file being read: it knows its name and how to complain."""

    def __init__(self, name: str) -> None:
        self.name = name

    def wrong(self, node: Node, words: str) -> StoryError:
        """Return the complaint about what stands at `node`."""
        return StoryError(f"{self.name}, line {node.start_mark.line + 1}: {words}")

    def text(self, node: Node) -> str:
        """Return the text of a scalar."""
        if not isinstance(node, ScalarNode) or not node.value.strip():
            raise self.wrong(node, "a text was expected")
        return str(node.value)

    def pairs(self, node: Node) -> dict[str, Node]:
        """Return a mapping by its keys; a key that stands twice is wrong."""
        if not isinstance(node, MappingNode):
            raise self.wrong(node, "`key: value` lines were expected")
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = self.text(key)
            if name in found:
                raise self.wrong(key, f"`{name}` stands twice")
            found[name] = value
        return found

    def known(self, node: Node, names: tuple[str, ...]) -> dict[str, Node]:
        """Return a mapping whose keys are all among `names`."""
        found = self.pairs(node)
        for name in found:
            if name not in names:
                raise self.wrong(found[name], f"`{name}` is not known here; known are {', '.join(names)}")
        return found

    def words(self, node: Node) -> Words:
        """Return a text, or one for each language."""
        if isinstance(node, ScalarNode):
            return Words({"": self.text(node)})
        return Words({language: self.text(each) for language, each in self.known(node, LANGUAGES).items()})

    def length(self, node: Node) -> timedelta:
        """Return a length of time like `90s 5m 4h 3d`."""
        try:
            return durations.parse(self.text(node))
        except durations.DurationError as error:
            raise self.wrong(node, str(error)) from error

    def number(self, node: Node, most: int) -> int:
        """Return a whole number from 1 to `most`."""
        text = self.text(node)
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise self.wrong(node, f"a number from 1 to {most} was expected, not {text!r}")
        return int(text)

    def instant(self, node: Node) -> datetime:
        """Return an ISO instant with its offset."""
        try:
            at = datetime.fromisoformat(self.text(node))
        except ValueError as error:
            raise self.wrong(node, "an instant like 2026-11-18T22:35:00+08:00 was expected") from error
        if at.tzinfo is None:
            raise self.wrong(node, "the instant needs its offset, like +08:00 or Z")
        return at


def load(path: Path) -> Story:
    """Return the story in the file at `path`; raise StoryError when it tells none."""
    return read(path.read_text("utf-8"), path.name)


def read(text: str, name: str) -> Story:
    """Return the story that `text` tells; `name` is how complaints call it."""
    source = Source(name)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise StoryError(f"{name}, line {line}: {error.problem}") from error
    if root is None:
        raise StoryError(f"{name}, line 1: the file is empty")
    return _story(source, root)


def _story(source: Source, root: Node) -> Story:
    head = source.known(root, _HEAD)
    for needed in ("name", "language", "start", "cast", "steps"):
        if needed not in head:
            raise source.wrong(root, f"`{needed}` is missing")
    language = source.text(head["language"])
    if language not in LANGUAGES:
        raise source.wrong(head["language"], f"the language is one of {', '.join(LANGUAGES)}")
    cast = {slug: _part(source, slug, node) for slug, node in source.pairs(head["cast"]).items()}
    name = source.text(head["name"])
    return Story(
        name=name,
        title=_words_or(source, head.get("title"), name),
        about=_words_or(source, head.get("about"), name),
        language=language,
        level=source.number(head["level"], 3) if "level" in head else 0,
        start_at=source.instant(head["start"]),
        cast=cast,
        steps=_steps(source, head["steps"], cast),
        file=source.name,
    )


def _words_or(source: Source, node: Node | None, otherwise: str) -> Words:
    return source.words(node) if node is not None else Words({"": otherwise})


def _part(source: Source, slug: str, node: Node) -> Part:
    if not _SLUG.match(slug) or slug in (*_OF_TIME, *_OF_A_STEP, ROOM):
        raise source.wrong(node, f"{slug!r} cannot be the name of one of the cast")
    found = source.known(node, ("role", "name", "about", "channel"))
    if "role" not in found:
        raise source.wrong(node, f"`{slug}` has no `role`")
    role = source.text(found["role"])
    if role not in set(Role):
        raise source.wrong(found["role"], f"{role!r} is no role; roles are {', '.join(Role)}")
    name = _words_or(source, found.get("name"), slug.capitalize())
    channel = source.text(found["channel"]) if "channel" in found else "web"
    return Part(slug, role, name, _words_or(source, found.get("about"), role), channel)


def _steps(source: Source, node: Node, cast: Mapping[str, Part]) -> tuple[Step, ...]:
    if not isinstance(node, SequenceNode) or not node.value:
        raise source.wrong(node, "`steps` is a list of what happens")
    return tuple(_step(source, each, cast) for each in node.value)


def _step(source: Source, node: Node, cast: Mapping[str, Part]) -> Step:
    found = source.pairs(node)
    acts = [key for key in found if key not in _OF_A_STEP]
    if len(acts) != 1:
        raise source.wrong(node, f"a step does one thing, this one {', '.join(acts) or 'none'}")
    return Step(
        line=node.start_mark.line + 1,
        act=_act(source, acts[0], found[acts[0]], cast),
        caption=source.words(found["caption"]) if "caption" in found else None,
        mark=source.words(found["mark"]) if "mark" in found else None,
    )


def _act(source: Source, key: str, node: Node, cast: Mapping[str, Part]) -> Act:
    if key == "after":
        return After(source.length(node))
    if key == "restart":
        return Restart()
    if key in ("expect", "never"):
        return _watch(source, key, node, cast)
    if key not in cast:
        raise source.wrong(node, f"`{key}` is not in the cast, which is {', '.join(cast)}")
    return _deed(source, cast[key], node)


def _watch(source: Source, key: str, node: Node, cast: Mapping[str, Part]) -> Act:
    found = source.known(node, (*cast, ROOM, "within" if key == "expect" else "for"))
    length = timedelta()
    for name in ("within", "for"):
        if name in found:
            length = source.length(found.pop(name))
    if not found:
        raise source.wrong(node, f"`{key}` names nobody")
    seen = {who: source.words(each) for who, each in found.items()}
    return Expect(seen, length) if key == "expect" else Never(seen, length)


def _deed(source: Source, part: Part, node: Node) -> Act:
    who = part.slug
    if isinstance(node, ScalarNode) or _is_in_languages(source, node):
        return Say(who, source.words(node))
    found = source.known(node, ("say", "press", "file", "again", "in"))
    room = "in" in found and _room(source, found.pop("in"), part)
    match sorted(found):
        case ["say"]:
            return Say(who, source.words(found["say"]), room)
        case ["press"]:
            return Press(who, source.words(found["press"]), room)
        case ["again"]:
            return Again(who, source.number(found["again"], _MOST_TIMES))
        case ["file"] | ["file", "say"]:
            words = source.words(found["say"]) if "say" in found else None
            return SendFile(who, source.text(found["file"]), words)
        case _:
            raise source.wrong(node, f"`{who}` says, presses or sends one thing at a time")


def _is_in_languages(source: Source, node: Node) -> bool:
    return set(source.pairs(node)) <= set(LANGUAGES)


def _room(source: Source, node: Node, part: Part) -> bool:
    if source.text(node) != ROOM or part.is_customer:
        raise source.wrong(node, f"`in` is followed by `{ROOM}`, for staff")
    return True
