"""Flow tables name every state they leave: a row from anywhere would also leave what has ended."""

import ast

from tests.architecture.source import modules


def test_no_row_starts_from_anywhere():
    stars = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if module.is_in("bot.flows")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and node.value == "*"
    ]
    assert stars == []
