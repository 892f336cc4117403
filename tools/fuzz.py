"""Fuzz ``parse``, the importers and the command line with atheris, guided by coverage.

    python tools/fuzz.py parse -max_total_time=300
    python tools/fuzz.py schema|import|cli -max_total_time=300

What follows the target is libFuzzer's. The corpus starts from ``tools/fuzz_corpus`` and, for as
long as the run lasts, grows in a temporary folder. Only errors that are not promised count as
crashes: ``parse`` may raise ``InvalidReport`` and nothing else.

atheris is not a dependency of anything: pip install "atheris>=3.0"
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CORPUS = Path(__file__).with_name("fuzz_corpus")
BASES = [json.loads(path.read_text("utf-8")) for path in sorted(CORPUS.glob("reports/*.json"))]

with atheris.instrument_imports(include=["birads"]):
    from birads import canonical, pointer, refusal, scan  # noqa: F401 - refusal runs when refused
    from birads.issue import BiradsError, InvalidReport
    from birads.parsing._parse import parse
    from birads.schema import issues as schema_issues
    from birads.testing._mutate import mutated

BESIDES = frozenset({"no_such_date"})


def fuzz_parse(data: bytes) -> None:
    """Parse; what is read is written and read again, and every pointer resolves."""
    try:
        report = parse(data)
    except InvalidReport as error:
        if error.issues[0].code not in ("not_json", "not_utf8", "empty", "too_deep", "not_finite"):
            document = json.loads(data)
            for issue in error.issues:
                pointer.resolve(document, issue.pointer)
        return
    again = parse(report.to_json())
    if canonical.digest(again) != canonical.digest(report):
        raise AssertionError("a report that is written and read again is another")


def fuzz_schema(data: bytes) -> None:
    """Change valid documents as the bytes say: schema and parse both accept, or both refuse."""
    source = atheris.FuzzedDataProvider(data)
    document = BASES[source.ConsumeIntInRange(0, len(BASES) - 1)]
    for _ in range(source.ConsumeIntInRange(1, 4)):
        document = mutated(document, lambda most: source.ConsumeIntInRange(0, most - 1))
    codes = set()
    try:
        parse(json.dumps(document))
    except InvalidReport as error:
        codes = {issue.code for issue in error.issues}
        for issue in error.issues:
            pointer.resolve(document, issue.pointer)
    found = {issue.code for issue in schema_issues(document)}
    if found != codes - BESIDES:
        raise AssertionError(f"schema: {sorted(found)}; parse: {sorted(codes)}")


def fuzz_import(data: bytes) -> None:
    """Read the bytes as each public table; rejects are fine, errors are not."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        for name in IMPORTERS:
            _quietly(["import", name, file.name])


def fuzz_cli(data: bytes) -> None:
    """Give the bytes to the commands that read reports."""
    for command in ("check", "recommend", "explain"):
        _quietly([command, "-", "--format", "json"], data)


IMPORTERS = ("cbis-ddsm", "breast-lesions-usg", "cdd-cesm")


def _quietly(arguments: list[str], data: bytes = b"") -> None:
    from click.testing import CliRunner

    app = import_module("birads.cli._app").app
    result = CliRunner().invoke(app, arguments, input=data)
    # The command line turns what is raised on purpose into a message and an exit status.
    if result.exception is not None and not isinstance(result.exception, SystemExit | BiradsError):
        raise result.exception


class Target(NamedTuple):
    """Name what is fuzzed, the module it needs and the folder its corpus starts from."""

    run: Callable[[bytes], None]
    module: str
    corpus: str


TARGETS = {
    "parse": Target(fuzz_parse, "birads.parsing._parse", "reports"),
    "schema": Target(fuzz_schema, "birads.schema", ""),
    "import": Target(fuzz_import, "birads.interop.importing", "tables"),
    "cli": Target(fuzz_cli, "birads.checks", "reports"),
}


def _load(target: Target) -> None:
    """Import what is fuzzed, so that its coverage guides the run.

    Commands import their parts when they run, so each is run once on the corpus.
    """
    with atheris.instrument_imports(include=["birads"]):
        import_module(target.module)
        for path in sorted((CORPUS / target.corpus).glob("*.*")) if target.corpus else ():
            target.run(path.read_bytes())


@contextlib.contextmanager
def _folders(target: Target) -> Iterator[list[str]]:
    """Yield the folders that libFuzzer reads from; it writes into the first alone."""
    with tempfile.TemporaryDirectory() as fresh:
        yield [fresh, *([str(CORPUS / target.corpus)] if target.corpus else [])]


def main() -> None:
    """Run the target that the first argument names."""
    if len(sys.argv) == 1 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: fuzz.py {'|'.join(TARGETS)} [libFuzzer options]")
    name, *options = sys.argv[1:]
    target = TARGETS[name]
    _load(target)
    with _folders(target) as folders:
        atheris.Setup([sys.argv[0], *options, *folders], target.run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
