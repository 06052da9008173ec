"""Identifiers are ordered by time, tokens and salts drawn where nobody can guess them, or from a seed."""

import threading
import time
from datetime import UTC, datetime, timedelta

from bot.adapters.clock import VirtualClock
from bot.adapters.ids import EPOCH_MS, RANDOM_BITS, SeededIds, TimeIds

START_AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_ids_grow_and_fit_in_sixty_three_bits():
    ids = TimeIds()
    drawn = [ids.new() for _ in range(5000)]
    assert drawn == sorted(set(drawn))
    assert drawn[-1] < 2**63


def test_an_id_tells_when_it_was_drawn():
    drawn = TimeIds().new()
    assert abs((drawn >> RANDOM_BITS) + EPOCH_MS - time.time() * 1000) < 5000


def test_threads_never_draw_the_same_id():
    ids, drawn = TimeIds(), []
    threads = [threading.Thread(target=lambda: drawn.extend(ids.new() for _ in range(2000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn)) == 8000


def test_tokens_carry_128_bits_in_22_url_safe_signs():
    ids = TimeIds()
    tokens = {ids.token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 22 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)
    assert len(ids.salt()) == 16
    assert {ids.below(3) for _ in range(200)} == {0, 1, 2}


def _draw(seed: int) -> list[object]:
    clock = VirtualClock(START_AT)
    ids = SeededIds(seed, clock)
    first = [ids.new(), ids.new(), ids.token(), ids.salt(), ids.below(1000)]
    clock.advance(timedelta(seconds=1))
    return [*first, ids.new()]


def test_one_seed_gives_one_story():
    assert _draw(7) == _draw(7)
    assert _draw(7) != _draw(8)


def test_seeded_ids_grow_with_time_too():
    first, second, token, salt, below, later = _draw(7)
    assert first < second < later
    assert len(token) == 22
    assert len(salt) == 16
    assert 0 <= below < 1000
