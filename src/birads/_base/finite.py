"""Say which numbers a double can hold: the only ones that every reader of JSON can read."""

from __future__ import annotations

__all__ = ["BEYOND", "is_finite"]

BEYOND = 2**1024 - 2**970
"""The smallest whole number that rounds to infinity: IEEE 754-2019, binary64, section 4.3.1."""


def is_finite(number: float) -> bool:
    """Say whether a double holds the number as anything but an infinity or no number."""
    return -BEYOND < number < BEYOND
