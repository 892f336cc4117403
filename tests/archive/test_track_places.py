"""Tissue closes what it is said to be of: not what may lie elsewhere, and never by a guess."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from birads import Report, parse
from birads.archive import Item, Joined, join, track
from birads.archive._rules import load_items
from birads.tables._row import InvalidTable
from tests.archive.archive_reports import TODAY, exam, report

ATYPIA = "atypical_ductal_hyperplasia"


def sample(name: str, day: str, result: str = "benign", **more: Any) -> Report:
    """Return a report of a core biopsy."""
    taken = {"date": day, "procedure": "core_biopsy", "result": result, **more}
    return report(id=name, pathology=[taken])


def seen(name: str, day: str | None, category: str, **more: Any) -> Report:
    """Return a report of one mass, of the left breast where nothing else is said."""
    mass: dict[str, Any] = {
        "id": f"of-{name}",
        "kind": "mg.mass",
        "exam": "e",
        "category": category,
        **more,
    }
    mass.setdefault("location", {"breast": "left"})
    return report(id=name, exams=[exam("e", "diagnostic", day)], findings=[mass])


def of(name: str, rule: str, *reports: Report) -> Item:
    """Return the one item of a rule that a report opened, in whatever order reports come."""
    answers = [tuple(track(each, TODAY, closed=True)) for each in permutations(reports)]
    assert len(set(answers)) == 1
    (found,) = [
        item
        for item in answers[0]
        if item.rule == rule and name in {said.report for said in item.opened_by}
    ]
    return found


@pytest.mark.parametrize(
    ("rule", "result", "later"),
    [
        ("concordance", "benign", {"concordance": "concordant"}),
        ("concordance", ATYPIA, {"procedure": "surgical_excision"}),
        ("surgical_consultation", ATYPIA, {"procedure": "surgical_excision"}),
        ("surgical_consultation", ATYPIA, {"result": "malignant"}),
    ],
)
def test_a_result_of_unknown_side_is_not_closed_by_one_of_a_side(
    rule: str, result: str, later: dict[str, Any]
) -> None:
    first = sample("a", "2024-01-10", result)
    item = of("a", rule, first, sample("b", "2024-02-10", **{"breast": "left", **later}))
    assert (item.state, item.breast) == ("unknown", None)
    assert [one.why for one in item.may_close] == ["side_not_stated"]


@pytest.mark.parametrize(
    ("rule", "result", "later"),
    [
        ("concordance", "benign", {"concordance": "concordant"}),
        ("surgical_consultation", ATYPIA, {"result": "malignant"}),
    ],
)
def test_what_closes_by_the_lesion_is_not_closed_by_another_sample_of_the_breast(
    rule: str, result: str, later: dict[str, Any]
) -> None:
    first = sample("a", "2024-01-10", result, breast="left")
    item = of("a", rule, first, sample("b", "2024-02-10", **{"breast": "left", **later}))
    assert item.state == "unknown"
    assert [one.why for one in item.may_close] == ["not_said_to_be_the_same"]


def test_the_excision_of_a_breast_closes_what_was_sampled_there() -> None:
    first = sample("a", "2024-01-10", ATYPIA, breast="left")
    knife = sample("b", "2024-02-10", breast="left", procedure="surgical_excision")
    assert of("a", "surgical_consultation", first, knife).state == "closed"


def test_one_sample_of_a_breast_closes_no_two_lesions_of_two_reports() -> None:
    tissue = sample("t", "2024-03-10", breast="left")
    one, other = seen("r1", "2024-01-10", "4B"), seen("r2", "2024-02-10", "4C")
    assert of("r1", "tissue_diagnosis", one, tissue).state == "closed"
    for name, beside in (("r1", "r2"), ("r2", "r1")):
        item = of(name, "tissue_diagnosis", one, other, tissue)
        assert item.state == "unknown"
        assert item.notes == (f"kept_open_by_lesion:{beside}",)


@pytest.mark.parametrize(
    "other",
    [
        seen("r2", "2024-05-10", "4C"),  # described after the tissue was taken
        seen("r2", "2024-02-10", "2"),
        seen("r2", "2024-02-10", "4C", location={"breast": "right"}),
        seen("r2", "2024-02-10", "4C", tracking_uid="1.2.3"),
    ],
)
def test_what_the_sample_cannot_be_of_leaves_the_item_closed(other: Report) -> None:
    first = seen("r1", "2024-01-10", "4B", tracking_uid="1.2.3")
    tissue = sample("t", "2024-03-10", breast="left")
    assert of("r1", "tissue_diagnosis", first, other, tissue).state == "closed"


def test_a_lesion_without_a_day_keeps_the_item_open() -> None:
    tissue = sample("t", "2024-03-10", breast="left")
    first, undated = seen("r1", "2024-01-10", "4B"), seen("r2", None, "5")
    assert of("r1", "tissue_diagnosis", first, undated, tissue).state == "unknown"


@pytest.mark.parametrize(("third", "count"), [("A", 1), ("B", 0)])
def test_two_reports_that_replace_one_are_counted_unless_one_replaces_the_other(
    third: str, count: int
) -> None:
    screen = [exam("e", "screening", "2024-01-10")]
    reports = [
        report(id="A", exams=screen),
        report(id="B", exams=screen, replaces="A", status="amended"),
        report(id="C", exams=screen, replaces=third, status="amended"),
    ]
    for each in permutations(reports):
        counts = Joined()
        assert len(list(join(each, counts))) == 1 + count
        assert counts.apart["replaced_by_several"] == count


@pytest.mark.parametrize("how", [{"id": "a"}, {"id": "b", "replaces": "a"}])
def test_an_addendum_that_is_silent_leaves_what_it_adds_to_unknown(how: dict[str, Any]) -> None:
    """An addendum adds; an amended report says everything anew, and takes back what it omits."""
    first = seen("a", "2024-01-10", "4B", id="m").to_dict() | {
        "id": "a",
        "status": "final",
        "issued": "2024-01-11T09:00:00+00:00",
    }
    later = {"edition": "2013", "issued": "2024-01-20T09:00:00+00:00", "patient_key": "p", **how}
    both = [first | {"patient_key": "p"}, later | {"status": "addended", "narrative": "Compared."}]
    (item,) = track([parse(one) for one in both], TODAY, closed=True)
    assert (item.state, item.closed_by) == ("unknown", ())
    assert f"not_in_addendum:{how['id']}" in item.notes
    amended = [parse(one) for one in (both[0], later | {"status": "amended"})]
    (item,) = track(amended, TODAY, closed=True)
    assert item.state == "withdrawn"
    spoken = later | {"status": "addended", "assessments": [{"breast": "left", "category": "2"}]}
    told = track([parse(both[0]), parse(spoken)], TODAY, closed=True)
    assert [one.state for one in told] == ["withdrawn"]


@pytest.mark.parametrize("kind", ["us.mass", "mri.mass"])
def test_a_mammogram_that_does_not_show_it_leaves_another_modality_s_lesion_unknown(
    kind: str,
) -> None:
    modality = {"us.mass": "ultrasound", "mri.mass": "mri"}[kind]
    first = report(
        id="a",
        exams=[{**exam("e", "diagnostic", "2023-01-10"), "modality": modality}],
        findings=[
            {
                "id": "m",
                "kind": kind,
                "exam": "e",
                "category": "3",
                "location": {"breast": "left"},
                "tracking_uid": "1.2",
            }
        ],
    )
    later = [exam("f", "short_interval_follow_up", "2023-07-20")]
    two = [{"breast": "left", "exam": "f", "category": "2"}]
    silent = report(id="b", exams=later, assessments=two)
    item = of("a", "short_interval_follow_up", first, silent)
    assert item.state == "unknown"
    assert [one.why for one in item.may_close] == ["seen_by_another_modality"]
    shown = {"id": "n", "kind": "mg.mass", "exam": "f", "location": {"breast": "left"}}
    told = report(id="b", exams=later, assessments=two, findings=[{**shown, "tracking_uid": "1.2"}])
    assert of("a", "short_interval_follow_up", first, told).state == "closed"


def test_a_table_of_items_that_is_empty_is_refused(tmp_path: Path) -> None:
    """Without a kind of item nothing would ever be open."""
    file = tmp_path / "mine.toml"
    file.write_text("", "utf-8")
    with pytest.raises(InvalidTable, match="nothing would ever be open"):
        load_items(file)
