"""Structured reports before judges that nobody here wrote; a judge that is absent is named."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pydicom import Dataset, dcmread
from sr_judges import JUDGES, generated, judge

from birads import parse
from birads.interop.dicom_sr import to_bytes, to_dicom_sr
from tests.interop.full_report import every_member

COUNT = 30


@pytest.fixture(scope="module", autouse=True)
def _there() -> None:
    absent = [name for name, (_, is_there) in JUDGES.items() if not is_there()]
    if absent:
        pytest.skip(f"absent: {', '.join(absent)} (tools/install_judges.sh installs them)")


def test_no_judge_refuses_the_examples_or_generated_reports(tmp_path: Path) -> None:
    judged = 0
    for path in generated(COUNT, tmp_path):
        assert judge(path) == {name: [] for name in JUDGES}
        judged += 1
    assert judged > COUNT


@pytest.mark.parametrize("choice", [0, 5])
def test_no_judge_refuses_a_report_with_every_member(choice: int, tmp_path: Path) -> None:
    path = tmp_path / "full.dcm"
    path.write_bytes(to_bytes(to_dicom_sr(parse(every_member(choice)))))
    assert judge(path) == {name: [] for name in JUDGES}


def items(node: Dataset) -> Iterator[tuple[Dataset, Dataset]]:
    for child in node.get("ContentSequence", []):
        yield node, child
        yield from items(child)


def find(data: Dataset, code: str, kind: str | None = None) -> tuple[Dataset, Dataset]:
    return next(
        (parent, child)
        for parent, child in items(data)
        if child.ConceptNameCodeSequence[0].get("CodeValue") == code
        and kind in (None, child.ValueType)
    )


def drop(code: str) -> Callable[[Dataset], None]:
    def act(data: Dataset) -> None:
        parent, child = find(data, code)
        parent.ContentSequence = [one for one in parent.ContentSequence if one is not child]
        if not parent.ContentSequence:
            del parent.ContentSequence

    return act


def value(code: str, new: str) -> Callable[[Dataset], None]:
    def act(data: Dataset) -> None:
        find(data, code, "CODE")[1].ConceptCodeSequence[0].CodeValue = new

    return act


def relation(code: str, new: str) -> Callable[[Dataset], None]:
    def act(data: Dataset) -> None:
        find(data, code)[1].RelationshipType = new

    return act


def twice(code: str) -> Callable[[Dataset], None]:
    def act(data: Dataset) -> None:
        parent, child = find(data, code)
        parent.ContentSequence.append(copy.deepcopy(child))

    return act


def attribute(name: str, new: Any = None) -> Callable[[Dataset], None]:
    def act(data: Dataset) -> None:
        if new is None:
            delattr(data, name)
        else:
            setattr(data, name, new)

    return act


FAULTS = {
    "narrative dropped": drop("111412"),
    "language dropped": drop("121049"),
    "procedure dropped": drop("121058"),
    "side dropped from the procedure": drop("272741003"),
    "unknown composition": value("129715009", "999999"),
    "unknown finding": value("121071", "999999"),
    "calcification type from nowhere": value("111009", "999999"),
    "category from nowhere": value("111005", "999999"),
    "wrong relation of a finding": relation("121071", "INFERRED FROM"),
    "a finding's property as CONTAINS": relation("111008", "CONTAINS"),
    "two narratives": twice("111412"),
    "no template": attribute("ContentTemplateSequence"),
    "no content date": attribute("ContentDate"),
    "completion flag from nowhere": attribute("CompletionFlag", "MAYBE"),
    "verified without an observer": attribute("VerificationFlag", "VERIFIED"),
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", FAULTS)
def test_every_seeded_fault_is_seen(name: str, tmp_path: Path) -> None:
    finding = {
        "id": "c",
        "kind": "mg.calcifications",
        "exam": "mg",
        "category": "4",
        "morphology": ["amorphous"],
        "distribution": "grouped",
    }
    exam = {"id": "mg", "modality": "mammography", "composition": "heterogeneously_dense"}
    report = parse({"edition": "2013", "exams": [exam], "findings": [finding]})
    data = dcmread(BytesIO(to_bytes(to_dicom_sr(report))))
    FAULTS[name](data)
    path = tmp_path / "broken.dcm"
    data.save_as(path)
    assert any(judge(path).values())
