"""Albums, edits and files through the whole desk, between a customer on Telegram and staff on the web."""

from itertools import count
from typing import Any

from tests.desk import Desk, Hand
from tests.journeys.talks import report, send, solve
from tests.journeys.telegram import Phone, on_telegram

JPEG = b"\xff\xd8\xff\xe0 a picture"
OPUS = b"OggS a voice"


def reported(li: Hand) -> None:
    """Report a minor fault; on Telegram one message a second arrives."""
    li = report(li, "minor").got("@ask-down").presses("@choice-down-never").got("@ask-lost")
    send(li.presses("@choice-no"))


def sends(desk: Desk, li: Hand, **content: Any) -> None:
    """Let a message of the customer's phone arrive, and all it sets in motion happen."""
    assert isinstance(li.visitor, Phone)
    desk.run(li.visitor.send(**content))
    desk.settle()


def edits(desk: Desk, li: Hand, message: int, text: str) -> None:
    """Let the edit of an earlier message arrive."""
    phone = li.visitor
    assert isinstance(phone, Phone)
    date = desk.stage.clock.wall() // 1_000_000
    head = {"message_id": message, "date": date, "edit_date": date, "chat": phone.chat, "from": phone.user}
    desk.run(phone.update(edited_message={**head, "text": text}))
    desk.settle()


def picture(phone: Phone, name: str) -> list[dict[str, Any]]:
    phone.account.files[name] = JPEG
    return [{"file_id": name, "file_size": len(JPEG), "width": 90, "height": 90}]


def album(desk: Desk, li: Hand, *captions: str) -> None:
    """Send so many pictures as one album; each arrives as a message of its own."""
    for number, caption in zip(count(), captions, strict=False):
        sends(desk, li, photo=picture(li.visitor, f"p{number}"), caption=caption, media_group_id="77")


def files_of(hand: Hand) -> list[tuple[str, str]]:
    """Return kind and type of all files that reached somebody on Telegram."""
    shown = hand.visitor.account.shown.values()
    return [(file.kind, file.mime) for _number, delivery in shown for file in delivery.body.files]


def test_an_album_opens_one_report_and_all_its_pictures_reach_the_engineer(desk: Desk):
    li = on_telegram(desk, "li")
    album(desk, li, "", "The pump leaks", "")
    desk.fast_forward(seconds=2)
    li.got("@ask-kind").presses("@choice-report-fault").presses("@choice-minor")
    li.got("@ask-down").presses("@choice-down-never").got("@ask-lost").presses("@choice-no")
    for detail in ("equipment", "project"):
        li.got(f"@ask-{detail}").presses("@choice-skip")
    li.got("@ask-photos").presses("@choice-photos-done").got("@ask-phone").presses("@choice-skip")
    li.got("@ask-summary").presses("@choice-send").got("@ticket-issued")
    assert desk.ticket.media == 3
    room = [line.words for line in desk.room.sees if "customer sent" in line.words]
    assert ["3 files" in words for words in room] == [True]


def test_an_album_survives_a_process_that_dies_between_its_pictures(desk_on_disk: Desk):
    desk = desk_on_disk
    li = on_telegram(desk, "li")
    reported(li)
    sends(desk, li, photo=picture(li.visitor, "a"), media_group_id="78")
    desk.restart()
    li.visitor.connect()
    sends(desk, li, photo=picture(li.visitor, "b"), caption="both sides", media_group_id="78")
    desk.fast_forward(seconds=2)
    li.got("@notice-files")
    assert (desk.ticket.media, desk.events().count("attached")) == (2, 1)


def test_an_edit_is_a_revision_that_the_engineer_reads_and_nothing_else(desk: Desk):
    li = on_telegram(desk, "li")
    reported(li)
    desk.engineer("wang").presses("@btn-ack")
    assert isinstance(li.visitor, Phone)
    sends(desk, li, text="It is rack 3", message_id=900)
    before = desk.ticket
    edits(desk, li, 900, "It is rack 4")
    desk.engineer("wang").got("@customer-changed").got("rack 4")
    assert desk.events()[-1] == "revised"
    assert (desk.ticket.state, desk.ticket.stage, desk.ticket.record) == (before.state, before.stage, before.record)
    edits(desk, li, 900, "It is rack 4")
    assert desk.events().count("revised") == 1


def test_a_file_of_the_web_reaches_telegram_and_the_reverse_in_its_own_form(desk: Desk):
    li = on_telegram(desk, "li")
    reported(li)
    wang = desk.engineer("wang").presses("@btn-ack")
    li.visitor.account.files["v"] = OPUS
    sends(desk, li, voice={"file_id": "v", "file_size": len(OPUS), "mime_type": "audio/ogg", "duration": 3})
    sends(desk, li, document={"file_id": "h", "file_size": 20, "file_name": "IMG_1.HEIC"})
    wang.got("customer sent 1 file")
    wang.presses("@btn-say")
    desk.run(wang.visitor.send_file("valve.jpg", JPEG, "This valve"))
    desk.settle()
    li.got("This valve")
    desk.fast_forward(seconds=10)
    assert ("photo", "image/jpeg") in files_of(li)


def test_a_program_in_disguise_is_kept_and_reaches_nobody_unasked(desk: Desk):
    li = on_telegram(desk, "li")
    reported(li)
    wang = desk.engineer("wang").presses("@btn-ack")
    li.visitor.account.files["x"] = b"MZ\x90\x00 not a picture"
    sends(desk, li, document={"file_id": "x", "file_size": 17, "file_name": "photo.jpg", "mime_type": "image/jpeg"})
    wang.got("@file-kept-only")
    li.got("@file-kept-only-sent")
    assert not any("customer sent" in line.words for line in wang.sees)


def test_the_question_whether_it_works_is_not_answered_by_an_edit(desk: Desk):
    li = on_telegram(desk, "li")
    reported(li)
    sends(desk, li, text="no picture", message_id=901)
    solve(desk.engineer("wang"))
    edits(desk, li, 901, "yes")
    assert desk.ticket.state == "solved"
    assert "confirmed" not in desk.events()
