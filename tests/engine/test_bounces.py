"""What a platform took as its own form and could not deliver: it waits, and staff are told."""

import pytest

from bot.desk import rows
from bot.desk.facts import Changes
from bot.messages import Lane, Sent
from tests.engine.counted import BOT, has_turned_to_us, open_counted, states, to_li
from tests.engine.fakes import POLICY, a_ticket


@pytest.fixture
async def bench():
    opened = await open_counted(templates={"ticket", "survey"})
    yield opened
    await opened.store.close()


async def goes_by_template(bench, lane=Lane.REPLY):
    """Open a ticket of Li's, and send news of it as a form of the platform's."""
    person = rows.Person(id=bench.desk.ids.new(), name="Li")
    owner = rows.Account(id=bench.desk.ids.new(), bot=BOT, address="of the ticket", person=person.id, chat="li")
    ticket = a_ticket(bench.desk.ids, owner, bench.clock.now())
    known = Changes(persons=[person], accounts=[owner], policies=[POLICY], new_tickets=[ticket])
    await bench.engine.core.save("test", lambda _now: known)
    bench.channel.outcomes += [Sent("4300000000000001")]
    await bench.puts(to_li(bench, "news", lane, ticket=ticket.id))
    await bench.engine.sender.drain()
    assert [one.route for one in bench.channel.sent] == ["template"]
    return ticket.id


async def told(bench, ticket):
    """Return how often staff are to be told that the ticket's reporter is not reached."""
    timers = await bench.rows("timers_of_ticket", ticket)
    return len([row for row in timers if row[1] == "unreached" and row[6] == '{"told":false}'])


async def test_a_form_that_did_not_arrive_has_staff_told_and_the_words_kept(bench):
    ticket = await goes_by_template(bench)
    assert await told(bench, ticket) == 0
    for _ in range(2):
        await bench.engine.turns.reported(BOT, "4300000000000001", "failed:user block")
    assert await told(bench, ticket) == 1
    assert await states(bench, "kept") == ["news"]


async def test_a_form_that_arrived_changes_nothing(bench):
    ticket = await goes_by_template(bench)
    await bench.engine.turns.reported(BOT, "4300000000000001", "")
    assert await told(bench, ticket) == 0


@pytest.mark.parametrize(("bot", "number"), [(BOT, "4300000000000002"), ("wechat:wx2", "4300000000000001")])
async def test_a_form_of_somebody_else_is_none_of_ours(bench, bot, number):
    ticket = await goes_by_template(bench)
    await bench.engine.turns.reported(bot, number, "failed: system failed")
    assert await told(bench, ticket) == 0


async def test_nobody_calls_who_has_read_the_words_meanwhile(bench):
    ticket = await goes_by_template(bench)
    await has_turned_to_us(bench)
    await bench.engine.sender.drain()
    assert await states(bench, "kept") == []
    await bench.engine.turns.reported(BOT, "4300000000000001", "failed: system failed")
    assert await told(bench, ticket) == 0


async def test_a_survey_that_did_not_arrive_is_worth_no_call(bench):
    ticket = await goes_by_template(bench, Lane.SURVEY)
    await bench.engine.turns.reported(BOT, "4300000000000001", "failed: system failed")
    assert await told(bench, ticket) == 0
