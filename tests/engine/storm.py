"""Many tickets at once for the engine's tests: each with its call to an engineer and its card in a group."""

from __future__ import annotations

from bot.desk import rows
from bot.desk.facts import Changes
from bot.messages import Lane, Place
from tests.engine.fakes import BOT, MINUTE, POLICY, SECOND, Bench, a_ticket

GROUP = Place(BOT, "-100")
WANG = Place(BOT, "wang")


async def reports(bench: Bench, levels: list[int], *, calls: bool = False, cards: bool = False) -> list[rows.TicketRow]:
    """Open tickets of these levels at once; return them."""
    now, ids = bench.clock.now(), bench.desk.ids
    if not (await bench.rows("policy", POLICY.hash)):
        person = rows.Person(id=1, name="Li", created_at=now)
        account = rows.Account(id=11, bot=BOT, address="li", person=1, chat="li")
        await bench.engine.core.save(
            "people", lambda _now: Changes(persons=[person], accounts=[account], policies=[POLICY])
        )
    account = rows.Account(id=11, bot=BOT, address="li", person=1, chat="li")
    changes = Changes()
    for level in levels:
        ticket = rows.TicketRow(**{**_fields(a_ticket(ids, account, now)), "severity": level})
        changes.new_tickets.append(ticket)
        if calls:
            changes.cards.append(_card(ticket, WANG))
            bench.desk.page(changes, ticket.id, 1, now)
            changes.outbox[-1] = rows.Outbox(**{**_fields(changes.outbox[-1]), "chat": "wang", "chat_key": WANG.key})
        if cards:
            changes.cards.append(_card(ticket, GROUP))
            changes.outbox.append(_request(bench, ticket.id))
    await bench.engine.core.save("storm", lambda _now: changes)
    return changes.new_tickets


async def redraws(bench: Bench, tickets: list[rows.TicketRow]) -> None:
    """Ask for the cards of these tickets in the group to be drawn anew."""
    for ticket in tickets:
        request = _request(bench, ticket.id)
        await bench.engine.core.save("redraw", lambda _now, request=request: Changes(outbox=[request]))


def in_any_minute(instants: list[int]) -> int:
    """Return the most that happened within a minute."""
    return max((sum(1 for other in instants if 0 <= other - one < MINUTE) for one in instants), default=0)


def at_seconds(instants: list[int], begun_at: int) -> list[float]:
    """Return instants as seconds after another."""
    return [(at - begun_at) / SECOND for at in instants]


def _request(bench: Bench, ticket: int) -> rows.Outbox:
    return bench.desk.say(GROUP, "", bench.clock.now(), kind="card", body="", ticket=ticket, lane=int(Lane.UPDATE))


def _card(ticket: rows.TicketRow, place: Place) -> rows.Card:
    return rows.Card(ticket=ticket.id, chat_key=place.key, bot=place.bot, chat=place.chat, thread="", language="en")


def _fields(row: rows.Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__struct_fields__}
