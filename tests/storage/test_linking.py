"""Codes that link accounts, guesses at them, what goes to another account, and the next route of a call."""

from bot.desk import rows
from bot.desk.facts import Changes, CodeTyped, Keys, Redirect
from bot.messages import Sender
from tests.storage.test_members import called, run
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    POLICY,
    account,
    ask,
    claim,
    family,
    incoming,
    more,
    outbox,
    outcome,
    page,
    person,
    prompt,
    save,
    settle,
    states,
    ticket,
    timer,
    with_ticket,
)

WEB = "web:desk"


def other(**fields) -> rows.Account:
    """A second account, of the same person unless said."""
    return account(12, **{"bot": WEB, "address": "b", "chat": "c12", **fields})


def code(digest: str = "d", **fields) -> rows.LinkCode:
    return rows.LinkCode(**{"account": 11, "digest": digest, "created_at": NOW, "expires_at": NOW + MINUTE, **fields})


def typed(digest: str = "d", at: int = NOW) -> Keys:
    return Keys(code=CodeTyped(digest=digest, at=at, since=at - MINUTE))


async def test_a_code_leads_to_its_account_until_it_ends_and_the_newest_one_counts(store):
    await save(store, with_ticket(link_codes=[code()]))
    found = (await more(store, typed())).code
    assert found.own is None
    assert found.theirs.account.id == 11
    assert [facts.row.id for facts in found.theirs.tickets] == [51]
    assert (await more(store, typed(at=NOW + MINUTE))).code.theirs is None
    await save(store, Changes(link_codes=[code("e")]))
    assert (await more(store, typed())).code.theirs is None
    assert (await more(store, typed("e"))).code.theirs.person.id == 1


async def test_the_writer_is_the_other_side(store):
    await save(store, family(link_codes=[code()]))
    await save(store, Changes(persons=[person(2)], accounts=[other(person=2)]))

    async def turn(work):
        await work.begin(incoming(bot=WEB, chat="c12", sender=Sender("b")))
        return (await work.more(typed())).code

    found = await store.turn(turn)
    assert (found.own.account.id, found.theirs.account.id) == (12, 11)
    assert found.asked is False


async def test_guesses_are_counted_for_the_account_and_for_all_and_forgotten_after_a_day(store):
    await save(store, family())
    guesses = [rows.LinkGuess(id=at, account=at % 2, at=NOW - at) for at in range(5)]
    await save(store, Changes(link_guesses=guesses))
    found = (await more(store, typed("x"))).code
    assert (found.guesses, found.all_guesses) == (0, 5)
    late = rows.LinkGuess(id=9, account=1, at=NOW + 2 * 24 * 60 * MINUTE)
    await save(store, Changes(link_guesses=[late]))
    assert (await more(store, typed("x"))).code.all_guesses == 1


async def test_the_linking_of_the_account_one_writes_with_is_undone_first(store):
    await save(store, family())
    await save(store, Changes(persons=[person(2), person(3)], accounts=[other(), account(13, bot="x:1", address="c")]))
    for number, joined in ((81, 12), (82, 13)):
        row = rows.Linking(id=number, account=joined, person=1, person_before=number - 79, linked_at=NOW)
        await save(store, Changes(linkings=[row]))
    assert (await more(store, Keys(linked=1))).linked.row.id == 82

    async def turn(work):
        await work.begin(incoming(bot=WEB, chat="c12", sender=Sender("b")))
        return (await work.more(Keys(linked=1))).linked

    found = await store.turn(turn)
    assert (found.row.id, found.before.id, [one.id for one in found.staying]) == (81, 2, [11, 13])


async def test_what_one_account_did_not_get_and_waits_for_goes_to_the_other_with_its_buttons(store):
    await save(store, with_ticket())
    await save(store, Changes(accounts=[other()], prompts=[prompt(31, account=11)]))
    sent = outbox(201, ticket=51, account=11)
    waits = outbox(203, ticket=51, account=11, prompt=31)
    general = outbox(204, account=11)
    await save(store, Changes(outbox=[sent]))
    (first,) = await claim(store)
    await settle(store, outcome(first))
    await save(store, Changes(outbox=[outbox(202, ticket=51, account=11)]))
    (second,) = await claim(store)
    await settle(store, outcome(second, "undeliverable", unreachable_account=11))
    await save(store, Changes(outbox=[waits, general]))
    await save(store, Changes(redirects=[Redirect(account=11, to=other(), since=NOW)]))
    assert await states(store) == {201: "sent", 202: "pending", 203: "pending"}
    moved = [
        rows.Outbox(*values[: len(rows.Outbox.__struct_fields__)])
        for values in await ask(store, "outbox_of_ticket", 51)
    ]
    assert [(row.bot, row.chat, row.account) for row in moved] == [(BOT, "c11", 11), (WEB, "c12", 12), (WEB, "c12", 12)]
    (asked,) = await ask(store, "prompts_by_id", 31)
    assert rows.Prompt(*asked).scope == "account:12"


async def test_a_ticket_knows_another_account_only_where_its_own_is_lost(store):
    await save(store, with_ticket())
    await save(store, Changes(accounts=[other()]))
    assert (await more(store, Keys(ticket=51))).ticket.instead is None
    await save(store, Changes(accounts=[account(reachable=0)]))
    assert (await more(store, Keys(ticket=51))).ticket.instead.id == 12


async def test_forgetting_somebody_forgets_what_their_other_account_had_reported_before(store):
    ended = ticket(state="closed", closed_at=NOW, record='{"symptom":"dark"}')
    await save(store, family(policies=[POLICY], new_tickets=[ended]))
    await save(store, Changes(persons=[person(2)], accounts=[account(person=2)]))
    row = rows.Linking(id=81, account=11, person=2, person_before=1, linked_at=NOW)
    await save(store, Changes(linkings=[row]))
    await save(store, Changes(erase_persons=[2]))
    (found,) = [rows.TicketRow(*values) for values in await ask(store, "tickets_after", 0, 9)]
    assert found.record == "{}"


async def next_route(store, failed: int = 81) -> bool:
    found = await store.turn(lambda work: work.execute("route_next", 99, NOW, f'{{"page":{failed}}}', failed))
    return bool(found)


async def test_a_call_goes_by_the_next_route_that_was_not_tried_at_this_rung(store):
    await save(store, with_ticket())
    await save(store, Changes(accounts=[other()], runs=[run()], timers=[timer(71, NOW + MINUTE, run=61)]))
    await save(store, Changes(outbox=[page(81, account=11)], pages=[called(81, 1)]))
    assert await next_route(store) is True
    facts = await store.turn(lambda work: work.due(99))
    assert (facts.page.id, facts.tried, facts.ticket.row.id) == (81, (11,), 51)
    await save(store, Changes(outbox=[page(82, account=12)], pages=[called(82, 1)]))
    await store.turn(lambda work: work.drop_timer(99))
    assert await next_route(store, 82) is False


async def test_no_route_is_tried_that_is_lost_nor_for_a_ladder_that_has_gone_on(store):
    await save(store, with_ticket())
    await save(store, Changes(accounts=[other(reachable=0)], runs=[run()]))
    await save(store, Changes(outbox=[page(81, account=11)], pages=[called(81, 1)]))
    assert await next_route(store) is False
    await save(store, Changes(accounts=[other()], runs=[run(rung=1)]))
    assert await next_route(store) is False
    await save(store, Changes(runs=[run(ended_at=NOW)]))
    assert await next_route(store) is False
