"""Each kind of message and event becomes the words no channel owns, under a name that makes it count once."""

import pytest

from bot.handlers.tencent.fields import read
from bot.handlers.wechat.parsing import Reader, Report, Unfit
from bot.messages import Location, Media
from tests.handlers.fakes import NOON, FakeClock
from tests.handlers.tencent.signing import OPENID, xml
from tests.handlers.wechat.conftest import AT, BOT

CLOCK = FakeClock()
TOKEN = "AbCdEfGhIjKlMnOpQrStUv"
REMOTE = "media-id-1"


def reader():
    return Reader(BOT, CLOCK)


def parsed(kind, at=AT, **parts):
    text = xml(kind, at, **parts).encode()
    return reader().read(read(text), text)


def event(name, at=AT, **parts):
    return parsed("event", at, Event=name, **parts)


def test_a_text_is_words_of_their_writer_at_the_platforms_time():
    incoming = parsed("text", Content=" 电梯停了 ", MsgId=24_000_000_000_000_001)
    assert (incoming.bot, incoming.chat, incoming.sender.address) == (BOT, OPENID, OPENID)
    assert (incoming.text, incoming.delivery_id, incoming.message_id) == (
        "电梯停了",
        "24000000000000001",
        "24000000000000001",
    )
    assert (incoming.sent_at, incoming.received_at) == (CLOCK.to_desk(NOON), CLOCK.now())
    assert (incoming.chat_kind, incoming.window, incoming.passive, incoming.event) == ("private", "message", True, "")


def test_words_are_cleaned_and_a_text_that_looks_like_xml_stays_a_text():
    incoming = parsed("text", Content="e\u0301 <MsgType>event</MsgType> &amp;", MsgId=1)
    assert incoming.text == "é <MsgType>event</MsgType> &amp;"


def test_an_entry_of_our_menu_in_a_message_is_a_press_and_opens_no_more_than_one():
    incoming = parsed("text", Content="满意", MsgId=1, bizmsgmenuid=f"{TOKEN}.4")
    assert (incoming.choice, incoming.text, incoming.window) == (f"{TOKEN}.4", "满意", "touch")


@pytest.mark.parametrize("number", ["101", "'; drop table", f"{TOKEN}", f"{TOKEN}.4x"])
def test_an_entry_that_is_none_of_ours_is_words(number):
    incoming = parsed("text", Content="满意", MsgId=1, bizmsgmenuid=number)
    assert (incoming.choice, incoming.text, incoming.window) == ("", "满意", "touch")


@pytest.mark.parametrize(
    ("kind", "parts", "media"),
    [
        ("image", {"PicUrl": "http://mmbiz.qpic.cn/x"}, Media("photo", mime="image/jpeg", remote=REMOTE)),
        ("voice", {"Format": "amr"}, Media("voice", mime="audio/amr", remote=REMOTE)),
        ("voice", {"Format": "speex"}, Media("voice", mime="audio/speex", remote=REMOTE)),
        ("voice", {"Format": "../../x"}, Media("voice", mime="audio/amr", remote=REMOTE)),
        ("video", {"ThumbMediaId": "t"}, Media("video", mime="video/mp4", remote=REMOTE)),
        ("shortvideo", {"ThumbMediaId": "t"}, Media("video", mime="video/mp4", remote=REMOTE)),
    ],
)
def test_what_is_attached_lies_at_the_platform(kind, parts, media):
    incoming = parsed(kind, MsgId=1, MediaId=REMOTE, **parts)
    assert (incoming.media, incoming.text, incoming.window) == ((media,), "", "message")


def test_what_the_platform_understood_of_a_voice_is_taken_for_words_where_it_is_not_empty():
    assert parsed("voice", MsgId=1, MediaId=REMOTE, Format="amr", Recognition="泵停了").text == "泵停了"


def test_a_place_is_its_name_with_its_degrees():
    where = {"Location_X": "31.230370", "Location_Y": "121.473700", "Scale": 15}
    incoming = parsed("location", MsgId=1, Label="上海市黄浦区\n人民大道200号", **where)
    assert incoming.location == Location(31.23037, 121.4737)
    assert incoming.text == "上海市黄浦区 人民大道200号 (31.23037, 121.47370)"
    assert parsed("location", MsgId=1, Label="", **where).text == ""


@pytest.mark.parametrize(
    ("north", "east"), [("91", "0"), ("0", "181"), ("nan", "0"), ("1e5", "0"), ("", ""), ("inf", "1")]
)
def test_degrees_that_are_none_leave_the_name_of_the_place(north, east):
    incoming = parsed("location", MsgId=1, Label="泵房", Location_X=north, Location_Y=east)
    assert (incoming.location, incoming.text) == (None, "泵房")


def test_a_shared_page_is_words():
    incoming = parsed("link", MsgId=1, Title="手册", Description="", Url="https://example.com/a")
    assert incoming.text == "手册\nhttps://example.com/a"


@pytest.mark.parametrize("kind", ["file", "miniprogrampage", "of_next_year", "TEXT"])
def test_a_kind_that_cannot_be_read_is_an_empty_message_so_that_its_sender_hears_of_it(kind):
    incoming = parsed(kind, MsgId=1)
    assert (incoming.text, incoming.media, incoming.passive, incoming.window) == ("", (), True, "message")


@pytest.mark.parametrize(
    ("name", "key", "start"),
    [
        ("subscribe", "", ""),
        ("subscribe", "qrscene_lift-3", "scan:lift-3"),
        ("subscribe", "last_trade_no_40000", ""),
        ("subscribe", "qrscene_", ""),
        ("SCAN", "lift-3", "scan:lift-3"),
        ("SCAN", "", ""),
    ],
)
def test_whoever_follows_us_or_scans_our_code_says_hello_and_from_where(name, key, start):
    incoming = event(name, EventKey=key, Ticket="TICKET")
    assert (incoming.text, incoming.start, incoming.window, incoming.passive) == ("/start", start, "touch", True)


def test_whoever_leaves_us_is_out_of_reach_and_gets_no_answer():
    incoming = event("unsubscribe", EventKey="")
    assert (incoming.event, incoming.passive, incoming.window, incoming.text) == ("blocked", False, "", "")


def test_an_entry_of_the_menu_is_the_words_it_stands_for():
    incoming = event("CLICK", EventKey="/report")
    assert (incoming.text, incoming.window, incoming.passive) == ("/report", "touch", True)


def test_what_was_scanned_from_the_menu_is_words():
    scanned = {"ScanType": "qrcode", "ScanResult": "BX-7K3M-9QK"}
    incoming = event("scancode_waitmsg", EventKey="k", ScanCodeInfo=scanned)
    assert (incoming.text, incoming.window) == ("BX-7K3M-9QK", "touch")


@pytest.mark.parametrize("name", ["user_authorization_revoke", "user_authorization_cancellation"])
def test_a_withdrawal_is_of_the_person_it_names_not_of_the_platform_that_tells_it(name):
    incoming = event(name, person="oPlatform", OpenID="oPerson", AppID="wx1", RevokeInfo="1")
    assert (incoming.event, incoming.chat, incoming.sender.address) == ("revoked", "oPerson", "oPerson")
    assert (incoming.passive, incoming.window) == (False, "")


@pytest.mark.parametrize("name", ["VIEW", "view_miniprogram", "LOCATION", "user_info_modified", "pic_weixin", "", "x"])
def test_what_is_no_word_to_us_is_none(name):
    assert event(name, EventKey="https://example.com") is None


def test_a_finished_template_message_tells_what_became_of_it():
    assert event("TEMPLATESENDJOBFINISH", MsgID=5, Status="success") == Report("5", "")
    assert event("TEMPLATESENDJOBFINISH", MsgID=5, Status="failed:user block") == Report("5", "failed:user block")


def test_events_of_one_second_differ_by_what_they_are():
    told = [
        xml("event", AT, Event="CLICK", EventKey="/report"),
        xml("event", AT, Event="CLICK", EventKey="/help"),
        xml("event", AT, Event="SCAN", EventKey="/help"),
        xml("event", AT + 1, Event="SCAN", EventKey="/help"),
        xml("event", AT, person="oAnother", Event="SCAN", EventKey="/help"),
        xml("event", AT, Event="TEMPLATESENDJOBFINISH", MsgID=1),
        xml("event", AT, Event="TEMPLATESENDJOBFINISH", MsgID=2),
        xml("event", AT, Event="user_authorization_revoke", OpenID="o1"),
        xml("event", AT, Event="user_authorization_revoke", OpenID="o2"),
    ]
    names = [reader().delivery_id(read(each.encode())) for each in told]
    assert len(set(names)) == len(told)
    assert names == [reader().delivery_id(read(each.encode())) for each in told]


def test_the_name_of_an_event_is_short_and_tells_nobody_of_it():
    long = [event("CLICK", EventKey="泵" * 500 + each).delivery_id for each in "ab"]
    assert [len(each) for each in long] == [38, 38]
    assert long[0] != long[1]
    assert OPENID not in long[0]


def test_a_number_that_is_none_is_no_name():
    names = {parsed("text", Content="x", MsgId=number).delivery_id for number in ("a b", "9" * 31, "")}
    assert {name[:6] for name in names} == {"event-"}


@pytest.mark.parametrize("at", [-1, 99_999_999_999, 10**17])
def test_a_time_that_is_none_is_when_it_came(at):
    assert parsed("text", at=at, Content="x", MsgId=1).sent_at == CLOCK.now()


@pytest.mark.parametrize(
    "broken", ["<CreateTime>soon</CreateTime>", "<CreateTime>1</CreateTime><CreateTime>2</CreateTime>", ""]
)
def test_without_a_time_it_is_unfit(broken):
    text = xml("text", AT, MsgId=1).replace(f"<CreateTime>{AT}</CreateTime>", broken).encode()
    with pytest.raises(Unfit):
        reader().read(read(text), text)
