"""PTB's Bot over our request class."""

import pytest
from telegram.error import NetworkError

from bot.handlers.telegram.calls import CALL, AiohttpRequest, NotSent, make_bot
from tests.handlers.telegram.emulator import TOKEN


@pytest.fixture
async def request_():
    async with AiohttpRequest() as opened:
        yield opened


async def test_it_can_be_opened_and_closed_twice():
    request = AiohttpRequest()
    for _ in range(2):
        await request.initialize()
    session = request.session
    for _ in range(2):
        await request.shutdown()
    assert session.closed
    with pytest.raises(NotSent):
        assert request.session


async def test_it_says_how_long_a_call_may_take(request_):
    assert request_.read_timeout == CALL


async def test_ptb_can_read_a_file_by_it(telegram, request_):
    bot = make_bot(TOKEN, f"{telegram.api_url}/", request_)
    file = await bot.get_file(telegram.keep(b"content")["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"content"


async def test_a_timeout_given_with_the_call_holds(telegram, request_):
    bot = make_bot(TOKEN, telegram.api_url, request_)
    me = await bot.get_me(read_timeout=3.5, connect_timeout=1)
    assert me.username == "baoxiu_test_bot"


async def test_an_address_that_is_none_shows_nothing_of_itself(request_):
    bot = make_bot(TOKEN, "http://[", request_)
    with pytest.raises(NetworkError) as caught:
        await bot.get_me()
    assert TOKEN not in repr(caught.value)
