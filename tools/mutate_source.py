"""Break the library at random, one place at a time, and ask the tests whether they notice.

    python tools/mutate_source.py --count 200 --seed 1 --output verdicts.jsonl

The edits are those of ``mutants.py``. What stands in a function is exchanged in forks of one
process that has collected the tests of its part (``mutate_forked.py``), and only the tests that
run it are asked. What is run while a module is read, what a table says, and what survived is then
edited in a copy of the project: the tests that name it run first, then those that lie nearest,
then the wider ones, until one fails. Each verdict is written as it falls; a run that was cut goes
on where it stood. What survives is listed, to be killed by a new case or told to be equivalent.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mutants import ROOT, Mutant, drawn, mutants, places

__all__ = ["NEAREST", "ROOT", "drawn", "groups", "mutants", "noticed", "part_of", "places"]

SECONDS = 900  # of the processor, for one group of tests; a mutant that hangs is noticed
_HOURS = 4  # by the clock, where the machine is shared
_NAMED = 3  # files of tests that name what was edited run before the others
_PARSE = ("tests/test_parse.py", "tests/normalise", "tests/schema", "tests/robustness")
_FACADE = ("tests/test_facade.py", "tests/test_public_names.py")
_RECORD = "tests/project/test_record_of_tables.py"
NEAREST = {
    "__init__": _FACADE,
    "__main__": ("tests/test_cli.py", "tests/command"),
    "_base": ("tests/test_parse.py", "tests/report", "tests/schema"),
    "acr_criteria": ("tests/criteria", "tests/clinical", "tests/cases"),
    "archive": ("tests/archive",),
    "audit": ("tests/audit",),
    "category_words": ("tests/checks", "tests/text"),
    "checks": ("tests/checks", "tests/laws", "tests/cases"),
    "cli": ("tests/command", "tests/test_cli.py", "tests/test_workup_text.py"),
    "coverage": ("tests/coverage",),
    "interop": ("tests/interop",),
    "issue": ("tests/test_parse.py", "tests/schema", "tests/checks"),
    "lexicon": ("tests/lexicon", "tests/checks"),
    "parsing": _PARSE,
    "pointer": ("tests/test_parse.py", "tests/schema"),
    "prose": ("tests/prose",),
    "pytest_plugin": ("tests/coverage", "tests/testing"),
    "report": ("tests/report", "tests/format", "tests/checks", "tests/clinical"),
    "schema": ("tests/schema",),
    "service": ("tests/service",),
    "side_words": ("tests/checks", "tests/text"),
    "tables": ("tests/tables",),
    "testing": ("tests/testing",),
    "text": ("tests/text",),
    "visible": ("tests/command", "tests/prose"),
}
WIDER = ("tests/checks", "tests/criteria", "tests/clinical", "tests/cases", "tests/laws")
LAST = ("tests",)
Say = Callable[[str], None]
Row = dict[str, Any]


def part_of(path: Path) -> str:
    """Return the part of the library that a file belongs to."""
    return path.parts[2].removesuffix(".py")


def groups(path: Path, *, wide: bool, word: str = "", home: Path = ROOT) -> list[tuple[str, ...]]:
    """Return the tests that can see a file, nearest first."""
    own = NEAREST.get(part_of(path), ())
    known = [own, tuple(each for each in WIDER if each not in own)]
    if path.suffix == ".toml":
        known.append((_RECORD,))
    found = [tuple(each for each in group if (home / each).exists()) for group in known]
    named = tuple(_naming(home, found[0], path, word))
    return [group for group in (named, *found, *((LAST,) if wide else ())) if group]


def _naming(home: Path, folders: Iterable[str], path: Path, word: str) -> Iterator[str]:
    """Yield the few files of tests that name the edited word or module, the shortest first."""
    name = word.strip('", ') or path.stem.strip("_")
    files = [file for each in folders for file in (home / each).rglob("test_*.py")]
    texts = {file: file.read_text("utf-8") for file in files}
    naming = [file for file, text in texts.items() if name in text]
    for file in sorted(naming, key=lambda file: len(texts[file]))[:_NAMED]:
        yield file.relative_to(home).as_posix()


def noticed(copy: Path, mutant: Mutant, *, wide: bool) -> str | None:
    """Return which tests failed on an edit, or ``None`` where it survived."""
    target = copy / mutant.path
    text = target.read_text("utf-8")
    target.write_text(mutant.applied(text), "utf-8")
    word = mutant.old if mutant.path.suffix == ".toml" and not mutant.new else ""
    try:
        for group in groups(mutant.path, wide=wide, word=word, home=copy):
            if not _pass(copy, group):
                return " ".join(group)
    finally:
        target.write_text(text, "utf-8")
    return None


def _pass(copy: Path, group: tuple[str, ...]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *group]
    environment = {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(  # noqa: S603 - our own tests
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            timeout=_HOURS * 3600,
            check=False,
            preexec_fn=_bounded,
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def rows(output: Path) -> dict[int, Row]:
    """Return the last verdict on each mutant that was judged."""
    lines = output.read_text("utf-8").splitlines() if output.exists() else ()
    return {row["number"]: row for row in map(json.loads, lines)}


def told(output: Path, number: int, mutant: Mutant, by: str | None, **more: Any) -> Row:
    """Write a verdict as it falls."""
    edit = f"{mutant.path}:{mutant.line}: {mutant.old.strip()!r} -> {mutant.new.strip()!r}"
    row = {"number": number, "edit": edit, "noticed_by": by, **more}
    with output.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(row) + "\n")
    return row


def in_forks(asked: argparse.Namespace, chosen: list[Mutant]) -> None:
    """Judge what stands in functions, one part of the library after another."""
    known = {number for number, row in rows(asked.output).items() if row["noticed_by"]}
    parts = sorted(
        {
            part_of(each.path)
            for number, each in enumerate(chosen, 1)
            if number not in known and each.path.suffix == ".py"
        }
    )
    tool = str(ROOT / "tools" / "mutate_forked.py")
    for part in parts:
        command = [sys.executable, tool, "--part", part, "--output", str(asked.output)]
        command += ["--count", str(asked.count), "--seed", str(asked.seed)]
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own tool


def in_processes(asked: argparse.Namespace, chosen: list[Mutant], say: Say) -> None:
    """Judge the rest, each in a process of its own over an edited copy."""
    known = rows(asked.output)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "site", ".*_cache")
        )
        for number, mutant in enumerate(chosen, start=1):
            row = known.get(number)
            if row is not None and (row["noticed_by"] or row.get("last")):
                continue
            seen = noticed(copy, mutant, wide=asked.wide)
            row = told(asked.output, number, mutant, seen, last=True)
            say(f"{number}/{len(chosen)} {'killed' if seen else 'SURVIVED'} {row['edit']}")


def main() -> int:
    """Draw mutants, judge them, and say how many were noticed."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    reader.add_argument("--count", type=int, default=200)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--wide", action="store_true", help="ask every test before giving up")
    reader.add_argument("--output", type=Path, default=Path("verdicts.jsonl"))
    asked = reader.parse_args()
    asked.output = asked.output.absolute()
    chosen = drawn(asked.count, asked.seed)
    in_forks(asked, chosen)
    in_processes(asked, chosen, print)
    verdicts = rows(asked.output).values()
    killed = sum(each["noticed_by"] is not None for each in verdicts)
    print(f"{killed} of {len(verdicts)} noticed ({killed / max(len(verdicts), 1):.1%})")
    return int(killed < len(verdicts))


_Raw = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    sys.exit(main())
