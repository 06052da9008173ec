"""Reporting a fault: symptom, severity, a few plain questions, and the ticket (IN-01, IN-02, SV-01 to SV-06).

Starts in `asking_symptom` (/report; no answers needed), or in `asking_kind` with answers
{"symptom": text, "media": count} when a message that was no command is the first of a conversation.
"""

from __future__ import annotations

from bot.flows.phrases import unchanged
from bot.flows.report_fault.rows import ROWS
from bot.flows.report_fault.states import STATES
from bot.flows.tables import Flow

FLOW = Flow(
    name="report_fault",
    version=3,
    audience="customer",
    initial="asking_symptom",
    entries=("asking_kind",),
    states=STATES,
    rows=ROWS,
    # Since the second version answers can be edited, and words beside the question are kept; since the third a
    # telephone number without figures is asked for once more.
    upcasts={1: unchanged, 2: unchanged},
)
