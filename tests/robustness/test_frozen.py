"""Hold extensions to what every other value of a report is: frozen, hashable, kept as stated."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

import birads
from birads.report.canonical import digest

EXTENSIONS: dict[str, Any] = {
    "org.example.a": {"c": [1, {"d": [True, None, 1.5, "x"]}], "e": {}},
    "org.example.b": [],
}
DOCUMENT: dict[str, Any] = {
    "edition": "2013",
    "exams": [{"id": "e", "modality": "mri", "extensions": EXTENSIONS}],
    "extensions": EXTENSIONS,
    "findings": [{"id": "f", "kind": "mg.mass", "extensions": EXTENSIONS}],
    "schema_version": "1",
}


def extensions() -> list[Any]:
    report = birads.parse(DOCUMENT)
    return [report.extensions, report.exams[0].extensions, report.findings[0].extensions]


@pytest.mark.parametrize("held", extensions(), ids=["report", "exam", "finding"])
def test_nothing_in_them_can_be_changed(held: Any) -> None:
    inner = held["org.example.a"]
    for change in (
        lambda: held.__setitem__("a.b", 1),
        lambda: inner.__setitem__("c", 1),
        lambda: inner.__delitem__("c"),
        lambda: inner.pop("c"),
        inner.popitem,
        inner.clear,
        lambda: inner.update(c=1),
        lambda: inner.setdefault("z", 1),
        lambda: inner.__ior__({"z": 1}),
        lambda: inner["c"][1].update(d=1),
    ):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(AttributeError):
        inner["c"].append(2)
    assert held == birads.parse(DOCUMENT).extensions


def test_the_callers_own_values_do_not_reach_into_the_report() -> None:
    own = json.loads(json.dumps(EXTENSIONS))
    for report in (
        birads.parse({"edition": "2013", "extensions": own}),
        birads.Report.model_validate({"edition": birads.Edition.E2013, "extensions": own}),
    ):
        before = digest(report)
        own["org.example.a"]["c"].append(2)
        assert digest(report) == before
        own["org.example.a"]["c"].pop()


def test_a_report_with_extensions_is_a_value_like_any_other() -> None:
    report = birads.parse(DOCUMENT)

    assert hash(report) == hash(birads.parse(DOCUMENT))
    assert {report: 1}[birads.parse(report.to_json())] == 1
    for twin in (
        pickle.loads(pickle.dumps(report)),  # noqa: S301 - our own
        copy.copy(report),
        copy.deepcopy(report),
        birads.parse(report.to_dict()),
        birads.Report.model_validate(dict(report)),
        birads.parse(report.model_dump_json(exclude_none=True)),
    ):
        assert twin == report
        assert hash(twin) == hash(report)
        assert digest(twin) == digest(report)
        with pytest.raises(TypeError):
            dict(twin)["extensions"]["org.example.a"]["e"]["z"] = 1


def test_what_is_written_is_plain_json() -> None:
    report = birads.parse(DOCUMENT)

    assert report.to_dict() == DOCUMENT
    assert json.loads(report.to_json()) == DOCUMENT
    written = report.to_dict()["extensions"]["org.example.a"]
    assert type(written) is dict
    assert type(written["c"]) is list


def test_values_that_are_too_deep_are_refused_in_python_too() -> None:
    deep: Any = 1
    for _ in range(5_000):
        deep = [deep]
    with pytest.raises(ValueError, match="nested too deeply"):
        birads.Report.model_validate({"edition": "2013", "extensions": {"a.b": deep}})
