"""What leaves for people on WeChat, against a stand-in that counts, cuts off and refuses as WeChat does."""

import pytest

from bot.handlers.wechat.abilities import Abilities
from bot.messages import Body, Closed, Media, RetryAt, Sent, Undeliverable, Unknown
from bot.ports import StoreError
from tests.handlers.wechat_out.conftest import BOT, SECOND
from tests.tencent_api import refusals

SEND, UPLOAD = "message/custom/send", "media/upload"


async def test_words_arrive_as_they_are(outside):
    assert await outside.says("电梯已修好。") == Sent()
    assert [bubble.text for bubble in outside.li.inbox] == ["电梯已修好。"]


async def test_a_question_is_a_menu_that_brings_its_token(outside):
    assert await outside.says("好了吗？", "好了", "没好") == Sent()
    bubble = outside.li.newest
    assert bubble.kind == "msgmenu"
    assert [(choice.label, choice.id) for choice in bubble.choices] == [("好了", "tok.0"), ("没好", "tok.1")]


async def test_an_account_without_menus_gets_links_and_is_asked_for_menus_once(outside):
    outside.platform.may_show_menus = False
    assert await outside.says("好了吗？", "好了", "没好") == Sent()
    assert await outside.says("几分？", "1 很差", "2 差") == Sent()
    assert outside.platform.refused == [(SEND, 40200)]
    first, second = outside.li.inbox
    assert first.text == "好了吗？\n\n1. 好了\n2. 没好"
    assert [(choice.said, choice.id) for choice in first.choices] == [("好了", "tok.0"), ("没好", "tok.1")]
    assert second.labels == ["1 很差", "2 差"]
    assert outside.alarms.raised == []


async def test_an_account_without_links_gets_numbers(outside):
    outside.platform.may_show_menus = False
    outside.platform.faults.refuse(SEND, (45166, "invalid content")).fits = lambda call: b"<a href" in call.raw
    assert await outside.says("好了吗？", "好了", "没好") == Sent()
    assert outside.li.newest.text == "好了吗？\n\n1. 好了\n2. 没好"
    assert outside.li.newest.choices == []
    assert len(outside.platform.called(SEND)) == 3


async def test_what_an_account_can_do_is_known_after_a_restart_and_tried_again_after_a_month(outside):
    outside.platform.may_show_menus = False
    await outside.says("好了吗？", "好了")
    ((key, note),) = outside.notes.kept.items()
    assert key.startswith("choices/wechat:")
    outside.sending.abilities = Abilities(BOT, outside.notes, outside.clock)
    await outside.says("好了吗？", "好了")
    assert len(outside.platform.refused) == 1
    assert outside.notes.kept == {key: note}
    outside.clock.wall_at += 31 * 86_400 * SECOND
    outside.platform.may_show_menus = True
    await outside.says("好了吗？", "好了")
    assert outside.li.newest.kind == "msgmenu"


async def test_a_question_with_too_many_choices_for_a_menu_is_a_text(outside):
    await outside.says("哪一台？", *(f"{n}号" for n in range(12)))
    assert outside.li.newest.kind == "text"
    assert len(outside.li.newest.choices) == 12


async def test_a_long_text_goes_in_as_many_messages_as_it_takes(outside):
    await outside.says("修" * 1500)
    await outside.says("好" * 800, "是", "否")
    assert [bubble.kind for bubble in outside.li.inbox] == ["text", "text", "text", "text", "msgmenu"]
    words = "".join(bubble.text for bubble in outside.li.inbox)
    assert (words.count("修"), words.count("好")) == (1500, 800)
    assert outside.platform.refused == []


@pytest.mark.parametrize("kind", ["card", "edit"])
async def test_what_would_change_a_message_is_a_new_one(outside, kind):
    body = Body(text="原来的话", anew="更正：新的话")
    assert await outside.sending.send(outside.delivery(body, kind=kind, edit_id="1")) == Sent()
    assert outside.li.newest.text == "更正：新的话"


@pytest.mark.parametrize("kind", ["topic", "topic_name", "mark", "answer_press"])
async def test_what_wechat_has_not_is_not_sent(outside, kind):
    outcome = await outside.sending.send(outside.delivery(Body(text="x"), kind=kind))
    assert isinstance(outcome, Undeliverable)
    assert outside.platform.calls == []


async def test_a_message_without_anything_in_it_is_not_sent(outside):
    assert await outside.says("") == Undeliverable("nothing to say")


async def test_a_picture_is_brought_there_once_and_shown_after_the_words(outside):
    media = Media("photo", "电梯.jpg", "image/jpeg", 4, digest=outside.files.keep(b"\xff\xd8\xff\xe0"))
    assert await outside.says("照片：", files=(media,)) == Sent()
    assert await outside.says("", files=(media,)) == Sent()
    assert [bubble.kind for bubble in outside.li.inbox] == ["text", "image", "image"]
    (call,) = outside.platform.called(UPLOAD)
    assert (call.upload.name, call.upload.mime, call.query["type"]) == ("电梯.jpg", "image/jpeg", "image")


async def test_a_picture_that_was_brought_there_days_ago_is_brought_again(outside):
    media = Media("photo", "a.jpg", "image/jpeg", 4, digest=outside.files.keep(b"\xff\xd8\xff\xe0"))
    await outside.says("", files=(media,))
    outside.clock.wall_at += 71 * 3600 * SECOND
    await outside.says("", files=(media,))
    assert len(outside.platform.called(UPLOAD)) == 2


@pytest.mark.parametrize(
    ("media", "shown"),
    [
        (Media("voice", "", "audio/amr", 9), "voice"),
        (Media("voice", "", "audio/ogg", 9), "text"),
        (Media("voice", "", "audio/amr", 3 << 20), "text"),
        (Media("video", "", "video/mp4", 9), "video"),
        (Media("video", "", "video/mp4", 11 << 20), "text"),
        (Media("photo", "", "image/jpeg", 11 << 20), "text"),
        (Media("document", "维修报告.pdf", "application/pdf", 9), "text"),
    ],
)
async def test_a_file_comes_as_itself_or_as_kind_words_that_name_it(outside, media, shown):
    kept = Media(media.kind, media.name, media.mime, media.size, digest=outside.files.keep(b"123456789"))
    assert await outside.says("", files=(kept,)) == Sent()
    assert [bubble.kind for bubble in outside.li.inbox] == [shown]
    if shown == "text":
        assert outside.li.newest.text.startswith("wechat-file zh")
        assert (media.name or media.kind) in outside.li.newest.text
        assert outside.platform.called(UPLOAD) == []


async def test_a_file_that_cannot_be_shown_costs_no_message_of_its_own(outside):
    await outside.says("报告在此。", files=(Media("document", "a.pdf", "application/pdf", 9),))
    assert len(outside.li.inbox) == 1
    assert outside.li.newest.text.startswith("报告在此。\n\nwechat-file")


async def test_a_file_we_have_lost_is_named_and_an_alarm(outside):
    assert await outside.says("", files=(Media("photo", "a.jpg", "image/jpeg", 4, digest="0" * 64),)) == Sent()
    assert "a.jpg" in outside.li.newest.text
    assert outside.alarms.kinds() == ["file-missing"]


async def test_a_file_the_platform_does_not_take_is_named(outside):
    outside.platform.faults.refuse(UPLOAD, refusals.TOO_BIG["image"])
    media = Media("photo", "a.jpg", "image/jpeg", 4, digest=outside.files.keep(b"\xff\xd8\xff\xe0"))
    assert await outside.says("看", files=(media,)) == Sent()
    assert [bubble.kind for bubble in outside.li.inbox] == ["text", "text"]


async def test_words_that_arrived_are_not_sent_again_when_the_picture_has_to_wait(outside):
    outside.platform.faults.refuse(UPLOAD, refusals.BUSY)
    media = Media("photo", "a.jpg", "image/jpeg", 4, digest=outside.files.keep(b"\xff\xd8\xff\xe0"))
    assert isinstance(await outside.says("看", files=(media,)), RetryAt)
    assert await outside.says("看", files=(media,)) == Sent()
    assert [bubble.kind for bubble in outside.li.inbox] == ["text", "image"]


async def test_words_that_arrived_are_not_sent_again_when_the_window_closes_before_the_picture(outside):
    media = Media("photo", "a.jpg", "image/jpeg", 4, digest=outside.files.keep(b"\xff\xd8\xff\xe0"))
    for number in range(4):
        await outside.says(f"{number}")
    assert isinstance(await outside.says("看", files=(media,)), Closed)
    outside.li.quota.give("message")
    assert await outside.says("看", files=(media,)) == Sent()
    assert [bubble.kind for bubble in outside.li.inbox] == [*["text"] * 5, "image"]


async def test_the_sixth_message_is_closed(outside):
    for number in range(5):
        assert await outside.says(f"{number}") == Sent()
    assert isinstance(await outside.says("6"), Closed)
    assert len(outside.li.inbox) == 5


async def test_somebody_who_left_is_closed_and_a_stranger_is_nobody(outside):
    outside.li.quota.close()
    assert isinstance(await outside.says("x"), Closed)
    outside.li.openid = "o-of-another-account"
    outcome = await outside.says("x")
    assert isinstance(outcome, Undeliverable)
    assert outcome.unreachable


async def test_an_answer_that_is_lost_leaves_it_unknown(outside):
    await outside.says("x")
    outside.platform.faults.add(SEND, "lose")
    assert isinstance(await outside.says("y"), Unknown)


async def test_a_platform_out_of_reach_puts_all_messages_off(outside):
    await outside.platform.falls()
    outcome = await outside.says("x")
    assert isinstance(outcome, RetryAt)
    assert outcome.whole_bot


async def test_an_account_whose_feature_is_closed_is_an_alarm_that_names_it(outside):
    outside.platform.faults.refuse(SEND, (48001, "api unauthorized"))
    assert isinstance(await outside.says("x"), Undeliverable)
    ((kind, detail),) = outside.alarms.raised
    assert kind == "wechat-feature"
    assert detail.startswith("/cgi-bin/message/custom/send: 48001 api unauthorized")


async def test_notes_that_cannot_be_read_put_a_question_off(outside):
    async def broken(_key):
        raise StoreError("disk I/O error")

    outside.notes.read = broken
    assert await outside.says("好了吗？", "好了") == RetryAt(5.0, "disk I/O error")


async def test_a_template_tells_what_fits_into_it(outside):
    outside.li.quota.close()
    about = outside.about(symptom="三号楼\n电梯 " + "门" * 30, link="https://desk.example/t/1")
    outcome = await outside.says("那些话", route="template", template="ticket", about=about)
    bubble = outside.li.newest
    ((number, _li),) = outside.platform.templates.unfinished
    assert outcome == Sent(str(number))
    assert bubble.way == "template"
    assert bubble.url == "https://desk.example/t/1"
    assert bubble.text.splitlines()[1:] == [
        "character_string1：BX-7K3M-9QK",
        "phrase2：处理中",
        "thing3：三号楼 电梯 " + "门" * 12 + "…",
        "time4：2026-09-21 21:13",
    ]


async def test_the_same_template_message_bears_the_same_name_each_time(outside):
    for _ in range(2):
        await outside.says("", route="template", template="survey", about=outside.about(), id=4711)
    assert [call.body["client_msg_id"] for call in outside.platform.called("message/template/send")] == ["4711"] * 2


async def test_a_template_for_somebody_who_left_is_closed(outside):
    outside.li.is_following = False
    assert isinstance(await outside.says("", route="template", template="ticket", about=outside.about()), Closed)


async def test_a_template_that_is_not_the_account_s_is_an_alarm(outside):
    outside.platform.templates.known.clear()
    outcome = await outside.says("", route="template", template="ticket", about=outside.about())
    assert isinstance(outcome, Undeliverable)
    assert outside.alarms.kinds() == ["wechat-feature"]


async def test_without_a_template_or_a_ticket_nothing_is_sent(outside):
    outside.sending.manner.templates.survey = None
    for template, about in (("survey", outside.about()), ("ticket", None)):
        outcome = await outside.says("", route="template", template=template, about=about)
        assert isinstance(outcome, Undeliverable)
    assert outside.platform.calls == []


async def test_a_token_that_is_revoked_elsewhere_costs_one_more_call_and_the_message_arrives(outside):
    await outside.says("1")
    outside.platform.tokens.revoke()
    assert await outside.says("2") == Sent()
    assert [bubble.text for bubble in outside.li.inbox] == ["1", "2"]
    assert len(outside.platform.called("stable_token")) == 2


async def test_an_account_whose_tokens_are_all_refused_is_called_twice_and_put_off_with_an_alarm(outside):
    await outside.says("1")
    outside.platform.tokens.are_all_wrong = True
    before = len(outside.platform.called(SEND))
    for _ in range(10):
        assert isinstance(await outside.says("2"), RetryAt)
    assert len(outside.platform.called(SEND)) == before + 2
    assert outside.alarms.kinds() == ["wechat-credentials"]


async def test_an_address_that_is_not_on_the_list_is_named_to_the_operator(outside):
    outside.platform.white_list = set()
    for _ in range(10):
        assert isinstance(await outside.says("x"), RetryAt)
    assert outside.alarms.raised == [("wechat-address", "127.0.0.1")]
    assert len(outside.platform.called("stable_token")) == 1
