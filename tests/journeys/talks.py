"""Ways through a conversation that many journeys begin with."""

import json
from collections.abc import Callable

from tests.desk import Desk, Hand
from tests.journeys.telegram import Phone

Meets = Callable[[Desk, str], Hand]


def report(customer: Hand, level: str, symptom: str = "The pump stopped") -> Hand:
    """Report a fault up to the pick of its level: `down`, `degraded` or `minor`."""
    return customer.says(symptom).presses("@choice-report-fault").presses(f"@choice-{level}")


def finish(customer: Hand) -> Hand:
    """Answer what is asked after the level in the quietest way, and send it."""
    return send(customer.presses("@choice-down-never").presses("@choice-no"))


def send(customer: Hand) -> Hand:
    """Skip what is optional, and send the report."""
    for detail in ("equipment", "project", "photos", "phone"):
        customer.got(f"@ask-{detail}").presses("@choice-skip")
    return customer.got("@ask-summary").presses("@choice-send").got("@ticket-issued")


def critical(desk: Desk, slug: str = "li") -> Hand:
    """A customer with a level 1 ticket, its other questions unanswered."""
    return report(desk.customer(slug), "down").got("@ticket-issued")


def solve(engineer: Hand, what: str = "Replaced the fuse") -> Hand:
    """Take the newest ticket and call it solved."""
    return engineer.presses("@btn-ack").presses("@btn-solved").says(what)


def record(desk: Desk) -> dict[str, str]:
    """What is written down of the newest ticket."""
    told: dict[str, str] = json.loads(desk.tickets()[-1].record)
    return told


def reconnect(customer: Hand) -> None:
    """Let their phone find the desk again that was restarted."""
    if isinstance(customer.visitor, Phone):
        customer.visitor.connect()


def question(customer: Hand, text: str = "May it run at 60 Hz?") -> Hand:
    """Ask a question."""
    return customer.says(text).presses("@choice-just-question").got("@ticket-issued-question")
