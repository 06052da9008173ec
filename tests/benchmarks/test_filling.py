"""A desk in use holds what it is said to hold, and the product serves it."""

import asyncio
import sqlite3

from benchmarks.filling import Amount, fill
from benchmarks.load import Load, Plan, report
from benchmarks.mix import Crowd, NoButtons
from benchmarks.product import ACCOUNT, DATABASE, product


async def test_the_product_goes_on_with_a_desk_that_was_in_use(tmp_path):
    path = tmp_path / DATABASE
    fill(path, ACCOUNT, Amount(conversations=30, updates=70, timers=50))
    with sqlite3.connect(path) as connection:
        for table, count in (("conversations", 30), ("accounts", 30), ("inbox", 70), ("timers", 50)):
            counted = connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  names of our own tables
            assert counted.fetchone() == (count,)
    connection.close()
    async with product(tmp_path) as url:
        figures = await Load(url, Crowd(NoButtons())).run(Plan(0.1, 0.2, wires=2))
        told = await asyncio.to_thread(report, url)
    assert figures.refused == 0
    assert figures.latencies
    assert told["memory"] > 1_000_000
