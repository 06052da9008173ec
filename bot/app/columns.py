"""Rows from the columns of a named query, whose first columns are a row class's in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from bot.desk.rows import Row

R = TypeVar("R", bound=Row)


def of_columns(kind: type[R], values: Sequence[Any]) -> R:
    """Return the row whose columns come first in `values`; what follows them is somebody else's."""
    return kind(**dict(zip(kind.__struct_fields__, values, strict=False)))
