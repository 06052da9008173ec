"""Puts links in the place of buttons, where a channel has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from bot.messages import Link
from bot.ports import Buttonless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.messages import Button, Delivery
    from bot.ports import Channel, Links


@dataclass(frozen=True, slots=True)
class Linker:
    """Knows which channels show no buttons, by what they declare."""

    links: Links
    _buttonless: set[str] = field(default_factory=set)

    def connect(self, channel: Channel) -> None:
        """Take in what a channel declares."""
        if isinstance(channel, Buttonless) and channel.buttonless:
            self._buttonless.add(channel.bot)

    def linked(self, delivery: Delivery) -> Delivery:
        """Return a delivery with the links of its buttons, in its text where they cannot be pressed."""
        taps = [button for row in delivery.body.rows for button in row if button.tap]
        if not taps and not delivery.body.links:
            return delivery
        found, wanted = self._of(taps), self._of(delivery.body.links)
        instead = bool(found) and delivery.place.bot in self._buttonless
        spelled = (*wanted, *(found if instead else ()))
        lines = [f"{link.label}: {link.url}" for link in spelled]
        text = "\n\n".join((delivery.body.text, *(["\n".join(lines)] if lines else [])))
        # A number typed there means what a talk asks, never what a card shows: its buttons would be numbered in vain.
        rows = () if instead else delivery.body.rows
        body = msgspec.structs.replace(delivery.body, text=text, rows=rows, links=())
        return msgspec.structs.replace(delivery, body=body, links=(*wanted, *found))

    def _of(self, buttons: Sequence[Button]) -> tuple[Link, ...]:
        made = (Link(button.label, self.links.address(button.token)) for button in buttons)
        return tuple(link for link in made if link.url)
