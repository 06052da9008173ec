"""The web chat: its page, its HTTP interface, and the channel that writes into its mailbox."""

from __future__ import annotations

from bot.handlers.web.channel import WebChannel
from bot.handlers.web.outside import BOT, STAFF_ROOM, Company, Limits, Outside
from bot.handlers.web.site import routes

__all__ = ["BOT", "STAFF_ROOM", "Company", "Limits", "Outside", "WebChannel", "routes"]
