"""What a call brings: its fields and files, whichever way they were sent (api#making-requests)."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from tests.telegram_api.refusals import bad


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """One call of a method; all fields are strings, as on the wire."""

    method: str
    fields: dict[str, str]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.fields.get(name, "")

    def flag(self, name: str) -> bool:
        """Return a Boolean (Client.cpp, to_bool)."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def number(self, name: str, default: int = 0) -> int:
        """Return an Integer; what is none counts as 0 (td::to_integer)."""
        told = self.text(name)
        if not told:
            return default
        sign, digits = (-1, told[1:]) if told.startswith("-") else (1, told)
        end = next((at for at, each in enumerate(digits) if not each.isdigit()), len(digits))
        return sign * int(digits[:end] or 0)

    def required(self, name: str) -> str:
        """Return a String that must not be empty (Client.cpp:12367)."""
        if not self.text(name):
            raise bad(f'Parameter "{name}" is required')
        return self.text(name)

    def json(self, name: str, what: str) -> Any:
        """Return what a field's JSON says; None where there is none."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise bad(f"Can't parse {what} JSON object") from None


async def read(request: web.Request) -> Call:
    """Return what a request asks for: query string, form, multipart or JSON."""
    fields = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.json()
        fields |= {name: _told(each) for name, each in body.items() if each is not None}
    elif request.method == "POST":
        for name, each in (await request.post()).items():
            if isinstance(each, FileField):
                uploads[name] = Upload(each.filename, each.file.read())
            else:
                fields[name] = str(each)
    return Call(request.match_info["method"], fields, uploads)


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
