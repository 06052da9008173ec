"""An operator's own files over ours."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.messages import Ref
from bot.texts import Texts

NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


def lay(folder: Path, language: str, text: str) -> Path:
    (folder / language).mkdir(parents=True, exist_ok=True)
    (folder / language / "ours.ftl").write_text(text, encoding="utf-8")
    return folder


def test_an_operators_text_stands_in_place_of_ours(tmp_path: Path):
    texts = Texts(extra_dir=lay(tmp_path, "es", "choice-works = Sí, ya anda\n"))
    assert texts.say("choice-works", "es", UTC, NOW) == "Sí, ya anda"
    assert texts.say("choice-broken", "es", UTC, NOW) == "Sigue el problema"
    assert texts.problems() == []


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path):
    texts = Texts(extra_dir=lay(tmp_path, "es", "\ufeffchoice-works = Ya anda\n"))
    assert texts.say("choice-works", "es", UTC, NOW) == "Ya anda"


def test_another_language_can_be_added_and_its_gaps_are_filled_by_the_first(tmp_path: Path):
    texts = Texts(("en", "pt"), lay(tmp_path, "pt", "choice-works = Sim, funciona\n"))
    assert texts.say("choice-works", "pt", UTC, NOW) == "Sim, funciona"
    assert texts.say("next-respond", "pt", UTC, NOW, {"due_at": NOW}) == "We'll contact you by 08:00."
    assert texts.missing == ["pt: next-respond"]
    assert "pt: there is no text next-respond" in texts.problems()


def test_dates_of_a_language_without_phrases_come_in_the_first_language(tmp_path: Path):
    overlay = lay(tmp_path, "pt", "next-respond = Falamos { BY($due_at) }.\n")
    texts = Texts(("en", "pt"), overlay)
    assert texts.say("next-respond", "pt", UTC, NOW, {"due_at": NOW}) == "Falamos by 08:00."


def test_a_language_that_no_library_knows_is_formatted_as_english(tmp_path: Path):
    texts = Texts(("en", "qx"), lay(tmp_path, "qx", "choice-works = Arí\n"))
    assert texts.say("choice-works", "qx", UTC, NOW) == "Arí"


def test_a_folder_without_files_changes_nothing(tmp_path: Path):
    assert Texts(extra_dir=tmp_path / "nowhere").problems() == []


def test_what_is_wrong_with_an_overlay_is_told_with_its_file(tmp_path: Path):
    overlay = lay(
        tmp_path,
        "en",
        "notice-withdrawn = Ticket { $nummer } is gone.\n"
        "next-working = { SOON($x) } { no-such-text }\n"
        "choice-works = Yes\n"
        "choice-works = Yes again\n"
        "this is no fluent\n"
        "clock-by-today = before { $minute }\n",
    )
    file = overlay / "en" / "ours.ftl"
    problems = Texts(extra_dir=overlay).problems()
    assert f"{file}: notice-withdrawn: nobody gives it $nummer" in problems
    assert "en: notice-withdrawn fills in $nummer, in another language $number" in problems
    assert f"{file}: next-working: there is no SOON" in problems
    assert f"{file}: next-working: there is no no-such-text" in problems
    assert f"{file}: the text choice-works stands also in {file}" in problems
    assert f"{file}: clock-by-today: nobody gives it $minute" in problems
    assert any(problem.startswith(f"{file}: cannot read 'this is no fluent'") for problem in problems)


def test_what_an_overlay_names_wrongly_is_noted_and_the_rest_is_said(tmp_path: Path):
    overlay = lay(tmp_path, "en", "next-working = Soon: { no-such-text }{ SOON($x) }.\n")
    texts = Texts(("en",), overlay)
    assert texts.say("next-working", "en", UTC, NOW).startswith("Soon: ")
    assert any("no-such-text" in problem for problem in texts.missing)


def test_overlays_may_use_all_of_fluent(tmp_path: Path):
    overlay = lay(
        tmp_path,
        "en",
        "-desk = Sierra { $case -> \n   *[short] Redes\n    [long] Redes S.A.\n }\n"
        'next-working = { -desk(case: "long") } { "{" }{ NUMBER(3) } { next-ended }{ "}" }\n'
        "duty-nobody = Nobody for { LENGTH(3600) }.\n"
        "next-respond = { $due_at -> \n   *[other] Due { $due_at } or { BY($due_at) } or { ABOUT($due_at) }\n }\n",
    )
    texts = Texts(("en",), overlay)
    assert texts.say("next-working", "en", UTC, NOW).startswith("Sierra Redes S.A. {3 This ticket has ended.")
    assert texts.say("duty-nobody", "en", UTC, NOW) == "Nobody for 1 hour."
    said = texts.say("next-respond", "en", UTC, NOW, {"due_at": NOW})
    assert said == "Due today 08:00 or by 08:00 or at about 08:00"


def test_two_texts_that_name_each_other_do_not_hang(tmp_path: Path):
    overlay = lay(tmp_path, "en", "next-working = a { next-ended }\nnext-ended = b { next-working }\n")
    texts = Texts(("en",), overlay)
    assert texts.say("next-working", "en", UTC, NOW).startswith("a b")
    assert texts.missing


def test_overlays_may_show_instants_lengths_and_fractions_in_any_form(tmp_path: Path):
    overlay = lay(
        tmp_path,
        "en",
        "next-respond = At { $due_at }, in { LENGTH($within) }, { $share } of them\n"
        'next-on-site = { BY($eta_at, style: "x") }{ LENGTH("soon") }\n'
        "score-given = { $score -> \n    [one] { $score } point\n   *[other] { $score } points, { $number }\n }\n",
    )
    texts = Texts(("en",), overlay)
    args = {"due_at": NOW, "within": 5400, "share": 1234.5}
    assert texts.say("next-respond", "en", UTC, NOW, args) == "At today 08:00, in 1 hour 30 minutes, 1,234.5 of them"
    assert texts.say("score-given", "en", UTC, NOW, {"score": 2.5, "number": Ref("choice-skip")}) == "2.5 points, Skip"
    assert texts.missing == []
    texts.say("next-respond", "en", UTC, NOW, {**args, "within": "long"})
    texts.say("next-on-site", "en", UTC, NOW, {"eta_at": NOW})
    assert texts.missing[0] == "en: next-respond: $within is no length in seconds"
    assert len(texts.missing) > 1
