"""What a body becomes in WeChat: words, numbered choices, and never a byte more than a message bears."""

import pytest

from bot.handlers.wechat.drawing import TEXT, Ability, options, text_of
from bot.handlers.words import cut_bytes, size
from bot.messages import Body, Button


def choices(*labels, token="tok"):
    return tuple((Button(label, f"{token}.{place}"),) for place, label in enumerate(labels))


def test_choices_are_numbered_as_they_are_typed():
    body = Body(text="什么坏了？", rows=choices("电梯", "扶梯"))
    assert text_of(body) == "什么坏了？\n\n1. 电梯\n2. 扶梯"


def test_a_number_is_the_choice_s_place_in_the_question_however_its_rows_are_laid_out():
    first, second, third = (Button(label, f"tok.{place}") for place, label in enumerate("abc"))
    assert [option.line for option in options(Body(text="?", rows=((third,), (first, second))))] == [
        "1. a",
        "2. b",
        "3. c",
    ]


def test_buttons_of_several_questions_are_numbered_in_a_row():
    body = Body(text="?", rows=((Button("a", "one.0"),), (Button("b", "two.0"),)))
    assert [option.line for option in options(body)] == ["1. a", "2. b"]


def test_scores_keep_the_numbers_they_begin_with():
    body = Body(text="几分？", rows=choices("1 很差", "2 差", "取消"))
    assert text_of(body) == "几分？\n\n1 很差\n2 差\n取消"


@pytest.mark.parametrize("sign", ["a", "ñ", "修", "🔧", "\u0301"])
def test_no_text_is_longer_than_a_message_bears_and_no_sign_is_broken(sign):
    for count in range(TEXT // size(sign) - 3, TEXT // size(sign) + 3):
        drawn = text_of(Body(text="x" + sign * count))
        assert size(drawn) <= TEXT
        assert set(drawn) <= {"x", sign, "…", "\u0301"}
    assert text_of(Body(text="x" + sign * TEXT)).endswith("…")


def test_a_text_of_just_what_a_message_bears_is_whole():
    assert text_of(Body(text="修" * 682 + "ab")) == "修" * 682 + "ab"


def test_words_are_cut_before_choices_are():
    body = Body(text="修" * 2000, rows=choices("是", "否"))
    drawn = text_of(body)
    assert drawn.endswith("…\n\n1. 是\n2. 否")
    assert TEXT - 3 <= size(drawn) <= TEXT


def test_choices_that_fill_a_message_leave_room_for_words():
    drawn = text_of(Body(text="问" * 100, rows=choices(*("选" * 60 for _ in range(40)))))
    assert drawn.startswith("问" * 100)
    assert size(drawn) <= TEXT


def test_links_carry_label_and_token():
    drawn = text_of(Body(text="好了吗", rows=choices("好 & 快")), ability=Ability.LINKS)
    said = "好%20%26%20快"
    assert drawn == f'好了吗\n\n<a href="weixin://bizmsgmenu?msgmenucontent={said}&msgmenuid=tok.0">1. 好 & 快</a>'


def test_links_that_do_not_fit_become_numbers():
    drawn = text_of(Body(text="?", rows=choices(*(f"第{n}号电梯" for n in range(20)))), ability=Ability.LINKS)
    assert "<a" not in drawn
    assert "20. 第19号电梯" in drawn


def test_nobody_s_words_become_a_link():
    drawn = text_of(Body(text='温度<5℃ <a href="weixin://x">按</a> < / A >', rows=choices("<A href=x>")))
    assert "<a" not in drawn.lower().replace(" ", "")
    assert "温度<5℃" in drawn


def test_a_limit_cuts_to_nothing_but_the_ellipsis():
    assert cut_bytes("修修", 3) == "…"
