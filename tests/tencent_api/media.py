"""Files on the platform: what people sent and what we uploaded, each kept three days."""

import itertools
from dataclasses import dataclass

from tests.telegram_api.clock import Clock
from tests.tencent_api import refusals
from tests.tencent_api.calls import Call, File
from tests.tencent_api.refusals import Refusal

#: A media_id holds so long (api_uploadtempmedia; WeCom path/90253).
KEPT = 3 * 86_400.0
MB = 1 << 20
#: Which endings a kind may have, and its largest size (api_uploadtempmedia).
WECHAT_LIMITS = {
    "image": (("png", "jpg", "jpeg", "gif", "bmp"), 10 * MB),
    "voice": (("amr", "mp3"), 2 * MB),
    "video": (("mp4",), 10 * MB),
    "thumb": (("jpg", "jpeg"), 64 << 10),
}
#: The same at WeCom (path/90253); any file may be of the kind "file". Nothing of five bytes or less is one.
WECOM_LIMITS: dict[str, tuple[tuple[str, ...], int]] = {
    "image": (("png", "jpg", "jpeg"), 10 * MB),
    "voice": (("amr",), 2 * MB),
    "video": (("mp4",), 10 * MB),
    "file": ((), 20 * MB),
}
MIMES = {"image": "image/png", "voice": "audio/amr", "video": "video/mp4", "thumb": "image/jpeg"}


@dataclass(frozen=True)
class Stored:
    """One file."""

    id: str
    kind: str
    name: str
    content: bytes
    at: float


class Media:
    """The files of one platform."""

    def __init__(self, clock: Clock, limits: dict[str, tuple[tuple[str, ...], int]]) -> None:
        self._clock = clock
        self._limits = limits
        self._numbers = itertools.count(1)
        self._files: dict[str, Stored] = {}

    def keep(self, kind: str, name: str, content: bytes) -> Stored:
        """Store a file."""
        number = f"m{next(self._numbers)}-".ljust(64, "x")
        stored = self._files[number] = Stored(number, kind, name, content, self._clock.now())
        return stored

    def upload(self, call: Call) -> Stored:
        """Store what a call brings; raise why it cannot be."""
        kind = call.query.get("type", "")
        if kind not in self._limits:
            raise Refusal(*refusals.BAD_MEDIA_KIND)
        if call.upload is None or not call.upload.content:
            raise Refusal(*refusals.NO_MEDIA)
        endings, most = self._limits[kind]
        name, content = call.upload.name, call.upload.content
        if endings and name.rpartition(".")[2].lower() not in endings:
            raise Refusal(*refusals.BAD_MEDIA_KIND)
        if len(content) > most or ("file" in self._limits and len(content) <= 5):
            raise Refusal(*refusals.TOO_BIG[kind])
        return self.keep(kind, name, content)

    def found(self, number: str, kind: str = "") -> Stored:
        """Return a file that is still kept, and of this kind; raise a Refusal."""
        stored = self._files.get(number)
        if stored is None or self._clock.now() - stored.at >= KEPT or kind not in {"", stored.kind}:
            raise Refusal(*refusals.BAD_MEDIA_ID)
        return stored

    def download(self, call: Call) -> File:
        """Answer media/get."""
        stored = self.found(call.query.get("media_id", ""))
        return File(stored.content, stored.name, MIMES.get(stored.kind, "application/octet-stream"))
