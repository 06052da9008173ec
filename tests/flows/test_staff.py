"""What staff say to a ticket: each action asks its one thing."""

from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain.severity import Severity
from bot.flows.tables import Do, Heard, Ref
from tests.flows.chat import Chat
from tests.flows.walker import START_AT, ticket


def test_taking_over_names_the_holder_and_asks_first():
    chat = Chat("take_ticket", ticket=ticket())
    assert chat.args == {"number": "BX-7K3M-9QK", "holder": "Li"}
    assert chat.presses("confirmed").told == [Do(c.Take())]
    assert Chat("take_ticket", ticket=ticket()).presses("declined").told == []


def work(state="", kind="fault", **answers):
    return Chat("work_ticket", {"ticket": 11, **answers}, state, ticket=ticket(kind=kind))


@pytest.mark.parametrize(
    ("state", "command"),
    [
        ("asking_wait_reason", c.Wait),
        ("asking_solution", c.Solve),
        ("asking_say", c.Say),
        ("asking_note", c.Note),
        ("asking_answer", c.Answer),
        ("asking_referral", c.Refer),
        ("asking_cancel_reason", c.Cancel),
    ],
)
def test_one_question_one_action(state, command):
    chat = work(state).says("new fuse")
    assert (chat.state, chat.told) == ("done", [Do(command("new fuse"))])
    assert work(state).says(" ").state == state


@pytest.mark.parametrize(
    ("heard", "after"),
    [
        (Heard("answered", value="60"), 60),
        (Heard("answered", text="23:10"), 40),
        (Heard("answered", text="en 2 horas"), 120),
    ],
)
def test_the_arrival_is_picked_or_typed(heard, after):
    assert work("asking_eta").hears(heard).told == [Do(c.OnSite(START_AT + timedelta(minutes=after)))]


def test_an_arrival_that_is_no_time_is_asked_again():
    assert work("asking_eta").says("soon").texts == ["eta-not-understood"]


def test_a_new_level_needs_a_reason():
    chat = work("asking_level").presses("picked", "1")
    assert chat.args["level"] == Ref("level-critical")
    assert chat.says("the plant stands").told == [Do(c.SetSeverity(Severity.CRITICAL, "the plant stands"))]
    assert work("asking_level_reason", level=3).says("ok").told == [Do(c.SetSeverity(Severity.MINOR, "ok"))]
    assert work("asking_level").ignores(Heard("picked", value="4"))


def test_the_present_level_is_shown_before_another_is_picked():
    assert work("asking_level").args["level"] == Ref("level-major")
    assert Chat("work_ticket", state="asking_level").args["level"] == Ref("not-given")


def test_more_offers_what_the_kind_takes():
    assert work().choices == [
        "choice-say",
        "choice-note",
        "choice-set-severity",
        "choice-give",
        "choice-heard",
        "choice-cancel-ticket",
        "choice-cancel",
    ]
    of_question = work(kind="question")
    assert of_question.choices[2:4] == ["choice-answer", "choice-refer"]
    assert of_question.ignores(Heard("wants_severity"))
    assert work().ignores(Heard("wants_to_answer"))
