"""Hold what is absent to a clear refusal, and what is there to be used: one table of parts."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import birads
from birads.issue import Issue, MissingExtra, Severity
from birads.service import _capabilities as capabilities
from birads.service._carried import issues_header
from birads.service._problems import ProblemError
from tests.service.service_client import sample, service

ASKED = {
    "fhir": ("POST", "/v1/convert?to=fhir"),
    "dicom-sr": ("POST", "/v1/convert?to=dicom-sr"),
    "hl7v2": ("POST", "/v1/convert?to=application/hl7-v2%2Ber7"),
    "say": ("POST", "/v1/say"),
    "read-text": ("POST", "/v1/read-text"),
    "current-topics": ("POST", "/v1/recommend?topics=current"),
}


@pytest.fixture(scope="module")
def client() -> Any:
    return service()


@pytest.mark.parametrize("part", sorted(ASKED))
def test_a_part_that_is_absent_is_501_with_a_sentence(
    client: Any, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = capabilities.Part(lambda: None, "This is not here.")
    monkeypatch.setattr(capabilities, "PARTS", {**capabilities.PARTS, part: row})
    method, path = ASKED[part]
    answer = client.request(method, path, content=sample())
    assert answer.status_code == 501
    assert answer.json()["detail"] == "This is not here."


def test_a_part_without_its_package_says_what_to_install(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Any:
        raise MissingExtra("dicom", "pydicom")

    row = capabilities.Part(missing, "")
    monkeypatch.setattr(capabilities, "PARTS", {**capabilities.PARTS, "dicom-sr": row})
    answer = client.post("/v1/convert?to=dicom-sr", content=sample())
    assert answer.status_code == 501
    assert "birads[dicom]" in answer.json()["detail"]


def test_a_package_that_is_missed_only_at_work_is_501_too(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pydicom")
    monkeypatch.setitem(sys.modules, "pydicom", None)
    answer = client.post(
        "/v1/convert?to=json",
        content=b"\0" * 128 + b"DICM",
        headers={"content-type": "application/dicom"},
    )
    assert answer.status_code == 501
    assert "birads[dicom]" in answer.json()["detail"]


@pytest.mark.parametrize("name", sorted(capabilities.PARTS))
def test_every_part_is_either_there_or_said_to_be_absent(name: str) -> None:
    if capabilities.available(name):
        assert capabilities.need(name) is not None
    else:
        with pytest.raises(ProblemError) as refused:
            capabilities.need(name)
        assert refused.value.status == 501
        assert refused.value.detail.endswith((".", "]'"))


def test_a_function_is_found_where_the_library_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("birads.elsewhere")
    module.read = lambda text: text  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "birads.elsewhere", module)
    find = capabilities.function_at(("birads", "elsewhere_read"), ("birads.elsewhere", "read"))
    assert find()("x") == "x"
    assert capabilities.function_at(("birads.nowhere", "read"))() is None


def with_reader(monkeypatch: pytest.MonkeyPatch, name: str, found: Any) -> None:
    row = capabilities.Part(lambda: found, "")
    monkeypatch.setattr(capabilities, "PARTS", {**capabilities.PARTS, name: row})


def issue(code: str = "fhir_not_read") -> Issue:
    return Issue(code, Severity.INFORMATION, "Bundle.entry[0]", "Not read: \u202e\r\nx.")


def test_what_was_not_read_is_in_the_header_and_the_envelope(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = birads.parse(sample())
    read = SimpleNamespace(report=report, issues=(issue(),), draft=report.to_dict())
    with_reader(monkeypatch, "fhir", SimpleNamespace(read=lambda _data, _edition: [read]))
    kind = {"content-type": "application/fhir+json"}

    plain = client.post("/v1/convert?to=json", content=b"{}", headers=kind)
    assert plain.status_code == 200
    assert birads.parse(plain.content) == report
    assert plain.headers["birads-issues"] == (
        '[{"code":"fhir_not_read","severity":"information","pointer":"Bundle.entry[0]"}]'
    )
    whole = client.post("/v1/convert?to=json&envelope=1", content=b"{}", headers=kind).json()
    assert whole["issues"] == [issue().to_dict()]
    assert birads.parse(whole["documents"][0]["report"]) == report


def test_a_draft_is_no_report(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read = SimpleNamespace(report=None, issues=(issue(),), draft={"findings": []})
    with_reader(monkeypatch, "fhir", SimpleNamespace(read=lambda _data, _edition: [read]))
    kind = {"content-type": "application/fhir+json"}

    answer = client.post("/v1/convert?to=json", content=b"{}", headers=kind)
    assert answer.status_code == 422
    assert answer.json()["drafts"] == [{"findings": []}]
    whole = client.post("/v1/convert?to=json&envelope=1", content=b"{}", headers=kind)
    assert whole.status_code == 200
    assert whole.json()["documents"][0]["draft"] == {"findings": []}
    assert whole.json()["documents"][0]["report"] is None


def test_several_reports_are_lines_or_a_refusal(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = birads.parse(sample())
    read = SimpleNamespace(report=report, issues=(), draft=report.to_dict())
    with_reader(monkeypatch, "hl7v2", SimpleNamespace(read=lambda _data, _edition: [read, read]))
    kind = {"content-type": "application/hl7-v2+er7; charset=utf-8"}
    answer = client.post("/v1/convert?to=json", content=b"MSH", headers=kind)
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.content.count(b"\n") == 2
    assert client.post("/v1/convert?to=text", content=b"MSH", headers=kind).status_code == 422


def test_many_issues_fit_in_a_header() -> None:
    told = issues_header([issue(f"code_{number}") for number in range(1000)])
    assert len(told) < 4200
    assert told.isascii()
    assert told.isprintable()
    assert '"code": "more"' in told
    assert issues_header([]) == "[]"


def test_a_foreign_body_is_sent_to_convert(client: Any) -> None:
    answer = client.post(
        "/v1/check", content=b"{}", headers={"content-type": "application/fhir+json"}
    )
    assert answer.status_code == 415
    assert "/v1/convert" in answer.json()["detail"]
