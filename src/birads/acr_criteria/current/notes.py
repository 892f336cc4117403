"""Say beside an answer what its reader must know: whose table it is, and what is unsure in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from birads.acr_criteria._made import maker
from birads.acr_criteria.answers import AnswerOption
from birads.acr_criteria.current.pack import Pack
from birads.acr_criteria.current.route import Routed
from birads.acr_criteria.procedures import name_of
from birads.acr_criteria.results import Note
from birads.acr_criteria.table._answer import Status

__all__ = ["notes_of"]

_note = maker(Note)
_REASONS: Final = {
    "under_18": "The patient is under 18: no current breast topic has a row for her or him.",
    "stage_iv": "The cancer is stage IV: the rows of this topic go up to stage III.",
    "lactation_table_missing": "The patient is lactating: the table of this topic was not found.",
}


def notes_of(routed: Routed, options: Sequence[AnswerOption], rules: Pack) -> Iterator[Note]:
    """Yield the notes of an answer; what concerns safety comes first."""
    source = _source(routed)
    if any(option.withheld for option in options):
        yield _say("stated_step_stands", _stands(options), source, "alert")
    flags = rules.file.flag
    for place in rules.flags.holding(routed.told.values(rules.flags.facts)):
        if routed.key not in flags[place].not_on:
            yield _say(flags[place].code, flags[place].text, rules.file.pack.source)
    for reason in routed.answer.reasons:
        if routed.answer.status is Status.NOT_COVERED:
            yield _say(reason, _REASONS.get(reason, "The table does not speak of this."), source)
    for row in rules.file.superseded:
        if row.topic == routed.key:
            yield _say("superseded_row", row.text, rules.file.pack.source)
    yield from _of_answer(routed, options, source)
    yield _say("not_endorsed", rules.file.pack.notice, source)


def _source(routed: Routed) -> str:
    head = routed.topic.file.topic
    return f"{head.citation}; {head.url}" if head.url else head.citation


def _of_answer(routed: Routed, options: Sequence[AnswerOption], source: str) -> Iterator[Note]:
    answer, topic = routed.answer, routed.topic
    if routed.presumes:
        text = (
            "The report shows no earlier result, so that the first step is answered; the rows "
            "for what follows a result stay candidates."
        )
        yield _say("first_step_presumed", text, source)
    if routed.decides_nothing:
        text = "Every row that could be meant says the same of every procedure: nothing is asked."
        yield _say("candidates_agree", text, source)
    told = topic.notes.of_pattern
    for row, note in zip(told.rows, told.notes, strict=True):
        if answer.variant in row.variants:  # a note on the whole topic stands on its page
            yield note
    for fact in answer.soft:
        text = f"The table leaves open from where in this range of {_plain(fact)} the row holds."
        yield _say("row_starts_in_this_range", text, source)
    if answer.status is Status.NO_MATCH:
        yield _say("no_row", "The topic speaks of this, and none of its rows fits.", source)
    unsettled = [name_of(option.procedure) for option in options if option.conflict]
    if unsettled:
        text = f"Two copies of the table disagree on: {', '.join(unsettled)}. Read it yourself."
        yield _say("unsettled_cell", text, source)
    if not topic.file.topic.revision_verified:
        text = "The year of this revision was not seen in a source; it is the latest it can be."
        yield _say("revision_not_verified", text, source)


def _stands(options: Sequence[AnswerOption]) -> str:
    names = ", ".join(name_of(one.procedure) for one in options if one.withheld is not None)
    return (
        f"What was stated or ordered stands. The table speaks against {names}; beside a stated "
        "4, 5 or 6, or an order, that is shown as what it holds, and not as advice."
    )


def _plain(fact: str) -> str:
    return fact.replace("_", " ")


def _say(code: str, text: str, source: str, level: Literal["alert", "note"] = "note") -> Note:
    return _note(code=code, text=text, source=source, level=level)
