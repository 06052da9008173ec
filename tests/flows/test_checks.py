"""Faults of a table are found before a customer reaches them."""

from types import ModuleType

import pytest

from bot.flows import checks
from bot.flows.checks import UnreadableText, problems, texts_of
from bot.flows.registry import FLOWS
from bot.flows.tables import Choice, Flow, Row, State


def flow(states, rows, **more):
    return Flow(
        name="odd",
        version=1,
        audience="customer",
        initial="asking",
        states=(State(name="asking", asks="ask-it"), *states, State(name="ended", final=True)),
        rows=rows,
        **more,
    )


OUT = Row("asking", "answered", "ended")


@pytest.mark.parametrize("name", FLOWS)
def test_our_own_flows_have_no_faults(name):
    assert problems(FLOWS[name]) == []


@pytest.mark.parametrize(
    ("states", "rows", "problem"),
    [
        (
            [],
            [OUT, Row("asking", "skipped", "nowhere")],
            "the row asking -skipped-> nowhere names nowhere, which is no state",
        ),
        ([State(name="asking")], [OUT], "two states are called asking"),
        ([State(name="lost", final=True)], [OUT], "nothing leads to lost"),
        (
            [State(name="round"), State(name="about")],
            [
                OUT,
                Row("asking", "skipped", "round"),
                Row("round", "answered", "about"),
                Row("about", "answered", "round"),
            ],
            "no end can be reached from round",
        ),
        (
            [State(name="stuck")],
            [OUT, Row("asking", "skipped", "stuck"), Row("stuck", "timed_out", "ended")],
            "stuck has no way out",
        ),
        (
            [],
            [OUT, Row("ended", "answered", "asking")],
            "ended is an end, but the row ended -answered-> asking leaves it",
        ),
        ([], [OUT, Row("asking", "answered", "asking")], "the row asking -answered-> asking is never tried"),
        (
            [State(name="deaf", typed="answered", choices=(Choice("picked", "choice-one"),))],
            [OUT, Row("asking", "skipped", "deaf"), Row("deaf", "cancelled", "ended")],
            "deaf takes picked, but has no row for it",
        ),
    ],
)
def test_a_fault_of_the_table_is_named(states, rows, problem):
    assert any(f"odd v1: {problem}" in found for found in problems(flow(states, tuple(rows))))


def test_a_start_that_is_no_state_is_named():
    found = problems(flow((), (OUT,), entries=("asking_kind",)))
    assert found == ["odd v1: it starts in asking_kind, which is no state"]


def test_a_missing_text_is_named():
    assert problems(flow((), (OUT,)), {"choice-skip"}) == ["odd v1: there is no text ask-it"]
    assert problems(flow((), (OUT,)), {"ask-it"}) == []


def test_texts_said_by_actions_and_inside_other_texts_are_found():
    found = texts_of(FLOWS["report_fault"])
    assert {"report-waiting", "why-data-lost", "ask-symptom", "choice-add-to", "choice-back", "level-major"} <= found
    assert "rating-thanks" not in found


@pytest.mark.parametrize("source", ["Say(name)", "Say()", "Say(3)"])
def test_a_computed_text_id_is_refused(source, monkeypatch):
    monkeypatch.setattr(checks.inspect, "getsource", lambda _module: source)
    with pytest.raises(UnreadableText, match="odd, line 1"):
        checks.texts_in(ModuleType("odd"))
