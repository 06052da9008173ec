"""No text of ours is cut in WeChat's 2048 bytes, however long an answer was that it reads back."""

import random

import pytest

from bot.flows.machine import choices_of, state_of
from bot.flows.registry import FLOWS
from bot.handlers.wechat.drawing import TEXT, text_of
from bot.handlers.words import size
from bot.messages import Body, Button, Sender
from tests.decisions.room import TEXTS, Room
from tests.flows.test_texts import LENGTH, SEED, Reading
from tests.flows.walker import START_AT, ZONE

UNCUT = 1 << 20
#: What somebody writes at length, and what staff write back; 680 Han characters fill a message alone.
LONG, WORDS = 600, 450
SIGNS = {"zh": "屏", "es": "ñ", "en": "w"}
#: What the desk may put before a question: that a report goes on, or whose words were noted.
BEFORE = 300


async def a_life(room: Room, language: str) -> None:
    """Live through reports, a question, words to and fro, a repair that did not hold, and a low score, in WeChat."""
    sign = SIGNS[language]

    async def writes(*texts: str) -> None:
        for text in texts:
            await room.says("oLi", text, bot="wechat:wx1", sender=Sender("oLi", "Li", language), language=language)

    await writes("/start", "/help", "/privacy", "/cancel", "/language", "/cancel", "/status", "/forget", "/cancel")
    # Level 2, an outage that goes on: it asks again. A telephone without figures is asked twice.
    await writes("/report", sign * LONG, "2", "1", "1", "2", *(sign * LONG,) * 2, "1", *(sign * 60,) * 2, "1")
    await room.waits(minutes=11)
    number = (await room.tickets())[0].number

    async def works(*said: str) -> None:
        for words in said:
            name, _, rest = words.partition(" ")
            await room.says("wang", f"/{name} {number} {rest}")

    await works("ack", f"say {sign * WORDS}", f"wait {sign * WORDS}")
    await writes(sign * LONG, f"BX-{number} {sign * LONG}", f"BX-{number}", "1", sign * LONG, "/cancel")
    await works("onsite 23:50", f"severity 3 {sign * WORDS}")
    await writes("2")
    await works(f"solved {sign * WORDS}")
    await writes("2", sign * LONG)
    await works("ack", f"solved {sign * WORDS}")
    await room.waits(hours=25)
    await writes("1")
    await room.waits(minutes=61)
    await writes("1", "2", sign * LONG, "/ask", sign * LONG, sign * LONG)
    await room.waits(minutes=5)


@pytest.mark.parametrize("language", SIGNS)
async def test_nothing_a_customer_is_told_in_a_whole_life_is_cut(language: str):
    room = await Room.open(languages=(language, *(each for each in SIGNS if each != language)))
    try:
        await a_life(room, language)
    finally:
        await room.store.close()
    told = [one.body for one in room.got if one.chat == "oLi"]
    assert len(told) > 40
    assert [text_of(body)[:60] for body in told if text_of(body) != text_of(body, UNCUT)] == []


class Shown(Reading):
    """A walk that keeps each question with its choices, as they were put."""

    def _read(self) -> None:
        if "ticket" in self.talk.answers and self.talk.view.ticket is None:
            return
        state = state_of(self.flow, self.talk.state)
        self.heard.append((state.asks, state.args(self.talk), choices_of(self.flow, self.talk)))


@pytest.mark.parametrize("name", [name for name, flow in FLOWS.items() if flow.audience == "customer"])
def test_every_question_of_every_talk_fits_with_its_choices(name: str):
    chance, asked = random.Random(SEED), []
    for _ in range(15):
        walk = Shown(FLOWS[name], chance.randbytes(LENGTH))
        walk.heard = asked
        walk.run()
    assert asked
    for text, args, choices in asked:
        for language in SIGNS:
            labels = [TEXTS.say(one.text, language, ZONE, START_AT, one.args) for one in choices]
            rows = tuple((Button(label, f"token.{place}"),) for place, label in enumerate(labels))
            words = TEXTS.say(text, language, ZONE, START_AT, args) if text else ""
            assert size(text_of(Body(words, rows=rows), UNCUT)) <= TEXT - BEFORE, (text, language)
