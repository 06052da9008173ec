"""The calls to Tencent's APIs that WeChat and WeCom share: tokens, timeouts, and what an errcode means.

A channel makes a `TencentApi` with `stable_token` or `corp_token`, opens it at its start and closes it at its stop.
Calls raise an `ApiError`; `outcome_of` says what that means for a message.
"""

from bot.handlers.tencent_api.client import Around, TencentApi, Upload
from bot.handlers.tencent_api.codes import CODES, Means, meaning
from bot.handlers.tencent_api.errors import ApiError, Held, NoAnswer, NotSent, Refused
from bot.handlers.tencent_api.fetching import fetch
from bot.handlers.tencent_api.outcomes import outcome_of
from bot.handlers.tencent_api.tokens import Grant, OwnTokens, corp_token, stable_token

__all__ = [
    "CODES",
    "ApiError",
    "Around",
    "Grant",
    "Held",
    "Means",
    "NoAnswer",
    "NotSent",
    "OwnTokens",
    "Refused",
    "TencentApi",
    "Upload",
    "corp_token",
    "fetch",
    "meaning",
    "outcome_of",
    "stable_token",
]
