"""Know every code that an issue of a report can have, and what it says."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from birads.checks._registry import CHECKS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OTHER", "REFUSED", "meaning_of"]

REFUSED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "duplicate_member": "Two members of one object have the same name.",
        "empty": "The document is empty.",
        "invalid": "A value is not valid in another way.",
        "missing_member": "A required member is missing.",
        "no_such_date": "A date does not exist in the calendar.",
        "not_a_multiple": "A number is not a multiple of its step, such as the half hours "
        "of a clock.",
        "not_applicable": "A member stands where its condition is not met.",
        "not_finite": "NaN, an infinity, or a number too large to be one.",
        "not_json": "The document is not JSON.",
        "not_utf8": "The document is not UTF-8.",
        "not_whole": "A fraction stands where a whole number is expected.",
        "null_not_allowed": "A member is null: what was not stated is left out.",
        "out_of_range": "A number is below its minimum or above its maximum.",
        "too_deep": "The document is nested more deeply than the limit.",
        "too_few_items": "A list has fewer items than its minimum.",
        "too_large": "The document has more bytes than the limit.",
        "too_long": "A text is longer than its maximum.",
        "too_many_digits": "A number has more digits than the limit.",
        "too_many_issues": "There are more issues than the limit shows.",
        "too_many_items": "A list has more items than its maximum.",
        "too_many_values": "The document holds more values than the limit.",
        "too_short": "A text is shorter than its minimum.",
        "unknown_kind": "There is no such kind of finding.",
        "unknown_member": "There is no such member here.",
        "unknown_modality": "There is no such modality.",
        "unknown_word": "A word does not belong to its axis.",
        "wrong_form": "A text does not have the form of its member.",
        "wrong_type": "A value is of another type than its member.",
    }
)
"""What ``parse`` refuses: each is an error, and the document is not a report."""

OTHER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "check_turned_off": "A policy turns a check off that found something; the hint is "
        "its reason.",
        "word_normalised": "`normalise` wrote today's word for an old one.",
        "word_not_normalised": "`normalise` left a word: it has several meanings, or is a side, a "
        "distribution or a category.",
    }
)
"""What policies and ``normalise`` add."""


def meaning_of(code: str) -> str | None:
    """Return what an issue of this code says, in a sentence or two; ``None`` for no code."""
    check = CHECKS.get(code)
    if check is not None:
        return f"{check.says.replace('Find ', 'Finds ', 1)} {check.silent}"
    return REFUSED.get(code) or OTHER.get(code)
