"""Draws a flow's table as a Mermaid state diagram, with its questions beside it, for docs/flows/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.flows.tables import Flow, Row, State

_FOOT = "Drawn from the table by `baoxiu flows --draw`; do not edit."
#: Rows that nearly every state has would hide the conversation: they are told in one line below the picture.
_EVERYWHERE = frozenset({"attached", "cancelled", "timed_out", "raised", "restored"})


def pages(flows: Iterable[Flow]) -> Mapping[str, str]:
    """Return the Markdown pages by file name: one for each flow, and README.md that lists them."""
    drawn = list(flows)
    found = {f"{flow.name}.md": page(flow) for flow in drawn}
    return {"README.md": _index(drawn), **found}


def page(flow: Flow) -> str:
    """Return the Markdown page of one flow."""
    parts = [
        f"# {flow.name}, version {flow.version}",
        f"For: {flow.audience}. Starts in {_names((flow.initial, *flow.entries))}.",
        "```mermaid\n" + diagram(flow) + "\n```",
        *_aside(flow),
        "## What it asks",
        _questions(flow),
        _FOOT,
    ]
    return "\n\n".join(parts) + "\n"


def diagram(flow: Flow) -> str:
    """Return the Mermaid source: one arrow for each row, labelled `trigger [guard] / action`."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {place}" for place in (flow.initial, *flow.entries)]
    lines += [
        f"    {row.source} --> {row.target}: {_label(row)}" for row in flow.rows if row.trigger not in _EVERYWHERE
    ]
    lines += [f"    {state.name} --> [*]" for state in flow.states if state.final]
    return "\n".join(lines)


def _label(row: Row) -> str:
    guard = f" [{_named(row.when)}]" if row.when else ""
    action = f" / {_named(row.do)}" if row.do else ""
    return f"{row.trigger}{guard}{action}"


def _named(function: object) -> str:
    return str(getattr(function, "__name__", "")).replace("_", " ")


def _aside(flow: Flow) -> Iterator[str]:
    """Tell the rows that are not drawn: where each trigger is taken, and where it leads."""
    told: dict[str, list[str]] = {}
    for row in flow.rows:
        if row.trigger in _EVERYWHERE:
            told.setdefault(_label(row) + _leads(row), []).append(row.source)
    if told:
        lines = [f"- {what}: in {_names(sources)}" for what, sources in told.items()]
        yield "Not drawn:\n\n" + "\n".join(lines)


def _leads(row: Row) -> str:
    return "" if row.target == row.source else f" -> `{row.target}`"


def _questions(flow: Flow) -> str:
    rows = [_question(state) for state in flow.states]
    return "\n".join(("| state | text | choices |", "|---|---|---|", *rows))


def _question(state: State) -> str:
    choices = state.choices
    told = _names(choice.text for choice in choices) if isinstance(choices, tuple) else f"by {_named(choices)}"
    name = f"`{state.name}`" + (" (end)" if state.final else "")
    text = f"`{state.asks}`" if state.asks else ""
    return f"| {name} | {text} | {told} |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _index(flows: Iterable[Flow]) -> str:
    rows = [
        f"| [{flow.name}]({flow.name}.md) | {flow.version} | {flow.audience} | {len(flow.states)} | {len(flow.rows)} |"
        for flow in flows
    ]
    table = "\n".join(("| flow | version | for | states | rows |", "|---|---|---|---|---|", *rows))
    return f"# Conversations\n\n{table}\n\n{_FOOT}\n"
