"""What a member of a company bears: WeCom drops what is above in silence, so that we must never come to it."""

from bisect import bisect_right

from bot.engine.throttles import SECOND, Throttles
from bot.messages import Place

BOT = "wecom:ww1.7"
MEMBER, DEPARTMENT = Place(BOT, "wang"), Place(BOT, "party:2")
#: A member of the department gets what goes to it, and what goes to them alone (platform-rules C3).
A_MINUTE, AN_HOUR = 30, 1000


def flood(throttles: Throttles, seconds: int, *, page: bool) -> list[int]:
    """Send to a member and their department whenever that may be; return when (in seconds) the member got something."""
    got = []
    for at in range(seconds):
        for place in (MEMBER, DEPARTMENT):
            while throttles.free_at(place, page=page) <= at * SECOND:
                throttles.sent(place, at * SECOND)
                got.append(at)
    return got


def most(got: list[int], within: int) -> int:
    return max(at + 1 - bisect_right(got, each - within) for at, each in enumerate(got))


def test_a_member_never_gets_more_than_thirty_a_minute_or_a_thousand_an_hour():
    got = flood(Throttles(), 4200, page=True)
    assert most(got, 60) <= A_MINUTE
    assert most(got, 3600) <= AN_HOUR


def test_in_the_thickest_traffic_there_is_room_for_a_call():
    throttles = Throttles()
    got = flood(throttles, 600, page=False)
    now = got[-1] * SECOND
    assert throttles.free_at(MEMBER, page=False) > now
    assert throttles.free_at(MEMBER, page=True) <= now


def test_a_member_who_works_by_phone_is_answered_ten_times_in_a_row():
    throttles = Throttles()
    for _ in range(10):
        assert throttles.free_at(MEMBER, page=False) == 0
        throttles.sent(MEMBER, 0)
