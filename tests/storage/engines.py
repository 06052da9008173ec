"""What the contract suite needs of an engine beside its ports: opening, and the accidents that happen to disks."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bot.ports import Store, Work
from storage.open import IN_MEMORY, Limits, open_store


class SqliteBench:
    """SQLite, in memory or in a file; a second engine brings a class with the same methods."""

    def __init__(self, folder: Path | None) -> None:
        self.url = f"sqlite:///{folder}/desk.db" if folder else IN_MEMORY
        self.durable = folder is not None
        self._exits = AsyncExitStack()

    async def open(self, limits: Limits | None = None) -> Store:
        """Open a store that is closed at the end of the test at the latest."""
        store = await open_store(self.url, limits)
        self._exits.push_async_callback(store.close)
        return store

    async def fill_disk(self, store: Store, pages_left: int) -> None:
        """Let the disk be full after so many more pages."""

        def fill(pragma: Callable[[str], Any]) -> None:
            ((used,),) = pragma("PRAGMA page_count").fetchall()
            pragma(f"PRAGMA max_page_count = {used + pages_left}").fetchall()

        await self._on_connection(store, fill)

    async def empty_disk(self, store: Store) -> None:
        """Let there be room again."""
        await self._on_connection(store, lambda pragma: pragma("PRAGMA max_page_count = 1000000").fetchall())

    async def forbid_writing(self, store: Store) -> None:
        """Let the database be read-only from now on."""
        await self._on_connection(store, lambda pragma: pragma("PRAGMA query_only = ON").fetchall())

    async def tamper(self, store: Store, *statements: str) -> None:
        """Change rows behind the desk's back."""

        def change(run: Callable[[str], Any]) -> None:
            for statement in statements:
                run(statement)

        await self._on_connection(store, change)

    async def close(self) -> None:
        """Close what is still open."""
        await self._exits.aclose()

    async def _on_connection(self, store: Store, action: Callable[[Callable[[str], Any]], Any]) -> None:
        async def act(work: Work) -> None:
            action(work._run._execute)  # type: ignore[attr-defined]  # noqa: SLF001  # accidents happen below the ports

        await store.turn(act, engine=True)


def open_bench(engine: str, folder: Path) -> SqliteBench:
    """Return the bench of an engine by its name."""
    return SqliteBench(folder if engine == "sqlite-file" else None)


#: Every engine must pass the whole suite; `TESTS_ENGINES` picks some.
ENGINES = tuple(os.environ.get("TESTS_ENGINES", "sqlite-memory,sqlite-file").split(","))
