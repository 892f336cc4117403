"""The public strategies: what they promise, how they are steered, and that they shrink."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from birads import lexicon
from birads.issue import InvalidReport
from birads.parsing._parse import parse
from birads.report.findings import FINDING_MODELS, FindingBase
from birads.testing import documents, findings, near_valid_reports, reports
from birads.testing._links import FITS
from birads.testing._values import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from birads.report.report import Report

KINDS = [str(get_args(model.model_fields["kind"].annotation)[0]) for model in FINDING_MODELS]
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(documents())
def test_documents_parse_and_come_back(document: dict[str, Any]) -> None:
    report = parse(json.dumps(document))

    assert parse(report.to_json()) == report
    assert parse(document) == report


@FEW
@given(reports())
def test_ids_are_unique_and_references_lead_somewhere(report: Report) -> None:
    exams = {exam.id: exam.modality for exam in report.exams}
    ids = {finding.id for finding in report.findings}

    assert len(exams) == len(report.exams)
    assert len(ids) == len(report.findings)
    for finding in report.findings:
        if finding.exam is not None:
            fits = FITS.get(_kind(finding).partition(".")[0], tuple(exams.values()))
            assert exams[finding.exam] in fits
    assert {result.finding for result in report.pathology} - {None} <= ids
    assert {outcome.finding for outcome in report.outcomes} <= {*ids, None}
    for recommendation in report.recommendations:
        assert set(recommendation.findings or ()) <= ids


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_has_its_strategy(kind: str) -> None:
    quick = settings(max_examples=1, database=None, phases=[Phase.generate])

    finding = find(findings(kind), lambda _: True, settings=quick)

    assert _kind(finding) == kind


@FEW
@given(st.data())
def test_a_finding_refers_to_nothing(data: st.DataObject) -> None:
    finding = data.draw(findings())

    assert finding.exam is None
    for name in ("ultrasound", "cem", "mri"):
        correlate = getattr(finding, name, None)
        assert correlate is None or correlate.finding is None


@pytest.mark.parametrize("model", FINDING_MODELS, ids=lambda model: model.__name__)
def test_every_member_of_every_kind_is_drawn(model: type[FindingBase]) -> None:
    """A member that joins a model joins its strategy."""
    missing = set(model.model_fields) - {"id"}

    @settings(max_examples=300, deadline=None, database=None, phases=[Phase.generate])
    @given(members(model))
    def draw(finding: dict[str, Any]) -> None:
        missing.difference_update(finding)

    draw()
    assert missing == set()


@pytest.mark.parametrize("edition", ["2003", "2013", "2025"])
def test_the_edition_is_fixed(edition: str) -> None:
    @settings(max_examples=15, deadline=None)
    @given(reports(edition=edition))
    def check(report: Report) -> None:
        assert report.edition == edition

    check()


@pytest.mark.parametrize("edition", ["2003", "2013", "2025"])
def test_the_words_are_those_of_the_edition(edition: str) -> None:
    outside: dict[type[StrEnum], set[str]] = {}
    for axis in lexicon.axes():
        has = {term.word for term in lexicon.terms(axis.id, edition)}
        outside.setdefault(axis.enum, {word.value for word in axis.enum}).difference_update(has)

    @settings(max_examples=60, deadline=None)
    @given(reports(edition=edition))
    def check(report: Report) -> None:
        for word in _words(report):
            assert word.value not in outside.get(type(word), ())

    check()
    assert any(outside.values())


def _words(value: object) -> Iterator[StrEnum]:
    if isinstance(value, StrEnum):
        yield value
    elif isinstance(value, BaseModel):
        for _, inner in value:
            yield from _words(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _words(inner)


@pytest.mark.parametrize("modality", ["mammography", "ultrasound", "mri", "cem"])
def test_the_modality_is_fixed(modality: str) -> None:
    @settings(max_examples=30, deadline=None)
    @given(reports(modality=modality))
    def check(report: Report) -> None:
        assert all(exam.modality == modality for exam in report.exams)
        for finding in report.findings:
            assert modality in FITS.get(_kind(finding).partition(".")[0], (modality,))

    check()


@FEW
@given(reports(pattern=True))
def test_with_a_pattern(report: Report) -> None:
    first: Any = report.findings[0]

    assert first.kind == "mg.calcifications"
    assert first.morphology
    assert first.distribution


@FEW
@given(reports(pattern=False))
def test_without_a_pattern(report: Report) -> None:
    assert "mg.calcifications" not in {_kind(finding) for finding in report.findings}


def test_what_cannot_be_steered_is_refused_when_asked() -> None:
    with pytest.raises(ValueError, match="mri"):
        reports(modality="mri", pattern=True)
    with pytest.raises(ValueError, match="1998"):
        documents(edition="1998")
    with pytest.raises(ValueError, match="ct"):
        reports(modality="ct")
    with pytest.raises(ValueError, match=r"mg\.mas"):
        findings("mg.mas")


def test_near_valid_reports_are_sometimes_valid_and_mostly_not() -> None:
    verdicts: list[bool] = []

    @settings(max_examples=200, deadline=None, database=None, phases=[Phase.generate])
    @given(near_valid_reports())
    def judge(document: object) -> None:
        try:
            parse(json.dumps(document))
        except InvalidReport:
            verdicts.append(False)
        else:
            verdicts.append(True)

    judge()
    assert 0.1 < sum(verdicts) / len(verdicts) < 0.8


def test_they_shrink_to_the_least_document() -> None:
    # One seed: how far a search shrinks depends on where it began.
    least = find(documents(pattern=True), lambda _: True, random=Random(7))
    wide = find(
        findings("mg.calcifications"), lambda finding: finding.category == "4B", random=Random(7)
    )

    assert least == {
        "edition": "2003",
        "exams": [],
        "findings": [
            {
                "kind": "mg.calcifications",
                "morphology": ["skin"],
                "distribution": "diffuse",
                "id": "finding-1",
            }
        ],
    }
    finding = wide.to_dict()
    # Of the thirty members that nobody asked for, a few may be left.
    assert {"id": "finding-1", "category": "4B", "kind": "mg.calcifications"}.items() <= {
        name: value for name, value in finding.items() if isinstance(value, str)
    }.items()
    assert len(finding) <= 8


def test_their_representation_stays_short() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(repr(reports(modality="cem"))) < 200
        assert len(repr(findings("mg.mass"))) < 200


@pytest.mark.parametrize(("absent", "raised"), [("hypothesis", "testing"), ("pytest", "")])
def test_what_the_import_needs(absent: str, raised: str) -> None:
    program = (
        f"import sys; sys.modules[{absent!r}] = None\n"
        "from birads.issue import MissingExtra\n"
        "try:\n    import birads.testing\n"
        "except MissingExtra as error:\n    print(error.extra)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == raised


def _kind(finding: FindingBase) -> str:
    return str(finding.kind)
