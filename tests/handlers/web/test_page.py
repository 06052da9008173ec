"""The page opens in the visitor's language, runs only our scripts, and is small."""

import json
import re
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.handlers.web import page
from tests.handlers.web.site import TEXTS, Site, Visitor

STATIC = Path(page.__file__).parent / "static"
CHAT = ("chat.html", "style.css", "chat.css", "chat.js", "case.js", "icon.svg", "chat-core.js", "client.js", "draw.js")
CHAT = (*CHAT, "log.js", "outbox.js", "stream.js", "ticker.js")


async def opened(site: Site, query: str = "", **headers: str) -> tuple[str, dict[str, str]]:
    async with ClientSession(headers=headers) as http, http.get(site.url(f"/chat{query}")) as answer:
        assert answer.status == 200
        return await answer.text(), dict(answer.headers)


@pytest.mark.parametrize(
    ("asked", "tag", "word"),
    [
        ("es-PE,es;q=0.8", "es", "Escriba su mensaje"),
        ("zh-TW", "zh-CN", "输入消息"),
        ("en;q=0.5, es;q=0.7", "es", "Escriba su mensaje"),
        ("fr, de", "zh-CN", "输入消息"),
        ("en;q=x, ,;q=", "en", "Write a message"),
    ],
)
async def test_the_page_opens_in_the_language_of_the_browser(site: Site, asked: str, tag: str, word: str):
    text, _ = await opened(site, **{"Accept-Language": asked})
    assert f'<html lang="{tag}">' in text
    assert f'placeholder="{word}"' in text


async def test_the_address_may_choose_language_and_theme(site: Site):
    text, _ = await opened(site, "?language=en&theme=dark", **{"Accept-Language": "es"})
    assert '<html lang="en" data-theme="dark">' in text
    text, _ = await opened(site, "?language=xx&theme=%22><script>")
    assert "<script>" not in text


async def test_no_word_of_the_page_is_missing(site: Site):
    for language in ("zh", "es", "en"):
        text, _ = await opened(site, f"?language={language}")
        assert "${" not in text
    assert TEXTS.missing == []


async def test_every_word_the_scripts_ask_for_is_there():
    known = page.words(TEXTS, "en")
    asked = {"customer", "equipment", "holder", "photo", "voice", "video", "document"}
    asked |= {"start-report", "start-ask", "start-tickets"}
    for script in STATIC.glob("*.js"):
        if not script.name.startswith("demo"):
            text = script.read_text("utf-8")
            asked |= set(re.findall(r"\bwords\.(\w+)", text)) | set(re.findall(r'\bwords\["([\w-]+)"\]', text))
    shell = (STATIC / "chat.html").read_text("utf-8")
    asked |= set(re.findall(r'data-word="([\w-]+)"', shell))
    shell_words = re.findall(r"\$\{w_(\w+)\}", shell)
    asked |= {word.replace("_", "-") for word in shell_words}
    assert asked - known.keys() == set()


async def test_only_our_own_scripts_run_and_nobody_frames_the_page(site: Site):
    _, headers = await opened(site)
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_data_in_the_page_cannot_end_its_element():
    hostile = {"company": "</script><script>alert(1)</script><!-- &"}
    text = page.embedded(hostile)
    assert "<" not in text
    assert ">" not in text
    assert json.loads(text) == hostile


async def test_the_words_come_in_each_language_of_the_company_and_no_other(ana: Visitor):
    answer = await ana.get("/chat/api/words/es")
    said = await answer.json()
    assert (said["tag"], said["words"]["send"]) == ("es", "Enviar")
    assert (await ana.get("/chat/api/words/fr")).status == 404


async def test_unchanged_files_are_not_sent_again_and_changed_ones_are_small(ana: Visitor):
    answer = await ana.get("/chat/static/chat.js")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.content_type == "text/javascript"
    again = await ana.get("/chat/static/chat.js", **{"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304
    plain = await ana.get("/chat/static/chat.js", **{"Accept-Encoding": "identity"})
    assert await plain.read() == (STATIC / "chat.js").read_bytes()


@pytest.mark.parametrize("name", ["chat.html", "nothing.js", "..%2fpage.py", "%2e%2e%2fpage.py", "static", "x"])
async def test_nothing_but_our_files_is_served(ana: Visitor, name: str):
    assert (await ana.get(f"/chat/static/{name}")).status == 404


def test_the_page_is_under_one_hundred_kilobytes():
    assert sum((STATIC / name).stat().st_size for name in CHAT) < 100_000
    shell = (STATIC / "chat.html").read_text("utf-8")
    assert set(re.findall(r"/chat/static/([\w.-]+)", shell)) <= set(CHAT)
