"""Changes the cards that members have before them, as long as WeCom lets us (platform-rules C5)."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.handlers.tencent_api import Means, Refused, TencentApi, meaning
from bot.handlers.wecom.drawing import Card
from bot.handlers.wecom.settings import PARTY
from bot.ports import CardCode, CardCodes, Clock, StoreError

_log = logging.getLogger(__name__)
_SECOND = 1_000_000
#: A code is good for 72 hours; in its last minutes it is left alone.
GOOD_FOR = (72 * 3600 - 300) * _SECOND


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one application: each code that came with a card, or with a press on it, changes it once."""

    bot: str
    agent_id: int
    api: TencentApi
    codes: CardCodes
    clock: Clock

    async def keep(self, task: str, code: str) -> None:
        """Keep the code that came with a card we sent: without it the next change is another card, no more."""
        wall = self.clock.wall()
        try:
            if code:
                await self.codes.put(CardCode(self.bot, task, code, wall + GOOD_FOR), wall)
        except StoreError as error:
            _log.warning("the code of card %s could not be kept: %s", task, error)

    async def change(self, chat: str, task: str, card: Card) -> bool:
        """Change a card by the newest of its codes; False when none is good. Raises an ApiError or StoreError."""
        for code in await self.codes.of(self.bot, task, self.clock.wall()):
            body = {**_seen_by(chat), "agentid": self.agent_id, "response_code": code.code, "template_card": card}
            changed = await self._try(body)
            await self._used(code)
            if changed:
                return True
        return False

    async def _used(self, code: CardCode) -> None:
        try:
            await self.codes.used(code)
        except StoreError as error:
            # It is tried once more in vain, and then dropped.
            _log.warning("a used code of card %s is still kept: %s", code.external_id, error)

    async def _try(self, body: dict[str, object]) -> bool:
        """Tell whether the platform took the change: which errcode a used code has is not documented."""
        try:
            await self.api.post("/cgi-bin/message/update_template_card", body)
        except Refused as error:
            if meaning(error.code).means is not Means.MESSAGE:
                raise
            return False
        return True


def _seen_by(chat: str) -> dict[str, object]:
    """Return whose card is changed: in a department everybody's who got it."""
    return {"atall": 1} if chat.startswith(PARTY) else {"userids": [chat]}
