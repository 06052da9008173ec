"""`make torture KILLS=n [SEED=n]`: kills desks at work, prints what became of them; exits 0, or 1 if anything broke."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import tempfile
import time
from pathlib import Path

from tests.torture.bugs import BUGS
from tests.torture.desk import WIND_DOWN
from tests.torture.run import Order, torture
from tests.torture.table import lines_of


def main(words: list[str] | None = None) -> int:
    """Run one torture."""
    parser = _parser()
    given = parser.parse_args(words)
    if given.folder and given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty: what lies there would be taken for a desk's own")
    seed = given.seed if given.seed is not None else secrets.randbelow(1_000_000)
    _say(f"seed {seed}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        folder = given.folder or Path(scratch)
        result = asyncio.run(torture(_order(given, seed, folder)))
    _say("\n".join(lines_of(result)))
    _say(f"{time.monotonic() - began:.0f} s, seed {seed}: {', '.join(result.broken) or 'all holds'}")
    return 1 if result.broken else 0


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  what a command prints is its result


def _order(given: argparse.Namespace, seed: int, folder: Path) -> Order:
    return Order(
        kills=given.kills,
        seed=seed,
        folder=folder,
        desks=given.desks,
        bugs=given.bug,
        wind_down=given.wind_down,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how often a process is killed")
    parser.add_argument("--seed", type=int, help="what is drawn comes from this number")
    parser.add_argument("--desks", type=int, default=2, help="how many desks suffer at the same time")
    parser.add_argument("--bug", action="append", default=[], choices=sorted(BUGS), help="plant a bug first")
    parser.add_argument("--wind-down", type=float, default=WIND_DOWN, help="seconds for what was begun, at the end")
    parser.add_argument("--folder", type=Path, help="where databases and logs are left behind")
    return parser


if __name__ == "__main__":
    sys.exit(main())
