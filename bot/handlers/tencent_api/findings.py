"""What an inspection of an account at Tencent has found: what is wrong, and what the operator has to set there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.handlers.tencent_api.brake import address_in
from bot.handlers.tencent_api.codes import Means, meaning
from bot.handlers.tencent_api.errors import ApiError, NoToken, Refused


@dataclass(slots=True)
class Findings:
    """`problems` are wrong; `to_set` says what belongs where at the platform, right or not."""

    problems: list[str] = field(default_factory=list)
    to_set: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Platform:
    """How an account's platform is called, and which words explain its errcodes; `{address}` is where we call from."""

    section: str
    name: str
    words: Mapping[int, str]

    def explain(self, path: str, error: ApiError) -> str:
        """Return in plain words what a failed call means for the operator."""
        if not isinstance(error, Refused):
            return f"{self.section}.api_url: {self.name} does not answer: {error}"
        known = self.words.get(error.code)
        if known is None and isinstance(error, NoToken) and meaning(error.code).means is Means.TOKEN:
            known = self.words[_SECRET]
        if known is not None:
            return known.format(address=address_in(error.words))
        return f"{self.section}: {self.name} refuses {path}: {error}"


#: A wrong secret, by WeChat's number: WeCom says 40001.
_SECRET = 40125


def stops(error: ApiError) -> bool:
    """Tell whether after this there is no sense in asking more: nobody answers, or nothing is allowed."""
    return not isinstance(error, Refused) or meaning(error.code).means in {Means.OPERATOR, Means.TOKEN}


class Nobody:
    """Takes alarms that are told otherwise: by the command that inspects."""

    async def raise_alarm(self, kind: str, detail: str) -> None:
        """Tell nobody."""

    async def clear_alarm(self, kind: str) -> None:
        """Tell nobody."""
