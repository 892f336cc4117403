"""Hold the canonical form to RFC 8785, and the digest to the canonical form."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

import birads
from birads.report.canonical import canonical_json, digest


def _report(value: Any) -> birads.Report:
    return birads.parse({"edition": "2013", "extensions": {"org.example": value}})


def test_equal_reports_have_one_form(examples: dict[str, bytes]) -> None:
    for data in examples.values():
        turned = dict(reversed(json.loads(data).items()))
        assert digest(birads.parse(data)) == digest(birads.parse(turned))
        sorted_form = json.dumps(
            birads.parse(data).to_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert canonical_json(birads.parse(data)) == sorted_form.encode()


def test_the_digest_is_that_of_the_form() -> None:
    report = birads.parse({"edition": "2013", "id": "r"})
    assert canonical_json(report) == b'{"edition":"2013","id":"r","schema_version":"1"}'
    assert digest(report) == hashlib.sha256(canonical_json(report)).hexdigest()
    assert birads.recommend(report).report.sha256 == digest(report)


# The first rows are the samples of RFC 8785, section 3.2.2.3 and appendix B.
@pytest.mark.parametrize(
    ("number", "text"),
    [
        (333333333.33333329, "333333333.3333333"),
        (1e30, "1e+30"),
        (4.50, "4.5"),
        (2e-3, "0.002"),
        (1e-27, "1e-27"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e21, "1e+21"),
        (0.000001, "0.000001"),
        (1e-7, "1e-7"),
        (10.0, "10"),
    ],
)
def test_numbers_are_written_as_ecmascript_writes_them(number: float, text: str) -> None:
    assert f'"org.example":{text}}}' in canonical_json(_report(number)).decode()


def test_keys_sort_by_utf_16_code_units() -> None:
    keys = {"\U0001f600": 1, "\ufb33": 2, "\u20ac": 3, "\r": 4, "1": 5}
    form = canonical_json(_report(keys)).decode()
    order = [form.index(f":{value}", form.index("org.example") + 12) for value in (4, 5, 3, 1, 2)]
    assert order == sorted(order)


def test_tiny_typed_numbers_are_written_alike() -> None:
    finding = {"kind": "mg.mass", "id": "m", "longest_mm": 0.00001}
    report = birads.parse({"edition": "2013", "findings": [finding]})
    assert b'"longest_mm":0.00001' in canonical_json(report)


# A whole number and the text of it; those that a double tells are written as RFC 8785 has it.
@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2**53, "9007199254740992"),
        (2**53 + 1, "9007199254740993"),
        (-(2**53) - 1, "-9007199254740993"),
        (10**21, "1e+21"),
        (10**21 + 1, "1000000000000000000001"),
        (295147905179352830000, "295147905179352830000"),
        (295147905179352825856, "295147905179352825856"),
    ],
)
def test_large_whole_numbers_keep_their_digits(number: int, text: str) -> None:
    assert f'"org.example":{text}}}' in canonical_json(_report(number)).decode()


def test_reports_that_differ_in_a_whole_number_differ_in_their_digest() -> None:
    numbers = [
        *range(2**53 - 5, 2**53 + 50),
        *range(10**30 - 50, 10**30 + 50),
        10**308,
        10**308 + 1,
    ]
    assert len({digest(_report(number)) for number in numbers}) == len(numbers)
    assert digest(_report(10**21)) == digest(_report(1e21))


def test_every_report_that_parses_is_answered_whatever_its_numbers() -> None:
    for number in (10**308, -(10**308), 2**1024 - 2**970 - 1, 1.7976931348623157e308):
        report = _report(number)
        assert birads.recommend(report).report.sha256 == digest(report)
        assert birads.explain(report).workup.report.sha256 == digest(report)
