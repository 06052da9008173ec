"""Runs the peers that live in an environment of their own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.slow_disk import environment

if TYPE_CHECKING:
    from benchmarks.serving import Setting

ROOT = Path(__file__).parents[2]
#: Made by `make setup-bench`.
PYTHON = ROOT / ".venv" / "bench" / "bin" / "python"
_SCRIPT = Path(__file__).parent / "aiogram_redis.py"
#: Seconds beside the measured ones.
_PATIENCE = 60.0


def aiogram_redis(seconds: float, setting: Setting) -> tuple[tuple[float, float] | None, str]:
    """Return updates a second and CPU microseconds each; or None and why it could not be measured."""
    if not PYTHON.exists():
        return None, "aiogram on Redis: not set up here (make setup-bench)"
    done = subprocess.run(  # noqa: S603  our own script
        [PYTHON, _SCRIPT, str(seconds)],
        capture_output=True,
        text=True,
        timeout=seconds + _PATIENCE,
        env=environment(setting.library, setting.delay),
        check=False,
    )
    if done.returncode:
        return None, f"aiogram on Redis: failed ({done.stderr.strip().splitlines()[-1]})"
    found = json.loads(done.stdout)
    return (found["rate"], found["cpu"]), ""
