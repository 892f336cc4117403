"""The format of a topic file: one TOML file that holds a whole table, whatever it is about."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from birads.acr_criteria.table._facts import FactRow, Subject
from birads.tables._review import is_day

__all__ = [
    "Alerts",
    "Conditional",
    "Gap",
    "Head",
    "Join",
    "OptionRow",
    "Review",
    "Reviewer",
    "ScopeRow",
    "SummaryRule",
    "TopicFile",
    "VariantRow",
    "When",
]

Number = Annotated[int, Field(ge=1, le=999)]
RowId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Rating = Annotated[int, Field(ge=1, le=9)]
Level = Literal["O", "1", "2", "3", "4", "5", "NS", "varies"]
Capture = Literal["one", "two"]
When = dict[str, Any]
"""The conditions of a row by fact: a value, a list of values, or the bounds of a number."""


class _Row(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True
    )


def _a_part_of_the_report(about: Subject) -> Subject:
    if about is Subject.ANSWER:
        raise ValueError("a table is about a part of a report, not about its own answer")
    return about


class Head(_Row):
    """Which topic this is, of which year, what it is about, and where it is printed."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    revision: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,32}$")]
    title: str
    about: Annotated[Subject, AfterValidator(_a_part_of_the_report)]
    citation: str
    acr_topic_id: int | None = None
    url: str | None = None
    revision_verified: bool = False
    revision_basis: str = ""
    status: str = "current"
    listed_as_of: str | None = None
    completeness: Literal["complete", "partial", "missing"] = "complete"
    edition: Literal["2003", "2013", "2025"] | None = None
    stage: Literal["initial", "next"] | None = None
    lead: str | None = None


def _existing_day(text: str) -> str:
    if not is_day(text):
        raise ValueError("there is no such day")
    return text


class Reviewer(_Row):
    """Who signed, when, for what, and the digest of what was read."""

    name: Annotated[str, Field(pattern=r"\S")]
    date: Annotated[
        str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_existing_day)
    ]
    scope: str
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Review(_Row):
    """Whether a radiologist has signed the table; a signature counts only while it holds."""

    status: Literal["draft", "reviewed"]
    reviewers: tuple[Reviewer, ...] = ()
    note: str = ""


class Source(_Row):
    """A publication, or a copy of one, that cells of the table were read from."""

    id: RowId
    citation: str
    what: str = ""


class Join(_Row):
    """How the words of a fact that has several are answered together.

    Each word is answered for itself. Words in ``ignored`` never decide beside another; of the
    rest the most worrisome answer counts: first the variants in ``first``, then the higher
    rating of the topic's lead procedure, then the word that stands earlier in ``order``.
    """

    ignored: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    first: tuple[Number, ...] = ()
    missing_reason: RowId = "fact_required"
    several_reason: RowId = "several_words"
    ignored_reason: RowId = "word_ignored"
    unanswered_reason: RowId = "word_without_match"


class Alerts(_Row):
    """The variants that change how a stated category or a change is shown."""

    stated_category_below_pattern: tuple[Number, ...] = ()
    below_pattern_if_growing: tuple[Number, ...] = ()
    biopsy_follows: tuple[Number, ...] = ()
    baseline: tuple[Number, ...] = ()
    new_or_increasing: tuple[Number, ...] = ()
    proof: tuple[Number, ...] = ()


def _low_then_high(bounds: tuple[float, float]) -> tuple[float, float]:
    if bounds[0] > bounds[1]:
        raise ValueError("the lower dose stands first")
    return bounds


_Dose = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Doses = Annotated[tuple[_Dose, _Dose], AfterValidator(_low_then_high)]


class Radiation(_Row):
    """The dose range of a level in mSv, as printed; none where it is not specified."""

    level: Level
    adult_msv: _Doses | None = None
    pediatric_msv: _Doses | None = None


class Procedure(_Row):
    """A rated procedure: its name, and the radiation levels that this topic prints."""

    label: str = ""
    rrl: Level | None = None
    rrl_pediatric: Level | None = None


class Conditional(_Row):
    """A condition of a rating: every demand must hold, one fact of each that is yes is enough.

    ``of = "proof"`` is the condition of every high rating that serves a proof which a stated 1 or
    2 says is there already.
    """

    id: RowId
    text: str
    requires: tuple[tuple[str, ...], ...] = ()
    source: str
    of: Literal["proof"] | None = None


class SummaryRule(_Row):
    """A step that the text gives outside the table, without a rating.

    It stands where its facts hold, those of the answer included, and where every demand of
    ``requires`` is met; of the facts inside one demand, one that is yes is enough.
    """

    id: RowId
    text: str
    when: When = Field(default_factory=dict)
    any_of: tuple[When, ...] = ()
    requires: tuple[tuple[str, ...], ...] = ()
    source: str
    procedure: str
    technique: tuple[str, ...] = ()


class OptionRow(_Row):
    """One cell of the table: a procedure with its category and, as detail, its rating.

    ``verified`` counts the independent captures that agree on the category; ``conflict`` says
    what another capture holds.
    """

    procedure: str
    category: str
    rating: Rating | None = None
    rrl: Level | None = None
    rrl_pediatric: Level | None = None
    evidence: str | None = None
    source: str | None = None
    confirmed_by: tuple[str, ...] = ()
    verified: Capture | None = None
    rating_verified: Capture | None = None
    rrl_verified: Capture | None = None
    rrl_pediatric_verified: Capture | None = None
    disagreement_verified: Capture | None = None
    conflict: dict[str, str] | None = None


class VariantRow(_Row):
    """One printed row: who it is for, and how it rates the procedures.

    ``any_of`` lists further conditions of which one must hold beside ``when``. ``soft`` gives
    the part of a number's range in which the source leaves open whether the row holds.
    """

    number: Number
    title: str
    id: RowId | None = None
    when: When = Field(default_factory=dict)
    any_of: tuple[When, ...] = ()
    overrides: tuple[RowId, ...] = ()
    why: str = ""
    soft: dict[str, Any] = Field(default_factory=dict)
    stage: Literal["initial", "next"] | None = None
    stage_printed: bool = False
    note: str = ""
    options: tuple[OptionRow, ...] = ()
    ratings: dict[str, Rating] = Field(default_factory=dict)
    conditions: dict[str, RowId] = Field(default_factory=dict)
    technique: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Gap(_Row):
    """A row of our own for facts that no variant prints; ``variant`` is the nearest, if any."""

    id: RowId
    when: When
    any_of: tuple[When, ...] = ()
    variant: Number | None = None
    candidates: tuple[Number, ...] = ()
    reasons: Annotated[tuple[RowId, ...], Field(min_length=1)]
    overrides: tuple[RowId, ...] = ()
    why: str
    review: Literal["draft", "reviewed"] = "draft"
    one_sided_views: bool = False


class ScopeRow(_Row):
    """Facts for which the table does not speak at all; it comes before every other row."""

    id: RowId
    when: When
    any_of: tuple[When, ...] = ()
    reason: RowId
    source: str


class RuleText(_Row):
    """How a gap is closed elsewhere, in words, so that the list of gaps is whole."""

    id: RowId
    where: str
    text: str
    rows: str


class TopicFile(_Row):
    """A whole topic, as its file states it."""

    topic: Head
    review: Review
    source: tuple[Source, ...] = ()
    fact: tuple[FactRow, ...] = ()
    join: dict[str, Join] = Field(default_factory=dict)
    alerts: Alerts = Alerts()
    radiation: tuple[Radiation, ...] = ()
    procedures: dict[str, Procedure] = Field(default_factory=dict)
    condition: tuple[Conditional, ...] = ()
    summary_rule: tuple[SummaryRule, ...] = ()
    scope: tuple[ScopeRow, ...] = ()
    variant: tuple[VariantRow, ...] = ()
    nearest: tuple[Gap, ...] = ()
    no_match: tuple[Gap, ...] = ()
    rule: tuple[RuleText, ...] = ()
