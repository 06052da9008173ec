"""Whatever people do, in whatever order, no turn fails, no talk is stuck, and no report becomes two tickets."""

from __future__ import annotations

import os
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk import codec, rows
from bot.domain.severity import Severity
from bot.flows import machine
from bot.flows.registry import FLOWS
from tests.decisions.room import ROOM, Got, Room
from tests.domain.test_small_rules import LADDER, a_policy

#: Sequences of one flow, `make fuzz` plays more; split so that several workers share them.
SEQUENCES, CHUNKS = int(os.environ.get("TESTS_SEQUENCES", "200")), 20
LENGTH = 7
#: A new, empty desk after so many sequences: as full as one evening's.
PER_DESK = 10

WORDS = (
    "1", "2", "3", "9", "yes", "否", "sí", "no", "cancel", "取消", "atrás", "skip", "跳过", "ayuda", "报修",
    "22:24", "20 min", "ten past", "12345", "5分 很好", "Camera C-14 is dark", "", "   ", "\u200b\u200f",
    "\u202eabc", "<b>x</b>", "*_`[", "a" * 10_000, "👩‍🔧🔥", "\ufffd", "/report", "/status",
    "/status BX-7K3M-9QK", "/tickets", "/language", "/help", "/privacy", "/forget", "/cancel", "/back", "/skip",
    "/start", "/ack", "/nonsense", "thanks", "BX-7K3M-9QK", "-1", "½",
)  # fmt: skip
STAFF_WORDS = (
    "/mine", "/open", "/duty", "/help", "/ack {n}", "/take {n}", "/say {n} looking", "/wait {n} serial number",
    "/onsite {n} 1h", "/onsite {n} never", "/solved {n} swapped", "/severity {n} 1 worse", "/severity {n} 3 better",
    "/answer {n} turn it", "/refer {n} drawings", "/drop {n} twice", "/note {n} noted", "/ticket {n}", "/solved {n}",
    "/say {n}", "/wait", "/new", "/give {n} zhao", "/give {n}", "/accept {n}", "/decline {n} no", "/heard {n} dark",
    "/confirm {n}", "/reject {n} dark", "/rate {n} 2", "/find pump", "/next", "/phone {n}", "ok then", "30", "1",
    "cancel",
)  # fmt: skip
STAFF = ("wang", "zhao", "lin", "rose", "ann")


#: A ladder that, once climbed, rests for a day: three days of silence are then a few pages, not hundreds.
_CALM = a_policy(ladders={level: replace(LADDER, repeat=timedelta(days=1)) for level in Severity})


class Evening:
    """A seeded run of people doing anything at all."""

    def __init__(self, room: Room, dice: random.Random, who: str) -> None:
        self.room = room
        self.dice = dice
        self.who = who
        self.before: list[Any] = []

    async def anything(self) -> None:
        """Do one thing, drawn by weight, and look at what came back."""
        acts: list[tuple[Callable[[], Awaitable[None]], int]] = [
            (self.type, 7),
            (self.press, 9),
            (self.repeat, 1),
            (self.send, 1),
            (self.restart, 1),
            (self.wait, 2),
            (self.staff, 5),
        ]
        (act,) = self.dice.choices([act for act, _ in acts], [weight for _, weight in acts])
        await act()

    async def type(self) -> None:
        await self.answered(self.room.message(self.who, self.dice.choice(WORDS)))

    async def press(self) -> None:
        """Press any button that was ever shown, most often a new one; sometimes one nobody made."""
        shown = [one for one in self.room.got if one.chat == self.who and one.labels]
        if not shown:
            return
        one = shown[-1] if self.dice.random() < 0.7 else self.dice.choice(shown)
        tokens = [button.token for line in one.body.rows for button in line]
        forged = [f"{tokens[0]}9", "x.0", "."]
        token = self.dice.choice(tokens) if self.dice.random() < 0.95 else self.dice.choice(forged)
        await self.answered(self.room.message(self.who, choice=token, press="p1"))

    async def repeat(self) -> None:
        """Deliver an earlier message once more: nothing at all may come of it."""
        if self.before:
            assert await self.room.take(self.dice.choice(self.before)) == []

    async def send(self) -> None:
        await self.room.sends(self.who, self.dice.randint(1, 3), self.dice.choice(("", "see photo")))

    async def restart(self) -> None:
        await self.room.restart()

    async def wait(self) -> None:
        await self.room.waits(minutes=self.dice.choice((1, 6, 11, 65, 3000, 5000)))

    async def staff(self) -> None:
        """Let some member of staff do something to some ticket, privately or in the staff room."""
        member = self.dice.choice(STAFF)
        place = ROOM if self.dice.random() < 0.3 else member
        shown = [one for one in self.room.got if one.chat == place and one.labels]
        if shown and self.dice.random() < 0.5:
            tokens = [button.token for line in self.dice.choice(shown).body.rows for button in line]
            await self.room.says(member, choice=self.dice.choice(tokens), group=place == ROOM, press="p2")
            return
        numbers = [ticket.number for ticket in await self.room.tickets()] or ["7K3M9QK"]
        text = self.dice.choice(STAFF_WORDS).format(n=self.dice.choice(numbers[-3:]))
        await self.room.says(member, text, group=place == ROOM)

    async def answered(self, message: Any) -> None:
        """Take a message and see that the person is answered."""
        self.before.append(message)
        before = await self.talking()
        got = await self.room.take(message)
        heard = any(one.chat == self.who and _speaks(one) for one in got)
        assert heard, f"{message.text[:50]!r} {message.choice!r} met silence in {before}"

    async def leave(self) -> None:
        """See that there is always a way out."""
        for _ in range(8):
            if not await self.talking():
                return
            await self.room.says(self.who, "/cancel")
        raise AssertionError(f"no way out of {await self.talking()}")

    async def talking(self) -> list[Any]:
        """Return what is active and what lies under it, as stored; also look whether the state exists."""
        accounts = await self.room.rows("account_by_address", "web:desk", self.who)
        if not accounts:
            return []
        talks = [rows.Conversation(*row) for row in await self.room.rows("conversations_of_account", accounts[0][0])]
        private = [talk for talk in talks if talk.chat == self.who and talk.flow]
        for talk in private:
            assert not machine.state_of(FLOWS[talk.flow], talk.state).final
        return [[talk.flow, talk.state, *codec.from_text(talk.suspended)] for talk in private]


def _speaks(one: Got) -> bool:
    return bool(one.body.text) or one.kind == "answer_press"


async def _enter(room: Room, flow: str, who: str) -> None:
    """Bring somebody into a flow by what people really do."""
    if flow in {"take_ticket", "work_ticket"}:
        await _ticket(room, who + "-customer")
        number = (await room.tickets())[-1].number
        await room.says("wang", f"/ack {number}")
        await room.says("zhao", f"/take {number}" if flow == "take_ticket" else f"/say {number} hello")
        return
    if flow in {"report_fault", "ask_question", "choose_language", "privacy", "track_ticket"}:
        words = {"report_fault": "No picture on C-14", "ask_question": "/ask", "choose_language": "/language"}
        await room.says(who, words.get(flow, "/privacy" if flow == "privacy" else "/tickets"))
        return
    await _ticket(room, who, outage=flow == "recheck_outage")
    number = (await room.tickets())[-1].number
    await room.says("wang", f"/ack {number}")
    if flow == "recheck_outage":
        await room.waits(minutes=6)
    elif flow == "agree_severity":
        await room.says("wang", f"/severity {number} 3 one camera only")
    else:
        await room.says("wang", f"/solved {number} swapped it")
    if flow == "rate_service":
        await room.presses(who, "Yes, it works")
        await room.waits(hours=1)


async def _ticket(room: Room, who: str, *, outage: bool = False) -> None:
    """Report a fault of level 2 from the first word to the number."""
    await room.says(who, "/report")
    await room.says(who, "No picture on C-14")
    await room.says(who, "2")
    if outage:
        await room.says(who, "1")
        await room.says(who, "5 minutes ago")
    else:
        await room.says(who, "4")
    await room.says(who, "no")
    for _ in range(4):
        await room.says(who, "skip")
    await room.says(who, "1")


@pytest.mark.no_cover  # two hundred thousand turns: tracing them would double the time and show nothing new
@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("flow", FLOWS)
async def test_any_sequence_ends_well(flow: str, chunk: int) -> None:
    done = 0
    while done < SEQUENCES // CHUNKS:
        room = await Room.open(seed=chunk * SEQUENCES + done, policy=_CALM)
        for number in range(PER_DESK):
            dice = random.Random(f"{flow} {chunk} {done} {number}")
            who = "zhao" if flow in {"take_ticket", "work_ticket"} else f"guest{number}"
            await _enter(room, flow, f"guest{number}")
            evening = Evening(room, dice, who)
            for _ in range(LENGTH):
                await evening.anything()
            await evening.leave()
        await _no_report_became_two(room)
        await room.store.close()
        done += PER_DESK


async def _no_report_became_two(room: Room) -> None:
    """See that every opened fault and question has its own beginning, and every ticket is the fold of its events."""
    began = [row for row in await room.steps() if row.trigger == "began"]
    for kind, flow in (("fault", "report_fault"), ("question", "ask_question")):
        opened = [ticket for ticket in await room.tickets() if ticket.kind == kind]
        assert len(opened) <= sum(step.flow == flow for step in began)
    for ticket in await room.tickets():
        told = codec.ticket_row(await room.folded(ticket), ticket.account, ticket.head)
        names = ticket.__struct_fields__
        assert {name: getattr(told, name) for name in names} == {name: getattr(ticket, name) for name in names}
