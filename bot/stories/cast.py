"""The people of a story on a running desk: customers with sessions of their own, staff who followed an invitation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.app import App, Invitation
from bot.handlers.web.sessions import mint
from bot.stories.crew import MANAGER
from bot.stories.script import Part
from bot.stories.visitor import Desk, Visitor
from storage.sqlite.mailbox import StoredMailbox


def desk_of(app: App) -> Desk:
    """Return what visitors of this desk talk to."""
    return Desk(
        intake=app.engine.turns,
        mailbox=StoredMailbox(app.store),
        files=app.files,
        clock=app.clock,
        ids=app.ids,
        channel=app.web,
    )


class Cast:
    """Everybody who takes part; they stay who they are when the desk is restarted."""

    def __init__(self, app: Callable[[], App], language: str) -> None:
        self._app = app
        self._language = language
        self._people: dict[str, Visitor] = {}

    def __getitem__(self, slug: str) -> Visitor:
        return self._people[slug]

    def __contains__(self, slug: str) -> bool:
        return slug in self._people

    @property
    def eyes(self) -> Visitor:
        """Return somebody of the staff, who sees the room."""
        return self._people[MANAGER]

    def customer(self, part: Part) -> Visitor:
        """Bring in a customer nobody has seen before; their name is what they are called on this phone."""
        return self._bring(part)

    async def join(self, crew: Mapping[str, Part]) -> None:
        """Invite the staff and let each follow the one-time link."""
        for part in crew.values():
            invited = await self._app().invite(Invitation(slug=part.slug))
            await self._bring(part).start(invited.token)

    def _bring(self, part: Part) -> Visitor:
        session = mint(self._app().ids)
        name = part.name.told(self._language)
        visitor = Visitor(lambda: desk_of(self._app()), session, part.slug, name, self._language)
        self._people[part.slug] = visitor
        return visitor
