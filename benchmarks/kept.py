"""Keeps a run: the tables and the picture in docs/, the figures behind them as JSON."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.peers.running import PYTHON

if TYPE_CHECKING:
    from benchmarks.outcome import Outcome

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "performance.md"
FIGURES = DOCS / "performance.json"
PICTURE = DOCS / "images" / "performance.svg"
BEGIN, END = "<!-- figures: make bench ARGS=--write -->", "<!-- end of figures -->"
_PLOT = Path(__file__).parent / "plot.py"


def keep(text: str, outcome: Outcome) -> None:
    """Put the tables between the marks of the page, and draw the picture anew if that can be done here."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
    FIGURES.write_text(json.dumps(data(outcome), indent=1) + "\n", "utf-8")
    if PYTHON.exists():
        subprocess.run([PYTHON, _PLOT, FIGURES, PICTURE], check=True)  # noqa: S603  our own script


def data(outcome: Outcome) -> dict[str, object]:
    """Return what the picture shows."""
    ways = {
        "flushed pickle": outcome.pickle[0],
        **({"aiogram on Redis": outcome.aiogram[0][0]} if 0 in outcome.aiogram else {}),
        "the product": median(figures.rate for figures in outcome.product),
        "skeleton": median(figures.rate for figures in outcome.skeleton),
        "raw loop": median(rate for rate, _ in outcome.raw),
    }
    cells = [
        {
            "delay": cell.delay,
            "full": cell.full,
            "rate": cell.closed.rate,
            "skeleton": cell.skeleton.rate,
            "half_p99": cell.half.quantile(0.99),
        }
        for cell in outcome.cells
    ]
    return {"ways": {name: round(rate, 1) for name, rate in ways.items()}, "cells": cells}
