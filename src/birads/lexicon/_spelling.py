"""Compare a word with the words that exist, in bounded time, and never cross a negation."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["near"]

_SHORTEST = 5  # shorter words differ by a letter too easily: "oval", "high", "fast"
_LONG = 8  # from here on, two slips are forgiven
_LONGEST = 60

# Beginnings that turn a word into another word; no slip of the pen swaps them.
_OPPOSITES = (
    ("de", "in"),
    ("extra", "intra"),
    ("hetero", "homo"),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("macro", "micro"),
    ("post", "pre"),
    ("retro", "sub"),
    ("extra", "intra"),
    ("sub", "supra"),
)


def near(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that one slip may have turned into ``word``; two from 8 letters on."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return []
    most = 1 if len(word) < _LONG else 2
    letters = _letters(word)
    return [
        other
        for other in known
        if abs(len(other) - len(word)) <= most
        and len(other) >= _SHORTEST
        and (letters ^ _letters(other)).bit_count() <= 2 * most
        and not _opposed(word, other)
        and _distance(word, other, most) <= most
    ]


def _letters(word: str) -> int:
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 31)
    return mask


def _opposed(word: str, other: str) -> bool:
    """Say whether the words differ by a beginning alone: "distinct" is no slip for "indistinct"."""
    if word.endswith(other) or other.endswith(word):
        return True
    return any(
        word.startswith(a) and other.startswith(b) and word[len(a) :] == other[len(b) :]
        for pair in _OPPOSITES
        for a, b in (pair, pair[::-1])
    )


def _distance(a: str, b: str, most: int) -> int:
    """Return how many letters were left out, put in, changed or swapped; ``most`` + 1 at least."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row, older = row, [i], before
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]
