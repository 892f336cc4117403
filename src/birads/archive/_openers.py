"""Find what a report opens: a category, a written follow-up, or a result that asks for more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from birads.archive._events import Read, Tissue, modality_of, stated_categories
from birads.archive._lesions import Lesions
from birads.archive._rules import NOT_CLASSED, ItemRule, Items
from birads.lexicon.common import Category, Modality, Side
from birads.lexicon.pathology import BiopsyProcedure
from birads.report.assessment import AssessmentScope, Recommendation
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.report import Report
from birads.report.view._further import family_of
from birads.report.view._index import SUSPICION, breast_of, sides

__all__ = [
    "EXCISIONS",
    "TISSUE",
    "Opener",
    "as_suspicious",
    "lesion_name",
    "may_open",
    "openers",
    "result_of",
    "since_of",
]

EXCISIONS = frozenset({BiopsyProcedure.SURGICAL_EXCISION, BiopsyProcedure.MASTECTOMY})
"""How tissue is taken when the lesion itself is removed."""

TISSUE = frozenset({Category.C4, Category.C4A, Category.C4B, Category.C4C, Category.C5})
"""The categories that ask for tissue."""


@attrs.frozen(eq=False)
class Opener:
    """One statement that opens an item; ``breast`` and ``lesion`` are ``None`` where not stated.

    ``several`` says that the breast holds more than one lesion, and the statement names none.
    """

    rule: ItemRule
    read: Read
    pointer: str
    breast: Side | None
    lesion: int | None = None
    finding: FindingBase | None = None
    exam: ExamBase | None = None
    category: Category | None = None
    written: Recommendation | None = None
    tissue: Tissue | None = None
    several: bool = False

    @property
    def date(self) -> dt.date | None:
        """The day of the exam or of the tissue; of several exams the first."""
        if self.tissue is not None:
            return self.tissue.result.date
        if self.exam is not None:
            return self.exam.date
        dated = [exam.date for exam in self.read.held.report.exams if exam.date is not None]
        return min(dated, default=None)

    @property
    def family(self) -> Modality:
        """The modality that must answer; a contrast mammogram is answered by a mammogram."""
        if self.finding is not None:
            return family_of(self.finding, self.exam)
        modality = self.exam.modality if self.exam is not None else modality_of(self.read)
        return Modality.MAMMOGRAPHY if modality is Modality.CEM else modality


def may_open(report: Report, items: Items) -> bool:
    """Say whether a report states anything that could open an item by the rules."""
    return bool(
        report.pathology
        or not items.categories.isdisjoint(stated_categories(report))
        or any(entry.action in items.actions for entry in report.recommendations)
    )


def openers(one: Read, lesions: Lesions, tissue: list[Tissue], items: Items) -> list[Opener]:
    """Return everything that a report opens by the rules."""
    found: list[Opener] = []
    for rule in items.rules.values():
        stated: list[Opener] = []
        if not rule.categories.isdisjoint(one.categories):
            stated += _findings(one, lesions, rule)
            stated += _breasts(one, lesions, rule, stated)
            stated += _overall(one, rule, stated)
        if rule.actions and one.held.report.recommendations:
            stated = _written(one, lesions, rule, stated)
        if rule.classes and tissue:
            stated += _results(rule, [each for each in tissue if each.read is one])
        found += stated
    return found


def _sides_of(breast: str | None, exam: ExamBase | None) -> tuple[Side | None, ...]:
    """Return the breasts of a statement; without a side, the one breast that its exam shows."""
    stated = sides(breast)
    if stated:
        return stated
    shown = sides(exam.laterality) if exam is not None else ()
    return shown if len(shown) == 1 else (None,)


def _findings(one: Read, lesions: Lesions, rule: ItemRule) -> Iterator[Opener]:
    for number, finding in one.findings:
        if finding.category not in rule.categories:
            continue
        exam = one.exam_of(finding)
        for side in _sides_of(breast_of(finding), exam):
            yield Opener(
                rule,
                one,
                f"/findings/{number}/category",
                side,
                lesions.of(one, number),
                finding,
                exam,
                finding.category,
            )


def _breasts(one: Read, lesions: Lesions, rule: ItemRule, stated: list[Opener]) -> Iterator[Opener]:
    """Yield the assessments of a breast that no finding of their exam already carries.

    A finding carries what is not more suspicious than itself: a 4A beside a breast's 4C is not
    what the breast has its 4C for.
    """
    for number, entry, exam in one.assessments:
        if entry.category not in rule.categories or entry.breast is AssessmentScope.OVERALL:
            continue
        for side in sides(entry.breast):
            beside = [o for o in stated if o.breast is side and (exam is None or o.exam is exam)]
            if _carried(entry.category, beside):
                continue
            known = _lesions_in(one, lesions, side)
            only = next(iter(known.values())) if len(known) == 1 else None
            yield Opener(
                rule,
                one,
                f"/assessments/{number}/category",
                side,
                next(iter(known)) if only is not None else None,
                only,
                exam,
                entry.category,
                several=len(known) > 1,
            )


def as_suspicious(one: Category, category: Category) -> bool:
    """Say whether a category is as suspicious as another, or may be.

    A 4 without a letter may stand for any of 4A to 4C. What asks for no tissue is not compared.
    """
    if category not in TISSUE or one not in TISSUE:
        return category not in TISSUE
    highest = Category.C4C if one is Category.C4 else one
    lowest = Category.C4A if category is Category.C4 else category
    return SUSPICION[highest] >= SUSPICION[lowest]


def _carried(category: Category, stated: list[Opener]) -> bool:
    """Say whether one of the statements is as suspicious as a category, or may be."""
    return any(o.category is not None and as_suspicious(o.category, category) for o in stated)


def _lesions_in(one: Read, lesions: Lesions, side: Side) -> dict[int, FindingBase]:
    """Return the lesions of a breast without a category of their own, by their first finding."""
    found: dict[int, FindingBase] = {}
    for number, finding in one.findings:
        if finding.category is None and side in sides(breast_of(finding)):
            found.setdefault(lesions.of(one, number), finding)
    return found


def _overall(one: Read, rule: ItemRule, stated: list[Opener]) -> Iterator[Opener]:
    """Yield an overall category that no breast and no finding of the report carries."""
    for number, entry, exam in one.assessments:
        if entry.category not in rule.categories or _carried(entry.category, stated):
            continue
        if entry.breast is AssessmentScope.OVERALL:
            for side in _sides_of(None, exam):
                pointer = f"/assessments/{number}/category"
                yield Opener(rule, one, pointer, side, exam=exam, category=entry.category)


def _written(one: Read, lesions: Lesions, rule: ItemRule, stated: list[Opener]) -> list[Opener]:
    """Give each written follow-up to what it is meant for, else let it open an item itself."""
    found = list(stated)
    for number, entry in enumerate(one.held.report.recommendations):
        if entry.action not in rule.actions:
            continue
        named = [one.index.finding_named(name) for name in entry.findings or ()]
        known = [each for each in named if each is not None]
        meant = {lesions.of(one, each[0]) for each in known}
        took = False
        for place, opener in enumerate(found):
            if _meant(opener, entry, meant):
                found[place] = attrs.evolve(opener, written=_sooner(opener.written, entry))
                took = True
        if not took:
            found += _of_its_own(one, rule, number, entry, lesions)
    return found


def _meant(opener: Opener, entry: Recommendation, lesions: set[int]) -> bool:
    if opener.category is None:
        return False
    if lesions:
        return opener.lesion in lesions
    stated = sides(entry.breast)
    return not stated or opener.breast is None or opener.breast in stated


def _sooner(one: Recommendation | None, other: Recommendation) -> Recommendation:
    """Return the written follow-up that comes first; a date comes before an interval."""
    if one is None or (one.due is None and other.due is not None):
        return other
    if one.due is not None:
        return other if other.due is not None and other.due < one.due else one
    if other.interval_months is None:
        return one
    sooner = one.interval_months is None or other.interval_months < one.interval_months
    return other if sooner else one


def _of_its_own(
    one: Read, rule: ItemRule, number: int, entry: Recommendation, lesions: Lesions
) -> Iterator[Opener]:
    pointer = f"/recommendations/{number}"
    known = [one.index.finding_named(name) for name in entry.findings or ()]
    meant = [each for each in known if each is not None]
    for place, finding in meant:
        exam = one.exam_of(finding)
        for side in _sides_of(breast_of(finding) or entry.breast, exam):
            lesion = lesions.of(one, place)
            yield Opener(rule, one, pointer, side, lesion, finding, exam, written=entry)
    if not meant:
        for side in _sides_of(entry.breast, one.only_exam):
            yield Opener(rule, one, pointer, side, exam=one.only_exam, written=entry)


def _results(rule: ItemRule, tissue: list[Tissue]) -> Iterator[Opener]:
    for each in tissue:
        result = each.result
        if result.read_as is None or result.procedure in EXCISIONS:
            continue
        said = result.result_class
        if (said.value if said is not None else NOT_CLASSED) not in rule.classes:
            continue
        known = each.finding
        for side in each.sides or (None,):
            yield Opener(rule, each.read, each.pointer, side, each.lesion, known, tissue=each)


def since_of(opener: Opener) -> tuple[dt.date | None, list[str]]:
    """Return since when something is open, with a note where no exam says so."""
    if opener.date is not None:
        return opener.date, []
    if opener.read.issued is not None:
        return opener.read.issued, ["dated_by_issue"]
    return None, ["date_not_stated"]


def result_of(opener: Opener) -> str | None:
    """Return the tissue result that opened an item, if one did."""
    said = opener.tissue.result.read_as if opener.tissue is not None else None
    return said.value if said is not None else None


def lesion_name(opener: Opener) -> str | None:
    """Return the name of the lesion that an item is about, as a report has it."""
    finding = opener.finding
    if finding is None or opener.lesion is None:
        return None
    return finding.tracking_uid or finding.lesion or finding.id
