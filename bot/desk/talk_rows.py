"""The rows of talk: conversations with their history, questions with their buttons, and what is gathered into one."""

from __future__ import annotations

from typing import ClassVar, Literal

from bot.desk.row import Row


class Conversation(Row, frozen=True, gc=False):
    """The talk of one account in one chat and thread. `flow` is "" when idle.

    `answers` is JSON; `suspended` a JSON list of [flow, version, state, answers, ticket] under the active one.
    `burst` counts the messages since `burst_at`; `gathering` is where those that come too fast are put meanwhile.
    """

    TABLE: ClassVar[str] = "conversations"
    id: int
    bot: str
    chat: str
    thread: str
    account: int
    flow: str = ""
    version: int = 0
    state: str = ""
    answers: str = "{}"
    ticket: int | None = None
    suspended: str = "[]"
    updated_at: int = 0
    burst_at: int = 0
    burst: int = 0
    gathering: int | None = None


class Step(Row, frozen=True, gc=False):
    """One line of a conversation's history; `said` is personal and goes with an erasure.

    `message_id` is the platform's name of the message, "" for none, so that an edit of it finds what it became;
    `ticket` the one it became a part of, and `outbox` what carried it on to the customer. A line without a `flow` was
    said outside of any.
    """

    TABLE: ClassVar[str] = "steps"
    id: int
    conversation: int
    at: int
    flow: str
    version: int
    source: str
    trigger: str
    target: str
    said: str = ""
    message_id: str = ""
    ticket: int | None = None
    outbox: int | None = None


class Prompt(Row, frozen=True, gc=False):
    """A message with choices. Its token is what buttons carry, with the choice's place behind a dot.

    `scope` says who may press: `account:ID` or `chat:KEY` (staff of that group). `choices` is JSON, a list of
    [trigger, value, text id]; `answers` JSON of what the flow starts with. One that is `asked` is a question the
    desk put from outside: it becomes the active flow when answered; one of a `state` belongs to the conversation's
    own. `stage` binds ticket buttons; 0 when
    nothing is bound.
    """

    TABLE: ClassVar[str] = "prompts"
    id: int
    token: str
    scope: str
    kind: Literal["state", "asked", "card"]
    account: int | None = None
    conversation: int | None = None
    ticket: int | None = None
    stage: int = 0
    flow: str = ""
    version: int = 0
    state: str = ""
    choices: str = "[]"
    answers: str = "{}"
    external_id: str = ""
    expires_at: int | None = None
    answered_at: int | None = None
    created_at: int = 0


class Gathering(Row, frozen=True, gc=False):
    """Messages that are taken as one: an album, or what somebody wrote too fast. `name` is unique in its chat.

    `said` is JSON of the `Incoming` they make together, "" once that was taken. `timer` is the one that takes it.
    `attachment` is the first file it brought: where that is now, what comes late belongs too.
    """

    TABLE: ClassVar[str] = "gatherings"
    id: int
    bot: str
    chat: str
    name: str
    said: str
    timer: int
    created_at: int
    attachment: int | None = None
    taken_at: int | None = None
