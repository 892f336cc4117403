"""Each thing that ``parse`` refuses besides what the schema refuses, and nothing else.

The list is that of the contract: not JSON or UTF-8, equal keys in one object, NaN and
infinities, a calendar date that does not exist, and size limits.
"""

from __future__ import annotations

import json
import math
from typing import Any

import differential
import pytest

from birads import schema
from birads.issue import InvalidReport
from birads.parsing import Limits, parse

PLAIN = '{"edition":"2013"}'


def codes(document: Any, **limits: int) -> list[tuple[str, str]]:
    with pytest.raises(InvalidReport) as caught:
        parse(document, limits=Limits(**limits))
    return [(issue.code, issue.pointer) for issue in caught.value.issues]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"{", "not_json"),
        (b"{'edition': '2013'}", "not_json"),
        (b'{"edition":"2013",}', "not_json"),
        (b'{"edition":"2013"} {}', "not_json"),
        (b'{"edition":"20\x0013"}', "not_json"),
        (b'{"edition":"2013","id":"a\tb"}', "not_json"),
        (b'{"edition":"2013","patient":{"cycle_day":01}}', "not_json"),
        (b"\xef\xbb\xbf" + PLAIN.encode(), "not_json"),
        (PLAIN.encode("utf-16"), "not_utf8"),
        (b'{"edition":"2013","id":"\xff"}', "not_utf8"),
        (b'{"edition":"2013","id":"\xed\xa0\x80"}', "not_utf8"),
        (b'{"edition":"2013","id":"\\ud800"}', "not_json"),
        (b'{"edition":"2013","id":"\\udc00\\ud800"}', "not_json"),
    ],
)
def test_not_json_or_not_utf8(data: bytes, code: str) -> None:
    assert codes(data) == [(code, "")]


def test_half_of_a_surrogate_pair_in_text_or_mapping() -> None:
    assert codes('{"edition":"2013","id":"\ud800"}') == [("not_utf8", "")]
    assert codes({"edition": "2013", "id": "\ud800"}) == [("not_utf8", "")]


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ('{"edition":"2013","edition":"2013"}', "/edition"),
        ('{"edition":"2013","edit\\u0069on":"2003"}', "/edition"),
        ('{"edition":"2013","patient":{"sex":"male","sex":"male"}}', "/patient/sex"),
        ('{"edition":"2013","extensions":{"a.b":[{"c:":1,"c:":2}]}}', "/extensions/a.b/0/c:"),
        ('{"edition":"2013","extensions":{"a.b":{"\\"":1,"\\u0022":2}}}', '/extensions/a.b/"'),
        ('{"edition":"2013","exams":[],"exams":[{"id":"e","modality":"mri"}]}', "/exams"),
    ],
)
def test_equal_keys_in_one_object(text: str, pointer: str) -> None:
    assert codes(text) == [("duplicate_member", pointer)]
    assert schema.issues(json.loads(text)) == ()


def test_equal_keys_in_different_objects_are_fine() -> None:
    parse('{"edition":"2013","exams":[{"id":"a","modality":"mri"},{"id":"a","modality":"mri"}]}')


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"edition":"2013","extensions":{"a.b":1e400}}', "/extensions/a.b"),
        ('{"edition":"2013","extensions":{"a.b":[{"c":-1e999}]}}', "/extensions/a.b/0/c"),
        ('{"edition":"2013","\\u0065xtensions":{"a.b":1e400}}', "/extensions/a.b"),
        ('{"edition":"2013","patient":{"age_years":1e400}}', "/patient/age_years"),
        ('{"edition":"2013","extensions":{"a.b":NaN}}', ""),
        ('{"edition":"2013","extensions":{"a.b":-Infinity}}', ""),
    ],
)
def test_nan_and_infinities(text: str, where: str) -> None:
    assert codes(text) == [("not_finite", where)]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_nan_and_infinities_in_a_mapping(number: float) -> None:
    assert codes({"edition": "2013", "extensions": {"a.b": number}}) == [("not_finite", "")]


@pytest.mark.parametrize("number", ["1.0", "1e0", "10e-1", "1E+1", "12.000000000000000000001"])
def test_whole_numbers_in_any_spelling_are_fine(number: str) -> None:
    text = f'{{"edition":"2013","patient":{{"cycle_day":{number}}}}}'

    assert parse(text).patient
    assert schema.issues(json.loads(text)) == ()


@pytest.mark.parametrize("date", ["2026-02-30", "2025-02-29", "2026-04-31", "0000-01-01"])
def test_a_date_that_does_not_exist(date: str) -> None:
    document = {"edition": "2013", "exams": [{"id": "e", "modality": "mri", "date": date}]}
    moment = {"edition": "2013", "issued": f"{date}T00:00:00Z"}

    assert codes(document) == [("no_such_date", "/exams/0/date")]
    assert codes(moment) == [("no_such_date", "/issued")]
    assert schema.issues(document) == schema.issues(moment) == ()


def test_size_limits() -> None:
    nested = '{"edition":"2013","extensions":{"a.b":[[[1,2,3]]]}}'

    parse(nested, limits=Limits(max_bytes=len(nested), max_depth=5, max_values=8))
    assert codes(nested, max_bytes=len(nested) - 1) == [("too_large", "")]
    assert codes(nested, max_depth=4) == [("too_deep", "")]
    assert codes(nested, max_values=7) == [("too_many_values", "")]


def test_a_number_too_long_to_read_is_not_json() -> None:
    """Python and JSON readers in other languages bound the digits they read."""
    assert codes(f'{{"edition":"2013","extensions":{{"a.b":{"1" * 5_000}}}}}') == [("not_json", "")]


def test_the_list_has_no_other_codes(valid_documents: list[object]) -> None:
    for text in differential.texts(valid_documents, 1_500, 77):
        found = differential.parse_codes(text)
        try:
            value = json.loads(text, parse_constant=lambda _: 1 / 0)
        except (ValueError, ZeroDivisionError):
            continue
        if found and not schema.issues(value):
            assert found <= differential.BESIDES, text
