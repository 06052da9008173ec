"""The product's own source as the guards see it: every module of bot and storage, parsed once."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "storage")


@dataclass(frozen=True)
class Module:
    """One Python file of the product."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    def is_in(self, *packages: str) -> bool:
        return any(self.name == package or self.name.startswith(f"{package}.") for package in packages)

    def imported(self) -> set[str]:
        """The dotted names this module imports; `from a import b` counts as `a`."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module or "")
        return found


def read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text("utf-8")
    return Module(name, path.relative_to(ROOT), text, ast.parse(text, str(path)))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every module below the folders; the product's two packages unless said otherwise."""
    return tuple(read(path) for folder in folders or PACKAGES for path in sorted((ROOT / folder).rglob("*.py")))
