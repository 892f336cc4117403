"""Say whether a document holds what is expected of it."""

from __future__ import annotations

from typing import Any

__all__ = ["contains"]


def contains(whole: Any, part: Any) -> bool:
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            contains(whole.get(key), value) for key, value in part.items()
        )
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(contains, whole, part))
    return bool(whole == part)
