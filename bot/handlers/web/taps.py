"""GET and POST /t/TOKEN: a page that says what a link will do and for whom, and does it at one press."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from string import Template

import msgspec
from aiohttp import web

from bot.handlers.web.languages import language_of
from bot.handlers.web.outside import Outside
from bot.handlers.web.page import SECURITY, shell, tag_of
from bot.handlers.web.tapped import LOOK, Tap, find, why_not
from bot.messages import Arg, Incoming, Sender

_HEADERS = {**SECURITY, "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_STATUS = {"foreign": 404, "left": 403, "expired": 410, "used": 410}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page: its title, the ticket it is about, paragraphs, and a button."""

    title: str
    tap: Tap | None = None
    words: Iterable[str] = ()
    button: str = ""
    status: int = 200


class Taps:
    """The pages of links."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def look(self, request: web.Request) -> web.Response:
        """Show what a link would do; that changes nothing, whoever looks: programs that show what is behind it do."""
        tap = await find(self._outside, request.match_info["token"])
        reason = await why_not(self._outside, tap, pressed=False) if tap else "foreign"
        page = _Page(self._outside, request, tap)
        return page.refusal(reason) if tap is None or reason else page.question(tap)

    async def press(self, request: web.Request) -> web.Response:
        """Do it, as the person whose link it is; a second press is told what the first one was."""
        tap = await find(self._outside, request.match_info["token"])
        reason = await why_not(self._outside, tap, pressed=True) if tap else "foreign"
        page = _Page(self._outside, request, tap)
        if tap is None or reason:
            return page.refusal(reason)
        said = (await self._outside.intake.take(self._incoming(tap))).decode()
        # As it is now: the press has changed it.
        tap = await find(self._outside, request.match_info["token"]) or tap
        if tap.action != LOOK:
            return page.answer(tap, said)
        found = await self._outside.reads.rows("words_of_customer", tap.ticket.id)
        return page.ticket(tap, said, (words for _kind, _at, words in found)) if said else page.refusal("left")

    def _incoming(self, tap: Tap) -> Incoming:
        now = self._outside.clock.now()
        again = f":{self._outside.ids.new()}" if tap.action == LOOK else ""
        return Incoming(
            bot=tap.account.bot,
            delivery_id=f"{tap.delivery_id}{again}",
            chat=tap.account.chat,
            sender=Sender(tap.account.address),
            sent_at=now,
            received_at=now,
            choice=tap.choice,
            link=True,
        )


class _Page:
    """One answer, in the language of whoever the link is for."""

    def __init__(self, outside: Outside, request: web.Request, tap: Tap | None) -> None:
        self._outside = outside
        self._tap = tap
        asked = language_of(outside, request)
        self._language = (tap and (tap.person.language or outside.texts.pick(tap.account.language, asked))) or asked

    def question(self, tap: Tap) -> web.Response:
        """Say what a press does, as whom, and who has the ticket, so that nobody presses in vain."""
        said = [self._words("tap-as", name=tap.person.name)]
        if tap.holder:
            said.append(self._words("card-holder", name=tap.holder))
        label = html.escape(self._words(tap.label))
        fine = html.escape(self._words("tap-look-often" if tap.action == LOOK else "tap-once"))
        button = f'<form method="post"><button class="go-main">{label}</button></form>\n<p class="fine">{fine}</p>'
        return self._response(Sheet(tap.label, tap, map(_paragraph, said), button))

    def answer(self, tap: Tap, said: str) -> web.Response:
        """Say what became of it, in the words of the chat."""
        return self._response(Sheet("tap-done", tap, [_paragraph(said)]))

    def ticket(self, tap: Tap, card: str, written: Iterable[str]) -> web.Response:
        """Show a ticket with what its customer has written, the newest first."""
        return self._response(Sheet(tap.label, tap, [_paragraph(card), *map(_quoted, written)]))

    def refusal(self, reason: str) -> web.Response:
        """Say kindly why a link does nothing; of a ticket only to whom it was sent."""
        shown = self._tap if reason in {"used", "expired"} else None
        words = self._words(f"tap-{reason}-how", number=shown.number if shown else "")
        return self._response(Sheet(f"tap-{reason}", shown, [_paragraph(words)], status=_STATUS[reason]))

    def _response(self, sheet: Sheet) -> web.Response:
        page = Template(shell("tap.html")).substitute(
            lang=tag_of(self._language),
            title=html.escape(self._words(sheet.title)),
            company=html.escape(self._outside.company.name),
            ticket=self._head(sheet.tap) if sheet.tap else "",
            words="\n".join(sheet.words),
            button=sheet.button,
        )
        return web.Response(text=page, status=sheet.status, content_type="text/html", headers=_HEADERS)

    def _head(self, tap: Tap) -> str:
        """Return number, level and state: what a link shows before it is pressed."""
        ticket = tap.ticket
        is_fault = ticket.kind == "fault"
        level = self._words(f"web-level-{ticket.severity}" if is_fault else "web-question")
        figure = f'<span class="lvl lvl-{ticket.severity}" aria-hidden="true">{ticket.severity}</span> '
        rest = html.escape(f"{level} · {self._words(f'staff-state-{ticket.state}')}")
        return f'<div class="card-h">{figure if is_fault else ""}<b class="no">{tap.number}</b> {rest}</div>'

    def _words(self, text_id: str, **args: Arg) -> str:
        now = datetime.fromtimestamp(self._outside.clock.now() / 1_000_000, UTC)
        return self._outside.texts.say(text_id, self._language, self._outside.company.zone, now, args)


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>" if text else ""


def _quoted(words: str) -> str:
    """Return what a customer wrote, as a quotation."""
    said = msgspec.json.decode(words)
    text = said.get("text") or said.get("caption") or said.get("value") or ""
    return f"<blockquote>{html.escape(text)}</blockquote>" if text else ""
