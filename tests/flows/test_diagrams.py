"""The drawn conversations are those of the tables."""

from dataclasses import replace
from pathlib import Path

from bot.flows.diagrams import diagram, page, pages
from bot.flows.registry import FLOWS

DRAWN = Path(__file__).parents[2] / "docs" / "flows"


def test_the_drawings_in_the_documents_are_fresh():
    wanted = pages(FLOWS.values())
    drawn = {path.name: path.read_text(encoding="utf-8") for path in DRAWN.glob("*.md")}
    stale = sorted(name for name in wanted.keys() | drawn.keys() if wanted.get(name) != drawn.get(name))
    assert not stale, f"draw {', '.join(stale)} again: make docs"


def test_an_arrow_tells_what_was_done_what_must_hold_and_what_it_does():
    drawn = diagram(FLOWS["rate_service"])
    assert "    asking_score --> asking_reason: rated [score is low] / rate" in drawn
    assert drawn.startswith("stateDiagram-v2\n    [*] --> asking_score\n")
    assert drawn.endswith("left --> [*]")
    assert drawn.isascii()


def test_a_page_lists_the_questions_and_what_is_not_drawn():
    shown = page(FLOWS["report_fault"])
    assert "| `asking_kind` | `ask-kind` | by kinds |" in shown
    assert "- timed_out [not reminded yet] / remind: in `asking_kind`" in shown
    bare = replace(FLOWS["privacy"], rows=FLOWS["privacy"].rows[:2])
    assert "Not drawn" not in page(bare)
