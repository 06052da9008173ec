"""`baoxiu serve` with WeChat and WeCom from a config.toml: a ticket through a kill, and no secret in what it writes."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.desks import until, words
from tests.e2e.served import CONFIG, Served
from tests.tencent_api import Follower, Member, WeChat, WeCom, refusals, wechat, wecom
from tests.tencent_api.__main__ import tables

PARTY = 2
STAFF = CONFIG.replace('id = "wang"', 'id = "wang"\nwecom = "wang"').replace('id = "sun"', 'id = "sun"\nwecom = "sun"')


@dataclass
class Desk:
    """A desk in a process of its own between two platforms."""

    served: Served
    wechat: WeChat
    wecom: WeCom
    li: Follower
    wang: Member

    async def opens(self) -> None:
        """Start the process; it listens on another port each time."""
        await self.served.start()
        self.wechat.pusher.url = f"{self.served.url}/wechat"
        self.wecom.pusher.url = f"{self.served.url}/wecom"
        assert await self.wechat.pusher.verify()
        assert await self.wecom.pusher.verify()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with wechat() as wx, wecom() as corp:
        served = Served(tmp_path)
        (tmp_path / "config.toml").write_text(f"{tables(wx, corp)}staff_party = {PARTY}\n{STAFF}", "utf-8")
        wang = corp.member("wang", "Will Ward")
        corp.party(PARTY, [wang, corp.member("sun", "Sam Noble")])
        running = Desk(served, wx, corp, wx.person("Li"), wang)
        try:
            await running.opens()
            yield running
        finally:
            served.leave()


@pytest.mark.slow
async def test_a_ticket_lives_on_both_platforms_through_a_kill_and_no_secret_is_written(desk):
    began = time.monotonic()
    for said in ("/report", "no picture at all", "1"):
        assert (await desk.li.says(said)).is_taken
    assert time.monotonic() - began < 3
    await desk.wang.gets("no picture at all", within=10)
    await desk.served.kill()
    await desk.opens()
    await desk.wang.presses(words("btn-ack"))
    await desk.li.gets("Will Ward", within=10)
    # Trouble of every kind, each with words that hold a token or an address.
    desk.wechat.faults.refuse("message/custom/send", refusals.BUSY)
    desk.wechat.tokens.revoke()
    desk.wecom.tokens.revoke()
    desk.wechat.faults.add("stable_token", "lose")
    desk.wecom.faults.add("gettoken", "status")
    (number,) = {row[0] for row in desk.served.rows("SELECT number FROM tickets")}
    await desk.wang.says(f"/say {number} on my way")
    await until(lambda: any("on my way" in each.text for each in desk.li.inbox), 30)
    assert await desk.served.end() == 0
    issued = [each.word for platform in (desk.wechat, desk.wecom) for each in platform.tokens.issued]
    kept = [each for platform in (desk.wechat, desk.wecom) for each in (platform.secret, *_shared(platform))]
    written = desk.served.log + repr(desk.served.rows("SELECT reason FROM outbox")) + repr(_alarms(desk))
    assert [secret for secret in (*issued, *kept) if secret in written] == []
    assert "Traceback" not in desk.served.log
    assert desk.li.quota.refused == []


def _shared(platform: WeChat | WeCom) -> tuple[str, str]:
    return platform.secrets.token, platform.secrets.aes_key


def _alarms(desk: Desk) -> list[tuple[object, ...]]:
    return desk.served.rows("SELECT * FROM alarms")
