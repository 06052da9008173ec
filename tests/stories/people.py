"""A small world to play stories in: people whose chats are lists, and a clock of our own."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.messages import Button
from bot.stories.actors import Line


class Phrasebook:
    """Texts by id, in one language."""

    def __init__(self, **texts: tuple[str, ...]) -> None:
        self._texts = {name.replace("_", "-"): pieces for name, pieces in texts.items()}

    def ways(self, text_id: str, language: str) -> list[tuple[str, ...]]:
        assert language
        return [self._texts[text_id]]


class Person:
    """Writes down what they did; what they see is put before them."""

    def __init__(self, slug: str) -> None:
        self.slug = self.name = slug
        self.language = "en"
        self.did: list[str] = []
        self.seen: list[Line] = []

    def sees(self, text: str, *labels: str, style: str = "", key: str = "", at: int = 0) -> None:
        number = max((line.id for line in self.seen), default=0) + 1
        buttons = tuple(Button(label, f"t{number}") for label in labels)
        line = Line(number, key or f"m{number}", at, text, style=style, buttons=buttons)
        self.seen = [*(known for known in self.seen if known.key != line.key), line]

    async def say(self, text: str, *, room: bool = False) -> None:
        self.did.append(f"{'room: ' if room else ''}{text}")

    async def press(self, line: Line, button: Button, *, room: bool = False) -> None:
        self.did.append(f"{'room: ' if room else ''}[{button.label} {button.token}] under {line.key}")

    async def send_file(self, name: str, data: bytes, text: str = "") -> None:
        self.did.append(f"{name} {len(data)} {text}".strip())

    async def again(self) -> None:
        self.did.append(f"again {self.did[-1].removeprefix('again ')}")

    async def lines(self, *, room: bool = False) -> list[Line]:
        assert not room or self.slug == "lin"
        return self.seen


class SmallWorld:
    """Time passes in minutes; `plan` says what happens when."""

    def __init__(self, *slugs: str) -> None:
        self.people = {slug: Person(slug) for slug in (*slugs, "lin")}
        self.minute = 0
        self.plan: dict[int, Callable[[], None]] = {}
        self.restarts = 0

    def actor(self, slug: str) -> Person:
        return self.people[slug]

    def staff(self) -> Person:
        return self.people["lin"]

    def file(self, name: str) -> bytes:
        return name.encode()

    async def settle(self) -> None:
        self.plan.pop(self.minute, lambda: None)()

    async def pass_time(self, length: timedelta) -> None:
        for _ in range(length // timedelta(minutes=1)):
            self.minute += 1
            await self.settle()

    async def wait(self, seen: Callable[[], Awaitable[bool]], within: timedelta) -> bool:
        until = self.minute + within // timedelta(minutes=1)
        while not await seen():
            if self.minute >= until:
                return False
            await self.pass_time(timedelta(minutes=1))
        return True

    async def restart(self) -> None:
        self.restarts += 1
