"""Starts `baoxiu` with what is to happen to it: python -m tests.torture.launch POINT:COUNT:AFTER BUG ... -- serve."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from bot import cli
from bot.engine import throttles
from bot.engine.throttles import Limits, Rate
from tests.torture.bugs import BUGS
from tests.torture.failpoints import POINTS, Fuse


def hurry() -> None:
    """Let the platform bear what it would bear in an hour: a night is told in a minute."""
    fast = Rate(limit=10_000, within=1, kept=1)
    known: dict[str, Limits] = throttles.LIMITS
    known["telegram"] = replace(known["telegram"], bot=fast, chat=fast, group=fast)


def prepare(words: list[str]) -> None:
    """Arm and plant what the words name."""
    for word in words:
        name, *numbers = word.split(":")
        if name in BUGS:
            BUGS[name]()
        else:
            count, after = numbers
            POINTS[name](Fuse(int(count), time.monotonic() + float(after)))


def main(words: list[str]) -> int:
    """Prepare by the words before `--`, and run `baoxiu` with those behind it."""
    mark = words.index("--")
    hurry()
    prepare(words[:mark])
    return cli.main(words[mark + 1 :])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
