"""Say the findings: one sentence for each, and one for a lesion that several findings show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from birads.pointer import join as pointer
from birads.prose._phrase import EMPTY, Phrase, fill, join
from birads.prose._teller import Path, Teller
from birads.report.report import Report
from birads.report.view._lesions import lesions

__all__ = ["assessed", "findings", "place"]

_SAID_FIRST = ("id", "kind", "location", "exam")
# Said in a sentence of its own, so that nothing stands between descriptors and category.
_BESIDE = ("lesion", "tracking_uid", "images", "text", "extensions")
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
        for one in group:
            yield _beside(teller, one)


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


def _beside(teller: Teller, number: int) -> Phrase:
    """Say the marks and the text of a finding, with its breast and its id."""
    finding = teller.document["findings"][number]
    path: Path = ("findings", number)
    told = [
        teller.member("finding", (*path, name), finding)
        for name in teller.words.table("finding")
        if name in _BESIDE and name in finding
    ]
    if not any(told):
        return EMPTY
    side = _side(finding)
    breast = (
        Phrase(teller.words.text("breast", side)).says(pointer((*path, "location", "breast")))
        if side
        else EMPTY
    )
    between = teller.words.text("form", "list")
    head = join(between, (breast, _name(teller, number)))
    return teller.end(join(teller.words.text("form", "colon"), (head, join(between, told))))


def _rank(finding: Mapping[str, Any]) -> tuple[int, str, str]:
    family = finding["kind"].partition(".")[0]
    return _FAMILIES.index(family), finding["kind"], finding["id"]


def place(teller: Teller, number: int) -> Phrase:
    """Say where a finding lies; empty where nothing is stated."""
    location = teller.document["findings"][number].get("location", {})
    parts = teller.part("location", ("findings", number, "location"), location)
    return join(teller.words.text("form", "list"), parts)


def named(teller: Teller, number: int) -> Phrase:
    """Say what a finding is, its id, and the exam that shows it."""
    finding = teller.document["findings"][number]
    path: Path = ("findings", number)
    kind = teller.text("kind", finding["kind"], (*path, "kind"))
    seen = Phrase(teller.family(finding["kind"]))
    whole = join(" ", (kind, seen)).says(pointer((*path, "kind")))
    inner = [_name(teller, number)]
    if "exam" in finding:
        inner.append(teller.member("finding", (*path, "exam"), finding))
    listed = join(teller.words.text("form", "list"), inner)
    return whole + Phrase(" (") + listed + Phrase(")")


def _name(teller: Teller, number: int) -> Phrase:
    own = Phrase(teller.name(teller.document["findings"][number]["id"]))
    whole = fill(teller.words.text("reference", "finding"), own)
    return whole.says(pointer(("findings", number, "id")))


def _clause(teller: Teller, number: int) -> Phrase:
    finding = teller.document["findings"][number]
    told = teller.part("finding", ("findings", number), finding, *_SAID_FIRST, *_BESIDE)
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
