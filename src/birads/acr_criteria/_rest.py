"""Make all of a workup that is outside its patterns."""

from __future__ import annotations

from collections.abc import Sequence

from birads._version import __version__
from birads.acr_criteria._breasts import breast_steps, loose_tissue_steps, other_finding_steps
from birads.acr_criteria._kept import NO_REPORT
from birads.acr_criteria._made import maker
from birads.acr_criteria._outside import Outside
from birads.acr_criteria._report_notes import report_notes
from birads.acr_criteria._stated import waits_for_recall
from birads.acr_criteria._subjects import Subject, View
from birads.acr_criteria._workup import Step, TopicRef, Workup
from birads.acr_criteria._written import written_steps
from birads.acr_criteria.compiled import Topic
from birads.lexicon.common import Side

__all__ = ["rest_of", "steps_of"]

_workup = maker(Workup)
_topic = maker(TopicRef)


def rest_of(view: View, subjects: Sequence[Subject], outside: Outside, topic: Topic) -> Workup:
    """Return the workup of no report, without its patterns: all that is outside them.

    ``subjects`` are those of the patterns, ``outside`` is what is read of their results.
    """
    steps = steps_of(view, subjects, outside.diagnosed)
    return _workup(
        report=NO_REPORT,
        topic=_topic(id=topic.id, revision=topic.revision, review=topic.review.value),
        patterns=(),
        steps=tuple(sorted(steps, key=waits_for_recall)),
        notes=tuple(report_notes(view, subjects, outside, steps, topic)),
        version=__version__,
    )


def steps_of(
    view: View, subjects: Sequence[Subject], diagnosed: frozenset[Side]
) -> tuple[Step, ...]:
    """Return the steps outside the patterns, whose subjects are given.

    ``diagnosed`` are the breasts for which a pattern recommends diagnostic mammography.
    """
    members = [member for subject in subjects for member in subject.members]
    return (
        *other_finding_steps(view, frozenset(member.number for member in members)),
        *breast_steps(view, diagnosed),
        *loose_tissue_steps(view.index),
        *written_steps(view.index, view.lesions, frozenset(member.id for member in members)),
    )
