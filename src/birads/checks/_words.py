"""Group the words that the checks speak of.

The groups of the calcification words, and what an action asks for, are rows of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from birads.lexicon import Group, terms
from birads.lexicon._meanings import meaning
from birads.lexicon.common import Category, Change
from birads.lexicon.mammography import CalcDistribution, CalcMorphology, MassDensity
from birads.report.assessment import Action
from birads.report.findings import FindingBase, MgMass
from birads.report.pathology import BiopsyProcedure
from birads.report.view._index import SUSPICION, TISSUE_ACTIONS

_M = CalcMorphology
_GROUPS = {_M(term.word): term.group for term in terms("mg.calcifications.morphology")}

SUSPICIOUS_WORDS: Final = frozenset(
    word for word, group in _GROUPS.items() if group is Group.SUSPICIOUS
)
ROUND_WORDS: Final = frozenset({_M.ROUND, _M.PUNCTATE})
"""Listed as typically benign, but benign only by distribution and course."""

BENIGN_WORDS: Final = (
    frozenset(word for word, group in _GROUPS.items() if group is Group.TYPICALLY_BENIGN)
    - ROUND_WORDS
)
"""The words that are benign in any distribution; a word without a group is not one of them."""

NEEDS_DISTRIBUTION: Final = ROUND_WORDS | {_M.AMORPHOUS, _M.COARSE_HETEROGENEOUS}
"""Words whose meaning depends on the distribution; the two others are suspicious in any."""

DUCTAL: Final = frozenset({CalcDistribution.LINEAR, CalcDistribution.SEGMENTAL})

FOURS: Final = frozenset({Category.C4, Category.C4A, Category.C4B, Category.C4C})
SUBDIVIDED: Final = FOURS - {Category.C4}
FOUR_OR_FIVE: Final = FOURS | {Category.C5}
TISSUE_LINE: Final = FOUR_OR_FIVE | {Category.C6}
"""The categories past the line: 4, 5 and 6."""

ONE_TO_THREE: Final = frozenset({Category.C1, Category.C2, Category.C3})
BELOW_LINE: Final = ONE_TO_THREE | {Category.C0}

_ACTION: Final = "recommendation.action"
TISSUE: Final = TISSUE_ACTIONS
SURGEON: Final = frozenset(map(Action, meaning(_ACTION, "surgeon")))
TO_TISSUE: Final = TISSUE | {Action.SURGICAL_CONSULTATION}
"""What leads to tissue; clinical management names no tissue, so that it answers no 4 or 5."""
IMAGING: Final = frozenset(map(Action, meaning(_ACTION, "imaging")))
_PROCEDURE: Final = "pathology.procedure"
NEEDLE: Final = frozenset(map(BiopsyProcedure, meaning(_PROCEDURE, "needle")))
SURGERY: Final = frozenset(map(BiopsyProcedure, meaning(_PROCEDURE, "surgery")))


GROWING: Final = frozenset({Change.NEW, Change.INCREASING})


def is_fat(finding: FindingBase) -> bool:
    """Say whether a mass contains fat, which is benign whatever its outline."""
    return isinstance(finding, MgMass) and finding.density is MassDensity.FAT


def crosses(one: Category, other: Category) -> bool:
    """Say whether two categories lie on different sides of the line between 0-3 and 4-6."""
    return (one in TISSUE_LINE) is not (other in TISSUE_LINE)


def alike(one: Category, other: Category) -> bool:
    """Say whether two categories are equal; a plain 4 is any of 4A, 4B and 4C, left open."""
    return one is other or (Category.C4 in (one, other) and one in FOURS and other in FOURS)


def above(one: Category, other: Category) -> bool:
    """Say whether ``one`` is more suspicious than ``other``."""
    return SUSPICION[one] > SUSPICION[other] and not alike(one, other)


def said(words: Iterable[str]) -> str:
    """Return words as a reader says them: "fine pleomorphic and amorphous"."""
    plain = [word.replace("_", " ") for word in words]
    return " and ".join([", ".join(plain[:-1]), plain[-1]]) if len(plain) > 1 else "".join(plain)


ANSWERED: Final = (
    "where a tissue result answers (a current one, or an earlier benign one of what is stable or "
    "smaller)"
)
"""When the checks of words against a category are silent, as their descriptions say it."""

_QUOTED: Final = 80


def quoted(text: str) -> str:
    """Return a text of the report as a message quotes it: short, and safe to print."""
    return repr(text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}...")
