"""Hold what is built in Python to what ``parse`` says of the same statement as JSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

import birads
from birads.issue import InvalidReport
from birads.report import (
    EXAM_MODELS,
    FINDING_MODELS,
    Category,
    CemCorrelate,
    Edition,
    Location,
    MammographyExam,
    MassMargin,
    MgCalcifications,
    MgMass,
    Pathology,
    Report,
    UltrasoundCorrelate,
    View,
)
from birads.report._part import Part

# One wrong statement of each sort, as members of a finding of kind mg.mass.
WRONG: tuple[dict[str, Any], ...] = (
    {"margin": ["spiculatd"]},
    {"margin": "spiculatd"},
    {"shape": "ovl"},
    {"shape": 3},
    {"longest_mm": "3"},
    {"longest_mm": True},
    {"longest_mm": 1001},
    {"longest_mm": -0.5},
    {"longest_mm": 10**400},
    {"count": 1.5},
    {"count": 0},
    {"lngest_mm": 3},
    {"id": ""},
    {"id": 5},
    {"id": "x" * 129},
    {"location": {"breast": "lft", "clock": 13}},
    {"location": {"breast": None}},
    {"location": "left"},
    {"location": []},
    {"associated": "skin_retraction"},
    {"associated": [None]},
    {"sizes_mm": [3]},
    {"images": [{"frame": 1}]},
    {"category": "4a"},
    {"category": 4},
    {"palpable": "yes"},
    {"extensions": {"no_dot": 1}},
    {"extensions": {"a.b": 10**400}},
    {"text": "x" * 100_001},
    {"text": "\ud800"},
    {"margin": ["spiculatd"], "lngest_mm": 3, "count": 0},
)


def said(error: InvalidReport) -> list[tuple[str, str, str, str | None]]:
    return [(each.code, each.pointer, each.message, each.hint) for each in error.issues]


def refusal(make: Any, *arguments: Any, **members: Any) -> InvalidReport:
    with pytest.raises(InvalidReport) as caught:
        make(*arguments, **members)
    return caught.value


def document(**members: Any) -> dict[str, Any]:
    return {"edition": "2013", "findings": [{"id": "m", "kind": "mg.mass", **members}]}


@pytest.mark.parametrize("members", WRONG, ids=lambda members: str(members)[:40])
def test_a_report_is_refused_in_the_words_of_parse(members: dict[str, Any]) -> None:
    by_parse = said(refusal(birads.parse, document(**members)))

    assert said(refusal(Report, **document(**members))) == by_parse


@pytest.mark.parametrize("members", WRONG, ids=lambda members: str(members)[:40])
def test_a_part_alone_is_refused_in_the_same_words(members: dict[str, Any]) -> None:
    by_parse = said(refusal(birads.parse, document(**members)))
    by_part = said(refusal(MgMass, **{"id": "m", **members}))

    assert [
        (code, pointer.removeprefix("/findings/0"), message, hint)
        for code, pointer, message, hint in by_parse
    ] == by_part


@pytest.mark.parametrize(
    ("part", "members", "pointer"),
    [
        (Location, {"clock": 14}, "/clock"),
        (View, {"magnification": 1}, "/magnification"),
        (UltrasoundCorrelate, {"visibility": "seen"}, "/visibility"),
        (CemCorrelate, {"enhancement": "none", "cause": "other"}, "/cause"),
        (CemCorrelate, {}, ""),
        (Pathology, {"grade": 2}, "/grade"),
        (MammographyExam, {"id": "e", "composition": "dense"}, "/composition"),
        (MammographyExam, {}, ""),
        (MammographyExam, {"id": "e", "modality": "mri"}, "/modality"),
        (MgMass, {"id": "m", "kind": "us.mass"}, "/kind"),
        (MgMass, {"id": "m", "kind": None, "shape": "x"}, "/shape"),
        (MgCalcifications, {"id": "c", "ultrasound": {"seen": True}}, "/ultrasound/seen"),
    ],
)
def test_pointers_start_at_the_part(part: type[Part], members: Any, pointer: str) -> None:
    (issue,) = refusal(part, **members).issues

    assert issue.pointer == pointer


def test_every_part_has_its_place_in_a_report() -> None:
    from birads.parsing._part_issues import _ways

    shown = {value for value in vars(birads.report).values() if _is_part(value)}
    bases = {one for one in shown if one.__name__.endswith("Base")}
    for part in shown - bases - {Report}:
        assert part in _ways()
        error = refusal(part, no_such_member=1)
        assert "/no_such_member" in [issue.pointer for issue in error.issues]


def _is_part(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Part)


def test_words_are_texts_or_members_and_lists_are_lists() -> None:
    by_text = MgMass(id="m", margin=["spiculated"], category="4A")
    by_member = MgMass(id="m", margin=(MassMargin.SPICULATED,), category=Category.C4A)

    assert by_text == by_member
    assert hash(by_text) == hash(by_member)
    assert by_text.margin == (MassMargin.SPICULATED,)
    assert by_text.category is Category.C4A
    assert Report(edition="2013") == Report(edition=Edition.E2013)


def test_parts_are_given_as_parts_or_as_dictionaries() -> None:
    whole = Report(
        edition="2013",
        exams=[MammographyExam(id="mg", date="2026-05-05", views=[View(name="CC")])],
        findings=[MgMass(id="m", location=Location(breast="left"))],
    )
    plain = Report(
        edition="2013",
        exams=[
            {
                "id": "mg",
                "modality": "mammography",
                "date": dt.date(2026, 5, 5),
                "views": [{"name": "CC"}],
            }
        ],
        findings=[{"id": "m", "kind": "mg.mass", "location": {"breast": "left"}}],
    )

    assert whole == plain == birads.parse(whole.to_json())


def test_none_is_not_stated_and_an_empty_list_is_a_statement() -> None:
    assert MgMass(id="m", shape=None) == MgMass(id="m")
    assert MgMass(id="m", associated=[]).to_dict()["associated"] == []
    assert MgMass(id="m") != MgMass(id="m", associated=[])
    kept = Report(edition="2013", findings=[MgMass(id="m", associated=[])])
    assert kept.findings[0].to_dict()["associated"] == []


@pytest.mark.parametrize("model", [*EXAM_MODELS, *FINDING_MODELS], ids=lambda model: model.__name__)
def test_a_kind_and_a_modality_need_not_be_said(model: Any) -> None:
    needs = {"special_case": "cyst"} if "special_case" in model.model_fields else {}
    if "special_case" in needs:
        needs = {"special_case": next(iter(model.model_fields["special_case"].annotation))}
    made = model(id="x", **needs)

    section = "exams" if model in EXAM_MODELS else "findings"
    report = birads.parse({"edition": "2025", section: [made.to_dict()]})
    assert getattr(report, section) == (made,)


@pytest.mark.parametrize(
    "value",
    [{"left"}, object(), b"left", 1j, iter(["left"]), float("nan"), float("inf")],
    ids=lambda value: type(value).__name__,
)
def test_what_no_document_can_say_is_refused(value: Any) -> None:
    refusal(Location, breast=value)
    refusal(Report, edition="2013", authors=value)
    refusal(Report, edition="2013", extensions={"a.b": value})


def test_times_need_an_offset() -> None:
    without = dt.datetime(2026, 5, 5, 9, 30)  # noqa: DTZ001 - the point
    with_one = without.replace(tzinfo=dt.UTC)

    assert refusal(Report, edition="2013", issued=without).issues[0].pointer == "/issued"
    report = Report(edition="2013", issued=with_one)
    assert report == birads.parse(report.to_json())


def test_a_part_that_was_changed_without_validation_is_judged() -> None:
    bad = MgMass(id="m").model_copy(update={"category": "4a"})

    (issue,) = refusal(Report, edition="2013", findings=[bad]).issues
    assert issue.pointer == "/findings/0/category"


def test_every_example_can_be_built(examples: dict[str, bytes]) -> None:
    for data in examples.values():
        assert Report(**json.loads(data)) == birads.parse(data)


def test_a_class_of_ones_own_is_judged_by_its_own_rules() -> None:
    class Mine(Location):
        ward: str

    (issue,) = refusal(Mine, breast="left").issues
    assert issue.code == "missing_member"
    members: Any = {"breast": "left", "ward": "w"}
    made: Any = Mine(**members)
    assert (made.ward, made.breast) == ("w", "left")
