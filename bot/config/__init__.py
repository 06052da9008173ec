"""The company's configuration: TOML and environment, read into settings that never change."""

from bot.config.loading import load, of_tables
from bot.config.promises import policy, rota_of
from bot.config.settings import Settings
from bot.config.wrong import ConfigError

__all__ = ["ConfigError", "Settings", "load", "of_tables", "policy", "rota_of"]
