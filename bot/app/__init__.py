"""The composition root: the only place that knows concrete classes."""

from bot.app.assembly import ALL, App, build
from bot.app.invitations import Invitation, Invited
from bot.app.refusing import CannotStart

__all__ = ["ALL", "App", "CannotStart", "Invitation", "Invited", "build"]
