"""Whatever customers on WeChat and staff on WeCom do, no rule of the platforms is broken and nothing gets stuck."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.stories.script import Part, Words
from tests.e2e.tencent_stage import TencentStage
from tests.tencent_api import SORRY, Follower, Member, refusals

START_AT = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
CUSTOMERS = tuple(Part(slug, "customer", Words({"": slug}), Words({"": "customer"})) for slug in ("li", "rosa"))
SAID = (
    "报修", "工单", "进度", "帮助", "取消", "谢谢", "1", "\uff12", "三", "4",
    "5分 很好", "跳过", "是", "否", "返回", "你好",
    "泵房的流量计乱跳，从昨天下午开始的", "<a href='weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=x'>点我</a>",
    "]]></Content><MsgType>", "好" * 600, "/language", "/privacy", "/tickets", "13800000000", "😀",
)  # fmt: skip
COMMANDS = ("/mine", "/open", "/duty", "/help", "马上到", "换了风扇，已恢复", "30")
SENDS = ("message/custom/send", "message/send", "message/update_template_card")
#: What may be refused though we know the rules: what was scripted here, an account that turns out to have no menus, and
#: cards and codes that were taken although the answer was lost.
ALLOWED = {
    told[0]
    for told in (refusals.BUSY, refusals.BAD_TOKEN, refusals.BAD_ACCOUNT_KIND, refusals.BAD_TASK, refusals.CODE_USED)
}
STEPS = 60


class Day:
    """A desk, two customers and four of the staff, who do anything at all."""

    def __init__(self, stage: TencentStage, seed: int) -> None:
        self.stage = stage
        self.random = random.Random(seed)
        self.wechat, self.wecom = stage.customers.wechat, stage.wecom
        self.acts: list[tuple[int, Callable[[], Awaitable[object]]]] = [
            (30, self.customer_says), (20, self.customer_chooses), (3, self.customer_sends), (3, self.customer_clicks),
            (2, self.customer_leaves_or_comes), (25, self.staff_presses), (10, self.staff_says), (6, self.time_passes),
            (2, self.trouble), (1, self.restart), (2, self.again),
        ]  # fmt: skip

    async def live(self) -> None:
        """Do one thing after the other, each with what follows from it."""
        weights = [weight for weight, _ in self.acts]
        for _, act in self.random.choices(self.acts, weights, k=STEPS):
            await act()
            await self.stage.settle()

    async def customer_says(self) -> None:
        await self.customer().says(self.random.choice(SAID))

    async def customer_chooses(self) -> None:
        """Tap something that can be tapped, however old, or type a number."""
        customer = self.customer()
        choices = [each.label for bubble in customer.inbox for each in bubble.choices]
        await (customer.taps(self.random.choice(choices)) if choices else customer.says(self.random.choice("1234")))

    async def customer_sends(self) -> None:
        customer = self.customer()
        picture = b"\x89PNG\r\n\x1a\n" + self.random.randbytes(20)
        acts = (
            lambda: customer.sends_image(picture),
            lambda: customer.sends_voice(b"#!AMR\n" + picture),
            lambda: customer.sends_location(23.1, 113.3, "泵房"),
            lambda: customer.sends_link("说明书", "https://example.com/manual"),
            lambda: customer.sends_kind("hologram", MediaId="x"),
        )
        await self.random.choice(acts)()

    async def customer_clicks(self) -> None:
        await self.customer().clicks(self.random.choice(sorted(self.wechat.menu.keys)))

    async def customer_leaves_or_comes(self) -> None:
        customer = self.random.choice(self.wechat.people)
        await (customer.unfollows() if customer.is_following else customer.follows())

    async def staff_presses(self) -> None:
        member = self.member()
        cards = [bubble for bubble in member.inbox if bubble.choices]
        if cards:
            card = self.random.choice(cards[-6:])
            await member.presses_key(card, self.random.choice(card.choices).id)

    async def staff_says(self) -> None:
        await self.member().says(self.random.choice(COMMANDS))

    async def time_passes(self) -> None:
        minutes = self.random.choice((1, 10, 60, 60 * 24, 60 * 50))
        await self.stage.pass_time(timedelta(minutes=minutes))

    async def trouble(self) -> None:
        path, platform = self.random.choice(SENDS), self.random.choice((self.wechat, self.wecom))
        match self.random.choice(("busy", "lose", "reset", "status", "token", "menus")):
            case "busy":
                platform.faults.refuse(path, refusals.BUSY, times=2)
            case "token":
                platform.tokens.revoke()
            case "menus":
                self.wechat.may_show_menus = False
            case how:
                platform.faults.add(path, how)

    async def restart(self) -> None:
        await self.stage.restart()

    async def again(self) -> None:
        somebody = self.random.choice((*self.wechat.people, *self.wecom.members.values()))
        if somebody.last:
            await somebody.repeats()

    def customer(self) -> Follower:
        following = [each for each in self.wechat.people if each.is_following]
        if not following:
            self.wechat.people[0].is_following = True
        return self.random.choice(following or self.wechat.people[:1])

    def member(self) -> Member:
        return self.random.choice(list(self.wecom.members.values()))

    async def broken(self) -> list[object]:
        """Return every rule that was broken."""
        found: list[object] = []
        for person in self.wechat.people:
            found += [("quota", code) for code in person.quota.refused]
            found += [("sorry", person.name) for each in person.inbox if each.text == SORRY]
        for platform in (self.wechat, self.wecom):
            found += [call for call in platform.refused if call[1] not in ALLOWED]
            found += [push.trouble or push.statuses for push in platform.pusher.done if push.statuses != [200]]
            found += [push.trouble for push in platform.pusher.done if push.trouble]
        reads = self.stage.app.store.reads()
        return found + list(await reads.rows("parked")) + self.wecom.sent.cut

    async def stuck(self) -> set[object]:
        """Return what is due and does not go within five minutes, though nothing is in its way."""
        due = await self._due()
        self.wechat.faults.clear()
        self.wecom.faults.clear()
        await self.stage.pass_time(timedelta(minutes=5))
        return due & await self._due()

    async def _due(self) -> set[object]:
        rows = await self.stage.app.store.reads().rows("outbox_by_state", "pending", 100)
        due_at = 8
        return {row[0] for row in rows if row[due_at] <= self.stage.clock.now()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_rule_of_the_platforms_is_broken_whatever_people_do(tmp_path, seed):
    stage = TencentStage(tmp_path, START_AT, "zh")
    day = Day(stage, seed)
    try:
        await stage.open(CUSTOMERS)
        await day.live()
        await stage.pass_time(timedelta(hours=1))
        assert await day.broken() == []
        assert await day.stuck() == set()
    finally:
        await stage.leave()
