"""What files are, by their first bytes; names and platforms prove nothing."""

import zipfile
from io import BytesIO

import pytest

from bot.domain.filetypes import HEAD, sniff, type_of


def zipped(*names: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()[:HEAD]


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
        (b"OggS\x00", "audio/ogg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"%PDF-1.7", "application/pdf"),
        ("2026-11-21 报警 E42\n".encode(), "text/plain"),
        (("故" * 200).encode()[:HEAD], "text/plain"),
    ],
)
def test_what_shows_or_tells_something_may_be_passed_on(head, mime):
    found = sniff(head, "setup.exe.jpg")
    assert (found.mime, found.is_harmless) == (mime, True)
    assert type_of(mime) == found


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"MZ\x90\x00", "photo.jpg", "program"),
        (b"\x7fELF", "log.txt", "program"),
        (b"#!/bin/sh\n", "readme", "program"),
        (b"@echo off\n", "update.BAT", "program"),
        (b"<html><script>", "report.txt", "page"),
        (b"<svg xmlns=", "plan.svg", "page"),
        (zipped("a.txt"), "logs.zip", "archive"),
        (zipped("AndroidManifest.xml"), "plan.docx", "archive"),
        (b"Rar!\x1a", "photos.jpg", "archive"),
        (b"\xd0\xcf\x11\xe0", "offer.doc", "office"),
        (b"\x00\x01\x02\x03", "firmware.bin", "unknown"),
        (b"", "empty", "unknown"),
    ],
)
def test_what_may_carry_programs_is_not_passed_on(head, name, kind):
    found = sniff(head, name)
    assert (found.kind, found.is_harmless) == (kind, False)
    assert type_of(found.mime).is_harmless is False


def test_an_office_file_without_macros_may_be_passed_on():
    found = sniff(zipped("[Content_Types].xml", "word/document.xml"), "Report.docx")
    assert (found.kind, found.is_harmless) == ("office", True)
    assert type_of(found.mime) == found
