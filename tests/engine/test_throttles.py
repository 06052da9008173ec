"""What a platform bears, and what is kept for pages."""

from bot.engine.throttles import REST, Throttles
from bot.messages import Lane, Place

GROUP = Place("telegram:1", "-100")
PRIVATE = Place("telegram:1", "7")
SECOND = 1_000_000
NOON = 10**15


def _send(throttles: Throttles, place: Place, lane: Lane, seconds: float) -> bool:
    wall = NOON + round(seconds * SECOND)
    if throttles.free_at(place, lane) > wall:
        return False
    throttles.sent(place, wall)
    return True


def test_a_group_takes_fourteen_a_minute_and_six_more_are_kept_for_pages():
    throttles = Throttles()
    # Five seconds apart: the chat's own rate is no hindrance.
    sent = [_send(throttles, GROUP, Lane.UPDATE, at * 2) for at in range(20)]
    assert sent == [True] * 14 + [False] * 6
    assert [_send(throttles, GROUP, Lane.PAGE, 40 + at * 1.5) for at in range(7)] == [True] * 6 + [False]


def test_a_minute_later_the_group_takes_more():
    throttles = Throttles()
    for at in range(14):
        _send(throttles, GROUP, Lane.UPDATE, at * 2)
    assert not _send(throttles, GROUP, Lane.UPDATE, 59.9)
    assert _send(throttles, GROUP, Lane.UPDATE, 60)
    assert not _send(throttles, GROUP, Lane.UPDATE, 61)


def test_pages_count_towards_a_groups_minute():
    throttles = Throttles()
    for at in range(14):
        assert _send(throttles, GROUP, Lane.PAGE, at * 2)
    assert not _send(throttles, GROUP, Lane.UPDATE, 30)


def test_a_private_chat_takes_a_few_at_once_and_one_a_second_in_the_long_run():
    throttles = Throttles()
    assert [_send(throttles, PRIVATE, Lane.REPLY, 0) for _ in range(4)] == [True] * 3 + [False]
    assert _send(throttles, PRIVATE, Lane.PAGE, 0)
    sent = sum(_send(throttles, PRIVATE, Lane.REPLY, at / 10) for at in range(1000))
    assert sent <= 100


def test_a_bot_sends_thirty_a_second_of_which_five_are_for_pages():
    throttles = Throttles()
    chats = [Place("telegram:1", str(chat)) for chat in range(40)]
    assert sum(_send(throttles, chat, Lane.UPDATE, 0) for chat in chats) == 25
    assert sum(_send(throttles, chat, Lane.PAGE, 0) for chat in chats) == 5
    assert _send(throttles, chats[-1], Lane.UPDATE, 1)


def test_what_must_be_held_is_named_for_all_lanes_and_for_the_rest():
    throttles = Throttles()
    for at in range(14):
        _send(throttles, GROUP, Lane.UPDATE, at * 2)
    held = dict(throttles.holds(GROUP, NOON + 30 * SECOND))
    assert held == {GROUP.key + REST: NOON + 60 * SECOND}


def test_our_own_web_chat_knows_no_throttle():
    throttles = Throttles()
    web = Place("web:desk", "a")
    assert all(_send(throttles, web, Lane.UPDATE, 0) for _ in range(1000))
    assert throttles.holds(web, NOON) == ()


def test_other_bots_are_not_held():
    throttles = Throttles()
    for _ in range(30):
        _send(throttles, PRIVATE, Lane.PAGE, 0)
    assert _send(throttles, Place("telegram:2", "7"), Lane.UPDATE, 0)


def test_windows_of_long_ago_make_room(monkeypatch):
    monkeypatch.setattr("bot.engine.throttles.WINDOWS", 10)
    throttles = Throttles()
    assert all(_send(throttles, Place(f"telegram:{at}", "7"), Lane.UPDATE, at) for at in range(100))
