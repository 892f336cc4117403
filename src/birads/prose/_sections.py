"""Say the parts of a report, section by section, in the order of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from birads.pointer import join as pointer
from birads.prose._findings import assessed, findings
from birads.prose._phrase import Phrase, fill, join
from birads.prose._teller import Path, Teller
from birads.report.report import Report

__all__ = ["IMPRESSION", "REPORT", "Writer"]

Writer = Callable[[Teller, Report], Iterator[Phrase]]

_EXAM = frozenset(
    {
        "indication",
        "clinical_history",
        "comparisons",
        "composition",
        "compositions",
        "tissue_composition",
        "fibroglandular_tissue",
        "bpe",
    }
)
_SIDES = ("prior_breast_cancer", "prior_surgery", "prior_radiation", "implants")
_RECORD_LISTS = ("authors", "identifiers")


def _record(teller: Teller, _: Report) -> Iterator[Phrase]:
    document = teller.document
    rows = teller.words.table("record")
    told = [
        teller.member("record", (name,), document)
        for name in rows
        if name in document and name not in _RECORD_LISTS
    ]
    yield teller.sentence(told)
    for name in _RECORD_LISTS:
        for path, item in teller.each(name):
            inner = (
                join(" ", teller.part(name, path, item))
                if isinstance(item, dict)
                else teller.value(path, item).says(pointer(path))
            )
            yield teller.end(fill(teller.words.text("record", name), inner))


def _list(teller: Teller, name: str) -> Iterator[Phrase]:
    """Say each item of a list of the report in a sentence; an empty list in one of its own."""
    yield from _items(teller, name, (), teller.document)


def _items(teller: Teller, name: str, above: Path, owner: Any) -> Iterator[Phrase]:
    if name not in owner:
        return
    if not owner[name]:
        none = teller.text("empty", name, (*above, name))
        yield teller.end(none.says(pointer((*above, name))))
    for number, item in enumerate(owner[name]):
        path = (*above, name, number)
        told = [one for one in teller.part(name, path, item) if one]
        if name == "assessments":  # a category stands with its breast and nothing before it
            told = [join(teller.words.text("form", "colon"), told[:2]), *told[2:]]
        yield teller.sentence(told or [teller.text("part", name, path).says(pointer(path))])


def _indication(teller: Teller, _: Report) -> Iterator[Phrase]:
    question = teller.document.get("question", {})
    yield teller.sentence(teller.part("question", ("question",), question))
    for name in ("presentation", "suspected"):
        yield from _list(teller, name)
    for path, exam in teller.each("exams"):
        for name in teller.words.table("exam_request"):
            if name in exam:
                said = teller.member("exam_request", (*path, name), exam)
                yield _with_exam(teller, [said], path, exam)


def _with_exam(teller: Teller, told: list[Phrase], path: Path, exam: Any) -> Phrase:
    whole = join(teller.words.text("form", "list"), told)
    return teller.end(whole + Phrase(" (") + _of(teller, path, exam) + Phrase(")"))


def _of(teller: Teller, path: Path, exam: Any) -> Phrase:
    return teller.exam(path, exam["id"])


def _history(teller: Teller, _: Report) -> Iterator[Phrase]:
    patient = teller.document.get("patient", {})
    path: Path = ("patient",)
    lists = (*_SIDES, "history", "family_history")
    yield teller.sentence(teller.part("patient", path, patient, *lists))
    for name in _SIDES:
        yield from _of_sides(teller, name, patient)
    for name in ("history", "family_history"):
        yield from _items(teller, name, path, patient)
    yield from _list(teller, "cancers")


def _of_sides(teller: Teller, name: str, patient: Any) -> Iterator[Phrase]:
    if name not in patient:
        return
    path: Path = ("patient", name)
    if not patient[name]:
        yield teller.sentence([teller.member("patient", path, patient)])
    for number, side in enumerate(patient[name]):
        at = (*path, number)
        whole = fill(teller.words.choice("patient", name, "some"), teller.value(at, side))
        yield teller.end(whole.says(pointer(at)))


def _technique(teller: Teller, _: Report) -> Iterator[Phrase]:
    for path, exam in teller.each("exams"):
        yield teller.sentence(teller.part("exam", path, exam, *_EXAM))


def _comparison(teller: Teller, _: Report) -> Iterator[Phrase]:
    yield from _of_exams(teller, "comparisons")


def _of_exams(teller: Teller, name: str) -> Iterator[Phrase]:
    """Say each item of a list of an exam in a sentence that names the exam."""
    for path, exam in teller.each("exams"):
        if name not in exam:
            continue
        if not exam[name]:
            none = teller.text("empty", name, (*path, name)).says(pointer((*path, name)))
            yield _with_exam(teller, [none], path, exam)
        for number, item in enumerate(exam[name]):
            at = (*path, name, number)
            told = [one for one in teller.part(name, at, item) if one]
            told = told or [teller.text("part", name, at).says(pointer(at))]
            yield _with_exam(teller, told, path, exam)


def _composition(teller: Teller, _: Report) -> Iterator[Phrase]:
    for path, exam in teller.each("exams"):
        told = [
            teller.member("composition", (*path, name), exam)
            for name in teller.words.table("composition")
            if name in exam
        ]
        if any(told):
            yield _with_exam(teller, told, path, exam)
    yield from _of_exams(teller, "compositions")


def _findings(teller: Teller, report: Report) -> Iterator[Phrase]:
    yield from findings(teller, report)
    yield from _list(teller, "absent")


def _assessed(teller: Teller, _: Report) -> Iterator[Phrase]:
    yield from assessed(teller)
    yield from _list(teller, "assessments")


def _of_list(name: str) -> Writer:
    return lambda teller, _: _list(teller, name)


def _texts(teller: Teller, _: Report) -> Iterator[Phrase]:
    for path, item in teller.each("addenda"):
        at = (*path, "text")
        said = Phrase(teller.quoted(item["text"])).says(pointer(at))
        if "issued" in item:
            issued = Phrase(item["issued"]).says(pointer((*path, "issued")))
            slots = {"issued": issued, "text": said}
            yield teller.end(fill(teller.words.text("texts", "issued"), slots))
        else:
            yield teller.end(fill(teller.words.text("texts", "addenda"), said))
    if "narrative" in teller.document:
        said = Phrase(teller.quoted(teller.document["narrative"])).says("/narrative")
        yield teller.end(fill(teller.words.text("texts", "narrative"), said))


REPORT: dict[str, Writer] = {
    "record": _record,
    "indication": _indication,
    "history": _history,
    "technique": _technique,
    "comparison": _comparison,
    "composition": _composition,
    "findings": _findings,
    "assessment": _of_list("assessments"),
    "recommendation": _of_list("recommendations"),
    "tissue": _of_list("pathology"),
    "outcome": _of_list("outcomes"),
    "texts": _texts,
}
"""The sections of a whole report, in their order, and who writes each."""

IMPRESSION: dict[str, Writer] = {"impression": _assessed}
"""The section of an impression: findings with a category, then the breasts."""
