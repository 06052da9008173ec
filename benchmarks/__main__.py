"""`python -m benchmarks`: measure, print the table, and with --write keep it in docs/performance.md."""

from __future__ import annotations

import argparse
import asyncio
import logging
from pathlib import Path

from benchmarks import profile, suite
from benchmarks.serving import SERVERS, serve


def main() -> None:
    """Do what the command line says."""
    given = _parser().parse_args()
    logging.basicConfig(level=logging.ERROR)
    if given.what == "server":
        asyncio.run(serve(given.name, given.folder))
    elif given.what == "profile":
        profile.show(given.messages)
    else:
        suite.bench(suite.TINY if given.tiny else suite.QUICK if given.quick else suite.FULL, write=given.write)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under a minute, figures less steady")
    parser.add_argument("--tiny", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.set_defaults(what="bench")
    commands = parser.add_subparsers()
    where = commands.add_parser("profile", help="show where the time of a turn goes")
    where.add_argument("--messages", type=int, default=6_000)
    where.set_defaults(what="profile")
    server = commands.add_parser("server")
    server.add_argument("name", choices=sorted(SERVERS))
    server.add_argument("folder", type=Path)
    server.set_defaults(what="server")
    return parser


main()
