"""A key that stands twice is always found, though an accepted text is never made a tree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import birads
from birads._base.model import Model
from birads.parsing._counted import DEEPEST_MODEL, is_whole, stated_members
from birads.report.axes import members
from birads.report.report import Report

ROOT = Path(__file__).parent
FILES = sorted((ROOT / "cases").glob("*.json"))[:60]
BEYOND_ALL = {
    "edition": "2013",
    "id": 'a ":" and "b": c',
    "narrative": '\\":":,{}[]\\\\"',
    "extensions": {
        "org.example.a": {'odd ":" key': [{"x": 1, '"': {}}, 1.5, None], "y": {"z": "\\u0022:"}},
        "org.example.b": [],
    },
}


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "odd texts", BEYOND_ALL
    for file in FILES:
        document = json.loads(file.read_bytes()).get("report")
        if isinstance(document, dict):
            yield file.stem, document


def accepted() -> list[Any]:
    out = []
    for name, document in documents():
        try:
            birads.parse(document)
        except birads.InvalidReport:
            continue
        out.append(pytest.param(document, id=name))
    return out


def keys(node: object) -> int:
    if isinstance(node, dict):
        return len(node) + sum(map(keys, node.values()))
    return sum(map(keys, node)) if isinstance(node, list) else 0


class Twice:
    """Write a document with its nth key twice, the second time with the same value."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def write(self, node: Any, colon: str) -> str:
        if isinstance(node, list):
            return f"[{','.join(self.write(item, colon) for item in node)}]"
        if not isinstance(node, dict):
            return json.dumps(node)
        parts = []
        for key, value in node.items():
            self.left -= 1
            twice = self.left == 0
            part = f"{json.dumps(key)}{colon}{self.write(value, colon)}"
            parts += [part, part] if twice else [part]
        return f"{{{','.join(parts)}}}"


@pytest.mark.parametrize("document", accepted())
@pytest.mark.parametrize("colon", [":", " \n\t\r: "])
def test_each_key_that_stands_twice_is_refused(document: dict[str, Any], colon: str) -> None:
    total = keys(document)
    assert birads.parse(Twice(0).write(document, colon)) == birads.parse(document)
    for nth in range(1, total + 1, 1 if total < 40 else 7):
        with pytest.raises(birads.InvalidReport) as caught:
            birads.parse(Twice(nth).write(document, colon))
        assert "duplicate_member" in {issue.code for issue in caught.value.issues}


@pytest.mark.parametrize("document", accepted())
def test_as_many_members_are_stated_as_there_are_keys(document: dict[str, Any]) -> None:
    """A validator that adds a member to those stated would let an equal key through."""
    assert stated_members(birads.parse(document), 60) == keys(document)


@pytest.mark.parametrize("extension", [{}, {"a": [1, 2.5, {"b": None}]}, "text"])
def test_an_ordinary_report_is_proven_without_a_tree(extension: object) -> None:
    document = {"edition": "2013", "id": "r", "extensions": {"org.example.site": extension}}
    for text in (json.dumps(document), json.dumps(document, indent=2)):
        assert is_whole(birads.parse(text), text.encode(), 64, 1_000)


def test_what_is_not_proven_goes_the_long_way() -> None:
    data = b'{"edition":"2013","extensions":{"a.b":[[[1]]]}}'
    report = birads.parse(data)
    assert is_whole(report, data, DEEPEST_MODEL + 4, 1_000)
    assert not is_whole(report, data, DEEPEST_MODEL + 3, 1_000)
    assert not is_whole(report, data, DEEPEST_MODEL, 1_000)
    assert not is_whole(report, data, 64, 4)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + "0" * 400])
def test_a_number_that_overflowed_in_an_extension_is_refused(number: str) -> None:
    for value in (number, f"[{number}]", f'{{"x":{{"y":{number}}}}}'):
        with pytest.raises(birads.InvalidReport) as caught:
            birads.parse(f'{{"edition":"2013","extensions":{{"a.b":{value}}}}}')
        assert {issue.code for issue in caught.value.issues} == {"not_finite"}


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_no_number_is_refused_wherever_it_stands(word: str) -> None:
    for text in (
        f'{{"extensions":{{"a.b":{word}}}}}',
        f'{{"extensions":{{"a.b":[{{"c":{word}}}]}}}}',
    ):
        with pytest.raises(birads.InvalidReport) as caught:
            birads.parse(text.replace("{", '{"edition":"2013",', 1))
        assert {issue.code for issue in caught.value.issues} == {"not_finite"}


def test_the_models_nest_less_than_is_assumed() -> None:
    # A list and an object for each name, and the list of words at the end.
    assert 2 * (max(len(path) for path, _ in members(Report)) + 1) < DEEPEST_MODEL
    assert issubclass(Report, Model)
