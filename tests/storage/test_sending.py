"""The outbox: lanes, order in a chat, throttles, leases, and no page after the acknowledgement."""

import pytest

from bot.desk.facts import Changes, Keys
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    SECOND,
    ask,
    begin,
    card,
    card_request,
    changed,
    claim,
    claimed_ids,
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
    with_ticket,
)


async def test_the_highest_lane_goes_first_and_within_it_the_oldest(store):
    waiting = [
        outbox(61, "a", lane=4),
        outbox(62, "b", lane=2),
        outbox(63, "c"),
        outbox(64, "d"),
        outbox(65, "e", lane=0),
    ]
    await save(store, family(outbox=waiting))
    assert await claimed_ids(store) == [65, 63, 64, 62, 61]


async def test_a_claim_takes_no_more_than_it_may_and_nothing_twice(store):
    await save(store, family(outbox=[outbox(number, f"c{number}") for number in range(60, 70)]))
    first, second = await claimed_ids(store, limit=6), await claimed_ids(store, limit=6)
    assert first + second == list(range(60, 70))
    assert await claimed_ids(store) == []


async def test_in_one_chat_one_message_is_on_its_way_at_a_time(store):
    await save(store, family(outbox=[outbox(61), outbox(62), outbox(63, "c12")]))
    first, other = await claim(store)
    assert (first.row.id, other.row.id) == (61, 63)
    assert await claimed_ids(store) == []
    await settle(store, outcome(first))
    assert await claimed_ids(store) == [62]


async def test_a_page_does_not_wait_for_a_lower_lane_on_its_way(store):
    await save(store, with_ticket(outbox=[outbox(61, lane=4)]))
    assert await claimed_ids(store) == [61]
    await save(store, Changes(outbox=[outbox(62), page(63), page(64)]))
    assert await claimed_ids(store) == [63]


async def test_what_is_not_due_yet_waits_and_holds_up_nobody(store):
    await save(store, family(outbox=[outbox(61, due_at=NOW + MINUTE), outbox(62)]))
    assert await claimed_ids(store) == [62]


async def test_what_is_too_late_is_not_sent(store):
    await save(
        store, with_ticket(outbox=[outbox(61, ticket=51, not_after=NOW - 1), outbox(62, ticket=51, not_after=NOW)])
    )
    assert await claimed_ids(store) == [62]
    assert await states(store) == {61: "expired", 62: "claimed"}


async def test_what_follows_another_message_waits_for_it_and_goes_down_with_it(store):
    following = [outbox(62, "c12", ticket=51, depends_on=61), outbox(63, "c12", ticket=51)]
    await save(store, with_ticket(outbox=[outbox(61, ticket=51), *following]))
    first, other = await claim(store)
    assert (first.row.id, other.row.id) == (61, 63)
    await settle(store, outcome(other))
    assert await claimed_ids(store) == []
    await settle(store, outcome(first))
    assert await claimed_ids(store) == [62]


async def test_what_follows_a_message_that_failed_is_not_sent(store):
    await save(store, with_ticket(outbox=[outbox(61, ticket=51), outbox(62, "c12", ticket=51, depends_on=61)]))
    (first,) = await claim(store)
    await settle(store, outcome(first, "undeliverable"))
    assert await claimed_ids(store) == []
    assert (await states(store))[62] == "expired"


@pytest.mark.parametrize("key", [BOT, f"{BOT}/c11"])
async def test_a_throttled_bot_or_chat_waits_until_its_time(store, key):
    await save(store, with_ticket(outbox=[outbox(61), outbox(62), page(63)]))
    (first,) = await claim(store)
    await settle(store, outcome(first, throttles=((key, NOW + SECOND),)))
    assert await claimed_ids(store, NOW + SECOND - 1) == []
    assert await claimed_ids(store, NOW + SECOND) == [61]


async def test_a_throttle_is_never_shortened(store):
    await save(store, family(outbox=[outbox(61), outbox(62, "c12"), outbox(63)]))
    first, second = await claim(store)
    await settle(store, outcome(first, throttles=((BOT, NOW + MINUTE),)))
    await settle(store, outcome(second, throttles=((BOT, NOW + SECOND),)))
    assert await claimed_ids(store, NOW + SECOND) == []


async def test_held_back_chats_at_the_front_do_not_starve_those_behind(store):
    crowd = [outbox(number, "busy") for number in range(1_000, 1_300)]
    await save(store, family(outbox=[*crowd, outbox(2_000, "free")]))
    assert await claimed_ids(store, limit=10) == [1_000, 2_000]


async def test_a_passing_failure_is_tried_again_in_its_turn(store):
    await save(store, family(outbox=[outbox(61), outbox(62)]))
    (first,) = await claim(store)
    await settle(store, outcome(first, "pending", again_at=NOW + 5 * SECOND, reason="network"))
    assert await claimed_ids(store, NOW + 4 * SECOND) == []
    (again,) = await claim(store, NOW + 5 * SECOND)
    assert (again.row.id, again.attempt, again.resent) == (61, 2, False)


async def test_a_stuck_message_is_overtaken_after_30_seconds_and_that_is_recorded(store):
    await save(store, with_ticket(outbox=[outbox(61, ticket=51), outbox(62, ticket=51)]))
    (first,) = await claim(store)
    await settle(store, outcome(first, "pending", again_at=NOW + 10 * MINUTE))
    assert await claimed_ids(store, NOW + 30 * SECOND - 1) == []
    assert await claimed_ids(store, NOW + 30 * SECOND) == [62]
    found = await store.turn(lambda work: work.execute("outbox_overtaken", 0))
    assert [values[:3] for values in found] == [(62, 61, 51)]


async def test_an_unknown_outcome_is_sent_again_and_marked(store):
    await save(store, family(outbox=[outbox(61)]))
    (first,) = await claim(store)
    await settle(store, outcome(first, "unknown", again_at=NOW + 10 * SECOND))
    (again,) = await claim(store, NOW + 10 * SECOND)
    assert (again.attempt, again.resent) == (2, True)


async def test_what_a_dead_sender_held_goes_again_but_surveys_and_press_answers_do_not(store):
    held = [
        page(61, "a"),
        outbox(62, "b", ticket=51),
        outbox(63, "c", lane=3, ticket=51),
        outbox(64, "d", lane=4, ticket=51),
        outbox(65, "e", kind="answer_press", press="p", ticket=51),
    ]
    await save(store, with_ticket(outbox=held))
    assert len(await claim(store, lease=MINUTE)) == 5
    assert await claimed_ids(store, NOW + MINUTE) == []
    again = await claim(store, NOW + MINUTE + SECOND)
    assert [(claimed.row.id, claimed.resent, claimed.attempt) for claimed in again] == [(61, True, 2), (62, True, 2)]
    assert {number: state for number, state in (await states(store)).items() if number > 62} == dict.fromkeys(
        (63, 64, 65), "unknown"
    )


async def test_only_the_newest_claim_may_settle(store):
    await save(store, with_ticket(outbox=[outbox(61, ticket=51)]))
    (slow,) = await claim(store)
    (newer,) = await claim(store, NOW + 2 * MINUTE)
    await settle(store, outcome(slow, "undeliverable", external_id="1"))
    assert await states(store) == {61: "claimed"}
    await settle(store, outcome(newer, external_id="2"))
    await settle(store, outcome(newer, "undeliverable"))
    assert await states(store) == {61: "sent"}


async def test_a_late_answer_counts_while_nobody_has_claimed_it_again(store):
    await save(store, with_ticket(outbox=[outbox(61, ticket=51), outbox(62, "c12")]))
    slow, _other = await claim(store)
    await claim(store, NOW + 2 * MINUTE, limit=0)
    assert (await states(store))[61] == "pending"
    await settle(store, outcome(slow, external_id="1"))
    assert (await states(store))[61] == "sent"


@pytest.mark.parametrize("again_at", [None, NOW + SECOND])
async def test_no_page_begins_after_the_acknowledgement(store, again_at):
    await save(store, with_ticket(outbox=[page(61), page(62, "c12"), page(63)]))
    flying = await claim(store)
    assert [claimed.row.id for claimed in flying] == [61, 62]
    await save(store, Changes(withdraw_pages_of=[51]))
    if again_at:
        # One comes back as failed: it is not tried again.
        await settle(store, *(outcome(claimed, "pending", again_at=again_at) for claimed in flying))
    # Nor is one whose sender died.
    assert await claimed_ids(store, NOW + 10 * MINUTE) == []
    assert set((await states(store)).values()) <= {"expired", "unknown"}


async def test_a_card_is_claimed_with_all_that_drawing_it_needs(store):
    shown = prompt(31, kind="card", ticket=51)
    held = ticket(assignee=2)
    staff = [person(), person(2, name="Wang", staff="wang")]
    await save(store, with_ticket(prompts=[shown], cards=[card(prompt=31)], outbox=[card_request(61)]))
    await save(store, Changes(persons=staff, tickets=[held]))
    (claimed,) = await claim(store)
    assert (claimed.card, claimed.ticket, claimed.card_prompt) == (card(prompt=31), held, shown)
    assert (claimed.assignee, claimed.reporter) == ("Wang", "Li")
    assert claimed.row == changed(card_request(61), state="claimed")


@pytest.mark.parametrize("made", [card_request, page])
async def test_a_sent_card_or_page_becomes_the_message_that_is_edited_and_replied_to(store, made):
    shown = prompt(31, kind="card", ticket=51)
    sending = made(61, "room") if made is card_request else made(61, "room", prompt=31)
    await save(store, with_ticket(prompts=[shown], cards=[card(prompt=31)], outbox=[sending]))
    (claimed,) = await claim(store)
    await settle(store, outcome(claimed, external_id="700"))
    (found,) = (await more(store, Keys(ticket=51))).ticket.cards
    assert found.external_id == "700"
    assert (await begin(store, incoming(reply_to="700", chat="room"))).prompt.id == 31


async def test_two_lost_edits_of_one_card_become_one(store):
    await save(store, with_ticket(cards=[card()], outbox=[card_request(61)]))
    await claim(store, lease=5 * MINUTE)
    await save(store, Changes(outbox=[card_request(62)]))
    # The first is stuck, so the second overtakes it; then their sender dies.
    assert await claimed_ids(store, NOW + MINUTE, lease=MINUTE) == [62]
    assert await claimed_ids(store, NOW + 10 * MINUTE) == [62]
    assert await states(store) == {61: "unknown", 62: "claimed"}


async def test_an_edit_that_failed_gives_way_to_a_newer_one(store):
    await save(store, with_ticket(cards=[card()], outbox=[card_request(61)]))
    (first,) = await claim(store)
    await save(store, Changes(outbox=[card_request(62)]))
    await settle(store, outcome(first, "pending", again_at=NOW + SECOND))
    assert await states(store) == {61: "expired", 62: "pending"}
    assert await claimed_ids(store, NOW + SECOND) == [62]


async def test_an_account_that_blocked_us_is_marked(store):
    await save(store, family(outbox=[outbox(61, account=11)]))
    (claimed,) = await claim(store)
    await settle(store, outcome(claimed, "undeliverable", unreachable_account=11))
    assert (await begin(store, incoming())).account.reachable == 0


async def test_what_waits_can_be_counted_by_lane_and_state(store):
    await save(store, with_ticket(outbox=[page(61, "a", created_at=NOW - 5), page(62, "b"), outbox(63, "c")]))
    await claim(store, limit=1)
    assert sorted(await ask(store, "outbox_counts")) == [(0, "claimed", 1), (0, "pending", 1), (1, "pending", 1)]
    assert await ask(store, "outbox_oldest_page", NOW) == [(NOW - 5,)]


async def test_a_long_queue_in_one_chat_holds_up_nobody_else(store):
    queue = [outbox(number, "-100", lane=1) for number in range(100, 400)]
    await save(store, family(outbox=[*queue, outbox(500, "c12", lane=2)]))
    assert await claimed_ids(store, limit=10) == [100, 500]


async def test_where_very_many_chats_wait_the_first_still_go_first(store, monkeypatch):
    monkeypatch.setattr("storage.sqlite.claiming.CHATS", 8)
    waiting = [outbox(number, f"c{number}", lane=4) for number in range(100, 140)]
    await save(store, family(outbox=[*waiting, outbox(500, "z", lane=0), outbox(501, "a", lane=1)]))
    assert await claimed_ids(store, limit=4) == [500, 501, 100, 101]
