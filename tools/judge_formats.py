"""Draw reports, hold each format's documents of them against independent judges, and count.

python tools/judge_formats.py                       # the examples and 300 drawn reports a format
python tools/judge_formats.py --count 5000 fhir     # more of them, of one format
python tools/judge_formats.py --files a.dcm b.dcm   # documents that are there already

Every document is read back and must be the report. Exit status 1 where one is not, or where a judge
finds a fault. ``tools/install_judges.sh FOLDER`` installs the judges; ``BIRADS_BENCH=FOLDER`` says
where. A judge that is absent is named.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import own_judges
import sr_judges

if TYPE_CHECKING:
    from birads.interop.formats import Format
    from birads.report.report import Report

__all__ = ["Judged", "drawn", "judges_of", "verdicts"]

TOOLS = Path(__file__).resolve().parent
EXAMPLES = TOOLS.parent / "examples"
BATCH = 100
"""How many reports are drawn, written and judged together: one start of each judge."""

Verdicts = dict[str, dict[str, list[str]]]
"""The faults that each judge found in each file."""


def bench() -> Path | None:
    """Return the folder of the judges that are not of Debian, where they are installed."""
    folder = Path(os.environ.get("BIRADS_BENCH", "/nowhere"))
    return folder if (folder / "venv" / "bin" / "python").exists() else None


def _asked(script: str, *arguments: str) -> Verdicts:
    folder = bench()
    if folder is None:
        return {}
    command = [str(folder / "venv" / "bin" / "python"), str(TOOLS / script), *arguments]
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(  # noqa: S603 - a script of the project
        command, capture_output=True, check=False, timeout=3600, env=environment
    )
    if done.returncode:
        raise SystemExit(f"{script} ended: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    found: Verdicts = json.loads(done.stdout)
    return found


def _dicom(files: Sequence[str]) -> Verdicts:
    return {file: sr_judges.judge(Path(file)) for file in files}


def _fhir(files: Sequence[str]) -> Verdicts:
    found = _asked("fhir_judges.py", str(bench()), *files)
    for file in files:
        bundle = json.loads(Path(file).read_bytes())
        found.setdefault(file, {})["own"] = list(own_judges.fhir(bundle))
    return found


def _hl7v2(files: Sequence[str]) -> Verdicts:
    found = _asked("hl7v2_judges.py", *files)
    for file in files:
        found.setdefault(file, {})["own"] = list(own_judges.hl7v2(Path(file).read_bytes()))
    return found


_JUDGES: Mapping[str, tuple[tuple[str, ...], Callable[[Sequence[str]], Verdicts]]] = {
    "dicom-sr": (tuple(sr_judges.JUDGES), _dicom),
    "fhir": (("schema", "resources", "fhirkit", "medplum", "lantana", "own"), _fhir),
    "hl7v2": (("hl7apy", "hl7types", "hl7", "own"), _hl7v2),
}


def judges_of(name: str) -> tuple[str, ...]:
    """Return the names of the judges of a format."""
    return _JUDGES[name][0]


def verdicts(name: str, files: Sequence[Path]) -> Verdicts:
    """Return what every judge of a format that is there says of each file."""
    return _JUDGES[name][1]([str(file) for file in files])


def drawn(count: int, seed: int) -> list[Report]:
    """Return reports as ``birads.testing`` draws them; the same seed gives the same ones."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from birads.testing import reports

    out: list[Report] = []

    @seeded(seed)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(reports())
    def draw(report: Report) -> None:
        out.append(report)

    draw()
    return out


@cache
def _formats() -> dict[str, Format]:
    from birads.interop.formats import formats

    return formats()


@attrs.define
class Judged:
    """Count, for one format, what was written, read back and judged."""

    name: str
    reports: int = 0
    of_format_1_1: int = 0
    identical: int = 0
    size: int = 0
    write: float = 0.0
    read: float = 0.0
    seen: Counter[str] = attrs.field(factory=Counter)
    refused: Counter[str] = attrs.field(factory=Counter)
    faults: list[str] = attrs.field(factory=list)

    def written(self, reports: Sequence[Report], folder: Path) -> Iterator[Path]:
        """Write each report, read it back, and yield its file."""
        form = _formats()[self.name]
        translator = form.load()
        for report in reports:
            start = time.process_time()
            data = translator.export(report, None)
            middle = time.process_time()
            (back,) = translator.read(data, None)
            self.read += time.process_time() - middle
            self.write += middle - start
            self.size += len(data)
            self.reports += 1
            self.of_format_1_1 += report.to_dict().get("schema_version") == "1.1"
            same = back.report is not None and back.report.to_json() == report.to_json()
            self.identical += same and not back.issues
            if not same or back.issues:
                self.faults.append(f"did not come back: {report.to_json().decode()}")
            path = folder / f"{self.reports:05d}{form.suffix}"
            path.write_bytes(data)
            yield path

    def judge(self, files: Sequence[Path]) -> None:
        """Ask the judges about files, and count what they say."""
        for file, told in verdicts(self.name, files).items():
            for judge, faults in told.items():
                self.seen[judge] += 1
                self.refused[judge] += bool(faults)
                self.faults += [f"{Path(file).name} {judge}: {fault}" for fault in faults[:5]]

    def lines(self) -> Iterator[str]:
        """Yield the counts for people."""
        if self.reports:
            yield (
                f"{self.name}: {self.identical} of {self.reports} identical, {self.of_format_1_1} "
                f"of format 1.1; write {self.write / self.reports * 1000:.1f} ms, read "
                f"{self.read / self.reports * 1000:.1f} ms, {self.size / self.reports:,.0f} bytes"
            )
        for judge in judges_of(self.name):
            count = self.seen[judge]
            said = f"{count} judged, {self.refused[judge]} refused" if count else "absent"
            yield f"  {judge}: {said}"


def _run(names: Sequence[str], count: int, seed: int) -> Iterator[Judged]:
    from birads import parse

    found = {name: Judged(name) for name in names}
    examples = [parse(path.read_bytes()) for path in sorted(EXAMPLES.glob("*.json"))]
    todo = count
    while todo > 0:
        batch = drawn(min(BATCH, todo), seed + todo)
        todo -= BATCH
        for one in found.values():
            with tempfile.TemporaryDirectory() as folder:
                one.judge([*one.written([*examples, *batch], Path(folder))])
            said = f"{one.name}: {one.reports} judged, {len(one.faults)} faults"
            print(said, file=sys.stderr, flush=True)
        examples = []
    yield from found.values()


def _of_files(files: Sequence[Path]) -> Iterator[Judged]:
    for name, form in _formats().items():
        mine = [file for file in files if file.suffix == form.suffix]
        if mine:
            judged = Judged(name)
            judged.judge(mine)
            yield judged


def main() -> int:
    """Judge, print the counts and every fault; 1 where there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    parser.add_argument("--count", type=int, default=300, help="how many reports are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", nargs="+", type=Path, help="judge these, draw none")
    asked = parser.parse_args()
    unknown = [name for name in asked.formats if name not in _formats()]
    if unknown:
        parser.error(f"there is no format {unknown[0]!r}")
    run = (
        _of_files(asked.files)
        if asked.files
        else _run(asked.formats or [*_formats()], asked.count, asked.seed)
    )
    bad = 0
    for judged in run:
        print("\n".join(judged.lines()))
        print("".join(f"  {fault}\n" for fault in judged.faults), end="")
        bad += len(judged.faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
