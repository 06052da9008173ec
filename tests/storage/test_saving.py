"""What a decision writes: replaced by key, counted, coalesced, withdrawn."""

from bot.desk import rows
from bot.desk.facts import CancelTimers, Changes, Keys
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    account,
    answer,
    ask,
    attachment,
    begin,
    card,
    card_request,
    changed,
    claimed_ids,
    conversation,
    family,
    incoming,
    more,
    page,
    person,
    save,
    states,
    ticket,
    timer,
    with_ticket,
)


async def test_rows_of_the_same_key_are_replaced(store):
    await save(store, family())
    talking = conversation(flow="report_fault", state="asking_symptom", answers='{"a":1}', updated_at=NOW)
    renamed = person(name="王", language="zh")
    reached = account(chat="new", reachable=0)
    await save(store, Changes(persons=[renamed], accounts=[reached], conversations=[talking]))
    found = await begin(store, incoming())
    assert (found.person, found.account, found.conversation) == (renamed, reached, talking)


async def test_a_stranger_is_stored_whole_in_one_turn(store):
    await answer(store, incoming(), family())
    assert (await begin(store, incoming("d2"))).conversation == conversation()


async def test_timers_are_armed_put_off_and_cancelled_by_kind(store):
    timers = [timer(71), timer(72, kind="remind"), timer(73, kind="close"), timer(74, kind="idle", ticket=None)]
    timers[3] = changed(timers[3], conversation=21)
    await save(store, with_ticket(timers=timers))
    await save(store, Changes(timers=[timer(71, due_at=NOW + MINUTE)]))
    assert await ask(store, "timers_due", NOW, 10) == [(72,), (73,), (74,)]
    cancelled = [CancelTimers(kinds=("rung", "remind"), ticket=51), CancelTimers(kinds=("idle",), conversation=21)]
    await save(store, Changes(cancel_timers=cancelled))
    assert await ask(store, "timers_due", NOW + MINUTE, 10) == [(73,)]
    assert await ask(store, "timer_next_due") == [(NOW,)]


async def test_a_timer_armed_in_the_decision_that_cancels_its_kind_stays(store):
    await save(store, with_ticket(timers=[timer(71)]))
    again = Changes(cancel_timers=[CancelTimers(kinds=("rung",), ticket=51)], timers=[timer(75)])
    await save(store, again)
    assert await ask(store, "timers_due", NOW, 10) == [(75,)]


async def test_many_changes_of_a_ticket_are_one_edit_of_its_card_in_each_chat(store):
    await save(store, with_ticket(outbox=[card_request(61), card_request(62), card_request(63, "other")]))
    await save(store, Changes(outbox=[card_request(64)]))
    assert await states(store) == {61: "pending", 63: "pending"}
    # Once it is on its way, a further change needs a further edit.
    await claimed_ids(store)
    await save(store, Changes(outbox=[card_request(65), card_request(66)]))
    assert await states(store) == {61: "claimed", 63: "claimed", 65: "pending"}


async def test_pages_not_yet_sent_are_withdrawn_and_new_ones_of_the_same_decision_stay(store):
    await save(store, with_ticket(outbox=[page(61), page(62, "c12"), page(63, ticket=None)]))
    await save(store, Changes(withdraw_pages_of=[51], outbox=[page(64)]))
    assert await states(store) == {61: "expired", 62: "expired", 64: "pending"}


async def test_equal_alarms_within_ten_minutes_are_counted(store):
    alarms = [rows.Alarm(id=number, kind="storm", detail="", at=NOW + number * MINUTE) for number in (1, 5, 10, 12)]
    for alarm in alarms:
        await save(store, Changes(alarms=[alarm]))
    await save(store, Changes(alarms=[rows.Alarm(id=99, kind="parked", detail="", at=NOW)]))
    found = {values[0]: values[4] for values in await ask(store, "alarms_untold")}
    assert found == {1: 3, 12: 1, 99: 1}


async def test_a_card_keeps_its_message_when_a_decision_does_not_know_it(store):
    await save(store, with_ticket(cards=[card(external_id="700")]))
    await save(store, Changes(cards=[card(language="es", prompt=32)]))
    (found,) = (await more(store, Keys(ticket=51))).ticket.cards
    assert (found.external_id, found.language, found.prompt) == ("700", "es", 32)


async def test_files_of_a_conversation_move_to_its_ticket(store):
    files = [
        attachment(81, conversation=21),
        attachment(82, conversation=22),
        attachment(83, conversation=21, ticket=9),
    ]
    await save(store, with_ticket(attachments=files))
    await save(store, Changes(attach_conversation=[(21, 51)]))
    assert [values[0] for values in await ask(store, "attachments_of_ticket", 51)] == [81]


async def test_an_attachment_is_leased_to_one_worker_at_a_time(store):
    await save(store, family(attachments=[attachment(81), attachment(82, state="stored")]))

    async def lease(at):
        return [row[0] for row in await store.turn(lambda work: work.execute("attachments_lease", at, at + 60, 5))]

    assert await lease(1_000) == [81]
    assert await lease(1_059) == []
    assert await lease(1_060) == [81]
    await store.turn(lambda work: work.execute("attachment_stored", 81, "ab" * 32, 9))
    assert await lease(2_000) == []
    assert await ask(store, "file_of_account", "ab" * 32, 1) == [("", "image/jpeg", "photo", 9)]


async def test_an_invitation_is_found_by_its_digest_and_used_once(store):
    invite = rows.Invite(digest="ff", name="Wang", roles="on_duty", created_at=NOW, expires_at=NOW + MINUTE)
    await save(store, family(invites=[invite]))
    assert (await more(store, Keys(invite="ff"))).invite == invite
    used = changed(invite, used_at=NOW, person=1)
    await save(store, Changes(invites=[used]))
    assert (await more(store, Keys(invite="ff"))).invite == used
    assert (await more(store, Keys(invite="00"))).invite is None


async def test_a_promise_is_stored_once_under_its_hash(store):
    policy = rows.PolicyRow(hash="h", body="{}")
    await save(store, family(policies=[policy]))
    await save(store, Changes(policies=[policy]))
    assert await ask(store, "policy", "h") == [("h", "{}")]


async def test_old_arrivals_are_pruned_and_young_ones_stay(store):
    for number in range(6):
        await begin(store, incoming(f"d{number}", received_at=NOW + number))
    await store.turn(lambda work: work.execute("inbox_prune", NOW + 4))
    left = [await ask(store, "inbox_answer_of", BOT, f"d{number}") for number in range(6)]
    assert [bool(found) for found in left] == [False] * 4 + [True] * 2


async def test_the_roster_holds_staff_with_all_their_accounts(store):
    staff = person(2, staff="wang", roles="on_duty")
    accounts = [account(11), account(12, person=2), account(13, person=2)]
    await save(store, Changes(persons=[person(), staff, person(3, staff="chen")], accounts=accounts))
    found = [(values[0], values[len(staff.__struct_fields__)]) for values in await ask(store, "roster")]
    assert found == [(3, None), (2, 12), (2, 13)]


async def test_the_newest_open_ticket_of_an_account_is_found(store):
    await save(store, with_ticket())
    await save(store, Changes(new_tickets=[ticket(52), ticket(53, state="closed")]))
    assert [values[0] for values in await ask(store, "newest_open_ticket_of_account", 11)] == [52]
