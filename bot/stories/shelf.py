"""The stories that come with the product."""

from __future__ import annotations

from pathlib import Path

from bot.stories.form import StoryError, load
from bot.stories.script import Story

SHELF = Path(__file__).parents[2] / "docs" / "stories"


def stories() -> tuple[Story, ...]:
    """Return all of them, in the order of their files; raise StoryError where there are none."""
    found = tuple(load(path) for path in sorted(SHELF.glob("*.yaml")))
    if not found:
        raise StoryError("the stories lie in docs/stories of a checkout, and there are none")
    return found
