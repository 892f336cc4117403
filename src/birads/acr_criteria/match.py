"""Choose the variant that facts fit: exactly, nearest, or not at all, and say why.

``match`` is a pure function of four facts and a topic; it walks nothing: every answer was
compiled when the topic loaded.
"""

from __future__ import annotations

from typing import Any

import attrs

from birads.acr_criteria.compiled import Answer, Topic, bundled
from birads.acr_criteria.facts import DOMAINS, Facts, Status, in_order
from birads.lexicon.mammography import CalcMorphology

__all__ = ["Match", "match"]

_DIAGNOSTIC = "mammography_diagnostic"
_STATUS_RANK = {Status.MATCH: 1, Status.NEAREST: 0}


@attrs.frozen
class Match:
    """Hold the answer to four facts.

    ``candidates`` are other variants that could be meant, never the chosen one; ``missing``
    names the facts that are not stated and that alone would change the answer; ``parts`` keeps
    what each word of a mixture would have answered, so that nothing is thrown away.
    """

    facts: Facts
    status: Status
    variant: int | None
    candidates: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    row: str | None = None
    review: str = "draft"
    parts: tuple[tuple[CalcMorphology, Answer], ...] = ()


_memo: dict[tuple[Topic, Facts], Match] = {}
_MOST_REMEMBERED = 100_000  # all sets of up to three words fit; hostile unions do not stay


def match(facts: Facts, topic: Topic | None = None) -> Match:
    """Return the variant that ``facts`` fit under a topic, the 2009 table by default."""
    topic = topic or bundled()
    key = (topic, facts)
    found = _memo.get(key)
    if found is None:
        found = _with_missing(_evaluate(facts, topic), topic)
        if len(_memo) < _MOST_REMEMBERED:
            _memo[key] = found
    return found


def _evaluate(facts: Facts, topic: Topic) -> Match:
    if not facts.morphology:
        return Match(facts, Status.NO_MATCH, None, reasons=("morphology_required",))
    judged = facts.morphology - topic.benign or facts.morphology
    parts = tuple(
        (word, topic.answers[word, facts.distribution, facts.groups, facts.laterality])
        for word in in_order(judged)
    )
    reasons = []
    if len(facts.morphology) > 1:
        reasons.append("mixed_morphology")
    if judged != facts.morphology:
        reasons.append("typically_benign_component_ignored")
    _, chosen = max(parts, key=lambda part: _precedence(part, topic))
    if chosen.variant is None:
        reasons += dict.fromkeys(r for _, answer in parts for r in answer.reasons)
    else:
        reasons += chosen.reasons
        if any(answer.variant is None for _, answer in parts):
            reasons.append("component_without_match")
    mentioned = {n for _, a in parts for n in (*a.candidates, a.variant) if n is not None}
    return Match(
        facts,
        chosen.status,
        chosen.variant,
        tuple(sorted(mentioned - {chosen.variant})),
        tuple(reasons),
        row=chosen.row,
        review=chosen.review,
        parts=parts,
    )


def _precedence(part: tuple[CalcMorphology, Answer], topic: Topic) -> tuple[int, ...]:
    """Order the parts of a mixture, the most worrisome last, whatever the order of the input."""
    word, answer = part
    number = answer.variant
    if number is None:
        return (0,)
    return (
        1,
        int(number in topic.file.morphology.first),
        topic.variants[number].ratings.get(_DIAGNOSTIC, 0),
        topic.suspicion.get(word, 0),
        _STATUS_RANK[answer.status],
        -number,
    )


def _with_missing(found: Match, topic: Topic) -> Match:
    if found.status == Status.MATCH:
        return found
    if not found.facts.morphology:
        return attrs.evolve(found, missing=("morphology",))
    missing = []
    for name in ("distribution", "groups", "laterality"):
        if getattr(found.facts, name) is not None:
            continue
        for value in DOMAINS[name]:
            changed: dict[str, Any] = {name: value}
            other = _evaluate(attrs.evolve(found.facts, **changed), topic)
            if (other.status, other.variant) != (found.status, found.variant):
                missing.append(name)
                break
    return attrs.evolve(found, missing=tuple(missing))
