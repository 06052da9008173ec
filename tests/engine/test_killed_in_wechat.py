"""A process that is killed around an answer or a counted message: nothing is lost, and never one too many is tried."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.adapters.clock import VirtualClock
from storage.sqlite.connection import Location
from storage.sqlite.store import SqliteStore
from tests.engine.counted import has_turned_to_us, open_counted, states
from tests.engine.fakes import START_AT

ROOT = Path(__file__).parents[2]
#: The process that dies: it is given the database, and how many minutes of the story have passed.
DIES = """
import asyncio, os, sys
from datetime import timedelta
from bot.adapters.clock import VirtualClock
from storage.sqlite.connection import Location
from storage.sqlite.store import SqliteStore
from tests.engine.counted import *
from tests.engine.fakes import START_AT

class Dying(CountedChannel):
    async def send(self, delivery):
        print(delivery.body.text, flush=True)
        os._exit(9)

async def main():
    clock = VirtualClock(START_AT + timedelta(minutes=int(sys.argv[2])))
    store = await SqliteStore.open(Location(Path(sys.argv[1])))
    bench = await open_counted(store=store, clock=clock, seed=int(sys.argv[2]), channel=Dying(clock=clock))
    await STEP(bench)
    os._exit(7)

from pathlib import Path
"""
ANSWERS = (
    DIES
    + """
async def STEP(bench):
    await turns_to_us(bench)

asyncio.run(main())
"""
)
SENDS = (
    DIES
    + """
async def STEP(bench):
    if sys.argv[2] == "0":
        await has_turned_to_us(bench)
        asking = '{"text":"%s?","rows":[[{"label":"yes","token":"t.0"}]]}'
        await bench.puts(*(to_li(bench, "", Lane.SURVEY, body=asking % at) for at in range(9)))
    await bench.engine.sender.drain()

asyncio.run(main())
"""
)


async def _dies(script: str, path: Path, minutes: int = 0) -> tuple[int, str]:
    """Run a process to its death; return its code and what it tried."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, str(path), str(minutes), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _errors = await process.communicate()
    return process.returncode or 0, said.decode().strip()


async def _after(path: Path, minutes: int):
    """Open the database of the dead."""
    clock = VirtualClock(START_AT + timedelta(minutes=minutes))
    return await open_counted(store=await SqliteStore.open(Location(path)), clock=clock, seed=minutes + 100)


async def test_an_answer_is_not_lost_with_the_process_that_was_about_to_give_it(tmp_path):
    path = tmp_path / "desk.db"
    assert await _dies(ANSWERS, path) == (7, "")
    bench = await _after(path, 1)
    await bench.fast_forward(seconds=1)
    assert bench.channel.texts() == ["heard help"]
    assert [what[1] for what in bench.measures.counted if what[0] == "double"] == ["unknown_answer"]
    await bench.store.close()


async def test_however_often_a_process_dies_while_sending_no_sixth_message_is_tried(tmp_path):
    path, tried = tmp_path / "desk.db", []
    for at in range(6):
        code, said = await _dies(SENDS, path, at)
        assert code == (9 if said else 7)
        tried += [said] if said else []
    assert tried == [f"{at}?" for at in range(5)]
    bench = await _after(path, 10)
    assert await states(bench, "kept") == [f"{at}?" for at in range(5, 9)]
    await has_turned_to_us(bench, "later")
    await bench.fast_forward(seconds=30)
    # None that was tried is tried again (a survey is sent once), and none that was kept is lost.
    assert bench.channel.texts() == [f"{at}?" for at in range(5, 9)]
    await bench.store.close()
