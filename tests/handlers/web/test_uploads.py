"""Files go in once, under no name of theirs, and out only to those whose chats show them."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData

from bot.handlers.web import STAFF_ROOM, Limits
from bot.messages import Body, Media
from tests.handlers.fakes import FolderFiles
from tests.handlers.web.site import Site, Visitor, serving

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


async def upload(visitor: Visitor, content: bytes, name: str = "photo.png", mime: str = "image/png") -> tuple[int, Any]:
    form = FormData(quote_fields=False)
    form.add_field("file", io.BytesIO(content), filename=name, content_type=mime)
    async with visitor.http.post(visitor.site.url("/chat/api/files"), data=form) as answer:
        return answer.status, await answer.json()


async def test_a_file_is_stored_described_and_goes_with_a_message(site: Site, ana: Visitor):
    status, stored = await upload(ana, PNG, "front panel.png")
    assert status == 200
    assert (stored["kind"], stored["mime"], stored["size"]) == ("photo", "image/png", len(PNG))
    assert (await ana.post({"files": [stored]})).status == 200
    (media,) = site.intake.taken[0].media
    assert (media.digest, media.name, media.kind) == (stored["digest"], "front panel.png", "photo")


async def test_a_file_is_given_to_those_whose_chat_shows_it_and_to_nobody_else(site: Site, ana: Visitor, eve: Visitor):
    _, stored = await upload(ana, PNG)
    path = f"/chat/files/{stored['digest']}"
    assert (await ana.get(path)).status == 404
    await ana.post({"files": [stored]})
    mine = await ana.get(path)
    assert (mine.status, await mine.read(), mine.content_type) == (200, PNG, "image/png")
    theirs = await eve.get(path)
    nowhere = await eve.get(f"/chat/files/{'0' * 64}")
    assert theirs.status == nowhere.status == 404
    assert await theirs.text() == await nowhere.text()
    await site.says(eve.chat, Body(text="", files=(Media("photo", mime="image/png", digest=stored["digest"]),)))
    assert (await eve.get(path)).status == 200


async def test_staff_see_the_files_of_their_room(site: Site, ana: Visitor, eve: Visitor):
    digest = FolderFiles(Path(site.outside.files.path("."))).keep(PNG)
    await site.says(STAFF_ROOM, Body(text="", files=(Media("photo", mime="image/png", digest=digest),)))
    site.knows(ana.session, staff="ana")
    site.knows(eve.session)
    assert (await ana.get(f"/chat/files/{digest}")).status == 200
    assert (await eve.get(f"/chat/files/{digest}")).status == 404


@pytest.mark.parametrize("name", ["%25", "x", "..%2f..%2fetc%2fpasswd", "0" * 63, "A" * 64])
async def test_what_is_no_digest_is_not_there(ana: Visitor, name: str):
    await ana.post({"text": "hello"})
    assert (await ana.get(f"/chat/files/{name}")).status == 404


async def test_knowing_a_digest_does_not_give_the_file(site: Site, ana: Visitor, eve: Visitor):
    _, stored = await upload(ana, PNG)
    answer = await eve.post({"files": [stored]})
    assert (answer.status, (await answer.json())["error"]) == (400, "unknown_file")
    forged = {**stored, "mime": "text/html"}
    assert (await ana.post({"files": [forged]})).status == 400
    assert site.intake.taken == []


async def test_a_file_of_no_bytes_is_refused_kindly(ana: Visitor):
    status, said = await upload(ana, b"")
    assert (status, said["error"]) == (400, "empty_file")
    assert said["text"]


async def test_a_file_of_five_megabytes_goes_through(ana: Visitor):
    status, stored = await upload(ana, PNG + b"x" * 5_000_000)
    assert (status, stored["size"]) == (200, len(PNG) + 5_000_000)


async def test_a_file_over_the_limit_is_refused_before_and_while_it_is_read(tmp_path: Path):
    async with serving(tmp_path, Limits(file=1024 * 1024)) as site:
        ana = await site.visitor()
        assert (await upload(ana, b"x" * (1024 * 1024)))[0] == 200
        status, said = await upload(ana, b"x" * (1024 * 1024 + 1))
        assert (status, said["error"]) == (413, "file_too_large")
        assert (await upload(ana, b"x" * (3 * 1024 * 1024)))[0] == 413


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\temp\\a.png", "C_temp_a.png"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("x" * 400 + ".png", None),
        ("<img src=x>.png", "_img src=x_.png"),
    ],
)
async def test_hostile_names_are_only_ever_words(ana: Visitor, given: str, kept: str | None):
    status, stored = await upload(ana, PNG, given)
    assert status == 200
    assert len(stored["name"]) <= 120
    assert "/" not in stored["name"]
    if kept is not None:
        assert stored["name"] == kept
    await ana.post({"files": [stored]})
    answer = await ana.get(f"/chat/files/{stored['digest']}")
    assert answer.status == 200
    assert "\n" not in answer.headers["Content-Disposition"]


async def test_nothing_in_a_file_can_act_on_our_page(ana: Visitor):
    for content, mime in ((b"<script>alert(1)</script>", "text/html"), (b"<svg onload=alert(1)>", "image/svg+xml")):
        _, stored = await upload(ana, content, "x.html", mime)
        assert stored["kind"] == "document"
        await ana.post({"files": [stored]})
        answer = await ana.get(f"/chat/files/{stored['digest']}")
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "mime", "kind"),
    [
        (b"\xff\xd8\xff\xe0rest", "application/octet-stream", "photo"),
        (b"RIFF1234WEBPVP8 ", "image/webp", "photo"),
        (b"no picture", "image/png", "document"),
        (b"OggS", "audio/ogg; codecs=opus", "voice"),
        (b"....ftyp", "video/mp4", "video"),
        (b"%PDF", "application/pdf", "document"),
        (b"x", "not a type", "document"),
    ],
)
async def test_a_file_is_what_it_begins_like(ana: Visitor, content: bytes, mime: str, kind: str):
    status, stored = await upload(ana, content, "file", mime)
    assert (status, stored["kind"]) == (200, kind)
    assert (await ana.post({"files": [stored]})).status == 200


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/json"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=abc"),
        (
            b'--abc\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--abc--\r\n',
            "multipart/form-data; boundary=abc",
        ),
    ],
)
async def test_a_form_without_a_file_is_refused(site: Site, ana: Visitor, body: bytes, content_type: str):
    async with ana.http.post(site.url("/chat/api/files"), data=body, headers={"Content-Type": content_type}) as answer:
        assert answer.status == 400


class FullDisk(FolderFiles):
    async def store(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        await super().store(chunks, limit)
        raise OSError(28, "No space left on device")


async def test_a_full_disk_is_told_as_busy(tmp_path: Path):
    async with serving(tmp_path, files=FullDisk(tmp_path)) as site:
        status, said = await upload(await site.visitor(), PNG)
        assert (status, said["error"]) == (503, "busy")


async def test_no_more_than_ten_files_go_in_one_message(ana: Visitor):
    _, stored = await upload(ana, PNG)
    assert (await ana.post({"files": [stored] * 11})).status == 400


async def test_uploads_are_limited_for_each_session(tmp_path: Path):
    async with serving(tmp_path, Limits(uploads=(1.0, 0.01))) as site:
        ana = await site.visitor()
        assert (await upload(ana, PNG))[0] == 200
        assert (await upload(ana, PNG))[0] == 429
