"""The demo page: serves its files, says what the stories do, and passes on what the visitor asks for."""

from bot.handlers.demo.pages import DemoPages
from bot.handlers.demo.port import Refused, Show

__all__ = ["DemoPages", "Refused", "Show"]
