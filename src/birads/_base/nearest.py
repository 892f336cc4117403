"""Name what was probably meant by a name that there is not: a check, a column, a member.

Words of a report are never guessed by this: what they can mean is looked up in reviewed tables.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean"]

_LONGEST = 80
_MOST = 1_000


def did_you_mean(name: str, names: Iterable[str]) -> str | None:
    """Return a question with the nearest of ``names``, or ``None`` where none is near."""
    import difflib  # asked for where something is wrong only

    known = [one for one, _ in zip(names, range(_MOST), strict=False)]
    near = difflib.get_close_matches(name[:_LONGEST], known, n=1)
    return f"Did you mean {near[0][:_LONGEST]!r}?" if near else None
