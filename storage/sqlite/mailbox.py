"""The web channel's messages on SQLite."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.messages import Body
from bot.ports import MailboxEntry, Store, Work

_body = msgspec.json.Decoder(Body)


class StoredMailbox:
    """Entries of web chats: written through the store's queue, read beside it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, chat: str, key: str, at: int, author: int, body: Body) -> int:
        """Store or replace the entry `key` of a chat and return its new id."""
        text = msgspec.json.encode(body).decode()

        async def write(work: Work) -> int:
            # An edited entry keeps its place: it stays where it first stood.
            earlier = await work.execute("mailbox_drop", chat, key)
            first_at = earlier[0][0] if earlier else at
            ((entry,),) = await work.execute("mailbox_add", key, chat, first_at, author, text)
            return int(entry)

        return await self._store.turn(write, engine=True)

    async def since(self, chat: str, after: int, limit: int) -> Sequence[MailboxEntry]:
        """Return entries changed after id `after`, oldest first."""
        found = await self._store.reads().rows("mailbox_since", chat, after, limit)
        return [entry(*values) for values in found]


def entry(*values: object) -> MailboxEntry:
    """Return an entry from its columns."""
    number, key, chat, at, author, body = values
    return msgspec.convert(
        {
            "id": number,
            "key": key,
            "chat": chat,
            "at": at,
            "own": int(bool(author)),
            "author": author,
            "body": _body.decode(str(body)),
        },
        MailboxEntry,
    )
