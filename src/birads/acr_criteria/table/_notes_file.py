"""The format of a file of notes: texts beside the steps, and when they are shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from birads.acr_criteria.table._file import Number, Review, RowId, When, _Row

__all__ = ["MessageRow", "NoteRow", "NotesFile"]


class Citation(_Row):
    """Where a note comes from."""

    citation: str


class MessageRow(_Row):
    """A text that a rule raises by its code; without a source it cites the topic."""

    code: RowId
    text: str
    level: Literal["alert", "note"] = "note"
    source: str = ""


class NoteRow(MessageRow):
    """A note that is shown where its facts hold, and beside the variants that it names.

    ``after`` names the note that it follows; one with the code of a general note replaces it.
    ``rules`` are the clinical rules that it speaks for.
    """

    when: When = Field(default_factory=dict)
    variants: tuple[Number, ...] = ()
    after: RowId | None = None
    rules: tuple[str, ...] = ()


class NotTriggered(_Row):
    """A clinical rule that no report can trigger, and why."""

    rule: str
    why: str


class NotesFile(_Row):
    """A file of notes: one that holds under every table, or one beside a topic."""

    review: Review
    source: dict[str, Citation] = Field(default_factory=dict)
    note: tuple[NoteRow, ...] = ()
    report_note: tuple[NoteRow, ...] = ()
    message: tuple[MessageRow, ...] = ()
    not_triggered: tuple[NotTriggered, ...] = ()
