"""Hold the parser to its promise: a report, or everything that is wrong, with pointers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import birads
from birads.pointer import resolve

REPORT: dict[str, Any] = {
    "edition": "2013",
    "exams": [{"id": "mg", "modality": "mammography"}],
    "findings": [{"kind": "mg.calcifications", "id": "calc-1", "exam": "mg"}],
}


def refused(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(document)
    return [(issue.code, issue.pointer) for issue in caught.value.issues]


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the plain report with one member put at a pointer."""
    document: dict[str, Any] = json.loads(json.dumps(REPORT))
    parent, _, name = path.rpartition("/")
    node = resolve(document, parent)
    node[int(name) if isinstance(node, list) else name] = value
    return document


def test_every_example_is_read_and_written_alike(examples: dict[str, bytes]) -> None:
    for data in examples.values():
        report = birads.parse(data)
        assert birads.parse(report.to_json()) == report
        assert birads.parse(json.loads(data)) == report
        assert birads.parse(data.decode()) == report
        assert {"schema_version": "1", **json.loads(data)} == report.to_dict()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"{", "not_json"),
        (b"{} {}", "not_json"),
        (b"\xef\xbb\xbf{}", "not_json"),
        (b"\xff\xfe", "not_utf8"),
        ('{"edition": "\ud800"}', "not_utf8"),
        (b"[]", "wrong_type"),
        (b'"report"', "wrong_type"),
        (b"null", "null_not_allowed"),
        (b'{"edition": NaN}', "not_finite"),
        (b'{"edition": -Infinity}', "not_finite"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 150 + b"1" + b"}" * 150, "too_deep"),
    ],
)
def test_what_is_no_report_at_all(document: bytes | str, code: str) -> None:
    assert (code, "") in refused(document)


@pytest.mark.parametrize(
    ("path", "value", "code", "pointer"),
    [
        ("/findngs", [], "unknown_member", "/findngs"),
        ("/edition", "2012", "unknown_word", "/edition"),
        ("/edition", None, "null_not_allowed", "/edition"),
        ("/schema_version", "2", "wrong_form", "/schema_version"),
        ("/issued", "2026-05-05T09:30:00", "wrong_form", "/issued"),
        ("/issued", "2026-02-30T09:30:00Z", "no_such_date", "/issued"),
        ("/patient", {"sex": "F"}, "unknown_word", "/patient/sex"),
        ("/patient", {"age_years": 200}, "out_of_range", "/patient/age_years"),
        ("/patient", {"pregnant": "no"}, "wrong_type", "/patient/pregnant"),
        ("/exams/0/modality", "mamography", "unknown_modality", "/exams/0/modality"),
        ("/exams/0/date", "2026-02-30", "no_such_date", "/exams/0/date"),
        ("/exams/0/date", "2026-05-05\n", "too_long", "/exams/0/date"),
        ("/exams/0/bpe", {}, "unknown_member", "/exams/0/bpe"),
        ("/findings/0/kind", "mg.mas", "unknown_kind", "/findings/0/kind"),
        ("/findings/0/morphology", ["amorphus"], "unknown_word", "/findings/0/morphology/0"),
        ("/findings/0/morphology", "amorphous", "wrong_type", "/findings/0/morphology"),
        ("/findings/0/groups", 0, "out_of_range", "/findings/0/groups"),
        ("/findings/0/groups", 1.5, "not_whole", "/findings/0/groups"),
        ("/findings/0/groups", "some", "unknown_word", "/findings/0/groups"),
        ("/findings/0/extent_mm", "8", "wrong_type", "/findings/0/extent_mm"),
        ("/findings/0/location", {"clock": 13}, "out_of_range", "/findings/0/location/clock"),
        ("/findings/0/category", 4, "wrong_type", "/findings/0/category"),
        ("/findings/0/category", "4a", "unknown_word", "/findings/0/category"),
        ("/findings/0/cem", {}, "missing_member", "/findings/0/cem"),
        ("/findings/0/extensions", {"x": 1}, "too_short", "/findings/0/extensions/x"),
        ("/assessments", [{"breast": "left"}], "missing_member", "/assessments/0"),
    ],
)
def test_each_fault_is_named_where_it_is(path: str, value: Any, code: str, pointer: str) -> None:
    assert refused(changed(path, value)) == [(code, pointer)]


def test_every_issue_comes_at_once_and_every_pointer_resolves() -> None:
    document = changed("/findings/0/groups", 0) | {"patient": {"sex": "F"}, "extra": 1}
    document["exams"].append({"id": "x"})
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(document)
    assert len(caught.value.issues) == 4
    for issue in caught.value.issues:
        resolve(document, issue.pointer)
    assert "4 issues" in str(caught.value)


def test_equal_keys_are_refused_not_resolved() -> None:
    place = b'{"breast":"left","breast":"right"}'
    data = b'{"edition":"2013","findings":[{"kind":"mg.mass","id":"m","location":' + place + b"}]}"
    assert refused(data) == [("duplicate_member", "/findings/0/location/breast")]
    spaced = data.replace(b'"breast":"right"', b'"breast" : "right"')
    assert refused(spaced) == [("duplicate_member", "/findings/0/location/breast")]
    hidden = data.replace(b'"breast":"right"', b'"bre\\u0061st":"right:"')
    assert ("duplicate_member", "/findings/0/location/breast") in refused(hidden)


@pytest.mark.parametrize("text", ["10:30", '\\"a\\":1', ":::", "\\u003a", '{\\"a\\":{}}'])
def test_colons_in_texts_are_not_keys(text: str) -> None:
    data = json.dumps(REPORT).replace('"calc-1"', f'"calc-1", "text": "{text}"').encode()
    assert birads.parse(data).findings[0].text == json.loads(f'"{text}"')


def test_a_number_that_overflows_is_refused_even_in_extensions() -> None:
    data = json.dumps(REPORT)[:-1] + ', "extensions": {"org.example": [1e999]}}'
    assert refused(data) == [("not_finite", "/extensions/org.example/0")]


def test_whole_numbers_may_be_written_with_a_point() -> None:
    report = birads.parse(changed("/findings/0/groups", 2.0))
    assert report == birads.parse(changed("/findings/0/groups", 2))
    assert b'"groups":2,' in report.to_json()


def test_extensions_are_kept_untouched() -> None:
    value = {"org.example.site": {"deep": [None, 1.0, {"a": "ü"}], "empty": {}}}
    report = birads.parse(changed("/extensions", value))
    assert report.to_dict()["extensions"] == value
    assert birads.parse(report.to_json()) == report


def test_limits_are_the_callers() -> None:
    small = birads.Limits(max_bytes=10)
    with pytest.raises(birads.InvalidReport, match="limit is 10"):
        birads.parse(b'{"edition": "2013"}', limits=small)
    many = changed("/findings/0/morphology", ["x"] * 50)
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(many, limits=birads.Limits(max_issues=5))
    assert [issue.code for issue in caught.value.issues].count("unknown_word") == 5
    assert caught.value.issues[-1].code == "too_many_issues"


def test_a_hint_names_the_nearest_word_and_the_successor_of_an_old_one() -> None:
    hints = {}
    for word in ("amorphus", "pleomorphic", "eggshell"):
        with pytest.raises(birads.InvalidReport) as caught:
            birads.parse(changed("/findings/0/morphology", [word]))
        hints[word] = caught.value.issues[0].hint or ""
    assert "amorphous" in hints["amorphus"]
    assert "fine_pleomorphic" in hints["pleomorphic"]
    assert "rim" in hints["eggshell"]


def test_only_documents_are_read() -> None:
    with pytest.raises(TypeError, match="not int"):
        birads.parse(3)  # type: ignore[arg-type]
    assert refused({"edition": object()})[0][0] == "not_json"
    assert refused({"edition": float("nan")})[0][0] == "not_finite"


def test_messages_speak_plainly() -> None:
    """No message leaks the validator's own words."""
    document = changed("/findings/0/groups", 0) | {"extra": 1, "patient": {"sex": 3}}
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(document)
    for issue in caught.value.issues:
        assert not re.search(r"pydantic|Input should|enum|NoneType", issue.message)


def test_an_escaped_colon_never_hides_an_equal_key() -> None:
    """Reading loses one colon with the key and wins one from the escape: the sum says nothing."""
    data = b'{"edition":"2013","id":"a\\u003a","id":"a\\u003a"}'
    assert ("duplicate_member", "/id") in refused(data)
    assert ("duplicate_member", "/id") in refused(b'{"edition":"2013","id":"a","id":"\\u003a"}')


def test_where_the_text_breaks_off_is_said() -> None:
    with pytest.raises(birads.InvalidReport, match="line 2, column 3"):
        birads.parse(b'{"edition":\n  x}')
