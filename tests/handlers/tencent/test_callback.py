"""What comes to a callback address is the platform's, for us, fresh and readable, or it is refused."""

import json

import pytest

from bot.handlers.tencent import Callback, Keys, NotOpened, NotSealed, Rejected, Stale, Unreadable
from tests.handlers.fakes import NOON, FakeClock
from tests.handlers.tencent.signing import (
    AES_KEY,
    APP,
    OLD_KEY,
    OPENID,
    TOKEN,
    plain,
    said,
    sealed,
    sealed_json,
    signed,
    unsealed,
    xml,
)

AT = NOON // 1_000_000
SECOND = 1_000_000
HELLO = xml("text", AT, Content="电梯停了 ascensor ñ 🛗", MsgId=7)


@pytest.fixture
def clock():
    return FakeClock()


def callback(clock, mode="safe", **keys):
    return Callback(Keys(**{"receiver": APP, "token": TOKEN, "aes_key": AES_KEY, **keys}), clock, mode)


def test_what_another_hand_encrypted_is_read_and_the_answer_is_read_by_it(clock):
    letter = callback(clock).open(*sealed(HELLO, AT))
    assert letter.fields.text("Content") == "电梯停了 ascensor ñ 🛗"
    assert said(unsealed(letter.answer("收到", AT)))["Content"] == "收到"


@pytest.mark.parametrize("length", [0, 1, 15, 16, 31, 32, 33, 500])
def test_texts_of_every_length_make_the_way_there_and_back(clock, length):
    letter = callback(clock).open(*sealed(xml("text", AT, Content="修" * length), AT))
    assert letter.fields.text("Content") == "修" * length
    assert said(unsealed(letter.answer("修" * length, AT)))["Content"] == "修" * length


@pytest.mark.parametrize("key", [AES_KEY, OLD_KEY])
def test_during_a_rotation_both_keys_open_and_the_one_that_opened_answers(clock, key):
    letter = callback(clock, previous_aes_key=OLD_KEY).open(*sealed(HELLO, AT, key=key))
    assert said(unsealed(letter.answer("好", AT), key=key))["Content"] == "好"


def test_a_key_that_is_no_longer_ours_is_refused(clock):
    with pytest.raises(NotOpened, match="decrypt"):
        callback(clock).open(*sealed(HELLO, AT, key=OLD_KEY))


def test_what_is_meant_for_another_account_is_refused(clock):
    with pytest.raises(NotOpened, match="InvalidAppId"):
        callback(clock).open(*sealed(HELLO, AT, receiver="wx-of-others"))


@pytest.mark.parametrize("name", ["signature", "msg_signature", "timestamp", "nonce"])
@pytest.mark.parametrize("value", ["", "0" * 40, "é\udc80", "1"])
def test_nothing_signed_may_be_changed(clock, name, value):
    query, body = sealed(HELLO, AT)
    with pytest.raises(Rejected) as refused:
        callback(clock).open({**query, name: value}, body)
    assert refused.value.trouble == ""


def test_a_body_under_the_signature_of_another_is_refused(clock):
    query, _ = sealed(HELLO, AT)
    with pytest.raises(Rejected):
        callback(clock).open(query, sealed(HELLO.replace("停", "好"), AT)[1])


@pytest.mark.parametrize("late", [-301, 301])
def test_what_was_not_signed_in_these_five_minutes_is_refused(clock, late):
    with pytest.raises(Stale):
        callback(clock).open(*sealed(HELLO, AT + late))


@pytest.mark.parametrize("late", [-299, 299])
def test_clocks_may_be_apart_by_almost_five_minutes(clock, late):
    assert callback(clock).open(*sealed(HELLO, AT + late)).seen == "new"


def test_a_repeat_is_known_and_after_a_minute_it_is_spent(clock):
    ours, message = callback(clock), sealed(HELLO, AT)
    assert ours.open(*message).seen == "new"
    clock.wall_at += 10 * SECOND
    assert ours.open(*message).seen == "again"
    clock.wall_at += 51 * SECOND
    assert ours.open(*message).seen == "spent"


def test_in_plain_text_one_signature_stands_for_one_body(clock):
    ours = callback(clock, "plain")
    assert ours.open(plain(AT), HELLO.encode()).fields.text("MsgId") == "7"
    assert ours.open(plain(AT), HELLO.encode()).seen == "again"
    with pytest.raises(Rejected, match="another body"):
        ours.open(plain(AT), HELLO.replace("停", "好").encode())


def test_signatures_are_forgotten_once_their_time_keeps_them_out(clock):
    ours = callback(clock)
    for minute in range(30):
        clock.wall_at = NOON + minute * 60 * SECOND
        ours.open(*sealed(HELLO, AT + minute * 60, nonce=str(minute)))
    assert len(ours._fresh._seen) == 11  # noqa: SLF001  how much is remembered shows nowhere else


def test_plain_text_is_refused_where_safe_is_configured(clock):
    with pytest.raises(NotSealed):
        callback(clock).open(plain(AT), HELLO.encode())


@pytest.mark.parametrize("mode", ["compatible", "plain"])
def test_plain_text_is_read_and_answered_in_plain_text_where_it_is_configured(clock, mode):
    letter = callback(clock, mode).open(plain(AT), HELLO.encode())
    assert said(letter.answer("好", AT))["Content"] == "好"


def test_a_message_both_plain_and_encrypted_is_believed_in_its_encrypted_part(clock):
    query, body = sealed(HELLO, AT)
    forged = body.replace(b"<Encrypt>", b"<Content>forged</Content><MsgType>text</MsgType><Encrypt>")
    letter = callback(clock, "compatible").open(query, forged)
    assert letter.fields.text("Content").startswith("电梯")
    assert said(unsealed(letter.answer("好", AT)))["Content"] == "好"


def test_encrypted_messages_without_a_key_are_refused(clock):
    with pytest.raises(NotOpened, match="aes_key"):
        callback(clock, "plain", aes_key="").open(*sealed(HELLO, AT))


def test_json_is_read_where_the_platform_is_set_to_it(clock):
    told = json.dumps({"FromUserName": OPENID, "CreateTime": AT, "MsgType": "text", "Content": "停\ud800了\0"})
    letter = callback(clock).open(*sealed_json(told, AT))
    assert (letter.wants_json, letter.fields.text("Content")) == (True, "停\ufffd了")
    assert letter.fields.number("CreateTime") == AT


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "no xml",
        "<xml>",
        "<xml></xml>",
        "<a>1</a>",
        "<xml>text</xml>",
        "{",
        "[1]",
        "{" * 3000,
        '<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>&a;</MsgType></xml>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><MsgType>&a;</MsgType></xml>',
    ],
)
def test_what_is_rightly_sealed_and_no_message_is_unreadable(clock, inside):
    with pytest.raises((Unreadable, Rejected)) as refused:
        callback(clock).open(*sealed(inside, AT))
    assert "passwd" not in str(refused.value)


def test_the_deepest_xml_that_is_read_does_no_harm(clock):
    deep = "<a>" * 2000
    letter = callback(clock, "plain").open(plain(AT), f"<xml>{deep}{deep.replace('<', '</')}</xml>".encode())
    assert letter.fields.text("MsgType") == ""


def test_a_body_of_elements_alone_is_not_even_parsed(clock):
    with pytest.raises(Unreadable):
        callback(clock, "plain").open(plain(AT), f"<xml>{'<a/>' * 5000}</xml>".encode())


def test_the_longest_text_of_signs_that_look_like_elements_is_read(clock):
    letter = callback(clock).open(*sealed(xml("text", AT, Content="<" * 2048), AT))
    assert letter.fields.text("Content") == "<" * 2048


def test_control_signs_somebody_pasted_do_not_cost_the_message(clock):
    letter = callback(clock).open(*sealed(xml("text", AT, Content="a\x08b\x0bc"), AT))
    assert letter.fields.text("Content") == "abc"


def test_an_element_that_stands_there_twice_reads_as_empty(clock):
    twice = HELLO.replace("<MsgId>", "<MsgType>event</MsgType><MsgId>")
    assert callback(clock).open(*sealed(twice, AT)).fields.text("MsgType") == ""


@pytest.mark.parametrize("text", ["a]]><MsgType>image</MsgType>", "]]>", "]]]]>>", "a\x0b\ufffe\udc00b", "<&>\"'"])
def test_no_text_breaks_out_of_the_answer(clock, text):
    reply = said(callback(clock, "plain").open(plain(AT), HELLO.encode()).answer(text, AT))
    assert reply["Content"] == text.replace("\x0b", "").replace("\ufffe", "").replace("\udc00", "")
    assert (reply["MsgType"], reply["ToUserName"], reply["CreateTime"]) == ("text", OPENID, str(AT))


def test_wechat_is_shown_that_the_address_is_ours(clock):
    assert callback(clock).echo({**plain(AT), "echostr": "4375120948345356249"}) == "4375120948345356249"
    with pytest.raises(Rejected):
        callback(clock).echo({**plain(AT), "nonce": "n2", "echostr": "4375120948345356249"})


def test_wecom_is_shown_that_the_address_is_ours_by_decrypting(clock):
    query, body = sealed("echo-4375", AT)
    cipher = body.partition(b"<Encrypt><![CDATA[")[2].partition(b"]]>")[0].decode()
    asked = {key: query[key] for key in ("msg_signature", "timestamp", "nonce")}
    assert callback(clock).echo_sealed({**asked, "echostr": cipher}) == "echo-4375"
    wrong = signed(str(AT), "n1", cipher, token="another")
    with pytest.raises(Rejected):
        callback(clock).echo_sealed({**asked, "msg_signature": wrong, "echostr": cipher})


def test_a_key_that_is_none_is_refused_at_the_start(clock):
    with pytest.raises(ValueError, match="43 letters"):
        callback(clock, aes_key="c2hvcnQ")


def test_nothing_shows_the_keys():
    keys = Keys(APP, TOKEN, AES_KEY, OLD_KEY)
    assert not any(secret in repr(keys) for secret in (TOKEN, AES_KEY, OLD_KEY))
