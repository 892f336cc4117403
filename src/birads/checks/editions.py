"""Check that a report speaks the words of its edition."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, Final

from birads import lexicon
from birads._base.model import Model
from birads.checks.registry import Found, declare
from birads.checks.sense import Sense
from birads.checks.sources import EDITIONS
from birads.issue import Severity
from birads.lexicon.edition import Edition
from birads.report.axes import axis_of

# Kinds of finding that are themselves a word of one edition.
_KINDS: Final = {"us.nonmass": "us.finding.nonmass_lesion"}


@declare(
    "word_outside_edition",
    Severity.INFORMATION,
    silent="Silent where it is not known whether the edition has the word, for words that no "
    "edition defines (a study's), and for the 2022 CEM supplement in a report of 2013.",
    source=EDITIONS,
)
def word_outside_edition(sense: Sense) -> Iterator[Found]:
    """Find a word of another edition than the report's."""
    edition = sense.report.edition
    for section, tag in (("exams", "modality"), ("findings", "kind")):
        for number, owner in enumerate(getattr(sense.report, section)):
            kind = str(getattr(owner, tag))
            base = f"/{section}/{number}"
            if kind in _KINDS:
                yield from _outside(f"{base}/{tag}", _KINDS[kind], edition)
            for path, word in _words(owner):
                axis = _axis(section, kind, tuple(part for part in path if isinstance(part, str)))
                if axis is not None:
                    where = "/".join(map(str, path))
                    yield from _outside(f"{base}/{where}", f"{axis}.{word}", edition)


def _words(owner: Model, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, StrEnum]]:
    for name, value in owner:
        if isinstance(value, StrEnum):
            yield (*path, name), value
        elif isinstance(value, Model):
            yield from _words(value, (*path, name))
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, StrEnum):
                    yield (*path, name, place), item


@cache
def _axis(section: str, kind: str, names: tuple[str, ...]) -> str | None:
    """Return the axis of a member, asked in the form of a document with one owner."""
    tag = "modality" if section == "exams" else "kind"
    return axis_of((section, 0, *names), {section: [{tag: kind}]})


def _outside(pointer: str, name: str, edition: Edition) -> Iterator[Found]:
    found = _judge(name, edition)
    if found is not None:
        yield Found(pointer, *found)


@cache
def _judge(name: str, edition: Edition) -> tuple[str, str | None] | None:
    """Return the message and the hint for a word outside an edition, or ``None``."""
    try:
        term = lexicon.term(name)
    except LookupError:
        return None
    if not term.editions or term.stands_in(edition) is not False:
        return None
    known = ", ".join(term.editions)
    hint = "Say it in the words of the report's edition, or correct the edition."
    successor = term.successor
    if successor is not None and successor.edition <= edition:
        hint = successor.note or f"From {successor.edition} on: {successor.id}."
    return f"{term.label!r} is a word of {known}, not of {edition}.", hint
