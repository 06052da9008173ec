"""What was typed or sent, understood: numbers, labels, words that stand for a choice, scores, and nothing at all."""

import pytest

from bot.desk.hearing import Ear, choose, hear, is_empty, press
from bot.flows.tables import Choice, Heard, State
from bot.messages import Contact, Incoming, Location, Media, Sender
from tests.decisions.room import TEXTS

YES, NO = Choice("answered", "choice-yes", "yes"), Choice("answered", "choice-no", "no")
SCORES = tuple(Choice("rated", f"score-{score}", str(score)) for score in range(1, 6))
NUMBERED = Choice("chose", "choice-add-to", "7", {"number": "BX-7K3M-9QK"})


def ear(*choices: Choice, offered: tuple[str, ...] = (), language: str = "en") -> Ear:
    return Ear(choices, offered, TEXTS, language)


def incoming(text: str = "", **more: object) -> Incoming:
    return Incoming(
        bot="b", delivery_id="d", chat="c", sender=Sender("li"), sent_at=0, received_at=0, text=text, **more
    )


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "\uff12",
        "2.",
        "第2个",
        "二",
        "第二个",
        "选2",
        "我选第二个",
        "(2)",
        "\u2461",
        "2\ufe0f\u20e3",
        "2. No",
        "2、否",
        "opción 2",
        "No",
        "no",
        "NO!",
        "否",
        "nope",
        "不是",
    ],
)
def test_a_choice_is_named_by_number_label_or_word_in_any_language(text: str):
    heard = choose(text, ear(YES, NO, language="zh" if text == "不是" else "en"))
    assert heard == press(NO)


@pytest.mark.parametrize("text", ["3", "0", "perhaps", "no picture", "!!!"])
def test_what_names_no_choice_is_none(text: str):
    assert choose(text, ear(YES, NO)) is None


def test_a_label_with_a_ticket_number_in_it_can_be_typed():
    assert choose("add to BX-7K3M-9QK", ear(NUMBERED)) == press(NUMBERED)
    assert choose("add to BX-AAAA-AAA", ear(NUMBERED)) is None


@pytest.mark.parametrize(
    ("text", "score", "comment"),
    [
        ("5", "5", ""),
        ("5分 很好", "5", "很好"),
        ("4/5, thanks", "4", "thanks"),
        ("1 point. Too late", "1", "Too late"),
        ("\uff15分", "5", ""),
        ("五分\uff0c很好", "5", "很好"),
        ("五\uff0c很好", "5", "很好"),
        ("五", "5", ""),
        ("5. 很好", "5", "很好"),
        ("5、很好", "5", "很好"),
        ("我给五分! 师傅很好", "5", "师傅很好"),
        ("5星好评", "5", "好评"),
        ("4 puntos, gracias", "4", "gracias"),
        ("5 very quick", "5", "very quick"),
        ("很满意", "5", ""),
        ("一般", "3", ""),
        ("Muy buena", "5", ""),
        ("5 很满意", "5", ""),
    ],
)
def test_a_score_may_come_with_a_comment(text: str, score: str, comment: str):
    assert choose(text, ear(*SCORES)) == Heard("rated", comment, score)


@pytest.mark.parametrize(
    "text",
    [
        "6",
        "10",
        "5:30",
        "very good indeed",
        "3 号线又坏了",
        "3号线",
        "5分钟前又坏了",
        "三号机不动",
        "一直没修好",
        "4.5",
        "5-6",
        "2 days without a lift",
        "5 minutos sin luz",
        "5th floor is dark",
    ],
)
def test_other_figures_are_no_score(text: str):
    assert choose(text, ear(*SCORES)) is None


@pytest.mark.parametrize(("word", "trigger"), [("cancel", "cancelled"), ("back", "went_back"), ("skip", "skipped")])
def test_words_of_navigation_count_where_they_are_offered(word: str, trigger: str):
    assert choose(word, ear(YES, offered=(trigger,))) == Heard(trigger)
    assert choose(word, ear(YES)) is None


def test_free_text_files_places_and_phones_mean_what_the_state_takes():
    asking = State(name="s", typed="answered", sent="attached")
    photo = Media("photo", digest="a" * 64)
    assert hear(incoming(" it is dark "), asking, ear()) == Heard("answered", "it is dark")
    assert hear(incoming("see", media=(photo,)), asking, ear()) == Heard("attached", "see", media=(photo,))
    assert hear(incoming(contact=Contact("13800138000")), asking, ear()) == Heard("answered", "13800138000")
    assert hear(incoming(location=Location(1, 2)), asking, ear()) == Heard("answered", "1.00000, 2.00000")
    assert hear(incoming(), asking, ear()) is None
    assert hear(incoming("hello"), State(name="s"), ear(YES)) is None
    assert hear(incoming("yes"), State(name="s"), ear(YES)) == press(YES)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200f\u202e", "\x00", "\u3164\u2800"])
def test_what_shows_nothing_is_empty(text: str):
    assert is_empty(text)
    assert not is_empty(f"{text}a")
