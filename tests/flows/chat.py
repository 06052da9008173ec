"""A conversation told in tests: `chat.says("...")`, `chat.presses("picked", "1")`, and what it brought about."""

from datetime import timedelta

from msgspec.structs import replace

from bot.flows.machine import advance, choices_of, start, state_of
from bot.flows.registry import FLOWS
from bot.flows.tables import Do, Heard, Remember, Say, Talk
from tests.flows.walker import PHOTO, view


class Chat:
    """One conversation in one flow; every method returns self, so that a story reads in one line."""

    def __init__(self, name, answers=None, state="", **world):
        self.flow = FLOWS[name]
        self.view = view(**world)
        self.effects = []
        self._kept(start(self.flow, self.view, answers, state))

    def says(self, text):
        return self.hears(Heard(state_of(self.flow, self.state).typed, text=text))

    def presses(self, trigger, value=""):
        return self.hears(Heard(trigger, value=value))

    def sends(self, text="", count=1):
        return self.hears(Heard(state_of(self.flow, self.state).sent, text=text, media=(PHOTO,) * count))

    def hears(self, heard):
        talk = Talk(self.state, dict(self.answers), heard, self.view)
        assert advance(self.flow, talk), f"{self.state} does not take {heard}"
        return self._kept(talk)

    def ignores(self, heard):
        return not advance(self.flow, Talk(self.state, dict(self.answers), heard, self.view))

    def waits(self, **length):
        self.view = replace(self.view, now=self.view.now + timedelta(**length))
        return self

    def _kept(self, talk):
        self.talk, self.state, self.answers, self.last = talk, talk.state, talk.answers, talk.effects
        self.effects += talk.effects
        return self

    @property
    def commands(self):
        return [effect.command for effect in self.effects if isinstance(effect, Do)]

    @property
    def told(self):
        """Return what the last step did, but for what it only remembers."""
        return [effect for effect in self.last if not isinstance(effect, Remember)]

    @property
    def texts(self):
        return [effect.text for effect in self.last if isinstance(effect, Say)]

    @property
    def choices(self):
        return [choice.text for choice in choices_of(self.flow, self.talk)]

    @property
    def args(self):
        return state_of(self.flow, self.state).args(self.talk)
