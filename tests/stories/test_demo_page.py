"""The demo page in a real browser: it plays by itself, and a visitor takes over."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.handlers.demo import DemoPages
from bot.stories.director import Director
from bot.stories.live import LiveDesk
from bot.stories.shelf import SHELF, stories

async_api = pytest.importorskip("playwright.async_api") if not os.environ.get("TESTS_REQUIRE_ALL") else None
if async_api is None:
    from playwright import async_api

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("TESTS_REQUIRE_ALL"), reason="Chromium is not installed"),
]
DESKTOP = {"width": 1440, "height": 900}
SMALL = {"width": 390, "height": 844}


@pytest.fixture
async def director(tmp_path: Path) -> AsyncIterator[Director]:
    desk = LiveDesk(tmp_path, SHELF, 0)
    show = Director(desk, stories(), "en", 600)
    desk.pages = DemoPages(show)
    await show.play("outage")
    yield show
    await show.close()
    await desk.close()


@pytest.fixture
async def browser() -> AsyncIterator[async_api.Browser]:
    async with async_api.async_playwright() as play:
        started = await play.chromium.launch(executable_path=CHROMIUM or None, args=["--no-sandbox"])
        yield started
        await started.close()


@pytest.fixture(params=[DESKTOP, SMALL], ids=["1440", "390"])
async def page(
    request: pytest.FixtureRequest, browser: async_api.Browser, director: Director
) -> AsyncIterator[async_api.Page]:
    context = await browser.new_context(viewport=request.param, reduced_motion="reduce")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if "Content Security" in line.text else None)
    await page.goto(f"{director.premises.url}/demo")
    yield page
    assert troubles == []
    await context.close()


async def shows(page: async_api.Page, condition: str) -> None:
    """Return once the page says so (playwright's own waiting needs eval, which the page forbids)."""
    async with asyncio.timeout(20):
        while not await page.evaluate(condition):  # noqa: ASYNC110  the page has no event of ours to wait for
            await asyncio.sleep(0.05)


def text_of(selector: str, words: str) -> str:
    return f"[...document.querySelectorAll({selector!r})].some((node) => node.textContent.includes({words!r}))"


async def test_the_story_plays_itself_on_three_phones(page: async_api.Page):
    await shows(page, text_of("#say b", "The moment they tap"))
    await shows(page, text_of("#phone-customer .msg.out", "None of the line 3 dispatch consoles"))
    await shows(page, "!!document.querySelector('.keys .tap')")
    await shows(page, "!!document.querySelector('#phone-engineer .card .js-left')")
    await shows(page, text_of("#phone-staff .card", "BX-"))


async def test_a_visitor_takes_over_and_the_desk_answers_them(page: async_api.Page):
    await shows(page, text_of("#phone-customer .msg.out", "None of the line 3"))
    await page.locator("#phone-customer .role").click()
    await shows(page, text_of("#say b", "You are now"))
    await page.locator("#phone-customer input[name=text]").fill("/help")
    await page.keyboard.press("Enter")
    await shows(page, text_of("#phone-customer .msg", "These words work too"))
    await shows(page, text_of("#say button", "again"))


async def test_pressing_a_button_of_any_phone_takes_its_role(page: async_api.Page):
    await shows(page, "!!document.querySelector('#phone-engineer .card')")
    await page.evaluate("document.querySelector('#phone-engineer .keys button').click()")
    await shows(page, "document.querySelector('#phone-engineer').classList.contains('mine')")
    await shows(page, text_of("#phone-customer .msg", "has taken it"))


async def test_the_language_changes_everything_and_plays_anew(page: async_api.Page):
    await shows(page, "!!document.querySelector('#languages button[lang=es]')")
    await page.evaluate("document.querySelector('#languages button[lang=es]').click()")
    await shows(page, "document.documentElement.lang === 'es'")
    await shows(page, text_of(".menu-now", "Todo caído"))
    await shows(page, text_of("#phone-customer .msg.out", "Ninguna consola"))


async def test_a_paused_story_stands_still(page: async_api.Page):
    await shows(page, text_of("#phone-customer .msg.out", "None of the line 3"))
    await page.locator("#pause").click()
    await shows(page, "document.querySelector('#pause use').getAttribute('href') === '#i-play'")
    before = await page.locator("#clock").text_content()
    await asyncio.sleep(1)
    assert await page.locator("#clock").text_content() == before


async def test_nothing_sticks_out_and_every_control_has_a_name(page: async_api.Page):
    await shows(page, "!!document.querySelector('#phone-engineer .card')")
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert await page.evaluate(wide)
    nameless = """[...document.querySelectorAll("button, input, select")].filter((node) =>
        !(node.textContent.trim() || node.getAttribute("aria-label") || node.labels?.[0]?.textContent.trim())).length"""
    assert await page.evaluate(nameless) == 0
