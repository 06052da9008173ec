"""`baoxiu ticket`: what is open, and one ticket with its timeline and its clock's working."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.app.columns import of_columns
from bot.commands.reading import reading
from bot.commands.telling import AS_JSON, CONFIG, AsJson, Config, No, WrongUse, say, say_json, say_table, settings_of
from bot.commands.ticket_file import TicketFile, read
from bot.config import Settings
from bot.desk import rows
from bot.domain import numbers
from bot.domain.ticket import micros_to_instant

app = typer.Typer(no_args_is_help=True, help="What is open, and one ticket in full.")

Number = Annotated[str, typer.Argument(metavar="NO", help="The ticket's number, like BX-7K3M-9QK.")]
Why = Annotated[bool, typer.Option("--why", help="Show how the clock was counted, line by line.")]


@app.command("list")
def list_open(config: Config = CONFIG, as_json: AsJson = AS_JSON) -> None:
    """Show the open tickets, the most urgent first."""
    settings = settings_of(config)
    found = asyncio.run(_open(settings))
    if as_json:
        say_json([_head(*each) for each in found])
        return
    head = ("number", "level", "state", "respond by", "has it", "customer")
    say_table(head, (_line(settings.zone, *each) for each in found))


async def _open(settings: Settings) -> list[tuple[rows.TicketRow, str, str]]:
    async with reading(settings) as reads:
        found = await reads.rows("tickets_open")
    tickets = [(of_columns(rows.TicketRow, row), str(row[-2]), str(row[-1])) for row in found]
    return sorted(tickets, key=lambda each: (each[0].severity, each[0].respond_due_at))


def _head(row: rows.TicketRow, reporter: str, assignee: str) -> dict[str, Any]:
    return {
        "number": numbers.show(numbers.Number(row.number)),
        "kind": row.kind,
        "severity": row.severity,
        "state": row.state,
        "respond_due_at": micros_to_instant(row.respond_due_at).isoformat(),
        "responded_at": None if row.responded_at is None else micros_to_instant(row.responded_at).isoformat(),
        "assignee": assignee,
        "customer": reporter,
    }


def _line(zone: ZoneInfo, row: rows.TicketRow, reporter: str, assignee: str) -> tuple[object, ...]:
    number = numbers.show(numbers.Number(row.number))
    return number, row.severity, row.state, _clock(row.respond_due_at, zone), assignee or "-", reporter or "-"


def _clock(micros: int, zone: ZoneInfo) -> str:
    at: datetime = micros_to_instant(micros).astimezone(zone)
    return f"{at:%Y-%m-%d %H:%M}"


@app.command()
def show(number: Number, config: Config = CONFIG, as_json: AsJson = AS_JSON, why: Why = False) -> None:  # noqa: FBT002  a flag of the command line
    """Show one ticket: its record, its timeline, whom it paged."""
    parsed = numbers.parse(number)
    if parsed is None:
        raise WrongUse(f"{number!r} is no ticket number: expected one like BX-7K3M-9QK, its last sign a check")
    settings = settings_of(config)
    file = asyncio.run(_read(settings, parsed))
    if as_json:
        say_json(file.plain(with_working=why))
    else:
        _print(file, settings.zone, why=why)


async def _read(settings: Settings, number: numbers.Number) -> TicketFile:
    async with reading(settings) as reads:
        file = await read(reads, number)
    if file is None:
        raise No(f"there is no ticket {numbers.show(number)}")
    return file


def _print(file: TicketFile, zone: ZoneInfo, *, why: bool) -> None:
    plain = file.plain(with_working=why)
    for key in ("number", "kind", "severity", "state", "assignee", "customer", "score"):
        if plain[key] not in {None, ""}:
            say(f"{key:<10} {plain[key]}")
    for key, value in plain["record"].items():
        say(f"{key:<10} {value}")
    say(f"{'respond by':<10} {_clock(file.row.respond_due_at, zone)}")
    for line in plain.get("why", ()):
        say(f"  {line}")
    say("timeline")
    for event, at in zip(plain["timeline"], file.instants, strict=True):
        words = " ".join(f"{key}={value}" for key, value in {**event["data"], **event["words"]}.items())
        say(f"  {_clock(at, zone)}  {event['kind']}  {event['by']}  {words}".rstrip())
    for page in plain["pages"]:
        say(f"  paged {page['person']}: rung {page['rung'] + 1}, round {page['round'] + 1}, {page['state']}")
