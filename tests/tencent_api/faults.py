"""What goes wrong on purpose: refusals, lost answers, delays, broken connections, for the next calls of a path."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.tencent_api.calls import Call
from tests.tencent_api.refusals import Refusal

#: refuse: answer with a code. status: answer with a bare HTTP status. lose: do it, and break the connection before the
#: answer. reset: break it at once. hang: do it and never answer. delay: do it after some seconds.
How = Literal["refuse", "status", "lose", "reset", "hang", "delay"]
FOR_EVER = 1 << 30


@dataclass
class Fault:
    """What the next `times` calls meet that `fits` them."""

    path: str
    how: How
    times: int = 1
    refusal: Refusal | None = None
    seconds: float = 0.0
    status: int = 502
    fits: Callable[[Call], bool] | None = None

    def meets(self, call: Call) -> bool:
        return self.path in {"*", call.path} and self.times > 0 and (self.fits is None or self.fits(call))


class Faults:
    """All faults that are still to come."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def add(self, path: str, how: How, *, times: int = 1, seconds: float = 0.0, status: int = 502) -> Fault:
        """Let the next calls of `path` ("*": of any) go wrong so."""
        fault = Fault(path, how, times, seconds=seconds, status=status)
        self._coming.append(fault)
        return fault

    def refuse(self, path: str, told: tuple[int, str], times: int = 1) -> Fault:
        """Let the next calls of `path` be refused with this code in these words (refusals.py has them)."""
        fault = self.add(path, "refuse", times=times)
        fault.refusal = Refusal(*told)
        return fault

    def take(self, call: Call) -> Fault | None:
        """Return what this call meets, which is then used up."""
        for fault in self._coming:
            if fault.meets(call):
                fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        self._coming.clear()
