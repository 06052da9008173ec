"""What every row of a table is."""

from __future__ import annotations

from typing import ClassVar

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of a table."""

    TABLE: ClassVar[str]
