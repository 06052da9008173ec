"""The layers that import-linter holds are the whole house: no module stands outside them."""

import tomllib

from tests.architecture.source import PACKAGES, ROOT, modules


def layers() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (contract,) = (each for each in contracts if each["type"] == "layers")
    return [name for row in contract["layers"] for name in row.split(" | ")]


def test_every_module_falls_under_a_listed_layer():
    inside = layers()
    assert [m.name for m in modules() if m.name not in PACKAGES and not m.is_in(*inside)] == []


def test_every_listed_layer_exists():
    assert [layer for layer in layers() if not any(module.is_in(layer) for module in modules())] == []


def test_a_package_root_holds_no_code():
    assert [m.name for m in modules() if m.name in PACKAGES and len(m.tree.body) > 1] == []
