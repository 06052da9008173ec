"""A slow disk slows flushes and nothing else."""

import subprocess
import sys

import pytest

from benchmarks.slow_disk import NoCompiler, build, environment

FLUSH = """
import os, time
file = os.open("f", os.O_CREAT | os.O_WRONLY)
began = time.time()
os.fsync(file)
print(time.time() - began)
"""


def test_a_flush_takes_as_much_longer_as_asked(tmp_path):
    try:
        library = build(tmp_path)
    except NoCompiler as missing:
        pytest.skip(str(missing))
    done = subprocess.run(
        [sys.executable, "-c", FLUSH],
        env=environment(library, 50),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout) >= 0.05


def test_the_disk_as_it_is_needs_nothing_preloaded(tmp_path):
    assert "LD_PRELOAD" not in environment(tmp_path / "slow_disk.so", 0)
