"""Read a word as a radiologist may have written it, and never guess in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from birads.issue import Issue, Severity
from birads.lexicon import _say
from birads.lexicon._axes import AXES
from birads.lexicon._fold import LONGEST, key, stems
from birads.lexicon._index import (
    How,
    Name,
    ambiguous_words,
    general_words,
    like,
    names,
    vocabulary,
)
from birads.lexicon._languages import Language, folded_in, names_in, nearest
from birads.lexicon._load import lexicon
from birads.lexicon._spelling import can_be_slip, is_slip
from birads.lexicon._term import Ambiguous, Term
from birads.lexicon.edition import Edition

__all__ = ["Found", "Match", "find"]

# What SNOMED CT writes behind the fully specified name of a concept.
_SEMANTIC_TAG = re.compile(
    r"\s*\((?:finding|disorder|qualifier value|morphologic abnormality|body structure)\)\s*$"
)
_BARE = 2  # keys up to this length, and numbers, are words only where the axis is known


@attrs.frozen
class Match:
    """Hold one term that a word may mean, and how the word led to it."""

    term: Term
    how: How

    def to_dict(self) -> dict[str, Any]:
        """Return the members that the command line prints."""
        successor = self.term.successor
        return {
            "id": self.term.id,
            "how": self.how.value,
            "editions": [edition.value for edition in self.term.editions],
            "successor": successor.id if successor else None,
        }


@attrs.frozen
class Found:
    """Answer one query; ``issues`` say what a reader should know before using a match."""

    query: str
    matches: tuple[Match, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def term(self) -> Term | None:
        """Return the only match, unless it rests on a corrected spelling."""
        if len(self.matches) == 1 and self.matches[0].how is not How.SPELLING:
            return self.matches[0].term
        return None

    def to_dict(self) -> dict[str, Any]:
        """Return the members that the command line prints."""
        return {
            "query": self.query,
            "matches": [match.to_dict() for match in self.matches],
            "issues": [issue.to_dict() for issue in self.issues],
        }


def find(
    word: str,
    axis: str | None = None,
    edition: Edition | str | None = None,
    language: Language | str = Language.EN,
) -> Found:
    """Return the terms that ``word`` may mean, in one axis or in all.

    Case, hyphens, underscores, accents, plurals and British spelling make no difference. An
    ambiguous word answers with its candidates; a misspelt one with a proposal, where only one
    word is near. A word found nowhere answers with an issue: nothing raises on a strange word.

    Words of another language than English are found by their labels and synonyms alone, without
    regard to number and gender; a misspelt one is not corrected.

    Raises:
        LookupError: there is no such axis.
        ValueError: there is no such edition or language.

    """
    if axis is not None and axis not in AXES:
        raise LookupError(f"There is no axis {axis!r}.")
    of = None if edition is None else Edition(edition)
    if len(word) > LONGEST:
        return Found(word[:LONGEST], (), (_say.too_long(LONGEST),))
    spoken = Language(language)
    if spoken is not Language.EN:
        return _foreign(word, axis, of, spoken)
    return _answer(word, axis, of)


def _foreign(word: str, axis: str | None, edition: Edition | None, language: Language) -> Found:
    folded = folded_in(word, language)
    if not folded:
        return Found(word, (), (_say.empty(),))
    rows = [
        row
        for row in names_in(language).get(folded, ())
        if axis in (None, row.id.rpartition(".")[0])
    ]
    if not rows:
        return Found(word, (), (_say.unknown_in(word, axis, language.value),))
    found = [
        Match(lexicon().terms[row.id], How.LABEL if row.is_label(word) else How.SYNONYM)
        for row in nearest(word, rows)
    ]
    axes = [match.term.axis for match in found]
    alike = [match.term.id for match in found if axes.count(match.term.axis) > 1]
    issues = [_say.alike_in(word, alike)] if alike else []
    return _found(word, found, issues, edition)


def _answer(word: str, axis: str | None, edition: Edition | None) -> Found:
    known = lexicon().terms.get(word.strip())
    if known is not None and axis in (None, known.axis):
        return _found(word, [Match(known, How.EXACT)], [], edition)
    folded = key(_SEMANTIC_TAG.sub("", word))
    if not folded:
        return Found(word, (), (_say.empty(),))
    if axis is None and (len(folded) <= _BARE or folded.isdigit()):
        return Found(word, (), (_say.axis_needed(word),))
    within = AXES if axis is None else (axis,)
    found = _known(word, [folded], within, edition) or _general(word, folded, within)
    if found is None:
        found = _known(word, _corrected(word, within), within, edition, spelt=True)
    if found is None:
        known_names = names()
        others = [] if axis is None else [i for i in AXES if folded in known_names[i]]
        return Found(word, (), (_say.unknown(word, None if axis is None else AXES[axis], others),))
    return found


def _known(
    word: str,
    keys: Iterable[str],
    within: Iterable[str],
    edition: Edition | None,
    *,
    spelt: bool = False,
) -> Found | None:
    """Return what the keys stand for, or ``None`` where they stand for nothing."""
    matches: list[Match] = []
    issues: list[Issue] = []
    for folded in keys:
        for axis in within:
            row = ambiguous_words()[axis].get(folded)
            name = names()[axis].get(folded)
            if row is not None and edition not in row.settled_editions:
                terms = [term for term in _terms(row) if term not in [m.term for m in matches]]
                matches += [Match(term, _how_candidate(name, term, spelt)) for term in terms]
                issues += [_say.ambiguous(row, _terms(row))] if terms else []
            elif name is not None:
                how = name.as_written(word, edition)
                matches.append(Match(name.term, How.SPELLING if spelt else how))
                issues += [] if spelt else _say.name(name, how)
    if not matches:
        return None
    if spelt:
        issues.insert(0, _say.corrected(word, sorted({match.term.label for match in matches})))
    return _found(word, matches, issues, edition)


def _general(word: str, folded: str, within: Iterable[str]) -> Found | None:
    """Return why a word that is known names no one term, or ``None`` where it is not known."""
    rows = [general_words()[axis][folded] for axis in within if folded in general_words()[axis]]
    return Found(word, (), tuple(_say.general(word, row) for row in rows)) if rows else None


def _how_candidate(name: Name | None, term: Term, spelt: bool) -> How:
    if spelt:
        return How.SPELLING
    return name.how if name is not None and name.term is term else How.RETIRED


def _terms(row: Ambiguous) -> tuple[Term, ...]:
    return tuple(lexicon().terms[term_id] for term_id in row.candidates)


def _corrected(word: str, within: Iterable[str]) -> tuple[str, ...]:
    """Return the one key that ``word`` is a slip of; none where two different words are near.

    A part that is a word of the lexicon is no slip: "focal enhancement" is not "focus enhancement".
    """
    parts = tuple(stems(word))
    if not can_be_slip(parts) or all(part in vocabulary() for part in parts):
        return ()
    targets: dict[str, str] = {}
    ours = vocabulary().intersection(parts)
    for axis in within:
        for other, folded in like(axis, parts):
            if ours.issubset(other) and is_slip(parts, other):
                targets.setdefault(_target(axis, folded), folded)
    return tuple(targets.values()) if len(targets) == 1 else ()


def _target(axis: str, folded: str) -> str:
    row = ambiguous_words()[axis].get(folded)
    return row.word if row is not None else names()[axis][folded].term.word


def _found(word: str, matches: list[Match], issues: list[Issue], edition: Edition | None) -> Found:
    """Add what the edition and the number of axes have to say."""
    if edition is not None:
        standing = [match for match in matches if match.term.stands_in(edition) is not False]
        matches = standing or matches
        issues += _about_edition(matches, edition)
    axes = sorted({match.term.axis for match in matches})
    if len(axes) > 1 and not any(issue.code == "ambiguous_word" for issue in issues):
        issues.append(_say.several_axes(word, axes))
    order = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)
    return Found(word, tuple(matches), tuple(sorted(issues, key=lambda i: order.index(i.severity))))


def _about_edition(matches: Iterable[Match], edition: Edition) -> Iterator[Issue]:
    for match in matches:
        stands = match.term.stands_in(edition)
        if stands is None:
            yield _say.edition_unknown(match.term, edition)
        elif not stands:
            yield _say.outside_edition(match.term, edition, _replacement(match.term, edition))
        elif match.term.is_draft(edition):
            yield _say.draft(match.term, edition)


def _replacement(term: Term, edition: Edition) -> Term | None:
    """Return the word of ``edition`` for ``term``: what followed it, or what it followed."""
    terms = lexicon().terms
    later = term.successor
    if later is not None and later.id and later.edition <= edition:
        successor = terms[later.id]
        if successor.stands_in(edition):
            return successor
    for other in terms.values():
        if other.successor and other.successor.id == term.id and other.stands_in(edition):
            return other
    return None
