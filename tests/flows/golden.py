"""Writes down each flow's table, so that a change to one that is in use does not go unseen.

`python -m tests.flows.golden` writes tests/flows/golden/NAME.vN.json anew for the flows as they are.
"""

import json
from pathlib import Path

from bot.flows.registry import FLOWS
from bot.flows.tables import Flow

HERE = Path(__file__).parent / "golden"


def path_of(flow: Flow, version: int | None = None) -> Path:
    return HERE / f"{flow.name}.v{version or flow.version}.json"


def outline(flow: Flow) -> dict[str, object]:
    """Return all of a table that JSON can hold: functions by their names."""
    return {
        "name": flow.name,
        "version": flow.version,
        "audience": flow.audience,
        "initial": flow.initial,
        "entries": list(flow.entries),
        "states": [
            {
                "name": state.name,
                "asks": state.asks,
                "choices": [[choice.trigger, choice.text, choice.value] for choice in state.choices]
                if isinstance(state.choices, tuple)
                else state.choices.__name__,
                "typed": state.typed,
                "sent": state.sent,
                "final": state.final,
            }
            for state in flow.states
        ],
        "rows": [
            [row.source, row.trigger, row.target, _name(row.when), _name(row.do), row.hidden] for row in flow.rows
        ],
    }


def _name(function: object) -> str | None:
    return getattr(function, "__name__", None)


def written(flow: Flow) -> str:
    """Return the outline as the file holds it: one row of the table on a line."""
    whole = outline(flow)
    lists = {name: whole.pop(name) for name in ("states", "rows")}
    head = json.dumps(whole, indent=1)[:-2]
    parts = [
        f' "{name}": [\n' + ",\n".join("  " + json.dumps(line, ensure_ascii=False) for line in lines) + "\n ]"
        for name, lines in lists.items()
    ]
    return ",\n".join([head, *parts]) + "\n}\n"


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for each in FLOWS.values():
        path_of(each).write_text(written(each), encoding="utf-8")
