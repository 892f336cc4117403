"""Check the references: ids that are unique, names that lead somewhere, kinds that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sides_of_exam import place_of
from birads.checks._sources import FORMAT, LOCATION
from birads.issue import Severity
from birads.lexicon.common import Modality
from birads.report.findings import FindingBase

_SHOWN: Final = 6
_MODALITIES: Final = {
    "mg": (Modality.MAMMOGRAPHY, Modality.CEM),
    "us": (Modality.ULTRASOUND,),
    "mri": (Modality.MRI,),
    "cem": (Modality.CEM,),
}
# The members of calcifications that say what another modality saw, by family.
_CORRELATES: Final = {"us": "ultrasound", "cem": "cem", "mri": "mri"}


def _family(finding: FindingBase) -> str:
    kind: str = finding.kind
    return kind.partition(".")[0]


def _known(names: Iterable[str]) -> str:
    shown = list(names)
    if not shown:
        return "The report has none."
    more = ", ..." if len(shown) > _SHOWN else ""
    return f"Known here: {', '.join(map(repr, shown[:_SHOWN]))}{more}."


@declare(
    "duplicate_exam_id",
    Severity.ERROR,
    silent="Silent where each exam has an id of its own.",
    source=FORMAT,
    needs=(Need.EXAMS,),
)
def duplicate_exam_id(sense: Sense) -> Iterator[Found]:
    """Find two exams with one id, so that a finding cannot say which it belongs to."""
    for number, exam in enumerate(sense.report.exams):
        first = sense.exams[exam.id][0]
        if first != number:
            yield Found(
                f"/exams/{number}/id",
                f"The exam id {exam.id!r} is already that of /exams/{first}.",
                "Give each exam an id of its own; until then the first one counts.",
            )


@declare(
    "duplicate_finding_id",
    Severity.ERROR,
    silent="Silent where each finding has an id of its own.",
    source=FORMAT,
    needs=(Need.FINDINGS,),
)
def duplicate_finding_id(sense: Sense) -> Iterator[Found]:
    """Find two findings with one id, so that a biopsy cannot say which it is about."""
    for number, finding in enumerate(sense.report.findings):
        first = sense.findings[finding.id][0]
        if first != number:
            yield Found(
                f"/findings/{number}/id",
                f"The finding id {finding.id!r} is already that of /findings/{first}.",
                "Give each finding an id of its own; until then the first one counts.",
            )


@declare(
    "unknown_exam",
    Severity.ERROR,
    silent="Silent where no exam is named: that is not stated.",
    source=FORMAT,
)
def unknown_exam(sense: Sense) -> Iterator[Found]:
    """Find a finding, an assessment or a denial that names an exam which is not in the report."""
    report = sense.report
    named = [(f"/findings/{n}/exam", entry.exam) for n, entry in enumerate(report.findings)]
    named += [(f"/assessments/{n}/exam", entry.exam) for n, entry in enumerate(report.assessments)]
    named += [(f"/absent/{n}/exam", entry.exam) for n, entry in enumerate(report.absent or ())]
    hint = _known(sense.exams)
    for pointer, name in named:
        if name is not None and name not in sense.exams:
            yield Found(pointer, f"There is no exam {name!r} in this report.", hint)


def _named_findings(sense: Sense) -> Iterator[tuple[str, str]]:
    report = sense.report
    for number, finding in sense.calcifications:
        for member in _CORRELATES.values():
            correlate = getattr(finding, member)
            if correlate is not None and correlate.finding is not None:
                yield f"/findings/{number}/{member}/finding", correlate.finding
    for number, entry in enumerate(report.recommendations):
        for place, name in enumerate(entry.findings or ()):
            yield f"/recommendations/{number}/findings/{place}", name
    for section in ("outcomes", "pathology", "presentation", "cancers"):
        for number, each in enumerate(getattr(report, section) or ()):
            if each.finding is not None:
                yield f"/{section}/{number}/finding", each.finding


@declare(
    "unknown_finding",
    Severity.ERROR,
    silent="Silent where no finding is named: that is not stated.",
    source=FORMAT,
)
def unknown_finding(sense: Sense) -> Iterator[Found]:
    """Find a name of a finding that is not in the report, in any part of it."""
    hint = _known(sense.findings)
    for pointer, name in _named_findings(sense):
        if name not in sense.findings:
            yield Found(pointer, f"There is no finding {name!r} in this report.", hint)


@declare(
    "finding_kind_not_of_exam",
    Severity.ERROR,
    silent="Silent for kind 'other', and for mammographic findings of a CEM exam: its low-energy "
    "image is read as a mammogram.",
    source=FORMAT,
    needs=(Need.FINDINGS, Need.EXAMS),
)
def finding_kind_not_of_exam(sense: Sense) -> Iterator[Found]:
    """Find a finding in the words of a modality that its exam is not."""
    for number, finding in enumerate(sense.report.findings):
        exam = sense.exam_of(finding)
        allowed = _MODALITIES.get(_family(finding))
        if exam is None or allowed is None:
            continue
        modality: Modality = exam.modality
        if modality not in allowed:
            yield Found(
                f"/findings/{number}/exam",
                f"Finding {finding.id!r} is a {finding.kind}, but exam "
                f"{exam.id!r} is {_article(modality)}.",
                "Name the exam on which it was seen, or describe it in that modality's words.",
            )


def _article(modality: Modality) -> str:
    return {
        Modality.MAMMOGRAPHY: "a mammogram",
        Modality.ULTRASOUND: "an ultrasound",
        Modality.MRI: "an MRI",
        Modality.CEM: "a contrast-enhanced mammogram",
    }[modality]


@declare(
    "correlate_of_other_family",
    Severity.ERROR,
    silent="Silent for a described finding of kind 'other', and where none is named.",
    source=FORMAT,
    needs=(Need.CALCIFICATIONS,),
)
def correlate_of_other_family(sense: Sense) -> Iterator[Found]:
    """Find a correlate whose full description is a finding of another modality."""
    for pointer, family, _, other in _correlates(sense):
        if _family(other) not in (family, "other"):
            yield Found(
                pointer,
                f"The {_CORRELATES[family]} correlate names {other.id!r}, which is a {other.kind}.",
                f"Name a finding whose kind begins with '{family}.'.",
            )


@declare(
    "correlate_on_other_side",
    Severity.ERROR,
    silent="Silent where neither a finding nor its exam states a side, or one is bilateral and "
    "shares a breast.",
    source=LOCATION,
    needs=(Need.CALCIFICATIONS,),
)
def correlate_on_other_side(sense: Sense) -> Iterator[Found]:
    """Find a correlate that lies in the other breast than its calcifications."""
    for pointer, _, finding, other in _correlates(sense):
        here, there = place_of(sense, finding), place_of(sense, other)
        if here and there and set(here).isdisjoint(there):
            yield Found(
                pointer,
                f"{finding.id!r} lies in the {here[0]} breast, its correlate {other.id!r} in the "
                f"{there[0]} breast.",
                "Correct the side of one of the two, or the finding that is named.",
            )


def _correlates(sense: Sense) -> Iterator[tuple[str, str, FindingBase, FindingBase]]:
    for number, finding in sense.calcifications:
        for family, member in _CORRELATES.items():
            correlate = getattr(finding, member)
            entry = sense.findings.get(correlate.finding) if correlate is not None else None
            if entry is not None:
                yield f"/findings/{number}/{member}/finding", family, finding, entry[1]
