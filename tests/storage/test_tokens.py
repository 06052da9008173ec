"""Tokens that processes share, and what channels have learnt."""

import asyncio

from storage.sqlite.tokens import StoredNotes, StoredTokens

KEY = "wechat:wx1"


async def test_a_token_is_read_as_it_was_put_and_the_newest_wins(store):
    tokens = StoredTokens(store)
    assert await tokens.get(KEY) is None
    for word in ("one", "two" * 170):
        await tokens.put(KEY, word, 7)
        assert await tokens.get(KEY) == (word, 7)
    assert await tokens.get("wecom:ww1.1000002") is None


async def test_of_twenty_who_want_the_lease_one_gets_it(store):
    tokens = [StoredTokens(store) for _ in range(20)]
    assert sorted(await asyncio.gather(*(each.lease(KEY, 0, 100) for each in tokens))) == [False] * 19 + [True]


async def test_a_lease_ends_by_itself(store):
    tokens = StoredTokens(store)
    assert await tokens.lease(KEY, 0, 100)
    assert not await tokens.lease(KEY, 99, 200)
    assert await tokens.lease(KEY, 100, 200)


async def test_a_lease_is_given_back_by_its_holder_only(store):
    tokens = StoredTokens(store)
    assert await tokens.lease(KEY, 0, 100)
    await tokens.release(KEY, 99)
    assert not await tokens.lease(KEY, 0, 200)
    await tokens.release(KEY, 100)
    assert await tokens.lease(KEY, 0, 200)


async def test_to_put_a_token_ends_the_lease_and_to_lease_leaves_the_token(store):
    tokens = StoredTokens(store)
    await tokens.lease(KEY, 0, 100)
    await tokens.put(KEY, "one", 7)
    assert await tokens.lease(KEY, 0, 100)
    assert await tokens.get(KEY) == ("one", 7)


async def test_a_lease_alone_is_no_token(store):
    tokens = StoredTokens(store)
    await tokens.lease(KEY, 0, 100)
    assert await tokens.get(KEY) is None


async def test_what_was_learnt_is_known_and_apart_from_the_desk_s_own(store):
    notes = StoredNotes(store)
    assert await notes.read("clock") == ""
    await notes.write("clock", "LINKS@7")
    await notes.write("clock", "NUMBERS@8")
    assert await notes.read("clock") == "NUMBERS@8"
    found = await store.turn(lambda work: work.execute("meta_get", "clock"))
    assert found == []
