"""Below an unknown kind or modality everything that all kinds share is judged in the same pass."""

from __future__ import annotations

import json
from typing import Any

import pytest

import birads
from birads import schema
from birads._base.model import Model
from birads.issue import Issue
from birads.parsing._shared_members import shared_model
from birads.parsing.normalising import normalise
from birads.report.exam import EXAM_MODELS, ExamBase
from birads.report.findings import FINDING_MODELS, FindingBase

BAD = {"id": 1, "exam": "", "location": {"breast": "L", "clock": 13}, "category": "4a",
       "change": "bigger", "palpable": "yes", "tracking_uid": None, "text": 5,
       "extensions": {"x": 1}, "longest_mm": -1, "nobody": True}  # fmt: skip
BAD_EXAM = {"id": 1, "purpose": "xyz", "laterality": "L", "date": "20260302", "views": None,
            "accession_number": 5, "procedure": [], "comparisons": [{"date": 1, "modality": "CT"}],
            "technique": 1, "indication": None, "nobody": 1, "bpe": {"level": "lots"}}  # fmt: skip


def issues(document: object) -> tuple[Issue, ...]:
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(json.dumps(document))
    return tuple(caught.value.issues)


def places(found: tuple[Issue, ...]) -> dict[str, str]:
    return {issue.pointer: issue.code for issue in found}


@pytest.mark.parametrize("kind", ["MASS", "mg.mas", "", 5, None, ["mg.mass"], "absent"])
@pytest.mark.parametrize(
    ("section", "tag", "item"), [("findings", "kind", BAD), ("exams", "modality", BAD_EXAM)]
)
def test_every_issue_below_an_unknown_kind_comes_at_once(
    section: str, tag: str, item: dict[str, Any], kind: object
) -> None:
    wrong = {**item} if kind == "absent" else {tag: kind, **item}
    document = {"edition": "2013", section: [{"id": "ok"}, wrong]}
    found = issues(document)
    pointers = places(found)
    for member in item:
        assert any(p.startswith(f"/{section}/1/{member}") for p in pointers), member
    assert pointers[f"/{section}/1/nobody"] == "unknown_member"
    assert set(found) == set(schema.issues(document))


def test_a_member_that_kinds_read_differently_waits_for_the_kind() -> None:
    item = {"kind": "MASS", "id": "m", "margin": 5, "shape": "sharp", "associated": {}}
    assert list(places(issues({"edition": "2013", "findings": [item]}))) == ["/findings/0/kind"]


def test_a_member_that_kinds_read_alike_is_judged_at_once() -> None:
    item = {"kind": "MASS", "id": "m", "morphology": {}, "count": 0, "kinetics": {"initial": 1}}
    found = places(issues({"edition": "2013", "findings": [item]}))
    assert found["/findings/0/morphology"] == "wrong_type"
    assert found["/findings/0/count"] == "out_of_range"
    assert found["/findings/0/kinetics/initial"] == "wrong_type"


def test_what_is_null_is_refused_whatever_the_kind() -> None:
    item = {"kind": "MASS", "id": "m", "margin": None}
    found = places(issues({"edition": "2013", "findings": [item]}))
    assert found["/findings/0/margin"] == "null_not_allowed"


def test_words_below_an_unknown_kind_have_their_hints() -> None:
    item = {"kind": "MASS", "id": "m", "category": "4a", "change": "enlarging", "Text": "x"}
    found = {one.pointer: one.hint for one in issues({"edition": "2013", "findings": [item]})}
    assert found["/findings/0/category"] == "Did you mean '4A'?"
    assert str(found["/findings/0/change"]).startswith("Did you mean 'increasing'?")
    assert found["/findings/0/Text"] == "Did you mean 'text'?"


@pytest.mark.parametrize(
    ("tag", "models", "base"),
    [("kind", FINDING_MODELS, FindingBase), ("modality", EXAM_MODELS, ExamBase)],
)
def test_the_shared_model_knows_every_member_of_every_kind(
    tag: str, models: tuple[type[Model], ...], base: type[Model]
) -> None:
    shared = shared_model(tag)
    assert set(shared.model_fields) == {tag} | {n for model in models for n in model.model_fields}
    assert all(field.is_required() == (name == "id") for name, field in shared.model_fields.items())
    assert issubclass(shared, base)
    with pytest.raises(KeyError):
        shared_model("colour")


@pytest.mark.parametrize("number", range(len(FINDING_MODELS)))
def test_what_a_kind_accepts_its_unknown_kind_accepts_too(number: int) -> None:
    """Only the kind itself is wrong where nothing else is: no member is refused on suspicion."""
    model = FINDING_MODELS[number]
    item: dict[str, Any] = {"kind": "?", "id": "m"}
    item |= {"special_case": "cyst"} if "special_case" in model.model_fields else {}
    found = places(issues({"edition": "2013", "findings": [item]}))
    assert found == {"/findings/0/kind": "unknown_kind"}


def test_normalise_mends_the_kind_first_and_reads_its_words_then() -> None:
    item = {"kind": "MG.Mass", "id": "m", "margin": "Ill-Defined", "change": "Stable"}
    exam = {"id": "e", "modality": "MG", "composition": "B", "purpose": "Screening"}
    tree, said = normalise({"edition": "2013", "exams": [exam], "findings": [item]})
    birads.parse(tree)
    assert tree["findings"][0]["margin"] == "indistinct"
    assert {issue.code for issue in said} == {"word_normalised"}


# Refusing costs bounded work: what is built is counted, not timed.

HOSTILE: dict[str, dict[str, Any]] = {
    "items": {"authors": [1] * 60_000},
    "missing members": {"identifiers": [{}] * 40_000},
    "unknown kinds": {"findings": [{"kind": "x", "id": "a"}] * 20_000},
    "words": {"findings": [{"kind": "mg.calcifications", "id": "a", "morphology": ["x"] * 40_000}]},
    "members": {f"m{number}": 1 for number in range(30_000)},
    "keys": {"extensions": {f"K{number}": 1 for number in range(30_000)}},
    "below an unknown kind": {"exams": [{"id": "a", "modality": "x", "comparisons": [1] * 40_000}]},
    "the end": {"authors": ["a"] * 40_000 + [1] * 20},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_builds_few_more_errors_than_are_shown(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from birads.parsing import _bounded as bounded

    built: list[int] = []
    errors = bounded.errors_of

    def counted(*arguments: Any) -> Any:
        found = errors(*arguments)
        built.append(len(found))
        return found

    monkeypatch.setattr(bounded, "errors_of", counted)
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(
            json.dumps({"edition": "2013", **HOSTILE[name]}), limits=birads.Limits(max_issues=100)
        )
    found = caught.value.issues
    assert len(found) == (20 if name == "the end" else 101)
    assert max(built) <= 2 * bounded.PIECE + 2
    assert sum(built) <= 3 * bounded.PIECE
    assert name == "the end" or found[-1].code == "too_many_issues"


@pytest.mark.parametrize("name", HOSTILE)
def test_the_pieces_tell_the_same_errors_at_the_same_places(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from birads.parsing import _bounded as bounded

    document = {"edition": "2013", **HOSTILE[name]}
    short = json.loads(json.dumps(document), object_hook=_shorter)
    whole = issues(short)
    monkeypatch.setattr(bounded, "PIECE", 7)
    pieces = issues(short)
    assert set(pieces) == set(whole)
    assert len(pieces) == len(whole)


def _shorter(node: dict[str, Any]) -> dict[str, Any]:
    """Return the same in small: the last items of each list, the first members of each object."""
    return {
        name: value[-40:] if isinstance(value, list) else value
        for name, value in list(node.items())[:40]
    }


def test_the_validator_that_stops_tells_one_wrong_item_of_a_list() -> None:
    from pydantic import ValidationError

    from birads.parsing._bounded import validator_for

    birads.parse(b'{"edition":"2013"}')
    data = json.dumps({"edition": "2013", "authors": [1] * 50_000}).encode()
    with pytest.raises(ValidationError) as caught:
        validator_for(data, 10).validate_json(data)
    assert caught.value.error_count() == 1


def test_a_large_report_is_read_as_a_small_one_is() -> None:
    finding = {"kind": "mg.calcifications", "morphology": ["amorphous"], "groups": 2.0}
    document = {"edition": "2013", "findings": [{**finding, "id": str(i)} for i in range(3_000)]}
    report = birads.parse(document)
    assert isinstance(report.findings, tuple)
    assert report.findings[7].to_dict() == {**finding, "id": "7", "groups": 2}
    assert birads.parse(report.to_json()) == report
