"""Takes docs/images/telegram-storm.png: the group and an engineer's phone after fifty reports in a minute.

`python -m tests.e2e.picture`, with Chromium installed. The messages are those that our own Telegram shows at the end of
the rush that `test_rush.py` plays; only the frames around them are drawn here.
"""

from __future__ import annotations

import asyncio
import html
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import async_playwright

from tests.e2e.rush import Rush, rush
from tests.telegram_api import Message

PICTURE = Path(__file__).parents[2] / "docs/images/telegram-storm.png"
SIZE = {"width": 900, "height": 960}
STYLE = """
* { box-sizing: border-box; margin: 0; }
body { background: #f1f3f2; color: #12191b; display: flex; gap: 32px; justify-content: center; padding: 24px;
  font: 400 12px/1.4 -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", sans-serif; }
figure { width: 400px; }
figcaption { color: #455055; padding: 0 4px 10px; }
figcaption b { color: #12191b; font-weight: 600; }
.phone { height: 864px; border: 8px solid #20282b; border-radius: 28px; background: #d3dee0; overflow: hidden;
  display: flex; flex-direction: column; }
header { background: #fff; border-bottom: 1px solid #dce1df; padding: 10px 16px; flex: none; font-weight: 600;
  font-size: 15px; position: relative; z-index: 1; }
header small { display: block; font-weight: 400; font-size: 12px; color: #566367; }
.log { flex: 1; display: flex; flex-direction: column; justify-content: flex-end; gap: 8px; padding: 10px;
  overflow: hidden; }
.message { flex: none; max-width: 94%; }
.bubble { background: #fff; border-radius: 12px 12px 12px 4px; padding: 7px 11px 5px; white-space: pre-line; }
.bubble b { font-weight: 600; }
.meta { text-align: right; font-size: 11px; color: #566367; }
.keys { display: grid; gap: 4px; margin-top: 4px; }
.keys div { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 4px; }
.keys span { background: #eef4f5; color: #0b4a5b; border-radius: 8px; text-align: center; padding: 5px 4px;
  font-weight: 500; }
"""


async def take() -> None:
    """Play the rush and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with rush(Path(folder)) as told:
            await told.runs(50, timedelta(minutes=1))
            await told.passes(timedelta(seconds=4))
            page = await _page(told)
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        shot = await browser.new_page(viewport=SIZE)
        await shot.set_content(page)
        await shot.screenshot(path=PICTURE)
        await browser.close()


async def _page(told: Rush) -> str:
    group, wang = told.stage.group, told.shown("wang")
    phones = [
        _phone(
            "Staff",
            "group",
            "<b>The staff group:</b> a card for each, then one list, then cards again.",
            group.inbox,
        ),
        _phone(
            "Ridgeline Telecom",
            "bot",
            "<b>The engineer on duty:</b> the first calls at once, then several together.",
            wang,
        ),
    ]
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(phones)}"


def _phone(title: str, under: str, caption: str, shown: list[Message]) -> str:
    log = "".join(_bubble(each) for each in shown[-7:])
    head = f"<header>{html.escape(title)}<small>{html.escape(under)}</small></header>"
    return f"<figure><figcaption>{caption}</figcaption><div class=phone>{head}<div class=log>{log}</div></div></figure>"


def _bubble(shown: Message) -> str:
    text = html.escape(shown.text)
    for part in dict.fromkeys(shown.bold):
        text = text.replace(html.escape(part), f"<b>{html.escape(part)}</b>", 1)
    rows = ("".join(f"<span>{html.escape(button['text'])}</span>" for button in row) for row in shown.rows)
    keys = "".join(f"<div>{row}</div>" for row in rows)
    at = datetime.fromtimestamp(shown.changed[1], UTC) + timedelta(hours=8)
    meta = f"{'edited ' if shown.edits else ''}{at:%H:%M:%S}"
    bubble = f"<div class=bubble>{text}<div class=meta>{meta}</div></div>"
    return f"<div class=message>{bubble}<div class=keys>{keys}</div></div>"


if __name__ == "__main__":
    asyncio.run(take())
