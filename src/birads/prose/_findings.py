"""Say the findings: one sentence for each, and one for a lesion that several findings show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from birads.pointer import join as pointer
from birads.prose._phrase import EMPTY, Phrase, fill, join
from birads.prose._teller import Path, Teller
from birads.report.report import Report
from birads.report.view.lesions import lesions

__all__ = ["assessed", "findings", "place"]

_SAID_FIRST = ("id", "kind", "location")
_ORDER = ("left", "right", "bilateral", None)
_FAMILIES = ("mg", "us", "mri", "cem", "other")


def findings(teller: Teller, report: Report) -> Iterator[Phrase]:
    """Yield a sentence for each lesion, those of one breast together, else as reported."""
    entries: list[Mapping[str, Any]] = teller.document.get("findings", [])
    groups = lesions(report.findings)
    said: set[int] = set()
    order = sorted(range(len(entries)), key=lambda number: _ORDER.index(_side(entries[number])))
    for number in order:
        if number in said:
            continue
        group = groups.get(number, (number,))
        said.update(group)
        yield _alone(teller, number) if len(group) == 1 else _lesion(teller, group)


def _side(finding: Mapping[str, Any]) -> str | None:
    side = finding.get("location", {}).get("breast")
    return side if isinstance(side, str) else None


def _alone(teller: Teller, number: int) -> Phrase:
    clause = _clause(teller, number)
    return teller.end(join(teller.words.text("form", "colon"), (place(teller, number), clause)))


def _lesion(teller: Teller, group: tuple[int, ...]) -> Phrase:
    """Say a lesion once: its place if all findings share it, then what each exam shows of it."""
    entries = teller.document["findings"]
    numbers = sorted(group, key=lambda number: _rank(entries[number]))
    places = [entries[number].get("location", {}) for number in numbers]
    shared = all(one == places[0] for one in places)
    clauses = [
        _clause(teller, number)
        if shared
        else join(
            teller.words.text("form", "colon"), (place(teller, number), _clause(teller, number))
        )
        for number in numbers
    ]
    head = [teller.text("part", "lesion")]
    if shared:
        at = place(teller, numbers[0])
        for number in numbers[1:]:
            at = Phrase(at.text, (*at.marks, *place(teller, number).marks))
        head.insert(0, at)
    listed = join(teller.words.text("form", "clause"), clauses)
    return teller.end(join(teller.words.text("form", "colon"), (*head, listed)))


def _rank(finding: Mapping[str, Any]) -> tuple[int, str, str]:
    family = finding["kind"].partition(".")[0]
    return _FAMILIES.index(family), finding["kind"], finding["id"]


def place(teller: Teller, number: int) -> Phrase:
    """Say where a finding lies; empty where nothing is stated."""
    location = teller.document["findings"][number].get("location", {})
    parts = teller.part("location", ("findings", number, "location"), location)
    return join(teller.words.text("form", "list"), parts)


def named(teller: Teller, number: int) -> Phrase:
    """Say what a finding is and its id."""
    finding = teller.document["findings"][number]
    path: Path = ("findings", number)
    kind = teller.text("kind", finding["kind"], (*path, "kind"))
    seen = Phrase(teller.family(finding["kind"]))
    whole = join(" ", (kind, seen)).says(pointer((*path, "kind")))
    name = fill(teller.words.text("reference", "finding"), Phrase(teller.name(finding["id"])))
    return whole + Phrase(" (") + name.says(pointer((*path, "id"))) + Phrase(")")


def _clause(teller: Teller, number: int) -> Phrase:
    finding = teller.document["findings"][number]
    told = teller.part("finding", ("findings", number), finding, *_SAID_FIRST)
    return join(teller.words.text("form", "list"), (named(teller, number), *told))


def assessed(teller: Teller) -> Iterator[Phrase]:
    """Yield, for each finding with a category, one line: its place, what it is, its category."""
    for number, finding in enumerate(teller.document.get("findings", ())):
        if "category" not in finding:
            continue
        path: Path = ("findings", number)
        short = [
            teller.member("finding", (*path, name), finding)
            for name in ("longest_mm", "extent_mm", "change", "category")
            if name in finding
        ]
        clause = join(teller.words.text("form", "list"), (named(teller, number), *short))
        yield teller.end(
            join(teller.words.text("form", "colon"), (place(teller, number) or EMPTY, clause))
        )
