"""Draws a body as WeCom shows it: a text in pieces, or a card whose buttons bring back our tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bot.handlers.words import clean, size
from bot.messages import Body, Button

#: A text may have so many bytes of UTF-8 (platform-rules C3); what is longer is cut off by the platform.
TEXT = 2048
#: How many buttons a card has, how many entries the menu in its corner, and how many options a choice.
BUTTONS, MENU, OPTIONS = 6, 3, 20
#: How much of each is shown, in Latin letters: the platform counts by the width of a Han character, which is two.
TITLE, SIDE, WORDS, KEY, VALUE, ROWS = 72, 88, 320, 10, 60, 6
SUBMIT, QUESTION = "submit", "choice"
#: What stands between lines that became one.
SAME_LINE = " / "
_PAIR = re.compile(r"(?P<key>[^:：]{1,10})[:：]\s*(?P<value>\S.*)")
#: Where a sentence ends, and where its beginning may.
_STOPS = (re.compile(r"[.?!](?=\s)|[。？！]"), re.compile(r"[:;,](?=\s)|[：；，]"))
Card = dict[str, Any]


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that WeCom bears, broken at line ends or spaces where there are any."""
    rest = clean(text).strip()
    while size(rest) > TEXT:
        head = rest.encode()[:TEXT].decode(errors="ignore")
        half = len(head) // 2
        at = max(head.rfind("\n", half), head.rfind(" ", half) if "\n" not in head[half:] else -1)
        head = head[:at] if at > 0 else head
        yield head.rstrip()
        rest = rest[len(head) :].lstrip()
    if rest:
        yield rest


def width(text: str) -> int:
    """Return how wide a text is in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def cut(text: str, limit: int) -> str:
    """Return a text of at most this width, ending in an ellipsis where it was wider."""
    if width(text) <= limit:
        return text
    end = next(at for at in range(len(text), -1, -1) if width(text[:at]) < limit)
    return text[:end].rstrip() + "…"


def holds(body: Body) -> bool:
    """Tell whether a card alone shows all of the words; else they go before it as a text."""
    return len(buttons_of(body)) <= BUTTONS + MENU and width(_words(body)["sub_title_text"]) <= WORDS


def card_of(body: Body, task: str, submit: str) -> Card:
    """Return the card of a body with buttons, named `task`; `submit` is what stands under a choice of many."""
    words = _words(body)
    words["sub_title_text"] = words["sub_title_text"] if holds(body) else ""
    return {**{key: part for key, part in words.items() if part}, **_choices(buttons_of(body), task, submit)}


def notice_of(body: Body, url: str) -> Card:
    """Return the card that takes the place of one with buttons when there is nothing left to press."""
    words = {key: part for key, part in _words(body).items() if part}
    words["sub_title_text"] = cut(words.get("sub_title_text", ""), WORDS)
    return {"card_type": "text_notice", **words, "card_action": {"type": 1, "url": url}}


def buttons_of(body: Body) -> Sequence[Button]:
    """Return all buttons in their order."""
    return [button for row in body.rows for button in row]


def _choices(buttons: Sequence[Button], task: str, submit: str) -> Card:
    if len(buttons) > BUTTONS + MENU:
        # What is beyond twenty has its words to be typed, like everything else.
        options = [{"id": one.token, "text": clean(one.label), "is_checked": False} for one in buttons[:OPTIONS]]
        checkbox = {"question_key": QUESTION, "mode": 0, "option_list": options}
        button = {"text": submit, "key": SUBMIT}
        return {"card_type": "vote_interaction", "task_id": task, "checkbox": checkbox, "submit_button": button}
    pressed = [{"text": clean(one.label), "key": one.token} for one in buttons]
    card: Card = {"card_type": "button_interaction", "task_id": task, "button_list": pressed[:BUTTONS]}
    if len(pressed) > BUTTONS:
        card["action_menu"] = {"desc": "", "action_list": pressed[BUTTONS:]}
    return card


def _words(body: Body) -> Card:
    """Return the words of a card: its title, its lines of `name: value`, the customer's own words, and the rest."""
    text = clean(body.text).strip()
    if body.card is None:
        return _plain(text)
    call, quote = (clean(str(body.card.get(name, ""))) for name in ("call", "quote"))
    # What customers wrote in several lines stays one value: none of its lines is a name and a value of ours.
    text = text.replace(quote, SAME_LINE.join(filter(None, map(str.strip, quote.splitlines())))) if quote else text
    first, _, rest = text.removeprefix(call).strip().partition("\n")
    title, _, side = first.partition(" · ")
    pairs, others = _sorted(rest.splitlines())
    quoted = max(
        (pair for pair in pairs if width(pair["value"]) > VALUE), key=lambda one: len(one["value"]), default=None
    )
    rows = [pair for pair in pairs if pair is not quoted and width(pair["value"]) <= VALUE][:ROWS]
    left = [f"{pair['keyname']}: {pair['value']}" for pair in pairs if pair is not quoted and pair not in rows]
    return {
        "main_title": {"title": cut(title, TITLE), "desc": cut(side, SIDE)},
        "quote_area": {"type": 0, "title": quoted["keyname"], "quote_text": quoted["value"]} if quoted else None,
        "sub_title_text": "\n".join(filter(None, (call, *others, *left))),
        "horizontal_content_list": rows,
    }


def _plain(text: str) -> Card:
    first, _, rest = text.partition("\n")
    if width(first) > TITLE:
        first, rest = _halved(text)
    return {"main_title": {"title": first}, "sub_title_text": rest.strip()}


def _halved(text: str) -> tuple[str, str]:
    """Return the first words of a long line, up to where they may end within a title, and the rest."""
    for stop in _STOPS:
        ends = [found.end() for found in stop.finditer(text[:TITLE]) if width(text[: found.end()]) <= TITLE]
        if ends:
            return text[: ends[-1]], text[ends[-1] :]
    return cut(text.partition("\n")[0], TITLE), text


def _sorted(lines: Sequence[str]) -> tuple[list[dict[str, str]], list[str]]:
    """Return the lines that are a short name and its value, and all others."""
    pairs, others = [], []
    for line in filter(None, map(str.strip, lines)):
        found = _PAIR.fullmatch(line)
        if found and width(found["key"]) <= KEY:
            pairs.append({"keyname": found["key"], "value": found["value"]})
        else:
            others.append(line)
    return pairs, others
