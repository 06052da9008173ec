"""What each kind of update becomes, kind or hostile."""

import json

import pytest

from bot.handlers.telegram.happenings import Ours
from bot.handlers.telegram.parsing import Refused, parse
from bot.handlers.telegram.updates import NotJson, Unfit, decode, split
from bot.messages import Contact, Incoming, Location, Media
from tests.handlers.fakes import FakeClock

OURS = Ours("telegram:7000001", "baoxiu_test_bot")
LI = {"id": 52, "is_bot": False, "first_name": "Li", "last_name": "Wei", "language_code": "zh-hans"}
PRIVATE = {"id": 52, "type": "private"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Staff"}
DATE = 1_790_000_000


def read(update: dict | bytes):
    payload = update if isinstance(update, bytes) else json.dumps({"update_id": 900, **update}).encode()
    decoded = decode(payload)
    assert not isinstance(decoded, Unfit), decoded
    return parse(decoded, OURS, FakeClock(), payload)


def message(chat: dict | None = None, **content):
    head = {"message_id": 17, "date": DATE, "chat": chat or PRIVATE, "from": LI}
    return read({"message": {**head, **content}})


def press(**content):
    query = {"id": "p1", "from": LI, "data": "tok", "chat_instance": "9", **content}
    return read({"callback_query": query})


def test_a_message_keeps_who_where_and_when():
    incoming = message(text="It is down")
    assert (incoming.bot, incoming.delivery_id, incoming.chat) == ("telegram:7000001", "900", "52")
    assert (incoming.sender.address, incoming.sender.name, incoming.sender.language) == (
        "52",
        "Li Wei",
        "zh-hans",
    )
    assert (incoming.chat_kind, incoming.message_id, incoming.text) == ("private", "17", "It is down")
    assert incoming.edited is False
    assert json.loads(incoming.raw)["update_id"] == 900


def test_the_platforms_time_becomes_desk_time():
    assert message(text="x").sent_at == FakeClock().to_desk(DATE * 1_000_000)


def test_an_edit_is_marked_and_has_its_own_time():
    head = {"message_id": 17, "date": DATE, "edit_date": DATE + 60, "chat": PRIVATE, "from": LI}
    incoming = read({"edited_message": {**head, "text": "better"}})
    assert incoming.edited
    assert incoming.sent_at == FakeClock().to_desk((DATE + 60) * 1_000_000)


@pytest.mark.parametrize(
    ("typed", "text", "start"),
    [
        ("/report", "/report", ""),
        ("/report@baoxiu_test_bot pump 3", "/report pump 3", ""),
        ("/REPORT@Baoxiu_Test_Bot", "/REPORT", ""),
        ("/start", "/start", ""),
        ("/start dGhpc19pc19hbg-_", "/start", "dGhpc19pc19hbg-_"),
        ("/start@baoxiu_test_bot abc", "/start", "abc"),
        ("/start two words", "/start two words", ""),
        ("/start " + "x" * 65, "/start " + "x" * 65, ""),
        ("see /report@baoxiu_test_bot", "see /report@baoxiu_test_bot", ""),
        ("/@", "/@", ""),
    ],
)
def test_commands_lose_our_name_and_start_gives_its_payload(typed, text, start):
    incoming = message(text=typed)
    assert (incoming.text, incoming.start) == (text, start)


def test_a_start_payload_counts_in_private_only():
    assert message(GROUP, text="/start abc").start == ""


def test_a_command_to_another_bot_of_the_group_is_not_ours():
    assert message(GROUP, text="/ack@other_bot BX-1") is None
    assert message(GROUP, text="/ack@baoxiu_test_bot BX-1").text == "/ack BX-1"


def test_of_a_photo_the_largest_size_counts():
    sizes = [
        {"file_id": "s", "width": 90, "height": 60, "file_size": 900},
        {"file_id": "l", "width": 1280, "height": 853, "file_size": 90_000},
        {"file_id": "m", "width": 320, "height": 213},
    ]
    incoming = message(photo=sizes, caption="look")
    assert incoming.text == "look"
    assert incoming.media == (Media("photo", mime="image/jpeg", size=90_000, remote="l"),)


@pytest.mark.parametrize(
    ("field", "kind", "mime"),
    [
        ("voice", "voice", "audio/ogg"),
        ("video", "video", "video/mp4"),
        ("video_note", "video", "video/mp4"),
        ("audio", "document", "audio/mpeg"),
        ("document", "document", "application/pdf"),
    ],
)
def test_every_kind_of_file_comes_with_its_id(field, kind, mime):
    given = {"mime_type": mime} if field in {"audio", "document"} else {}
    incoming = message(**{field: {"file_id": "f", "file_size": 7, **given}})
    assert incoming.media == (Media(kind, mime=mime, size=7, remote="f"),)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报告 3.pdf", "报告 3.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\a\\b.exe", "C_a_b.exe"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\0b\nc.txt", "ab c.txt"),
        (".hidden", "hidden"),
        ("x" * 500 + ".pdf", None),
    ],
)
def test_a_files_name_is_no_path_and_no_disguise(given, kept):
    name = message(document={"file_id": "f", "file_name": given}).media[0].name
    assert len(name) <= 120
    if kept is not None:
        assert name == kept
    else:
        assert name.endswith(".pdf")


def test_a_contact_is_their_own_only_when_telegram_says_so():
    own = {"phone_number": "+86 138", "first_name": "Li", "user_id": 52}
    assert message(contact=own).contact == Contact("+86 138", "Li", own=True)
    assert message(contact={**own, "user_id": 53}).contact == Contact("+86 138", "Li", own=False)
    del own["user_id"]
    assert message(contact=own).contact.own is False


def test_a_place_comes_once_and_its_live_updates_do_not():
    place = {"location": {"latitude": -12.5, "longitude": 31.0}}
    assert message(**place).location == Location(-12.5, 31.0)
    head = {"message_id": 17, "date": DATE, "edit_date": DATE + 9, "chat": PRIVATE, "from": LI}
    assert read({"edited_message": {**head, **place}}) is None


def test_a_reply_names_its_message():
    replied = {"message_id": 11, "date": DATE, "chat": PRIVATE, "text": "card"}
    assert message(text="yes", reply_to_message=replied).reply_to == "11"


def test_a_press_brings_its_token_and_needs_no_text_of_its_card():
    incoming = press(message={"message_id": 3, "date": 0, "chat": GROUP})
    assert (incoming.choice, incoming.press, incoming.message_id) == ("tok", "p1", "3")
    assert (incoming.chat, incoming.chat_kind) == ("-1001", "group")
    assert incoming.sent_at == FakeClock().now()


def test_a_press_without_message_or_token_is_nobodys_word():
    assert press() is None
    assert read({"callback_query": {"id": "p", "from": LI, "message": {"message_id": 3, "chat": GROUP}}}) is None


def test_a_command_from_behind_the_group_is_refused_and_its_talk_ignored():
    hidden = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP}
    assert message(GROUP, text="/ack BX-7K3M-9QK", **hidden) == Refused(-1001, 17)
    assert message(GROUP, text="good morning", **hidden) is None
    assert message(GROUP, text="/ack@other_bot BX-1", **hidden) is None


def test_whatever_a_hidden_administrator_would_have_us_do_is_refused_with_the_reason():
    hidden = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP}
    ours, theirs = {"id": 7000001, "is_bot": True, "first_name": "B"}, LI
    replied = {"message_id": 5, "chat": GROUP, "from": ours}
    photo = [{"file_id": "p", "width": 1, "height": 1}]
    topic = {"message_thread_id": 9, "is_topic_message": True}
    assert message(GROUP, photo=photo, caption="/solved BX-1 new fuse", **hidden) == Refused(-1001, 17)
    assert message(GROUP, text="it is the fuse", reply_to_message=replied, **hidden) == Refused(-1001, 17)
    assert message(GROUP, text="ok", reply_to_message={**replied, "from": theirs}, **hidden) is None
    # Plain talk in a topic would reach no customer: one word there is enough.
    assert message(GROUP, text="it is the fuse", **topic, **hidden) == Refused(-1001, 17, "9", passing=True)
    assert message(GROUP, pinned_message={"message_id": 1}, **topic, **hidden) is None


def test_a_press_names_who_pressed_also_when_they_administer_anonymously():
    shown = {"message_id": 5, "chat": GROUP, "date": DATE, "sender_chat": GROUP}
    query = {"id": "1", "from": LI, "message": shown, "data": "t.0", "chat_instance": "1"}
    assert read({"callback_query": query}).sender.address == "52"


def test_a_linked_channels_posts_are_ignored():
    channel = {"id": -100777, "type": "channel"}
    forwarded = {"sender_chat": channel, "is_automatic_forward": True, "from": {"id": 777000}}
    assert message(GROUP, text="/ack X", **forwarded) is None
    assert read({"channel_post": {"message_id": 1, "date": DATE, "chat": channel, "text": "x"}}) is None


def test_other_bots_are_ignored():
    assert message(GROUP, text="beep", **{"from": {"id": 9, "is_bot": True, "first_name": "B"}}) is None


def test_service_messages_are_nobodys_word():
    assert message(pinned_message={"message_id": 1, "date": 1, "chat": PRIVATE}) is None


def test_what_we_cannot_read_gets_an_answer_in_private_and_silence_in_a_group():
    assert message(sticker={"file_id": "s"}).text == ""
    assert isinstance(message(poll={"id": "1"}), Incoming)
    assert message(GROUP, sticker={"file_id": "s"}) is None


def test_what_the_service_writes_of_people_who_come_and_go_is_about_them():
    joined, left = message(GROUP, new_chat_members=[LI]), message(GROUP, left_chat_member=LI)
    assert (joined.event, joined.sender.address) == ("joined", "52")
    assert (left.event, left.sender.address) == ("left", "52")
    assert message(GROUP, left_chat_member={"id": 9, "is_bot": True, "first_name": "B"}) is None


@pytest.mark.parametrize(
    ("before", "after", "event"), [("member", "kicked", "blocked"), ("kicked", "member", "unblocked")]
)
def test_blocking_and_unblocking_are_events(before, after, event):
    us = {"id": 7000001, "is_bot": True, "first_name": "B"}
    change = {"chat": PRIVATE, "from": LI, "date": DATE}
    members = {
        "old_chat_member": {"status": before, "user": us},
        "new_chat_member": {"status": after, "user": us},
    }
    incoming = read({"my_chat_member": {**change, **members}})
    assert (incoming.event, incoming.sender.address) == (event, "52")
    in_group = read({"my_chat_member": {**change, "chat": GROUP, **members}})
    assert (in_group.event, in_group.standing.status) == ("standing", after)
    channel = {"id": -5, "type": "channel", "title": "News"}
    assert read({"my_chat_member": {**change, "chat": channel, **members}}) is None


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ({"status": "member"}, {"status": "left"}, "left"),
        ({"status": "left"}, {"status": "restricted", "is_member": True}, "joined"),
        ({"status": "restricted", "is_member": True}, {"status": "kicked"}, "left"),
        ({"status": "member"}, {"status": "administrator"}, None),
    ],
)
def test_somebody_who_leaves_or_joins_the_group_is_the_one_it_is_about(before, after, event):
    zhao = {"id": 77, "first_name": "Zhao"}
    change = {
        "chat": GROUP,
        "from": LI,
        "date": DATE,
        "old_chat_member": {**before, "user": zhao},
        "new_chat_member": {**after, "user": zhao},
    }
    incoming = read({"chat_member": change})
    assert (incoming and (incoming.event, incoming.sender.address)) == (event and (event, "77"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\0b", "ab"),
        ("cafe\u0301", "café"),
        ("\u202egnirts", "\u202egnirts"),
        ("<b>*x*</b> [a](b) `c`", "<b>*x*</b> [a](b) `c`"),
        ("字" * 10_000, "字" * 10_000),
        ("👍🏽", "👍🏽"),
    ],
)
def test_text_is_cleaned_once_and_otherwise_kept(typed, kept):
    assert message(text=typed).text == kept


def test_a_lone_surrogate_becomes_a_replacement_sign_and_spoils_nothing():
    payload = (
        b'{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":52,"type":"private"},'
        b'"from":{"id":52,"first_name":"L\\ud83d"},"text":"a\\ud800b \\ud83d\\ude00"}}'
    )
    incoming = read(payload)
    assert incoming.text == "a\ufffdb 😀"
    assert incoming.sender.name == "L\ufffd"
    assert incoming.raw == payload


def test_a_name_is_one_line_without_signs_that_turn_it():
    named = {**LI, "first_name": "\u202eiL\n\n\u200bx", "last_name": "\x00"}
    assert message(text="x", **{"from": named}).sender.name == "iL x"


def test_a_strange_language_tag_is_dropped():
    assert message(text="x", **{"from": {**LI, "language_code": "../../zh"}}).sender.language == ""


def test_an_update_of_an_unknown_kind_is_unfit_and_says_which():
    unfit = decode(b'{"update_id": 8, "business_message": {"x": 1}}')
    assert isinstance(unfit, Unfit)
    assert unfit.delivery_id == "8"
    assert "business_message" in unfit.reason


@pytest.mark.parametrize(
    "payload",
    [
        b'{"update_id": 8, "message": {"message_id": "seventeen"}}',
        b'{"update_id": 8, "message": {"message_id": 1, "chat": [], "text": "\\ud800"}}',
        b'{"update_id": 8, "callback_query": 3}',
    ],
)
def test_an_update_that_fails_our_types_keeps_its_id(payload):
    unfit = decode(payload)
    assert isinstance(unfit, Unfit)
    assert (unfit.delivery_id, unfit.payload) == ("8", payload)


@pytest.mark.parametrize("payload", [b"[]", b"3", b'{"message": {}}', b'{"update_id": true}', b"null"])
def test_without_an_id_the_payload_is_its_own_key(payload):
    unfit = decode(payload)
    assert isinstance(unfit, Unfit)
    assert unfit.delivery_id == decode(payload).delivery_id
    assert unfit.delivery_id.startswith("unfit-")


@pytest.mark.parametrize("payload", [b"", b"{", b'"\xff"', b"[" * 100_000, b'{"update_id":'])
def test_what_is_no_json_is_said_to_be_none(payload):
    with pytest.raises(NotJson):
        decode(payload)


def test_a_batch_is_split_so_that_a_broken_update_spoils_no_other():
    good = {"update_id": 1, "message": {"message_id": 1, "chat": PRIVATE, "text": "x"}}
    parts = split(json.dumps({"ok": True, "result": [good, {"update_id": 2, "message": 9}]}).encode())
    assert [type(decode(part)).__name__ for part in parts] == ["Update", "Unfit"]
    parts = split(b'{"ok":true,"result":[{"update_id":1,"poll":"\\ud800"},{"update_id":2,"poll":{}}]}')
    assert [decode(part).update_id for part in parts] == [1, 2]


@pytest.mark.parametrize("payload", [b"", b"[]", b'{"ok":true}', b'{"result": 3}'])
def test_an_answer_without_updates_is_no_answer(payload):
    with pytest.raises(NotJson):
        split(payload)


def test_the_pictures_of_an_album_say_which_it_is():
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 100}]
    incoming = message(photo=photo, media_group_id="13380", caption="The plate")
    assert (incoming.album, incoming.text, len(incoming.media)) == ("13380", "The plate", 1)
    assert message(text="no album").album == ""
