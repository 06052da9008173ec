"""Says what a failed call means for the message: wait, give up, or nobody knows."""

from __future__ import annotations

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.handlers.telegram.calls import NotSent, TooMany
from bot.messages import Outcome, RetryAt, Undeliverable, Unknown

#: Seconds until the next try when the platform could not be reached.
RECONNECT = 5.0
TOKEN_REFUSED = "the platform refuses the bot's token"  # noqa: S105 - these words hold no token

_NOT_MODIFIED = ("message is not modified",)
_NOTHING_TO_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")
_TOO_LATE = ("query is too old", "query id is invalid")


def outcome_of(error: TelegramError, chat: str) -> Outcome:
    """Return what became of a message to `chat` whose call failed so."""
    match error:
        case TooMany():
            # Telegram does not say whose limit it was. A group has its own, 20 a minute; a private chat's
            # is kept by our own throttle, so there it must be the limit of the whole bot.
            return RetryAt(error.after, "too many requests", whole_bot=not chat.startswith("-"))
        case NotSent():
            return RetryAt(RECONNECT, error.message, whole_bot=True)
        case InvalidToken():
            return Undeliverable(TOKEN_REFUSED)
        case Forbidden():
            return Undeliverable(error.message, unreachable=True)
        case BadRequest():
            return Undeliverable(error.message)
        case _:
            return Unknown(error.message)


def is_unchanged(error: BadRequest) -> bool:
    """Tell whether an edit was refused because the message shows that already."""
    return _says(error, _NOT_MODIFIED)


def is_gone(error: BadRequest) -> bool:
    """Tell whether there is no message left that could be edited."""
    return _says(error, _NOTHING_TO_EDIT)


def is_too_late(error: BadRequest) -> bool:
    """Tell whether a press waited so long that its answer is no longer shown."""
    return _says(error, _TOO_LATE)


def _says(error: BadRequest, phrases: tuple[str, ...]) -> bool:
    text = error.message.lower()
    return any(phrase in text for phrase in phrases)
