"""The figures stand where a reader looks for them."""

import json

import pytest

from benchmarks import kept, tables
from benchmarks.kept import BEGIN, END
from benchmarks.load import Figures
from benchmarks.mix import Kind
from benchmarks.outcome import Cell, Outcome
from benchmarks.tables import COLUMNS
from benchmarks.wechat import Costs


def figures(rate: int) -> Figures:
    latencies = [0.001 * place for place in range(1, rate + 1)]
    return Figures(1.0, 0.1, latencies, 0, {Kind.NEW: 10, Kind.PRESS: 20, Kind.ANSWER: 70})


@pytest.fixture
def outcome():
    return Outcome(
        product=[figures(1000)],
        skeleton=[figures(2000)],
        raw=[(9000.0, 80.0)],
        pickle=(100.0, 9000.0),
        half_rate=500.0,
        half_product=figures(200),
        half_http=figures(100),
        drained=[0.1],
        batch=[20.0],
        opened=5,
        wechat=figures(400),
        wechat_half=figures(200),
        wechat_costs=Costs(210.0, 90.0),
    )


def test_the_table_has_its_columns_and_one_row_for_each_way(outcome):
    lines = tables.render(outcome).splitlines()
    assert lines[0] == f"| {' | '.join(COLUMNS)} |"
    rows = [line for line in lines if line.startswith(("| the product", "| skeleton"))]
    assert [row.split(" | ")[1:3] for row in rows] == [["1,000", "100"], ["2,000", "50"]]


def test_the_ratios_stand_beside_what_they_ought_to_be(outcome):
    text = tables.render(outcome)
    assert "| product / skeleton | 0.50 | at least 0.5 |" in text
    assert "| product / flushed pickle | 10 | at least 25 |" in text
    assert "| p99 at half load: product / HTTP server alone | 2.0 | at most 4 |" in text
    assert "10% new reports, 20% presses, 70% answers" in text


def test_wechat_has_its_rows_and_its_promise(outcome):
    text = tables.render(outcome)
    assert "| WeChat, encrypted, answered in the response: the product | 400 | 250 | 201.0 | 397.0 |" in text
    assert "| WeChat at half load (200/s): the product | 200 |" in text
    assert "| WeChat: opening a push (signature, AES, XML, words) |  | 210 |  |  |" in text
    assert "| WeChat: answering it (XML, AES, signature) |  | 90 |  |  |" in text
    assert "| p99 of the passive answer on WeChat at half load | 199 ms | under 1,000 ms |" in text


def test_every_setting_has_a_line_with_its_ratio_and_memory(outcome):
    for full, rate in ((False, 1000), (True, 900)):
        outcome.cells.append(Cell(0, full, figures(rate), figures(100), figures(2000), 1.2, (60e6, 70e6)))
    text = tables.render(outcome)
    assert "| as it is | empty | 1,000 | 0.50 |" in text
    assert "| as it is | full | 900 | 0.45 |" in text
    assert "| 1.2 | 60, 70 after |" in text
    assert "| full tables / empty tables | 0.90 | at least 0.8 |" in text


def test_what_could_not_be_measured_is_said(outcome):
    outcome.left_out.append("aiogram on Redis: not set up here (make setup-bench)")
    assert tables.render(outcome).endswith("not set up here (make setup-bench)")
    outcome.aiogram[0] = (500.0, 900.0)
    assert "| product / aiogram on Redis | 2.0 | at least 4 |" in tables.render(outcome)


def test_writing_replaces_the_figures_and_nothing_else(tmp_path, monkeypatch, outcome):
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    monkeypatch.setattr(kept, "PAGE", page)
    monkeypatch.setattr(kept, "FIGURES", tmp_path / "performance.json")
    monkeypatch.setattr(kept, "PYTHON", tmp_path / "no python here")
    kept.keep("new", outcome)
    assert page.read_text("utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    assert json.loads((tmp_path / "performance.json").read_text("utf-8"))["ways"]["the product"] == 1000


def test_the_page_of_this_repository_has_the_place_for_them():
    text = kept.PAGE.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1


def test_a_quantile_is_a_latency_that_was_met():
    assert figures(100).quantile(0.5) == pytest.approx(51.0)
    assert figures(100).quantile(0.99) == pytest.approx(100.0)
