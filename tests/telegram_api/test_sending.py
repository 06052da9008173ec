"""What may be sent, changed and removed, and in which words the rest is refused."""

import struct

import pytest
from telegram import InputMediaDocument, InputMediaPhoto, MessageEntity
from telegram.error import BadRequest, Forbidden

from tests.telegram_api import Limits


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0"


@pytest.fixture(autouse=True)
def _unlimited(tg) -> None:
    tg.flood.limits = Limits(None, None, None)


@pytest.fixture
def li(tg):
    return tg.person("Li")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 4}, "chat not found"),
        ({"text": "x", "message_thread_id": 7}, "message thread not found"),
        ({"text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 5}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": {"inline_keyboard": {}}}, 'field "inline_keyboard" must be an Array of Arrays'),
    ],
)
async def test_a_message_that_cannot_be_sent_is_refused_in_telegrams_words(wire, li, fields, words):
    told = await wire("sendMessage", **{"chat_id": li.chat, **fields})
    assert told == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
    assert li.inbox == []


async def test_the_longest_text_passes_and_blanks_around_it_do_not_count(bot, li):
    sent = await bot.send_message(li.chat, "  " + "字" * 4096 + "\n")
    assert sent.text == "字" * 4096 == li.last.text


@pytest.mark.parametrize(
    ("offset", "length", "words"),
    [
        (5, 1, "entity begins after the end of the text at UTF-16 offset 5"),
        (3, 9, "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 12"),
        (1, 2, "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        (0, 1, "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4"),
        (-1, 2, "receive an entity with incorrect offset -1"),
        (0, -1, "receive an entity with incorrect length -1"),
    ],
)
async def test_entities_are_counted_in_utf16_units_and_must_lie_within_the_text(wire, li, offset, length, words):
    entities = [{"type": "bold", "offset": offset, "length": length}]
    told = await wire("sendMessage", chat_id=li.chat, text="👍abc", entities=entities)
    assert told["description"] == f"Bad Request: {words}"


async def test_what_is_bold_is_shown_bold_after_blanks_are_cut(bot, li):
    await bot.send_message(li.chat, " 👍bold", entities=[MessageEntity("bold", 3, 4)])
    assert li.last.bold == ["bold"]


async def test_a_button_bears_at_most_64_bytes(wire, li):
    for data, is_taken in (("a" * 64, True), ("工" * 22, False)):
        keyboard = {"inline_keyboard": [[{"text": "press", "callback_data": data}]]}
        told = await wire("sendMessage", chat_id=li.chat, text="x", reply_markup=keyboard)
        assert told["ok"] is is_taken
    assert told["description"] == "Bad Request: BUTTON_DATA_INVALID"


async def test_a_reply_to_what_is_gone_is_sent_only_when_that_is_allowed(bot, wire, li):
    said = await li.says("hello")
    assert (await bot.send_message(li.chat, "hi", reply_to_message_id=said.id)).reply_to_message.text == "hello"
    await li.deletes(said)
    lenient = {"message_id": said.id, "allow_sending_without_reply": True}
    assert (await wire("sendMessage", chat_id=li.chat, text="x", reply_parameters=lenient))["ok"]
    strict = {"message_id": said.id}
    assert not (await wire("sendMessage", chat_id=li.chat, text="x", reply_parameters=strict))["ok"]


async def test_who_blocked_us_never_wrote_or_is_gone_cannot_be_written_to(tg, bot, li):
    await li.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(li.chat, "x")
    await li.unblocks()
    li.vanishes()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(li.chat, "x")
    stranger = tg.person("Stranger", started=False)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.chat, "x")
    await stranger.says("/start")
    assert await bot.send_message(stranger.chat, "x")


async def test_a_picture_shows_its_caption_and_bytes(bot, li):
    sent = await bot.send_photo(li.chat, png(1280, 853), caption="the pump", filename="pump.png")
    assert (sent.photo[-1].width, sent.caption) == (1280, "the pump")
    assert (li.last.kind, li.last.file, li.last.text) == ("photo", png(1280, 853), "the pump")


@pytest.mark.parametrize(
    ("content", "caption", "words"),
    [
        (png(9000, 1001), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "", "PHOTO_INVALID_DIMENSIONS"),
        (b"no picture at all", "", "IMAGE_PROCESS_FAILED"),
        (png(90, 60), "x" * 1025, "message caption is too long"),
    ],
)
async def test_a_picture_that_telegram_does_not_take_is_refused(bot, li, content, caption, words):
    with pytest.raises(BadRequest, match="(?i)" + words):
        await bot.send_photo(li.chat, content, caption=caption)


async def test_a_picture_of_more_than_10_mb_is_refused(tg, wire, li):
    large = tg.files.keep(png(90, 60), "large.png", size=(10 << 20) + 1)
    told = await wire("sendPhoto", chat_id=li.chat, photo=large.id)
    words = "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    assert told["description"] == f"Bad Request: {words}"


async def test_documents_and_voices_are_sent_and_a_missing_file_is_refused(bot, wire, li):
    sent = await bot.send_document(li.chat, b"%PDF", filename="manual.pdf")
    assert (sent.document.file_name, sent.document.file_size) == ("manual.pdf", 4)
    assert (await bot.send_voice(li.chat, b"OggS")).voice.mime_type == "audio/ogg"
    assert (await bot.send_document(li.chat, sent.document.file_id)).document.file_id == sent.document.file_id
    told = await wire("sendDocument", chat_id=li.chat)
    assert told["description"] == "Bad Request: there is no document in the request"
    with pytest.raises(BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(li.chat, b"")


async def test_an_album_is_messages_with_one_number_and_counts_two_to_ten_of_a_kind(bot, wire, li):
    album = await bot.send_media_group(li.chat, [InputMediaPhoto(png(90, 60)), InputMediaPhoto(png(60, 90))])
    assert len({each.media_group_id for each in album}) == 1
    assert [each.kind for each in li.inbox] == ["photo", "photo"]
    mixed = [InputMediaPhoto(png(90, 60)), InputMediaDocument(b"x", filename="x")]
    with pytest.raises(BadRequest, match=r"(?i)document can't be mixed with other media types"):
        await bot.send_media_group(li.chat, mixed)
    eleven = [{"type": "photo", "media": album[0].photo[-1].file_id}] * 11
    told = await wire("sendMediaGroup", chat_id=li.chat, media=eleven)
    assert told["description"] == "Bad Request: too many messages to send as an album"


async def test_an_edit_that_changes_nothing_or_finds_nothing_is_refused(bot, wire, li):
    sent = await bot.send_message(li.chat, "one")
    edited = await bot.edit_message_text("two", li.chat, sent.message_id)
    assert (edited.text, li.last.text, li.last.edits) == ("two", "two", 1)
    told = await wire("editMessageText", chat_id=li.chat, message_id=sent.message_id, text="two")
    assert told["description"].startswith("Bad Request: message is not modified: specified new message content")
    told = await wire("editMessageText", chat_id=li.chat, message_id=9, text="three")
    assert told["description"] == "Bad Request: message to edit not found"
    said = await li.says("mine")
    told = await wire("editMessageText", chat_id=li.chat, message_id=said.id, text="yours")
    assert told["description"] == "Bad Request: message can't be edited"


async def test_captions_and_buttons_are_changed_by_calls_of_their_own(bot, wire, li):
    photo = await bot.send_photo(li.chat, png(90, 60))
    assert (await bot.edit_message_caption(li.chat, photo.message_id, caption="new")).caption == "new"
    told = await wire("editMessageText", chat_id=li.chat, message_id=photo.message_id, text="text")
    assert told["description"] == "Bad Request: there is no text in the message to edit"
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "t"}]]}
    fields = {"chat_id": li.chat, "message_id": photo.message_id, "reply_markup": keyboard}
    assert (await wire("editMessageReplyMarkup", **fields))["ok"]
    assert li.last.labels == ["Go"]
    assert "message is not modified" in (await wire("editMessageReplyMarkup", **fields))["description"]


async def test_our_own_message_is_deleted_for_two_days_and_then_stays(tg, bot, wire):
    staff = tg.group("Staff", bot="member")
    first, second = await bot.send_message(staff.chat, "a"), await bot.send_message(staff.chat, "b")
    assert await bot.delete_message(staff.chat, first.message_id)
    assert [each.text for each in staff.inbox] == ["b"]
    tg.clock.advance(48 * 3600)
    told = await wire("deleteMessage", chat_id=staff.chat, message_id=second.message_id)
    assert told["description"] == "Bad Request: message can't be deleted"
    told = await wire("deleteMessage", chat_id=staff.chat, message_id=first.message_id)
    assert told["description"] == "Bad Request: message to delete not found"


async def test_a_file_is_fetched_below_20_mb_by_an_address_that_holds_the_token(tg, bot, wire, li):
    said = await li.sends_file(b"%PDF small", "small.pdf")
    file = await bot.get_file(said.content["document"]["file_id"])
    assert file.file_path.startswith(f"{tg.api_url}/file/bot{tg.token}/")
    assert bytes(await file.download_as_bytearray()) == b"%PDF small"
    large = await li.sends_file(b"x", "large.bin", size=20 * 1024 * 1024 + 1)
    told = await wire("getFile", file_id=large.content["document"]["file_id"])
    assert told["description"] == "Bad Request: file is too big"
    assert (await wire("getFile", file_id="nobody's"))["description"] == "Bad Request: invalid file_id"


async def test_a_restricted_bot_is_told_what_it_may_not_send(tg, wire):
    staff = tg.group("Staff")
    staff.bot_becomes("restricted")
    staff.at.members[tg.bot_id].permissions = frozenset()
    told = await wire("sendMessage", chat_id=staff.chat, text="x")
    assert told["description"] == "Bad Request: not enough rights to send text messages to the chat"


async def test_what_telegram_does_not_know_is_404_and_another_token_401(tg, wire):
    assert await wire("makeCoffee") == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    tg.platform.token = "7000001:other"
    assert await wire("getMe") == {"ok": False, "error_code": 401, "description": "Unauthorized"}
