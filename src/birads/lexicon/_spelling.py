"""Say whether one word is a slip of the pen for another, and never cross a meaning.

A slip is one letter left out, put in, changed, or swapped with its neighbour, in one long word.
Short words differ by a letter too easily ("core" and "care"), and many long words have an opposite
or a neighbour of another meaning close by ("macro" and "micro", "angular" and "annular").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

__all__ = ["can_be_slip", "is_denied", "is_slip"]

_SHORTEST = 6
_LONGEST = 60

# Beginnings that turn a word into another word; no slip of the pen swaps them.
_OPPOSITES = (
    ("de", "in"),
    ("extra", "intra"),
    ("hetero", "homo"),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("macro", "micro"),
    ("peri", "pre"),
    ("post", "pre"),
    ("retro", "sub"),
    ("sub", "supra"),
)
# Words that are written on purpose, though one letter makes them a word of ours.
_OTHER_WORDS = frozenset(
    {
        "adenoma",
        "annular",
        "detraction",
        "evasive",
        "excisional",
        "fibrous",
        "glandular",
        "globular",
        "incision",
        "interior",
        "irradiation",
        "macrocalcification",
        "macrocyst",
        "macrolobulated",
        "medical",
        "median",
        "protraction",
        "refraction",
        "stroma",
        "tubular",
    }
)
# Words whose opposite is one letter longer or shorter: which one was meant cannot be seen.
_TOO_CLOSE = frozenset({"asymmetric", "symmetric"})
_DENIALS = frozenset(
    {"absent", "cannot", "negative", "never", "no", "non", "none", "not", "without"}
)
_DENYING = ("non", "un")


def is_denied(words: Collection[str]) -> bool:
    """Say whether something is denied: "not malignant", "non_invasive", "unlikely"."""
    return any(word in _DENIALS or word.startswith(_DENYING) for word in words)


def can_be_slip(written: Sequence[str]) -> bool:
    """Say whether words can be a slip for any others: one is long, and nothing is denied."""
    return any(map(_can_slip, written)) and not is_denied(written)


def _can_slip(word: str) -> bool:
    return (
        _SHORTEST <= len(word) <= _LONGEST
        and word not in _OTHER_WORDS
        and not any(map(str.isdigit, word))
    )


def is_slip(written: Sequence[str], meant: Sequence[str]) -> bool:
    """Say whether ``written`` is ``meant`` but for one slip in one long word, and no denial."""
    if len(written) != len(meant):
        return False
    pairs = [(a, b) for a, b in zip(written, meant, strict=True) if a != b]
    if len(pairs) != 1:
        return False
    word, other = pairs[0]
    return (
        -1 <= len(word) - len(other) <= 1
        and len(other) >= _SHORTEST
        and _share_a_half(word, other)
        and other not in _TOO_CLOSE
        and not is_denied(written)
        and _can_slip(word)
        and _distance(word, other, 1) == 1
        and not _opposed(word, other)
    )


def _share_a_half(word: str, other: str) -> bool:
    """Say whether words begin or end alike: one slip is in the one half or in the other."""
    half = (min(len(word), len(other)) - 1) // 2
    return word[:half] == other[:half] or word[-half:] == other[-half:]


def _opposed(word: str, other: str) -> bool:
    """Say whether a beginning alone may tell the words apart, or an opposite is as near."""
    if word.endswith(other) or other.endswith(word):
        return True
    return any(
        other.startswith(b) and _distance(word, a + other[len(b) :], 2) <= 2  # noqa: PLR2004
        for pair in _OPPOSITES
        for a, b in (pair, pair[::-1])
    )


def _distance(a: str, b: str, most: int) -> int:
    """Return how many letters were left out, put in, changed or swapped; ``most`` + 1 at least."""
    if abs(len(a) - len(b)) > most:
        return most + 1
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
