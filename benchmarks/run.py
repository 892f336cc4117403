"""Measure speed as ratios in one run: against bare pydantic-core and three JSON Schema libraries.

Run ``python benchmarks/run.py``; ``--json FILE`` writes the figures, ``--table FILE`` writes them
into the speed block of a page. Documents are fresh: each has ids of its own and is seen once.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import islice, repeat
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import fastjsonschema
import jsonschema_rs
import measure
from documents import encoded, fresh, report, warm, worst_shapes
from measure import Contender, contest

import birads
import birads.schema
from birads.acr_criteria import bundled
from birads.checks._remembered import MEMORIES
from birads.issue import InvalidReport

Row = tuple[str, float, str]
_KEPT = 20_000  # fresh reports after which the memory is read
_WORST = 1_000
_SETTLED = 1_500  # reports of one finding or none that are read before any is timed
_SEVERAL = 2


def quiet(run: Callable[[Any], object], refusal: type[Exception]) -> Callable[[Any], None]:
    """Return a call that takes a refusal for an answer."""

    def call(item: Any) -> None:
        try:
            run(item)
        except refusal:
            return

    return call


_RUNS = 7
_IN_PROCESS = {
    "parse": "birads.parse(text)",
    "check": "birads.check(birads.parse(text))",
    "recommend": "birads.recommend(birads.parse(text))",
    "recommend_json": "birads.recommend_json(text)",
    "explain": "birads.explain(birads.parse(text))",
}
_COMMANDS = {
    "birads recommend --format json one.json": (["recommend", "--format", "json"], "1.6"),
    "birads recommend one.json, as text": (["recommend"], "apart"),
    "birads check one.json, as text": (["check"], "apart"),
    "birads explain one.json, as text": (["explain"], "apart"),
    "birads --help": (["--help"], "apart"),
}


def start_rows() -> list[Row]:
    """Compare what a user waits for: imports, the first use of each verb, and commands.

    Bytecode is written once, as an installation or the first run does, and the run that writes it
    is not counted. All contenders run in turn.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "one.json")
        file.write_bytes(encoded(report(1)))
        first = f"import birads; text = open({str(file)!r}, 'rb').read(); "
        pydantic = "import pydantic.BaseModel"
        runs = {
            pydantic: ["-c", "from pydantic import BaseModel"],
            "import pydantic and click": ["-c", "from pydantic import BaseModel; import click"],
            "import birads": ["-c", "import birads"],
        }
        runs |= {f"import and first {n}": ["-c", first + code] for n, code in _IN_PROCESS.items()}
        for name, (arguments, _) in _COMMANDS.items():
            one = [] if "--help" in arguments else [str(file)]
            runs[name] = ["-m", "birads", *arguments, *one]
        seconds = command_seconds(runs, Path(folder, "bytecode"))
    budgets = {"import birads": "2"}
    rows = [
        (f"{name} / {pydantic}", seconds[name] / seconds[pydantic], budgets.get(name, "apart"))
        for name in runs
        if "import " in name and "pydantic" not in name
    ]
    base = seconds["import pydantic and click"]
    return rows + [
        (f"{name} / import pydantic and click", seconds[name] / base, budget)
        for name, (_, budget) in _COMMANDS.items()
    ]


def command_seconds(runs: dict[str, list[str]], bytecode: Path) -> dict[str, float]:
    """Return the seconds of the processor that the fastest run of each took, bytecode written."""
    known = os.environ | {"PYTHONPYCACHEPREFIX": str(bytecode)}
    known.pop("PYTHONDONTWRITEBYTECODE", None)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(1 + _RUNS):
        for name, arguments in runs.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run = [sys.executable, *arguments]
            # A warning of `birads check` is an exit status of 1.
            done = subprocess.run(run, check=False, stdout=subprocess.DEVNULL, env=known)  # noqa: S603 - ours
            if done.returncode > 1:
                raise RuntimeError(f"{name} ended with {done.returncode}")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            times[name].append(spent)
    return {name: min(each[1:]) for name, each in times.items()}


def flow(text: bytes) -> bytes:
    """Go from bytes to a workup's JSON."""
    return birads.recommend(birads.parse(text)).to_json()


def straight(text: bytes) -> bytes:
    """Go from bytes straight to a workup's JSON."""
    return birads.recommend_json(text)


def first_of_its_shape(text: bytes) -> bytes:
    """Go from bytes to a workup's JSON with nothing remembered of any report."""
    bundled().memory.forget()
    bundled().patterns.forget()
    return birads.recommend_json(text)


def check_first_of_its_shape(text: bytes) -> object:
    """Check a report with nothing remembered of any report."""
    for memory in MEMORIES:
        memory.forget()
    return birads.check(birads.parse(text))


def full(text: bytes) -> bytes:
    """Parse, check and recommend, and write both answers."""
    parsed = birads.parse(text)
    issues = json.dumps([issue.to_dict() for issue in birads.check(parsed)])
    return issues.encode() + birads.recommend(parsed).to_json()


VERBS: dict[str, Callable[[Any], object]] = {
    "parse": birads.parse,
    "check": lambda text: birads.check(birads.parse(text)),
    "bytes to workup JSON": flow,
    "bytes straight to workup JSON": straight,
    "explain": lambda text: birads.explain(birads.parse(text)),
    "parse, check, recommend, JSON": full,
}
# The same with nothing remembered: what the first report of its shape costs.
FIRST: dict[str, Callable[[Any], object]] = {
    "check, the first of its shape": check_first_of_its_shape,
    "bytes straight to workup JSON, the first of its shape": first_of_its_shape,
}
# The most that each may cost, in bare pydantic-core on the same documents, by the findings.
BUDGETS: dict[tuple[str, int], str] = {
    ("parse", 0): "2",
    ("parse", 1): "2",
    ("parse", 3): "2",
    ("parse", 10): "2",
    ("check", 0): "6",
    ("check", 1): "8",
    ("bytes to workup JSON", 0): "4",
    ("bytes to workup JSON", 1): "6",
    ("bytes to workup JSON", 3): "8",
    ("bytes straight to workup JSON", 0): "4",
    ("bytes straight to workup JSON", 1): "4",
    ("explain", 1): "25",
}


def core(text: bytes) -> object:
    """Validate with bare pydantic-core, which refuses no equal keys."""
    return birads.Report.__pydantic_validator__.validate_json(text)


def fresh_rows() -> Iterator[Row]:
    """Compare the verbs on documents never seen before, by how many findings they have."""
    for findings in (0, 1, 3, 10):
        settle(findings)
        contenders: dict[str, Contender] = {"core": (core, fresh(findings))}
        contenders |= {name: (run, fresh(findings)) for name, run in VERBS.items()}
        seconds = contest(contenders)
        # Apart, because what they forget is remembered for the others.
        first: dict[str, Contender] = {"core": (core, fresh(findings))}
        first |= {name: (run, fresh(findings)) for name, run in FIRST.items()}
        apart = contest(first, rounds=30)
        what = f"{findings} finding{'' if findings == 1 else 's'}"
        yield f"bare pydantic-core, {what}, microseconds", seconds["core"] * 1e6, ""
        for name in VERBS:
            ratio = seconds[name] / seconds["core"]
            yield f"{name} / bare pydantic-core, {what}", ratio, BUDGETS.get((name, findings), "")
        for name in FIRST:
            yield f"{name} / bare pydantic-core, {what}", apart[name] / apart["core"], "apart"


def settle(findings: int) -> None:
    """Read reports until the answers to come are of what was met, as in an archive."""
    for text in islice(fresh(findings), _SETTLED if findings < _SEVERAL else _SETTLED // 2):
        birads.recommend_json(text)
        if findings < _SEVERAL:
            birads.check(birads.parse(text))
            birads.explain(birads.parse(text))


def peer_rows() -> Iterator[Row]:
    """Compare with other libraries, with what is warm, and with refusals, one finding each."""
    settle(1)
    for text in islice(warm(), 900):
        flow(text)
    schema = birads.schema.report_schema()
    python_validator, rust = birads.schema.validator(), jsonschema_rs.validator_for(schema)
    fast = fastjsonschema.compile(schema)
    invalid = quiet(birads.parse, InvalidReport)
    seconds = contest(
        {
            "core": (core, fresh()),
            "parse": (birads.parse, fresh()),
            "flow": (flow, fresh()),
            "warm": (flow, warm()),
            "jsonschema": (lambda t: python_validator.is_valid(json.loads(t)), fresh()),
            "jsonschema-rs": (lambda t: rust.is_valid(json.loads(t)), fresh()),
            "fastjsonschema": (lambda t: fast(json.loads(t)), fresh()),
            "1 wrong": (invalid, fresh(errors=1)),
            "10 wrong": (invalid, fresh(errors=10)),
            "100 wrong": (invalid, fresh(errors=100)),
        },
        rounds=60,
    )
    yield "warm: bytes to workup JSON / bare pydantic-core", seconds["warm"] / seconds["core"], ""
    yield "jsonschema only / bytes to workup JSON", seconds["jsonschema"] / seconds["flow"], "15+"
    yield "fastjsonschema only / parse", seconds["fastjsonschema"] / seconds["parse"], ""
    yield "jsonschema-rs only / parse", seconds["jsonschema-rs"] / seconds["parse"], ""
    yield (
        "one wrong word never seen / the valid document",
        seconds["1 wrong"] / seconds["parse"],
        "4",
    )
    yield "10 wrong words never seen / one", seconds["10 wrong"] / seconds["1 wrong"], "10"
    yield "100 wrong words never seen / 10", seconds["100 wrong"] / seconds["10 wrong"], "10"


def growth_rows() -> Iterator[Row]:
    """Compare 1,000 and 10,000 findings; the budget is what bare pydantic-core itself grows by."""
    texts = {size: encoded(report(1, size)) for size in (1_000, 10_000)}

    def ratio(run: Callable[[Any], object]) -> float:
        found = contest({str(n): (run, repeat(text)) for n, text in texts.items()}, rounds=3)
        return found["10000"] / found["1000"]

    own = ratio(core)
    yield "bare pydantic-core: 10,000 findings / 1,000", own, ""
    for name in ("parse", "check", "bytes to workup JSON"):
        what = f"{name}: that ratio / bare pydantic-core's"
        yield what, ratio(VERBS[name]) / own, "1.3"


def worst_rows() -> Iterator[Row]:
    """Compare the hardest shapes of 1,000 parts with those of 2,000: linear is 2."""
    small, large = worst_shapes(_WORST), worst_shapes(2 * _WORST)
    for name in small:
        for verb in ("check", "bytes to workup JSON"):
            run = VERBS[verb]
            found = contest(
                {"small": (run, repeat(small[name])), "large": (run, repeat(large[name]))}, rounds=3
            )
            yield f"{verb}, {name}: 2,000 / 1,000", found["large"] / found["small"], "2.6"


def memory_rows() -> Iterator[Row]:
    """Read the memory that fresh reports leave behind."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    for text in islice(fresh(), _KEPT):
        flow(text)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield f"MiB more at the peak of {_KEPT:,} fresh reports", (after - before) / 1024, "16"
    yield "fresh reports a second, from bytes to workup JSON", _KEPT / seconds, ""


def table(rows: list[Row]) -> str:
    """Return what has a budget as the table of a page; what misses it is named so."""
    lines = ["| what | measured | budget |", "|---|--:|---|"]
    for name, value, budget in rows:
        if not budget and "a second" not in name and "microseconds" not in name:
            continue  # a page shows what was promised; the program prints all
        least = budget.endswith("+")
        limit = float(budget.rstrip("+")) if budget not in {"", "apart"} else None
        missed = limit is not None and (value < limit if least else value > limit)
        shown = f"{value:,.0f}" if value >= 100 else f"{value:.2g}"  # noqa: PLR2004
        lines.append(f"| {name} | {shown} | {budget}{', missed' if missed else ''} |")
    return "\n".join(lines)


def write_table(page: Path, heading: str, rows: list[Row]) -> None:
    """Put the table between the marks of the speed block of a page."""
    text = page.read_text("utf-8")
    head, _, rest = text.partition("<!-- speed:begin -->\n")
    _, _, tail = rest.partition("<!-- speed:end -->")
    block = f"<!-- speed:begin -->\n{heading}\n\n{table(rows)}\n<!-- speed:end -->"
    page.write_text(head + block + tail, "utf-8")


def main() -> None:
    """Print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures as JSON")
    parser.add_argument("--table", type=Path, help="write the table into the speed block of a page")
    parser.add_argument("--short", action="store_true", help="leave out growth, shapes and memory")
    parser.add_argument("--rounds", type=int, default=measure.ROUNDS, help="batches of each")
    chosen = parser.parse_args()
    measure.ROUNDS = chosen.rounds
    birads.recommend(birads.parse(encoded(report(0))))
    parts = [start_rows, fresh_rows, peer_rows]
    if not chosen.short:
        parts += [growth_rows, worst_rows, memory_rows]
    rows = [row for part in parts for row in part()]
    names = ("pydantic", "pydantic-core", "jsonschema", "jsonschema-rs", "fastjsonschema")
    machine = f"Python {platform.python_version()}, " + ", ".join(
        f"{name} {version(name)}" for name in names
    )
    print(machine)
    for name, value, budget in rows:
        print(f"{name:<72} {value:>9.2f} {budget:>7}")
    if chosen.json is not None:
        figures = {name: round(value, 3) for name, value, _ in rows}
        chosen.json.write_text(json.dumps(figures, indent=2))
    if chosen.table is not None:
        heading = (
            f"`python benchmarks/run.py {' '.join(sys.argv[1:])}` wrote this. Each document has "
            "ids of its own and is seen once, but where it says warm. They come after "
            f"{_SETTLED:,} others, those of several findings after {_SETTLED // 2:,}, so that "
            "most of what they say was met; the first of a shape stands apart. Starts are measured "
            f"with bytecode written. {machine}."
        )
        write_table(chosen.table, heading, rows)


if __name__ == "__main__":
    main()
