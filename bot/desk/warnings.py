"""Alarms in plain words: written down for the log, and told to those whom the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.draft import Draft, Manner
from bot.desk.paging import resolve
from bot.domain.roles import Role
from bot.flows.tables import Quoted, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.desk.house import Member

UPDATE = Manner(lane=Lane.UPDATE)


_PLAIN: Mapping[str, tuple[Callable[[Quoted], Say], Say]] = {
    "telegram-token": (lambda _detail: Say("alarm-token"), Say("over-token")),
    "telegram-conflict": (lambda _detail: Say("alarm-conflict"), Say("over-conflict")),
    "telegram-hooked": (lambda detail: Say("alarm-hooked", {"detail": detail}), Say("over-conflict")),
    "telegram-webhook": (lambda detail: Say("alarm-webhook", {"detail": detail}), Say("over-webhook")),
    "telegram-undelivered": (lambda detail: Say("alarm-undelivered", {"detail": detail}), Say("over-webhook")),
    "telegram-away": (lambda _detail: Say("alarm-away"), Say("over-away")),
    "wechat-address": (lambda detail: Say("alarm-wechat-address", {"detail": detail}), Say("over-wechat-address")),
    "wechat-credentials": (
        lambda detail: Say("alarm-wechat-credentials", {"detail": detail}),
        Say("over-wechat-credentials"),
    ),
    "wecom-address": (lambda detail: Say("alarm-wecom-address", {"detail": detail}), Say("over-wecom-address")),
    "wecom-credentials": (
        lambda detail: Say("alarm-wecom-credentials", {"detail": detail}),
        Say("over-wecom-credentials"),
    ),
    "wecom-party": (lambda detail: Say("alarm-wecom-party", {"detail": detail}), Say("over-wecom-party")),
}

#: What comes in by a callback, by channel: what its messages are like that are not taken, or not as they should be.
_CALLBACKS = {"wechat": ("plain", "key", "clock", "json"), "wecom": ("key", "clock")}


def _at_callback(kind: str) -> Say | None:
    """Return what people read of trouble with what a platform posts to us."""
    channel, _, trouble = kind.partition("-")
    if trouble not in _CALLBACKS.get(channel, ()):
        return None
    return Say(f"alarm-callback-{trouble}", {"section": channel})


def words_of(kind: str, detail: str) -> Say:
    """Return what people read of an alarm: plain words where we have them, else its kind and detail."""
    quoted = Quoted(detail)
    if found := _at_callback(kind):
        return found
    return _PLAIN[kind][0](quoted) if kind in _PLAIN else Say("alarm", {"kind": kind, "detail": quoted})


def over(kind: str) -> Say:
    """Return what people read when an alarm is over."""
    if found := _at_callback(kind):
        return Say("over-callback", found.args)
    return _PLAIN[kind][1] if kind in _PLAIN else Say("alarm-over", {"kind": kind})


def warn(draft: Draft, kind: str, detail: str, say: Say, besides: int | None = None) -> None:
    """Raise an alarm that people read as `say`; `besides` is a person whom it is about, and who is not told."""
    draft.alarm(kind, detail)
    tell_operators(draft, say, besides)


def tell_operators(draft: Draft, say: Say, besides: int | None = None) -> None:
    """Tell those who look after the desk, privately."""
    for reader in draft.readers_of(operators(draft, besides)):
        draft.tell(reader, [say], UPDATE)


def operators(draft: Draft, besides: int | None = None) -> tuple[Member, ...]:
    """Return whom an alarm reaches: those of the settings, else administrators, else managers."""
    roster = draft.world.roster
    ways = (resolve(draft, draft.world.house.alarm_to), roster.with_role(Role.ADMIN), roster.with_role(Role.MANAGER))
    for members in ways:
        if found := tuple(member for member in members if member.person != besides):
            return found
    return ()
