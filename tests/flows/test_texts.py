"""Every text a flow can say is there in each language, and the flow gives it the variables it wants."""

import random

import pytest

from bot.flows.checks import problems
from bot.flows.machine import choices_of, state_of
from bot.flows.registry import FLOWS
from bot.texts import Texts
from tests.flows.walker import START_AT, ZONE, Walk

LANGUAGES = ("zh", "es", "en")
SEED, WALKS, LENGTH = 20261122, 300, 90


@pytest.fixture
def texts():
    return Texts(LANGUAGES)


class Reading(Walk):
    """A walk that keeps what it was asked, once for each text and set of variables."""

    heard = None

    def _press_all(self):
        self._read()

    def _leave(self):
        self._read()

    def _read(self):
        if "ticket" in self.talk.answers and self.talk.view.ticket is None:
            return  # A ticket that has gone has nothing to be shown.
        state = state_of(self.flow, self.talk.state)
        self.heard.append((state.asks, state.args(self.talk)))
        self.heard += [(choice.text, choice.args) for choice in choices_of(self.flow, self.talk)]


def all_said(flow):
    chance, said = random.Random(SEED), []
    for _ in range(WALKS):
        walk = Reading(flow, chance.randbytes(LENGTH))
        walk.heard = said
        walk.run()
    return {(text, *args): (text, args) for text, args in said if text}.values()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FLOWS)
def test_no_text_is_missing(name, language, texts):
    assert problems(FLOWS[name], texts.ids(language)) == []


@pytest.mark.parametrize("name", FLOWS)
def test_every_question_gets_the_variables_it_wants(name, texts):
    for text, args in all_said(FLOWS[name]):
        for language in LANGUAGES:
            shown = texts.say(text, language, ZONE, START_AT, args)
            assert shown, (text, language)
            assert "{" not in shown, (text, language, shown)
    assert texts.missing == []
