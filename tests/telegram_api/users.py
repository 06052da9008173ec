"""Who is on this Telegram: people, our bot, and the fake users behind which others speak."""

from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class User:
    """An account, and what stands between it and our bot."""

    id: int
    first_name: str
    language_code: str = ""
    username: str = ""
    last_name: str = ""
    is_bot: bool = False
    has_started: bool = False
    has_blocked: bool = False
    is_deleted: bool = False

    @property
    def json(self) -> dict[str, Any]:
        """Return the API's User; what is not known of somebody is left out (api#user)."""
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        known = {name: told for name, told in optional.items() if told}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, **known}


# Fake senders (api#message, `from`; python-telegram-bot's constants.ChatID and FakeUserID).
ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
AS_CHANNEL = User(136817688, "Channel", username="Channel_Bot", is_bot=True)
SERVICE = User(777000, "Telegram")
