"""Telephone numbers as people say them: which written forms are one and the same number."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Calling codes of countries whose numbers are said at home without one (ITU-T E.164).
CALLING_CODES: Mapping[str, str] = {
    "AR": "54", "AU": "61", "BO": "591", "CA": "1", "CL": "56", "CN": "86", "CO": "57", "CR": "506", "CU": "53",
    "DO": "1", "EC": "593", "ES": "34", "GB": "44", "GQ": "240", "GT": "502", "HK": "852", "HN": "504", "IE": "353",
    "IN": "91", "KE": "254", "MO": "853", "MX": "52", "MY": "60", "NG": "234", "NI": "505", "NZ": "64", "PA": "507",
    "PE": "51", "PH": "63", "PK": "92", "PY": "595", "SG": "65", "SV": "503", "TW": "886", "US": "1", "UY": "598",
    "VE": "58", "ZA": "27",
}  # fmt: skip
#: Fewer digits are an extension or a slip, and name nobody.
SHORTEST = 7
_NO_DIGIT = re.compile(r"\D+")


def digits(text: str) -> str:
    """Return the digits of a number as it is kept, without what stands before an international one."""
    found = _NO_DIGIT.sub("", text)
    return found.removeprefix("00")


def forms(text: str, code: str) -> tuple[str, ...]:
    """Return how a number may be kept: as it was said, and with the calling code of our country in front."""
    said = digits(text)
    if len(said) < SHORTEST:
        return ()
    if not code or text.strip().startswith(("+", "00")):
        return (said,)
    whole = said if said.startswith(code) else code + said.lstrip("0")
    return tuple(dict.fromkeys((said, whole, whole[len(code) :])))
