"""What is wrong with a topic file: the row, the field, the line, and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from birads.acr_criteria.table._lines import line_of, places
from birads.acr_criteria.table._rows import Path
from birads.issue import InvalidTopic, Issue, Severity
from birads.pointer import join

__all__ = ["BadTable", "Problem", "meant"]

_SHOWN, _LONGEST = 12, 80


@attrs.frozen
class Problem:
    """One problem of a topic file; ``path`` leads to the member that is to blame.

    ``row`` is the id of the row that it belongs to, if any. ``line`` counts from 1 and is set
    when the text of the file is known. ``witness`` are facts that two overlapping rows share.
    """

    code: str
    path: Path
    message: str
    row: str | None = None
    hint: str | None = None
    line: int | None = None
    witness: Mapping[str, Any] | None = None

    @property
    def field(self) -> str:
        """Return the member within its row: ``when.age_years``."""
        start = 2 if len(self.path) > 1 and isinstance(self.path[1], int) else 0
        return ".".join(str(part) for part in self.path[start:])

    def __str__(self) -> str:
        row = f"row {self.row!r}" if self.row else ""
        where = ", ".join(filter(None, (row, self.field)))
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}: {self.message}{hint}" if where else f"{self.message}{hint}"


class BadTable(InvalidTopic):
    """A topic file is not a table; ``problems`` holds everything that is wrong with it."""

    def __init__(
        self,
        problems: Iterable[Problem],
        *,
        text: str = "",
        name: str = "",
        place: Callable[[Path], Path] | None = None,
    ) -> None:
        """``place`` leads from a member to where it stands in a file of another spelling."""
        found = places(text)
        if place is not None:
            problems = [attrs.evolve(one, path=place(one.path)) for one in problems]
        self.name = name
        self.problems = tuple(
            attrs.evolve(problem, line=problem.line or line_of(found, problem.path))
            for problem in problems
        )
        super().__init__(_issue(problem) for problem in self.problems)

    def __str__(self) -> str:
        return "\n".join(
            ":".join(filter(None, (self.name, str(problem.line or "")))) + f": {problem}"
            for problem in self.problems
        )


def _issue(problem: Problem) -> Issue:
    row = f"Row {problem.row!r}: " if problem.row else ""
    pointer = join(problem.path)
    return Issue(problem.code, Severity.ERROR, pointer, f"{row}{problem.message}", problem.hint)


def meant(word: object, words: Sequence[object]) -> str:
    """Return the word that was probably meant, or the words that there are."""
    known = [str(value) for value in words]
    import difflib  # asked for where something is wrong only

    near = difflib.get_close_matches(str(word)[:_LONGEST], known, n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    more = ", ..." if len(known) > _SHOWN else ""
    return f"There are {', '.join(known[:_SHOWN])}{more}." if known else "There are none."
