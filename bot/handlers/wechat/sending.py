"""Sends one delivery: as customer service messages while their window is open, by a template after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from bot.desk.passive import pieces_of
from bot.handlers.tencent_api import ApiError, Refused, TencentApi, outcome_of
from bot.handlers.wechat.abilities import Abilities
from bot.handlers.wechat.drawing import TEXT, Ability, options, plain, text_of
from bot.handlers.wechat.media import Uploads, form_of
from bot.handlers.wechat.settings import Templates
from bot.handlers.wechat.templates import message_of
from bot.handlers.words import clean_name, cut_bytes, size
from bot.messages import Body, Closed, Delivery, Media, Outcome, Quoted, RetryAt, Sent, Undeliverable
from bot.ports import Clock, StoreError
from bot.texts import Texts

SEND, BY_TEMPLATE = "/cgi-bin/message/custom/send", "/cgi-bin/message/template/send"
#: A menu in a message has no more entries than this.
ENTRIES = 10
#: Seconds until the next try when what the account can do cannot be read.
PUT_OFF = 5.0
#: Half-sent deliveries that are remembered; more than that are hardly ever in flight.
HALF_SENT = 1000
#: Not for this kind of account, an unknown kind of message, content that is not allowed (a link may be such).
_FORM_CODES = frozenset({40200, 40008, 45166})
_NOT_HERE = frozenset({"answer_press", "topic", "topic_close", "topic_reopen", "topic_name", "mark"})

Part = Callable[[], Awaitable[None]]
Message = dict[str, object]


@dataclass(frozen=True, slots=True)
class Manner:
    """What the account's messages are made with: its templates, and the words and the zone of the company."""

    templates: Templates
    texts: Texts
    clock: Clock
    zone: tzinfo = UTC


@dataclass(slots=True)
class Sending:
    """The outgoing side of one account."""

    api: TencentApi
    uploads: Uploads
    abilities: Abilities
    manner: Manner
    #: How many parts have arrived of a delivery whose later part has to wait.
    _arrived: dict[int, int] = field(default_factory=dict)

    async def send(self, delivery: Delivery) -> Outcome:
        """Send it and say what became of it; what the platform or the network does raises nothing."""
        if delivery.kind in _NOT_HERE:
            return Undeliverable(f"WeChat has nothing like {delivery.kind}")
        try:
            if delivery.route == "template":
                return await self._by_template(delivery)
            # Nothing that was said can be changed there.
            return await self._by_service(delivery if delivery.kind == "send" else delivery.as_new)
        except ApiError as error:
            return outcome_of(error)
        except StoreError as error:
            return RetryAt(PUT_OFF, str(error))

    async def _by_template(self, delivery: Delivery) -> Outcome:
        """Send a form; that it was taken does not mean that it arrives, which an event tells later."""
        message = message_of(delivery, self.manner.templates, self.manner.zone)
        if message is None:
            return Undeliverable("there is no template for this")
        answer = await self.api.post(BY_TEMPLATE, message)
        return Sent(str(answer.get("msgid", "")))

    async def _by_service(self, delivery: Delivery) -> Outcome:
        """Send words and files in turn; what arrived is not sent again when the rest has to wait."""
        parts, arrived = self._parts(delivery), self._arrived.pop(delivery.id, 0)
        try:
            for part in parts[arrived:]:
                await part()
                arrived += 1
        except ApiError as error:
            if not isinstance(outcome_of(error), RetryAt | Closed):
                raise
            self._keep(delivery.id, arrived)
            return outcome_of(error)
        return Sent() if parts else Undeliverable("nothing to say")

    def _parts(self, delivery: Delivery) -> list[Part]:
        body = delivery.body
        shown = [media for media in body.files if form_of(media)]
        named = [self._named(media) for media in body.files if media not in shown]
        words = Body(text="\n\n".join([body.text, *named]).strip(), rows=body.rows)
        said = pieces_of(words) if words.text or words.rows else []
        parts = [self._words_part(delivery.place.chat, piece) for piece in said]
        return parts + [self._file_part(delivery.place.chat, media) for media in shown]

    def _words_part(self, chat: str, body: Body) -> Part:
        async def part() -> None:
            if not body.rows:
                return await self._post(chat, _text(body))
            ability = await self.abilities.now()
            while True:
                try:
                    return await self._post(chat, _asking(body, ability))
                except Refused as error:
                    if ability is Ability.NUMBERS or not _is_about_form(error):
                        raise
                    ability = await self.abilities.refused(ability)

        return part

    def _file_part(self, chat: str, media: Media) -> Part:
        async def part() -> None:
            message = await self.uploads.message_of(media)
            await self._post(chat, message or _text(Body(text=self._named(media))))

        return part

    async def _post(self, chat: str, message: Message) -> None:
        await self.api.post(SEND, {"touser": chat, **message})

    def _named(self, media: Media) -> str:
        """Return kind words for a file that WeChat does not show."""
        texts, now = self.manner.texts, datetime.fromtimestamp(self.manner.clock.now() / 1_000_000, UTC)
        name = Quoted(clean_name(media.name) or media.kind)
        return texts.say("wechat-file", texts.languages[0], self.manner.zone, now, {"name": name})

    def _keep(self, delivery_id: int, arrived: int) -> None:
        if arrived:
            self._arrived[delivery_id] = arrived
        while len(self._arrived) > HALF_SENT:
            self._arrived.pop(next(iter(self._arrived)))


def _asking(body: Body, ability: Ability) -> Message:
    """Return a question with its choices, as this ability shows them."""
    if ability is not Ability.MENU:
        return _text(body, ability)
    entries = options(body)
    room = TEXT - sum(size(entry.label) + 1 for entry in entries)
    if len(entries) > ENTRIES or room < TEXT // 4:
        return _text(body, Ability.LINKS)
    listed = [{"id": entry.token, "content": entry.label} for entry in entries]
    return {"msgtype": "msgmenu", "msgmenu": {"head_content": cut_bytes(plain(body.text), room), "list": listed}}


def _text(body: Body, ability: Ability = Ability.NUMBERS) -> Message:
    return {"msgtype": "text", "text": {"content": text_of(body, ability=ability)}}


def _is_about_form(error: Refused) -> bool:
    """Tell whether it was how choices are shown that was refused, and not the words."""
    return error.code in _FORM_CODES
