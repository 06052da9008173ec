"""The tone and the words of docs/glossary.md, as far as a machine can see them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from bot.texts import Texts

TEXTS = Texts()
#: Not for people who talk to us: words we hear, patterns of dates.
UNSAID = ("words-", "clock-date")
FORBIDDEN = {
    "zh": {
        "亲": r"亲(?!自)",
        "尊敬的": r"尊敬的",
        "敬请谅解": r"敬请谅解",
        "你, not 您": r"你",
        "工单, which is a document of the factory": r"(?<!维修)工单",
        "重开": r"重开",
        "half-width punctuation beside a Han character": r"[\u4e00-\u9fff][,;!?()]|[,;!?()][\u4e00-\u9fff]",
        "a half-width colon after a Han character": r"[\u4e00-\u9fff]:",
        "a space beside 「」": r"[「」] | [「」]",
        "an exclamation mark": r"！",
        "straight quotation marks": r"[\"“”]",
        "两 languages in one: Spanish marks": r"[¿¡]",
    },
    "es": {
        "computers by their regional names": r"(?i)ordenador|computadora",
        "telephones by their regional names": r"(?i)\bm[óo]vil|celular",
        "pinchar, clicar": r"(?i)pinch[ae]|clic",
        "mandar": r"(?i)\bmand(ar|e|amos)\b",
        "tú": r"(?i)\b(tu|tus|te|ti|contigo|puedes|tienes|quieres)\b",
        "vosotros, vos": r"(?i)vosotros|\bvos\b|\bos\b|tenés|podés",
        "tres garantías": r"(?i)tres garant[íi]as",
        "estimado": r"(?i)estimad[oa]",
        "favor de": r"(?i)favor de\b",
        "rectificación": r"(?i)rectificaci[óo]n",
        "transición": r"(?i)transici[óo]n",
        "gerente for the manager": r"(?i)gerente",
        "an exclamation mark": r"[!¡]",
        "a question not opened": r"(?m)^[^¿\n]*\?",
        "straight quotation marks": r"[\"“”]",
    },
    "en": {
        "an exclamation mark": r"!",
        "please more than once": r"(?is)please.*please",
        "dear customer": r"(?i)dear ",
        "kindly": r"(?i)kindly",
        "straight quotation marks": r"\"",
        "hidden danger": r"(?i)hidden danger",
        "click": r"(?i)\bclick",
    },
}
#: A reader in WeChat has numbers to type and nothing to press.
PRESSING = {
    "zh": r"按钮|点一?下|点选|点「|按下|点击|下方|左下|右下",
    "es": r"(?i)\bbot[oó]n|\bpuls|\btoque|\btocar\b|\bpresion",
    "en": r"(?i)\bbuttons?\b|\bpress(?:ed|es)?\b|\btap(?:ped)?\b",
}
#: Read where there are buttons: the web page and the demo, and what is told of Telegram alone.
BESIDE_BUTTONS = re.compile(r"^(?:web-|demo-|outage-|alarm-away$|telegram-)")
#: A reader in WeChat cannot reply to one message among others.
REPLYING = {
    "zh": r"回复这条|回复此|引用这条",
    "es": r"(?i)responda a este mensaje|respondiendo a este",
    "en": r"(?i)repl(?:y|ying) to this",
}

CASES = [(language, name, pattern) for language, rules in FORBIDDEN.items() for name, pattern in rules.items()]


def sources(language: str) -> dict[str, str]:
    """Return every text of a language as its file writes it, without comments and function names."""
    found: dict[str, str] = {}
    for file in sorted(files("bot.texts").joinpath(language).iterdir(), key=lambda entry: entry.name):
        text_id = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            named = re.match(r"^([a-z][\w-]*) =(.*)$", line)
            if named:
                text_id = named.group(1)
                found[text_id] = named.group(2).strip()
            elif text_id and line.startswith(" "):
                found[text_id] += f"\n{line.strip()}"
            else:
                text_id = ""
    return {text_id: text for text_id, text in found.items() if not text_id.startswith(UNSAID)}


@pytest.mark.parametrize(("language", "name", "pattern"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_the_texts_keep_to_the_glossary(language: str, name: str, pattern: str):
    del name
    broken = {
        text_id: text
        for text_id, text in sources(language).items()
        if re.search(pattern, re.sub(r"\{[^}]*\}", "", text)) and text_id not in {"language-zh", "language-en"}
    }
    assert broken == {}


@pytest.mark.parametrize("rules", [PRESSING, REPLYING], ids=["pressing", "replying"])
@pytest.mark.parametrize("language", TEXTS.languages)
def test_no_text_speaks_of_what_only_some_channels_have(language: str, rules: dict[str, str]):
    read = {text_id: text for text_id, text in sources(language).items() if not BESIDE_BUTTONS.match(text_id)}
    assert {text_id: text for text_id, text in read.items() if re.search(rules[language], text)} == {}


#: What customers read: all but the texts of staff's commands, the menus made of them, and the demo's and web's pages.
STAFF_ONLY = re.compile(
    r"^(?:help-(?!customer)|usage-|cmd-|card-|done-|refused-|page-|waiting-|digest-|storm-|call-|list-|alarm|group-"
    r"|staff-|customer-|ask-offer|offer-|invite-|web-|demo-|outage-|already-|btn-|tap-)"
)


@pytest.mark.parametrize("language", TEXTS.languages)
def test_customers_are_told_words_and_no_slash_commands(language: str):
    found = {text_id: text for text_id, text in sources(language).items() if re.search(r"(?<![\w}])/[a-z]{3,}", text)}
    assert {text_id: text for text_id, text in found.items() if not STAFF_ONLY.match(text_id)} == {}


#: Variables that are filled with digits or Latin letters, and stand apart from Han characters; an instant ends so.
LATIN = {
    "number",
    "count",
    "hotline",
    "call",
    "score",
    "limit",
    "page",
    "pages",
    "photos",
    "time",
    "date",
    "old",
    "new",
    "minutes",
    "section",
}
FIGURES = {"late", "waiting", "solved", "nobody", "others", "level1", "level2", "level3"}
ENDS_IN_DIGITS = {"at", "due", "eta", "closes", "closes_at"}
BESIDE_HAN = re.compile(
    r"[\u4e00-\u9fff，。：；、（）] \{ (?:\$|[A-Z]+\(\$)(\w+)|\$(\w+)\)? \} [\u4e00-\u9fff，。：；、（）]"
)


def test_no_blank_stands_between_han_characters_and_a_variable_of_han_words():
    found = [
        (text_id, before or after)
        for text_id, text in sources("zh").items()
        for before, after in BESIDE_HAN.findall(text)
        if (before or after) not in (LATIN | FIGURES if before else LATIN | FIGURES | ENDS_IN_DIGITS)
    ]
    # What kind of alarm it is, operators read in Latin letters.
    assert found == [("alarm-over", "kind"), ("alarm", "kind")]


@pytest.mark.parametrize("language", TEXTS.languages)
def test_the_wording_tests_see_every_text(language: str):
    heard = {text_id for text_id in TEXTS.ids(language) if text_id.startswith(UNSAID)}
    assert set(sources(language)) == TEXTS.ids(language) - heard


#: What we write is confirmed before it has left: a platform may keep it or refuse it.
ARRIVED = {
    "zh": r"已告诉客户|客户已收到|已发给客户|已请客户|已去问",
    "es": r"(?i)el cliente (?:ya )?(?:lo )?(?:sabe|recibió)|avisamos al cliente|se lo preguntamos",
    "en": r"(?i)customer (?:\S+ ){0,5}(?:has|have) been (?:told|asked)|customer (?:knows|has the)|customer is asked",
}


@pytest.mark.parametrize("language", TEXTS.languages)
def test_no_confirmation_says_that_words_have_arrived(language: str):
    confirmed = {text_id: text for text_id, text in sources(language).items() if text_id.startswith("done-")}
    assert len(confirmed) > 10
    assert {text_id: text for text_id, text in confirmed.items() if re.search(ARRIVED[language], text)} == {}


#: 请, but not in 邀请 and 请求.
ASKING = re.compile(r"(?<!邀)请(?!求)")


def test_chinese_asks_politely_once_in_a_sentence():
    sentences = [(text_id, part) for text_id, text in sources("zh").items() for part in re.split(r"[。？\n]", text)]
    assert [(text_id, part) for text_id, part in sentences if len(ASKING.findall(part)) > 1] == []


#: Where a person's answer is promised, the text says by when.
PROMISES = ("ticket-issued", "ticket-issued-question", "notice-reopened", "notice-severity", "notice-escalated",
            "next-respond", "notice-acknowledged", "ask-low-reason", "ask-works", "repair-not-answered")  # fmt: skip


@pytest.mark.parametrize("text_id", PROMISES)
def test_a_promise_names_its_time(text_id: str):
    instants = {"due", "due_at", "closes", "closes_at", "call_by"}
    for language in TEXTS.languages:
        assert TEXTS.variables(text_id, language) & instants


LABELS = ("choice-", "btn-", "score-", "reason-", "greeting-")


@pytest.mark.parametrize("language", TEXTS.languages)
def test_labels_are_short_enough_for_a_button_and_can_be_said_as_words(language: str):
    sentences = {"score-given", "reason-given"}
    labels = {text_id for text_id in TEXTS.ids(language) if text_id.startswith(LABELS)}
    for text_id in labels - sentences:
        text = sources(language)[text_id]
        assert len(text) <= 40, text_id
        assert not re.search(r"[.。…]$", text), text_id


@pytest.mark.parametrize("language", TEXTS.languages)
def test_choices_offered_together_read_differently(language: str):
    groups = ("score-", "reason-", "choice-eta-", "choice-down-", "btn-", "greeting-", "choice-over-")
    for group in groups:
        labels = [text for text_id, text in sources(language).items() if text_id.startswith(group)]
        assert len(labels) == len(set(labels)), group
