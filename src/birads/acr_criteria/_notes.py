"""The notes of a topic: what is shown beside steps, and the texts that rules raise.

Some hold under every table (``data/notes.toml``), others belong to one topic and lie beside it. A
note never cites a table that it is not shown under.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import attrs

from birads.acr_criteria._made import maker
from birads.acr_criteria._workup import Note
from birads.acr_criteria.table._asked import Asked, ask
from birads.acr_criteria.table._check import notes_problems
from birads.acr_criteria.table._facts import Fact, facts
from birads.acr_criteria.table._load import NotesSource, read_notes_source
from birads.acr_criteria.table._notes_file import MessageRow, NoteRow, NotesFile
from birads.acr_criteria.table._table import Table
from birads.tables._review import ReviewState, digest, proven

__all__ = ["Notes", "general_notes", "notes_for", "notes_review"]

_note = maker(Note)


@attrs.frozen(eq=False)
class Fired:
    """Notes with the conditions under which they are shown."""

    asked: Asked
    rows: tuple[NoteRow, ...]
    notes: tuple[Note, ...]

    def shown(self, values: Mapping[str, Any], variant: int | None = None) -> Iterator[Note]:
        """Yield the notes whose facts hold, in the order of their files."""
        for place in self.asked.holding(values):
            variants = self.rows[place].variants
            if not variants or variant in variants:
                yield self.notes[place]


@attrs.frozen(eq=False)
class Notes:
    """The notes of one topic; a message that it does not hold is not shown under it."""

    of_pattern: Fired
    of_report: Fired
    messages: Mapping[str, Note]

    def message(self, code: str, **values: object) -> Iterator[Note]:
        """Yield a message of a rule with its values filled in, if the topic shows it."""
        note = self.messages.get(code)
        if note is None:
            return
        if not values:
            yield note
            return
        yield _note(
            code=code, text=note.text.format(**values), source=note.source, level=note.level
        )


@cache
def general_notes() -> NotesFile:
    """Return the notes that hold under every table.

    Raises:
        InvalidTopic: The table that this package ships is damaged.
    """
    file = resources.files("birads.acr_criteria") / "data" / "notes.toml"
    return checked(read_notes_source(file.read_bytes()))


def checked(source: NotesSource) -> NotesFile:
    """Return the general notes of a file, with nothing in it that is not there."""
    source.refuse(notes_problems(source.file, facts(), None))
    return source.file


def notes_review(file: NotesFile) -> ReviewState:
    """Return what the signatures of a file of notes prove."""
    signed = file.review.reviewers
    stated = file.model_dump(mode="json", exclude_unset=True, exclude={"review"})
    return proven(file.review.status, signed, digest(stated) if signed else "")


def notes_for(table: Table) -> Notes:
    """Return the notes of a topic: the general ones, with those that lie beside it."""
    general, own = general_notes(), table.notes
    cited = table.file.topic.citation
    sources: Mapping[str, str] = {k: row.citation for k, row in general.source.items()}
    both = [(row, sources) for row in general.message]
    pattern = [(row, sources) for row in general.note]
    report = [(row, sources) for row in general.report_note]
    if own is not None:
        named = {key: row.citation for key, row in own.source.items()}
        pattern = _woven(pattern, [(row, named) for row in own.note])
        report = _woven(report, [(row, named) for row in own.report_note])
        both += [(row, named) for row in own.message]
    return Notes(
        _fired(pattern, cited, table.known),
        _fired(report, cited, table.known),
        {row.code: _shown(row, cited, citations) for row, citations in both},
    )


_Cited = tuple[NoteRow, Mapping[str, str]]


def _woven(general: list[_Cited], own: Iterable[_Cited]) -> list[_Cited]:
    """Return the notes of both: one of the same code in its place, others after what they name.

    One that names nothing comes first if it stands first of its file, else last.
    """
    out = list(general)
    for row, sources in own:
        codes = [known.code for known, _ in out]
        if row.code in codes:
            out[codes.index(row.code)] = (row, sources)
        elif row.after in codes:
            out.insert(codes.index(row.after) + 1, (row, sources))
        else:
            out.insert(0 if row.after is None and row.variants else len(out), (row, sources))
    return out


def _fired(rows: Iterable[_Cited], cited: str, known: Mapping[str, Fact]) -> Fired:
    rows = tuple(rows)
    plain = tuple(row for row, _ in rows)
    return Fired(
        ask(plain, known), plain, tuple(_shown(row, cited, sources) for row, sources in rows)
    )


def _shown(row: MessageRow, cited: str, sources: Mapping[str, str]) -> Note:
    return Note(
        code=row.code,
        text=row.text,
        source=sources[row.source] if row.source else cited,
        level=row.level,
    )
