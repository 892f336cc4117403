"""Find out by trial which words the checks read.

A word is read where some check says something else of a finding when the word stands in the place
of a neutral one. Run this file to see which words are read and which are not.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import birads
from birads.issue import InvalidReport
from tests.laws.descriptor_sets import Said, kinds, report_of, words_of

__all__ = [
    "TABLE",
    "axes",
    "excused",
    "is_read",
    "kind_of",
    "neutral",
    "row_of",
    "suspicious",
    "unread",
]

Words = tuple[tuple[str, str], ...]

TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("axes_read.toml").read_text(encoding="utf-8")
)
EDITIONS = ("2013", "2025", "2003")
CATEGORIES = ("1", "2", "3", "4B", "5")


@cache
def axes() -> dict[str, dict[str, str]]:
    """Return the words of each member of each kind, with an edition that has the word."""
    out: dict[str, dict[str, str]] = {}
    for kind in kinds():
        for edition in EDITIONS:
            for path, word in words_of(kind, edition):
                out.setdefault(f"{kind}.{path.removesuffix('[]')}", {}).setdefault(word, edition)
    return out


def kind_of(axis: str) -> str:
    """Return the kind of finding that an axis belongs to."""
    return max((kind for kind in kinds() if axis.startswith(f"{kind}.")), key=len)


def row_of(axis: str, rows: Iterable[str]) -> str | None:
    """Return the name of the row that speaks of an axis: its own, or that of its member."""
    member = axis.removeprefix(f"{kind_of(axis)}.")
    return next((name for name in (axis, f"*.{member}") if name in rows), None)


def neutral(axis: str) -> str:
    """Return the word that stands for nothing to see; empty where nothing is said then."""
    words: dict[str, str] = TABLE["neutral"]
    return words[row_of(axis, words) or axis]


def _place(axis: str, edition: str) -> str:
    """Return the member as it is written: with a mark where it is a list."""
    kind = kind_of(axis)
    member = axis.removeprefix(f"{kind}.")
    written = {place for place, _ in words_of(kind, edition)}
    return f"{member}[]" if f"{member}[]" in written else member


def _described(kind: str, edition: str) -> Words:
    """Return the neutral word of every axis of the kind."""
    said = [
        (_place(axis, edition), neutral(axis))
        for axis in axes()
        if kind_of(axis) == kind and neutral(axis)
    ]
    return tuple(entry for entry in said if entry in words_of(kind, edition))


def _contexts(axis: str, edition: str) -> Iterator[tuple[Words, dict[str, Any]]]:
    """Return what else the finding, and the report, may say."""
    kind, place = kind_of(axis), _place(axis, edition)
    rows: list[dict[str, Any]] = [{"words": ()}, {"words": _described(kind, edition)}]
    rows += [row for row in TABLE["context"] if row["kind"] == kind]
    for row in rows:
        words = tuple((member, word) for member, word in row["words"] if member != place)
        yield words, row.get("report", {})


def _issues(said: Said, category: str, more: dict[str, Any]) -> Counter[Any] | None:
    try:
        issues = birads.check(birads.parse({**report_of(said, category), **more}))
    except InvalidReport:
        return None
    return Counter(
        (issue.code, issue.severity, issue.crosses)
        for issue in issues
        if issue.code != "word_outside_edition"
    )


@cache
def is_read(axis: str, word: str) -> bool:
    """Say whether a check says something else of the word than of the neutral one."""
    kind, edition = kind_of(axis), axes()[axis][word]
    place, plain = _place(axis, edition), neutral(axis)
    for words, more in _contexts(axis, edition):
        for change, category in product((None, "new"), CATEGORIES):
            told = Said(kind, (*words, (place, word)), change, edition)
            quiet = Said(kind, (*words, (place, plain)) if plain else words, change, edition)
            one, other = _issues(told, category, more), _issues(quiet, category, more)
            if one is not None and other is not None and one != other:
                return True
    return False


@cache
def unread() -> dict[str, set[str]]:
    """Return the words, by axis, that no check reads; the neutral one is not asked about."""
    found = {
        axis: {word for word in words if word != neutral(axis) and not is_read(axis, word)}
        for axis, words in axes().items()
    }
    return {axis: words for axis, words in found.items() if words}


def excused(row: dict[str, Any]) -> dict[str, set[str]]:
    """Return the words, by axis, for which a row says why no check reads them."""
    asked = {axis: words for axis, words in axes().items() if row_of(axis, row["axes"])}
    return {
        axis: (set(words) if row["words"] == ["*"] else set(row["words"])) - {neutral(axis)}
        for axis, words in asked.items()
    }


def suspicious() -> dict[str, set[str]]:
    """Return the words, by axis, that some check must read."""
    out: dict[str, set[str]] = {}
    for row in TABLE["suspicious"]:
        for axis in row["axes"]:
            out.setdefault(axis, set()).update(row["words"])
    return out


def main() -> None:
    """Print which words the checks read, and which not."""
    missing = unread()
    for axis, words in axes().items():
        silent = missing.get(axis, set())
        said = [f"-{word}" if word in silent else word for word in words if word != neutral(axis)]
        print(f"{axis}: {' '.join(said)}")  # noqa: T201


if __name__ == "__main__":
    main()
