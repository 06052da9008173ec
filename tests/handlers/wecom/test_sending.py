"""What the desk says reaches a member or a department in WeCom's own forms, and what does not is told as what it is."""

import pytest

from bot.messages import Lane, Link, Media, RetryAt, Sent, Undeliverable, Unknown
from tests.handlers.wecom.conftest import delivery
from tests.tencent_api import refusals

CARD = {"number": "BX-7K3M-9QK", "call": "Take ticket BX-7K3M-9QK and answer the customer by 15:30."}
TICKET = """BX-7K3M-9QK · critical · new
Customer: Li
About: “the core switch is down”
Answer the customer: by 15:30"""


async def test_a_text_reaches_its_member(wang, channel):
    assert await channel.send(delivery("Good morning")) == Sent()
    assert [bubble.text for bubble in wang.inbox] == ["Good morning"]


async def test_a_long_text_comes_in_pieces_none_of_which_is_cut(corp, wang, channel):
    words = "\n".join(f"第{at}行：核心交换机已经断电，请马上处理。" for at in range(100))
    assert isinstance(await channel.send(delivery(words)), Sent)
    assert len(wang.inbox) > 1
    assert "\n".join(bubble.text for bubble in wang.inbox) == words
    assert corp.sent.cut == []


async def test_a_call_is_one_card_that_shows_all_of_it(wang, channel, codes):
    text = f"{CARD['call']}\n\n{TICKET}"
    sent = await channel.send(delivery(text, labels=["I'll take it"], body={"card": CARD, "style": "page"}))
    (bubble,) = wang.inbox
    assert sent == Sent("m-1")
    assert bubble.json["card_type"] == "button_interaction"
    assert bubble.json["main_title"] == {"title": "BX-7K3M-9QK", "desc": "critical · new"}
    assert {"keyname": "Customer", "value": "Li"} in bubble.json["horizontal_content_list"]
    for words in (CARD["call"], "the core switch is down", "by 15:30"):
        assert words in bubble.text
    assert bubble.labels == ["I'll take it"]
    assert [one.external_id for one in codes.kept] == ["m-1"]


async def test_where_its_buttons_cannot_be_pressed_a_call_leads_to_a_page_with_the_first(wang, channel):
    link = Link("I'll take it", "https://desk.example.com/t/x")
    for number, lane in enumerate((Lane.PAGE, Lane.UPDATE), 1):
        call = delivery(TICKET, labels=["I'll take it"], lane=int(lane), links=(link,), number=number)
        assert isinstance(await channel.send(call), Sent)
    call, card = wang.inbox
    assert call.json["card_action"] == {"type": 1, "url": link.url}
    assert "card_action" not in card.json


async def test_a_customers_long_words_are_quoted_whole(wang, channel):
    symptom = "the core switch is down and nobody in the terminal can print a boarding pass " * 3
    text = TICKET.replace("the core switch is down", symptom.strip())
    await channel.send(delivery(text, labels=["More"], body={"card": {"number": "BX-7K3M-9QK"}}))
    (bubble,) = wang.inbox
    assert bubble.json["quote_area"]["quote_text"] == f"“{symptom.strip()}”"


async def test_a_customers_lines_stay_one_value_and_are_no_names_and_values_of_the_card(wang, channel):
    symptom = "the core switch is down\nVoltage: 12 V\n\nsince noon"
    text = TICKET.replace("the core switch is down", symptom)
    await channel.send(delivery(text, labels=["More"], body={"card": {"number": "BX-7K3M-9QK", "quote": symptom}}))
    (bubble,) = wang.inbox
    rows = {row["keyname"]: row["value"] for row in bubble.json["horizontal_content_list"]}
    assert rows["About"] == "“the core switch is down / Voltage: 12 V / since noon”"
    assert "Voltage" not in rows
    assert "since noon" not in bubble.json.get("sub_title_text", "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("BX-7K3M-9QK: " + "what shall we tell the customer? " * 3, "BX-7K3M-9QK: what shall we tell the customer?"),
        (
            "您什么时候能到？" + "请写时间，例如明天上午十点半到现场。" * 3,
            "您什么时候能到？请写时间，例如明天上午十点半到现场。",
        ),
    ],
)
async def test_a_long_question_is_broken_where_its_first_words_end(wang, channel, text, title):
    await channel.send(delivery(text, labels=["Back"]))
    (bubble,) = wang.inbox
    assert bubble.json["main_title"]["title"] == title
    assert "".join(bubble.text.split()) == "".join(text.split())


async def test_words_that_end_nowhere_are_cut_in_the_title_and_whole_below(wang, channel):
    await channel.send(delivery("x" * 200, labels=["Back"]))
    (bubble,) = wang.inbox
    assert bubble.text == f"{'x' * 71}…\n{'x' * 200}"


async def test_what_has_no_room_on_a_card_stands_before_it(wang, channel):
    words = "A question that takes a long time to ask. " * 20
    await channel.send(delivery(words, labels=["Yes", "No"]))
    text, card = wang.inbox
    assert text.text == words.strip()
    assert card.labels == ["Yes", "No"]


async def test_the_seventh_button_is_in_the_menu_of_the_corner(wang, channel, intake):
    labels = [f"Action {at}" for at in range(7)]
    await channel.send(delivery("What now?", labels=labels))
    (bubble,) = wang.inbox
    assert bubble.labels == labels
    await wang.presses("Action 6")
    (said,) = await intake.has(1)
    assert said.choice == "t.6"


async def test_many_choices_are_picked_from_a_list(wang, channel, intake):
    labels = [f"BX-7K3M-{at:03}" for at in range(11)]
    await channel.send(delivery("Eleven tickets", labels=labels))
    text, card = wang.inbox
    assert text.text == "Eleven tickets"
    assert card.labels == labels
    await wang.presses("BX-7K3M-010")
    (said,) = await intake.has(1)
    assert said.choice == "t.10"


async def test_a_department_is_sent_one_card_for_all(corp, wang, channel):
    zhao = corp.member("zhao")
    corp.party(7, [wang, zhao])
    assert await channel.send(delivery(TICKET, "party:7", labels=["I'll take it"])) == Sent("p7-1")
    assert [len(each.inbox) for each in (wang, zhao)] == [1, 1]


async def test_a_member_without_the_application_is_out_of_reach(corp, wang, channel):
    wang.is_visible = False
    corp.member("zhao")
    outcome = await channel.send(delivery())
    assert outcome == Undeliverable(outcome.reason, unreachable=True)
    assert "81013" in outcome.reason


@pytest.mark.parametrize("name", ["invaliduser", "unlicenseduser"])
@pytest.mark.usefixtures("corp", "wang")
async def test_a_success_that_leaves_the_member_out_is_none(channel, name, monkeypatch):
    told = {"errcode": 0, "errmsg": "ok", name: "somebody|wang", "msgid": "m"}
    monkeypatch.setattr(channel._sending.api, "post", lambda *_: _answer(told))  # noqa: SLF001  of one receiver the stand-in refuses all
    outcome = await channel.send(delivery(chat="wang"))
    assert isinstance(outcome, Undeliverable)
    assert outcome.unreachable
    assert name in outcome.reason


async def _answer(told: dict[str, object]) -> dict[str, object]:
    return told


async def test_a_department_that_is_gone_is_an_alarm_until_it_is_back(corp, wang, channel, alarms):
    outcome = await channel.send(delivery(TICKET, "party:9", labels=["I'll take it"]))
    assert outcome == Undeliverable(outcome.reason, unreachable=False)
    assert alarms.kinds() == ["wecom-party"]
    corp.party(9, [wang])
    assert await channel.send(delivery(TICKET, "party:9", 2, labels=["I'll take it"])) == Sent("p9-2")
    assert alarms.cleared.count("wecom-party") == 1
    await channel.send(delivery(TICKET, "party:9", 3, labels=["I'll take it"]))
    assert alarms.cleared.count("wecom-party") == 1


async def test_a_call_whose_answer_was_lost_goes_again_byte_for_byte_and_is_shown_once(corp, wang, channel):
    call = delivery(TICKET, labels=["I'll take it"], lane=int(Lane.PAGE))
    corp.faults.add("message/send", "lose")
    assert isinstance(await channel.send(call), Unknown)
    assert await channel.send(call) == Sent("m-1")
    first, second = corp.called("message/send")
    assert first.raw == second.raw
    assert len(corp.sent.doubled) == 1
    assert len(wang.inbox) == 1


async def test_another_card_whose_answer_was_lost_is_not_shown_twice_either(corp, wang, channel):
    corp.faults.add("message/send", "lose")
    assert isinstance(await channel.send(delivery(TICKET, labels=["More"])), Unknown)
    assert await channel.send(delivery(TICKET, labels=["More"])) == Sent("m-1")
    assert len(wang.inbox) == 1


async def test_two_equal_answers_are_both_shown(wang, channel):
    await channel.send(delivery("Not understood", number=1))
    await channel.send(delivery("Not understood", number=2))
    assert len(wang.inbox) == 2


async def test_what_has_arrived_of_a_message_is_not_sent_again_with_the_rest(corp, wang, channel):
    words = "A question that takes a long time to ask. " * 20
    corp.faults.refuse("message/send", refusals.BUSY).fits = lambda call: call.body["msgtype"] == "template_card"
    assert isinstance(await channel.send(delivery(words, labels=["Yes"])), RetryAt)
    assert await channel.send(delivery(words, labels=["Yes"])) == Sent("m-1")
    assert [bubble.kind for bubble in wang.inbox] == ["text", "card"]


async def test_of_a_message_whose_second_part_may_be_lost_the_first_is_not_sent_again(corp, wang, channel):
    words = "A question that takes a long time to ask. " * 20
    corp.faults.add("message/send", "lose").fits = lambda call: call.body["msgtype"] == "template_card"
    assert isinstance(await channel.send(delivery(words, labels=["Yes"])), Unknown)
    assert await channel.send(delivery(words, labels=["Yes"])) == Sent("m-1")
    assert [bubble.kind for bubble in wang.inbox] == ["text", "card"]


async def test_a_press_in_a_department_is_answered_to_its_member_alone(corp, wang, channel):
    zhao = corp.member("zhao")
    corp.party(7, [wang, zhao])
    assert await channel.send(delivery("It is yours.", "party:7", kind="answer_press", press="wang")) == Sent()
    assert [bubble.text for bubble in wang.inbox] == ["It is yours."]
    assert zhao.inbox == []


@pytest.mark.usefixtures("wang")
async def test_a_press_that_is_answered_without_words_is_left_at_that(corp, channel):
    assert await channel.send(delivery("", "party:7", kind="answer_press", press="wang")) == Sent()
    assert corp.called("message/send") == []


async def test_files_come_in_their_form_and_what_is_lost_leaves_its_name(wang, channel, files, alarms):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(20)
    photo = Media("photo", name="rack.png", mime="image/png", digest=files.keep(picture))
    lost = Media("document", name="log.txt", mime="text/plain", digest="0" * 64)
    await channel.send(delivery("Look", body={"files": (photo, lost)}))
    words, shown, name = wang.inbox
    assert (words.text, shown.kind, shown.content, name.text) == ("Look", "image", picture, "[log.txt]")
    assert alarms.kinds() == ["file-missing"]


async def test_a_file_too_small_for_wecom_leaves_its_name(wang, channel, files):
    tiny = Media("document", name="a.txt", mime="text/plain", digest=files.keep(b"ok"))
    assert await channel.send(delivery("", body={"files": (tiny,)})) == Sent()
    assert [bubble.text for bubble in wang.inbox] == ["[a.txt]"]


async def test_nothing_is_sent_when_there_is_nothing_to_say(corp, channel):
    assert await channel.send(delivery("")) == Undeliverable("nothing to say")
    assert corp.called("message/send") == []


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        (Media("voice", mime="audio/amr"), "voice"),
        (Media("voice", mime="audio/ogg"), "file"),
        (Media("video", mime="video/mp4"), "video"),
        (Media("document", name="a.pdf", mime="application/pdf"), "file"),
    ],
)
async def test_a_file_wecom_cannot_show_goes_as_a_file(wang, channel, files, media, kind):
    digest = files.keep(b"#!AMR\n" + bytes(20))
    await channel.send(delivery("", body={"files": (Media(**{**_fields(media), "digest": digest}),)}))
    assert [bubble.kind for bubble in wang.inbox] == [kind]


def _fields(media: Media) -> dict[str, object]:
    return {name: getattr(media, name) for name in media.__struct_fields__}


async def test_what_wecom_knows_nothing_of_is_said_to_be_undeliverable(channel):
    assert isinstance(await channel.send(delivery(kind="topic")), Undeliverable)


@pytest.mark.usefixtures("wang")
async def test_a_refused_address_holds_all_messages_and_calls_the_operators(corp, channel, alarms):
    corp.trusted = set()
    outcome = await channel.send(delivery())
    assert isinstance(outcome, RetryAt)
    assert outcome.whole_bot
    assert alarms.kinds() == ["wecom-address"]


@pytest.mark.usefixtures("wang")
async def test_no_message_goes_while_the_channel_does_not_run(corp, channel):
    await channel.stop()
    assert isinstance(await channel.send(delivery()), RetryAt)
    assert corp.called("message/send") == []
