"""Read a criteria topic: one TOML file that a radiologist can read and sign.

The models here are the format of topic files; ``birads.acr_criteria.compiled`` turns a topic
into the finite function that ``match`` looks up.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from birads.issue import InvalidTopic, Issue, Severity
from birads.pointer import join
from birads.tables.review import ReviewState, digest, is_day, proven
from birads.tables.toml import UnreadableToml, read_bytes, read_toml

__all__ = [
    "Alerts",
    "Condition",
    "Morphology",
    "Nearest",
    "NoMatch",
    "Radiation",
    "Review",
    "Rule",
    "SummaryRule",
    "TopicFile",
    "TopicHead",
    "Variant",
    "When",
    "load_bundled",
    "load_topic",
    "read_topic",
    "review_state",
]

MICROCALCIFICATIONS = "breast-microcalcifications.2009"

# The inputs that a condition may ask for; ``conditions.judge`` reads each from the report.
ConditionInput = Literal[
    "mass_or_focal_asymmetry",
    "extensive",
    "invasion_suspected",
    "characterisation_requested",
    "proof_open",
]
Number = Annotated[int, Field(ge=1, le=999)]
RowId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$")]
Rating = Annotated[int, Field(ge=1, le=9)]


class _Row(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True
    )


class When(_Row):
    """Name the facts that a row answers; a fact that is not named is free."""

    morphology: str | tuple[str, ...]
    distribution: str | tuple[str, ...] | None = None
    groups: str | tuple[str, ...] | None = None
    laterality: str | tuple[str, ...] | None = None

    def allowed(self, fact: str) -> tuple[str, ...] | None:
        """Return the values that a row allows of a fact; ``None`` where it is free."""
        value = getattr(self, fact)
        return (value,) if isinstance(value, str) else value


class TopicHead(_Row):
    """Say which topic this is, of which year, and which words it speaks."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    revision: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,32}$")]
    title: str
    edition: Literal["2003", "2013", "2025"]
    stage: Literal["initial"]
    source: str


def _existing_day(text: str) -> str:
    if not is_day(text):
        raise ValueError("there is no such day")
    return text


class Reviewer(_Row):
    """Name who signed, when, and for what."""

    name: Annotated[str, Field(pattern=r"\S")]
    date: Annotated[
        str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_existing_day)
    ]
    scope: str
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Review(_Row):
    """Say what a file states of its review; ``review_state`` says what its signatures prove."""

    status: Literal["draft", "reviewed"]
    reviewers: tuple[Reviewer, ...] = ()
    note: str = ""


class Morphology(_Row):
    """Order the words for mixtures."""

    typically_benign: tuple[str, ...]
    suspicion: tuple[str, ...]
    first: tuple[Number, ...] = ()


class Alerts(_Row):
    """Name the variants that change how a stated category or a change is shown."""

    stated_category_below_pattern: tuple[Number, ...] = ()
    below_pattern_if_growing: tuple[Number, ...] = ()
    biopsy_follows: tuple[Number, ...] = ()
    baseline: tuple[Number, ...] = ()
    new_or_increasing: tuple[Number, ...] = ()
    proof: tuple[Number, ...] = ()


RadiationLevel = Literal["O", "1", "2", "3", "4", "5", "NS"]


def _low_then_high(bounds: tuple[float, float]) -> tuple[float, float]:
    if bounds[0] > bounds[1]:
        raise ValueError("the lower dose stands first")
    return bounds


_Dose = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Doses = Annotated[tuple[_Dose, _Dose], AfterValidator(_low_then_high)]


class Radiation(_Row):
    """Give the dose range of a level in mSv, as printed; none for NS (not specified)."""

    level: RadiationLevel
    adult_msv: _Doses | None = None
    pediatric_msv: _Doses | None = None


class Condition(_Row):
    """Make a rating depend on inputs: every demand must hold, one input of each is enough."""

    id: RowId
    text: str
    requires: tuple[tuple[ConditionInput, ...], ...]
    source: str


class SummaryRule(_Row):
    """State a step that the text gives outside the table, without a rating."""

    id: RowId
    procedure: str
    technique: tuple[str, ...] = ()
    text: str
    requires: tuple[tuple[ConditionInput, ...], ...] = ()
    source: str


class Variant(_Row):
    """Rate the procedures for one clinical picture."""

    number: Number
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    title: str
    when: When
    ratings: dict[str, Rating]
    conditions: dict[str, RowId] = Field(default_factory=dict)
    technique: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Nearest(_Row):
    """Choose the variant that stands nearest to facts that no variant prints."""

    id: RowId
    when: When
    variant: Number
    candidates: tuple[Number, ...] = ()
    reasons: Annotated[tuple[str, ...], Field(min_length=1)]
    overrides: tuple[str, ...] = ()
    why: str
    review: Literal["draft", "reviewed"] = "draft"
    one_sided_views: bool = False


class NoMatch(_Row):
    """Say why facts have no variant, and which could be meant."""

    id: RowId
    when: When
    candidates: tuple[Number, ...] = ()
    reasons: Annotated[tuple[str, ...], Field(min_length=1)]
    overrides: tuple[str, ...] = ()
    why: str
    review: Literal["draft", "reviewed"] = "draft"


class Rule(_Row):
    """Say in words how a gap is closed elsewhere, so that the list of gaps is whole."""

    id: RowId
    where: str
    text: str
    rows: str


class TopicFile(_Row):
    """Hold a whole topic, as its file states it."""

    topic: TopicHead
    review: Review
    morphology: Morphology
    alerts: Alerts = Alerts()
    radiation: tuple[Radiation, ...]
    procedures: dict[str, RadiationLevel]
    condition: tuple[Condition, ...] = ()
    summary_rule: tuple[SummaryRule, ...] = ()
    variant: Annotated[tuple[Variant, ...], Field(min_length=1)]
    nearest: tuple[Nearest, ...] = ()
    no_match: tuple[NoMatch, ...] = ()
    rule: tuple[Rule, ...] = ()


def read_topic(data: bytes) -> TopicFile:
    """Return the topic that TOML bytes hold.

    Raises:
        InvalidTopic: The bytes are not a topic; all problems are in ``issues``.
    """
    try:
        tree = read_toml(data)
    except UnreadableToml as error:
        raise InvalidTopic([error.issue]) from None
    try:
        return TopicFile.model_validate_json(_as_json(tree))
    except ValidationError as error:
        raise InvalidTopic(
            _problem("invalid_topic", join(entry["loc"]), f"{entry['msg']}.")
            for entry in error.errors(include_url=False)
        ) from None


def _as_json(tree: dict[str, Any]) -> str:
    import json

    return json.dumps(tree, default=str)


def _problem(code: str, where: str, message: str) -> Issue:
    return Issue(code, Severity.ERROR, where, message)


def load_topic(path: Path) -> TopicFile:
    """Return the topic in a file.

    Raises:
        InvalidTopic: The file is not a topic.
        OSError: The file cannot be read.
    """
    return read_topic(read_bytes(path))


def review_state(file: TopicFile) -> ReviewState:
    """Return what the signatures of a topic prove; its own word alone proves nothing."""
    stated = file.model_dump(mode="json", exclude_unset=True, exclude={"review"})
    signed = file.review.reviewers
    return proven(file.review.status, signed, digest(stated) if signed else "")


@cache
def load_bundled(name: str = MICROCALCIFICATIONS) -> TopicFile:
    """Return a topic that this package ships, by ``id.revision``."""
    folder = resources.files("birads.acr_criteria") / "topics"
    return read_topic((folder / f"{name}.toml").read_bytes())
