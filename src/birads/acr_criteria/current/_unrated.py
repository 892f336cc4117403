"""Say in a workup what the current topics leave without an answer: no silence is an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from birads.acr_criteria._answers import AboutBreast, TopicAnswer
from birads.acr_criteria._made import maker
from birads.acr_criteria._results import Note
from birads.acr_criteria._subjects import View
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.current._pack import Pack
from birads.acr_criteria.current._posed import Told
from birads.acr_criteria.current._route import subjects
from birads.lexicon.common import Breast

__all__ = ["unrated"]

_note = maker(Note)
_FACT: Final = "presentation"
_NONE: Final = "none"


def unrated(view: View, answers: Sequence[TopicAnswer], rules: Pack) -> Iterator[Note]:
    """Yield a note on the symptoms that no topic asks, and one where no topic answers at all."""
    left_out = [
        (word, told.subject.breast)
        for told in subjects(view)
        if not told.subject.is_patient
        for word in told.reading(_FACT).value or ()
        if word != _NONE and not _asked(word, told, answers)
    ]
    code, text = "no_topic_applies", "No current topic speaks of what this report states."
    if left_out:
        names = ", ".join(dict.fromkeys(_words(word, breast) for word, breast in left_out))
        code = "symptom_not_rated"
        text = f"No current topic that answers here has a row for: {names}."
    elif answers:
        return
    yield _note(code=code, text=text, source=rules.file.pack.source, level="note")


def _asked(word: str, told: Told, answers: Sequence[TopicAnswer]) -> bool:
    """Say whether a topic that answers about a breast, or the patient, has a row for a symptom."""
    return any(
        _names(bundled(f"{one.topic.id}.{one.topic.revision}"), word)
        for one in answers
        if not isinstance(one.subject, AboutBreast) or one.subject.breast == told.subject.breast
    )


def _names(topic: Topic, word: str) -> bool:
    """Say whether a row of a topic asks for a symptom, or for what it is more general than."""
    axis = topic.axes.get(_FACT)
    if axis is None:
        return False
    satisfied, possible = axis.masks(axis.key([word]))
    return bool((satisfied | possible) & ~axis.free)


def _words(word: Any, breast: Breast | None) -> str:
    side = f"{breast.value} breast" if breast is not None else "no side stated"
    return f"{word.replace('_', ' ')} ({side})"
