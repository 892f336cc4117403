"""Give every word of a report its codes, and read a code back as the word that it alone means.

A standard code is written only where the lexicon says that it means just this word, and where no
other word of the same axis has it. Codes are compared by system and value, never by their text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import attrs

from birads.interop._shape import Form, Member
from birads.lexicon._assessments import assessment
from birads.lexicon._axes import AXES
from birads.lexicon._code import Quality, System
from birads.lexicon._load import lexicon
from birads.lexicon.common import Breast, Category, Side
from birads.lexicon.management import AssessmentScope
from birads.report.axes import axis_of
from birads.tables._row import InvalidTable, Row, read_tree

__all__ = ["Coded", "Vocabulary", "concept", "exchange_rows", "member_of", "vocabulary"]

_WRITTEN = (System.SCT, System.DCM, System.NCIT)
_SIDES = (Breast, Side, AssessmentScope)
_SYSTEMS = (*(system.value for system in System), "LN")


@attrs.frozen
class Coded:
    """Hold a standard code; ``draft`` where only public value sets name it.

    ``alone`` marks a kind of finding that the code means whatever the modality.
    """

    system: str
    code: str
    display: str = attrs.field(eq=False)
    draft: bool = attrs.field(default=False, eq=False)
    alone: bool = attrs.field(default=False, eq=False)


@attrs.frozen
class Vocabulary:
    """Hold the codes of the words that one member of one kind of part can take.

    ``prefix`` and the word make our own code; ``own`` has every own code that is read.
    """

    prefix: str
    labels: Mapping[str, str]
    own: Mapping[str, str]
    written: Mapping[str, Coded]
    read: Mapping[tuple[str, str], str]

    def own_code(self, word: str) -> str:
        """Return our own code of a word."""
        return f"{self.prefix}.{word}"

    def label(self, word: str) -> str:
        """Return what people read."""
        return self.labels.get(word, word.replace("_", " "))


@attrs.frozen
class _Rows:
    concepts: Mapping[tuple[str, str], Coded]
    words: Mapping[str, tuple[tuple[str, Coded], ...]]


@cache
def exchange_rows() -> _Rows:
    """Return the table of codes that the lexicon has no row for."""
    from importlib import resources

    file = resources.files("birads.interop").joinpath("tables", "exchange_codes.toml")
    document = Row(read_tree(file.read_bytes(), file.name), file.name)
    concepts: dict[tuple[str, str], Coded] = {}
    words: dict[str, list[tuple[str, Coded]]] = {}
    for row in document.tables("concept"):
        key = row.text("of"), row.text("member")
        concepts[key] = _coded(row)
    for row in document.tables("word"):
        axis, word = row.text("axis"), row.text("word")
        words.setdefault(axis, []).append((word, _coded(row)))
    document.table("review")
    document.done()
    of_axis = {axis: tuple(rows) for axis, rows in words.items()}
    return _Rows(MappingProxyType(concepts), MappingProxyType(of_axis))


def _coded(row: Row) -> Coded:
    draft, alone = (bool(row.maybe_flag(name)) for name in ("draft", "alone"))
    coded = Coded(row.text("system"), row.text("code"), row.text("display"), draft, alone)
    row.done()
    if coded.system not in _SYSTEMS:
        raise InvalidTable(f"{row.where}: there is no system {coded.system!r}")
    return coded


def concept(part: str, kind: str | None, path: str) -> Coded | None:
    """Return the standard code of the question that a member answers."""
    rows = exchange_rows().concepts
    return rows.get((kind or part, path)) or rows.get((part, path))


def member_of(part: str, kind: str | None, coded: tuple[str, str]) -> tuple[str, ...]:
    """Return the members of a part whose question has a standard code."""
    return tuple(
        path
        for (of, path), known in exchange_rows().concepts.items()
        if of in (part, kind) and (known.system, known.code) == coded
    )


@cache
def vocabulary(part: str, kind: str | None, path: str, member: Member) -> Vocabulary:
    """Return the codes of the words of a member; ``kind`` is that of a finding or an exam."""
    prefix, axis = _prefix(part, kind, path, member)
    rows = list(_rows(prefix, axis, member))
    meanings: dict[tuple[str, str], set[str]] = {}
    for word, coded in rows:
        meanings.setdefault((coded.system, coded.code), set()).add(word)
    read = {key: next(iter(words)) for key, words in meanings.items() if len(words) == 1}
    written = {
        word: coded
        for word, coded in reversed(rows)
        if coded.system in _WRITTEN and (coded.system, coded.code) in read
    }
    names = {prefix, path.rpartition(".")[2], *([axis] if axis else [])}
    own = {f"{name}.{word}": word for name in names for word in member.words}
    labels = {word: _label(axis, word, member) for word in member.words}
    return Vocabulary(
        prefix,
        MappingProxyType(labels),
        MappingProxyType(own),
        MappingProxyType(written),
        MappingProxyType(read),
    )


def _prefix(part: str, kind: str | None, path: str, member: Member) -> tuple[str, str | None]:
    """Return what own codes begin with, and the axis of the lexicon that has the words."""
    if member.enum in _SIDES:
        return "breast", "assessment.scope"
    if member.enum is Category:
        return "assessment.category", None
    name = path.rpartition(".")[2]
    tag = {"findings": "kind", "exams": "modality"}.get(part)
    spoken = axis_of((part, 0, *path.split(".")), {part: [{tag: kind}]}) if tag else None
    if spoken is not None and spoken in AXES:
        return spoken, spoken
    homes = [axis.id for axis in AXES.values() if axis.enum is member.enum]
    return name, homes[0] if len(homes) == 1 else None


def _rows(prefix: str, axis: str | None, member: Member) -> list[tuple[str, Coded]]:
    rows = list(exchange_rows().words.get(prefix, ()))
    for word in member.words:
        if member.enum is Category:
            codes = assessment(word).codes
        else:
            term = lexicon().terms.get(f"{axis}.{word}")
            codes = term.codes if term is not None else ()
        rows += [
            (word, Coded(code.system.value, code.value, code.display))
            for code in codes
            if code.match is Quality.EXACT and code.system is not System.BIRADS
        ]
    return [(word, coded) for word, coded in rows if word in member.words]


def _label(axis: str | None, word: str, member: Member) -> str:
    if member.enum is Category:
        return f"BI-RADS {word}"
    term = lexicon().terms.get(f"{axis}.{word}")
    return term.label if term is not None else word.replace("_", " ")


CLOCK = Member("clock", Form.WORD, words=tuple(str(hour) for hour in range(1, 13)))
"""The full hours of the clock face as words; half hours have no standard code."""
