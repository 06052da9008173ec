"""The words no channel owns: what comes in, what goes out, where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from typing import Literal

import msgspec

ChatKind = Literal["private", "group"]
#: Before what a scanned code leads to, in `Incoming.start`; no payload of a link begins so.
SCAN = "scan:"
MediaKind = Literal["photo", "voice", "video", "document"]


class Lane(IntEnum):
    """How urgent an outgoing message is; a lane never delays one with a smaller number."""

    PAGE = 0
    REPLY = 1
    UPDATE = 2
    SURVEY = 3
    ANNOUNCEMENT = 4


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a message goes: a chat (and a thread in it) as one bot account sees it.

    `bot` names channel and account of ours, like `telegram:8101` or `web:desk`.
    """

    bot: str
    chat: str
    thread: str = ""

    @property
    def channel(self) -> str:
        """Return the channel's name, the part of `bot` before the colon."""
        return self.bot.partition(":")[0]

    @property
    def key(self) -> str:
        """Return the name under which order and throttles are kept."""
        return f"{self.bot}/{self.chat}"


#: Channels that cannot show every choice as a button: their messages list choices with numbers to type.
NUMBERED = frozenset({"wechat"})
#: Channels on which a person can reply to one message among several.
REPLYING = frozenset({"telegram", "web"})
#: Channels whose platform takes a few messages for each of the customer's: others are kept until they write again.
COUNTED = frozenset({"wechat"})


class Media(msgspec.Struct, frozen=True, gc=False):
    """A file somebody attached: either still at the platform (`remote`) or stored by us (`digest`)."""

    kind: MediaKind
    name: str = ""
    mime: str = ""
    size: int = 0
    remote: str = ""
    digest: str = ""


class Contact(msgspec.Struct, frozen=True, gc=False):
    """A phone number the person shared; `own` when the platform vouches that it is theirs."""

    phone: str
    name: str = ""
    own: bool = False


class Location(msgspec.Struct, frozen=True, gc=False):
    """A point in degrees (WGS 84)."""

    latitude: float
    longitude: float


class Sender(msgspec.Struct, frozen=True, gc=False):
    """Who wrote, as the platform tells it; nothing here gives a right."""

    address: str
    name: str = ""
    language: str = ""
    username: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How our own account stands in a group: as its platform told it, asked or unasked.

    `status` is administrator, member, restricted, left, kicked, or gone when there is no such group. `asked` when we
    looked for ourselves (at a start): then what is missing is said again.
    """

    status: str
    title: str = ""
    is_forum: bool = False
    can_manage_topics: bool = False
    can_write: bool = True
    sees_all: bool = True
    asked: bool = False


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """One message, press or event of a person, verified and cleaned by its channel.

    `sent_at` is the platform's time of the message in desk time, `received_at` ours; both microseconds UTC.
    `choice` is the opaque token of a pressed button, `start` the payload of a deep link.
    `press` is the platform's id of a press that wants a quick answer; `album` names the pictures that were sent as
    one; `reply_to_person` is whose message it replies to, "" for one of ours. `event` is something that happened
    beside all talk; `heard` means that the platform was out of reach from `sent_at` until `received_at`, `migrated`
    that the group has the id `moved_to` from now on, `revoked` that they have taken back at the platform what let it
    tell us about them. `passive` means that the platform waits for words in this very response, `link` that
    a button was pressed on the page of a link, and `window` what this
    contact lets us write to the person afterwards.
    """

    bot: str
    delivery_id: str
    chat: str
    sender: Sender
    sent_at: int
    received_at: int
    thread: str = ""
    chat_kind: ChatKind = "private"
    text: str = ""
    choice: str = ""
    press: str = ""
    start: str = ""
    reply_to: str = ""
    reply_to_person: str = ""
    message_id: str = ""
    media: tuple[Media, ...] = ()
    contact: Contact | None = None
    location: Location | None = None
    edited: bool = False
    album: str = ""
    event: Literal["", "blocked", "unblocked", "joined", "left", "standing", "heard", "migrated", "revoked"] = ""
    moved_to: str = ""
    standing: Standing | None = None
    passive: bool = False
    link: bool = False
    window: Literal["", "message", "touch"] = ""
    raw: bytes = b""

    @property
    def place(self) -> Place:
        """Return where an answer goes."""
        return Place(self.bot, self.chat, self.thread)

    @property
    def scanned(self) -> str:
        """Return what the code leads to that was scanned, "" when none was: whoever printed it proves nothing."""
        return self.start.removeprefix(SCAN) if self.start.startswith(SCAN) else ""


class Ref(msgspec.Struct, frozen=True):
    """A text inside a text: replaced by the words of `text` in the reader's language."""

    text: str
    args: Mapping[str, Arg] = msgspec.field(default_factory=dict)


class Quoted(msgspec.Struct, frozen=True):
    """Words a person wrote: shown as they are, never as markup, cut to what the channel bears."""

    text: str


class Lines(msgspec.Struct, frozen=True):
    """Several texts inside a text, each on a line of its own."""

    texts: tuple[Ref, ...]


#: What a text may be given. Instants are shown in the reader's zone and language, ticket numbers as `BX-....`.
Arg = str | int | float | datetime | Ref | Quoted | Lines


class Button(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A choice shown to a person: its label, and the opaque token a press brings back.

    `tap` when a link to a page with this button may stand in its place.
    """

    label: str
    token: str
    tap: bool = False


class Link(msgspec.Struct, frozen=True, gc=False):
    """The address of a page with one button, and what stands on it."""

    label: str
    url: str


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a message shows. `text` is plain; `bold` are parts of it to stand out (a ticket number, a promise).

    `rows` are rows of buttons. `files` are digests of stored files to attach.
    `quote` marks words of another person. `style` tells a web page how to draw it (a card, a page, a note).
    `anew` is the text of an edit where it cannot be made and goes as a new message. `links` are buttons that always
    stand in the text, as links.
    """

    text: str
    bold: tuple[str, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    files: tuple[Media, ...] = ()
    style: str = ""
    author: str = ""
    card: dict[str, object] | None = None
    anew: str = ""
    links: tuple[Button, ...] = ()


class Passive(msgspec.Struct, frozen=True):
    """The answer that goes out in the response to a message; `row` is the one of the outbox that is held for it."""

    row: int
    body: Body


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket in a few short words, for where a platform bears no more: its state in the reader's language.

    `at` is desk time in microseconds UTC, when it came to this state; `link` where more is to be read, "" for nowhere.
    """

    number: str
    state: str
    symptom: str
    at: int
    link: str = ""


#: How a message goes where a platform lets us write to a person for a while only: `service` within that time, else
#: `template`, a form of the platform's; "" where there is no such rule.
Route = Literal["", "service", "template"]

#: `topic` opens a topic named by the body's text, whose id becomes the outcome's; the two after it close and open
#: that of the place's thread again, `topic_name` gives it the body's text. `mark` marks the message `reply_to`.
DeliveryKind = Literal[
    "send", "card", "edit", "answer_press", "topic", "topic_close", "topic_reopen", "topic_name", "mark"
]


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One claimed outbox row, ready for its channel; what goes by `template` says no more than `about`.

    `links` are those of its buttons that may be followed as a link; where the channel shows no buttons, or the body
    wants them so, they stand in the text already.
    """

    id: int
    kind: DeliveryKind
    lane: int
    place: Place
    body: Body
    attempt: int
    edit_id: str = ""
    press: str = ""
    reply_to: str = ""
    silent: bool = False
    links: tuple[Link, ...] = ()
    route: Route = ""
    template: str = ""
    about: Glance | None = None

    @property
    def as_new(self) -> Delivery:
        """Return an edit as the new message it becomes where nothing can be edited."""
        body = msgspec.structs.replace(self.body, text=self.body.anew or self.body.text, anew="")
        return msgspec.structs.replace(self, edit_id="", body=body)


class Sent(msgspec.Struct, frozen=True, gc=False):
    """It arrived; `external_id` is the platform's id of the message, `reason` why not quite as it was meant."""

    external_id: str = ""
    reason: str = ""


class RetryAt(msgspec.Struct, frozen=True, gc=False):
    """A passing failure: the platform asks to wait so long, in seconds; `whole_bot` when all of its sends must.

    `limited` when we were too fast for it: whose limit it was it does not say.
    """

    after: float
    reason: str
    whole_bot: bool = False
    limited: bool = False


class Undeliverable(msgspec.Struct, frozen=True, gc=False):
    """A lasting failure of this route: blocked, gone, forbidden. `unreachable` marks the account so."""

    reason: str
    unreachable: bool = False


class Unknown(msgspec.Struct, frozen=True, gc=False):
    """Nobody can say whether it arrived: the answer was lost."""

    reason: str


class Moved(msgspec.Struct, frozen=True, gc=False):
    """The group has another id from now on: all that is known of it moves there, and the message goes again."""

    chat: str


class Misplaced(msgspec.Struct, frozen=True, gc=False):
    """The topic it was meant for is gone, closed or out of reach: it goes again to a new one."""

    reason: str


class Instead(msgspec.Struct, frozen=True, gc=False):
    """Such a message cannot be had there; these words go in its place."""

    text: str


class Closed(msgspec.Struct, frozen=True, gc=False):
    """The platform lets us write to this person no more until they turn to us again: it goes another way, or waits."""

    reason: str


Outcome = Sent | RetryAt | Undeliverable | Unknown | Moved | Misplaced | Instead | Closed
