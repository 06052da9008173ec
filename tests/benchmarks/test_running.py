"""The bench and its profile run; what they measure is nobody's business here."""

import asyncio
import subprocess
import sys

import pytest

from benchmarks.load import Load, Plan, report
from benchmarks.mix import Crowd, NoButtons
from benchmarks.product import on_wechat, product
from benchmarks.skeleton import BOT, Rows, bare, skeleton
from benchmarks.tables import COLUMNS
from benchmarks.wechat import WeChatCrowd, costs

pytestmark = pytest.mark.slow


def _printed(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=110).stdout


def test_the_smallest_bench_prints_its_table():
    printed = _printed("--tiny")
    assert " | ".join(COLUMNS) in printed
    rows = ("the product", "skeleton", "raw loop", "flushed pickle", "half load", "WeChat", "product / skeleton")
    for row in rows:
        assert f"| {row}" in printed


def test_the_profile_names_layers_statements_and_functions():
    printed = _printed("profile", "--messages", "100")
    for name in ("turn: decide", "send: claim", "inbox_take", "the writer's thread"):
        assert name in printed


@pytest.mark.parametrize("server", [product, skeleton, bare])
async def test_every_server_takes_the_mix_and_refuses_nothing(server, tmp_path):
    async with server(tmp_path) as url:
        figures = await Load(url, Crowd(NoButtons())).run(Plan(0.2, 0.3, wires=4))
        told = await asyncio.to_thread(report, url)
    assert figures.refused == 0
    assert figures.latencies
    assert told["cpu"] > 0


async def test_the_mix_over_wechat_is_answered_in_the_response_and_opens_tickets(tmp_path):
    crowd = WeChatCrowd()
    async with on_wechat(tmp_path) as url:
        figures = await Load(url, crowd, bytes).run(Plan(0.3, 1.0, wires=4))
        told = await asyncio.to_thread(report, url)
    assert figures.refused == 0
    # What was answered in the response is sent by nobody else.
    assert told["turns"] > told["sent"]


def test_opening_and_answering_cost_something():
    found = costs()
    assert 0 < found.answered < 5_000
    assert 0 < found.opened < 5_000


def test_the_skeletons_turn_writes_what_the_products_does(tmp_path):
    rows = Rows(tmp_path / "rows.db")
    rows.turn(1, 7)
    (sent,) = rows.claim()
    rows.settle([sent])
    written = "SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM steps), (SELECT count(*) FROM prompts)"
    assert rows.connection.execute(written).fetchall() == [(1, 1, 1)]
    assert rows.connection.execute("SELECT bot, state FROM outbox").fetchall() == [(BOT, "sent")]
    rows.connection.close()
