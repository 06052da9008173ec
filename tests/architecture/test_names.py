"""Names say what a thing is for, and each module opens by saying it in one sentence."""

import ast
import re

from tests.architecture.source import Module, modules

# A room with such a name collects whatever nobody found a place for.
NO_NAME = re.compile(r"(^|_)(utils?|helpers?|commons?|managers?|misc|base|stuff|tools?)(_|$)")
NO_CLASS = re.compile(r"(Utils?|Helpers?|Managers?)$|^(Base|Abstract)[A-Z]")
SNAKE = re.compile(r"_{0,2}[a-z][a-z0-9_]*")
ANOTHER_SENTENCE = re.compile(r"[.!?]\s+[A-Z]|。.")

# A ruff code or a mypy code that is silenced on its line, and whatever follows there.
SILENCED = re.compile(r"#\s*(?:noqa:\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*|type:\s*ignore\[[^\]]*\])(?P<rest>.*)")
ALL_SILENCED = re.compile(r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[))")


def opens_with_one_sentence(module: Module) -> bool:
    """Whether the docstring's first paragraph is one sentence; more may follow a blank line."""
    opening = (ast.get_docstring(module.tree) or "").split("\n\n")[0]
    return opening.endswith((".", "。")) and not ANOTHER_SENTENCE.search(opening)


def unexplained(module: Module) -> list[str]:
    """Lines that silence a check and give no reason, on the line or in a comment above it."""
    lines = ["", *module.text.splitlines()]
    return [
        f"{module.path}:{number}"
        for number, line in enumerate(lines)
        if ALL_SILENCED.search(line)
        or ((found := SILENCED.search(line)) and not found["rest"].strip(" #-:") and "#" not in lines[number - 1])
    ]


def module_of(text: str) -> Module:
    return Module("example", modules()[0].path, text, ast.parse(text))


def test_a_module_is_named_for_what_it_does():
    names = {module.path: module.name.rpartition(".")[2] for module in modules()}
    assert [path for path, name in names.items() if NO_NAME.search(name) or not SNAKE.fullmatch(name)] == []


def test_a_class_is_named_for_what_it_does():
    classes = [node.name for m in modules() for node in ast.walk(m.tree) if isinstance(node, ast.ClassDef)]
    assert [name for name in classes if NO_CLASS.search(name)] == []


def test_a_module_opens_with_one_sentence():
    houses = modules("bot", "storage", "tests", "tools")
    assert [module.path for module in houses if not opens_with_one_sentence(module)] == []


def test_a_docstring_may_go_on_after_its_opening_sentence():
    assert opens_with_one_sentence(module_of('"""Says one thing.\n\nThen more. And more."""'))
    assert not opens_with_one_sentence(module_of('"""Says one thing. Says another."""'))
    assert not opens_with_one_sentence(module_of("x = 1"))


def test_every_silenced_check_gives_its_reason():
    houses = modules("bot", "storage", "tests", "tools")
    assert [place for module in houses for place in unexplained(module)] == []


def test_a_silenced_check_is_explained_beside_it_or_above_it():
    mark = "# " + "noqa: S608"
    assert unexplained(module_of(f"x = 1  {mark}"))
    assert unexplained(module_of("x = 1  # " + "noqa"))
    assert not unexplained(module_of(f"x = 1  {mark} - the name is one of ours"))
    assert not unexplained(module_of(f"# The name is one of ours.\nx = 1  {mark}"))
