"""Access tokens: WeChat's stable_token, and WeCom's gettoken, which behave alike but for how they are renewed."""

import itertools
from dataclasses import dataclass

from tests.telegram_api.clock import Clock
from tests.tencent_api import refusals
from tests.tencent_api.refusals import Refusal

#: A token's life; so long before its end the next one is given out, and both hold (auth.getStableAccessToken).
LIFE, OVERLAP = 7200.0, 300.0
#: A forced renewal does nothing within so many seconds of the last, and may be had so often a day (the same page).
FORCED_APART, FORCED_A_DAY = 30.0, 20
#: What must fit into its place (the same page): real ones are shorter.
LENGTH = 512


@dataclass
class Token:
    """One token that was given out; `holder` is the WeCom app it belongs to."""

    word: str
    until: float
    holder: str = ""
    is_revoked: bool = False


class Tokens:
    """The tokens of one account or app; `issued` are all there ever were."""

    def __init__(self, clock: Clock, name: str, *, overlap: float = OVERLAP) -> None:
        self._clock = clock
        self._name = name
        self._overlap = overlap
        self._numbers = itertools.count(1)
        self._forced: list[float] = []
        self.issued: list[Token] = []
        #: Whether tokens are called wrong whatever they are: an account in trouble.
        self.are_all_wrong = False

    def given(self, *, force: bool = False) -> tuple[str, int]:
        """Return the token of now and the seconds it still holds; a new one near its end, or when forced."""
        now = self._clock.now()
        newest = self.issued[-1] if self.issued else None
        if force and newest is not None:
            newest = self._forced_anew(newest, now)
        if newest is None or newest.is_revoked or newest.until - now <= self._overlap:
            newest = self._new(now)
        return newest.word, int(newest.until - now)

    def check(self, word: str) -> Token:
        """Return the token with this word; raise why it is none."""
        if not word:
            raise Refusal(*refusals.NO_TOKEN)
        found = next((each for each in self.issued if each.word == word), None)
        if found is None:
            raise Refusal(*refusals.GARBLED_TOKEN)
        if self.are_all_wrong or found.is_revoked:
            raise Refusal(*refusals.BAD_TOKEN)
        if self._clock.now() >= found.until:
            raise Refusal(*refusals.EXPIRED_TOKEN)
        return found

    def revoke(self) -> None:
        """Make every token invalid before its time, as when somebody renews it elsewhere."""
        for each in self.issued:
            each.is_revoked = True

    def _forced_anew(self, newest: Token, now: float) -> Token:
        lately = [at for at in self._forced if now - at < 86_400]
        if lately and now - lately[-1] < FORCED_APART:
            return newest
        if len(lately) >= FORCED_A_DAY:
            raise Refusal(*refusals.DAY_IS_USED_UP)
        self._forced = [*lately, now]
        self.revoke()
        return self._new(now)

    def _new(self, now: float) -> Token:
        word = f"{self._name}_{next(self._numbers)}_".ljust(LENGTH, "A")
        self.issued.append(Token(word, now + LIFE))
        return self.issued[-1]
