"""What a call of an API brings: path, query, JSON or an upload; and which function answers which path."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from tests.tencent_api import refusals
from tests.tencent_api.refusals import Refusal

#: `\u4f60`: WeChat shows such an escape as it stands. Control signs can be written no other way.
_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*\\u(?!00[01][0-9a-f]|007f)[0-9a-f]{4}", re.IGNORECASE)


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """One call; `at` is the platform's time."""

    path: str
    verb: str
    query: dict[str, str]
    raw: bytes = b""
    upload: Upload | None = None
    ip: str = "127.0.0.1"
    at: float = 0.0
    answers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def body(self) -> dict[str, Any]:
        """Return the call's JSON object; raise a Refusal for anything else."""
        if not self.raw:
            raise Refusal(*refusals.NO_BODY)
        if _ESCAPE.search(self.raw):
            raise Refusal(*refusals.ESCAPED)
        try:
            told = json.loads(self.raw)
        except ValueError:
            raise Refusal(*refusals.NOT_JSON) from None
        if not isinstance(told, dict):
            raise Refusal(*refusals.NOT_JSON)
        return told

    @property
    def answer(self) -> dict[str, Any]:
        """Return what was answered, {} for a file or for nothing."""
        return self.answers[-1] if self.answers else {}

    @property
    def code(self) -> int:
        return int(self.answer.get("errcode", 0))


@dataclass(frozen=True)
class File:
    """An answer that is no JSON."""

    content: bytes
    name: str
    mime: str


Answering = Callable[[Any, Call], dict[str, Any] | File]


@dataclass(frozen=True)
class Method:
    """What answers one path. `open` ones need no token."""

    answering: Answering
    verbs: tuple[str, ...]
    is_open: bool


Methods = dict[str, Method]


def method(methods: Methods, path: str, *verbs: str, is_open: bool = False) -> Callable[[Answering], Answering]:
    """Let the function below answer /cgi-bin/`path`."""

    def keep(function: Answering) -> Answering:
        methods[path] = Method(function, verbs or ("POST",), is_open)
        return function

    return keep


def found(methods: Methods, path: str, verb: str) -> Method:
    """Return what answers a path, which was called with this verb; raise a Refusal."""
    known = methods.get(path)
    if known is None:
        raise Refusal(*refusals.UNKNOWN_PATH)
    if verb not in known.verbs and "POST" in known.verbs:
        raise Refusal(*refusals.POST_WANTED)
    return known


async def read(request: web.Request, at: float) -> Call:
    """Return what a request asks for."""
    path = request.match_info["path"]
    raw, upload = b"", None
    if request.content_type == "multipart/form-data":
        part = (await request.post()).get("media")
        if isinstance(part, FileField):
            upload = Upload(part.filename, part.content_type, part.file.read())
    else:
        raw = await request.read()
    return Call(path, request.method, dict(request.query), raw, upload, request.remote or "", at)
