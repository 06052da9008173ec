"""Checks that the lock files fit pyproject.toml, fit each other, are hashed and name no address.

python tools/lock_check.py [folder of the project]
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
BENCH = "requirements-bench.lock"

Pins = dict[str, str]


def entries(text: str) -> Iterator[str]:
    """Each locked requirement with its hashes, on one line; comments and options are no requirements."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.lstrip().startswith(("#", "-")):
            yield " ".join(line.split())


def pins(text: str) -> Pins:
    """The version each package is pinned to; a package pinned twice, for two Pythons, keeps both."""
    found: Pins = {}
    for entry in entries(text):
        requirement = Requirement(entry.split(" --hash=")[0])
        name = canonicalize_name(requirement.name)
        version = str(requirement.specifier)
        found[name] = f"{found[name]} or {version}" if name in found else version
    return found


def form_problems(name: str, text: str) -> Iterator[str]:
    """What is wrong with one lock by itself."""
    if re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text):
        yield f"{name} names an address: a lock must install from wherever the reader installs from"
    for entry in entries(text):
        if " --hash=sha256:" not in entry or "==" not in entry:
            yield f"{name}: not pinned with a hash: {entry}"


def missing(requirements: list[str], locked: Pins) -> Iterator[str]:
    """Requirements of pyproject.toml that a lock does not meet."""
    for text in requirements:
        requirement = Requirement(text)
        version = locked.get(canonicalize_name(requirement.name))
        if version is None:
            yield f"{text} is not locked"
        elif not any(requirement.specifier.contains(each[2:]) for each in version.split(" or ")):
            yield f"{text} is locked at {version}"


def problems(project: Path) -> list[str]:
    """Everything that is wrong with the locks of a project; an empty list is good news."""
    declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    groups = declared["dependency-groups"]
    needed = declared["project"]["dependencies"] + groups["build"]
    texts = {name: (project / name).read_text("utf-8") for name in (RUNTIME, DEVELOPMENT, BENCH)}
    runtime, development = pins(texts[RUNTIME]), pins(texts[DEVELOPMENT])
    found = [problem for name, text in texts.items() for problem in form_problems(name, text)]
    found += [f"{RUNTIME}: {problem}" for problem in missing(needed, runtime)]
    found += [f"{DEVELOPMENT}: {problem}" for problem in missing(needed + groups["dev"], development)]
    found += [f"{BENCH}: {problem}" for problem in missing(groups["bench"], pins(texts[BENCH]))]
    found += [
        f"{name} is {version} in {RUNTIME} and {development.get(name, 'absent')} in {DEVELOPMENT}"
        for name, version in runtime.items()
        if development.get(name) != version
    ]
    return found


def main(folders: list[str]) -> int:
    """Print what is wrong, and what to do about it; 1 if anything is."""
    found = problems(Path(folders[0] if folders else "."))
    for problem in found:
        print(problem)
    print("locks: run `make lock` and commit the files" if found else "locks: fit pyproject.toml, no address")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
