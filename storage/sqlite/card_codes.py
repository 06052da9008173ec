"""The codes with which cards in WeCom are changed, on SQLite."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ports import CardCode, Store, Work


class StoredCardCodes:
    """Codes by their card; each is good for one change, until it ends (wall)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, code: CardCode, wall: int) -> None:
        """Keep a code of a card; those that have ended go."""

        async def write(work: Work) -> None:
            await work.execute("card_codes_ended", wall)
            await work.execute("card_code_put", code.bot, code.external_id, code.code, code.expires_at)

        await self._store.turn(write, engine=True)

    async def of(self, bot: str, external_id: str, wall: int) -> Sequence[CardCode]:
        """Return the codes of a card that are still good, the newest first."""
        found = await self._store.reads().rows("card_codes_of", bot, external_id, wall)
        return [CardCode(*row) for row in found]

    async def used(self, code: CardCode) -> None:
        """Forget a code that is good for nothing any more."""

        async def write(work: Work) -> None:
            await work.execute("card_code_used", code.bot, code.external_id, code.code)

        await self._store.turn(write, engine=True)
