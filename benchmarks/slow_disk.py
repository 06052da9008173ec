"""A disk that takes longer to flush: a small library preloaded into the measured process, built by the C compiler."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")


class NoCompiler(Exception):
    """There is no C compiler here, so only the disk as it is can be measured."""


def build(folder: Path) -> Path:
    """Compile the library into a folder; raise NoCompiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise NoCompiler("no C compiler (cc): only this machine's own disk is measured")
    library = folder / "slow_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True)  # noqa: S603  our own source
    return library


def environment(library: Path | None, milliseconds: int) -> dict[str, str]:
    """Return the environment of a process whose flushes take so much longer."""
    if library is None or not milliseconds:
        return dict(os.environ)
    return {**os.environ, "LD_PRELOAD": str(library), "SLOW_DISK_US": str(milliseconds * 1_000)}
