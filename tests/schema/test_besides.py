"""Each thing that ``parse`` refuses besides what the schema refuses, and nothing else.

The list is that of the contract: not JSON or UTF-8, equal keys in one object, NaN, infinities and
every number that a double cannot hold, a calendar date that does not exist, and size limits.
"""

from __future__ import annotations

import json
import math
from typing import Any

import differential
import pytest

from birads import schema
from birads.issue import InvalidReport
from birads.parsing._parse import Limits, parse

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


@pytest.mark.parametrize("date", ["2026-02-30", "2025-02-29", "2026-04-31"])
def test_a_date_that_does_not_exist(date: str) -> None:
    document = {"edition": "2013", "exams": [{"id": "e", "modality": "mri", "date": date}]}
    moment = {"edition": "2013", "issued": f"{date}T00:00:00Z"}

    assert codes(document) == [("no_such_date", "/exams/0/date")]
    assert codes(moment) == [("no_such_date", "/issued")]
    assert schema.issues(document) == schema.issues(moment) == ()


def test_the_year_0000_does_not_have_the_form_of_a_date() -> None:
    for year, codes_of_it in (("0000", {"wrong_form"}), ("0001", set())):
        document = {
            "edition": "2013",
            "issued": f"{year}-01-01T00:00:00Z",
            "exams": [{"id": "e", "modality": "mri", "date": f"{year}-01-01"}],
        }
        found = schema.issues(document)
        assert {issue.code for issue in found} == codes_of_it
        if found:
            assert set(codes(document)) == {(issue.code, issue.pointer) for issue in found}
        else:
            parse(document)


def test_size_limits() -> None:
    nested = '{"edition":"2013","extensions":{"a.b":[[[1,2,3]]]}}'

    parse(nested, limits=Limits(max_bytes=len(nested), max_depth=5, max_values=8))
    assert codes(nested, max_bytes=len(nested) - 1) == [("too_large", "")]
    assert codes(nested, max_depth=4) == [("too_deep", "")]
    assert codes(nested, max_values=7) == [("too_many_values", "")]


LONG = "1" * 4_301


@pytest.mark.parametrize(
    "number",
    [LONG, f"-{LONG}", f"0.{LONG}", f"{LONG}.5", f"1e-{LONG}"],
    ids=["whole", "negative", "fraction", "both", "exponent"],
)
@pytest.mark.parametrize("member", ["extensions", "patient"])
def test_the_digits_of_a_number_are_bounded(member: str, number: str) -> None:
    key = "a.b" if member == "extensions" else "age_years"

    assert codes(f'{{"edition":"2013","{member}":{{"{key}":{number}}}}}') == [
        ("too_many_digits", "")
    ]


def test_the_digits_of_a_number_in_a_mapping_are_bounded() -> None:
    document = {"edition": "2013", "extensions": {"a.b": 10**5_000}}

    assert codes(document) == [("too_many_digits", "")]


@pytest.mark.parametrize("most", [1, 2, 5, 17])
def test_the_bound_of_digits_is_exact(most: int) -> None:
    for filling in range(2 * most + 3):
        for count in range(1, 2 * most + 3):
            text = f'{{"edition":"2013","id":"{"x" * (filling + 1)}","extensions":{{"a.b":0.'
            text += f"{'1' * count}}}}}"
            if count <= most:
                parse(text, limits=Limits(max_digits=most))
            else:
                assert codes(text, max_digits=most) == [("too_many_digits", "")]


def test_digits_of_a_text_are_no_number() -> None:
    parse({"edition": "2013", "narrative": f'"{LONG}\\', "extensions": {"a.b": LONG}})


LARGEST = str(2**1024 - 2**970 - 1)


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_whole_number_is_bounded_as_a_double_is(sign: str) -> None:
    text = '{{"edition":"2013","extensions":{{"a.b":[{}]}}}}'
    number = sign + str(2**1024 - 2**970)

    assert codes(text.format(number)) == [("not_finite", "/extensions/a.b/0")]
    assert codes(text.format(f"{number}e0")) == [("not_finite", "/extensions/a.b/0")]
    assert codes(json.loads(text.format(number))) == [("not_finite", "/extensions/a.b/0")]
    report = parse(text.format(sign + LARGEST))
    parse(text.format(f"{sign}{LARGEST}e0"))
    assert parse(report.to_json()) == report


def test_a_whole_number_beyond_any_double_in_a_typed_member() -> None:
    for number in (10**309, -(10**309), 2**1024 - 2**970):
        document = {"edition": "2013", "patient": {"cycle_day": number, "age_years": number}}
        found = {(issue.code, issue.pointer) for issue in schema.issues(document)}
        assert set(codes(document)) == found
        assert {code for code, _ in found} == {"not_finite"}


def test_the_list_has_no_other_codes(valid_documents: list[object]) -> None:
    for text in differential.texts(valid_documents, 1_500, 77):
        found = differential.parse_codes(text)
        try:
            value = json.loads(text, parse_constant=lambda _: 1 / 0)
        except (ValueError, ZeroDivisionError):
            continue
        if found and not schema.issues(value):
            assert found <= differential.BESIDES, text
