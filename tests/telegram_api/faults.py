"""What goes wrong on purpose: refusals, lost answers, delays, broken connections, for the next calls of a method."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from tests.telegram_api.parameters import Call
from tests.telegram_api.refusals import Refusal

#: refuse: answer with an error. lose: do it, and break the connection before the answer. reset: break it at once.
#: hang: do it and never answer. delay: do it after some seconds. late: do it at once, answer after some seconds.
How = Literal["refuse", "lose", "reset", "hang", "delay", "late"]


@dataclass
class Fault:
    """What the next `times` calls meet that `fits` them."""

    method: str
    how: How
    times: int = 1
    refusal: Refusal | None = None
    seconds: float = 0.0
    fits: Callable[[Call], bool] | None = None

    def meets(self, call: Call) -> bool:
        known = self.method in {"*", call.method} or self.method.lower() == call.method.lower()
        return known and self.times > 0 and (self.fits is None or self.fits(call))


class Faults:
    """All faults that are still to come."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def add(self, method: str, how: How, *, times: int = 1, seconds: float = 0.0, **rest: Any) -> Fault:
        """Let the next calls of `method` ("*": of any) go wrong so; `fits` chooses among them."""
        fault = Fault(method, how, times, seconds=seconds, **rest)
        self._coming.append(fault)
        return fault

    def refuse(
        self, method: str, status: int, description: str, parameters: dict[str, Any] | None = None, times: int = 1
    ) -> Fault:
        """Let the next calls of `method` be refused in these words."""
        return self.add(method, "refuse", times=times, refusal=Refusal(status, description, parameters))

    def take(self, call: Call) -> Fault | None:
        """Return what this call meets, which is then used up."""
        for fault in self._coming:
            if fault.meets(call):
                fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        self._coming.clear()
