"""Flows by name, their golden files, and stored conversations brought to today's version."""

import json
import re

import pytest

from bot.flows.registry import FLOWS, UnknownFlow, flow, lift, unreachable_rows
from bot.flows.tables import Flow, Row, State
from tests.flows.golden import HERE, path_of, written


def test_flows_are_known_by_their_names():
    assert all(flow(name).name == name for name in FLOWS)
    with pytest.raises(UnknownFlow, match="there is no flow 'sing'"):
        flow("sing")


@pytest.mark.parametrize("name", FLOWS)
def test_a_table_in_use_does_not_change_unseen(name):
    path = path_of(FLOWS[name])
    assert path.exists(), f"write {path.name} by `python -m tests.flows.golden`"
    assert path.read_text(encoding="utf-8") == written(FLOWS[name]), (
        f"{name} v{FLOWS[name].version} is not what {path.name} holds. If conversations of this version may be "
        "stored somewhere, make it a new version with an upcast; then, or if none are, "
        "write the file anew by `python -m tests.flows.golden`"
    )


def test_every_golden_file_has_its_flow_and_every_state_of_it_can_be_lifted():
    for path in HERE.glob("*.json"):
        old = json.loads(path.read_text(encoding="utf-8"))
        assert path.name == f"{old['name']}.v{old['version']}.json"
        for state in old["states"]:
            if not state["final"]:
                assert lift(FLOWS[old["name"]], old["version"], state["name"], {}) is not None


@pytest.mark.parametrize("name", FLOWS)
def test_names_can_be_drawn_and_stored(name):
    words = [name, *(state.name for state in FLOWS[name].states), *(row.trigger for row in FLOWS[name].rows)]
    assert all(re.fullmatch(r"[a-z][a-z_]*", word) for word in words)


def renamed(state, answers):
    return ("asking_place", answers) if state == "asking_site" else None


def moved(_state, answers):
    return "asking_address", {**answers, "moved": True}


LIFTED = Flow(
    name="lifted",
    version=3,
    audience="customer",
    initial="asking_address",
    states=(State(name="asking_address"), State(name="ended", final=True)),
    rows=(Row("asking_address", "answered", "ended"),),
    upcasts={1: renamed, 2: moved},
)


def test_a_stored_conversation_is_lifted_step_by_step():
    assert lift(LIFTED, 1, "asking_site", {"a": 1}) == ("asking_address", {"a": 1, "moved": True})
    assert lift(LIFTED, 3, "asking_address", {"a": 1}) == ("asking_address", {"a": 1})


@pytest.mark.parametrize(
    ("version", "state"),
    [(1, "asking_colour"), (0, "asking_site"), (3, "ended"), (3, "asking_site"), (4, "asking_address")],
)
def test_what_no_upcast_reaches_is_not_lifted(version, state):
    assert lift(LIFTED, version, state, {}) is None


def test_rows_that_no_upcast_reaches_are_counted():
    stored = [("lifted", 2, "asking_place", 5), ("lifted", 1, "asking_colour", 3), ("sing", 1, "asking", 2)]
    assert unreachable_rows(stored, {"lifted": LIFTED}) == [
        "3 open in lifted v1, state asking_colour: no upcast reaches v3",
        "2 open in sing v1, state asking: no upcast reaches it, the flow is gone",
    ]
