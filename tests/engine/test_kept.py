"""A message that may not be sent now: a form of the platform's, another account, or later; and who hears of it."""

import pytest

from bot.messages import Closed, Lane, RetryAt
from tests.engine.counted import (
    BOT,
    a_ticket_of_li,
    has_turned_to_us,
    later,
    one_by_one,
    open_counted,
    says,
    states,
    to_li,
    unreached,
)
from tests.engine.fakes import FakeChannel


@pytest.fixture
async def bench():
    opened = await open_counted()
    yield opened
    await opened.store.close()


@pytest.fixture
async def formal():
    """A bench whose platform has forms of its own for us."""
    opened = await open_counted(templates={"ticket", "survey"})
    yield opened
    await opened.store.close()


async def test_a_window_that_turns_out_to_be_closed_takes_the_form(formal):
    await has_turned_to_us(formal)
    ticket = await a_ticket_of_li(formal)
    formal.channel.outcomes += [Closed("45015")]
    await formal.puts(to_li(formal, "news", ticket=ticket))
    await formal.engine.sender.drain()
    service, form = formal.channel.sent
    assert (service.route, form.route, form.template) == ("service", "template", "ticket")
    assert form.about.symptom == "it stands"
    # The words themselves are read when Li writes.
    assert await states(formal, "kept") == ["news"]
    await has_turned_to_us(formal, "d2")
    await formal.engine.sender.drain()
    assert [one.route for one in formal.channel.sent] == ["service", "template", "service"]
    assert formal.channel.texts()[-1] == "news"


async def test_what_was_told_by_a_form_is_not_told_so_again(formal):
    ticket = await a_ticket_of_li(formal)
    await formal.puts(to_li(formal, "news", ticket=ticket), to_li(formal, "more", ticket=ticket))
    await formal.engine.sender.drain()
    await has_turned_to_us(formal, window="touch")
    formal.channel.outcomes += [Closed("45047")]
    await formal.engine.sender.drain()
    assert [one.route for one in formal.channel.sent] == ["template", "service"]
    assert await states(formal, "kept") == ["news", "more"]


async def test_a_survey_has_a_form_of_its_own(formal):
    ticket = await a_ticket_of_li(formal)
    await formal.puts(to_li(formal, "how did we do?", Lane.SURVEY, ticket=ticket))
    await formal.engine.sender.drain()
    assert [one.template for one in formal.channel.sent] == ["survey"]


async def test_a_form_that_is_refused_leaves_the_words_kept_and_staff_told(formal):
    ticket = await a_ticket_of_li(formal)
    formal.channel.outcomes += [Closed("43004")]
    await formal.puts(to_li(formal, "news", ticket=ticket))
    await formal.engine.sender.drain()
    assert await states(formal, "kept") == ["news"]
    assert await unreached(formal, ticket) == 1


async def test_a_form_that_must_wait_is_tried_again(formal):
    ticket = await a_ticket_of_li(formal)
    formal.channel.outcomes += [RetryAt(1.0, "busy")]
    await formal.puts(to_li(formal, "news", ticket=ticket))
    await later(formal)
    assert [one.route for one in formal.channel.sent] == ["template", "template"]


async def test_staff_are_told_once_of_a_ticket_whose_reporter_is_not_reached(bench):
    ticket = await a_ticket_of_li(bench)
    for text in ("news", "more news"):
        await bench.puts(to_li(bench, text, ticket=ticket))
        await bench.engine.sender.drain()
    assert await unreached(bench, ticket) == 1


async def test_staff_are_told_again_when_it_closes_after_the_customer_turned_to_us(bench):
    ticket = await a_ticket_of_li(bench)
    await bench.puts(to_li(bench, "news", ticket=ticket))
    await bench.engine.sender.drain()
    await has_turned_to_us(bench)
    await bench.engine.sender.drain()
    assert await unreached(bench, ticket) == 1
    await later(bench)
    # They have been told by now.
    assert await unreached(bench, ticket) == 0
    bench.channel.outcomes += [Closed("45015")]
    for text in ("more news", "and more"):
        await bench.puts(to_li(bench, text, ticket=ticket))
        await bench.engine.sender.drain()
    assert await states(bench, "kept") == ["more news", "and more"]
    assert await unreached(bench, ticket) == 1


async def test_a_survey_that_waits_is_worth_no_call(bench):
    ticket = await a_ticket_of_li(bench)
    await bench.puts(to_li(bench, "how did we do?", Lane.SURVEY, ticket=ticket))
    await bench.engine.sender.drain()
    assert await unreached(bench, ticket) == 0


async def test_what_is_kept_goes_as_one_at_the_next_contact(bench):
    await one_by_one(bench, "news 0", "news 1", "news 2")
    assert bench.channel.sent == []
    await has_turned_to_us(bench)
    await bench.engine.sender.drain()
    assert bench.channel.texts() == ["news 0\n\nnews 1\n\nnews 2"]
    assert await states(bench, "kept") == []


async def test_who_leaves_is_sent_nothing_more(bench):
    await has_turned_to_us(bench)
    await has_turned_to_us(bench, "d2", event="blocked", window="", passive=False, text="")
    bench.channel.sent.clear()
    await says(bench, "news")
    assert bench.channel.sent == []
    assert "news" in await states(bench, "kept")


async def test_a_call_that_finds_no_way_goes_to_somebody_else_at_once(bench):
    await bench.puts(to_li(bench, "page", Lane.PAGE, page=7))
    await bench.engine.sender.drain()
    assert bench.channel.sent == []
    assert await states(bench, "undeliverable") == ["page"]


async def test_a_call_that_the_platform_refuses_does_not_wait(bench):
    await has_turned_to_us(bench)
    bench.channel.outcomes += [Closed("45015")]
    await bench.puts(to_li(bench, "page", Lane.PAGE, page=7))
    await bench.engine.sender.drain()
    assert await states(bench, "undeliverable") == ["page"]
    assert await bench.rows("windows_left", BOT, "li", bench.clock.wall()) == []


async def test_a_closed_window_of_an_uncounted_channel_is_a_lasting_failure():
    bench = await open_counted()
    usual = FakeChannel(bot="telegram:1", outcomes=[Closed("?")])
    bench.engine.sender.connect(usual)
    await bench.puts(bench.desk.say(bench.incoming("x").place, "hello", bench.clock.now()))
    await bench.engine.sender.drain()
    assert await states(bench, "undeliverable") == ["hello"]
    await bench.store.close()
