"""What WeChat and WeCom share on the way in: signature, freshness, AES, parsing, reply XML; wechatpy's one home."""

from bot.handlers.tencent.callback import BODY_LIMIT, Callback, Letter, Mode
from bot.handlers.tencent.complaints import Complaints
from bot.handlers.tencent.fields import Fields, Unreadable
from bot.handlers.tencent.letters import bring, keep_unfit, letter_of
from bot.handlers.tencent.sealing import Keys, NotOpened, NotSealed, Rejected, Stale

__all__ = [
    "BODY_LIMIT",
    "Callback",
    "Complaints",
    "Fields",
    "Keys",
    "Letter",
    "Mode",
    "NotOpened",
    "NotSealed",
    "Rejected",
    "Stale",
    "Unreadable",
    "bring",
    "keep_unfit",
    "letter_of",
]
