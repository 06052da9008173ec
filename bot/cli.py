"""The `baoxiu` command: puts the commands together, and turns what goes wrong into one line and an exit code."""

from __future__ import annotations

import sys

import typer

from bot.commands import audit, duty, staff, tickets
from bot.commands.check import check
from bot.commands.demo import demo
from bot.commands.flows import flows
from bot.commands.migrate import migrate
from bot.commands.replay import replay
from bot.commands.serve import serve
from bot.commands.telling import code_of, interrupted

app = typer.Typer(
    name="baoxiu",
    help="An after-sales desk: a fault is reported in a chat, paged, repaired, confirmed and rated.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (demo, serve, check, migrate, replay, flows):
    app.command()(command)
for name, group in (("ticket", tickets.app), ("staff", staff.app), ("duty", duty.app), ("audit", audit.app)):
    app.add_typer(group, name=name)


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 the answer is no, 2 wrong use."""
    try:
        return int(app(words, standalone_mode=False) or 0)
    except KeyboardInterrupt:
        return interrupted()
    except Exception as error:  # noqa: BLE001  whatever happens, one line says it and no traceback
        return code_of(error)


if __name__ == "__main__":
    sys.exit(main())
