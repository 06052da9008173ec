"""Functions and files stay short enough to be read at one sitting."""

from pathlib import Path

from tests.architecture.source import PACKAGES, ROOT
from tools.size_report import FILES, FUNCTIONS, file_lengths, function_lengths, main, too_long

HOUSE = [ROOT / package for package in PACKAGES]


def write_function(folder: Path, *, lines: int) -> None:
    (folder / "long.py").write_text("@decorated\ndef long():\n" + "    pass\n" * (lines - 1), "utf-8")


def test_no_function_is_longer_than_forty_lines():
    assert too_long(function_lengths(HOUSE), FUNCTIONS) == []


def test_no_file_is_longer_than_four_hundred_lines():
    assert too_long(file_lengths(HOUSE), FILES) == []


def test_a_function_of_forty_lines_passes_and_one_more_line_does_not(tmp_path: Path):
    write_function(tmp_path, lines=40)
    assert main([str(tmp_path)]) == 0
    write_function(tmp_path, lines=41)
    assert main([str(tmp_path)]) == 1


def test_the_report_names_what_is_too_long(tmp_path: Path, capsys):
    (tmp_path / "page.css").write_text("a {}\n" * 401, "utf-8")
    assert main([str(tmp_path)]) == 1
    assert f"too long: 401 lines in {tmp_path / 'page.css'}" in capsys.readouterr().out
