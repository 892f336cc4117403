"""Every word that the lexicon calls suspicious is read by some check; the others say why not."""

from __future__ import annotations

from typing import Any

import pytest

from birads import lexicon
from tests.laws.axes import (
    TABLE,
    axes,
    excused,
    is_read,
    kind_of,
    neutral,
    row_of,
    suspicious,
    unread,
)

MUST = [(axis, word) for axis, words in suspicious().items() for word in sorted(words)]
each_row = pytest.mark.parametrize(
    "row", TABLE["unread"], ids=lambda row: " ".join(row["axes"]).replace("*.", "")
)


@pytest.mark.parametrize("axis", axes())
def test_every_axis_has_a_neutral_word(axis: str) -> None:
    assert row_of(axis, TABLE["neutral"]), (
        "say in the table what a reader writes with nothing to see"
    )
    assert neutral(axis) in {"", *axes()[axis]}


@pytest.mark.parametrize(("axis", "word"), MUST)
def test_a_suspicious_word_is_read(axis: str, word: str) -> None:
    assert is_read(axis, word)


@pytest.mark.parametrize("axis", axes())
def test_a_word_that_is_not_read_has_a_reason(axis: str) -> None:
    told = set().union(*(excused(row).get(axis, set()) for row in TABLE["unread"]))
    assert unread().get(axis, set()) - suspicious().get(axis, set()) <= told


@each_row
def test_a_reason_is_of_a_word_that_is_not_read(row: dict[str, Any]) -> None:
    about = excused(row)
    assert about, "no such axis"
    assert any(words & unread().get(axis, set()) for axis, words in about.items())


def test_the_table_speaks_of_words_that_there_are() -> None:
    for axis, words in suspicious().items():
        assert words <= set(axes()[axis]), axis
        assert neutral(axis) not in words
    assert all(row["source"] for row in TABLE["suspicious"])
    assert all(len(row["why"]) > 20 for row in TABLE["unread"])


def test_what_the_lexicon_calls_suspicious_must_be_read() -> None:
    """The words of a group of suspicious forms, and those whose usual category is 4 alone."""
    for term in lexicon.terms():
        usual = (term.typical_category or "").partition(" ")[0]
        if term.group is lexicon.Group.SUSPICIOUS or usual in ("4", "4A", "4B", "4C", "5"):
            for axis in axes():
                if axis == term.axis and term.word in axes()[axis]:
                    assert is_read(axis, term.word), term.id


def counts() -> dict[str, int]:
    """Return how many axes and words were tried, and how many are read."""
    asked = sum(len(set(words) - {neutral(axis)}) for axis, words in axes().items())
    return {
        "axes": len(axes()),
        "words": asked,
        "words read": asked - sum(map(len, unread().values())),
        "words that must be read": len(MUST),
        "of them read": sum(is_read(axis, word) for axis, word in MUST),
    }


def test_enough_is_tried() -> None:
    print("\n".join(f"{name}: {number}" for name, number in counts().items()))  # noqa: T201
    assert len({kind_of(axis) for axis in axes()}) >= 15
    assert counts()["words"] >= 280
