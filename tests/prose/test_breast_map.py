"""Hold the map to what is stated: a point only where it is one, the right side, no lost finding."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given, settings

import birads
from birads.prose import breast_map, page, say
from birads.prose._map._places import areas
from birads.report.view._lesions import lesions
from birads.testing import reports

SVG = "{http://www.w3.org/2000/svg}"


def _report(*locations: dict[str, Any]) -> birads.Report:
    return birads.parse(
        {
            "edition": "2013",
            "findings": [
                {"id": f"m{number}", "kind": "mg.mass", "location": place, "category": "4B"}
                for number, place in enumerate(locations)
            ],
        }
    )


def _shapes(picture: str, kind: str) -> int:
    return sum(1 for one in ET.fromstring(picture).iter() if one.get("class") == kind)  # noqa: S314 - our own picture


def test_a_point_needs_a_direction_and_a_distance() -> None:
    whole = {"breast": "left", "clock": 2, "distance_from_nipple_mm": 40}
    drawn = breast_map(_report(whole))
    assert _shapes(drawn.pictures["left"], "point") == 1
    assert drawn.lines[0].endswith("(a point).")
    for lost in ("clock", "distance_from_nipple_mm"):
        part = {key: value for key, value in whole.items() if key != lost}
        drawn = breast_map(_report(part))
        assert _shapes(drawn.pictures["left"], "point") == 0
        assert _shapes(drawn.pictures["left"], "band") >= 1
        assert "a band" in drawn.lines[0]


@pytest.mark.parametrize(
    ("side", "quadrant", "x", "y"),
    [
        ("left", "upper_outer", 1, -1),
        ("left", "lower_inner", -1, 1),
        ("right", "upper_outer", -1, -1),
        ("right", "lower_outer", -1, 1),
        ("right", "upper_inner", 1, -1),
    ],
)
def test_a_quadrant_lies_where_a_reader_who_faces_the_patient_sees_it(
    side: str, quadrant: str, x: int, y: int
) -> None:
    (area,) = areas({"quadrant": quadrant}, side)
    at = area.middle()
    assert at[0] * x > 0
    assert at[1] * y > 0


def test_a_clock_within_its_quadrant_is_a_direction_and_one_outside_is_drawn_beside_it() -> None:
    (inside,) = areas({"quadrant": "upper_outer", "clock": 2}, "left")
    assert inside.angles == (60, 60)
    assert len(areas({"quadrant": "upper_outer", "clock": 8}, "left")) == 2
    (upper,) = areas({"quadrant": "upper_outer", "region": "upper"}, "left")
    assert upper.angles == (0, 90)


def test_regions_have_areas_of_their_own() -> None:
    assert areas({"region": "axilla"}, "left")[0].radii[0] > 1
    assert areas({"region": "retroareolar"}, "left")[0].radii[1] < 0.5
    medial, lateral = (areas({"region": one}, "right")[0].middle() for one in ("medial", "lateral"))
    assert medial[0] > 0 > lateral[0]


@settings(max_examples=50, deadline=None)
@given(reports())
def test_every_finding_is_on_the_map_or_said_to_be_beside_it(report: birads.Report) -> None:
    drawn = breast_map(report)
    groups = lesions(report.findings)
    several = {groups.get(number, (number,)) for number in range(len(report.findings))}
    assert len(drawn.lines) + len(drawn.unplaced) == len(several)
    for side, picture in drawn.pictures.items():
        tree = ET.fromstring(picture)  # noqa: S314 - our own picture
        assert tree.find(f"{SVG}title") is not None
        said = "".join(tree.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]
        for badge in tree.iter(f"{SVG}g"):
            if badge.get("class") == "badge":
                number = "".join(badge.itertext()).strip()
                assert re.search(rf"(^| ){number}\. ", said), side
    assert drawn == breast_map(birads.parse(report.to_json()))


@settings(max_examples=30, deadline=None)
@given(reports())
def test_a_page_can_load_nothing_and_lets_nothing_in(report: birads.Report) -> None:
    whole = page(say(report), breast_map(report))
    assert "<script" not in whole
    assert "default-src 'none'" in whole
    assert not re.search(r"(?:src|href)=", whole)


def test_texts_of_a_report_cannot_become_markup() -> None:
    report = birads.parse(
        {"edition": "2013", "narrative": "<script>alert(1)</script>", "id": "<b>"}
    )
    whole = page(say(report), breast_map(report))
    assert "<script" not in whole
    assert "&lt;script&gt;" in whole
    assert 'data-pointers="/narrative"' in whole


def test_numbers_of_one_place_do_not_cover_each_other() -> None:
    drawn = breast_map(_report(*({"breast": "left", "clock": 3} for _ in range(12))))
    at = re.findall(
        r'class="badge"[^>]*>\s*<circle cx="([\d.]+)" cy="([\d.]+)"', drawn.pictures["left"]
    )
    front = [(float(x), float(y)) for x, y in at[:12]]
    assert len(front) == 12
    for number, (x, y) in enumerate(front):
        for a, b in front[:number]:
            assert abs(x - a) + abs(y - b) > 15


@pytest.mark.parametrize("place", ["axillary", "internal_mammary", "supraclavicular"])
def test_a_lymph_node_outside_the_breast_is_no_band_over_the_breast(place: str) -> None:
    node = {"id": "n1", "kind": "us.lymph_node", "location": {"breast": "left"}, "place": place}
    drawn = breast_map(birads.parse({"edition": "2013", "findings": [node]}))
    if place == "axillary":
        (axilla,) = areas({"breast": "left", "region": "axilla"}, "left")
        assert axilla.radii[0] > 1
        assert _shapes(drawn.pictures["left"], "band") == 1
        assert len(drawn.lines) == 1
    else:
        assert "left" not in drawn.pictures or not _shapes(drawn.pictures["left"], "band")
        assert len(drawn.unplaced) == 1


def test_no_category_is_broken_at_its_hyphen_on_a_page() -> None:
    report = _report({"breast": "left", "clock": 2})
    html = page(say(report), breast_map(report))
    assert '<span class="whole">BI-RADS 4B</span>' in html
