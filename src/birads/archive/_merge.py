"""Make one report of the reports of an episode: every exam once, every lesion by its name.

Ids that two reports share are told apart by the place of the report. What was stated of one exam
stays said of that exam: where an assessment names none, it names those of its own report.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from birads.archive._events import Read
from birads.archive._lesions import Lesions
from birads.parsing._document import dump
from birads.parsing._parse import parse
from birads.report.report import Report

__all__ = ["merge"]

_LISTS = ("authors", "identifiers", "presentation", "cancers", "suspected", "absent", "addenda")
_FIRST = ("language", "question", "extensions")
_MOST_TEXT = 100_000
_LONGEST = 128


def merge(
    reads: Sequence[Read],
    lesions: Lesions,
    name: str,
    more: Iterable[dict[str, Any]] = (),
    joined: Counter[str] | None = None,
) -> Report:
    """Return the reports as one; ``more`` holds results of breasts from other episodes."""
    merger = _Merger(reads, lesions, joined if joined is not None else Counter())
    for one in reads:
        merger.add(one)
    made = merger.made
    made["pathology"] = [*made.get("pathology", ()), *more]
    made["id"] = made["episode"] = name[:_LONGEST]
    return parse(dump({key: value for key, value in made.items() if value != []}))


class _Merger:
    """Gather the plain values of several reports under ids that are theirs alone."""

    def __init__(self, reads: Sequence[Read], lesions: Lesions, joined: Counter[str]) -> None:
        self.made: dict[str, Any] = {}
        self._lesions = lesions
        self._joined = joined
        self._places = {one.place: n + 1 for n, one in enumerate(reads)}
        self._reads = {one.place: one for one in reads}
        taken: dict[tuple[str, str], int] = {}
        for one in reads:
            for what, name in _names(one):
                taken[what, name] = taken.get((what, name), 0) + 1
        self._shared = {key for key, count in taken.items() if count > 1}
        self._studies: dict[object, dict[str, Any]] = {}
        self._same: dict[tuple[int, str], str] = {}

    def add(self, one: Read) -> None:
        """Add one report."""
        plain = one.held.report.to_dict()
        self._head(plain)
        for exam in plain.get("exams", ()):
            self._exam(one, exam)
        self._text(plain)
        for name in (*_LISTS, "findings", "recommendations", "outcomes", "pathology"):
            for part in plain.get(name, ()):
                self._append(name, self._renamed(one, name, part))
        for part in plain.get("assessments", ()):
            for each in self._assessments(one, part):
                self._append("assessments", each)

    def _head(self, plain: dict[str, Any]) -> None:
        """Take what a report has once; the edition is that of the reports with words of one."""
        made = self.made
        spoken = bool(plain.get("exams") or plain.get("findings"))
        if "edition" not in made or (spoken and not made.get("exams") and not made.get("findings")):
            made["edition"] = plain["edition"]
        for name in ("patient_key", *_FIRST):
            if name in plain:
                made.setdefault(name, plain[name])
        issued = plain.get("issued")
        if issued is not None and _is_later(issued, made.get("issued")):
            made["issued"] = issued
        if "patient" in plain:
            made["patient"] = {**plain["patient"], **made.get("patient", {})}

    def _append(self, name: str, part: Any) -> None:
        listed = self.made.setdefault(name, [])
        if name in ("authors", "identifiers") and part in listed:
            return
        listed.append(part)

    def _text(self, plain: dict[str, Any]) -> None:
        text = "\n\n".join(t for t in (self.made.get("narrative"), plain.get("narrative")) if t)
        if text and len(text) <= _MOST_TEXT:
            self.made["narrative"] = text

    def _exam(self, one: Read, exam: dict[str, Any]) -> None:
        """Add an exam, or what is new of one that is there already."""
        study = _study(exam)
        known = self._studies.get(study) if study is not None else None
        if known is not None:
            self._joined["same_study"] += 1
            self._same[one.place, exam["id"]] = known["id"]
            for member, value in exam.items():
                known.setdefault(member, value)
            return
        added = {**exam, "id": self._id(one, "exam", exam["id"])}
        if study is not None:
            self._studies[study] = added
        self._append("exams", added)

    def _id(self, one: Read, what: str, name: str) -> str:
        """Return the id of a part of one report among all of them."""
        same = self._same.get((one.place, name)) if what == "exam" else None
        if same is not None:
            return same
        if (what, name) not in self._shared:
            return name
        mark = f"~{self._places[one.place]}"
        return f"{name[: _LONGEST - len(mark)]}{mark}"

    def _finding(self, one: Read, name: str) -> str:
        """Return the id of a finding that a report names, wherever it stands."""
        if one.index.finding_named(name) is None:
            found = self._lesions.elsewhere(one, name)
            if found is not None and found[0] in self._reads:
                return self._id(self._reads[found[0]], "finding", name)
        return self._id(one, "finding", name)

    def _renamed(self, one: Read, section: str, part: Any) -> Any:
        if not isinstance(part, dict):
            return part
        part = dict(part)
        if section == "findings":
            self._as_lesion(one, part)
            part["id"] = self._id(one, "finding", part["id"])
            if "exam" not in part and one.only_exam is not None:
                part["exam"] = one.only_exam.id
            part = _inner(part, lambda name: self._finding(one, name))
        if "exam" in part:
            part["exam"] = self._id(one, "exam", part["exam"])
        if "finding" in part:
            part["finding"] = self._finding(one, part["finding"])
        if section == "recommendations" and "findings" in part:
            part["findings"] = [self._finding(one, name) for name in part["findings"]]
        return (
            _inner(part, lambda name: self._finding(one, name)) if section == "findings" else part
        )

    def _as_lesion(self, one: Read, part: dict[str, Any]) -> None:
        """Give a finding the name of its lesion where the reports joined it by no name."""
        known = one.index.finding_named(part["id"])
        if known is None or "tracking_uid" in part or "lesion" in part:
            return
        name = self._lesions.joined_name(one, known[0])
        if name is not None:
            part["lesion"] = name

    def _assessments(self, one: Read, part: dict[str, Any]) -> list[dict[str, Any]]:
        if "exam" in part:
            return [{**part, "exam": self._id(one, "exam", part["exam"])}]
        exams = [exam.id for exam in one.held.report.exams]
        return [{**part, "exam": self._id(one, "exam", name)} for name in exams] or [part]


def _is_later(one: str, other: str | None) -> bool:
    """Say whether one time is later than another, whatever their offsets."""
    if other is None:
        return True
    return dt.datetime.fromisoformat(one) > dt.datetime.fromisoformat(other)


def _names(one: Read) -> set[tuple[str, str]]:
    """Return every id that a report gives or names, so that none is met by chance."""
    report = one.held.report
    found = {("exam", exam.id) for exam in report.exams}
    found |= {("finding", finding.id) for finding in report.findings}
    for part in (*report.findings, *report.assessments, *(report.absent or ())):
        if part.exam is not None:
            found.add(("exam", part.exam))
    for name in (*(r.finding for r in report.pathology), *(o.finding for o in report.outcomes)):
        if name is not None:
            found.add(("finding", name))
    for entry in report.recommendations:
        found |= {("finding", each) for each in entry.findings or ()}
    return found


def _study(exam: dict[str, Any]) -> object:
    uid = exam.get("study_instance_uid")
    if uid is not None:
        return uid
    number, date = exam.get("accession_number"), exam.get("date")
    return None if number is None or date is None else (number, exam["modality"], date)


def _inner(part: dict[str, Any], rename: Any) -> dict[str, Any]:
    """Rename the findings that a finding of calcifications names in other modalities."""
    for name in ("ultrasound", "cem", "mri"):
        inner = part.get(name)
        if isinstance(inner, dict) and "finding" in inner:
            part[name] = {**inner, "finding": rename(inner["finding"])}
    return part
