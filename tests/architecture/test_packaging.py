"""An install holds what a checkout holds: code, texts, queries, presets and pages."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.architecture.source import PACKAGES, ROOT


def in_the_checkout() -> set[str]:
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    return {path.relative_to(ROOT).as_posix() for path in paths if "__pycache__" not in path.parts}


def test_a_wheel_holds_every_file_of_the_packages(tmp_path: Path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(tuple(f"{p}/" for p in PACKAGES))}
    assert packed == in_the_checkout()
