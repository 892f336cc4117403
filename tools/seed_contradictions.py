"""Seed one contradiction between a report and its text, and count how many are seen.

    python tools/seed_contradictions.py [--size 200] [--seed 1] [FILE ...]

The text is what ``birads.say`` writes of a report, in five languages; then one value of the report
is changed: the side, the category or the size of a finding, the category of an assessment, or a
finding is taken out or put in. The reports are those of the files, else generated ones. A false
alarm is a warning about a report whose text was not changed.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import birads
from birads.issue import InvalidReport, Severity
from birads.report.report import Report
from birads.text import LANGUAGES, check_narrative

_OTHER = {"left": "right", "right": "left"}
_SIZES = ("longest_mm", "extent_mm")


def changed(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a document with one value changed, and what was changed."""
    for number, finding in enumerate(document.get("findings", [])):
        side = finding.get("location", {}).get("breast")
        if side in _OTHER:
            yield "side", _with(document, ("findings", number, "location", "breast"), _OTHER[side])
        if "category" in finding:
            other = "2" if finding["category"] >= "4" else "4B"
            yield "category", _with(document, ("findings", number, "category"), other)
        for name in _SIZES:
            if name in finding and "sizes_mm" not in finding:
                yield "size", _with(document, ("findings", number, name), finding[name] + 25)
        if not any(finding["id"] in str(part) for part in _rest(document, number)):
            yield "taken out", {**document, "findings": _rest(document, number)[0]}
    for number, assessment in enumerate(document.get("assessments", [])):
        other = "2" if assessment["category"] >= "4" else "4B"
        path = ("assessments", number, "category")
        tree = _with(document, path, other)
        tree["assessments"][number].pop("reason", None)
        yield "assessment", tree
    more = {"id": "seeded", "kind": "mg.mass", "location": {"breast": "left"}, "category": "5"}
    yield "put in", {**document, "findings": [*document.get("findings", []), more]}


def _rest(document: dict[str, Any], number: int) -> tuple[list[Any], dict[str, Any]]:
    findings = [one for at, one in enumerate(document["findings"]) if at != number]
    return findings, {name: part for name, part in document.items() if name != "findings"}


def _with(document: dict[str, Any], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    tree = copy.deepcopy(document)
    where: Any = tree
    for step in path[:-1]:
        where = where[step]
    where[path[-1]] = value
    return tree


def alarms(report: Report, text: str, language: str) -> list[str]:
    """Return the codes of the warnings about a text and a report."""
    found = check_narrative(report, text, language=language)
    return [issue.code for issue in found if issue.severity is not Severity.INFORMATION]


def counted(reports: list[Report]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return the pairs, those that were seen, and the false alarms, by kind and language."""
    asked: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for report in reports:
        document = {k: v for k, v in report.to_dict().items() if k != "narrative"}
        plain = birads.parse(document)
        for language in LANGUAGES:
            text = birads.say(plain, language=language).text
            quiet = set(alarms(plain, text, language))
            false[language] += bool(quiet)
            asked[language] += 1
            for kind, tree in changed(document):
                try:
                    other = birads.parse(tree)
                except InvalidReport:
                    continue
                asked[kind] += 1
                seen[kind] += bool(set(alarms(other, text, language)) - quiet)
    return asked, seen, false


def main() -> None:
    """Count the reports that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.files:
        trees = [json.loads(path.read_text("utf-8")) for path in options.files]
        reports = [birads.parse(tree.get("report", tree)) for tree in trees]
    else:
        from read_back import drawn

        reports = drawn(options.seed, options.size)
    asked, seen, false = counted(reports)
    print(f"{len(reports)} reports")
    for language in LANGUAGES:
        print(f"{language}: {false[language]} of {asked[language]} unchanged pairs with a warning")
    for kind in (kind for kind in asked if kind not in LANGUAGES):
        print(f"{kind:12} seen {seen[kind]} of {asked[kind]}")


if __name__ == "__main__":
    main()
