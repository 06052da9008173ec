"""One token for an account: fetched once by whoever needs it first, and shared by all tasks and processes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.handlers.tencent_api.errors import ApiError, NoAnswer, NoToken, NotSent, Refused
from bot.handlers.tencent_api.wire import Call, Wire
from bot.ports import Clock, StoreError, Tokens

SECOND = 1_000_000
#: Who fetches a token has this long (wall time) before another process may try: more than a call can take.
LEASE = 10 * SECOND
#: Real seconds for which the token of another process is waited for, and between two looks.
PATIENCE, LOOK = 6.0, 0.1


@dataclass(frozen=True, slots=True)
class Grant:
    """How an account gets its token; the last `spare` seconds of it are not used."""

    call: Call = field(repr=False)
    spare: int


def stable_token(app_id: str, secret: str) -> Grant:
    """Return how a WeChat account gets it: in its last five minutes a new one is given, and both are good (W10)."""
    body: Mapping[str, str] = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
    return Grant(Call("POST", "/cgi-bin/stable_token", body=body), spare=240)


def corp_token(corp_id: str, secret: str) -> Grant:
    """Return how a WeCom app gets it: until it ends the same one is given again (C1), so little is to be spared."""
    return Grant(Call("GET", "/cgi-bin/gettoken", {"corpid": corp_id, "corpsecret": secret}), spare=5)


class TokenKeeper:
    """Knows the present token of one account."""

    def __init__(self, key: str, grant: Grant, wire: Wire, tokens: Tokens, clock: Clock) -> None:
        self._key, self._grant, self._wire = key, grant, wire
        self._tokens, self._clock = tokens, clock
        self._token, self._until = "", 0
        #: What the platform gave us itself, not what we found stored.
        self._fetched = ""
        self._renewing: asyncio.Task[str] | None = None

    async def token(self, refused: str = "") -> str:
        """Return a token that is not the `refused` one, unless the platform itself insists on that."""
        while self._token in {"", refused} or self._clock.wall() >= self._until:
            found = await self._shared(refused)
            if found != refused or found == self._fetched:
                return found
        return self._token

    async def close(self) -> None:
        """Fetch no more."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.wait({self._renewing})

    async def _shared(self, refused: str) -> str:
        """Return what the renewal in progress yields, begun here if there is none; who waits may go, it goes on."""
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew(refused))
            self._renewing.add_done_callback(self._renewed)
        return await asyncio.shield(self._renewing)

    def _renewed(self, task: asyncio.Task[str]) -> None:
        self._renewing = None
        if not task.cancelled():
            # Everybody who waited may have gone: then nobody else looks at it.
            task.exception()

    async def _renew(self, refused: str) -> str:
        """Take the token that another process has fetched, or fetch one while none of them may."""
        self._fetched = ""
        try:
            async with asyncio.timeout(PATIENCE):
                while not (found := await self._stored(refused)):
                    wall = self._clock.wall()
                    if await self._tokens.lease(self._key, wall, wall + LEASE):
                        break
                    await asyncio.sleep(LOOK)
            return found or await self._fetch(wall + LEASE)
        except TimeoutError:
            raise NotSent("another process is fetching the token") from None
        except StoreError:
            raise NotSent("the database with the token failed") from None

    async def _stored(self, refused: str) -> str:
        kept = await self._tokens.get(self._key)
        if kept is None or kept[0] == refused or kept[1] <= self._clock.wall():
            return ""
        self._token, self._until = kept
        return self._token

    async def _fetch(self, lease_until: int) -> str:
        try:
            token, seconds = await self._asked()
        except ApiError:
            await self._tokens.release(self._key, lease_until)
            raise
        # What has little time left is used for half of it: else every call would fetch it again.
        good_for = max(seconds - self._grant.spare, seconds // 2)
        self._token, self._until = token, self._clock.wall() + good_for * SECOND
        self._fetched = token
        await self._tokens.put(self._key, token, self._until)
        return token

    async def _asked(self) -> tuple[str, int]:
        """Return a token and for how many seconds it is good; whatever fails here, no message was sent."""
        try:
            answer = await self._wire.ask(self._grant.call)
            return str(answer["access_token"]), int(answer["expires_in"])
        except Refused as error:
            raise NoToken(error.code, error.words) from None
        except NoAnswer as error:
            raise NotSent(f"no token: {error}") from None
        except (KeyError, ValueError, TypeError):
            raise NotSent("the platform gave no token") from None


@dataclass(slots=True)
class OwnTokens:
    """Tokens of one process, for tools that ask a platform something and go."""

    _kept: dict[str, tuple[str, int]] = field(default_factory=dict, repr=False)

    async def get(self, key: str) -> tuple[str, int] | None:
        """Return a token and until when it is good."""
        return self._kept.get(key)

    async def put(self, key: str, token: str, expires_at: int) -> None:
        """Keep a token."""
        self._kept[key] = (token, expires_at)

    async def lease(self, key: str, wall: int, until: int) -> bool:
        """Let it be fetched: there is nobody else."""
        del key, wall, until
        return True

    async def release(self, key: str, until: int) -> None:
        """There is nothing to give back."""
