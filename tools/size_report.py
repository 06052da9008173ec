"""Reports how long functions and files are, and fails where one is longer than the house allows.

python tools/size_report.py [folder ...]
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# What people write and read by hand; texts (*.ftl) are lists, as long as there is to say.
READ_BY_PEOPLE = frozenset({".py", ".sql", ".html", ".css", ".js"})


@dataclass(frozen=True)
class Limit:
    """How long a thing may be: few are longer than `few_over`, none longer than `none_over`."""

    kind: str
    few_over: int
    none_over: int


FUNCTIONS = Limit("functions", few_over=25, none_over=40)
FILES = Limit("files", few_over=250, none_over=400)


@dataclass(frozen=True)
class Length:
    """How many lines a function or file has, and where it stands."""

    where: str
    lines: int


def files_in(roots: Iterable[Path]) -> Iterator[Path]:
    """Every file below the roots that people read."""
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.suffix in READ_BY_PEOPLE and path.is_file():
                yield path


def file_lengths(roots: Iterable[Path]) -> list[Length]:
    """The length of each file, blank lines and comments included."""
    return [Length(str(path), len(path.read_text("utf-8").splitlines())) for path in files_in(roots)]


def function_lengths(roots: Iterable[Path]) -> list[Length]:
    """The length of each function and method from `def` to its last line, without its decorators."""
    return [
        Length(f"{path}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)
        for path in files_in(roots)
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    ]


def too_long(lengths: Iterable[Length], limit: Limit) -> list[Length]:
    """Those over the hard limit, longest first."""
    return sorted((each for each in lengths if each.lines > limit.none_over), key=lambda each: -each.lines)


def summary(lengths: list[Length], limit: Limit) -> str:
    """One line: how many there are, their median, and how many pass each limit."""
    middle = median(each.lines for each in lengths) if lengths else 0
    few, none = (sum(each.lines > bound for each in lengths) for bound in (limit.few_over, limit.none_over))
    return (
        f"{limit.kind:<10}{len(lengths):>6}   median {middle:>5.1f}"
        f"   over {limit.few_over}: {few:<4} over {limit.none_over}: {none}"
    )


def main(folders: list[str]) -> int:
    """Print the report; 1 if anything is too long."""
    roots = [Path(folder) for folder in folders or ("bot", "storage")]
    offenders: list[Length] = []
    for limit, lengths in ((FUNCTIONS, function_lengths(roots)), (FILES, file_lengths(roots))):
        print(summary(lengths, limit))
        offenders += too_long(lengths, limit)
    for each in offenders:
        print(f"too long: {each.lines} lines in {each.where}")
    return 1 if offenders else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
