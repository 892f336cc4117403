"""Say beside an answer what its reader must know: whose table it is, and what is unsure in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from birads.acr_criteria._answers import AnswerOption
from birads.acr_criteria._made import maker
from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._results import Note
from birads.acr_criteria.current._pack import Pack
from birads.acr_criteria.current._route import Routed
from birads.acr_criteria.table._answer import Status

__all__ = ["notes_of"]

_note = maker(Note)
_HIGH: Final = ("3", "4", "5")
_STANDS: Final = (
    "What was stated or ordered stands. The table speaks against {}; beside a stated 4, 5 or "
    "6, or an order, that is shown as what it holds, and not as advice."
)
_CONTRAST: Final = (
    "The patient is pregnant, and this table does not speak of pregnancy: what it holds of {} is "
    "shown, and not as advice. These use contrast or a tracer."
)
_RADIATION: Final = (
    "The patient is pregnant, and this table does not speak of pregnancy: {} has a radiation level "
    "of 3 or more in it."
)
_REASONS: Final = {
    "under_18": "The patient is under 18: no current breast topic has a row for her or him.",
    "stage_iv": "The cancer is stage IV: the rows of this topic go up to stage III.",
    "lactation_table_missing": "The patient is lactating: the table of this topic was not found.",
}


def notes_of(routed: Routed, options: Sequence[AnswerOption], rules: Pack) -> Iterator[Note]:
    """Yield the notes of an answer; what concerns safety comes first."""
    source = _source(routed)
    for code, words, names in (
        ("stated_step_stands", _STANDS, _names_held(options, "stated_step")),
        ("contrast_withheld_in_pregnancy", _CONTRAST, _names_held(options, "pregnancy")),
        ("radiation_in_pregnancy", _RADIATION, _radiating(routed, options)),
    ):
        if names:
            yield _say(code, words.format(names), source, "alert")
    yield from _flags(routed, rules)
    for reason in routed.answer.reasons:
        if routed.answer.status is Status.NOT_COVERED:
            yield _say(reason, _REASONS.get(reason, "The table does not speak of this."), source)
    for row in rules.file.superseded:
        if row.topic == routed.key:
            yield _say("superseded_row", row.text, rules.file.pack.source)
    yield from _of_answer(routed, options, source)
    yield _say("not_endorsed", rules.file.pack.notice, source)


def _flags(routed: Routed, rules: Pack) -> Iterator[Note]:
    """Yield the notes of what is stated; several rows can ask for one note."""
    found: dict[str, str] = {}
    for place in rules.flags.holding(routed.told.values(rules.flags.facts)):
        flag = rules.file.flag[place]
        if routed.key not in flag.not_on:
            found.setdefault(flag.code, flag.text)
    for code, text in found.items():
        yield _say(code, text, rules.file.pack.source)


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


def _names_held(options: Sequence[AnswerOption], because: str) -> str:
    held = ((one.procedure, one.withheld) for one in options)
    return ", ".join(name_of(name) for name, why in held if why and why.because == because)


def _radiating(routed: Routed, options: Sequence[AnswerOption]) -> str:
    """Return the procedures that stand for a pregnant patient with the dose of a whole body."""
    state = routed.told.reading("reproductive_state").value
    if state != "pregnant" or routed.asks_for("reproductive_state"):
        return ""
    return ", ".join(
        name_of(one.procedure)
        for one in options
        if one.radiation is not None
        and one.radiation.level in _HIGH
        and one.category not in (None, "usually_not_appropriate")
    )


def _plain(fact: str) -> str:
    return fact.replace("_", " ")


def _say(code: str, text: str, source: str, level: Literal["alert", "note"] = "note") -> Note:
    return _note(code=code, text=text, source=source, level=level)
