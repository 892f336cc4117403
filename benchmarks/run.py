"""Measure speed as ratios in one run: against bare pydantic-core and three JSON Schema libraries.

Run ``python benchmarks/run.py``; ``--json FILE`` writes the figures. Ratios are medians of
rounds in which every contender runs in turn, so that a machine that slows down slows all.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import fastjsonschema
import jsonschema_rs
from documents import encoded, report, wrong

import birads
import birads.schema
from birads.issue import InvalidReport

ROUNDS = 7
COUNT = 300


def per_item(run: Callable[[Any], object], items: list[Any]) -> float:
    """Return seconds per item of one pass."""
    start = time.perf_counter()
    for item in items:
        run(item)
    return (time.perf_counter() - start) / len(items)


def quiet(run: Callable[[Any], object], refusal: type[Exception]) -> Callable[[Any], None]:
    """Return a call that takes a refusal for an answer."""

    def call(item: Any) -> None:
        try:
            run(item)
        except refusal:
            return

    return call


def contest(contenders: dict[str, tuple[Callable[[Any], object], list[Any]]]) -> dict[str, float]:
    """Return the median seconds per item of each contender, all measured in turn."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for run, items in contenders.values():
        per_item(run, items)
    for _ in range(ROUNDS):
        for name, (run, items) in contenders.items():
            times[name].append(per_item(run, items))
    return {name: statistics.median(values) for name, values in times.items()}


def import_seconds(statement: str) -> float:
    """Return the fastest of several fresh interpreters, less an empty one's time."""

    def fastest(code: str) -> float:
        runs = []
        for _ in range(7):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - ours
            runs.append(time.perf_counter() - start)
        return min(runs)

    return fastest(statement) - fastest("pass")


def import_rows() -> list[tuple[str, float, str]]:
    """Compare the imports; the first parse, which builds the models, is measured apart."""
    base = import_seconds("from pydantic import BaseModel")
    ours = import_seconds("import birads")
    first = import_seconds('import birads; birads.parse(b\'{"edition":"2013"}\')')
    return [
        ("import birads / import pydantic.BaseModel", ours / base, "2"),
        ("import and first parse / import pydantic.BaseModel", first / base, "apart"),
    ]


def speed_rows() -> list[tuple[str, float, str]]:
    """Compare parsing and the whole flow on the same varied documents."""
    documents = [report(number) for number in range(COUNT)]
    texts = [encoded(document) for document in documents]
    birads.recommend(birads.parse(texts[0]))
    core = birads.Report.__pydantic_validator__.validate_json
    schema = birads.schema.report_schema()
    python_validator = birads.schema.validator()
    rust_validator = jsonschema_rs.validator_for(schema)
    fast = fastjsonschema.compile(schema)
    invalid = quiet(birads.parse, InvalidReport)
    seconds = contest(
        {
            "core": (core, texts),
            "parse": (birads.parse, texts),
            "check": (lambda text: birads.check(birads.parse(text)), texts),
            "flow": (lambda text: birads.recommend(birads.parse(text)).to_json(), texts),
            "jsonschema": (lambda t: python_validator.is_valid(json.loads(t)), texts[:30]),
            "jsonschema-rs": (lambda t: rust_validator.is_valid(json.loads(t)), texts),
            "fastjsonschema": (lambda t: fast(json.loads(t)), texts),
            "one wrong": (invalid, [wrong(d, 1) for d in documents]),
            "10 wrong": (invalid, [wrong(d, 10) for d in documents[:50]]),
            "100 wrong": (invalid, [wrong(d, 100) for d in documents[:10]]),
        }
    )
    core_seconds, parse_seconds = seconds["core"], seconds["parse"]
    return [
        ("bare pydantic-core, microseconds", core_seconds * 1e6, ""),
        ("parse / bare pydantic-core", parse_seconds / core_seconds, "2"),
        ("parse and check / bare pydantic-core", seconds["check"] / core_seconds, ""),
        ("bytes to workup JSON / bare pydantic-core", seconds["flow"] / core_seconds, "6"),
        ("jsonschema only / bytes to workup JSON", seconds["jsonschema"] / seconds["flow"], "15+"),
        ("jsonschema-rs only / parse", seconds["jsonschema-rs"] / parse_seconds, ""),
        ("fastjsonschema only / parse", seconds["fastjsonschema"] / parse_seconds, ""),
        ("one wrong word / the valid document", seconds["one wrong"] / parse_seconds, "4"),
        ("10 wrong words / one", seconds["10 wrong"] / seconds["one wrong"], "10"),
        ("100 wrong words / 10", seconds["100 wrong"] / seconds["10 wrong"], "10"),
    ]


def growth_rows() -> list[tuple[str, float, str]]:
    """Compare reports of 1,000 and 10,000 findings."""
    thousand = [encoded(report(1, 1_000))]
    ten_thousand = [encoded(report(1, 10_000))]
    rows = []
    for name, run in (
        ("parse", birads.parse),
        ("check", lambda text: birads.check(birads.parse(text))),
        ("bytes to workup JSON", lambda text: birads.recommend(birads.parse(text)).to_json()),
    ):
        seconds = contest({"small": (run, thousand), "large": (run, ten_thousand)})
        rows.append((f"{name}: 10,000 findings / 1,000", seconds["large"] / seconds["small"], "12"))
    return rows


def main() -> None:
    """Print the table, and write it where asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", type=Path)
    where = arguments.parse_args().json
    rows = [*import_rows(), *speed_rows(), *growth_rows()]
    names = ("pydantic", "pydantic-core", "jsonschema", "jsonschema-rs", "fastjsonschema")
    print(f"Python {platform.python_version()}, " + ", ".join(f"{n} {version(n)}" for n in names))
    print(f"{'what':<54} {'ratio':>9} {'budget':>7}")
    for name, value, budget in rows:
        print(f"{name:<54} {value:>9.2f} {budget:>7}")
    if where is not None:
        where.write_text(json.dumps({name: round(value, 3) for name, value, _ in rows}, indent=2))


if __name__ == "__main__":
    main()
