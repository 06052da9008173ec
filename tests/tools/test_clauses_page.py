"""The page of clauses is written from the marks on the tests."""

from pathlib import Path

import pytest

from tools.clauses_page import main, marked, page

TESTS = """
import pytest
pytestmark = [pytest.mark.slow, pytest.mark.clause_part("CK-10")]

@pytest.mark.clause("SV-01")
def test_one(): ...

class TestMany:
    @pytest.mark.clause_part("SV-01", "SV-02")
    @pytest.mark.parametrize("x", [1])
    async def test_two(self, x): ...

@other.clause("SV-09")
def test_three(): ...
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "tests" / "domain"
    folder.mkdir(parents=True)
    (folder / "test_it.py").write_text(TESTS, "utf-8")
    (folder / "other.py").write_text(TESTS, "utf-8")
    return tmp_path


def test_every_mark_is_found_with_its_test(root):
    assert [(each.clause, each.mark, each.test) for each in marked(root / "tests")] == [
        ("CK-10", "clause_part", "tests/domain/test_it.py"),
        ("SV-01", "clause", "tests/domain/test_it.py::test_one"),
        ("SV-01", "clause_part", "tests/domain/test_it.py::test_two"),
        ("SV-02", "clause_part", "tests/domain/test_it.py::test_two"),
    ]


def test_a_clause_is_whole_when_one_test_shows_it_whole(root):
    text = page(marked(root / "tests"))
    assert "| SV-01 | yes | `tests/domain/test_it.py::test_one`<br>`tests/domain/test_it.py::test_two` |" in text
    assert "| SV-02 | in part | `tests/domain/test_it.py::test_two` |" in text


def test_a_page_that_is_not_fresh_is_named(root, capsys):
    assert main(["--check"], root) == 1
    assert capsys.readouterr().out.startswith("docs/clauses.md: not as the marks on the tests are")
    assert main([], root) == 0
    assert main(["--check"], root) == 0
    (root / "docs" / "clauses.md").write_text("old", "utf-8")
    assert main(["--check"], root) == 1
