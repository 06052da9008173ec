"""People with WeChat: what they do becomes a push to our listener, what we send is in their inbox."""

from typing import TYPE_CHECKING, Any

from tests.tencent_api.bubbles import Bubble, Choice, awaited, shown
from tests.tencent_api.packets import Fields
from tests.tencent_api.pushes import Push
from tests.tencent_api.quotas import Quota
from tests.tencent_api.replies import SORRY

if TYPE_CHECKING:
    from tests.tencent_api.wechat import WeChat

#: Who tells of what concerns an account of somebody's as a whole.
PLATFORM = "mphelper"


class Follower:
    """Somebody with WeChat, who may follow the account."""

    def __init__(self, wechat: "WeChat", openid: str, name: str, language: str = "zh_CN") -> None:
        self.wechat = wechat
        self.openid = openid
        self.name = name
        self.language = language
        self.is_following = True
        #: Whether they refuse what comes as a template (the switch in an account's settings).
        self.refuses_templates = False
        self.inbox: list[Bubble] = []
        self.quota = Quota(wechat.clock)
        self.last: Fields = {}

    @property
    def left(self) -> int:
        """Return how many customer service messages may still be sent to them."""
        return self.quota.left

    @property
    def newest(self) -> Bubble:
        return self.inbox[-1]

    async def says(self, text: str) -> Push:
        """Write a message; return when it was answered, or cut for the third time."""
        return await self._sends("text", {"Content": text})

    async def sends_image(self, content: bytes, name: str = "photo.png") -> Push:
        stored = self.wechat.media.keep("image", name, content)
        return await self._sends("image", {"PicUrl": "http://mmbiz.qpic.cn/p/0", "MediaId": stored.id})

    async def sends_voice(self, content: bytes, heard: str = "") -> Push:
        """Speak; `heard` is what the platform understood, mostly nothing these days."""
        stored = self.wechat.media.keep("voice", "voice.amr", content)
        return await self._sends("voice", {"MediaId": stored.id, "Format": "amr", "Recognition": heard})

    async def sends_video(self, content: bytes) -> Push:
        stored = self.wechat.media.keep("video", "video.mp4", content)
        thumb = self.wechat.media.keep("thumb", "thumb.jpg", content[:100])
        return await self._sends("video", {"MediaId": stored.id, "ThumbMediaId": thumb.id})

    async def sends_location(self, latitude: float, longitude: float, label: str = "") -> Push:
        told = {"Location_X": latitude, "Location_Y": longitude, "Scale": 16, "Label": label}
        return await self._sends("location", told)

    async def sends_link(self, title: str, url: str) -> Push:
        return await self._sends("link", {"Title": title, "Description": "", "Url": url})

    async def sends_kind(self, kind: str, **fields: Any) -> Push:
        """Send something of a kind the pages do not know."""
        return await self._sends(kind, fields)

    async def taps(self, label: str) -> Push:
        """Tap the newest choice of a msgmenu, or the newest such link, that reads so: that says it, as a menu click."""
        choice = self.choice(label)
        return await self._sends("text", {"Content": choice.said, "bizmsgmenuid": choice.id}, gives="touch")

    async def clicks(self, key: str) -> Push:
        """Click the item of the account's menu that has this key."""
        assert key in self.wechat.menu.keys, f"no {key!r} in {sorted(self.wechat.menu.keys)}"
        return await self.happens("CLICK", {"EventKey": key}, gives="touch")

    async def follows(self, scene: str = "") -> Push:
        """Follow the account, perhaps by a code."""
        self.is_following = True
        told = {"EventKey": f"qrscene_{scene}", "Ticket": "TICKET"} if scene else {"EventKey": ""}
        return await self.happens("subscribe", told, gives="touch")

    async def unfollows(self) -> Push:
        """Leave: nothing reaches them any more."""
        self.is_following = False
        self.quota.close()
        return await self.happens("unsubscribe", {"EventKey": ""})

    async def scans(self, scene: str) -> Push:
        """Scan a code of the account."""
        assert scene in self.wechat.scenes.made, f"there is no code {scene!r}"
        if not self.is_following:
            return await self.follows(scene)
        return await self.happens("SCAN", {"EventKey": scene, "Ticket": "TICKET"}, gives="touch")

    async def revokes(self) -> Push:
        """Take back the right to their data (authorization_change.md): told by the platform, not by them."""
        told = {"FromUserName": PLATFORM, "OpenID": self.openid, "AppID": self.wechat.app_id, "RevokeInfo": "1"}
        return await self.happens("user_authorization_revoke", told)

    async def cancels(self) -> Push:
        """Close the account; the right to their data ends with it."""
        told = {"FromUserName": PLATFORM, "OpenID": self.openid, "AppID": self.wechat.app_id}
        return await self.happens("user_authorization_cancellation", told)

    async def happens(self, event: str, fields: Fields, gives: str = "") -> Push:
        """Let an event be told."""
        if gives:
            self.quota.give(gives)  # type: ignore[arg-type]  # one of the two
        return await self._pushes({**self._head("event"), "Event": event, **fields})

    async def repeats(self) -> Push:
        """Have what they did last delivered once more, as when the answer to it was lost."""
        return await self._pushes(self.last)

    async def gets(self, words: str, within: float = 5.0) -> Bubble:
        """Return the newest bubble with these words, waiting for it."""

        def found() -> Bubble | None:
            return next((each for each in reversed(self.inbox) if words in each.text), None)

        return await awaited(
            self.wechat.chats, found, f"{words!r} for {self.name}, who sees\n{shown(self.inbox)}", within
        )

    def choice(self, label: str) -> Choice:
        """Return the newest choice that reads so, in whole or in part."""
        for bubble in reversed(self.inbox):
            for each in bubble.choices:
                if label in each.label:
                    return each
        raise AssertionError(f"no choice {label!r} for {self.name}, who sees\n{shown(self.inbox)}")

    async def _sends(self, kind: str, fields: Fields, gives: str = "message") -> Push:
        assert self.is_following, f"{self.name} does not follow the account"
        self.quota.give(gives)  # type: ignore[arg-type]  # one of the two
        return await self._pushes({**self._head(kind), **fields, "MsgId": self.wechat.next_message()})

    def _head(self, kind: str) -> Fields:
        wechat = self.wechat
        return {
            "ToUserName": wechat.original_id,
            "FromUserName": self.openid,
            "CreateTime": wechat.clock.date(),
            "MsgType": kind,
        }

    async def _pushes(self, fields: Fields) -> Push:
        self.last = fields
        push = await self.wechat.pusher.push(fields)
        if push.trouble and self.is_following:
            self.wechat.chats.put(self.inbox, "text", SORRY, "system")
        elif push.reply is not None:
            self.wechat.chats.put(self.inbox, push.reply.kind, push.text, "passive")
        return push
