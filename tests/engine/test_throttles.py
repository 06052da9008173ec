"""What a platform bears, and what is kept for pages."""

from bisect import bisect_left

from bot.engine.throttles import Throttles
from bot.messages import Lane, Place

GROUP = Place("telegram:1", "-100")
PRIVATE = Place("telegram:1", "7")
SECOND = 1_000_000
NOON = 10**15


def _send(throttles: Throttles, place: Place, lane: Lane, seconds: float) -> bool:
    wall = NOON + round(seconds * SECOND)
    if throttles.free_at(place, page=lane == Lane.PAGE) > wall:
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


def test_how_much_a_group_still_bears_counts_down():
    throttles = Throttles()
    for at in range(10):
        _send(throttles, GROUP, Lane.UPDATE, at * 2)
    assert throttles.minute(GROUP, NOON + 20 * SECOND) == 4
    assert throttles.minute(GROUP, NOON + 60 * SECOND) == 5


def test_a_message_of_several_parts_counts_as_many():
    throttles = Throttles()
    throttles.sent(GROUP, NOON, 12)
    at = NOON + 5 * SECOND
    assert throttles.free_at(GROUP, page=False, weight=2) <= at
    assert throttles.free_at(GROUP, page=False, weight=3) == NOON + 60 * SECOND
    # One that is larger than all of its room needs it empty, but does go then.
    assert throttles.free_at(PRIVATE, page=False, weight=9) == 0


def test_a_restart_forgets_nothing_of_what_was_sent():
    throttles, again = Throttles(), Throttles()
    sent = [(GROUP.bot, GROUP.chat, NOON + at * 2 * SECOND, 1) for at in range(14)]
    for bot, chat, at, _weight in sent:
        throttles.sent(Place(bot, chat), at)
    again.load(sent, (), NOON + 27 * SECOND)
    for page in (True, False):
        assert again.free_at(GROUP, page=page) == throttles.free_at(GROUP, page=page)


def test_what_was_sent_by_a_clock_that_ran_ahead_counts_as_sent_now():
    throttles = Throttles()
    throttles.load([(GROUP.bot, GROUP.chat, NOON + 3600 * SECOND, 1)] * 14, (), NOON)
    assert throttles.free_at(GROUP, page=False) == NOON + 60 * SECOND


def test_after_a_refusal_pages_go_first_and_nothing_goes_all_at_once():
    throttles = Throttles()
    until = NOON + 30 * SECOND
    assert throttles.refuse(GROUP, until, NOON) == (GROUP.key,)
    assert throttles.free_at(GROUP, page=True) == until
    assert throttles.free_at(GROUP, page=False) > until + 10 * SECOND
    sent = [at for at in range(60) if _send(throttles, GROUP, Lane.PAGE, 30 + at)]
    assert sent == list(range(0, 60, 3))


def test_a_refusal_concerns_its_chat_until_a_second_chat_is_refused_too():
    throttles = Throttles()
    other = Place(GROUP.bot, "8")
    assert throttles.refuse(PRIVATE, NOON + 30 * SECOND, NOON) == (PRIVATE.key,)
    assert throttles.free_at(other, page=False) == 0
    assert throttles.refuse(other, NOON + 40 * SECOND, NOON + SECOND) == (other.key, other.bot)
    assert throttles.free_at(GROUP, page=False) > NOON + 40 * SECOND
    # A minute later that is long past.
    assert throttles.refuse(other, NOON + 90 * SECOND, NOON + 80 * SECOND) == (other.key,)


def test_a_refusal_outlives_a_restart():
    throttles = Throttles()
    throttles.load((), [(GROUP.key, NOON + 30 * SECOND), (GROUP.bot, NOON)], NOON)
    assert throttles.free_at(GROUP, page=True) == NOON + 30 * SECOND


def test_our_own_web_chat_knows_no_throttle():
    throttles = Throttles()
    web = Place("web:desk", "a")
    assert all(_send(throttles, web, Lane.UPDATE, 0) for _ in range(1000))
    assert throttles.limits_of(web.bot) is None


def test_other_bots_are_not_held():
    throttles = Throttles()
    for _ in range(30):
        _send(throttles, PRIVATE, Lane.PAGE, 0)
    assert _send(throttles, Place("telegram:2", "7"), Lane.UPDATE, 0)


def test_windows_of_long_ago_make_room(monkeypatch):
    monkeypatch.setattr("bot.engine.throttles.WINDOWS", 10)
    throttles = Throttles()
    assert all(_send(throttles, Place(f"telegram:{at}", "7"), Lane.UPDATE, at) for at in range(100))


def _most_within(instants: list[float], seconds: float) -> int:
    return max(bisect_left(instants, at + seconds) - place for place, at in enumerate(instants))


def test_a_member_of_wecom_never_gets_more_than_their_platform_bears():
    throttles = Throttles()
    member, party = Place("wecom:corp.7", "wang"), Place("wecom:corp.7", "party:2")
    sent = [
        at
        for at in range(2 * 3600)
        for place in (member, party)
        for lane in (Lane.UPDATE, Lane.PAGE)
        if _send(throttles, place, lane, at)
    ]
    # What goes to the department comes to each of its members beside their own messages (platform-rules C3).
    assert _most_within(sent, 60) <= 30
    assert _most_within(sent, 3600) <= 1000
    assert throttles.is_group(party)
    assert not throttles.is_group(member)


def test_a_refusal_is_no_matter_of_the_long_run():
    throttles = Throttles()
    member = Place("wecom:corp.7", "wang")
    throttles.refuse(member, NOON + 10 * SECOND, NOON)
    assert not _send(throttles, member, Lane.PAGE, 9)
    assert [_send(throttles, member, Lane.PAGE, 10 + at * 5) for at in range(20)] == [True] * 20


def test_what_was_sent_is_known_only_as_long_as_the_platforms_in_use_count():
    throttles = Throttles()
    assert throttles.memory == 3600 * SECOND
    throttles.expect("telegram:1")
    assert throttles.memory == 60 * SECOND
    throttles.expect("web:desk")
    assert throttles.memory == 60 * SECOND
    throttles.expect("wecom:corp.7")
    assert throttles.memory == 3600 * SECOND


def test_wechat_has_no_groups():
    assert not Throttles().is_group(Place("wechat:wx1", ""))
    assert not Throttles().is_group(Place("wechat:wx1", "openid"))
