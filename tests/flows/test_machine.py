"""The machine: one row at a time, guards before actions, nothing changed when nobody takes it."""

import logging

import pytest

from bot.flows.machine import UnknownState, advance, choices_of, offered, start, state_of, table_of
from bot.flows.registry import FLOWS
from bot.flows.tables import Flow, Heard, Remember, Row, Say, State, Talk
from tests.flows.walker import view


def count(talk):
    yield Remember("count", talk.answers.get("count", 0) + 1)
    yield Say(f"after-{talk.answers['count']}")


def fails(_talk):
    yield Remember("count", 9)
    raise RuntimeError("this one fails")


def counted(talk):
    return "count" in talk.answers


FLOW = Flow(
    name="counting",
    version=1,
    audience="customer",
    initial="asking",
    entries=("asking_again",),
    states=(State(name="asking"), State(name="asking_again"), State(name="ended", final=True)),
    rows=(
        Row("asking", "answered", "ended", counted),
        Row("asking", "answered", "asking", do=count),
        Row("asking", "failed", "ended", do=fails),
        Row("asking", "skipped", "ended", counted),
        Row("asking", "cancelled", "ended"),
        Row("asking_again", "began", "ended", do=count),
        Row("asking_again", "went_back", "asking", hidden=True),
    ),
)


def heard(trigger, state="asking", **answers):
    return Talk(state, answers, Heard(trigger), view())


def test_what_is_remembered_is_seen_at_once_by_the_same_action_and_by_later_guards():
    talk = heard("answered")
    assert advance(FLOW, talk)
    assert (talk.state, talk.effects) == ("asking", [Remember("count", 1), Say("after-1")])
    again = Talk(talk.state, talk.answers, talk.heard, talk.view)
    assert advance(FLOW, again)
    assert (again.state, again.effects) == ("ended", [])


@pytest.mark.parametrize("talk", [heard("unheard_of"), heard("skipped"), heard("answered", "ended")])
def test_what_no_row_takes_changes_nothing_and_logs_nothing(talk, caplog):
    before = (talk.state, dict(talk.answers))
    with caplog.at_level(logging.INFO):
        assert not advance(FLOW, talk)
    assert (talk.state, talk.answers, talk.effects) == (*before, [])
    assert caplog.records == []


def test_an_action_that_fails_leaves_the_state_where_it_was():
    talk = heard("failed")
    with pytest.raises(RuntimeError, match="this one fails"):
        advance(FLOW, talk)
    assert talk.state == "asking"


def test_a_start_tries_the_rows_of_beginning():
    talk = start(FLOW, view(), {"count": 4}, "asking_again")
    assert (talk.state, talk.answers) == ("ended", {"count": 5})
    assert start(FLOW, view()).state == "asking"


def test_a_start_keeps_the_answers_it_was_given_apart():
    given = {"count": 4}
    start(FLOW, view(), given, "asking_again")
    assert given == {"count": 4}


def test_a_conversation_starts_only_where_it_may():
    with pytest.raises(UnknownState, match="counting does not start in ended"):
        start(FLOW, view(), state="ended")
    with pytest.raises(UnknownState, match="counting v1 has no state nowhere"):
        state_of(FLOW, "nowhere")


def test_offered_are_the_triggers_of_the_rows_in_their_order():
    assert offered(FLOW, "asking") == ("answered", "failed", "skipped", "cancelled")
    assert offered(FLOW, "ended") == ()


def test_ways_on_are_offered_where_a_row_shown_takes_them_now():
    assert [choice.text for choice in choices_of(FLOW, heard(""))] == ["choice-cancel"]
    assert [choice.text for choice in choices_of(FLOW, heard("", count=1))] == ["choice-skip", "choice-cancel"]
    assert choices_of(FLOW, heard("", "asking_again")) == ()


def test_a_flow_version_has_one_machine():
    flow = FLOWS["report_fault"]
    assert table_of(flow) is table_of(flow)
