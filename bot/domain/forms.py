"""The fields of the information record 「信息处理记录」, who can fill them, and which are still missing (IN-03)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Filler = Literal["customer", "staff"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the record; `by` is who can know it."""

    name: str
    by: Filler


INFORMATION_RECORD = (
    Field("project", "customer"),
    Field("equipment", "customer"),
    Field("components", "staff"),
    Field("symptom", "customer"),
    Field("cause", "staff"),
    Field("accepted", "staff"),
    Field("in_warranty", "staff"),
    Field("materials", "staff"),
)
#: What a customer may change in the record of an open ticket, beside the level.
CUSTOMER_FIELDS = frozenset({"symptom", "equipment", "project", "phone", "caller", "since", "down", "lost"})


def missing(record: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the fields nobody has filled in yet, in the order of the form."""
    return tuple(field.name for field in INFORMATION_RECORD if not record.get(field.name))
