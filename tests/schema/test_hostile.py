"""Documents made to cost time or memory are refused, and refused shortly."""

from __future__ import annotations

import json
from typing import Any

import pytest

from birads import pointer
from birads.issue import InvalidReport, Issue
from birads.parsing._parse import Limits, parse

ANY_SIZE = Limits(max_bytes=10**9)


def refused(document: Any, limits: Limits | None = None) -> tuple[Issue, ...]:
    with pytest.raises(InvalidReport) as caught:
        parse(document, limits=limits or Limits())
    return tuple(caught.value.issues)


def weight(issues: tuple[Issue, ...]) -> int:
    return sum(len(str(issue)) for issue in issues)


def test_100_megabytes_of_brackets() -> None:
    data = b"[" * 100_000_000

    assert [issue.code for issue in refused(data)] == ["too_large"]
    assert [issue.code for issue in refused(data, ANY_SIZE)] == ["too_deep"]


@pytest.mark.parametrize("pair", ["[]", ('{"a":', "}")])
def test_depth_inside_extensions(pair: tuple[str, str]) -> None:
    def nested(depth: int) -> str:
        inner = pair[0] * depth + "1" * (pair[0] != "[") + pair[1] * depth
        return f'{{"edition":"2013","extensions":{{"a.b":{inner}}}}}'

    parse(nested(62))
    assert [issue.code for issue in refused(nested(63))] == ["too_deep"]
    assert [issue.code for issue in refused(nested(100_000))] == ["too_deep"]


def test_a_mapping_that_contains_itself() -> None:
    document: dict[str, Any] = {"edition": "2013", "extensions": {}}
    document["extensions"]["a.b"] = document

    assert refused(document)[0].code in ("not_json", "too_deep")


@pytest.mark.parametrize("filling", ["a", ":", '\\"', "\\\\", "\U0001f600"])
def test_a_text_of_20_megabytes(filling: str) -> None:
    text = f'{{"edition":"2013","narrative":"{filling * (20_000_000 // len(filling))}"}}'

    assert [issue.code for issue in refused(text)] == ["too_large"]
    (issue,) = refused(text, ANY_SIZE)
    assert (issue.code, issue.pointer) == ("too_long", "/narrative")
    assert weight((issue,)) < 1_000


def test_100_thousand_errors() -> None:
    text = '{"edition":"2013","findings":[' + ",".join(["0"] * 100_000) + "]}"

    issues = refused(text)

    assert len(issues) == 10_001
    assert issues[-1].code == "too_many_issues"
    assert weight(issues) < 5_000_000


def test_millions_of_values_are_counted_before_they_are_judged() -> None:
    text = '{"edition":"2013","findings":[' + ",".join(["0"] * 2_000_000) + "]}"

    assert [issue.code for issue in refused(text)] == ["too_many_values"]


def test_many_equal_keys() -> None:
    same = '{"edition":"2013",' + ",".join(['"id":"a"'] * 200_000) + "}"
    pairs = ",".join(f'"k{n}":0,"k{n}":0' for n in range(50_000))

    assert [(issue.code, issue.pointer) for issue in refused(same)] == [("duplicate_member", "/id")]
    issues = refused('{"edition":"2013",' + pairs + "}")
    assert len(issues) == 10_001
    assert issues[-1].code == "too_many_issues"


def test_long_keys_do_not_multiply() -> None:
    """A pointer repeats the keys above it: 20,000 issues under a key of a megabyte."""
    numbers = ",".join(["1e999"] * 20_000)
    text = f'{{"edition":"2013","extensions":{{"a.b":{{"{"k" * 1_000_000}":[{numbers}]}}}}}}'

    issues = refused(text)

    assert {issue.code for issue in issues} == {"not_finite", "too_many_issues"}
    assert weight(issues) < 20_000_000


def test_many_overflowing_numbers() -> None:
    numbers = ",".join(["1e999"] * 100_000)

    issues = refused(f'{{"edition":"2013","extensions":{{"a.b":[{numbers}]}}}}')

    assert len(issues) == 10_001
    assert issues[-1].code == "too_many_issues"


def test_a_caller_sets_how_many_issues_are_listed() -> None:
    text = '{"edition":"2013","findings":[0,0,0]}'

    issues = refused(text, Limits(max_issues=2))

    assert [issue.pointer for issue in issues] == ["/findings/0", "/findings/1", ""]
    assert len(refused(text, Limits(max_issues=3))) == 3


@pytest.mark.parametrize(
    "key",
    ["\x00", "/", "~", "~1", "\u202e", "\U0001f600", "e\u0301", "\ufeff", "", "__proto__", "[key]"],
)
def test_odd_names_are_refused_at_a_pointer_that_resolves(key: str) -> None:
    document = {"edition": "2013", "findings": [{"kind": "other", "id": "a", key: 1}]}

    (issue,) = refused(json.dumps(document))

    assert issue.code == "unknown_member"
    assert pointer.resolve(document, issue.pointer) == 1


@pytest.mark.parametrize("text", ["\x00", "\u202e\u2066", "\U0001f9d1\u200d\u2695\ufe0f", "\ufdd0"])
def test_odd_texts_are_kept_as_they_are(text: str) -> None:
    document = {"edition": "2013", "id": text, "extensions": {"a.b": {text: [text, None, 1.5]}}}

    report = parse(json.dumps(document))

    assert report.to_dict() == {"schema_version": "1", **document}
    assert parse(report.to_json()) == report
