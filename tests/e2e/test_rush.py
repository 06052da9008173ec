"""Fifty tickets in a minute, four staff and a group, on a Telegram that counts and refuses: nobody waits in vain."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.desk import rows
from bot.domain import numbers
from tests.e2e.rush import Rush, rush
from tests.telegram_api import Message

REPORTS = 50
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def told(tmp_path) -> AsyncIterator[Rush]:
    async with rush(tmp_path) as running:
        await running.runs(REPORTS, MINUTE)
        yield running


def _calls(shown: list[Message]) -> list[Message]:
    """Return the messages that call somebody."""
    return [each for each in shown if "/ack BX-" in each.text or each.text.startswith("Take ticket")]


@pytest.mark.slow
async def test_fifty_tickets_in_a_minute_find_their_people_and_the_group_keeps_its_limit(told):
    tickets = await told.tickets()
    phones, group = told.stage.phones, told.stage.group
    assert len(tickets) == REPORTS
    calls = _calls(told.shown("wang"))
    # The first call is there within a second, and the rest are a few messages, not fifty.
    assert calls[0].changed[1] - tickets[0].opened_at / 1_000_000 <= 1
    assert len(calls) < REPORTS / 2
    # In its first minute the group has read of every ticket, or of how many more there are.
    assert "new tickets" in group.inbox[-1].text
    await told.passes(timedelta(seconds=6))
    _nobody_is_forgotten(told.shown("wang"), tickets)
    assert {row.state for ticket in tickets for row in await told.messages(ticket.id) if row.page} == {"sent"}

    await _one_call_of_several_is_taken(told, tickets)
    await told.passes(MINUTE * 7)
    cards = [each for each in group.inbox if "Customer:" in each.text]
    assert sorted(card.text.split(" ")[0] for card in cards) == sorted(numbers.show(each.number) for each in tickets)
    assert group.inbox[11].text.startswith("The rush is over")
    assert phones.flood.busiest(group.at) <= 14

    await _the_second_is_called_when_nobody_answers(told)
    assert phones.flood.refused == []


def _nobody_is_forgotten(shown: list[Message], tickets: list[rows.TicketRow]) -> None:
    on_the_phone = "\n".join(each.text for each in shown)
    assert [each.number for each in tickets if numbers.show(each.number) not in on_the_phone] == []


async def _one_call_of_several_is_taken(told: Rush, tickets: list[rows.TicketRow]) -> None:
    """Take a ticket by its button in a message of several: its line says so, and its own card comes."""
    together = next(each for each in _calls(told.shown("wang")) if each.labels[0].startswith("Take BX-"))
    label = together.labels[0]
    number = label.removeprefix("Take ")
    await told.stage.actor("wang").phone.presses(label)
    await told.stage.phones.is_read()
    await told.passes(timedelta(seconds=8))
    line = next(line for line in together.text.split("\n") if number in line)
    assert line.endswith("acknowledged · Will Ward")
    assert label not in together.labels
    assert told.shown("wang")[-1].text.startswith(number)
    assert "Solved" in told.shown("wang")[-1].labels
    (taken,) = [each for each in await told.tickets() if each.assignee is not None]
    assert numbers.show(taken.number) == number
    assert len(tickets) == REPORTS


async def _the_second_is_called_when_nobody_answers(told: Rush) -> None:
    """A quarter of an hour later those nobody took come to the next: again one at once, and the rest together."""
    major = [each for each in await told.tickets() if each.severity == 2 and each.assignee is None]
    due_at = major[0].opened_at / 1_000_000 + 15 * 60
    told.stage.clock.advance(timedelta(seconds=due_at - told.stage.clock.now() / 1_000_000))
    await told.works()
    await told.passes(timedelta(minutes=1, seconds=15))
    calls = _calls(told.shown("zhao"))
    assert calls[0].changed[1] - due_at <= 1
    assert len(calls) < len(major)
    _nobody_is_forgotten(told.shown("zhao"), major)
