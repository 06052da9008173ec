"""How Telegram says no: the words are those of its server, with the place where they were read.

Client.cpp, WebhookActor.cpp and ClientManager.cpp are those of tdlib/telegram-bot-api at 01a3679 (Bot API 10.0); td/ is
tdlib/td at 022d602. An error of td reaches a bot as "Bad Request: " and its words, the first sign in lower case unless
the second is a capital (Client.cpp:190-203): `bad` does the same. Words in CAPITALS come from Telegram's own servers,
which are not public; beside them stands where they were reported.
"""

from typing import Any

BAD, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_MANY = 400, 401, 403, 404, 409, 429


class Refusal(Exception):
    """The answer `{"ok": false, ...}`."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    @property
    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        more = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.status, "description": self.description, **more}


def bad(words: str, **parameters: Any) -> Refusal:
    """Return a 400 with these words of td or of the servers."""
    shouted = len(words) > 1 and (words[1] == "_" or words[1].isupper())
    told = words if shouted else words[0].lower() + words[1:]
    return Refusal(BAD, f"Bad Request: {told}", parameters or None)


def forbidden(words: str) -> Refusal:
    """Return a 403."""
    return Refusal(FORBIDDEN, f"Forbidden: {words}")


def conflict(words: str) -> Refusal:
    """Return a 409."""
    return Refusal(CONFLICT, f"Conflict: {words}")


def too_many(seconds: int) -> Refusal:
    """Return a 429 (Query.cpp:105, set_retry_after_error)."""
    return Refusal(TOO_MANY, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def unauthorized() -> Refusal:
    """Return a 401: nobody has this token (Client.cpp:6290, get_closing_error)."""
    return Refusal(UNAUTHORIZED, "Unauthorized")


def no_such_method() -> Refusal:
    """Return a 404 (Client.cpp:12664)."""
    return Refusal(NOT_FOUND, "Not Found: method not found")
