"""Hold everything that reads a document to answers: no fault, and no answer out of proportion."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

import birads
from birads import pointer
from birads.issue import InvalidReport
from tests.robustness.hostile import COMMANDS, dressed, inside

ROUNDS = 400
MOST = 40  # times the size of what was asked
ISSUE = 400  # bytes of one
ROOM = 20_000  # bytes that any answer may have: the rated table stands in it

# What a value may be replaced by, or a text be made of.
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2.0, 1.5, 10**16, 10**308, 10**310, 1e308, 5e-324, -0.0, "", " ", "left",
    "4A", "4a", "\x00", "\ud83d\ude00" * 70, COMMANDS, "x" * 5_000, "=1+1", "2026-02-30",
    "0000-01-01", "9999-12-31", "2026-12-31T23:59:60Z", [], [[]], {}, {"a.b": [{}]}, ["a"] * 50,
    {"id": "a"}, {"kind": "mg.mass", "id": "a"}, {"__proto__": 1}, "$x^$", "[bold]", "<script>",
)  # fmt: skip
SPLICES = (
    b'"id":"a",', b"1e400", b"1" + b"0" * 400, b"9" * 5_000, b"NaN", b"-Infinity", b"\xff", b"\x00",
    b"\xef\xbb\xbf", b'"\\ud800"', b"\\u0022", b"[" * 300, b"{" * 100, b"}", b"]", b",", b":", b'"',
    b"\n", b"\x0c", b"\r\n", b"01", b"+1", b"//", b"\\",
)  # fmt: skip


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Return every place of a document as the object or list that holds it, and its key."""
    out: list[tuple[Any, Any]] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            out.append((node, key))
            if isinstance(node[key], dict | list):
                stack.append(node[key])
    return out


def changed(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return the document with up to three places replaced, added, doubled or taken away."""
    tree: dict[str, Any] = json.loads(json.dumps(document))
    for _ in range(chance.randint(0, 3)):
        node, key = chance.choice(places(tree))
        match chance.randrange(4):
            case 0:
                node[key] = chance.choice(VALUES)
            case 1 if isinstance(node, list):
                node += [node[key]] * chance.randint(1, 30)
            case 2:
                del node[key]
            case _ if isinstance(node, dict):
                node[chance.choice(("id", "x", "extensions", COMMANDS, *node))] = node[key]
            case _:
                node[key] = chance.choice(VALUES)
        if not tree:
            break
    return tree


def spliced(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a piece put in, or a part taken out."""
    place = chance.randrange(len(data))
    if chance.randrange(4) == 0:
        return data[:place] + data[place + chance.randint(1, 9) :]
    return data[:place] + chance.choice(SPLICES) + data[place:]


def read(data: bytes) -> birads.Report | None:
    """Parse, and hold a refusal to its promise: every pointer leads somewhere."""
    try:
        return birads.parse(data)
    except InvalidReport as error:
        issues = error.issues
    assert issues
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return None
    for issue in issues:
        pointer.resolve(tree, issue.pointer)
    return None


def answers(data: bytes) -> None:
    """Ask everything of one document; whatever is raised is a fault."""
    report = read(data)
    try:
        birads.normalise(data)
    except InvalidReport:
        assert report is None
    if report is None:
        return
    assert birads.parse(report.to_json()) == report
    assert hash(report) == hash(birads.parse(report.to_json()))
    room = ROOM + MOST * len(data)
    found = birads.check(report)
    assert len(json.dumps([issue.to_dict() for issue in found])) < room
    workup = birads.recommend(report)
    assert len(workup.to_json()) < room * max(1, len(workup.patterns))
    birads.explain(report)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_in_a_document(examples: dict[str, bytes], seed: int) -> None:
    chance = random.Random(seed)
    documents = [*(json.loads(data) for data in examples.values()), dressed()]
    read_ones = 0
    for _ in range(ROUNDS // 4):
        data = json.dumps(changed(chance.choice(documents), chance)).encode()
        answers(data)
        read_ones += read(data) is not None
        answers(spliced(data, chance))
    assert read_ones > ROUNDS // 20


def many(count: int, **member: Any) -> dict[str, Any]:
    return {"edition": "2013", **{name: [value] * count for name, value in member.items()}}


GROWING: dict[str, Callable[[int], Any]] = {
    "nested extensions": lambda n: json.loads('{"a":' * n + "1" + "}" * n),
    "unknown members": lambda n: {"edition": "2013", **{f"x{i}": i for i in range(n)}},
    "wrong authors": lambda n: many(n, authors=1),
    "empty identifiers": lambda n: many(n, identifiers={}),
    "unknown kinds": lambda n: many(n, findings={"kind": "x", "id": "a"}),
    "unknown words": lambda n: many(
        n, findings={"kind": "mg.calcifications", "id": "a", "morphology": ["x"]}
    ),
    "equal exams": lambda n: many(n, exams={"modality": "mammography", "id": "a"}),
    "long ids": lambda n: many(1, exams={"modality": "mammography", "id": "a" * min(n, 128)}),
    "a wide object": lambda n: {
        "edition": "2013",
        "extensions": {"a.b": {f"{i}": [i] for i in range(n)}},
    },
}


@pytest.mark.parametrize("shape", GROWING)
@pytest.mark.parametrize("form", ["check", "normalise", "recommend", "explain"])
def test_an_answer_grows_with_its_question(shape: str, form: str) -> None:
    sizes = {}
    for count in (30, 300):
        data = json.dumps(GROWING[shape](count)).encode()
        done = inside(form, "-", "--format", "json", stdin=data)
        assert done.returncode in (0, 1), done.stderr
        told = json.loads(done.stdout)
        # What is wrong may be wrong in three bytes: issues are bounded by their number.
        issues = [] if told.get("valid", True) else told["issues"]
        assert len(issues) <= birads.Limits().max_issues + 1
        assert len(done.stdout) < ROOM + MOST * len(data) + ISSUE * len(issues)
        sizes[count] = len(done.stdout)
    assert sizes[300] < 12 * sizes[30] + ROOM


@pytest.mark.parametrize("count", [5_000, 200_000])
def test_refusals_are_bounded_whatever_is_wrong(count: int) -> None:
    data = json.dumps({"edition": "2013", "authors": [1] * count}).encode()

    with pytest.raises(InvalidReport) as caught:
        birads.parse(data, limits=birads.Limits(max_issues=100))

    assert len(caught.value.issues) == 101
    assert caught.value.issues[-1].code == "too_many_issues"
