"""`baoxiu audit verify` over the timelines of whole stories: whatever was done to any event of them is found."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import cli
from bot.domain import numbers
from bot.stories.script import Say
from bot.stories.shelf import SHELF, stories
from bot.stories.stage import Stage
from tests.desk import Desk

STORY = next(story for story in stories() if story.name == "outage")
CONFIG = '[company]\nname = "Ridgeline"\nlanguages = ["zh"]\n[storage]\nurl = "sqlite:///desk.db"\n'
CUSTOMER = "li"
CHANGES = {
    "its instant": "UPDATE events SET at = at + 1 WHERE ticket = ? AND sequence = ?",
    "its data": "UPDATE events SET data = data || ' ' WHERE ticket = ? AND sequence = ?",
    "its kind": "UPDATE events SET kind = 'noted' WHERE ticket = ? AND sequence = ?",
    "its author": 'UPDATE events SET "by" = 7 WHERE ticket = ? AND sequence = ?',
    "its personal words' seal": "UPDATE events SET digest = x'00' WHERE ticket = ? AND sequence = ?",
    "its own hash": "UPDATE events SET hash = x'00' WHERE ticket = ? AND sequence = ?",
}
REMOVE = "DELETE FROM events WHERE ticket = ? AND sequence = ?"
CUT = "DELETE FROM events WHERE ticket = ? AND sequence >= ?"
FIT = """
UPDATE tickets SET (sequence, head) = (SELECT e.sequence, e.hash FROM events e WHERE e.ticket = tickets.id
ORDER BY e.sequence DESC LIMIT 1) WHERE id = ?
"""


class Told(Desk):
    """A desk on which the story has been told and anchored; a customer may ask to be forgotten after it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, language=STORY.language, start_at=STORY.start_at)
        self.folder = folder
        stage: Stage = self.stage
        for part in STORY.cast.values():
            if part.is_customer:
                stage.cast.customer(part)
        self.run(stage.play(STORY, SHELF))
        self.anchor()

    def anchor(self) -> None:
        self.run(self.stage.app.engine.auditor.tidy())


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Path:
    """The folder of a desk after the story, at rest."""
    folder = tmp_path_factory.mktemp("told")
    desk = Told(folder)
    desk.close()
    return folder


@pytest.fixture(scope="module")
def forgotten(tmp_path_factory) -> Path:
    """The folder of a desk whose customer was forgotten after the story."""
    folder = tmp_path_factory.mktemp("forgotten")
    desk = Told(folder)
    desk.customer(CUSTOMER).says("/forget").presses("@choice-forget-yes")
    desk.fast_forward(days=1)
    desk.anchor()
    desk.close()
    return folder


@pytest.fixture
def verify(tmp_path, monkeypatch, capsys):
    """Verify a copy of a desk's database to which something was done."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")

    def run(folder: Path, *statements: tuple) -> tuple[int, str]:
        shutil.copy(folder / "desk.db", tmp_path / "desk.db")
        with closing(sqlite3.connect(tmp_path / "desk.db")) as database:
            database.execute("PRAGMA foreign_keys = OFF")
            for statement, *args in statements:
                assert database.execute(statement, args).rowcount
            database.commit()
        capsys.readouterr()
        return cli.main(["audit", "verify"]), capsys.readouterr().out

    return run


def ask(folder: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        return database.execute(query).fetchall()


def events(folder: Path) -> list[tuple[int, int, str]]:
    """The ticket, sequence and shown number of every event."""
    found = ask(folder, "SELECT e.ticket, e.sequence, t.number FROM events e JOIN tickets t ON t.id = e.ticket")
    return [(ticket, sequence, numbers.show(number)) for ticket, sequence, number in found]


def test_the_timelines_of_a_story_are_as_they_were_written(told, verify):
    code, out = verify(told)
    assert (code, out.endswith("all as they were written\n")) == (0, True), out
    assert len(events(told)) > 10


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_any_event_is_found(told, verify, change):
    for ticket, sequence, number in events(told):
        code, out = verify(told, (CHANGES[change], ticket, sequence))
        assert (code, f"{number}: " in out) == (1, True), sequence


def test_changed_words_of_any_person_are_found(told, verify):
    for (row,) in ask(told, "SELECT rowid FROM personal"):
        code, out = verify(told, ("UPDATE personal SET words = '{}' WHERE rowid = ?", row))
        assert (code, "was changed" in out) == (1, True)


def test_any_removed_event_is_found(told, verify):
    for ticket, sequence, number in events(told):
        code, out = verify(told, (REMOVE, ticket, sequence))
        assert (code, number in out) == (1, True), sequence


def test_a_timeline_cut_off_anywhere_is_found(told, verify):
    for ticket, sequence, number in events(told):
        code, out = verify(told, (CUT, ticket, sequence))
        assert (code, number in out, "was cut off" in out) == (1, True, True), sequence


def test_a_timeline_cut_off_is_found_though_its_ticket_was_made_to_fit(told, verify):
    for ticket, sequence, number in events(told):
        if sequence > 1:
            code, out = verify(told, (CUT, ticket, sequence), (FIT, ticket))
            assert (code, number in out, "after it had been anchored" in out) == (1, True, True), sequence


def test_an_erasure_takes_the_words_and_leaves_the_chain_whole(told, forgotten, verify):
    assert ask(told, "SELECT 1 FROM personal")
    acts = [step.act for step in STORY.steps]
    said = [act.words.told(STORY.language) for act in acts if isinstance(act, Say) and act.who == CUSTOMER]
    assert said
    assert rows_with(told, said)
    assert rows_with(forgotten, said) == []
    code, out = verify(forgotten)
    assert (code, out.endswith("all as they were written\n")) == (0, True), out


def rows_with(folder: Path, said: list[str]) -> list[str]:
    """Return the tables in which any of these words still stands."""
    found = []
    for (table,) in ask(folder, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        stored = "\n".join(repr(row) for row in ask(folder, f'SELECT * FROM "{table}"'))  # noqa: S608  the schema's own names
        found += [f"{table}: {words}" for words in said if words in stored]
    return found


def test_a_change_after_an_erasure_is_found_all_the_same(forgotten, verify):
    ticket, sequence, number = events(forgotten)[0]
    code, out = verify(forgotten, (CHANGES["its instant"], ticket, sequence))
    assert (code, number in out) == (1, True)
