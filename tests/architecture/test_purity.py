"""Rules and conversations are pure: no clock, no chance, no waiting; rules know no foreign library."""

import ast
import sys

from tests.architecture.source import Module, modules

RULES = ("bot.domain", "bot.ids")
PURE = (*RULES, "bot.messages", "bot.flows", "bot.desk")

# Time is an argument and chance comes from the port `Ids`, so that a simulation is seeded whole.
CLOCKS = frozenset({"now", "utcnow", "today", "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter"})
CLOCK_OWNERS = frozenset({"datetime", "date", "time"})
CHANCE = frozenset({"random", "secrets", "uuid"})
# What reaches outside the process, or waits.
OUTSIDE = frozenset(
    {
        "asyncio",
        "concurrent",
        "http",
        "logging",
        "os",
        "pathlib",
        "socket",
        "subprocess",
        "threading",
        "time",
    },
)


def those_in(*packages: str) -> list[Module]:
    return [module for module in modules() if module.is_in(*packages)]


def libraries(module: Module) -> set[str]:
    return {name.split(".")[0] for name in module.imported()}


def clock_calls(module: Module) -> list[str]:
    """Calls such as `datetime.now()` or `time.monotonic()`, each with its place."""
    return [
        f"{module.path}:{node.lineno} {ast.unparse(node.func)}()"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and ast.unparse(node.func.value).rpartition(".")[2] in CLOCK_OWNERS
    ]


def test_rules_import_the_standard_library_alone():
    allowed = {*sys.stdlib_module_names, "bot"}
    assert {m.name: libraries(m) - allowed for m in those_in(*RULES) if libraries(m) - allowed} == {}


def test_rules_import_no_other_room():
    ours = {(m.name, name) for m in those_in(*RULES) for name in m.imported() if name.split(".")[0] == "bot"}
    assert {pair for pair in ours if pair[1] not in ("bot", "bot.ids") and pair[1][:10] != "bot.domain"} == set()


def test_pure_modules_neither_draw_nor_wait_nor_reach_outside():
    barred = CHANCE | OUTSIDE
    assert {m.name: libraries(m) & barred for m in those_in(*PURE) if libraries(m) & barred} == {}


def test_pure_modules_are_told_the_time_and_never_ask():
    assert [call for module in those_in(*PURE) for call in clock_calls(module)] == []


def test_the_guard_knows_a_clock_when_it_sees_one():
    text = "import datetime as d, time\nd.datetime.now(UTC)\ntime.monotonic()\nself.now()\nrow.time()\n"
    example = Module("example", modules()[0].path, text, ast.parse(text))
    assert [call.partition(" ")[2] for call in clock_calls(example)] == [
        "d.datetime.now()",
        "time.monotonic()",
    ]


def test_nothing_pure_is_a_coroutine():
    waiting = ast.AsyncFunctionDef | ast.Await
    assert [m.name for m in those_in(*PURE) if any(isinstance(n, waiting) for n in ast.walk(m.tree))] == []
