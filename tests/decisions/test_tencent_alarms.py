"""What operators read when WeChat or WeCom takes nothing from us."""

from datetime import UTC, datetime

import pytest

from bot.desk.warnings import over, words_of
from bot.flows.tables import Say
from bot.texts import Texts

TEXTS = Texts()
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def read(say: Say, language: str) -> str:
    return TEXTS.say(say.text, language, UTC, NOW, say.args)


@pytest.mark.parametrize("language", TEXTS.languages)
@pytest.mark.parametrize("platform", ["wechat", "wecom"])
@pytest.mark.parametrize(
    ("trouble", "detail"), [("address", "203.0.113.7"), ("credentials", "40125 invalid appsecret")]
)
def test_they_read_what_is_wrong_and_where_to_mend_it_in_plain_words(language, platform, trouble, detail):
    told = read(words_of(f"{platform}-{trouble}", detail), language)
    assert detail in told
    assert f"{platform}-{trouble}" not in told
    assert ("IP" if trouble == "address" else f"{platform}.secret") in told
    assert read(over(f"{platform}-{trouble}"), language) != told
