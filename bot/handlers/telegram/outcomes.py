"""Says what a failed call means for the message: wait, give up, or nobody knows."""

from __future__ import annotations

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.handlers.telegram.calls import NotSent, TooMany
from bot.messages import Moved, Outcome, RetryAt, Undeliverable, Unknown

#: Seconds until the next try when the platform could not be reached.
RECONNECT = 5.0
TOKEN_REFUSED = "the platform refuses the bot's token"  # noqa: S105 - these words hold no token

_NOT_MODIFIED = ("message is not modified",)
_NOTHING_TO_EDIT = (
    "message to edit not found",
    "message to react not found",
    "message can't be edited",
    "message_id_invalid",
)
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
_ABOUT_ENTITIES = ("entity", "entities")
_TOO_LONG = ("message is too long", "message_too_long")
#: Accounts that never opened the bot, or are gone: for a private chat that is as good as being blocked.
_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user_id_invalid", "input_user_deactivated")
_TOO_LATE = ("query is too old", "query id is invalid")


def outcome_of(error: TelegramError) -> Outcome:
    """Return what became of a message whose call failed so."""
    match error:
        case TooMany():
            # Telegram does not say whose limit it was; the throttles find out.
            return RetryAt(error.after, "too many requests", limited=True)
        case NotSent():
            return RetryAt(RECONNECT, error.message, whole_bot=True)
        case InvalidToken():
            return Undeliverable(TOKEN_REFUSED)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden() | BadRequest():
            return Undeliverable(error.message, unreachable=isinstance(error, Forbidden) or _says(error, _NOBODY))
        case _:
            return Unknown(error.message)


def is_unchanged(error: BadRequest) -> bool:
    """Tell whether an edit was refused because the message shows that already."""
    return _says(error, _NOT_MODIFIED)


def is_gone(error: BadRequest) -> bool:
    """Tell whether there is no message left that could be edited."""
    return _says(error, _NOTHING_TO_EDIT)


def is_misplaced(error: BadRequest) -> bool:
    """Tell whether the topic is gone, closed, or so old that bots cannot reach it (platform-rules T19)."""
    return _says(error, _NO_TOPIC)


def is_about_entities(error: BadRequest) -> bool:
    """Tell whether it was not the words but their markup that was refused (platform-rules X5)."""
    return _says(error, _ABOUT_ENTITIES)


def is_too_long(error: BadRequest) -> bool:
    """Tell whether a text was longer than a message may be."""
    return _says(error, _TOO_LONG)


def is_too_late(error: BadRequest) -> bool:
    """Tell whether a press waited so long that its answer is no longer shown."""
    return _says(error, _TOO_LATE)


def _says(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    text = error.message.lower()
    return any(phrase in text for phrase in phrases)
