"""What Telegram takes for a text: not empty, not too long, with entities that lie within it."""

import json
from typing import Any

from tests.telegram_api.parameters import Call
from tests.telegram_api.refusals import bad

#: Signs after entities parsing (api#sendmessage, api#sendphoto); td counts code points (utf8_length).
TEXT, CAPTION = 4096, 1024
#: Bytes of one field before anything is parsed (Client.cpp:11309).
BYTES = 1 << 15
#: An entity's offset and length (td/telegram/MessageEntity.cpp:4493-4497).
FARTHEST = 1_000_000
KNOWN = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji",
})  # fmt: skip


def text_of(call: Call) -> dict[str, Any]:
    """Return the text and its entities; raise what Telegram says of one it does not take."""
    if not call.text("text"):
        raise bad("Message text is empty")  # Client.cpp:11401
    words, entities = formatted(call.text("text"), call, "entities")
    if not words:
        raise bad("Text must be non-empty")  # td/telegram/MessageEntity.cpp:4519
    if len(words) > TEXT:
        raise bad("Message is too long")  # td/telegram/MessageContent.cpp:4759
    return {"text": words, **({"entities": entities} if entities else {})}


def caption_of(call: Call) -> dict[str, Any]:
    """Return the caption and its entities, which may be missing."""
    words, entities = formatted(call.text("caption"), call, "caption_entities")
    return caption(words, entities)


def caption(words: str, entities: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a caption's fields; raise when it is too long."""
    if len(words) > CAPTION:
        raise bad("Message caption is too long")  # td/telegram/MessageContent.cpp:5242
    told: dict[str, Any] = {"caption": words} if words else {}
    return {**told, **({"caption_entities": entities} if entities and words else {})}


def formatted(words: str, call: Call, field: str) -> tuple[str, list[dict[str, Any]]]:
    """Return words and entities as they will be shown."""
    if len(words.encode()) > BYTES:
        raise bad("Text is too long")
    mode = call.text("parse_mode").lower()
    if mode and mode not in {"html", "markdown", "markdownv2", "none"}:
        raise bad("Unsupported parse_mode")  # Client.cpp:11323
    # Our bot sends entities; markup would need Telegram's own parser to be judged fairly.
    assert mode in {"", "none"}, f"this Telegram does not read {mode}"
    try:
        entities = json.loads(call.text(field) or "[]")
    except ValueError:
        # What is no JSON counts as no entities at all (Client.cpp, get_input_entities).
        entities = []
    return trimmed(words, [entity for each in entities if (entity := checked(each, words)) is not None])


def checked(entity: Any, words: str) -> dict[str, Any] | None:
    """Return an entity that lies within the text; raise what Telegram says of one that does not."""
    if not isinstance(entity, dict):
        raise bad("Can't parse MessageEntity: expected an Object")  # Client.cpp:11292, 11341
    offset, length = _field(entity, "offset"), _field(entity, "length")
    if "type" not in entity:
        raise bad("Can't parse MessageEntity: Can't find field \"type\"")
    _check_span(offset, length)
    if length == 0 or entity["type"] not in KNOWN:
        return None
    ends = _boundaries(words)
    _check_start(offset, ends)
    _check_end(offset, offset + length, ends)
    return dict(entity)


def _field(entity: dict[str, Any], name: str) -> int:
    if name not in entity:
        raise bad(f"Can't parse MessageEntity: Can't find field \"{name}\"")
    try:
        return int(entity[name])
    except (TypeError, ValueError):
        raise bad(f'Can\'t parse MessageEntity: Field "{name}" must be of type Number') from None


def _check_span(offset: int, length: int) -> None:
    if not 0 <= offset <= FARTHEST:
        raise bad(f"Receive an entity with incorrect offset {offset}")
    if not 0 <= length <= FARTHEST:
        raise bad(f"Receive an entity with incorrect length {length}")


def _boundaries(words: str) -> dict[int, int]:
    """Return where signs begin, in UTF-16 units, with the place in bytes; the end of the text too."""
    ends, units, size = {0: 0}, 0, 0
    for sign in words:
        units += 2 if sign > "\uffff" else 1
        size += len(sign.encode())
        ends[units] = size
    return ends


def _check_start(offset: int, ends: dict[int, int]) -> None:
    """Raise td/telegram/MessageEntity.cpp:4170 or 4253."""
    if offset >= max(ends):
        raise bad(f"Entity begins after the end of the text at UTF-16 offset {offset}")
    if offset not in ends:
        raise bad(f"Entity begins in a middle of a UTF-16 symbol at byte offset {ends[offset + 1]}")


def _check_end(offset: int, end: int, ends: dict[int, int]) -> None:
    """Raise td/telegram/MessageEntity.cpp:4158 or 4258."""
    begin = f"Entity beginning at UTF-16 offset {offset}"
    if end > max(ends):
        raise bad(f"{begin} ends after the end of the text at UTF-16 offset {end}")
    if end not in ends:
        raise bad(f"{begin} ends in a middle of a UTF-16 symbol at byte offset {ends[end + 1]}")


def trimmed(words: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Return the text without blanks at its ends, and the entities moved along."""
    kept = words.rstrip()
    lead = len(kept) - len(kept.lstrip())
    shift = len(words[:lead].encode("utf-16-le")) // 2
    shown = kept.lstrip()
    most = len(shown.encode("utf-16-le")) // 2
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(most, entity["offset"] + entity["length"] - shift)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return shown, moved
