"""Template cards of WeCom: what one may hold, how it reads, and the codes by which it is replaced.

Limits: the fields of path/90236 and 101032, as zsmhub/workweixin's comments quote them; code and task by path/94945.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.tencent_api import refusals
from tests.tencent_api.bubbles import Choice
from tests.tencent_api.refusals import Refusal

#: A response_code is good for one update within so many seconds.
CODE_LIVES = 72 * 3600.0
TASK = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
KINDS = {"text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"}
#: Those whose buttons call us back and that can be updated; the others only with an action_menu.
INTERACTIVE = KINDS - {"text_notice", "news_notice"}
#: How many of a list there may be, and bytes of a key.
MOST = {"button_list": 6, "horizontal_content_list": 6, "jump_list": 3, "vertical_content_list": 4}
KEY = 1024
#: How many entries a menu has, and options a choice; bytes of an option's id.
MOST_ENTRIES, MOST_OPTIONS, ID = 3, 20, 128


@dataclass
class Code:
    """A response_code: which sent card it replaces, and until when."""

    task: str
    until: float
    is_used: bool = False


@dataclass
class Codes:
    """All codes that were given out."""

    known: dict[str, Code] = field(default_factory=dict)

    def give(self, task: str, now: float) -> str:
        """Return a fresh code for a card."""
        word = f"rc-{len(self.known) + 1:06}-".ljust(60, "z")
        self.known[word] = Code(task, now + CODE_LIVES)
        return word

    def use(self, word: str, now: float) -> str:
        """Use a code up; return the task it is for, or raise a Refusal."""
        code = self.known.get(word)
        if code is None or now >= code.until:
            raise Refusal(*refusals.BAD_CODE)
        if code.is_used:
            raise Refusal(*refusals.CODE_USED)
        code.is_used = True
        return code.task


def check(card: Any, *, needs_task: bool = True) -> dict[str, Any]:
    """Return a card that may be shown; raise a Refusal."""
    if not isinstance(card, dict) or card.get("card_type") not in KINDS:
        raise _bad("card_type")
    interactive = card["card_type"] in INTERACTIVE
    task = card.get("task_id")
    if needs_task and (interactive or "action_menu" in card) and not task:
        raise Refusal(*refusals.BAD_TASK)
    if task is not None and (not isinstance(task, str) or not TASK.fullmatch(task)):
        raise Refusal(*refusals.BAD_TASK)
    for name, most in MOST.items():
        if len(card.get(name) or ()) > most:
            raise _bad(name)
    _check_words(card)
    _check_buttons(card)
    return card


def words(card: dict[str, Any]) -> str:
    """Return all that can be read on a card but its buttons."""
    parts = [_part(card, "source", "desc"), _part(card, "main_title", "title"), _part(card, "main_title", "desc")]
    parts += [_part(card, "emphasis_content", "title"), _part(card, "emphasis_content", "desc")]
    parts += [_part(card, "quote_area", "title"), _part(card, "quote_area", "quote_text")]
    parts.append(str(card.get("sub_title_text", "")))
    parts += [f"{each['keyname']} {each.get('value', '')}" for each in card.get("horizontal_content_list") or ()]
    parts += [f"{each['title']}\n{each.get('desc', '')}" for each in card.get("vertical_content_list") or ()]
    parts += [str(each.get("title", "")) for each in card.get("jump_list") or ()]
    return "\n".join(part for part in parts if part)


def choices(card: dict[str, Any]) -> list[Choice]:
    """Return what calls us back: buttons, entries of the menu in the corner, options of a choice."""
    buttons = [each for each in card.get("button_list") or () if not each.get("type")]
    found = [Choice(each["text"], "", each["key"]) for each in [*buttons, *menu(card)]]
    return found + [Choice(each["text"], "", each["id"]) for each in options(card)]


def menu(card: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of the menu in the corner."""
    return list((card.get("action_menu") or {}).get("action_list") or ())


def options(card: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the options of a choice, of which one goes with the button below."""
    return list((card.get("checkbox") or {}).get("option_list") or ())


def _check_words(card: dict[str, Any]) -> None:
    title = _part(card, "main_title", "title")
    if card["card_type"] == "text_notice":
        if not title and not card.get("sub_title_text"):
            raise _bad("main_title.title")
        if not isinstance(card.get("card_action"), dict) or card["card_action"].get("type") not in {1, 2}:
            raise _bad("card_action")
    elif not title:
        raise _bad("main_title.title")
    for each in card.get("horizontal_content_list") or ():
        if not each.get("keyname") or (each.get("type") == 1 and not each.get("url")):
            raise _bad("horizontal_content_list")


def _check_buttons(card: dict[str, Any]) -> None:
    buttons = card.get("button_list") or []
    if card["card_type"] == "button_interaction" and not buttons:
        raise _bad("button_list")
    for each in buttons:
        wanted = "url" if each.get("type") == 1 else "key"
        if not each.get("text") or not each.get(wanted) or len(str(each[wanted]).encode()) > KEY:
            raise _bad("button_list")
    keys = [each["key"] for each in [*buttons, *menu(card)] if "key" in each]
    if len(set(keys)) < len(keys):
        raise _bad("button_list.key")
    if "action_menu" in card and not 1 <= len(menu(card)) <= MOST_ENTRIES:
        raise _bad("action_menu.action_list")
    if card["card_type"] == "vote_interaction":
        _check_vote(card)


def _check_vote(card: dict[str, Any]) -> None:
    ids = [str(each.get("id", "")) for each in options(card)]
    if not 1 <= len(ids) <= MOST_OPTIONS or len(set(ids)) < len(ids) or not all(1 <= len(each) <= ID for each in ids):
        raise _bad("checkbox.option_list")
    if not (card.get("checkbox") or {}).get("question_key") or not (card.get("submit_button") or {}).get("key"):
        raise _bad("submit_button")


def _part(card: dict[str, Any], *path: str) -> str:
    outer = card.get(path[0])
    return str(outer.get(path[1], "")) if isinstance(outer, dict) else ""


def _bad(what: str) -> Refusal:
    return Refusal(refusals.BAD_CARD, f"invalid Request Parameter, {what}")
