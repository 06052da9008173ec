"""Platforms' access tokens, and what channels have learnt, in SQLite."""

from __future__ import annotations

from bot.ports import Store, Work


class StoredTokens:
    """Tokens in the database: through the store's queue, so that of two who want the lease one gets it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get(self, key: str) -> tuple[str, int] | None:
        """Return a token and until when (wall) it may be used."""

        async def read(work: Work) -> tuple[str, int] | None:
            found = await work.execute("token_get", key)
            return (str(found[0][0]), int(found[0][1])) if found else None

        return await self._store.turn(read, engine=True)

    async def put(self, key: str, token: str, expires_at: int) -> None:
        """Keep a token that was fetched, and let others fetch again."""
        await self._run("token_put", key, token, expires_at)

    async def lease(self, key: str, wall: int, until: int) -> bool:
        """Tell whether we may fetch it now, and nobody else before `until`."""
        return await self._run("token_lease", key, wall, until)

    async def release(self, key: str, until: int) -> None:
        """Give a lease back unused, unless it is somebody else's by now."""
        await self._run("token_release", key, until)

    async def _run(self, query: str, *args: object) -> bool:
        async def run(work: Work) -> bool:
            return bool(await work.execute(query, *args))

        return await self._store.turn(run, engine=True)


class StoredNotes:
    """What channels have learnt about their accounts, beside the desk's own notes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, key: str) -> str:
        """Return what was written, "" for nothing."""

        async def read(work: Work) -> str:
            found = await work.execute("meta_get", _named(key))
            return str(found[0][0]) if found else ""

        return await self._store.turn(read, engine=True)

    async def write(self, key: str, value: str) -> None:
        """Remember it."""

        async def write(work: Work) -> None:
            await work.execute("meta_set", _named(key), value)

        await self._store.turn(write, engine=True)


def _named(key: str) -> str:
    return f"learnt/{key}"
