"""Says what a failed call means for the message: wait, take another way, give up, or nobody knows."""

from __future__ import annotations

from bot.handlers.tencent_api.codes import Means, meant
from bot.handlers.tencent_api.errors import ApiError, Held, NotSent, Refused
from bot.messages import Closed, Outcome, RetryAt, Undeliverable, Unknown

#: Seconds until the next try when the platform could not be reached.
RECONNECT = 5.0
#: Seconds until the next try of what waits for an operator, where nobody said how long.
PUT_OFF = 60.0


def outcome_of(error: ApiError) -> Outcome:
    """Return what became of a message whose call failed so."""
    match error:
        case Held():
            return RetryAt(error.after, str(error), whole_bot=True)
        case NotSent():
            return RetryAt(RECONNECT, str(error), whole_bot=True)
        case Refused():
            return _refused(error)
        case _:
            return Unknown(str(error))


def _refused(error: Refused) -> Outcome:
    found, reason = meant(error), str(error)
    match found.means:
        case Means.RETRY:
            return RetryAt(found.after, reason, whole_bot=found.after > RECONNECT)
        case Means.TOKEN | Means.OPERATOR:
            return RetryAt(PUT_OFF, reason, whole_bot=True)
        case Means.CLOSED:
            return Closed(reason)
        case Means.NOBODY:
            return Undeliverable(reason, unreachable=True)
        case _:
            return Undeliverable(reason)
