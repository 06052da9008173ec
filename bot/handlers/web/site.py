"""All routes of the web chat, put together."""

from __future__ import annotations

from aiohttp import web

from bot.handlers.web.channel import WebChannel
from bot.handlers.web.entrance import Entrance
from bot.handlers.web.events import Events
from bot.handlers.web.messages import Messages
from bot.handlers.web.outside import Outside
from bot.handlers.web.page import Pages
from bot.handlers.web.refusals import Handler, answering
from bot.handlers.web.sessions import Door
from bot.handlers.web.taps import Taps
from bot.handlers.web.uploads import Uploads


def routes(outside: Outside, channel: WebChannel) -> list[web.RouteDef]:
    """Return what /chat serves, ready for any aiohttp application."""
    door = Door(outside)
    pages, entrance = Pages(outside), Entrance(outside, door)
    uploads, taps = Uploads(outside, door), Taps(outside)
    table: list[tuple[str, str, Handler]] = [
        ("GET", "/chat", pages.chat),
        ("GET", "/chat/join/{token}", entrance.join),
        ("GET", "/chat/static/{name}", pages.static),
        ("GET", "/chat/api/words/{language}", pages.words),
        ("POST", "/chat/api/session", entrance.session),
        ("POST", "/chat/api/messages", Messages(outside, channel, door).post),
        ("POST", "/chat/api/files", uploads.post),
        ("GET", "/chat/api/events", Events(outside, channel, door).get),
        ("GET", "/chat/files/{digest}", uploads.get),
        ("GET", "/t/{token}", taps.look),
        ("POST", "/t/{token}", taps.press),
    ]
    return [_route(method, path, answering(outside, handler)) for method, path, handler in table]


def _route(method: str, path: str, handler: Handler) -> web.RouteDef:
    # A HEAD would run a GET's handler: it would use up a staff link, or listen for ever.
    more = {"allow_head": False} if method == "GET" else {}
    return web.route(method, path, handler, **more)
