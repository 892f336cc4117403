"""The answer of a current topic: a variant, or what could be meant, with what it says of each."""

from __future__ import annotations

from typing import Literal

from birads.acr_criteria._results import Note, RadiationDose, Result, ShownFacts
from birads.acr_criteria.table._file import Rating
from birads.lexicon.common import Breast

__all__ = [
    "AboutBreast",
    "AboutFindings",
    "AboutPatient",
    "AnswerOption",
    "AnswerTopic",
    "CategoryWord",
    "Difference",
    "MissingFact",
    "TopicAnswer",
    "Withheld",
]

CategoryWord = Literal[
    "usually_appropriate",
    "may_be_appropriate",
    "may_be_appropriate_disagreement",
    "usually_not_appropriate",
]


class AnswerTopic(Result):
    """The table that answered: which topic of which year, and where it is printed."""

    id: str
    revision: str
    title: str
    acr_topic_id: int | None
    review: Literal["draft", "reviewed", "outdated"]
    revision_verified: bool
    citation: str
    url: str | None


class AboutPatient(Result):
    """The answer is about the patient."""

    patient: Literal[True] = True


class AboutBreast(Result):
    """The answer is about a breast; ``null`` is a breast whose side is not stated."""

    breast: Breast | None


class AboutFindings(Result):
    """The answer is about findings."""

    findings: tuple[str, ...]


class MissingFact(Result):
    """A fact that is not stated; ``would_decide``: whatever it is, nothing would be left open."""

    fact: str
    would_decide: bool


class Withheld(Result):
    """What the table holds of a procedure, where that is no advice for this patient.

    ``because``: the table speaks against what was stated or ordered (``stated_step``), or for
    contrast in a pregnancy that it does not speak of (``pregnancy``). ``stated`` are the places
    in the report that say so.
    """

    category: CategoryWord
    rating: Rating | None
    because: Literal["stated_step", "pregnancy"]
    stated: tuple[str, ...]


class AnswerOption(Result):
    """One procedure, as the topic rates it.

    ``category`` is the statement and ``rating`` a detail. ``agreed``: every variant that nothing
    stated contradicts says the same. Where what the table holds is no advice for this patient,
    ``category`` is ``null`` and ``withheld`` says what it holds and why.
    """

    procedure: str
    category: CategoryWord | None
    rating: Rating | None
    disagreement: bool
    radiation: RadiationDose | None
    evidence: str | None
    verified: Literal["one", "two"] | None
    conflict: dict[str, str] | None
    agreed: bool
    withheld: Withheld | None = None


class Difference(Result):
    """Another topic that answers the same patient, and the procedures on which they differ."""

    topic: str
    procedures: tuple[str, ...]


class TopicAnswer(Result):
    """The answer of one current topic about the patient or a breast.

    ``candidates`` are the variants that nothing stated contradicts, without the chosen one.
    ``options`` are those of the chosen variant; where none is chosen, the procedures whose
    category all candidates share. ``no_imaging``: every procedure of every variant that could be
    meant is usually not appropriate.
    """

    topic: AnswerTopic
    subject: AboutPatient | AboutBreast | AboutFindings
    facts: ShownFacts
    read_from: dict[str, tuple[str, ...]]
    status: Literal["match", "undetermined", "no_match", "not_covered"]
    variant: int | None
    title: str | None
    candidates: tuple[int, ...]
    missing: tuple[MissingFact, ...]
    options: tuple[AnswerOption, ...]
    no_imaging: bool
    differs_from: tuple[Difference, ...]
    reasons: tuple[str, ...]
    notes: tuple[Note, ...]
