"""Check that a report speaks the words of its edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from birads import lexicon
from birads._base.model import Model
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import EDITIONS
from birads.issue import Severity
from birads.lexicon.edition import Edition
from birads.report.axes import Spoken, said, spoken
from birads.report.report import Report

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
    report = sense.report
    edition = report.edition
    for section, tag in (("exams", "modality"), ("findings", "kind")):
        owners: tuple[Model, ...] = getattr(report, section)
        for number, owner in enumerate(owners):
            kind = str(getattr(owner, tag))
            if kind in _KINDS:
                yield from _outside(f"/{section}/{number}/{tag}", _KINDS[kind], edition)
            for path, axis, word in said(owner, _in_question(type(owner), kind, edition)):
                where = "/".join(map(str, path))
                yield from _outside(f"/{section}/{number}/{where}", f"{axis}.{word}", edition)
    for path, axis, word in said(report, _in_question(type(report), "", edition)):
        yield from _outside(f"/{'/'.join(map(str, path))}", f"{axis}.{word}", edition)


@cache
def _in_question(model: type[Model], kind: str, edition: Edition) -> tuple[Spoken, ...]:
    """Return the members of a model whose axis has a word that the edition does not have.

    Those of exams and findings are asked of each exam and finding, not of the report.
    """
    axes = {term.axis for term in lexicon.terms() if _judge(term.id, edition) is not None}
    return tuple(
        each
        for each in spoken(model, kind)
        if each.axis in axes and not (model is Report and each.path[0] in ("exams", "findings"))
    )


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
