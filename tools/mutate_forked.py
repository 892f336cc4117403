"""Judge mutants of functions without starting anew for each: one process collects the tests.

For each group of tests that lies near a part of the library, a fork runs it once with a probe
before every statement that a drawn mutant edits: that tells which tests run which mutants. A fork
for each mutant then puts the edited code in the place of the function's own and runs those tests
alone, the quickest first, until one fails.

What is run while a module is read (a constant, a default, a table) cannot be exchanged so; those
mutants are left to ``mutate_source.py``, which calls this tool and starts a process for the rest.
"""

from __future__ import annotations

import argparse
import builtins
import contextlib
import functools
import gc
import importlib
import json
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from mutants import ROOT, Mutant, drawn
from mutate_codes import Key, compiled, exchange, probed
from mutate_source import NEAREST, part_of, rows, told

SECONDS = 60  # of the processor, beside four times what the tests took; what hangs is noticed
MEMORY = 6 * 2**30
MOST = 200  # tests that judge one mutant, the quickest; the rest is left to a process of its own
_FAILED, _SAME, _CUT = 1, 7, 8
Cost = tuple[float, str]


def live() -> dict[str, list[FunctionType]]:
    """Return the functions of the library that exist, by their files."""
    gc.unfreeze()
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(str(ROOT / "src")):
            found[each.__code__.co_filename].append(each)
    return found


def module_of(path: Path) -> str:
    """Return the name that a file of the library is imported by."""
    return ".".join(path.with_suffix("").parts[1:]).removesuffix(".__init__")


def forget() -> None:
    """Empty what functions of the library remember."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):  # noqa: SLF001 - has no public name
            with contextlib.suppress(AttributeError):
                if each.__module__.startswith("birads"):
                    each.cache_clear()


def fork(work: Callable[[], int]) -> int:
    """Return what work ends with in a fork, where nothing is printed."""
    child = os.fork()
    if child == 0:
        code = _CUT
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for each in (0, 1, 2):
                os.dup2(nothing, each)
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Runner:
    """Hold the collected tests, and judge in forks."""

    def __init__(self, items: list[pytest.Item], chosen: dict[int, Mutant], home: Path) -> None:
        self.items = {item.nodeid: item for item in items}
        self.chosen, self.home = chosen, home
        for mutant in chosen.values():  # what a command imports late exists before it is probed
            importlib.import_module(module_of(mutant.path))
        self.functions = live()
        self.failed = False

    def _put(self, path: Path, codes: dict[Key, CodeType]) -> int:
        return exchange(self.functions.get(str(ROOT / path), []), codes)

    def _run(self, nodes: Iterable[str], after: Callable[[str, float], bool]) -> None:
        """Run tests one after another, for as long as the caller wants."""
        chosen = [self.items[node] for node in nodes]
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            start, self.failed = time.process_time(), False
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if not after(item.nodeid, time.process_time() - start):
                break

    def costs(self, nodes: list[str], numbers: Iterable[int]) -> dict[int, list[Cost]]:
        """Return which of the tests run which mutants, and how long each test takes."""
        out = self.home / "run"
        out.write_text("")
        of_file: dict[Path, list[tuple[int, int]]] = defaultdict(list)
        for number in numbers:
            of_file[self.chosen[number].path].append((number, self.chosen[number].line))

        def work() -> int:
            seen: set[int] = set()
            builtins.mutant_seen = seen.add  # type: ignore[attr-defined]
            for path, places in of_file.items():
                self._put(path, probed(path, places))
            forget()
            with out.open("a") as stream:

                def after(node: str, seconds: float) -> bool:
                    if seen and not self.failed:
                        stream.write(json.dumps([node, seconds, sorted(seen)]) + "\n")
                    seen.clear()
                    return True

                self._run(nodes, after)
            return 0

        fork(work)
        found: dict[int, list[Cost]] = defaultdict(list)
        for node, seconds, seen in map(json.loads, out.read_text().splitlines()):
            for number in seen:
                found[number].append((seconds, node))
        return found

    def judge(self, number: int, costs: list[Cost]) -> str | None:
        """Return the test that notices a mutant, or ``None``."""
        mutant, out = self.chosen[number], self.home / "failed"
        out.unlink(missing_ok=True)
        limit = int(SECONDS + 4 * sum(seconds for seconds, _ in costs))

        def work() -> int:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            text = (ROOT / mutant.path).read_text("utf-8")
            if not self._put(mutant.path, compiled(mutant.path, mutant.applied(text))):
                return _SAME
            forget()

            def after(node: str, _: float) -> bool:
                if self.failed:
                    out.write_text(node)
                return not self.failed

            self._run([node for _, node in costs], after)
            return _FAILED if self.failed else 0

        code = fork(work)
        if code in (0, _SAME):
            return None
        return out.read_text() if out.exists() else f"the tests ended with {code}"


class Plugin:
    """Take the loop of tests over once they are collected."""

    def __init__(self, chosen: dict[int, Mutant], output: Path) -> None:
        self.chosen, self.output = chosen, output

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember that a test failed, whatever part of it."""
        self.runner.failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge, in place of running every test."""
        with tempfile.TemporaryDirectory() as home:
            self.runner = Runner(session.items, self.chosen, Path(home))
            costs = self.runner.costs(list(self.runner.items), self.chosen)
            for number in sorted(costs):
                quickest = sorted(costs[number])[:MOST]
                by = self.runner.judge(number, quickest)
                told(self.output, number, self.chosen[number], by, asked=len(quickest))
        return True


def judge(chosen: dict[int, Mutant], tests: Iterable[str], output: Path) -> None:
    """Write the verdict of some tests on every mutant that they run."""
    plugin: Any = Plugin(chosen, output)
    pytest.main(["-q", "-p", "no:cacheprovider", *tests], plugins=[plugin])


def main(arguments: list[str] | None = None) -> int:
    """Judge the drawn mutants of one part of the library."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--count", type=int, default=200)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--part", required=True)
    reader.add_argument("--output", type=Path, required=True)
    asked = reader.parse_args(arguments)
    known = rows(asked.output)
    chosen: dict[int, Mutant] = {
        number: each
        for number, each in enumerate(drawn(asked.count, asked.seed), 1)
        if each.path.suffix == ".py" and part_of(each.path) == asked.part and number not in known
    }
    if chosen:
        judge(chosen, NEAREST[asked.part], asked.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
