"""What Texts says: variables, texts inside texts, people's words, gaps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.messages import Quoted, Ref
from bot.texts import Texts

NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def texts() -> Texts:
    return Texts()


def test_a_receipt_reads_as_people_talk_in_each_language(texts: Texts):
    args = {
        "number": "BX-7K3M-9QK",
        "level": Ref("level-critical"),
        "due": NOW + timedelta(minutes=30),
        "hotline": "400-000-0110",
    }
    zh, es, en = (texts.say("ticket-issued", language, SHANGHAI, NOW, args) for language in ("zh", "es", "en"))
    assert "您的服务单号是 BX-7K3M-9QK，一级（重大故障）。" in zh
    assert "最晚今天 16:30 前与您联系" in zh
    assert "Su número de caso es BX-7K3M-9QK, nivel 1 (crítica)." in es
    assert "se comunicará con usted antes de las 16:30." in es
    assert "Your ticket number is BX-7K3M-9QK, level 1 (critical)." in en
    assert "will contact you by 16:30." in en


def test_a_label_is_a_text_without_variables_and_empty_for_another(texts: Texts):
    assert texts.label("choice-skip", "es") == texts.say("choice-skip", "es", SHANGHAI, NOW)
    assert texts.label("ticket-issued", "es") == ""


def test_a_line_whose_variables_are_all_empty_is_left_out(texts: Texts):
    args = {"number": "BX-7K3M-9QK", "level": Ref("level-minor"), "due": NOW, "hotline": ""}
    said = texts.say("ticket-issued", "zh", SHANGHAI, NOW, args)
    assert len(said.splitlines()) == 2
    assert "急事" not in said


def test_a_text_inside_a_text_is_rendered_for_the_same_reader(texts: Texts):
    inner = Ref("next-on-site", {"eta_at": NOW + timedelta(hours=17)})
    args = {"number": "BX", "stage": Ref("stage-working"), "level": "x", "symptom": "y", "holder": "z", "next": inner}
    said = texts.say("ticket-status", "es", SHANGHAI, NOW, args)
    assert said.endswith("El técnico llegará mañana hacia las 09:00.")


def test_words_of_people_come_through_as_they_are_and_never_longer_than_a_message_bears(texts: Texts):
    args = {"number": "BX", "name": "李工", "text": Quoted("<b>{ $number }</b>\n*bold*" + "长" * 5_000)}
    said = texts.say("relay-staff", "zh", SHANGHAI, NOW, args)
    assert "<b>{ $number }</b>\n*bold*长" in said
    assert said.endswith("长…")
    assert len(said) < 1_050


def test_a_name_cannot_begin_a_new_line_or_turn_the_text_around(texts: Texts):
    said = texts.say("notice-taken", "en", UTC, NOW, {"number": "BX", "name": "Li\nTicket closed \u202egnow"})
    assert "\n" not in said
    assert "Li Ticket closed gnow is handling it" in said


def test_texts_that_choose_by_a_number_bear_long_words_of_people_too(texts: Texts):
    args = {"count": 1, "number": Quoted("9" * 5_000)}
    assert "9" * 999 in texts.say("notice-files", "en", UTC, NOW, args)
    assert texts.missing == []


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 file added"), (2, "2 files added"), (1_234, "1,234 files added")],
)
def test_plurals_and_thousands_follow_the_language(texts: Texts, count: int, words: str):
    assert texts.say("notice-files", "en", UTC, NOW, {"count": count, "number": "BX"}).startswith(words)


def test_a_variable_nobody_gave_leaves_a_hole_and_a_note(texts: Texts):
    assert "…" in texts.say("notice-withdrawn", "zh", UTC, NOW)
    assert texts.missing == ["zh: notice-withdrawn: $number was not given"]
    texts.say("notice-withdrawn", "zh", UTC, NOW)
    assert len(texts.missing) == 1


def test_an_instant_that_is_none_leaves_a_hole_and_a_note(texts: Texts):
    said = texts.say("next-respond", "en", UTC, NOW, {"due_at": "soon"})
    assert said == "We'll contact you …."
    assert texts.missing == ["en: next-respond: $due_at is no instant"]


def test_a_text_that_nobody_has_shows_its_id_and_is_noted(texts: Texts):
    assert texts.say("no-such-text", "es", UTC, NOW) == "no-such-text"
    assert texts.missing == ["es: no-such-text"]


def test_a_language_the_company_does_not_speak_gets_the_first_one(texts: Texts):
    assert texts.say("choice-skip", "fr", UTC, NOW) == "跳过"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-Hant-TW", "zh"),
        ("zh_CN", "zh"),
        ("ES", "es"),
        ("es-419", "es"),
        ("en-GB", "en"),
        ("fr-FR", "en"),
        ("", "en"),
        ("eng", "en"),
        ("zhx", "en"),
    ],
)
def test_the_language_of_a_tag_is_found_by_its_prefix(texts: Texts, tag: str, language: str):
    assert texts.pick(tag, "en") == language


def test_a_tag_of_a_language_not_offered_gets_the_first_one():
    texts = Texts(("es", "en"))
    assert texts.pick("zh-CN") == "es"
    assert texts.pick("zh-CN", "zh") == "es"


def test_only_the_languages_of_the_company_are_there():
    texts = Texts(("es",))
    assert texts.has("ticket-issued", "es")
    assert not texts.has("ticket-issued", "zh")
    assert texts.ids("zh") == frozenset()
    with pytest.raises(ValueError, match="at least one language"):
        Texts(())


def test_what_a_text_fills_in_can_be_asked(texts: Texts):
    assert texts.variables("ticket-issued", "es") == {"number", "level", "due", "hotline"}
    assert texts.variables("choice-skip", "es") == frozenset()
    assert texts.variables("no-such-text", "es") == frozenset()
