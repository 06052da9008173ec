"""How an account can show choices: what WeChat has refused is not tried again for a while."""

from __future__ import annotations

from bot.handlers.wechat.drawing import Ability
from bot.ports import Clock, Notes

#: Until the better way is tried again (wall time): an account may be certified meanwhile.
FORGOTTEN_AFTER = 30 * 86_400 * 1_000_000


class Abilities:
    """What one account is known to bear; everything, as long as nothing was refused."""

    def __init__(self, bot: str, notes: Notes, clock: Clock) -> None:
        self._key, self._notes, self._clock = f"choices/{bot}", notes, clock
        self._known: tuple[Ability, int] | None = None

    async def now(self) -> Ability:
        """Return the best way that was not refused lately."""
        if self._known is None:
            self._known = _parsed(await self._notes.read(self._key))
        ability, learnt_at = self._known
        return ability if self._clock.wall() - learnt_at < FORGOTTEN_AFTER else Ability.MENU

    async def refused(self, ability: Ability) -> Ability:
        """Remember that the account does not have this one, and return the next."""
        self._known = (Ability(max(ability - 1, Ability.NUMBERS)), self._clock.wall())
        await self._notes.write(self._key, f"{self._known[0].name}@{self._known[1]}")
        return self._known[0]


def _parsed(note: str) -> tuple[Ability, int]:
    name, _, learnt_at = note.partition("@")
    return (Ability[name], int(learnt_at)) if name in Ability.__members__ else (Ability.MENU, 0)
