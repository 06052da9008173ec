"""The line above the talk says how far the ticket is and what is promised by when."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from bot.desk.rows import EventRow, TicketRow
from tests.handlers.web.site import TEXTS, Site, Visitor

MINUTE = 60_000_000


def opens(site: Site, account: int, **more: Any) -> TicketRow:
    """Put a ticket of this account there, opened just now."""
    now = site.clock.now()
    plain = {
        "id": len(site.reads.tickets) + 1,
        "number": "7K3M9QK",
        "kind": "fault",
        "severity": 2,
        "reporter": 1,
        "language": "en",
        "notice_at": now,
        "opened_at": now,
        "policy": "",
        "respond_due_at": now + 120 * MINUTE,
        "state": "new",
        "stage": 1,
        "sequence": 1,
        "assignee": None,
        "last_assignee": None,
        "on_site": 0,
        "eta_at": None,
        "waiting_for": "",
        "responded_at": None,
        "solved_at": None,
        "closed_at": None,
        "closed_by": "",
        "reopened": 0,
        "score": None,
        "score_reason": "",
        "media": 0,
        "parent": None,
        "severity_offer": None,
        "record": '{"equipment": "Core switch", "symptom": "reboots"}',
        "account": account,
        "head": b"",
    }
    ticket = TicketRow(**{**plain, **more})
    site.reads.tickets.append(ticket)
    return ticket


def happens(site: Site, ticket: TicketRow, *kinds: str) -> None:
    """Add events, a minute apart."""
    for kind in kinds:
        place = len(site.reads.events)
        at = ticket.opened_at + place * MINUTE
        site.reads.events.append(
            EventRow(
                id=place,
                ticket=ticket.id,
                sequence=place,
                kind=kind,
                version=1,
                at=at,
                by=None,
                data="{}",
                digest=b"",
                hash=b"",
            )
        )


async def status(visitor: Visitor) -> dict[str, Any]:
    async with visitor.listening() as ear:
        return (await ear.next("status")).data


def steps(line: dict[str, Any]) -> list[str]:
    return [step["state"] for step in line["steps"]]


def clock_time(micros: int) -> str:
    return datetime.fromtimestamp(micros / 1_000_000, UTC).strftime("%H:%M")


async def test_a_new_ticket_shows_its_promise_as_a_clock_time(site: Site, ana: Visitor):
    ticket = opens(site, site.knows(ana.session, zone="UTC"))
    happens(site, ticket, "opened")
    line = await status(ana)
    assert line["number"] == "BX-7K3M-9QK"
    assert (line["level"], line["state"]) == (2, "new")
    assert line["due_at"] == ticket.respond_due_at
    assert line["start_at"] == ticket.notice_at
    assert clock_time(ticket.respond_due_at) in line["promise"]["bold"]
    assert line["promise"]["bold"] in line["promise"]["text"]
    assert steps(line) == ["done", "", "", ""]
    assert line["steps"][3]["time"] == "for you to confirm"
    assert line["steps"][0]["time"] == clock_time(ticket.opened_at)


async def test_each_step_shows_when_it_was_reached(site: Site, ana: Visitor):
    ticket = opens(site, site.knows(ana.session), state="working", assignee=9, responded_at=1)
    site.reads.names[9] = "Luis"
    happens(site, ticket, "opened", "acknowledged", "staff_said")
    line = await status(ana)
    assert steps(line) == ["done", "done", "now", ""]
    assert "Luis" in line["steps"][1]["note"]
    assert "Luis" in line["promise"]["text"]
    assert line["due_at"] is None


async def test_a_reopened_ticket_is_back_at_its_first_step(site: Site, ana: Visitor):
    ticket = opens(site, site.knows(ana.session))
    happens(site, ticket, "opened", "acknowledged", "staff_said", "solved", "reopened")
    assert steps(await status(ana)) == ["done", "", "", ""]


async def test_a_missed_promise_is_owned_up_to(site: Site, ana: Visitor):
    now = site.clock.now()
    opens(site, site.knows(ana.session), respond_due_at=now - MINUTE)
    late = (await status(ana))["promise"]["text"]
    site.reads.tickets.clear()
    opens(site, 1, respond_due_at=now)
    on_time = (await status(ana))["promise"]["text"]
    assert late != on_time
    assert "should have" in late


async def test_an_announced_arrival_counts_down(site: Site, ana: Visitor):
    eta_at = site.clock.now() + 30 * MINUTE
    opens(site, site.knows(ana.session, zone="UTC"), state="working", responded_at=1, eta_at=eta_at)
    line = await status(ana)
    assert line["due_at"] == eta_at
    assert clock_time(eta_at) in line["promise"]["bold"]


async def test_a_waiting_ticket_promises_nothing_while_it_waits(site: Site, ana: Visitor):
    ticket = opens(site, site.knows(ana.session), state="waiting", responded_at=1)
    happens(site, ticket, "opened", "acknowledged", "waiting_started")
    line = await status(ana)
    assert line["due_at"] is None
    assert line["steps"][2]["note"]


async def test_a_solved_ticket_asks_for_the_word_of_the_customer(site: Site, ana: Visitor):
    ticket = opens(site, site.knows(ana.session), state="solved", solved_at=site.clock.now(), responded_at=1)
    happens(site, ticket, "opened", "acknowledged", "solved")
    line = await status(ana)
    assert steps(line) == ["done", "done", "done", "now"]
    assert line["steps"][3]["note"]


async def test_an_ended_ticket_stays_for_a_day(site: Site, ana: Visitor):
    closed_at = site.clock.now()
    opens(site, site.knows(ana.session), state="closed", closed_at=closed_at, solved_at=closed_at)
    line = await status(ana)
    assert line["ended"]
    assert steps(line) == ["done"] * 4
    site.clock.wall_at += 24 * 60 * MINUTE + 1
    assert await status(ana) == {}


async def test_an_open_ticket_goes_before_an_ended_one(site: Site, ana: Visitor):
    account = site.knows(ana.session)
    opens(site, account)
    opens(site, account, number="B6WK95H", state="cancelled", closed_at=site.clock.now())
    assert (await status(ana))["number"] == "BX-7K3M-9QK"


@pytest.mark.parametrize("kind", ["question", "follow_up"])
async def test_what_is_no_fault_has_no_level_but_a_name(site: Site, ana: Visitor, kind: str):
    opens(site, site.knows(ana.session), kind=kind)
    line = await status(ana)
    assert line["level"] == 0
    assert line["level_label"] == kind.replace("_", "-").capitalize()
    assert TEXTS.missing == []


async def test_particulars_are_those_the_customer_gave(site: Site, ana: Visitor):
    opens(site, site.knows(ana.session))
    assert [fact["value"] for fact in (await status(ana))["facts"]] == ["Core switch"]


async def test_the_line_speaks_the_chosen_language(site: Site, ana: Visitor):
    opens(site, site.knows(ana.session, language="es"))
    async with ana.listening() as ear:
        assert (await ear.next("clock")).data["language"] == "es"
        assert (await ear.next("status")).data["steps"][0]["label"] == "Recibido"


async def test_nobody_sees_the_line_of_another(site: Site, ana: Visitor, eve: Visitor):
    opens(site, site.knows(ana.session))
    site.knows(eve.session)
    assert await status(eve) == {}


async def test_the_line_is_told_again_only_when_it_changed(site: Site, ana: Visitor):
    opens(site, site.knows(ana.session))
    async with ana.listening() as ear:
        await ear.until("status")
        site.channel.hub.wake(ana.chat)
        site.channel.hub.toast(ana.chat, "still here")
        assert (await ear.next()).event == "toast"
        site.reads.tickets[0] = opens(site, 1, state="acknowledged")
        site.channel.hub.wake(ana.chat)
        assert (await ear.next()).event == "status"


async def test_no_word_of_the_line_is_missing_in_any_state(site: Site, ana: Visitor):
    account = site.knows(ana.session)
    for language in ("zh", "es", "en"):
        for state in ("new", "acknowledged", "working", "waiting", "solved", "closed", "cancelled"):
            closed_at = site.clock.now() if state in {"closed", "cancelled"} else None
            ticket = opens(site, account, state=state, closed_at=closed_at, assignee=9)
            happens(site, ticket, "opened", "acknowledged", "staff_said")
            site.reads.people[ana.chat] = (
                site.reads.people[ana.chat][0],
                msgspec.structs.replace(site.reads.people[ana.chat][1], language=language),
            )
            assert (await status(ana))["state"] == state
            site.reads.tickets.clear()
            site.reads.events.clear()
    assert TEXTS.missing == []
