"""Files are named by what is in them, and stored before anybody says so."""

import hashlib
from pathlib import Path

import pytest

from bot.adapters.files import DiskFiles
from bot.ports import FileTooLarge


async def _chunks(*parts: bytes):
    for part in parts:
        yield part


def _read(path: Path) -> bytes:
    return path.read_bytes()


@pytest.fixture
def files(tmp_path):
    return DiskFiles(tmp_path / "files")


async def test_a_file_lies_under_the_digest_of_its_bytes(files, tmp_path):
    digest, size = await files.store(_chunks(b"pic", b"ture"), 100)
    assert (digest, size) == (hashlib.sha256(b"picture").hexdigest(), 7)
    path = Path(files.path(digest))
    assert path == tmp_path / "files" / digest[:2] / digest[2:]
    assert _read(path) == b"picture"


async def test_the_same_file_twice_is_one_file(files, tmp_path):
    first = await files.store(_chunks(b"picture"), 100)
    assert await files.store(_chunks(b"pict", b"ure"), 100) == first
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


async def test_a_file_of_exactly_the_limit_is_kept_and_one_byte_more_is_not(files, tmp_path):
    assert (await files.store(_chunks(b"x" * 10), 10))[1] == 10
    with pytest.raises(FileTooLarge):
        await files.store(_chunks(b"x" * 10, b"y"), 10)
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


async def test_a_file_of_no_bytes_is_stored_as_such(files):
    digest, size = await files.store(_chunks(), 10)
    assert size == 0
    assert _read(Path(files.path(digest))) == b""


async def test_a_broken_download_leaves_nothing_behind(files, tmp_path):
    async def breaks():
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await files.store(breaks(), 100)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "digest", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 62 + "/b", "a" * 64 + "\n"]
)
def test_only_a_digest_is_a_name(files, digest):
    with pytest.raises(ValueError, match="hex"):
        files.path(digest)
