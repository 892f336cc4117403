"""Hold editing to new, validated reports; the old one stays as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest

import birads
from birads.issue import InvalidReport
from birads.report import Category, MammographyExam, MgMass, Report, UsMass

REPORT = Report(
    edition="2013",
    id="r",
    exams=[MammographyExam(id="mg", purpose="diagnostic")],
    findings=[
        MgMass(id="m1", exam="mg", margin=["spiculated"], associated=[]),
        MgMass(id="m2", exam="mg"),
    ],
    recommendations=[{"action": "core_biopsy", "breast": "left", "findings": ["m1"]}],
)
BEFORE = REPORT.to_json()


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    yield
    assert REPORT.to_json() == BEFORE


def issues(error: InvalidReport) -> list[tuple[str, str]]:
    return [(issue.code, issue.pointer) for issue in error.issues]


def test_replace_gives_members_and_takes_them_away() -> None:
    changed = REPORT.replace(id="s", status="amended", exams=None)

    assert (changed.id, changed.status, changed.exams) == ("s", "amended", ())
    assert changed.findings == REPORT.findings
    assert REPORT.replace() == REPORT
    assert REPORT.replace(id=None).id is None


def test_replace_of_a_part() -> None:
    finding = REPORT.findings[0].replace(category="4A")

    assert finding.category is Category.C4A
    assert finding.to_dict()["associated"] == []
    with pytest.raises(InvalidReport) as caught:
        finding.replace(category="4a")  # type: ignore[arg-type]
    assert issues(caught.value) == [("unknown_word", "/category")]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"editon": "2025"}, ("unknown_member", "/editon")),
        ({"edition": None}, ("missing_member", "")),
        ({"edition": "2014"}, ("unknown_word", "/edition")),
        ({"findings": [{"id": "x"}]}, ("missing_member", "/findings/0")),
        ({"findings": "x"}, ("wrong_type", "/findings")),
    ],
)
def test_replace_refuses_what_parse_refuses(members: Any, expected: tuple[str, str]) -> None:
    with pytest.raises(InvalidReport) as caught:
        REPORT.replace(**members)
    assert issues(caught.value) == [expected]


def test_a_finding_is_changed_by_its_id() -> None:
    changed = REPORT.with_finding("m1", category="4A", margin=None)

    assert changed.findings[0].to_dict() == {
        "id": "m1", "kind": "mg.mass", "exam": "mg", "category": "4A", "associated": [],
    }  # fmt: skip
    assert changed.findings[1] == REPORT.findings[1]
    with pytest.raises(InvalidReport) as caught:
        REPORT.with_finding("m2", category="4a")  # type: ignore[arg-type]
    assert issues(caught.value) == [("unknown_word", "/findings/1/category")]


def test_a_whole_finding_is_added_or_takes_the_place_of_its_id() -> None:
    added = REPORT.with_finding(UsMass(id="u1"))
    assert [finding.id for finding in added.findings] == ["m1", "m2", "u1"]

    replaced = REPORT.with_finding(UsMass(id="m1"), shape="oval")
    assert replaced.findings[0] == UsMass(id="m1", shape="oval")
    assert len(replaced.findings) == 2


def test_a_finding_is_taken_away_and_what_names_it_is_told() -> None:
    without = REPORT.without_finding("m1")

    assert [finding.id for finding in without.findings] == ["m2"]
    assert without.recommendations == REPORT.recommendations
    assert "/recommendations/0/findings/0" in [each.pointer for each in birads.check(without)]


def test_exams_are_changed_likewise() -> None:
    assert REPORT.with_exam("mg", laterality="left").exams[0].laterality == "left"
    assert len(REPORT.with_exam(MammographyExam(id="e2")).exams) == 2
    assert REPORT.without_exam("mg").exams == ()


def test_an_id_that_leads_to_no_one_finding_is_a_lookup_error() -> None:
    twice = REPORT.patched([{"op": "replace", "path": "/findings/1/id", "value": "m1"}])

    for edit in (REPORT.with_finding, REPORT.without_finding):
        with pytest.raises(LookupError, match="no finding 'm9'; its findings: 'm1', 'm2'"):
            edit("m9")
    for edit in (twice.with_finding, twice.without_finding):
        with pytest.raises(LookupError, match="2 findings"):
            edit("m1")
    with pytest.raises(LookupError, match="2 findings"):
        twice.with_finding(MgMass(id="m1"))
    with pytest.raises(LookupError, match="no exam"):
        REPORT.without_exam("us")


# RFC 6902, appendix A, with the places of a report.
GOOD: tuple[tuple[str, list[dict[str, Any]], Any], ...] = (
    ("add a member", [{"op": "add", "path": "/status", "value": "final"}], {"status": "final"}),
    (
        "add an item",
        [{"op": "add", "path": "/findings/1", "value": {"id": "u", "kind": "us.mass"}}],
        {"ids": ["m1", "u", "m2"]},
    ),
    (
        "append",
        [{"op": "add", "path": "/findings/-", "value": {"id": "u", "kind": "us.mass"}}],
        {"ids": ["m1", "m2", "u"]},
    ),
    (
        "append to a list that is not written",
        [{"op": "add", "path": "/assessments/-", "value": {"breast": "left", "category": "5"}}],
        {"assessments": [{"breast": "left", "category": "5"}]},
    ),
    ("remove a member", [{"op": "remove", "path": "/id"}], {"id": None}),
    ("remove an item", [{"op": "remove", "path": "/findings/0"}], {"ids": ["m2"]}),
    ("replace", [{"op": "replace", "path": "/edition", "value": "2025"}], {"edition": "2025"}),
    (
        "move",
        [{"op": "move", "from": "/findings/0", "path": "/findings/1"}],
        {"ids": ["m2", "m1"]},
    ),
    (
        "copy, then change",
        [
            {"op": "copy", "from": "/findings/0", "path": "/findings/-"},
            {"op": "replace", "path": "/findings/2/id", "value": "m3"},
        ],
        {"ids": ["m1", "m2", "m3"]},
    ),
    (
        "test, then change",
        [
            {"op": "test", "path": "/findings/0/margin", "value": ["spiculated"]},
            {"op": "remove", "path": "/findings/0/margin"},
        ],
        {"ids": ["m1", "m2"]},
    ),
    (
        "escaped pointers",
        [
            {"op": "add", "path": "/extensions", "value": {"a.b": {"x/y": 1, "~": 2}}},
            {"op": "test", "path": "/extensions/a.b/x~1y", "value": 1.0},
            {"op": "replace", "path": "/extensions/a.b/~0", "value": 3},
        ],
        {"extensions": {"a.b": {"x/y": 1, "~": 3}}},
    ),
    ("the whole document", [{"op": "replace", "path": "", "value": {"edition": "2025"}}],
     {"ids": [], "edition": "2025"}),
    ("nothing", [], {"ids": ["m1", "m2"]}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "patch", "expected"), GOOD, ids=[name for name, _, _ in GOOD])
def test_a_patch_is_applied(name: str, patch: list[dict[str, Any]], expected: Any) -> None:
    for given in (patch, tuple(patch), json.dumps(patch), json.dumps(patch).encode()):
        changed = REPORT.patched(given)
        told = {**changed.to_dict(), "ids": [finding.id for finding in changed.findings]}
        assert {key: told.get(key) for key in expected} == expected, name
        assert birads.parse(changed.to_json()) == changed


BAD: tuple[tuple[Any, str, str], ...] = (
    ([{"op": "test", "path": "/edition", "value": "2003"}], "patch_test_failed", "/edition"),
    ([{"op": "test", "path": "/findings/0/associated", "value": {}}], "patch_test_failed",
     "/findings/0/associated"),
    ([{"op": "remove", "path": "/findings/7"}], "patch_not_applicable", "/findings"),
    ([{"op": "remove", "path": "/findings/-"}], "patch_not_applicable", "/findings"),
    ([{"op": "add", "path": "/findings/01", "value": 1}], "patch_not_applicable", "/findings"),
    ([{"op": "add", "path": "/findings/3", "value": 1}], "patch_not_applicable", "/findings"),
    ([{"op": "replace", "path": "/status", "value": "final"}], "patch_not_applicable", ""),
    ([{"op": "remove", "path": "/status"}], "patch_not_applicable", ""),
    ([{"op": "add", "path": "/patient/sex", "value": "female"}], "patch_not_applicable", ""),
    ([{"op": "add", "path": "/id/x", "value": 1}], "patch_not_applicable", "/id"),
    ([{"op": "move", "from": "/findings", "path": "/findings/0"}], "patch_not_applicable",
     "/findings/0"),
    ([{"op": "copy", "from": "/nowhere", "path": "/id"}], "patch_not_applicable", ""),
    ([{"op": "spoil", "path": "/id"}], "patch_not_applicable", "/id"),
    ([{"op": "add", "path": "/id"}], "patch_not_applicable", "/id"),
    ([{"op": "add", "path": "id", "value": 1}], "patch_not_applicable", ""),
    ([{"op": "add", "path": "/a~2", "value": 1}], "patch_not_applicable", ""),
    ([{"op": "add", "value": 1}], "patch_not_applicable", ""),
    ([{"op": "move", "path": "/id"}], "patch_not_applicable", ""),
    ([3], "patch_not_applicable", ""),
    ({"op": "remove"}, "patch_not_applicable", ""),
    ("{", "patch_not_applicable", ""),
    ("[" * 100_000, "patch_not_applicable", ""),
    ([{"op": "add", "path": "/findings/0/shape", "value": "ovl"}], "unknown_word",
     "/findings/0/shape"),
    ([{"op": "remove", "path": "/edition"}], "missing_member", ""),
    ([{"op": "remove", "path": ""}], "null_not_allowed", ""),
    ([{"op": "replace", "path": "", "value": "{}"}], "wrong_type", ""),
    ([{"op": "replace", "path": "/id", "value": None}], "null_not_allowed", "/id"),
    ([{"op": "add", "path": "/extensions", "value": {"a.b": {}}}]
     + [{"op": "copy", "from": "/extensions", "path": f"/extensions/a.b/{n}"} for n in range(60)],
     "too_many_values", ""),
    ([{"op": "add", "path": "/extensions", "value": {"a.b": [[]]}}]
     + [{"op": "copy", "from": "/extensions/a.b", "path": "/extensions/a.b/0"}] * 60,
     "too_many_values", ""),
)  # fmt: skip


@pytest.mark.parametrize(("patch", "code", "pointer"), BAD, ids=lambda value: str(value)[:50])
def test_a_patch_that_does_not_fit_is_refused_as_a_whole(
    patch: Any, code: str, pointer: str
) -> None:
    with pytest.raises(InvalidReport) as caught:
        REPORT.patched(patch)
    assert (code, pointer) in issues(caught.value)


def test_the_patch_is_not_held() -> None:
    value: dict[str, Any] = {"id": "u", "kind": "us.mass", "extensions": {"a.b": [1]}}
    changed = REPORT.patched([{"op": "add", "path": "/findings/-", "value": value}])
    value["extensions"]["a.b"].append(2)

    assert changed.findings[2].extensions == {"a.b": (1,)}
    assert REPORT.patched([{"op": "test", "path": "/exams/0/id", "value": "mg"}]) == REPORT
    with pytest.raises(InvalidReport):
        REPORT.patched([
            {"op": "add", "path": "/extensions", "value": {"a.b": True}},
            {"op": "test", "path": "/extensions/a.b", "value": 1},
        ])  # fmt: skip
