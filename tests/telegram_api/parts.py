"""All parts of one Telegram, as its methods reach them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_api.clock import Clock
from tests.telegram_api.faults import Faults
from tests.telegram_api.files import Files
from tests.telegram_api.flood import Flood, Limits
from tests.telegram_api.parameters import Call
from tests.telegram_api.polling import Polling
from tests.telegram_api.updates import Updates
from tests.telegram_api.users import User
from tests.telegram_api.webhook import Webhook
from tests.telegram_api.world import World


@dataclass
class Press:
    """A button pressed, which our bot has to answer once."""

    id: str
    user: User
    pressed_at: float
    is_answered: bool = False
    toast: str = ""
    is_alert: bool = False


@dataclass(repr=False)
class Platform:
    """One Telegram for one bot."""

    token: str
    clock: Clock
    updates: Updates
    world: World
    polling: Polling
    webhook: Webhook
    flood: Flood
    files: Files = field(default_factory=Files)
    faults: Faults = field(default_factory=Faults)
    presses: dict[str, Press] = field(default_factory=dict)
    commands: dict[tuple[str, str, str], list[dict[str, Any]]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    #: Seconds a press may be answered in. Nowhere told; as long as the update itself lives.
    answer_presses_within: float = 150.0
    on_answer: Callable[[Call, Any], None] | None = None


def platform_of(token: str, username: str, clock: Clock, limits: Limits) -> Platform:
    """Return an empty Telegram that knows our bot."""
    bot = User(int(token.partition(":")[0]), "Baoxiu", username=username, is_bot=True)
    updates = Updates(clock)
    world = World(bot, clock, updates)
    return Platform(token, clock, updates, world, Polling(updates), Webhook(clock, updates), Flood(clock, limits))
