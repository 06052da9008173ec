"""What a file is, by its first bytes: what somebody calls it, or a platform says of it, proves nothing (X7)."""

from __future__ import annotations

from typing import NamedTuple

#: So much of a file tells what it is.
HEAD = 512


class FileType(NamedTuple):
    """What a file is: its MIME type, the name of its kind for people, and whether it may reach others unasked."""

    mime: str
    kind: str
    is_harmless: bool


_UNKNOWN = FileType("application/octet-stream", "unknown", is_harmless=False)
_TEXT = FileType("text/plain", "text", is_harmless=True)
_PAGE = FileType("text/html", "page", is_harmless=False)
_SCRIPT = FileType("text/x-script", "program", is_harmless=False)
#: First bytes, where they stand, and what they mean; the first that fits counts.
_MAGIC = (
    (0, b"\xff\xd8\xff", FileType("image/jpeg", "image", is_harmless=True)),
    (0, b"\x89PNG\r\n\x1a\n", FileType("image/png", "image", is_harmless=True)),
    (0, b"GIF8", FileType("image/gif", "image", is_harmless=True)),
    (8, b"WEBP", FileType("image/webp", "image", is_harmless=True)),
    (8, b"WAVE", FileType("audio/wav", "sound", is_harmless=True)),
    (8, b"AVI ", FileType("video/x-msvideo", "video", is_harmless=True)),
    (0, b"OggS", FileType("audio/ogg", "sound", is_harmless=True)),
    (0, b"ID3", FileType("audio/mpeg", "sound", is_harmless=True)),
    (0, b"#!AMR", FileType("audio/amr", "sound", is_harmless=True)),
    (0, b"fLaC", FileType("audio/flac", "sound", is_harmless=True)),
    (0, b"\x1aE\xdf\xa3", FileType("video/webm", "video", is_harmless=True)),
    (0, b"%PDF-", FileType("application/pdf", "document", is_harmless=True)),
    (0, b"MZ", FileType("application/x-msdownload", "program", is_harmless=False)),
    (0, b"\x7fELF", FileType("application/x-executable", "program", is_harmless=False)),
    (0, b"\xca\xfe\xba\xbe", FileType("application/java-vm", "program", is_harmless=False)),
    (0, b"\xcf\xfa\xed\xfe", FileType("application/x-mach-binary", "program", is_harmless=False)),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", FileType("application/x-ms-shortcut", "program", is_harmless=False)),
    # Old office files carry macros, and installers look alike.
    (0, b"\xd0\xcf\x11\xe0", FileType("application/x-ole-storage", "office", is_harmless=False)),
    (0, b"PK\x03\x04", FileType("application/zip", "archive", is_harmless=False)),
    (0, b"Rar!", FileType("application/vnd.rar", "archive", is_harmless=False)),
    (0, b"7z\xbc\xaf\x27\x1c", FileType("application/x-7z-compressed", "archive", is_harmless=False)),
    (0, b"\x1f\x8b", FileType("application/gzip", "archive", is_harmless=False)),
    (0, b"BZh", FileType("application/x-bzip2", "archive", is_harmless=False)),
    (0, b"\xfd7zXZ\x00", FileType("application/x-xz", "archive", is_harmless=False)),
    (257, b"ustar", FileType("application/x-tar", "archive", is_harmless=False)),
    (0, b"#!", _SCRIPT),
)
#: The brand of a file in boxes, behind `ftyp`.
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_BRAND_KINDS = {"image": "image", "audio": "sound", "video": "video"}
#: Office files of today are archives whose first entry tells; those with macros say so later, by their name.
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/", b"mimetype")
_OFFICE_NAMES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
#: Text that a computer runs when somebody opens it under this name.
_RUN_BY_NAME = tuple(
    f".{ending}"
    for ending in "bat cmd ps1 vbs vbe js jse wsf hta scr reg sh py lnk url desktop".split()  # noqa: SIM905  a list of words
)
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml")


def _all_types() -> dict[str, FileType]:
    boxed = {
        mime: FileType(mime, _BRAND_KINDS[mime.partition("/")[0]], is_harmless=True)
        for mime in (*_BRANDS.values(), "video/mp4")
    }
    office = {mime: FileType(mime, "office", is_harmless=True) for mime in _OFFICE_NAMES.values()}
    plain = {kind.mime: kind for kind in (_TEXT, _PAGE, _SCRIPT, *(kind for _at, _magic, kind in _MAGIC))}
    return {**boxed, **office, **plain}


_TYPES = _all_types()


def type_of(mime: str) -> FileType:
    """Return what is known of a type that was found by `sniff`."""
    return _TYPES.get(mime, _UNKNOWN)


def sniff(head: bytes, name: str = "") -> FileType:
    """Return what a file is, from its first bytes and, where these leave it open, the ending of its name."""
    if head[4:8] == b"ftyp":
        mime = _BRANDS.get(head[8:12], "video/mp4")
        return FileType(mime, _BRAND_KINDS[mime.partition("/")[0]], is_harmless=True)
    found = next((kind for at, magic, kind in _MAGIC if head[at : at + len(magic)] == magic), None)
    if found is not None:
        return _office(head, name) if found.kind == "archive" and found.mime == "application/zip" else found
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:  # noqa: PLR2004  the sync word of MPEG audio
        return FileType("audio/mpeg", "sound", is_harmless=True)
    return _text(head, name) if _is_text(head) else _UNKNOWN


def _office(head: bytes, name: str) -> FileType:
    """Tell an office file without macros from any other archive."""
    mime = next((mime for ending, mime in _OFFICE_NAMES.items() if name.lower().endswith(ending)), "")
    if mime and any(head[30:].startswith(first) for first in _OFFICE):
        return FileType(mime, "office", is_harmless=True)
    return FileType("application/zip", "archive", is_harmless=False)


def _text(head: bytes, name: str) -> FileType:
    if name.lower().endswith(_RUN_BY_NAME):
        return _SCRIPT
    return _PAGE if head.lstrip().lower().startswith(_MARKUP) else _TEXT


def _is_text(head: bytes) -> bool:
    """Tell whether bytes read as text; the last character may have been cut."""
    for cut in range(4):
        try:
            text = head[: len(head) - cut].decode()
        except UnicodeDecodeError:
            continue
        return bool(text) and all(sign.isprintable() or sign in "\r\n\t\f" for sign in text.removeprefix("\ufeff"))
    return False
