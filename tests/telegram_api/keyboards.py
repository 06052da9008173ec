"""Which keyboards Telegram takes (Client.cpp:9571-9760; td/telegram/ReplyMarkup.cpp)."""

from typing import Any

from tests.telegram_api.parameters import Call
from tests.telegram_api.refusals import bad

#: Bytes of a button's data (api#inlinekeyboardbutton, callback_data).
DATA = 64
#: What else a button may do; exactly one field besides the text (api#inlinekeyboardbutton).
OTHER = frozenset({
    "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
})  # fmt: skip

Rows = list[list[dict[str, Any]]]


def rows_of(call: Call) -> Rows:
    """Return the buttons of a call; raise what Telegram says of some it does not take."""
    markup = call.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad("Object expected as reply markup")
    if "inline_keyboard" not in markup:
        return []
    rows = [[_button(each) for each in _row(row)] for row in _rows(markup["inline_keyboard"])]
    return [row for row in rows if row]


def _rows(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise bad('Field "inline_keyboard" must be an Array of Arrays')  # Client.cpp:9747
    return value


def _row(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise bad('Field "inline_keyboard" must be an Array of Arrays')
    return value


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad("Can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not button.get("text"):
        # td/telegram/ReplyMarkup.cpp:570
        raise bad("Inline keyboard button text must be non-empty")
    if not button.get("callback_data") and not OTHER & set(button):
        # As Client.cpp:9694 has it.
        raise bad("Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    # The servers' word (tdlib has none); reported in microsoft/botframework-sdk#4218.
    if len(button.get("callback_data", "").encode()) > DATA:
        raise bad("BUTTON_DATA_INVALID")
    return dict(button)
