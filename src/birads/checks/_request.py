"""Check the request: the question, the symptoms and the denials against what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import FORMAT, LOCATION
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.lexicon.request import Purpose, QuestionPurpose, Symptom
from birads.report.findings import FindingBase
from birads.report.question import Absent
from birads.report.view._index import breast_of, sides, stated_purpose

_SCREENS: Final = frozenset({QuestionPurpose.SCREENING, QuestionPurpose.SUPPLEMENTAL_SCREENING})
_LUMPS: Final = frozenset(
    {
        Symptom.PALPABLE_MASS,
        Symptom.INDETERMINATE_PALPABLE_MASS,
        Symptom.SUSPICIOUS_PALPABLE_MASS,
    }
)
# The kinds of finding that an associated feature is the same word for.
_KINDS: Final = {
    "mass": ("mg.mass",),
    "calcifications": ("mg.calcifications",),
    "architectural_distortion": ("mg.architectural_distortion",),
    "asymmetry": ("mg.asymmetry",),
    "focal_asymmetry": (),
}


@declare(
    "question_against_exam",
    Severity.WARNING,
    silent="Silent for questions other than screening and symptoms, where one exam of the report "
    "fits, and where no exam states its purpose.",
    source=FORMAT,
    needs=(Need.QUESTION,),
)
def question_against_exam(sense: Sense) -> Iterator[Found]:
    """Find a question about symptoms and screening exams only, or the other way round."""
    question = sense.report.question
    purposes = {stated_purpose(exam) for exam in sense.report.exams}
    if question is None or question.purpose is None or not purposes or None in purposes:
        return
    symptoms = question.purpose is QuestionPurpose.SYMPTOM_EVALUATION
    if symptoms and purposes == {Purpose.SCREENING}:
        message = "The question is about symptoms, but every exam is screening."
    elif question.purpose in _SCREENS and purposes == {Purpose.DIAGNOSTIC}:
        message = "The question is screening, but every exam is diagnostic."
    else:
        return
    yield Found("/question/purpose", message, "Correct the question, or the purpose of an exam.")


@declare(
    "symptom_on_screening",
    Severity.INFORMATION,
    silent="Silent where an exam is not screening or states no purpose.",
    source=FORMAT,
    needs=(Need.PRESENTATION,),
)
def symptom_on_screening(sense: Sense) -> Iterator[Found]:
    """Find a lump or a suspicious discharge in a report of screening exams only."""
    purposes = {stated_purpose(exam) for exam in sense.report.exams}
    asked = {*_LUMPS, Symptom.DISCHARGE_CLINICALLY_SUSPICIOUS, Symptom.DISCHARGE_PATHOLOGIC}
    if purposes != {Purpose.SCREENING}:
        return
    for number, entry in enumerate(sense.report.presentation or ()):
        if entry.symptom in asked:
            yield Found(
                f"/presentation/{number}/symptom",
                f"The patient came with {entry.symptom.replace('_', ' ')}, and every exam is "
                "screening.",
                "A symptom is worked up: state a diagnostic exam, or correct the purpose.",
            )


@declare(
    "presentation_side_differs",
    Severity.ERROR,
    silent="Silent where either side is not stated, or one is bilateral and shares a breast.",
    source=LOCATION,
    needs=(Need.PRESENTATION,),
)
def presentation_side_differs(sense: Sense) -> Iterator[Found]:
    """Find a symptom of one breast that is explained by a finding of the other."""
    for number, entry in enumerate(sense.report.presentation or ()):
        known = sense.finding_named(entry.finding)
        here = sides(entry.breast)
        there = sides(breast_of(known[1])) if known is not None else ()
        if here and there and set(here).isdisjoint(there):
            yield Found(
                f"/presentation/{number}/breast",
                f"A symptom is of the {entry.breast} breast, but its finding {entry.finding!r} "
                f"lies in the {there[0]} breast.",
                "Correct the side, or the finding that is named.",
            )


@declare(
    "lump_not_palpable",
    Severity.WARNING,
    silent="Silent where the symptom names no finding, and where 'palpable' is not stated.",
    source=FORMAT,
    needs=(Need.PRESENTATION,),
)
def lump_not_palpable(sense: Sense) -> Iterator[Found]:
    """Find a lump whose finding is called not palpable."""
    for number, entry in enumerate(sense.report.presentation or ()):
        known = sense.finding_named(entry.finding) if entry.symptom in _LUMPS else None
        if known is not None and known[1].palpable is False:
            yield Found(
                f"/presentation/{number}/finding",
                f"A lump names finding {entry.finding!r}, which is called not palpable.",
                "Correct 'palpable', or the finding that is named.",
            )


@declare(
    "symptom_without_answer",
    Severity.INFORMATION,
    silent="Silent where a finding is named or lies in that breast, where the breast or the whole "
    "report has a category, and for symptoms without a side.",
    source=FORMAT,
    needs=(Need.PRESENTATION,),
)
def symptom_without_answer(sense: Sense) -> Iterator[Found]:
    """Find a symptom of a breast of which the report says nothing."""
    if sense.overall:
        return
    for number, entry in enumerate(sense.report.presentation or ()):
        open_sides = [
            side
            for side in sides(entry.breast)
            if not sense.in_breast[side] and not sense.assessed[side]
        ]
        if entry.finding is None and open_sides:
            yield Found(
                f"/presentation/{number}/symptom",
                f"The patient came with {entry.symptom.replace('_', ' ')} of the "
                f"{open_sides[0]} breast, of which the report says nothing.",
                "State what was seen there, or that nothing was.",
            )


@declare(
    "denied_and_described",
    Severity.ERROR,
    silent="Silent for another breast, for another exam, where the denial or the finding names no "
    "side but the other does and another breast is left, and for a finding that is resolved.",
    source=FORMAT,
    crosses=True,
    needs=(Need.ABSENT,),
)
def denied_and_described(sense: Sense) -> Iterator[Found]:
    """Find a finding, or a feature of one, that the same report says is not there."""
    for number, denial in enumerate(sense.report.absent or ()):
        described = next(
            (
                finding
                for finding in sense.report.findings
                if _says(finding, denial) and _same_place(finding, denial)
            ),
            None,
        )
        if described is not None:
            yield Found(
                f"/absent/{number}/what",
                f"{_name(denial)} is said to be absent, but finding {described.id!r} describes it.",
                "Correct the denial, its side or its exam, or the finding.",
                crosses=True,
            )


def _name(denial: Absent) -> str:
    return denial.what.rpartition(".")[2].replace("_", " ").capitalize()


def _says(finding: FindingBase, denial: Absent) -> bool:
    if finding.change == "resolved":
        return False
    kind = str(getattr(finding, "kind", ""))
    what = denial.what.value
    if kind == what or kind in _KINDS.get(what, ()):
        return kind != "other"
    if kind == "mg.asymmetry" and what == "focal_asymmetry":
        return str(getattr(finding, "type", "")) == what
    return what in (getattr(finding, "associated", None) or ())


def _same_place(finding: FindingBase, denial: Absent) -> bool:
    """Say whether a denial speaks of the place of a finding; without a side it speaks of both."""
    if denial.exam is not None and finding.exam != denial.exam:
        return False
    here: tuple[Side, ...] = sides(denial.breast)
    there = sides(breast_of(finding))
    if here and there:
        return not set(here).isdisjoint(there)
    return not here or len(here) > 1


@declare(
    "recurrence_without_cancer",
    Severity.INFORMATION,
    silent="Silent where a cancer, or a history of one, is stated for that breast or without a "
    "side.",
    source=FORMAT,
    needs=(Need.SUSPECTED,),
)
def recurrence_without_cancer(sense: Sense) -> Iterator[Found]:
    """Find a suspected local recurrence in a breast of which no cancer is known."""
    known = {
        None if cancer.breast is None else cancer.breast.value
        for cancer in sense.report.cancers or ()
    }
    if None in known or "bilateral" in known:
        return
    for number, entry in enumerate(sense.report.suspected or ()):
        for side in sides(entry.breast) if entry.what == "local_recurrence" else ():
            if side.value not in known and not sense.treated(side):
                yield Found(
                    f"/suspected/{number}/what",
                    f"A local recurrence of the {side} breast is suspected, and no earlier cancer "
                    "of it is stated.",
                    "Add it to 'cancers', or to the history.",
                )
