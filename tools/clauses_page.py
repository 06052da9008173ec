"""Writes docs/clauses.md: which tests show that a clause of the specification holds, wholly or in part.

python tools/clauses_page.py [--check]
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
WHOLE, PART = "clause", "clause_part"
HEAD = """# Clauses and their tests

Which tests show that a clause of the specification holds. *In part* means that the rest comes with a later feature.
Written by `make docs` from the marks on the tests; do not edit.

| clause | shown | by |
|---|---|---|
"""


@dataclass(frozen=True, order=True)
class Shown:
    """One test that shows a clause, or a part of it."""

    clause: str
    mark: str
    test: str


def marked(tests: Path) -> list[Shown]:
    """Every mark below the folder, in the order of clauses."""
    return sorted({shown for path in tests.rglob("test_*.py") for shown in _in_file(path, tests.parent)})


def _in_file(path: Path, root: Path) -> Iterator[Shown]:
    where = path.relative_to(root).as_posix()
    tree = ast.parse(path.read_text("utf-8"), where)
    whole_file = [value for node in tree.body if (value := _pytestmark(node)) is not None]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for mark, clause in _marks(node.decorator_list):
                yield Shown(clause, mark, f"{where}::{node.name}")
    for value in whole_file:
        for mark, clause in _marks(value.elts if isinstance(value, ast.List | ast.Tuple) else [value]):
            yield Shown(clause, mark, where)


def _pytestmark(node: ast.stmt) -> ast.expr | None:
    if isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "pytestmark" for t in node.targets):
        return node.value
    return None


def _marks(calls: list[ast.expr]) -> Iterator[tuple[str, str]]:
    """Each (mark, clause) among decorators such as `pytest.mark.clause("SV-01")`."""
    for call in calls:
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            mark = call.func.attr
            if mark in {WHOLE, PART} and ast.unparse(call.func.value).endswith("mark"):
                yield from ((mark, arg.value) for arg in call.args if isinstance(arg, ast.Constant))


def page(shown: list[Shown]) -> str:
    """The page's whole text."""
    lines = []
    for clause in dict.fromkeys(each.clause for each in shown):
        tests = [each for each in shown if each.clause == clause]
        how = "yes" if any(each.mark == WHOLE for each in tests) else "in part"
        names = "<br>".join(f"`{each.test}`" for each in tests)
        lines.append(f"| {clause} | {how} | {names} |\n")
    return HEAD + "".join(lines)


def main(words: list[str], root: Path = ROOT) -> int:
    """Write the page, or with --check say whether it is fresh."""
    target, text = root / "docs" / "clauses.md", page(marked(root / "tests"))
    if "--check" in words:
        if target.exists() and target.read_text("utf-8") == text:
            return 0
        print(f"{target.relative_to(root)}: not as the marks on the tests are; write it again with make docs")
        return 1
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
