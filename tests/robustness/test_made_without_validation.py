"""Hold ``check``, ``recommend`` and ``explain`` to answers or a refusal by name, never a fault.

``model_copy`` and ``model_construct`` of pydantic validate nothing: a report may hold anything.
"""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import birads
from birads.issue import InvalidReport
from birads.report.report import Report
from tests.robustness.hostile import EXAMPLE

VERBS = (birads.check, birads.recommend, birads.explain)
NONSENSE: tuple[Any, ...] = (
    "nonsense", "4a", 5, -1.5, float("nan"), 10**400, True, None, (), ("x",), (None,), ((),), {},
    {"a": object()}, object(), b"x", [[]], "\ud800",
)  # fmt: skip


def made() -> list[tuple[str, Report]]:
    """Return a valid report with nonsense in the place of each member of each kind of part."""
    report = birads.parse(EXAMPLE.read_bytes())
    out: list[tuple[str, Report]] = []
    for value in NONSENSE:
        names = type(report).model_fields
        out += [(name, report.model_copy(update={name: value})) for name in names]
        for part in ("exams", "findings", "assessments", "recommendations", "pathology"):
            held = getattr(report, part)
            for name in type(held[0]).model_fields if held else ():
                one = held[0].model_copy(update={name: value})
                out.append((f"{part}.{name}", report.model_copy(update={part: (one,)})))
    return out


def refusal(verb: Any, report: Report) -> InvalidReport | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pydantic's own, about what it was given
            verb(report)
    except InvalidReport as error:
        return error
    return None


def named(error: InvalidReport, member: str) -> bool:
    """Say whether an issue leads to the member; some faults lie in the document as a whole."""
    return any(
        not issue.pointer or member in issue.pointer or repr(member) in issue.message
        for issue in error.issues
    )


def test_nonsense_is_answered_or_refused_by_name() -> None:
    refused = 0
    for place, report in made():
        for verb in VERBS[:2]:  # the third asks the second first
            error = refusal(verb, report)
            refused += error is not None
            assert error is None or named(error, place.rpartition(".")[2]), (place, error)
    assert refused > 100


def test_the_member_is_named() -> None:
    report = birads.parse(EXAMPLE.read_bytes())
    construct: Any = Report.model_construct
    empty = construct()
    bad = report.findings[0].model_copy(update={"category": "4a"})

    for verb in VERBS:
        with pytest.raises(InvalidReport) as caught:
            verb(report.model_copy(update={"findings": (bad,)}))
        (issue,) = caught.value.issues
        assert (issue.code, issue.pointer) == ("unknown_word", "/findings/0/category")
        with pytest.raises(InvalidReport) as caught:
            verb(report.model_copy(update={"findings": "nonsense"}))
        assert [issue.pointer for issue in caught.value.issues] == ["/findings"]
        with pytest.raises(InvalidReport) as caught:
            verb(empty)
        assert [issue.code for issue in caught.value.issues] == ["missing_member"]


def test_a_fault_that_is_not_the_reports_stays_what_it_is() -> None:
    report = birads.parse(EXAMPLE.read_bytes())

    with pytest.raises(LookupError, match="has no variant 99"):
        birads.explain(report, 99)
    with pytest.raises(AttributeError):
        birads.recommend(report, topic="nonsense")  # type: ignore[arg-type]


def test_right_words_of_the_wrong_type_are_read() -> None:
    report = birads.parse(EXAMPLE.read_bytes())
    exam = report.exams[0].model_copy(update={"laterality": "bilateral"})
    loose = report.model_copy(update={"exams": [exam, *report.exams[1:]], "edition": "2013"})

    for verb in VERBS:
        assert verb(loose) is not None
