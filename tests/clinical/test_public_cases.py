"""Hold what public threads, tables and reports led to: words, sides, sizes, overall categories.

``call`` names what is asked of the case. A check case gives the severity, the place and whether
the issue crosses, never its code; ``not_where`` changes the report so that nothing is wrong, and
there the same code must not be raised.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import birads
from birads import lexicon
from birads.issue import InvalidReport
from tests.clinical.case_invariants import invariants_wrong
from tests.clinical.case_judge import fits, steps_of, workup_wrong

Json = dict[str, Any]

FOLDER = Path(__file__).parents[1] / "cases" / "public"
CASES: list[Json] = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]


def cases(call: str) -> pytest.MarkDecorator:
    found = [case for case in CASES if case["call"] == call]
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def words(call: str) -> pytest.MarkDecorator:
    found = [(case, word) for case in CASES if case["call"] == call for word in case["expect"]]
    names = [f"{case['name']}-{word}" for case, word in found]
    return pytest.mark.parametrize(("case", "word"), found, ids=names)


def issues(report: Json) -> list[Json]:
    return [issue.to_dict() for issue in birads.check(birads.parse(report))]


@cases("check")
def test_the_issue(case: Json) -> None:
    wanted = case["expect"]["issue"]
    sound = {issue["code"] for issue in issues({**case["report"], **case["expect"]["not_where"]})}
    right = [
        issue
        for issue in issues(case["report"])
        if issue["code"] not in sound
        and issue["severity"] in wanted["severity"]
        and any(issue["pointer"].startswith(place) for place in wanted["at"])
        and issue.get("crosses", False) is wanted.get("crosses", issue.get("crosses", False))
    ]
    assert right, case["title"]


def recommended(report: Json) -> Json:
    answer: Json = json.loads(birads.recommend(birads.parse(report)).to_json())
    return answer


@cases("recommend")
def test_the_workup(case: Json) -> None:
    expect, workup = case["expect"], recommended(case["report"])
    assert not list(workup_wrong(workup, expect)), case["title"]
    assert not invariants_wrong(case["report"], workup)
    if "same_as" in expect:
        other = recommended({**case["report"], **expect["same_as"]})
        assert told(workup) == told(other)
    if "one_step" in expect:
        names = set(expect["one_step"]["findings"])
        kind = {"procedure": expect["one_step"]["procedure"]}
        asked = [step for step in steps_of(workup) if fits(step, kind) and step["recommended"]]
        assert [set(step["findings"]) for step in asked] == [names]


def told(workup: Json) -> list[str]:
    """Return the steps without pointers, which follow the order of the list."""
    members = ("procedure", "basis", "recommended", "breast", "findings")
    return sorted(json.dumps([step[key] for key in members]) for step in steps_of(workup))


def with_word(case: Json, word: str) -> Json:
    document: Json = copy.deepcopy(case["report"])
    *path, last = case["member"].split("/")[1:]
    node: Any = document
    for part in path:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[last] = word
    return document


def proposed(hint: str | None) -> str | None:
    """Return the word that a hint proposes, if it does not only list the words there are."""
    start = "Did you mean "
    if hint is None or not hint.startswith(start):
        return None
    return hint.removeprefix(start).split("?")[0].strip("'\"")


@words("parse hint")
def test_the_hint(case: Json, word: str) -> None:
    """Propose the word that was meant, or list the words there are.

    ``may_join`` marks a word that the format itself may come to know.
    """
    wanted = case["expect"][word]
    try:
        birads.parse(with_word(case, word))
    except InvalidReport as error:
        hint = next(issue.hint for issue in error.issues if issue.pointer == case["member"])
    else:
        assert wanted.get("may_join"), f"{word!r} is accepted"
        return
    said = proposed(hint)
    assert said is None or said != wanted.get("never")
    if "word" in wanted:
        assert said == wanted["word"], hint
    else:
        assert hint
        assert said in {None, wanted.get("word_or_list")}, hint


@words("lexicon.find")
def test_the_word(case: Json, word: str) -> None:
    wanted = case["expect"][word]
    found = lexicon.find(word, case["axis"])
    ids = {match.term.id for match in found.matches}
    text = " ".join(f"{issue.message} {issue.hint}" for issue in found.issues)
    if wanted.get("or_languages") and "English" in text:
        return
    if "is" in wanted:
        assert wanted["is"] in ids
        assert case["axis"] is None or ids == {wanted["is"]}
    for term in wanted.get("among", ()):
        assert term in ids or term.rpartition(".")[2] in text
    for start in wanted.get("not", ()):
        assert not any(each.startswith(start) for each in ids)
    if wanted.get("known"):
        assert "unknown_word" not in {issue.code for issue in found.issues}


@cases("normalise")
def test_the_word_stays_and_the_hint_says_todays(case: Json) -> None:
    document = copy.deepcopy(case["report"])
    changed, said = birads.normalise(document)
    assert changed == document == case["report"]
    hints = {issue.pointer: proposed(issue.hint) for issue in said}
    assert hints == case["expect"]["hints"]


def test_the_cases_are_whole() -> None:
    assert len(CASES) >= 40
    assert {case["call"] for case in CASES} == {
        "check",
        "recommend",
        "parse hint",
        "lexicon.find",
        "normalise",
    }
    assert all(case["title"] and case["seen_in"] for case in CASES)
