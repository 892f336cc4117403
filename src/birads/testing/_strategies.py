"""Offer the public strategies: whole reports, single findings, and documents a step beside."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from birads.lexicon.common import Modality
from birads.lexicon.edition import Edition
from birads.parsing._parse import parse
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS, FindingBase, MgCalcifications
from birads.report.report import Report
from birads.testing._editions import kind_in
from birads.testing._links import FITS, linked
from birads.testing._mutate import mutated
from birads.testing._objects import mixed
from birads.testing._scalars import Json
from birads.testing._values import members
from birads.testing._warm import warm

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from birads._base.model import Model

__all__ = ["documents", "findings", "near_valid_reports", "reports"]

_MOST = 3
_PATTERN = ("morphology", "distribution")


def documents(
    *,
    edition: Edition | str | None = None,
    modality: Modality | str | None = None,
    pattern: bool | None = None,
) -> SearchStrategy[dict[str, Any]]:
    """Return valid reports as plain JSON values.

    Ids are unique and references lead somewhere; whether the report makes sense beyond that is
    not promised. ``edition`` fixes the edition and keeps to the words that it has; ``modality``
    fixes that of every exam and finding.
    ``pattern=True`` gives every report a calcification finding with its morphology and
    distribution; ``pattern=False`` gives none any.

    Raises:
        ValueError: There is no such edition or modality, or none of its findings can be one of
            calcifications as ``pattern`` asks.
    """
    chosen = None if edition is None else Edition(edition)
    only = None if modality is None else Modality(modality)
    if pattern and only in (Modality.ULTRASOUND, Modality.MRI):
        raise ValueError(f"no {only.value} exam has a calcification pattern of mammography")
    strategy = _documents(chosen, only, pattern)
    warm(strategy.map(_parsed), (chosen, only, pattern))
    return strategy


# Composite, because its representation in a failing test stays short.
@st.composite
def _documents(
    draw: DrawFn, edition: Edition | None, modality: Modality | None, pattern: bool | None
) -> dict[str, Any]:
    frame = draw(_frames(edition))
    exams = draw(_exams(modality, edition))
    found = draw(_found(modality, edition, pattern))
    return linked({**frame, "exams": exams, "findings": found})


@cache
def _frames(edition: Edition | None) -> SearchStrategy[dict[str, Json]]:
    """Return all of a report but its exams and findings."""
    frames = members(Report, edition).map(
        lambda frame: {k: v for k, v in frame.items() if k not in ("exams", "findings")}
    )
    return (
        frames if edition is None else frames.map(lambda frame: frame | {"edition": edition.value})
    )


@cache
def _exams(modality: Modality | None, edition: Edition | None) -> SearchStrategy[list[Json]]:
    fitting = (m for m in EXAM_MODELS if modality is None or _tag(m, "modality") == modality.value)
    return mixed([members(model, edition) for model in fitting], _MOST)


@cache
def _found(
    modality: Modality | None, edition: Edition | None, pattern: bool | None
) -> SearchStrategy[list[Json]]:
    kinds = [
        model
        for model in FINDING_MODELS
        if _belongs(_tag(model, "kind"), modality)
        and kind_in(_tag(model, "kind"), edition)
        and not members(model, edition).is_empty
    ]
    if pattern is False:
        kinds.remove(MgCalcifications)
    found = mixed([members(model, edition) for model in kinds], _MOST)
    if not pattern:
        return found
    first = members(MgCalcifications, edition, _PATTERN)
    return st.tuples(first, found).map(lambda drawn: [drawn[0], *drawn[1]])


def _belongs(kind: str, modality: Modality | None) -> bool:
    fits = FITS.get(kind.partition(".")[0])
    return modality is None or fits is None or modality.value in fits


def _tag(model: type[Model], member: str) -> str:
    (word,) = get_args(model.model_fields[member].annotation)
    return str(word)


def reports(
    *,
    edition: Edition | str | None = None,
    modality: Modality | str | None = None,
    pattern: bool | None = None,
) -> SearchStrategy[Report]:
    """Return valid reports; see ``documents`` for what steers them.

    Raises:
        ValueError: As ``documents`` does.
    """
    return documents(edition=edition, modality=modality, pattern=pattern).map(_parsed)


def _parsed(document: dict[str, Json]) -> Report:
    return parse(document)


def findings(
    kind: str | None = None, *, edition: Edition | str | None = None
) -> SearchStrategy[FindingBase]:
    """Return valid findings, of one ``kind`` or of any, that refer to nothing.

    Raises:
        ValueError: There is no such kind or edition.
    """
    if kind is not None and kind not in [_tag(model, "kind") for model in FINDING_MODELS]:
        raise ValueError(f"there is no kind of finding {kind!r}")
    chosen = None if edition is None else Edition(edition)
    return _findings(kind, chosen)


@st.composite
def _findings(draw: DrawFn, kind: str | None, edition: Edition | None) -> FindingBase:
    return _finding(draw(_drafts(kind, edition)))


@cache
def _drafts(kind: str | None, edition: Edition | None) -> SearchStrategy[dict[str, Json]]:
    models = [model for model in FINDING_MODELS if kind in (None, _tag(model, "kind"))]
    return st.one_of([members(model, edition) for model in models])


def _finding(draft: dict[str, Json]) -> FindingBase:
    document = linked({"edition": Edition.E2013.value, "findings": [_without_links(draft)]})
    return parse(document).findings[0]


def _without_links(draft: dict[str, Json]) -> dict[str, Json]:
    """Drop the links of the correlates too: they would lead to the finding itself."""
    return {
        key: {k: v for k, v in value.items() if k != "finding"}
        if isinstance(value, dict)
        else value
        for key, value in draft.items()
    }


def near_valid_reports(
    *,
    edition: Edition | str | None = None,
    modality: Modality | str | None = None,
    pattern: bool | None = None,
) -> SearchStrategy[Any]:
    """Return documents that are one change away from a valid report, as plain JSON values.

    Some of them are valid all the same: ask ``parse``. The arguments steer the report that is
    changed; the change may undo what they ask for.

    Raises:
        ValueError: As ``documents`` does.
    """
    return _near_valid(documents(edition=edition, modality=modality, pattern=pattern))


@st.composite
def _near_valid(draw: DrawFn, valid: SearchStrategy[dict[str, Any]]) -> Any:
    document = draw(valid)
    return mutated(document, lambda most: draw(_below(most)))


@cache
def _below(most: int) -> SearchStrategy[int]:
    return st.integers(0, most - 1)
