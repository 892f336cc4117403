"""An alarm that a stated 3 raises is raised by 2 and by 1 too: a worse error is never quieter."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import birads
from tests.laws.alarms import alarming, crossing, is_alarming
from tests.laws.descriptor_sets import Said, kinds, report_of, sets

EXCEPTIONS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("monotone_exceptions.toml").read_text(encoding="utf-8")
)["exception"]
each_exception = pytest.mark.parametrize("row", EXCEPTIONS, ids=lambda row: row["name"])


@cache
def quieter(category: str) -> list[str]:
    return sorted(str(said) for said in alarming("3") if not is_alarming(report_of(said, category)))


@pytest.mark.parametrize("category", ["2", "1"])
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_what_alarms_at_3_alarms_below(kind: str, category: str) -> None:
    lost = [said for said in quieter(category) if said.split()[0] == kind]
    assert not lost, f"{len(lost)} sets of words fall silent at {category}"


def within(row: dict[str, Any], said: Said, category: str) -> bool:
    """Say whether a set alarms in the report that an exception speaks of."""
    report = report_of(said, category)
    for member, value in row["report"].items():
        report[member] = [*report.get(member, []), *value] if isinstance(value, list) else value
    return is_alarming(report)


def concerned(row: dict[str, Any]) -> list[Said]:
    """Return the sets of the exception's kind: each word alone, and those with its own words."""
    own = set(row["words"].items())
    return [
        said
        for said in sets()
        if said.kind == row["kind"]
        and said.edition == "2013"
        and (len(said.words) < 2 or own & set(said.words))
    ]


def excused(row: dict[str, Any], said: Said) -> bool:
    alone = Said(said.kind, said.words, None, said.edition)
    return set(row["words"].items()) <= set(said.words) and not within(row, alone, "3")


@each_exception
def test_an_exception_excuses_its_own_report_only(row: dict[str, Any]) -> None:
    for said in concerned(row):
        if within(row, said, "3") and not excused(row, said):
            assert within(row, said, "2"), said
            assert within(row, said, "1"), said


@each_exception
def test_an_exception_is_needed(row: dict[str, Any]) -> None:
    silent = [
        said
        for said in concerned(row)
        if excused(row, said) and within(row, said, "3") and not within(row, said, "2")
    ]
    assert silent, "no report needs the exception: take it out of the table"
    lost = [said for said in silent if not is_alarming(report_of(said, "2"))]
    assert not lost, "silent without what the exception speaks of"


def test_new_and_increasing_alarm_alike() -> None:
    """Two words are tried with one of them only."""
    for said in sets():
        if said.change == "increasing":
            new = Said(said.kind, said.words, "new", said.edition)
            assert (new in alarming("3")) is (said in alarming("3")), said


def test_what_is_counted_is_what_check_says() -> None:
    for said in sets()[::101]:
        report = report_of(said, "2")
        told = Counter(i.code for i in birads.check(birads.parse(report)) if i.crosses)
        assert crossing(report) == told
        assert is_alarming(report) is bool(told)


def counts() -> dict[str, Any]:
    """Return how many sets were tried, alarm at 3, and alarm at 2 and 1 too."""
    found = alarming("3")
    return {
        "sets of words": len(sets()),
        "alarm at 3": len(found),
        "of them silent at 2": len(quieter("2")),
        "of them silent at 1": len(quieter("1")),
        "alarm at 3, by kind": dict(sorted(Counter(said.kind for said in found).items())),
    }


def test_enough_is_tried() -> None:
    print("\n".join(f"{name}: {number}" for name, number in counts().items()))  # noqa: T201
    assert len(sets()) > 15_000
    assert len(alarming("3")) > 5_000
    assert {said.kind.partition(".")[0] for said in alarming("3")} >= {"mg", "us", "mri", "cem"}
