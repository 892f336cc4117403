"""Check the sides against the findings: what names a finding speaks of the breast it lies in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sides_of_exam import place_of
from birads.checks._sources import FORMAT
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.report.assessment import Outcome
from birads.report.pathology import Pathology
from birads.report.view._index import breast_of, sides


def _named(sense: Sense, name: str | None) -> tuple[Side, ...]:
    entry = sense.findings.get(name) if name is not None else None
    return place_of(sense, entry[1]) if entry else ()


def _said(places: tuple[Side, ...]) -> str:
    return str(places[0]) if len(places) == 1 else "bilateral"


@declare(
    "recommendation_side_differs",
    Severity.ERROR,
    silent="Silent where the recommendation states no side, where neither the finding nor its exam "
    "does, and where a bilateral one of the two shares a breast with the other.",
    source=FORMAT,
    needs=(Need.RECOMMENDATIONS,),
)
def recommendation_side_differs(sense: Sense) -> Iterator[Found]:
    """Find a recommendation for one breast that names a finding of the other."""
    for number, entry in enumerate(sense.report.recommendations):
        asked = set(sides(entry.breast))
        if not asked:
            continue
        for place, name in enumerate(entry.findings or ()):
            where = _named(sense, name)
            if where and asked.isdisjoint(where):
                yield Found(
                    f"/recommendations/{number}/findings/{place}",
                    f"The recommendation ({entry.action.replace('_', ' ')}) is for the "
                    f"{entry.breast} breast, but finding {name!r} lies in the {_said(where)} "
                    "breast.",
                    "The side of a procedure is never guessed: state the one that is meant.",
                )


@declare(
    "outcome_side_differs",
    Severity.ERROR,
    silent="Silent where the outcome states no side, where neither the finding nor its exam does, "
    "and where a bilateral one of the two shares a breast with the other.",
    source=FORMAT,
    needs=(Need.OUTCOMES,),
)
def outcome_side_differs(sense: Sense) -> Iterator[Found]:
    """Find an outcome of one breast that names a finding of the other."""
    for number, says in _elsewhere(sense, sense.report.outcomes):
        yield Found(
            f"/outcomes/{number}/breast",
            f"The outcome {says}",
            "Correct the side, or the finding that is named.",
        )


@declare(
    "tissue_side_differs",
    Severity.ERROR,
    silent="Silent where the tissue states no side, where neither the finding nor its exam does, "
    "and where a bilateral one of the two shares a breast with the other.",
    source=FORMAT,
    needs=(Need.PATHOLOGY,),
)
def tissue_side_differs(sense: Sense) -> Iterator[Found]:
    """Find a tissue result of one breast that names a finding of the other."""
    for number, says in _elsewhere(sense, sense.report.pathology):
        yield Found(
            f"/pathology/{number}/breast",
            f"The tissue {says}",
            "A wrong side may be a wrong lesion, or a wrong patient: correct the side, or the "
            "finding that is named.",
        )


def _elsewhere(sense: Sense, entries: Sequence[Outcome | Pathology]) -> Iterator[tuple[int, str]]:
    """Yield the entries of one breast that name a finding of the other, and say so."""
    for number, entry in enumerate(entries):
        where = _named(sense, entry.finding)
        asked = set(sides(entry.breast))
        if asked and where and asked.isdisjoint(where):
            of, named, said = entry.breast, entry.finding, _said(where)
            yield number, f"is of the {of} breast, but finding {named!r} lies in the {said} breast."


@declare(
    "lesion_on_both_sides",
    Severity.ERROR,
    silent="Silent for findings without a side or called bilateral. Each breast is then read as a "
    "lesion of its own.",
    source=FORMAT,
    needs=(Need.FINDINGS,),
)
def lesion_on_both_sides(sense: Sense) -> Iterator[Found]:
    """Find one lesion, or one tracking identifier, of findings in different breasts."""
    first: dict[tuple[str, str], tuple[Side, str]] = {}
    for number, finding in enumerate(sense.report.findings):
        places = sides(breast_of(finding))
        if len(places) != 1:
            continue
        for member in ("tracking_uid", "lesion"):
            value = getattr(finding, member)
            if value is None:
                continue
            before, name = first.setdefault((member, value), (places[0], finding.id))
            if before is not places[0]:
                yield Found(
                    f"/findings/{number}/{member}",
                    f"Finding {finding.id!r} of the {places[0]} breast has the "
                    f"{member.replace('_', ' ')} of {name!r} in the {before} breast.",
                    "One lesion has one side: correct the side or the identifier.",
                )
