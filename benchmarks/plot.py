"""Draws the bench's figures: python plot.py FIGURES.json PICTURE.svg, in the environment of `make setup-bench`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
# The same figures give the same file.
mpl.rcParams["svg.hashsalt"] = "baoxiu"

from matplotlib import pyplot as plt  # noqa: E402  the backend is chosen first
from matplotlib.axes import Axes  # noqa: E402  likewise

_OURS, _OTHERS, _FULL = "#1f6feb", "#9aa4b2", "#8bb8f8"


def draw(figures: dict[str, Any], path: Path) -> None:
    """Draw all panels into one file."""
    canvas, (ways, disks, late) = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    _ways(ways, figures["ways"])
    _disks(disks, figures["cells"], "rate", "messages/s by how slow the disk is")
    _disks(late, figures["cells"], "half_p99", "p99 in ms at half load")
    canvas.savefig(path, metadata={"Date": None})


def _ways(axes: Axes, ways: dict[str, float]) -> None:
    bars = axes.barh(list(ways), list(ways.values()), color=[_OURS if "product" in name else _OTHERS for name in ways])
    axes.bar_label(bars, labels=[f"{rate:,.0f}" for rate in ways.values()], padding=3)
    axes.set_xscale("log")
    axes.set_xlim(min(ways.values()) / 2, max(ways.values()) * 4)
    _plain(axes, "messages/s, each durable (logarithmic)")


def _disks(axes: Axes, cells: list[dict[str, Any]], name: str, title: str) -> None:
    delays = sorted({cell["delay"] for cell in cells})
    for place, (full, colour) in enumerate(((False, _OURS), (True, _FULL))):
        found = {cell["delay"]: cell[name] for cell in cells if cell["full"] is full}
        at = [number + (place - 0.5) * 0.38 for number in range(len(delays))]
        heights = [found.get(delay, 0) for delay in delays]
        bars = axes.bar(at, heights, 0.36, color=colour, label="full tables" if full else "empty tables")
        axes.bar_label(bars, labels=[f"{height:,.0f}" if height else "" for height in heights], padding=2)
    axes.set_xticks(range(len(delays)), [f"+{delay} ms" if delay else "as it is" for delay in delays])
    axes.legend(frameon=False)
    axes.margins(y=0.2)
    _plain(axes, title)


def _plain(axes: Axes, title: str) -> None:
    axes.set_title(title, fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2]))
