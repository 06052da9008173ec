"""The web chat as a channel: a message goes into the mailbox, and the pages that listen are woken."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.handlers.web.hub import Hub
from bot.handlers.web.outside import BOT, Outside
from bot.messages import Delivery, Media, Outcome, RetryAt, Sent
from bot.ports import MediaGone, StoreError

#: Seconds after which a mailbox that could not be written is tried again.
_TRY_AGAIN = 2.0


def press_of(address: str, delivery_id: str) -> str:
    """Return the id of a press, which says whose pages its answer is shown on."""
    return f"{address}:{delivery_id}"


class WebChannel:
    """Our own platform: what it is given has arrived once the mailbox has it."""

    bot = BOT

    def __init__(self, outside: Outside, hub: Hub | None = None) -> None:
        self._outside = outside
        self.hub = hub or Hub()

    async def send(self, delivery: Delivery) -> Outcome:
        """Put a message into its chat; sent twice it stays one, an edit replaces it in place."""
        if delivery.kind == "answer_press":
            return self._answer_press(delivery)
        if delivery.kind == "edit" and not delivery.edit_id:
            delivery = delivery.as_new
        key = delivery.edit_id or f"m{delivery.id}"
        chat = delivery.place.chat
        try:
            await self._outside.mailbox.put(chat, key, self._outside.clock.now(), 0, delivery.body)
        except StoreError as error:
            return RetryAt(_TRY_AGAIN, str(error) or type(error).__name__, whole_bot=True)
        self.hub.wake(chat)
        return Sent(key)

    def _answer_press(self, delivery: Delivery) -> Outcome:
        address = delivery.press.partition(":")[0]
        if delivery.body.text:
            self.hub.toast(address, delivery.body.text)
        return Sent()

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """Never has anything to give: files of the web chat are stored when they are uploaded."""
        raise MediaGone(f"the web chat keeps no {media.kind} beside the stored one")

    async def start(self) -> None:
        """Nothing to begin: messages come in through the listener's routes."""

    async def stop(self) -> None:
        """End the event streams, so that the listener can close."""
        self.hub.close()
