"""Schema errors, told as issues, are the issues of ``parse``: same codes, same pointers."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

import differential
import pytest

from birads import pointer, schema
from birads.issue import InvalidReport, Issue
from birads.parsing._parse import parse
from birads.testing._mutate import mutated

MUTATIONS = 3_000


def of_parse(document: object) -> tuple[Issue, ...]:
    try:
        parse(json.dumps(document))
    except InvalidReport as error:
        return tuple(error.issues)
    return ()


def places(issues: tuple[Issue, ...]) -> set[tuple[str, str]]:
    return {(issue.code, issue.pointer) for issue in issues}


def calcifications(**members: object) -> dict[str, Any]:
    return {"edition": "2013", "findings": [{"kind": "mg.calcifications", "id": "a", **members}]}


def report(**members: object) -> dict[str, Any]:
    return {"edition": "2013", **members}


CASES: list[tuple[object, set[tuple[str, str]]]] = [
    ({}, {("missing_member", "")}),
    ([], {("wrong_type", "")}),
    (report(edition=2013), {("wrong_type", "/edition")}),
    (report(edition="2014"), {("unknown_word", "/edition")}),
    (report(id=None), {("null_not_allowed", "/id")}),
    (report(id=""), {("too_short", "/id")}),
    (report(id="\U0001f600" * 129), {("too_long", "/id")}),
    (report(schema_version="2"), {("wrong_form", "/schema_version")}),
    (report(schema_version="1\n"), {("wrong_form", "/schema_version")}),
    (report(issued="2026-05-05"), {("wrong_form", "/issued")}),
    (report(issued="2026-05-05T09:30:00Z\n"), {("wrong_form", "/issued")}),
    (report(extensions={"A b": 1}), {("wrong_form", "/extensions/A b")}),
    (report(extensions={"a.b\n": 1}), {("wrong_form", "/extensions/a.b\n")}),
    (report(extensions={"": 1}), {("too_short", "/extensions/")}),
    (report(**{"a/b~": 1}), {("unknown_member", "/a~1b~0")}),
    (report(patient={"cycle_day": 1.5}), {("not_whole", "/patient/cycle_day")}),
    (report(patient={"cycle_day": 100.5}), {("out_of_range", "/patient/cycle_day")}),
    (report(patient={"cycle_day": True}), {("wrong_type", "/patient/cycle_day")}),
    (report(patient={"cycle_day": 10**400}), {("not_finite", "/patient/cycle_day")}),
    (report(patient={"age_years": -1}), {("out_of_range", "/patient/age_years")}),
    (report(exams=[{"id": "e"}]), {("missing_member", "/exams/0")}),
    (report(exams=[{"id": "e", "modality": "ct"}]), {("unknown_modality", "/exams/0/modality")}),
    (report(findings=[{}]), {("missing_member", "/findings/0")}),
    (report(findings=[1]), {("wrong_type", "/findings/0")}),
    (report(findings=[None]), {("null_not_allowed", "/findings/0")}),
    (calcifications(kind="mg.mas"), {("unknown_kind", "/findings/0/kind")}),
    (calcifications(kind=None), {("null_not_allowed", "/findings/0/kind")}),
    (calcifications(kind=5), {("unknown_kind", "/findings/0/kind")}),
    (calcifications(margin="oval"), {("unknown_member", "/findings/0/margin")}),
    (calcifications(groups="many"), {("unknown_word", "/findings/0/groups")}),
    (calcifications(groups=0), {("out_of_range", "/findings/0/groups")}),
    (calcifications(groups=1.5), {("not_whole", "/findings/0/groups")}),
    (calcifications(groups=[]), {("wrong_type", "/findings/0/groups")}),
    (calcifications(groups=None), {("null_not_allowed", "/findings/0/groups")}),
    (
        calcifications(morphology=["skin", "x", 1]),
        {("unknown_word", "/findings/0/morphology/1"), ("wrong_type", "/findings/0/morphology/2")},
    ),
    (
        calcifications(cem={"enhancement": "none", "cause": "other"}),
        {("not_applicable", "/findings/0/cem/cause")},
    ),
    (
        calcifications(mri={"enhancement": "focus", "cause": "other", "finding": ""}),
        {("not_applicable", "/findings/0/mri/cause"), ("too_short", "/findings/0/mri/finding")},
    ),
    (
        calcifications(mri={"enhancement": "focus", "cause": "x"}),
        {("unknown_word", "/findings/0/mri/cause")},
    ),
    (calcifications(cem={"cause": "other"}), {("missing_member", "/findings/0/cem")}),
    (
        calcifications(cem={"enhancement": "x", "cause": "other"}),
        {("unknown_word", "/findings/0/cem/enhancement")},
    ),
    (calcifications(cem={"enhancement": "indeterminate", "cause": "other"}), set()),
    (calcifications(cem={"enhancement": "indeterminate"}), set()),
    (calcifications(groups=2.0, particles=1e2, extent_mm=-0.0), set()),
]


# Not the sets: their order, and so their text, differs from process to process.
NAMES = [str(document)[:60] for document, _ in CASES]


@pytest.mark.parametrize(("document", "expected"), CASES, ids=NAMES)
def test_schema_and_parse_say_the_same(document: Any, expected: set[tuple[str, str]]) -> None:
    assert places(of_parse(document)) == expected
    assert places(schema.issues(document)) == expected


@pytest.mark.parametrize("document", [case for case, _ in CASES], ids=NAMES)
def test_schema_and_parse_use_the_same_words(document: object) -> None:
    assert set(schema.issues(document)) == set(of_parse(document))


def test_one_change_anywhere_gives_the_same_codes_and_pointers(
    valid_documents: list[object],
) -> None:
    source = random.Random(2_026)
    for _ in range(MUTATIONS):
        document = mutated(source.choice(valid_documents), source.randrange)
        own = of_parse(document)
        if not {issue.code for issue in own} & differential.BESIDES:
            assert places(schema.issues(document)) == places(own), document


def test_every_pointer_resolves(valid_documents: list[object]) -> None:
    source = random.Random(2_027)
    for _ in range(500):
        document = mutated(source.choice(valid_documents), source.randrange)
        for issue in schema.issues(document):
            pointer.resolve(document, issue.pointer)


def test_an_infinity_that_python_reads_is_told_as_parse_tells_it() -> None:
    document = json.loads('{"edition":"2013","patient":{"cycle_day":1e400,"age_years":-1e400}}')

    assert places(schema.issues(document)) == {
        ("not_finite", "/patient/cycle_day"),
        ("not_finite", "/patient/age_years"),
    }


def test_the_list_of_issues_is_bounded() -> None:
    document = report(findings=[0] * 50)

    issues = schema.issues(document, most=10)

    assert len(issues) == 11
    assert issues[-1].code == "too_many_issues"


def test_without_jsonschema_the_extra_is_named() -> None:
    program = (
        "import sys; sys.modules['jsonschema'] = None\n"
        "from birads import schema\n"
        "from birads.issue import MissingExtra\n"
        "schema.report_schema()\n"
        "try:\n    schema.issues({})\n"
        "except MissingExtra as error:\n    print(error)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert "birads[schema]" in done.stdout
