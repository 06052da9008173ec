"""What staff ask of the store: lists in order and by filter, searches, what waits, callers, a morning's figures."""

from bot.desk import rows
from bot.desk.facts import Keys, Listing
from storage.sqlite import lists
from tests.storage.things import MINUTE, NOW, POLICY, account, family, more, person, prompt, save, ticket

WANG = 7


async def shown(store, **asked) -> list[int]:
    found = await more(store, Keys(listing=Listing(about=WANG, at=NOW, **asked)))
    return [row.id for row in found.tickets]


def desk(*tickets: rows.TicketRow):
    return family(policies=[POLICY], new_tickets=list(tickets))


async def test_open_tickets_come_by_level_and_then_by_what_is_due_first(store):
    await save(
        store,
        desk(
            ticket(51, severity=2, respond_due_at=NOW + MINUTE),
            ticket(52, severity=1, respond_due_at=NOW + 2 * MINUTE),
            ticket(53, severity=1, respond_due_at=NOW + MINUTE),
            ticket(54, severity=1, state="closed", closed_at=NOW),
        ),
    )
    assert await shown(store, kind="open") == [53, 52, 51]
    assert await shown(store, kind="open", level=2) == [51]


async def test_a_level_is_one_of_faults_alone(store):
    await save(store, desk(ticket(51, kind="question", severity=3), ticket(52, severity=3)))
    assert await shown(store, kind="open", level=3) == [52]


async def test_late_is_what_nobody_has_answered_in_time(store):
    late, met = {"respond_due_at": NOW - 1}, {"respond_due_at": NOW - 1, "responded_at": NOW - 2}
    await save(store, desk(ticket(51, **late), ticket(52, **met), ticket(53), ticket(54, state="waiting", **met)))
    assert await shown(store, kind="open", late=True) == [51]
    assert await shown(store, kind="open", state="waiting") == [54]


async def test_mine_are_those_i_have(store):
    await save(store, desk(ticket(51, assignee=WANG), ticket(52, assignee=1), ticket(53)))
    assert await shown(store, kind="mine") == [51]


async def test_the_next_page_is_that_of_the_list_seen_last(store):
    seen = [
        prompt(31, kind="card", account=11, state="list", answers='{"kind":"find","words":"pump","page":0}'),
        prompt(32, kind="card", account=11, state="list", answers='{"kind":"open","level":1,"page":2}'),
        prompt(33, kind="card", account=11),
    ]
    await save(store, family(prompts=seen))
    found = await more(store, Keys(listing=Listing(kind="next", account=11, about=WANG, at=NOW)))
    assert found.listing == Listing(kind="open", level=1, page=3, account=11, about=WANG, at=NOW)
    nothing = await more(store, Keys(listing=Listing(kind="next", account=12, about=WANG, at=NOW)))
    assert nothing.listing is None


async def test_signs_that_mean_something_to_the_database_are_looked_for_as_they_are(store):
    await save(store, desk(ticket(51, record='{"symptom":"50% off"}'), ticket(52, record='{"symptom":"a_b"}')))
    assert await shown(store, kind="find", words="0%") == [51]
    assert await shown(store, kind="find", words="%") == [51]
    assert await shown(store, kind="find", words="a_b") == [52]
    assert await shown(store, kind="find", words="A_B") == [52]
    assert await shown(store, kind="find", words="n51 50%") == [51]
    assert await shown(store, kind="find", words="axb") == []


async def test_a_caller_is_whoever_has_the_number_and_a_chat_and_is_none_of_ours(store):
    people = [
        person(1, phone="8613800138000"),
        person(2, phone="8613800138000"),
        person(3, phone="8613800138000", staff="wang"),
    ]
    accounts = [
        account(11, reachable=0),
        account(12, address="second"),
        account(13, bot="phone:calls", person=2),
        account(14, person=3),
    ]
    await save(store, family(persons=people, accounts=accounts))
    found = (await more(store, Keys(phones=("13800138000", "8613800138000")))).callers
    assert [(one.id, theirs.id) for one, theirs in found] == [(1, 12)]
    assert (await more(store, Keys(phones=("",)))).callers == ()


async def test_a_tickets_caller_can_be_known_later(store):
    await save(store, desk(ticket(51)))
    await save(store, family(persons=[person(2)], accounts=[account(12, person=2)], callers=[(51, 2, 12)]))
    found = (await more(store, Keys(ticket=51))).ticket
    assert (found.reporter.id, found.account.id) == (2, 12)


async def test_the_figures_of_a_morning_count_what_is_open_and_what_the_day_before_brought(store):
    since, until = NOW, NOW + 100
    await save(
        store,
        desk(
            ticket(51, assignee=WANG, state="waiting", responded_at=NOW),
            ticket(52, assignee=WANG, respond_due_at=NOW + 50),
            ticket(53, state="solved", solved_at=NOW + 1, responded_at=NOW),
            ticket(54, state="closed", solved_at=NOW + 2, closed_at=NOW + 3, score=4),
            ticket(55, state="closed", solved_at=NOW - 2, closed_at=NOW + 3, score=2),
            ticket(56, state="closed", solved_at=NOW - 9, closed_at=NOW - 8, score=1),
        ),
    )

    async def read(work) -> object:
        return lists.figures(work._run, since, until)  # noqa: SLF001 - the statements of this very turn

    figures = await store.turn(read)
    assert set(figures.open) == {(WANG, 1, "fault", 2, 1, 1, 0), (None, 1, "fault", 1, 0, 0, 1)}
    assert (figures.solved, figures.scores, figures.score_sum) == (2, 2, 6)
