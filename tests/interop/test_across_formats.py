"""One report through every format in turn: nothing lost, and a swap of sides swaps them in all."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings

from birads.interop.formats import formats
from birads.parsing._parse import parse
from birads.report.report import Report
from birads.testing import reports
from tests.interop.full_reports import full_reports
from tests.laws.same_answers import mirrored

pytest.importorskip("pydicom")

NAMES = tuple(formats())
TURNS = list(permutations(NAMES))


def through(report: Report, name: str) -> Report:
    translator = formats()[name].load()
    (found,) = translator.read(translator.export(report, None), None)
    assert found.report is not None, (name, found.issues)
    return found.report


def round_trip(report: Report, names: tuple[str, ...]) -> Report:
    for name in names:
        report = through(report, name)
    return report


def test_every_format_is_among_the_turns() -> None:
    assert {"dicom-sr", "fhir", "hl7v2"} == set(NAMES)


@settings(max_examples=25, deadline=None, database=None)
@given(reports())
def test_a_drawn_report_comes_back_identical(report: Report) -> None:
    assert round_trip(report, NAMES).to_json() == report.to_json()


@pytest.mark.parametrize("names", TURNS, ids="-".join)
def test_a_report_that_states_every_member_comes_back_identical(names: tuple[str, ...]) -> None:
    for document in full_reports():
        report = parse(document)
        assert round_trip(report, names).to_json() == report.to_json()


def test_the_examples_come_back_identical(examples: dict[str, bytes]) -> None:
    for data in examples.values():
        report = parse(data)
        assert json.loads(round_trip(report, NAMES).to_json()) == json.loads(report.to_json())


@pytest.mark.parametrize("name", NAMES)
def test_swapped_sides_come_back_swapped(name: str, examples: dict[str, bytes]) -> None:
    for data in examples.values():
        document: dict[str, Any] = json.loads(data)
        swapped = through(parse(mirrored(document)), name)
        assert json.loads(swapped.to_json()) == mirrored(
            json.loads(through(parse(document), name).to_json())
        )
