"""Staff with WeCom: what they do becomes a callback to our listener, what the app sends is in their inbox."""

from typing import TYPE_CHECKING, Any

from tests.tencent_api import cards
from tests.tencent_api.bubbles import Bubble, awaited, shown
from tests.tencent_api.packets import Fields
from tests.tencent_api.pushes import Push

if TYPE_CHECKING:
    from tests.tencent_api.wecom import WeCom


class Member:
    """Somebody of the company; `is_visible` while the app is shown to them."""

    def __init__(self, wecom: "WeCom", userid: str, name: str) -> None:
        self.wecom = wecom
        self.userid = userid
        self.name = name
        self.is_visible = True
        self.inbox: list[Bubble] = []
        #: When the app sent them something lately, dropped ones too.
        self.sent_at: list[float] = []
        self.dropped = 0
        self.last: Fields = {}

    @property
    def newest(self) -> Bubble:
        return self.inbox[-1]

    async def says(self, text: str) -> Push:
        """Write to the app; return when it was answered, or cut for the third time."""
        return await self._sends("text", {"Content": text})

    async def sends_image(self, content: bytes, name: str = "photo.png") -> Push:
        stored = self.wecom.media.keep("image", name, content)
        return await self._sends("image", {"PicUrl": "https://wework.qpic.cn/p/0", "MediaId": stored.id})

    async def sends_location(self, latitude: float, longitude: float, label: str = "") -> Push:
        told = {"Location_X": latitude, "Location_Y": longitude, "Scale": 16, "Label": label, "AppType": "wxwork"}
        return await self._sends("location", told)

    async def enters(self) -> Push:
        """Open the app."""
        return await self._happens("enter_agent", {"EventKey": ""})

    async def presses(self, label: str, on: Bubble | None = None) -> Push:
        """Press the newest button that reads so, in whole or in part."""
        bubble, key = self.button(label, on)
        return await self.presses_key(bubble, key)

    async def presses_key(self, bubble: Bubble, key: str) -> Push:
        """Press a button of a card by its key; the callback brings a code that may replace the card.

        An option of a choice is picked and sent by the button below; an entry of the menu has an event of its own.
        """
        card = bubble.json
        picked = any(each["id"] == key for each in cards.options(card))
        told: Fields = {
            "EventKey": card["submit_button"]["key"] if picked else key,
            "TaskId": card["task_id"],
            "CardType": card["card_type"],
            "ResponseCode": self.wecom.codes.give(card["task_id"], self.wecom.clock.now()),
        }
        if picked:
            question = {"QuestionKey": card["checkbox"]["question_key"], "OptionIds": {"OptionId": key}}
            told["SelectedItems"] = {"SelectedItem": question}
        in_menu = any(each["key"] == key for each in cards.menu(card))
        return await self._happens("template_card_menu_event" if in_menu else "template_card_event", told)

    async def repeats(self) -> Push:
        """Have what they did last delivered once more."""
        return await self._pushes(self.last)

    def button(self, label: str, on: Bubble | None = None) -> tuple[Bubble, str]:
        """Return the newest card with a button that reads so, and the button's key."""
        for bubble in [on] if on is not None else reversed(self.inbox):
            for each in bubble.choices:
                if label in each.label:
                    return bubble, each.id
        raise AssertionError(f"no button {label!r} for {self.name}, who sees\n{shown(self.inbox)}")

    async def gets(self, words: str, within: float = 5.0) -> Bubble:
        """Return the newest bubble with these words, waiting for it."""

        def found() -> Bubble | None:
            return next((each for each in reversed(self.inbox) if words in each.text), None)

        return await awaited(
            self.wecom.chats, found, f"{words!r} for {self.name}, who sees\n{shown(self.inbox)}", within
        )

    async def _sends(self, kind: str, fields: Fields) -> Push:
        assert self.is_visible, f"{self.name} does not see the app"
        return await self._pushes({**self._head(kind), **fields, "MsgId": self.wecom.next_message()})

    async def _happens(self, event: str, fields: dict[str, Any]) -> Push:
        return await self._pushes({**self._head("event"), "Event": event, **fields})

    def _head(self, kind: str) -> Fields:
        wecom = self.wecom
        return {
            "ToUserName": wecom.corp_id,
            "FromUserName": self.userid,
            "CreateTime": wecom.clock.date(),
            "MsgType": kind,
            "AgentID": wecom.agent_id,
        }

    async def _pushes(self, fields: Fields) -> Push:
        self.last = fields
        push = await self.wecom.pusher.push(fields)
        # A wrong or missing answer shows nothing at WeCom (path/90238).
        if push.reply is not None and push.reply.kind == "text":
            self.wecom.chats.put(self.inbox, "text", push.text, "passive")
        return push
