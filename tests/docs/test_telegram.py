"""Every refusal and event that a page about a platform names has a test, and every test it names is there."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {"telegram": 50, "wechat": 30, "wecom": 25}
TEST = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^\s*(?:async )?def (test_\w+)\(", re.MULTILINE)


def rows(page: str) -> list[tuple[str, ...]]:
    """Return the rows of all tables of a page, without their heads."""
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines if set(line) - set("|- ")]
    return [row for row in cells if row[-1] != "Shown by"]


@cache
def defined() -> frozenset[str]:
    return frozenset(
        name for path in (ROOT / "tests").rglob("test_*.py") for name in DEFINED.findall(path.read_text("utf-8"))
    )


@pytest.mark.parametrize("row", [row for page in PAGES for row in rows(page)], ids=lambda row: row[0][:60])
def test_what_a_platform_does_is_shown_by_tests_that_are_there(row):
    assert len(row) == 3
    named = TEST.findall(row[2])
    assert named
    assert [name for name in named if name not in defined()] == []


@pytest.mark.parametrize(("page", "least"), PAGES.items())
def test_the_page_knows_refusals_limits_and_events(page, least):
    assert len(rows(page)) > least
