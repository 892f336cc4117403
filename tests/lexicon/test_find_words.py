"""Words are read as a radiologist would read them, and nothing is guessed in silence."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birads import lexicon
from birads.issue import Severity
from birads.lexicon._axes import AXES
from birads.lexicon._fold import LONGEST, key
from birads.lexicon._index import names

CASES = tomllib.loads(Path(__file__).with_name("find_cases.toml").read_text("utf-8"))["case"]
AXIS = st.none() | st.sampled_from(sorted(AXES))
EDITION = st.none() | st.sampled_from(list(lexicon.Edition))
TERM = st.sampled_from(lexicon.terms())


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{c['word']}-{c.get('axis')}-{c.get('edition')}" for c in CASES]
)
def test_cases(case: dict[str, Any]) -> None:
    found = lexicon.find(case["word"], case.get("axis"), case.get("edition"))
    assert [match.term.word for match in found.matches] == case["is"]
    if "how" in case:
        assert {match.how.value for match in found.matches} == {case["how"]}
    assert [issue.code for issue in found.issues] == case.get("issues", [])
    if "hint" in case:
        assert found.issues[0].hint == case["hint"]


@given(TERM)
def test_an_id_finds_its_term(term: lexicon.Term) -> None:
    found = lexicon.find(term.id)
    assert found.term is term
    assert found.matches[0].how is lexicon.How.EXACT
    assert lexicon.find(found.matches[0].term.id) == found


@given(TERM, st.sampled_from([str, str.upper, str.title, str.swapcase]))
def test_a_label_finds_its_term_in_its_axis(term: lexicon.Term, style: Any) -> None:
    for text in (term.label, term.word, term.word.replace("_", "-"), *term.synonyms):
        found = lexicon.find(style(text), term.axis)
        assert found.term is term, text


@given(TERM)
def test_every_older_name_says_so(term: lexicon.Term) -> None:
    for old in term.retired:
        found = lexicon.find(old.name, term.axis)
        assert found.term is term
        assert found.matches[0].how is lexicon.How.RETIRED
        assert {issue.code for issue in found.issues} & {"retired_name", "wider_word"}


@given(st.text(), AXIS, EDITION)
def test_find_answers_any_text(word: str, axis: str | None, edition: Any) -> None:
    found = lexicon.find(word, axis, edition)
    assert found.query == word[:LONGEST]
    assert found.matches or found.issues
    assert all(axis in (None, match.term.axis) for match in found.matches)
    if len({match.term.axis for match in found.matches}) < len(found.matches):
        assert any(issue.code == "ambiguous_word" for issue in found.issues)
    for match in found.matches:
        if match.how is lexicon.How.SPELLING:
            assert any(issue.code == "spelling_corrected" for issue in found.issues)


@given(TERM, st.data())
def test_a_slip_is_never_read_in_silence(term: lexicon.Term, data: st.DataObject) -> None:
    word = term.label
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slip = word[:place] + letter + word[place + 1 :]
    if key(slip) in names()[term.axis]:
        return
    found = lexicon.find(slip, term.axis)
    assert found.term is None or found.issues


@given(TERM, EDITION)
def test_a_word_outside_its_edition_says_so(term: lexicon.Term, edition: Any) -> None:
    found = lexicon.find(term.word, term.axis, edition)
    codes = [issue.code for issue in found.issues]
    outside = edition is not None and term.stands_in(edition) is False
    assert ("word_outside_edition" in codes) is outside


@given(st.text(), st.text(), EDITION)
def test_suggest_is_a_sentence_or_nothing(axis: str, word: str, edition: Any) -> None:
    for axis_id in (axis, "mg.mass.margin"):
        hint = lexicon.suggest(axis_id, word, edition)
        assert hint is None or hint


@pytest.mark.parametrize(
    ("axis", "word", "hint"),
    [
        (
            "mg.calcifications.distribution",
            "clustered",
            "Did you mean 'grouped'? 'clustered' is an older name of it.",
        ),
        ("mg.mass.margin", "speculated", "Did you mean 'spiculated'?"),
        (
            "mg.mass.margin",
            "stellate",
            "Did you mean 'spiculated'? 'stellate' is another name of it.",
        ),
        (
            "mg.calcifications.morphology",
            "coarse",
            "Write 'coarse_popcorn' or 'coarse_heterogeneous': 'coarse' could mean either.",
        ),
        (
            "mg.calcifications.morphology",
            "grouped",
            "It is a word of mg.calcifications.distribution.",
        ),
        ("mg.mass.margin", "zzz", None),
        ("no.such.axis", "oval", None),
    ],
)
def test_suggest(axis: str, word: str, hint: str | None) -> None:
    assert lexicon.suggest(axis, word) == hint


def test_hostile_words_are_answered_at_once() -> None:
    hostile = [
        "a" * 10_000_000,
        "abcdefghij" * 20,
        "\u0301" * 200,
        "\ufdfa" * 200,
        "\ud800spiculated",
        "\u200bspi\u200bculated",
        "".join(chr(ord(letter) + 0xFEE0) for letter in "spiculated"),  # full-width
    ]
    start = time.perf_counter()
    answers = [lexicon.find(word) for word in hostile]
    assert time.perf_counter() - start < 2
    assert [issue.code for issue in answers[0].issues] == ["word_too_long"]
    assert {match.term.word for match in answers[-1].matches} == {"spiculated"}


def test_wrong_questions_are_errors() -> None:
    with pytest.raises(LookupError, match="no axis 'mass'"):
        lexicon.find("oval", "mass")
    with pytest.raises(ValueError, match="2014"):
        lexicon.find("oval", edition="2014")


def test_a_corrected_word_is_a_proposal_only() -> None:
    found = lexicon.find("speculated", "mg.mass.margin")
    assert found.term is None
    assert found.issues[0].severity is Severity.WARNING
    assert lexicon.find("spiculated", "mg.mass.margin").term is not None


def test_warnings_come_first() -> None:
    order = [Severity.ERROR, Severity.WARNING, Severity.INFORMATION]
    for word in ("heterogenous", "punctate", "oval", "lobular"):
        severities = [issue.severity for issue in lexicon.find(word, edition="2025").issues]
        assert severities == sorted(severities, key=order.index)


def test_a_word_of_60_letters_is_shown_whole() -> None:
    def said(word: str) -> str:
        return lexicon.find(word).issues[0].message

    assert said("x" * 60).startswith(f"'{'x' * 60}' is")
    assert said("x" * 61).startswith(f"'{'x' * 60}...' is")
