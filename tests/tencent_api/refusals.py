"""How WeChat and WeCom say no: code and words, with the place where they were read.

WeChat: its page of common codes (developers.weixin.qq.com/doc/store/API/basics/commErrCode.html), the page of each
call, and answers people posted (developers.weixin.qq.com/community); a posted answer ends with " rid: ..." and so do
ours. WeCom: developer.work.weixin.qq.com/document/path/90455, in Chinese; the English words are those of answers
people posted, which end with ", hint: [...], from ip: ..., more info at ...". Nobody may rely on words: 90455 says that
they change. Where no source tells a code, the line says "assumed".
"""

from dataclasses import dataclass, field
from typing import Any


class Refusal(Exception):
    """The answer `{"errcode": ..., "errmsg": ...}`, which comes with status 200."""

    def __init__(self, code: int, words: str, **more: Any) -> None:
        super().__init__(f"{code} {words}")
        self.code = code
        self.words = words
        self.more = more


BUSY = (-1, "system error")
# Tokens. api_getstableaccesstoken; 40125, 40164 as posted; 40001 and 42001 as posted (40001 goes on with an address).
BAD_TOKEN = (
    40001,
    "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken",
)
GARBLED_TOKEN = (40014, "invalid access_token")
EXPIRED_TOKEN = (42001, "access_token expired")
NO_TOKEN = (41001, "access_token missing")
BAD_GRANT = (40002, "invalid grant_type")
BAD_APP = (40013, "invalid appid")
BAD_SECRET = (40125, "invalid appsecret")
NOT_LISTED = "invalid ip {ip} ipv6 ::ffff:{ip}, not in whitelist"
DAY_IS_USED_UP = (45009, "reach max api daily quota limit")
# Calls as such.
UNKNOWN_PATH = (40066, "invalid url")
POST_WANTED = (43002, "require POST method")
NO_BODY = (44002, "empty post data")
NOT_JSON = (47001, "data format error")
#: Answers to menus and messages whose JSON is written in escapes.
ESCAPED = (40033, "invalid charset. please check your request, if include \\uxxxx will create fail!")
# Customer service messages: api_sendcustommessage and the pages of codes; 45015, 45047 and 40200 as posted.
BAD_OPENID = (40003, "invalid openid")
BAD_KIND = (40008, "invalid message type")
BAD_MEDIA_ID = (40007, "invalid media_id")
BAD_ACCOUNT_KIND = (40200, "invalid account type")
#: Reported for links an account may not send; the pages of codes say "content contains risk" of it.
BAD_CONTENT = (45166, "invalid content")
NO_WORDS = (44004, "empty content")
TOO_LONG = (45002, "content size out of limit")
WINDOW_CLOSED = (45015, "response out of time limit or subscription is canceled")
USED_UP = (45047, "out of response count limit")
# Template messages; 43004, 40037 and 47003 as posted.
NOT_FOLLOWING = (43004, "require subscribe")
BAD_TEMPLATE = (40037, "invalid template_id")
BAD_ARGUMENT = 47003
# Media: 40004 of api_uploadtempmedia's example; the sizes by the page of codes, too big altogether 45001.
BAD_MEDIA_KIND = (40004, "invalid media type")
NO_MEDIA = (41005, "media data missing")
TOO_BIG = {
    "image": (40009, "invalid image size"),
    "voice": (40010, "invalid voice size"),
    "video": (40011, "invalid video size"),
    "thumb": (40012, "invalid thumb size"),
    "file": (45001, "media size out of limit"),
}
# Menus: the page of codes; 40016 and 40018 as posted.
BAD_BUTTONS = (40016, "invalid button size")
BAD_BUTTON_KIND = (40017, "invalid button type")
BAD_BUTTON_NAME = (40018, "invalid button name size")
BAD_BUTTON_KEY = (40019, "invalid button key size")
BAD_SUB_BUTTONS = (40023, "invalid sub button size")
BAD_SUB_NAME = (40025, "invalid sub button name size")
NO_MENU = (46003, "menu no exist")
# Scene codes: 40053 of the page of codes.
BAD_SCENE = (40053, "invalid action info")

# WeCom only.
BAD_CORP = (40013, "invalid corpid")
BAD_CORP_SECRET = (40001, "invalid credential")
IP_NOT_TRUSTED = (60020, "not allow to access from your ip")
BAD_AGENT = (301002, "not allow operate another agent with this accesstoken")
NOBODY = (81013, "user & party & tag all invalid")
NO_RECEIVER = (40035, "invalid parameter: empty touser & toparty & totag")
NO_SUCH_USER = (60111, "userid not found")
NO_SUCH_PARTY = (60123, "invalid party id")
BAD_CARD = 40058
BAD_TASK = (42014, "invalid task_id")
CODE_USED = (42022, "code has been used")
#: Assumed: the pages name no code for a response_code nobody gave out, or that is older than 72 hours.
BAD_CODE = (40058, "invalid Request Parameter, response_code is invalid or expired")
NO_CALLBACK = (43012, "require agent with callback url")


@dataclass(frozen=True)
class Manner:
    """How a platform ends its words, so that nobody compares them."""

    ending: str
    more: dict[str, Any] = field(default_factory=dict)

    def body(self, refusal: Refusal, number: int) -> dict[str, Any]:
        """Return the answer's JSON."""
        words = f"{refusal.words}{self.ending.format(code=refusal.code, number=f'{number:08x}')}"
        return {"errcode": refusal.code, "errmsg": words, **refusal.more}


WECHAT = Manner(" rid: 69212f4a-{number}-1b22c8d1")
WECOM = Manner(
    ", hint: [17637{number}], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e={code}"
)
