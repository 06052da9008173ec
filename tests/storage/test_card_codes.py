"""The codes with which cards in WeCom are changed: kept by their card, newest first, until they end or are used."""

from bot.ports import CardCode
from storage.sqlite.card_codes import StoredCardCodes
from tests.storage.things import NOW

BOT = "wecom:ww1.1"


async def test_the_codes_of_a_card_come_newest_first(store):
    codes = StoredCardCodes(store)
    first, second = (CardCode(BOT, "m-1", name, NOW + at) for at, name in ((10, "first"), (20, "second")))
    for code in (first, second, CardCode(BOT, "m-2", "other", NOW + 30), CardCode("wecom:ww1.2", "m-1", "x", NOW + 30)):
        await codes.put(code, NOW)
    assert await codes.of(BOT, "m-1", NOW) == [second, first]


async def test_a_used_code_is_gone(store):
    codes = StoredCardCodes(store)
    code = CardCode(BOT, "m-1", "first", NOW + 10)
    await codes.put(code, NOW)
    await codes.used(code)
    assert await codes.of(BOT, "m-1", NOW) == []


async def test_a_code_that_comes_again_is_kept_once(store):
    codes = StoredCardCodes(store)
    code = CardCode(BOT, "m-1", "first", NOW + 10)
    await codes.put(code, NOW)
    await codes.put(CardCode(BOT, "m-1", "first", NOW + 20), NOW)
    assert await codes.of(BOT, "m-1", NOW) == [code]


async def test_a_code_that_has_ended_is_not_told_and_goes_with_the_next_that_comes(store):
    codes = StoredCardCodes(store)
    await codes.put(CardCode(BOT, "m-1", "first", NOW + 10), NOW)
    assert await codes.of(BOT, "m-1", NOW + 10) == []
    await codes.put(CardCode(BOT, "m-2", "second", NOW + 90), NOW + 10)
    assert await codes.of(BOT, "m-1", NOW) == []
