"""The chat page in a real browser: writing, pressing, going offline, coming back."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.messages import Body, Button
from bot.ports import StoreFull
from tests.handlers.web.site import Site, Visitor, serving

async_api = pytest.importorskip("playwright.async_api") if not os.environ.get("TESTS_REQUIRE_ALL") else None
if async_api is None:
    from playwright import async_api

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("TESTS_REQUIRE_ALL"), reason="Chromium is not installed"),
]
QUESTION = Body(text="How badly?", rows=((Button("Down", "t.0"), Button("Slow", "t.1")), (Button("Barely", "t.2"),)))


# One browser for all tests here: it runs on the module's loop, and so do they and what they need.
@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[async_api.Browser]:
    async with async_api.async_playwright() as play:
        started = await play.chromium.launch(executable_path=CHROMIUM or None, args=["--no-sandbox"])
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with serving(tmp_path) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def ana(site: Site) -> Visitor:
    return await site.visitor()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: async_api.Browser, site: Site, ana: Visitor) -> AsyncIterator[async_api.Page]:
    context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    secret = ana.http.headers["Authorization"].removeprefix("Bearer ")
    await context.add_cookies([{"name": "baoxiu_chat", "value": secret, "url": site.url("/")}])
    page = await context.new_page()
    page.set_default_timeout(8000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if "Content Security" in line.text else None)
    await page.goto(site.url("/chat"))
    await page.wait_for_selector("#log[aria-busy=false]")
    yield page
    assert troubles == []
    await context.close()


async def becomes_true(page: async_api.Page, condition: str) -> None:
    """Return once the page says so (playwright's own waiting needs eval, which the page forbids)."""
    async with asyncio.timeout(8):
        while not await page.evaluate(condition):  # noqa: ASYNC110  the page has no event of ours to wait for
            await asyncio.sleep(0.05)


async def test_what_is_typed_reaches_the_desk_and_stands_in_the_log(page: async_api.Page, site: Site):
    await page.fill("#message", "the camera froze <b>again</b>")
    await page.press("#message", "Enter")
    (incoming,) = await site.intake.has(1)
    assert incoming.text == "the camera froze <b>again</b>"
    await page.wait_for_selector(".row.me .b")
    assert "<b>again</b>" in await page.inner_text(".row.me .b")
    assert await page.input_value("#message") == ""
    assert await page.locator("#hello").count() == 0


async def test_a_pressed_choice_stays_and_the_others_can_no_longer_be_pressed(
    page: async_api.Page, site: Site, ana: Visitor
):
    await site.says(ana.chat, QUESTION)
    await page.click("button:has-text('Slow')")
    (incoming,) = await site.intake.has(1)
    assert incoming.choice == "t.1"
    chosen = page.locator(".opts.past [aria-pressed=true]")
    await chosen.wait_for()
    assert await chosen.inner_text() == "Slow"
    assert await page.locator(".opts button:not([disabled])").count() == 0
    await page.reload()
    await chosen.wait_for()
    assert await chosen.inner_text() == "Slow"


async def test_an_edited_message_changes_in_its_place(page: async_api.Page, site: Site, ana: Visitor):
    first = await site.says(ana.chat, Body(text="one"))
    await site.says(ana.chat, Body(text="two"))
    await page.wait_for_selector("text=two")
    await site.says(ana.chat, Body(text="one, corrected"), edit_id=first)
    await page.wait_for_selector("text=one, corrected")
    texts = await page.locator(".row .b p").all_inner_texts()
    assert [text.split("\n")[0][:3] for text in texts] == ["one", "two"]


async def test_what_is_typed_offline_goes_out_once_when_the_line_is_back(page: async_api.Page, site: Site):
    await page.context.set_offline(True)
    await page.fill("#message", "kept for later")
    await page.press("#message", "Enter")
    await page.wait_for_selector(".row.me .b")
    assert site.intake.taken == []
    assert "kept for later" in await page.evaluate("localStorage.getItem('baoxiu.outbox.')")
    await page.context.set_offline(False)
    (incoming,) = await site.intake.has(1)
    assert incoming.text == "kept for later"
    await becomes_true(page, "JSON.parse(localStorage.getItem('baoxiu.outbox.')).length === 0")
    assert await page.locator(".row.me .b").count() == 1


async def test_what_was_typed_survives_closing_the_page(page: async_api.Page, site: Site):
    await page.route("**/chat/api/messages", lambda route: route.abort())
    await page.fill("#message", "after the reload")
    await page.press("#message", "Enter")
    await page.wait_for_selector(".row.me .b")
    await page.unroute("**/chat/api/messages")
    await page.reload()
    (incoming,) = await site.intake.has(1)
    assert incoming.text == "after the reload"


async def test_a_busy_desk_is_asked_again(page: async_api.Page, site: Site):
    site.intake.failures.append(StoreFull("full"))
    await page.fill("#message", "patience")
    await page.press("#message", "Enter")
    (incoming,) = await site.intake.has(1)
    assert incoming.text == "patience"


async def test_what_was_refused_says_so_and_can_be_tried_again(page: async_api.Page, site: Site):
    refusal = '{"error": "empty", "text": "Tell us what is wrong."}'
    await page.route(
        "**/chat/api/messages",
        lambda route: route.fulfill(status=400, content_type="application/json", body=refusal),
    )
    await page.fill("#message", "again, please")
    await page.press("#message", "Enter")
    await page.wait_for_selector(".toast:has-text('Tell us what is wrong.')")
    await page.unroute("**/chat/api/messages")
    await page.click(".meta.failed button")
    (incoming,) = await site.intake.has(1)
    assert incoming.text == "again, please"
    await becomes_true(page, "document.querySelectorAll('.meta.failed').length === 0")
    assert await page.locator(".row.me .b").count() == 1


async def test_a_choice_made_by_keyboard_leaves_the_focus_in_the_log(page: async_api.Page, site: Site, ana: Visitor):
    await site.says(ana.chat, QUESTION)
    await page.focus("button:has-text('Barely')")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".opts.past")
    assert await page.evaluate("document.activeElement.id") == "log"


async def test_a_photo_is_uploaded_and_shown(page: async_api.Page, site: Site, tmp_path: Path):
    picture = tmp_path / "panel.png"
    await page.screenshot(path=picture)
    await page.set_input_files("#files", picture)
    (incoming,) = await site.intake.has(1)
    assert (incoming.media[0].kind, incoming.media[0].name) == ("photo", "panel.png")
    await page.reload()
    await becomes_true(page, "[...document.querySelectorAll('.media img')].some(i => i.naturalWidth > 0)")


async def test_the_language_changes_without_losing_the_talk(page: async_api.Page, site: Site, ana: Visitor):
    await site.says(ana.chat, Body(text="hello"))
    await page.wait_for_selector("text=hello")
    await page.select_option("#language", "es")
    await page.wait_for_selector("[placeholder='Escriba su mensaje']")
    assert await page.get_attribute("html", "lang") == "es"
    assert await page.locator("text=hello").count() == 1
    await page.fill("#message", "hola")
    await page.press("#message", "Enter")
    (incoming,) = await site.intake.has(1)
    assert incoming.sender.language == "es"


async def test_a_toast_is_shown_and_goes(page: async_api.Page, site: Site, ana: Visitor):
    site.channel.hub.toast(ana.chat, "Received")
    await page.wait_for_selector(".toast:has-text('Received')")


async def test_a_link_with_a_payload_brings_it_once(page: async_api.Page, site: Site):
    await page.goto(site.url("/chat?s=eq_77"))
    (incoming,) = await site.intake.has(1)
    assert incoming.start == "eq_77"
    await page.reload()
    await page.wait_for_selector("#log[aria-busy=false]")
    assert len(site.intake.taken) == 1
    assert "eq_77" not in page.url


async def test_everything_is_reached_by_keyboard_alone(page: async_api.Page, site: Site, ana: Visitor):
    await site.says(ana.chat, QUESTION)
    await page.wait_for_selector("button:has-text('Barely')")
    await page.evaluate("document.activeElement.blur()")
    reached = []
    for _press in range(14):
        await page.keyboard.press("Tab")
        reached.append(
            await page.evaluate(
                "document.activeElement.id || document.activeElement.className || document.activeElement.textContent"
            )
        )
    assert {"skip", "log", "Down", "Slow", "Barely", "attach", "message", "send"} <= set(reached)


@pytest.mark.parametrize("width", [320, 390, 1440])
async def test_nothing_is_wider_than_the_screen(page: async_api.Page, site: Site, ana: Visitor, width: int):
    await page.set_viewport_size({"width": width, "height": 800})
    await site.says(ana.chat, Body(text="x" * 500 + " " + "故障" * 200, rows=((Button("y" * 60, "t.0"),),)))
    await page.wait_for_selector(".opts button")
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_markup_in_messages_is_never_markup(page: async_api.Page, site: Site, ana: Visitor):
    hostile = "<img src=x onerror=alert(1)>"
    card = {"number": hostile, "level": 1, "level_label": hostile, "state": "new", "state_label": hostile}
    card |= {"customer": hostile, "equipment": hostile, "quote": hostile, "due_label": hostile, "holder": hostile}
    await site.says(ana.chat, Body(text=hostile, bold=(hostile,), author=hostile, style="relay"))
    await site.says(ana.chat, Body(text="", style="card", card=card, rows=((Button(hostile, "t.0"),),)))
    await page.wait_for_selector("article.card")
    assert await page.locator("img").count() == 0
