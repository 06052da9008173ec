"""Sends one delivery: texts, files and cards to a member or a department, and answers to presses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.handlers.tencent_api import ApiError, Refused, TencentApi, outcome_of
from bot.handlers.wecom.cards import Cards
from bot.handlers.wecom.drawing import buttons_of, card_of, holds, notice_of, pieces
from bot.handlers.wecom.settings import PARTY
from bot.handlers.wecom.tasks import task_of
from bot.handlers.wecom.uploads import Uploads
from bot.messages import Body, Delivery, Lane, Media, Outcome, RetryAt, Sent, Undeliverable, Unknown
from bot.ports import Alarms, StoreError

#: Where a card leads that has nothing left to press, when we have no address of our own.
HOME = "https://work.weixin.qq.com/"
#: Seconds until the next try when the codes of a card cannot be read.
PUT_OFF = 5.0
#: What a name is called that is not well formed, as ours always are, or was used before.
TASK_IS_TAKEN = 42014
#: Half-sent deliveries that are remembered; more than that are hardly ever in flight.
HALF_SENT = 1000
_NOT_HERE = frozenset({"topic", "topic_close", "topic_reopen", "topic_name", "mark"})

Part = Callable[[], Awaitable[str]]


class NotReached(Exception):
    """The platform took the message, and somebody it was for does not get it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the channel itself puts on a card: the word under a choice of many, and where a finished card leads."""

    submit: str
    home: str = HOME


@dataclass(slots=True)
class Department:
    """Whether the department of the staff gets its cards; the operators are told when it does not."""

    alarms: Alarms
    #: What may stand from before, since an earlier process may have raised it.
    _may_stand: bool = True

    async def reached(self, outcome: Outcome) -> Outcome:
        """Take note of what became of a card for all; there is nobody in it whose account could be lost."""
        if isinstance(outcome, Undeliverable) and outcome.unreachable:
            self._may_stand = True
            await self.alarms.raise_alarm("wecom-party", outcome.reason)
            return Undeliverable(outcome.reason)
        if isinstance(outcome, Sent) and self._may_stand:
            self._may_stand = False
            await self.alarms.clear_alarm("wecom-party")
        return outcome


@dataclass(slots=True)
class Sending:
    """The outgoing side of one application."""

    api: TencentApi
    cards: Cards
    uploads: Uploads
    words: Words
    department: Department
    #: Names of the parts that have arrived of a delivery whose later part has to wait.
    _arrived: dict[int, list[str]] = field(default_factory=dict)

    async def send(self, delivery: Delivery) -> Outcome:
        """Send it and say what became of it; what the platform or the network does raises nothing."""
        outcome = await self._tried(delivery)
        is_shared = delivery.place.chat.startswith(PARTY) and delivery.kind != "answer_press"
        return await self.department.reached(outcome) if is_shared else outcome

    async def _tried(self, delivery: Delivery) -> Outcome:
        try:
            return await self._by_kind(delivery)
        except NotReached as error:
            return Undeliverable(str(error), unreachable=True)
        except ApiError as error:
            return outcome_of(error)
        except StoreError as error:
            return RetryAt(PUT_OFF, str(error))

    async def _by_kind(self, delivery: Delivery) -> Outcome:
        if delivery.kind == "answer_press":
            return await self._answer_press(delivery)
        if delivery.kind in _NOT_HERE:
            return Undeliverable(f"WeCom has nothing like {delivery.kind}")
        # What was said can be changed on cards alone.
        delivery = delivery.as_new if delivery.kind == "edit" else delivery
        if delivery.edit_id and await self._changed(delivery):
            return Sent(delivery.edit_id)
        return await self._new(delivery)

    async def _changed(self, delivery: Delivery) -> bool:
        """Tell whether a card now shows this; else, and when it has no room for the words, it goes as a new one."""
        task, body = delivery.edit_id, delivery.body
        if buttons_of(body) and not holds(body):
            return False
        card = card_of(body, task, self.words.submit) if buttons_of(body) else notice_of(body, self.words.home)
        return await self.cards.change(delivery.place.chat, task, card)

    async def _answer_press(self, delivery: Delivery) -> Outcome:
        """Tell the member who pressed on a card of all: it has no room for words that pass."""
        for text in pieces(delivery.body.text):
            await self._post({"touser": delivery.press}, _text(text))
        return Sent()

    async def _new(self, delivery: Delivery) -> Outcome:
        """Send texts, card and files in turn; what arrived is not sent again when the rest has to wait."""
        arrived = self._arrived.pop(delivery.id, [])
        try:
            for part in self._parts(delivery)[len(arrived) :]:
                arrived.append(await part())
        except ApiError as error:
            outcome = outcome_of(error)
            if isinstance(outcome, RetryAt | Unknown):
                self._keep(delivery.id, arrived)
            return outcome
        return Sent(next(filter(None, arrived), "")) if arrived else Undeliverable("nothing to say")

    def _parts(self, delivery: Delivery) -> list[Part]:
        body, has_card = delivery.body, bool(buttons_of(delivery.body))
        texts = [] if has_card and holds(body) else list(pieces(body.text))
        parts = [self._text_part(delivery, text) for text in texts]
        if has_card:
            parts.append(self._card_part(delivery, body))
        return parts + [self._file_part(delivery, media) for media in body.files]

    def _text_part(self, delivery: Delivery, text: str) -> Part:
        async def part() -> str:
            await self._deliver(delivery, _text(text))
            return ""

        return part

    def _card_part(self, delivery: Delivery, body: Body) -> Part:
        async def part() -> str:
            task = task_of(delivery.place.chat, delivery.id)
            card = card_of(body, task, self.words.submit)
            if delivery.lane == Lane.PAGE and delivery.links:
                # Where the buttons cannot be pressed, the card itself leads to a page with the first of them.
                card = {**card, "card_action": {"type": 1, "url": delivery.links[0].url}}
            try:
                answer = await self._deliver(delivery, {"msgtype": "template_card", "template_card": card})
            except Refused as error:
                if error.code != TASK_IS_TAKEN:
                    raise
                # An earlier try has arrived, whose answer was lost.
                return task
            await self.cards.keep(task, str(answer.get("response_code", "")))
            return task

        return part

    def _file_part(self, delivery: Delivery, media: Media) -> Part:
        async def part() -> str:
            await self._deliver(delivery, await self.uploads.message_of(media))
            return ""

        return part

    async def _deliver(self, delivery: Delivery, message: dict[str, object]) -> dict[str, object]:
        """Send a part to where the delivery goes; of a call that is tried twice the platform drops the second."""
        chat = delivery.place.chat
        if delivery.lane == Lane.PAGE:
            # Each call has its own words, and each try of it the same: elsewhere two equal texts may both be meant.
            message = {**message, "enable_duplicate_check": 1}
        is_party = chat.startswith(PARTY)
        return await self._post({"toparty": chat.removeprefix(PARTY)} if is_party else {"touser": chat}, message)

    async def _post(self, to: dict[str, str], message: dict[str, object]) -> dict[str, object]:
        answer = await self.api.post("/cgi-bin/message/send", {**to, "agentid": self.cards.agent_id, **message})
        _check(to, answer)
        return answer

    def _keep(self, delivery_id: int, arrived: list[str]) -> None:
        if arrived:
            self._arrived[delivery_id] = arrived
        while len(self._arrived) > HALF_SENT:
            self._arrived.pop(next(iter(self._arrived)))


def _text(text: str) -> dict[str, object]:
    return {"msgtype": "text", "text": {"content": text}}


def _check(to: dict[str, str], answer: dict[str, object]) -> None:
    """Raise NotReached for what was left out of a call that succeeded (platform-rules C3)."""
    # One who is in a department and has left the application keeps nothing from the others.
    lists = {"invaliduser": "no member who can use the application", "unlicenseduser": "has no licence for it"}
    if "toparty" in to:
        lists = {"invalidparty": "no department that can use the application"}
    for name, reason in lists.items():
        named = {one.strip().lower() for one in str(answer.get(name) or "").split("|")}
        if named & {one.lower() for one in to.values()}:
            raise NotReached(f"WeCom {name}: {reason}")
