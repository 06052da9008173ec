"""What a delivery looks like to the person it is for, and what becomes of it."""

import asyncio
import logging

import msgspec
import pytest

from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.drawing import units
from bot.handlers.words import clean_file_name
from bot.messages import Body, Button, Delivery, Media, Place, RetryAt, Sent, Undeliverable, Unknown
from tests.handlers.telegram.conftest import STAFF_CHAT, TelegramSettings
from tests.handlers.telegram.emulator import TOKEN

BUTTONS = ((Button("收到", "tok-1"), Button("Take over", "tok-2")), (Button("More", "x" * 64),))


def delivery(to, body: Body | str, **given) -> Delivery:
    shown = Body(body) if isinstance(body, str) else body
    chat = str(getattr(to, "chat", to))
    head = {"id": 1, "kind": "send", "lane": 1, "place": Place("telegram:7000001", chat), "attempt": 1}
    return Delivery(**{**head, "body": shown, **given})


@pytest.fixture
def li(telegram):
    return telegram.person("Li")


async def test_a_message_arrives_with_buttons_and_bold_parts(channel, li, intake):
    body = Body("👍 工单 BX-7K3M-9QK 已受理", bold=("BX-7K3M-9QK", "not there"), rows=BUTTONS)
    outcome = await channel.send(delivery(li, body))
    assert outcome == Sent(str(li.last.id))
    assert (li.last.text, li.last.bold) == (body.text, ["BX-7K3M-9QK"])
    assert [[b["text"] for b in row] for row in li.last.rows] == [["收到", "Take over"], ["More"]]
    await li.presses("收到")
    assert (await intake.has(1))[0].choice == "tok-1"


async def test_nothing_in_a_text_is_markup_and_links_show_no_preview(channel, telegram, li):
    text = "<b>*_[x](https://a.example)</b> & `c` {$n}"
    await channel.send(delivery(li, text))
    assert li.last.text == text
    (call,) = telegram.called("sendMessage")
    assert "parse_mode" not in call
    assert "is_disabled" in call["link_preview_options"]


@pytest.mark.parametrize("silent", [True, False])
async def test_a_silent_message_makes_no_sound(channel, li, silent):
    await channel.send(delivery(li, "psst", silent=silent))
    assert li.last.silent is silent


async def test_a_long_text_comes_in_pieces_with_the_buttons_on_the_last(channel, li):
    text = "\n".join(f"{number} " + "😀" * 100 for number in range(60))
    outcome = await channel.send(delivery(li, Body(text, rows=BUTTONS)))
    assert outcome == Sent(str(li.last.id))
    assert [bool(shown.rows) for shown in li.inbox] == [False] * (len(li.inbox) - 1) + [True]
    assert "\n".join(shown.text for shown in li.inbox) == text


async def test_a_token_that_telegram_would_not_bear_is_our_fault(channel, li):
    for token in ("", "字" * 22):
        with pytest.raises(ValueError, match="64 bytes"):
            await channel.send(delivery(li, Body("x", rows=((Button("b", token),),))))


@pytest.mark.parametrize(
    ("media", "shown"),
    [
        (Media("photo", mime="image/jpeg"), "photo"),
        (Media("photo", mime="image/heic"), "document"),
        (Media("photo", mime="image/webp"), "document"),
        (Media("voice", mime="audio/ogg"), "voice"),
        (Media("voice", mime="audio/amr"), "document"),
        (Media("video", mime="video/mp4"), "video"),
        (Media("document", mime="application/pdf", name='报告 "3".pdf'), "document"),
    ],
)
async def test_a_file_arrives_in_its_best_form_under_its_name(channel, li, files, media, shown):
    media = msgspec.structs.replace(media, digest=files.keep(b"content of it"))
    await channel.send(delivery(li, Body("here", files=(media,), rows=BUTTONS)))
    text, file = li.inbox
    assert (text.text, text.labels[0], file.labels) == ("here", "收到", [])
    assert (file.kind, file.file) == (shown, b"content of it")
    assert file.file_name == (clean_file_name(media.name) or file.file_name)
    assert "." in file.file_name


async def test_a_file_without_words_carries_the_buttons_itself(channel, li, files):
    media = Media("document", name="a.pdf", digest=files.keep(b"x"))
    outcome = await channel.send(delivery(li, Body("", files=(media,), rows=BUTTONS)))
    assert (outcome, li.last.labels[0]) == (Sent(str(li.last.id)), "收到")


async def test_a_picture_that_telegram_refuses_goes_as_a_document(channel, telegram, li, files):
    telegram.fail("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    media = Media("photo", mime="image/png", digest=files.keep(b"tall"))
    await channel.send(delivery(li, Body("", files=(media,))))
    assert (li.last.kind, li.last.file) == ("document", b"tall")


async def test_a_lost_file_leaves_its_name_and_an_alarm(channel, li, alarms):
    media = Media("photo", name="pump.jpg", mime="image/jpeg", digest="0" * 64)
    assert isinstance(await channel.send(delivery(li, Body("", files=(media,)))), Sent)
    assert (li.last.text, alarms.kinds()) == ("[pump.jpg]", ["file-missing"])


async def test_what_arrived_is_not_sent_again_when_the_rest_has_to_wait(channel, telegram, li, files):
    media = Media("document", name="a.pdf", digest=files.keep(b"x"))
    sent = delivery(li, Body("words", files=(media,)))
    telegram.fail("sendDocument", 429, "Too Many Requests", {"retry_after": 7})
    assert await channel.send(sent) == RetryAt(7, "too many requests", limited=True)
    assert await channel.send(sent) == Sent(str(li.inbox[0].id))
    assert [shown.text or shown.kind for shown in li.inbox] == ["words", "document"]


async def test_what_arrived_of_an_album_is_not_sent_again_when_an_answer_is_lost(channel, telegram, li, files):
    album = tuple(Media("document", name=f"{n}.pdf", digest=files.keep(b"%d" % n)) for n in range(3))
    sent = delivery(li, Body("words", files=album))
    telegram.fail("sendDocument", 500, "Internal Server Error")
    assert isinstance(await channel.send(sent), Unknown)
    assert isinstance(await channel.send(sent), Sent)
    assert [shown.text or shown.kind for shown in li.inbox] == ["words", *["document"] * 3]


async def test_an_album_that_takes_long_goes_on_in_another_send(channel, li, files, monkeypatch):
    monkeypatch.setattr("bot.handlers.telegram.sending.PARTS_WITHIN", -1.0)
    album = tuple(Media("document", name=f"{n}.pdf", digest=files.keep(b"%d" % n)) for n in range(2))
    sent = delivery(li, Body("words", files=album))
    for _ in range(2):
        assert await channel.send(sent) == RetryAt(0, "the rest of it follows")
    assert await channel.send(sent) == Sent(str(li.inbox[0].id))
    assert [shown.text or shown.kind for shown in li.inbox] == ["words", "document", "document"]


async def test_what_arrived_before_a_send_was_given_up_is_not_sent_again(channel, li, files, monkeypatch):
    media = Media("document", name="a.pdf", digest=files.keep(b"x"))
    sent = delivery(li, Body("words", files=(media,)))
    begun = asyncio.Event()

    async def never(*_given) -> int:
        begun.set()
        await asyncio.Event().wait()
        return 0

    with monkeypatch.context() as slow:
        slow.setattr("bot.handlers.telegram.uploads.Uploads.send", never)
        task = asyncio.create_task(channel.send(sent))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert isinstance(await channel.send(sent), Sent)
    assert [shown.text or shown.kind for shown in li.inbox] == ["words", "document"]


async def test_a_refused_token_while_a_press_is_answered_is_an_alarm(channel, telegram, li, alarms):
    telegram.fail("answerCallbackQuery", 401, "Unauthorized")
    await channel.send(delivery(li, "ok", kind="answer_press", press="p"))
    assert alarms.kinds() == ["telegram-token"]


async def test_a_card_that_cannot_be_edited_for_another_reason_says_so(channel, telegram):
    staff = telegram.group("Staff", STAFF_CHAT)
    telegram.fail("editMessageText", 400, "Bad Request: not enough rights")
    outcome = await channel.send(delivery(staff, "x", kind="card", edit_id="4"))
    assert outcome == Undeliverable("Not enough rights")
    assert staff.inbox == []


async def test_a_picture_for_a_closed_chat_is_not_tried_as_a_document(channel, telegram, li, files):
    telegram.fail("sendPhoto", 400, "Bad Request: chat not found")
    media = Media("photo", mime="image/png", digest=files.keep(b"x"))
    assert await channel.send(delivery(li, Body("", files=(media,)))) == Undeliverable(
        "Chat not found", unreachable=True
    )
    assert telegram.called("sendDocument") == []


async def test_only_so_many_half_sent_messages_are_remembered(channel, telegram, li, files, monkeypatch):
    monkeypatch.setattr("bot.handlers.telegram.sending.HALF_SENT", 1)
    media = Media("document", name="a.pdf", digest=files.keep(b"x"))
    for number in (1, 2):
        telegram.fail("sendDocument", 429, "Too Many Requests")
        await channel.send(delivery(li, Body(f"words {number}", files=(media,)), id=number))
    for number in (2, 1):
        await channel.send(delivery(li, Body(f"words {number}", files=(media,)), id=number))
    words = [shown.text for shown in li.inbox if shown.text]
    assert words == ["words 1", "words 2", "words 1"]


async def test_an_empty_body_is_not_sent(channel, li):
    assert isinstance(await channel.send(delivery(li, "  ")), Undeliverable)
    assert li.inbox == []


async def test_a_card_is_sent_once_and_edited_in_place(channel, telegram):
    staff = telegram.group("Staff", STAFF_CHAT)
    first = await channel.send(delivery(staff, Body("new", rows=BUTTONS), kind="card"))
    assert isinstance(first, Sent)
    again = await channel.send(delivery(staff, Body("done", bold=("done",)), kind="card", edit_id=first.external_id))
    assert again == first
    assert [(shown.text, shown.labels, shown.edits, shown.bold) for shown in staff.inbox] == [("done", [], 1, ["done"])]


async def test_a_card_that_shows_it_already_counts_as_sent(channel, telegram):
    staff = telegram.group("Staff", STAFF_CHAT)
    first = await channel.send(delivery(staff, Body("same", rows=BUTTONS), kind="card"))
    again = delivery(staff, Body("same", rows=BUTTONS), kind="card", edit_id=first.external_id)
    assert await channel.send(again) == first
    assert staff.last.edits == 0


async def test_a_card_that_is_gone_is_sent_anew(channel, telegram):
    staff = telegram.group("Staff", STAFF_CHAT)
    outcome = await channel.send(delivery(staff, "card", kind="card", edit_id="77"))
    assert (outcome, staff.last.text) == (Sent(str(staff.last.id)), "card")


async def test_a_correction_edits_what_was_sent(channel, li):
    first = await channel.send(delivery(li, "Wang: press red"))
    body = Body("Wang: press green", anew="Correction: press green")
    outcome = await channel.send(delivery(li, body, kind="edit", edit_id=first.external_id))
    assert outcome == first
    assert [(shown.text, shown.edits) for shown in li.inbox] == [("Wang: press green", 1)]


@pytest.mark.parametrize("edit_id", ["77", ""])
async def test_a_correction_of_what_cannot_be_edited_is_sent_as_one(channel, li, edit_id):
    body = Body("Wang: press green", anew="Correction: press green")
    outcome = await channel.send(delivery(li, body, kind="edit", edit_id=edit_id))
    assert (outcome, li.last.text) == (Sent(str(li.last.id)), "Correction: press green")


async def test_a_correction_too_long_for_one_message_is_sent_as_one(channel, li):
    first = await channel.send(delivery(li, "short"))
    body = Body("long " * 2_000, anew="Correction: " + "long " * 2_000)
    await channel.send(delivery(li, body, kind="edit", edit_id=first.external_id))
    assert [shown.edits for shown in li.inbox] == [0] * len(li.inbox)
    assert li.inbox[1].text.startswith("Correction: ")


async def test_a_card_that_is_too_long_is_cut(channel, telegram):
    staff = telegram.group("Staff", STAFF_CHAT)
    first = await channel.send(delivery(staff, "x", kind="card"))
    await channel.send(delivery(staff, "😀" * 3000, kind="card", edit_id=first.external_id))
    assert staff.last.text.endswith("😀…")
    assert units(staff.last.text) <= 4096


async def test_a_press_is_answered_briefly_or_in_a_box(channel, telegram, li, intake):
    await channel.send(delivery(li, Body("q", rows=BUTTONS)))
    await li.presses("收到")
    press = (await intake.has(1))[0].press
    for text, boxed in (("ok", False), ("", False), ("long " * 60, True)):
        outcome = await channel.send(delivery(li, text, kind="answer_press", press=press))
        assert outcome == Sent()
        call = telegram.called("answerCallbackQuery")[-1]
        assert (call.get("show_alert", "false").lower() == "true", call["callback_query_id"]) == (boxed, press)
    assert li.toasts[0] == "ok"
    assert len(li.toasts[1]) <= 200


async def test_a_late_answer_to_a_press_counts_as_given(channel, telegram, li):
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    telegram.fail("answerCallbackQuery", 400, words)
    assert await channel.send(delivery(li, "ok", kind="answer_press", press="p")) == Sent()


@pytest.mark.parametrize("status", [429, 500, 400])
async def test_an_answer_to_a_press_is_never_tried_again(channel, telegram, li, status):
    telegram.fail("answerCallbackQuery", status, "trouble")
    assert isinstance(await channel.send(delivery(li, "ok", kind="answer_press", press="p")), Undeliverable)


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        ((403, "Forbidden: bot was blocked by the user"), "unreachable"),
        ((403, "Forbidden: user is deactivated"), "unreachable"),
        ((403, "Forbidden: bot was kicked from the supergroup chat"), "unreachable"),
        ((403, "Forbidden: bot can't initiate conversation with a user"), "unreachable"),
        ((400, "Bad Request: chat not found"), "unreachable"),
        ((400, "Bad Request: something new"), "undeliverable"),
        ((500, "Internal Server Error"), "unknown"),
        ((502, "Bad Gateway"), "unknown"),
        ((0, ""), "unknown"),
    ],
)
async def test_failures_say_what_became_of_the_message(channel, telegram, li, failure, outcome):
    telegram.fail("sendMessage", *failure)
    found = await channel.send(delivery(li, "x"))
    if outcome == "unknown":
        assert isinstance(found, Unknown)
    else:
        # PTB takes the code's name off, and begins what is left with a capital.
        reason = failure[1].replace("Bad Request: s", "S").replace("Bad Request: c", "C")
        assert found == Undeliverable(reason, unreachable=outcome == "unreachable")


async def test_an_answer_that_is_lost_is_unknown_for_it_did_arrive(channel, telegram, li):
    telegram.fail("sendMessage", 0)
    assert isinstance(await channel.send(delivery(li, "arrived")), Unknown)
    assert li.last.text == "arrived"


async def test_an_answer_that_takes_too_long_is_unknown(channel, telegram, li, monkeypatch):
    async def slow(_request):
        await asyncio.sleep(1)

    monkeypatch.setattr("bot.handlers.telegram.calls.CALL", 0.05)
    monkeypatch.setattr(telegram, "read_request", slow)
    assert await channel.send(delivery(li, "x")) == Unknown("no answer in time")


@pytest.mark.parametrize("chat", ["52", str(STAFF_CHAT)])
async def test_too_many_messages_wait_as_long_as_the_platform_says(channel, telegram, chat):
    telegram.fail("sendMessage", 429, "Too Many Requests: retry after 12", {"retry_after": 12})
    assert await channel.send(delivery(chat, "x")) == RetryAt(12, "too many requests", limited=True)
    telegram.fail("sendMessage", 429, "Too Many Requests")
    assert (await channel.send(delivery(chat, "x"))).after > 0


@pytest.mark.parametrize("words", ["can't parse entities: unsupported start tag", "ENTITY_BOUNDS_INVALID"])
async def test_a_message_whose_markup_is_refused_arrives_as_plain_text(channel, telegram, li, alarms, words):
    telegram.fail("sendMessage", 400, f"Bad Request: {words}")
    outcome = await channel.send(delivery(li, Body("take BX-7K3M-9QK", bold=("BX-7K3M-9QK",), rows=BUTTONS)))
    assert outcome.external_id == str(li.last.id)
    assert outcome.reason.startswith("in plain form: ")
    assert (li.last.text, li.last.bold, li.last.labels[0]) == ("take BX-7K3M-9QK", [], "收到")
    assert alarms.kinds() == ["telegram-plain-text"]


async def test_a_card_whose_markup_is_refused_is_edited_as_plain_text(channel, telegram):
    staff = telegram.group("Staff", STAFF_CHAT)
    first = await channel.send(delivery(staff, Body("new"), kind="card"))
    telegram.fail("editMessageText", 400, "Bad Request: can't parse entities")
    await channel.send(delivery(staff, Body("done", bold=("done",)), kind="card", edit_id=first.external_id))
    assert [(shown.text, shown.bold) for shown in staff.inbox] == [("done", [])]


async def test_pieces_that_arrived_before_the_markup_of_one_was_refused_are_not_sent_again(channel, telegram, li):
    texts = ["x" * 4096, "y" * 100 + " BX"]
    sends = iter((None, "Bad Request: can't parse entities"))
    plain = telegram.validate

    def validate(method, fields, uploads):
        if method == "sendMessage" and (words := next(sends, None)):
            telegram.fail("sendMessage", 400, words)
        return plain(method, fields, uploads)

    telegram.validate = validate
    await channel.send(delivery(li, Body("\n".join(texts), bold=("BX",))))
    assert [shown.text for shown in li.inbox] == texts


async def test_a_text_that_is_refused_as_too_long_is_cut_and_never_lost(channel, telegram, li):
    telegram.fail("sendMessage", 400, "Bad Request: message is too long")
    await channel.send(delivery(li, Body("x" * 4000, rows=BUTTONS)))
    assert (len(li.last.text), li.last.text[-1], li.last.labels[0]) == (2048, "…", "收到")


async def test_markup_that_is_refused_even_in_plain_form_is_told(channel, telegram, li):
    for _ in range(2):
        telegram.fail("sendMessage", 400, "Bad Request: can't parse entities")
    assert isinstance(await channel.send(delivery(li, Body("BX", bold=("BX",)))), Undeliverable)


async def test_a_platform_out_of_reach_is_tried_again_since_nothing_was_sent(around, caplog):
    channel = TelegramChannel(TelegramSettings(api_url="http://127.0.0.1:1"), around)
    with caplog.at_level(logging.DEBUG):
        before = await channel.send(delivery("52", "x"))
        await channel.start()
        outcome = await channel.send(delivery("52", "x"))
        await channel.stop()
        after = await channel.send(delivery("52", "x"))
    for each in (before, outcome, after):
        assert isinstance(each, RetryAt)
        assert each.whole_bot
        assert TOKEN not in repr(each)
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("status", [401, 404])
async def test_a_refused_token_is_an_alarm_and_shows_no_token(channel, telegram, li, alarms, status):
    telegram.fail("sendMessage", status, f"Unauthorized {TOKEN}")
    outcome = await channel.send(delivery(li, "x"))
    assert isinstance(outcome, Undeliverable)
    assert alarms.kinds() == ["telegram-token"]
    assert TOKEN not in repr(outcome) + repr(alarms.raised)


async def test_who_blocks_us_is_heard_and_not_reached(channel, li, intake):
    await li.blocks()
    assert (await intake.has(1))[0].event == "blocked"
    outcome = await channel.send(delivery(li, "x"))
    assert outcome == Undeliverable("Forbidden: bot was blocked by the user", unreachable=True)
    await li.unblocks()
    assert (await intake.has(2))[1].event == "unblocked"
    assert isinstance(await channel.send(delivery(li, "x")), Sent)
