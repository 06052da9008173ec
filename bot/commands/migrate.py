"""`baoxiu migrate`: brings the database to this version."""

from __future__ import annotations

import asyncio

from bot.app.refusing import in_one_line
from bot.commands.telling import CONFIG, Config, say, settings_of
from storage.named import migrations
from storage.open import open_store


def migrate(config: Config = CONFIG) -> None:
    """Bring the database to this version; `serve` does it too, at its start."""
    settings = settings_of(config)
    asyncio.run(_migrate(settings.url))
    say(f"{settings.storage.url} is at migration {len(migrations())}")


async def _migrate(url: str) -> None:
    with in_one_line(url):
        store = await open_store(url)
    await store.close()
