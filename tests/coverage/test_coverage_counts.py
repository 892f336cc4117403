"""Hold what rule coverage counts, and how it is shown."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from birads import check, parse, recommend
from birads.acr_criteria import bundled
from birads.cli._coverage import coverage as command
from birads.coverage import Coverage, render_html, render_text
from birads.coverage._universe import universe

GROUPED: dict[str, Any] = {
    "edition": "2013",
    "exams": [{"id": "mg", "modality": "mammography", "purpose": "screening"}],
    "findings": [
        {
            "kind": "mg.calcifications",
            "id": "calc-1",
            "exam": "mg",
            "location": {"breast": "left"},
            "morphology": ["amorphous"],
            "distribution": "grouped",
            "groups": 1,
        }
    ],
}


def _finding(**members: Any) -> dict[str, Any]:
    finding = {**GROUPED["findings"][0], **members}
    return {**GROUPED, "findings": [{k: v for k, v in finding.items() if v is not None}]}


def _covered(*trees: dict[str, Any]) -> Coverage:
    coverage = Coverage()
    for tree in trees:
        report = parse(tree)
        coverage.add(recommend(report), check(report))
    return coverage


def test_one_report_exercises_one_variant_and_its_condition() -> None:
    coverage = _covered(GROUPED)
    assert (coverage.reports, coverage.patterns) == (1, 1)
    assert coverage.count("variants", "V4") == 1
    assert coverage.reached("variants") == 1
    assert "V4" not in coverage.never("variants")
    assert coverage.count("conditions", "us-b:unknown") == 1
    assert coverage.count("stages", "initial") == 1
    assert coverage.heat["amorphous", "grouped"] == 1


def test_a_nearest_row_is_counted_as_itself_and_not_as_its_variant() -> None:
    coverage = _covered(_finding(groups=None))
    assert coverage.count("nearest", "G18-amorphous") == 1
    assert coverage.reached("variants") == 0


def test_a_row_without_a_match_and_a_missing_morphology_are_counted() -> None:
    coverage = _covered(_finding(distribution=None, groups=None), _finding(morphology=None))
    assert coverage.count("no_match", "G21-amorphous") == 1
    assert coverage.count("no_match", "morphology-missing") == 1


def test_a_finding_outside_the_table_reaches_no_row() -> None:
    coverage = _covered(_finding(palpable=True))
    assert coverage.statuses == {"not_applicable": 1}
    assert coverage.reached("variants") == coverage.reached("nearest") == 0


def test_an_alert_at_the_head_of_a_workup_counts_once() -> None:
    coverage = _covered(_finding(category="2"))
    assert coverage.count("messages", "stated_category_below_pattern") == 1


def test_what_checks_found_is_counted() -> None:
    coverage = _covered(_finding(category="2"))
    assert coverage.reached("checks") >= 1


def test_every_item_can_be_reached_and_has_a_label() -> None:
    for group, items in universe(bundled()).items():
        assert len({item.id for item in items}) == len(items) > 0, group
        assert all(item.label for item in items)


def test_conditions_that_cannot_take_a_state_are_not_asked_for() -> None:
    ids = {item.id for item in universe(bundled())["conditions"]}
    assert "us-a1:not_met" in ids
    assert "dx-c:not_met" not in ids
    assert "still-to-be-proven:met" not in ids
    assert len(ids) == 12


def test_counts_of_two_processes_add_up() -> None:
    one, two = _covered(GROUPED), _covered(_finding(category="2"), GROUPED)
    one.absorb(json.loads(json.dumps(two.to_dict())))
    assert one.to_dict() == _covered(GROUPED, _finding(category="2"), GROUPED).to_dict()


def test_text_names_what_was_never_exercised() -> None:
    text = render_text(_covered(GROUPED))
    assert re.search(r"Variants +1 of 18", text)
    assert "Variants: V1, V2, V3, V5" in text


def test_the_share_is_that_of_all_rules() -> None:
    coverage = _covered(GROUPED)
    total = sum(map(len, coverage.items.values()))
    assert coverage.percent() == pytest.approx(
        100 * sum(map(coverage.reached, coverage.items)) / total
    )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_is_whole_and_loads_nothing_from_elsewhere() -> None:
    page = _Page()
    html = render_html(_covered(GROUPED, _finding(category="2")), "A & B <c>")
    page.feed(html)
    assert page.open == []
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"https?://|@import|url\(|<script", html)
    assert "viewport" in html
    assert "@media print" in html
    assert "A & B <c>" in "".join(page.text)


def test_the_heat_map_says_every_number_as_text() -> None:
    page = _Page()
    page.feed(render_html(_covered(GROUPED, GROUPED)))
    html = render_html(_covered(GROUPED, GROUPED))
    assert "<td class='l5'>2</td>" in html
    assert html.count("<td class='l0'>0</td>") == 17 * 6 - 1
    assert html.count("scope='col'") >= 6
    assert "coarse heterogeneous" in "".join(page.text)


def _stream(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield json.dumps({**GROUPED, "id": f"r{number}"}).encode() + b"\n"


def _peak(path: Path) -> int:
    tracemalloc.start()
    result = CliRunner().invoke(command, [str(path), "--format", "json"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert result.exit_code == 0
    return peak


def test_memory_does_not_grow_with_the_stream(tmp_path: Path) -> None:
    many = tmp_path / "many.ndjson"
    many.write_bytes(b"".join(_stream(6_000)))
    # What is loaded on first use is not counted, nor the short texts, a bounded number of them,
    # that the reader of JSON keeps.
    _peak(many)
    assert _peak(many) < 0.7 * many.stat().st_size


def test_the_command_counts_what_does_not_parse(tmp_path: Path) -> None:
    stream = tmp_path / "in.ndjson"
    stream.write_bytes(b"".join(_stream(2)) + b"{broken\n")
    page = tmp_path / "out.html"
    result = CliRunner().invoke(command, [str(stream), "--format", "json", "--html", str(page)])
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (found["reports"], found["refused"], found["patterns"]) == (3, 1, 2)
    assert found["groups"]["variants"]["reached"] == 1
    assert found["heat_map"]["amorphous"]["grouped"] == 2
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_the_command_speaks_text(tmp_path: Path) -> None:
    one = tmp_path / "one.json"
    one.write_text(json.dumps(GROUPED))
    result = CliRunner().invoke(command, [str(one)])
    assert result.exit_code == 0
    assert "Never exercised:" in result.stdout
