"""Say what the current topics answer to reports, and what they cost beside the table of 2009.

``python benchmarks/current_topics.py REPORTS.ndjson ...`` counts the answers to the reports of each
file; without a file only the speed is measured.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import attrs
from documents import encoded, report
from measure import contest

from birads import parse, recommend, recommend_json
from birads.acr_criteria._workup import Workup
from birads.acr_criteria.compiled import bundled


def main() -> None:
    """Print the counts of each file, then the speed."""
    for name in sys.argv[1:]:
        reports, facts = answered(Path(name))
        print(f"{name}: {told(reports)}; not stated: {told(facts)}")
    for name, seconds in speed().items():
        print(f"{name}: {seconds * 1e6:.0f} microseconds a report")


def answered(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how the reports of a file are answered, and which facts leave answers open."""
    reports: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    for line in path.read_bytes().splitlines():
        found = recommend(parse(line), topics="current").answers
        states = {one.status for one in found}
        order = ("match", "undetermined", "no_match", "not_covered")
        reports[next((state for state in order if state in states), "none")] += 1
        facts.update(missing.fact for one in found for missing in one.missing)
    return reports, facts


def told(counts: Counter[str]) -> str:
    """Return counts as words, the most frequent first."""
    return ", ".join(f"{name} {number}" for name, number in counts.most_common()) or "nothing"


def patients() -> Iterator[bytes]:
    """Yield endless reports of women of four ages with a lump, each with names of its own."""
    for number in count():
        lump = {"symptom": "palpable_mass", "breast": "left"}
        patient = {"sex": "female", "age_years": (25, 35, 45, 55)[number % 4]}
        yield encoded({**report(number), "patient": patient, "presentation": [lump]})


def speed() -> dict[str, float]:
    """Return the seconds per report with and without the current topics, and without memory."""

    def fresh(document: bytes, **asked: Any) -> Workup:
        return recommend(parse(document), topic=attrs.evolve(bundled()), **asked)

    stream = patients()
    for _ in range(1_500):  # so that most shapes are known
        document = next(stream)
        recommend_json(document)
        recommend_json(document, topics="current")
    return contest(
        {
            "2009": (recommend_json, stream),
            "current": (lambda one: recommend_json(one, topics="current"), stream),
            "2009, a shape that was not met": (fresh, stream),
            "current, a shape that was not met": (lambda one: fresh(one, topics="current"), stream),
        }
    )


if __name__ == "__main__":
    main()
