"""Say generated reports in five languages, read them back, and count what comes back.

    python tools/read_back.py --slices 0:50 [--size 200] [--log read_back.ndjson]
    python tools/read_back.py --sum read_back.ndjson

A slice is a seed: its reports are the same in every run. Each slice adds one line to the log, so
that a long run can be stopped and taken up again. A draft that says anything against its report is
told with the language, the seed and the difference; exit status 1 where there is one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

import birads
from birads.report.report import Report
from birads.testing import reports
from birads.text import LANGUAGES, read_text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.text.said_and_read_laws import against

_SECTIONS = ("exams", "findings", "assessments", "recommendations", "pathology", "addenda")
_TOP = frozenset({"edition", "id", "narrative", "schema_version"})
_NAMES = frozenset({"id", "exam", "finding", "findings", "lesion", "narrative", "schema_version"})


def drawn(number: int, size: int) -> list[Report]:
    """Return the reports of one slice, without repeats."""
    found: dict[str, Report] = {}

    @seed(number)
    @settings(
        max_examples=size,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(report=reports())
    def draw(report: Report) -> None:
        found[json.dumps(report.to_dict(), sort_keys=True)] = report

    draw()
    return list(found.values())


def slots(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value with the member that states it; ids and links are none."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NAMES:
                yield from slots(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value or ["(none)"]:
            yield from slots(inner, path)
    else:
        yield path, json.dumps(value)


def _stated(document: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    return Counter(
        slot for name, value in document.items() if name not in _TOP for slot in slots(value, name)
    )


def counted(number: int, size: int) -> dict[str, Any]:
    """Return what comes back of one slice, by language and member."""
    found = drawn(number, size)
    stated: Counter[str] = Counter()
    back: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    faults = []
    for report in found:
        document = report.to_dict()
        told = _stated(document)
        for (path, _), times in told.items():
            stated[path] += times
        for language in LANGUAGES:
            said = birads.say(report, language=language, style="report")
            draft = read_text(said.text, language=language).draft
            faults += [
                {"language": language, "what": what, "document": document}
                for what in against(document, draft)
            ]
            for (path, _), times in (told & _stated(draft)).items():
                back[language][path] += times
    return {
        "slice": number,
        "reports": len(found),
        "stated": stated,
        "back": back,
        "faults": faults,
    }


def summed(log: Path) -> int:
    """Print the counts of a log; return how many drafts are against their reports."""
    seen: dict[int, dict[str, Any]] = {}
    for line in log.read_text("utf-8").splitlines():
        part = json.loads(line)
        seen[part["slice"]] = part
    stated: Counter[str] = Counter()
    back: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    faults: Counter[str] = Counter()
    for part in seen.values():
        stated.update(part["stated"])
        for language in LANGUAGES:
            back[language].update(part["back"][language])
        faults.update(fault["language"] for fault in part["faults"])
    total = sum(part["reports"] for part in seen.values())
    print(f"{total} reports in {len(seen)} slices, each in {len(LANGUAGES)} languages")
    print("against the report: " + ", ".join(f"{one} {faults[one]}" for one in LANGUAGES))
    print(f"{'member':44} {'stated':>8} " + " ".join(f"{one:>6}" for one in LANGUAGES))
    rows = [("(all)", stated.total(), [back[one].total() for one in LANGUAGES])]
    rows += [
        (path, times, [back[one][path] for one in LANGUAGES])
        for path, times in sorted(stated.items())
    ]
    for path, times, read in rows:
        shares = " ".join(f"{100 * one / times:5.1f}%" for one in read)
        print(f"{path:44} {times:8} {shares}")
    return faults.total()


def main() -> int:
    """Run the slices that the command line names, or sum a log."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slices", default="0:5", help="first seed and the one after the last")
    parser.add_argument("--size", type=int, default=200, help="reports of a slice")
    parser.add_argument("--log", type=Path, default=Path("read_back.ndjson"))
    parser.add_argument("--sum", type=Path, help="print the counts of a log, and run nothing")
    options = parser.parse_args()
    if options.sum is not None:
        return int(summed(options.sum) > 0)
    first, _, last = options.slices.partition(":")
    with options.log.open("a", encoding="utf-8") as log:
        for number in range(int(first), int(last)):
            log.write(json.dumps(counted(number, options.size)) + "\n")
            log.flush()
    return int(summed(options.log) > 0)


if __name__ == "__main__":
    sys.exit(main())
