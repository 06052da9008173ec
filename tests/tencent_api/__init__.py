"""Our own stand-in for WeChat's Official Account API and for WeCom's: strict, in this process, with people in it.

It refuses what they refuse, with their codes (refusals.py says where they were read), drops in silence what they drop,
and posts to our listener as they do: signed and encrypted by werobot's hand, cut after five seconds, three tries with
the same MsgId. What we answer is checked as strictly; what does not fit shows people the platform's "out of order".
Time is the test's: `WeChat(now=clock)`, or `.clock.advance(seconds)`.

    from tests.tencent_api import wechat, wecom

    async with wechat() as wx, wecom() as corp:         # served on wx.api_url, corp.api_url, until left
        wx.pusher.url = f"{desk}/wechat"                # mode: safe, compatible, plain (wx.pusher.mode)
        assert await wx.pusher.verify()
        li = wx.person("Li")                            # following, with no message sent yet: nothing may be sent her
        push = await li.says("报修")                     # push.text: the passive reply; push.trouble: why none
        await li.taps("一级")                            # a choice of a msgmenu or a weixin://bizmsgmenu link
        bubble = await li.gets("BX-", within=5)         # a bubbles.Bubble: .text .choices .way .edits .changed
        wang = corp.member("wang", "王强")
        corp.party(1, [wang])
        await wang.presses("接单")                       # the newest button of a card that reads so
        assert wx.refused == [] and corp.refused == []

WeChat   wx.app_id .secret .secrets .original_id; wx.templates.add("T1", "维修进度", "thing1", "time2"),
         await wx.finishes_templates("failed: system failed"); wx.may_show_menus = False: 40200; .may_show_links;
         wx.white_list = {"10.0.0.1"}: 40164. li.left: how many customer service messages she may still be sent.
         People: says sends_image sends_voice sends_video sends_location sends_link sends_kind taps clicks follows
         unfollows scans revokes cancels happens repeats; .inbox .quota.refused .refuses_templates
WeCom    corp.corp_id .agent_id .secret; corp.trusted = set(): 60020; corp.dropped; corp.sent.cut, .doubled
         Members: says sends_image sends_location enters presses presses_key repeats; .inbox .is_visible
Tokens   wx.tokens.issued, wx.tokens.revoke() (40001 once), wx.tokens.are_all_wrong = True (for ever)
Faults   wx.faults.refuse("message/custom/send", refusals.BUSY, times=2); wx.faults.add("*", "lose" | "reset" | "hang" |
         "delay" | "status"); await wx.falls(); await wx.rises()
Calls    wx.called("stable_token"), await wx.sees("message/custom/send", 2), wx.calls; a Call has .body .code .at
Pushes   wx.pusher.cut_after shortens the five seconds; wx.pusher.wire(fields) gives query and body of one try.

As a process of its own: `python -m tests.tencent_api --wechat 8081 --wecom 8082`, steered over HTTP (see __main__.py).
"""

from tests.tencent_api.bubbles import Bubble, Choice
from tests.tencent_api.followers import Follower
from tests.tencent_api.members import Member
from tests.tencent_api.pushes import Push
from tests.tencent_api.replies import SORRY
from tests.tencent_api.wechat import APP_ID, WeChat, wechat
from tests.tencent_api.wechat import SECRET as WECHAT_SECRET
from tests.tencent_api.wecom import WeCom, wecom

__all__ = [
    "APP_ID",
    "SORRY",
    "WECHAT_SECRET",
    "Bubble",
    "Choice",
    "Follower",
    "Member",
    "Push",
    "WeChat",
    "WeCom",
    "wechat",
    "wecom",
]
