"""The methods this Telegram knows, by name in lower case, as the API takes them (Client.cpp:216)."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.telegram_api.parameters import Call

if TYPE_CHECKING:
    from tests.telegram_api.parts import Platform

Method = Callable[["Platform", Call], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Let a function answer the calls of a method."""

    def known(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return known
