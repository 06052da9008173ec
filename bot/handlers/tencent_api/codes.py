"""What each errcode of WeChat and WeCom means for us: the one table to look it up or to add to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from bot.handlers.tencent_api.errors import NoToken, Refused


class Means(Enum):
    """What is to be done about a refused call."""

    #: Try the same again after a while.
    RETRY = "retry"
    #: The token is no good: fetch another one and try once more.
    TOKEN = "token"  # noqa: S105  a word of ours, no token
    #: The person cannot be written to now: take another way, or keep it for their next contact.
    CLOSED = "closed"
    #: There is nobody at this address any more.
    NOBODY = "nobody"
    #: This message can never be sent as it is.
    MESSAGE = "message"
    #: What was asked for is not open to this account: one of its features, not all of it.
    FEATURE = "feature"
    #: No call will succeed until an operator has acted: all of them wait.
    OPERATOR = "operator"


class Meaning(NamedTuple):
    """A row of the table; `after` is how many seconds to wait, `trouble` names the operator's alarm."""

    means: Means
    after: float = 0.0
    trouble: str = ""


_BUSY = Meaning(Means.RETRY, 2.0)
_TOO_FAST = Meaning(Means.RETRY, 60.0)
_DAY_IS_USED_UP = Meaning(Means.RETRY, 600.0, "quota")
_TOKEN = Meaning(Means.TOKEN)
_CLOSED = Meaning(Means.CLOSED)
_NOBODY = Meaning(Means.NOBODY)
_MESSAGE = Meaning(Means.MESSAGE)
_FEATURE = Meaning(Means.FEATURE, trouble="feature")
_ADDRESS = Meaning(Means.OPERATOR, trouble="address")
_CREDENTIALS = Meaning(Means.OPERATOR, trouble="credentials")

CODES: Mapping[int, Meaning] = {
    # both
    -1: _BUSY,
    40001: _TOKEN,  # when a token was asked for: the secret is wrong
    40014: _TOKEN,
    41001: _TOKEN,
    42001: _TOKEN,
    45009: _DAY_IS_USED_UP,
    45011: _TOO_FAST,
    45033: _TOO_FAST,  # too many calls at once
    40003: _NOBODY,  # no such OpenID, or UserID
    40007: _MESSAGE,  # a medium that is gone
    40008: _MESSAGE,
    44004: _MESSAGE,
    45002: _MESSAGE,  # longer than a message may be
    45166: _MESSAGE,  # content that is not allowed, links among it
    47001: _MESSAGE,
    40013: _CREDENTIALS,
    41002: _CREDENTIALS,
    41004: _CREDENTIALS,
    48001: _FEATURE,  # not open to this account
    48004: _FEATURE,  # closed to it for breaking the rules
    # WeChat
    43004: _CLOSED,  # does not follow us
    45015: _CLOSED,  # wrote too long ago
    45047: _CLOSED,  # has had as many as may be
    43019: _NOBODY,  # is on the account's blocklist
    40037: _FEATURE,  # no such template
    40200: Meaning(Means.FEATURE),  # menus in messages: not for this kind of account, which has other ways
    43101: _CLOSED,  # did not agree to this notice
    47003: _MESSAGE,  # a template's field does not fit
    40125: _CREDENTIALS,
    40243: _CREDENTIALS,  # the secret is frozen
    40164: _ADDRESS,
    61004: _ADDRESS,
    89503: _ADDRESS,  # waits for an administrator to confirm our address
    89506: _ADDRESS,  # an administrator refused it, for a day
    89507: _ADDRESS,  # the same, for an hour
    50002: _CREDENTIALS,  # the account is limited
    50004: _CREDENTIALS,
    50007: _CREDENTIALS,  # the account is frozen
    # WeCom
    60020: _ADDRESS,
    60111: _NOBODY,
    81013: _NOBODY,  # none of those it was for can be written to
    40056: _CREDENTIALS,  # no such agent
    301002: _CREDENTIALS,  # the secret is another agent's
    40091: _CREDENTIALS,
}


def meant(error: Refused) -> Meaning:
    """Return what a refusal means; without a token nothing can be called, whatever the reason is."""
    found = meaning(error.code)
    lasting = isinstance(error, NoToken) and found.means not in {Means.RETRY, Means.OPERATOR}
    return _CREDENTIALS if lasting else found


def meaning(code: int) -> Meaning:
    """Return what an errcode means; one that nobody has explained is the message's fault."""
    return CODES.get(code, _MESSAGE)
