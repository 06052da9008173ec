"""The words people read and say: Fluent files by language, and the one place that makes strings of them."""

from bot.texts.catalogue import Texts
from bot.texts.spoken import fold

__all__ = ["Texts", "fold"]
