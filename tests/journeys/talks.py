"""Ways through a conversation that many journeys begin with."""

from tests.desk import Desk, Hand


def report(customer: Hand, level: str, symptom: str = "The pump stopped") -> Hand:
    """Report a fault up to the pick of its level: `down`, `degraded` or `minor`."""
    return customer.says(symptom).presses("@choice-report-fault").presses(f"@choice-{level}")


def finish(customer: Hand) -> Hand:
    """Answer what is asked after the level in the quietest way, and send it."""
    customer.presses("@choice-down-never").presses("@choice-no")
    for _detail in ("equipment", "project", "photos", "phone"):
        customer.presses("@choice-skip")
    return customer.presses("@choice-send").got("@ticket-issued")


def critical(desk: Desk, slug: str = "li") -> Hand:
    """A customer with a level 1 ticket, its other questions unanswered."""
    return report(desk.customer(slug), "down").got("@ticket-issued")


def solve(engineer: Hand, what: str = "Replaced the fuse") -> Hand:
    """Take the newest ticket and call it solved."""
    return engineer.presses("@btn-ack").presses("@btn-solved").says(what)
