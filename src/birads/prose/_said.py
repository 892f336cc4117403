"""Hold what was said: text, sections, sentences, and for each pointer where it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from birads.issue import BiradsError, Issue
from birads.lexicon._languages import Language
from birads.prose._phrase import Mark, Phrase
from birads.prose._vocabulary import Style

__all__ = ["CannotSay", "Said", "Section", "Sentence", "compose"]


class CannotSay(BiradsError):
    """A report cannot be said as asked; ``issues`` say which member, or what is missing."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(" ".join(one.message for one in self.issues[:3]))


@attrs.frozen
class Sentence:
    """Hold one sentence, where it stands in the text, and the members that its parts say."""

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def pointers(self) -> tuple[str, ...]:
        """Return the pointers of the members that the sentence says, each once."""
        return tuple(dict.fromkeys(mark.pointer for mark in self.marks))

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "pointers": list(self.pointers),
        }


@attrs.frozen
class Section:
    """Hold the sentences under one title; numbered ones have a number before them in the text."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    numbered: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "key": self.key,
            "title": self.title,
            "sentences": [one.to_dict() for one in self.sentences],
        }


@attrs.frozen
class Said:
    """Hold a report in prose.

    ``spans`` gives, for the pointer of every member that is said, where: from the first character
    to the one after the last, in code points of ``text``. ``banner`` warns while words are not
    signed; it stands in the text too. ``issues`` say what a reader should know.
    """

    style: Style
    language: Language
    text: str
    sections: tuple[Section, ...]
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    banner: str | None = None
    issues: tuple[Issue, ...] = ()
    facts: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of all sections."""
        return tuple(one for section in self.sections for one in section.sentences)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "style": self.style.value,
            "language": self.language.value,
            "banner": self.banner,
            "text": self.text,
            "sections": [one.to_dict() for one in self.sections],
            "spans": {key: [list(span) for span in spans] for key, spans in self.spans.items()},
            "issues": [one.to_dict() for one in self.issues],
            **self.facts,
        }


@attrs.define
class _Page:
    colon: str
    text: str = ""
    sections: list[Section] = attrs.field(factory=list)

    def add(self, key: str, title: str, phrases: list[Phrase], *, numbered: bool = False) -> None:
        if self.text:
            self.text += "\n\n"
        self.text += f"{title}{self.colon}\n" if title else ""
        sentences = []
        for number, phrase in enumerate(phrases):
            self.text += ("\n" if number else "") + (f"{number + 1}. " if numbered else "")
            start = len(self.text)
            self.text += phrase.text
            marks = phrase.moved(start)
            sentences.append(Sentence(phrase.text, start, len(self.text), marks))
        self.sections.append(Section(key, title, tuple(sentences), numbered))


def compose(  # noqa: PLR0913 - each is a member of what was said
    style: Style,
    language: Language,
    parts: Iterable[tuple[str, str, list[Phrase]]],
    *,
    colon: str = ":",
    banner: str | None = None,
    issues: Iterable[Issue] = (),
    facts: Mapping[str, Any] | None = None,
) -> Said:
    """Return sections as one text with its spans; a section without sentences is left out."""
    page = _Page(colon)
    if banner:
        page.add("banner", "", [Phrase(banner)])
    for key, title, phrases in parts:
        told = [one for one in phrases if one]
        if told:
            page.add(key, title, told, numbered=key == "impression")
    spans: dict[str, list[tuple[int, int]]] = {}
    for section in page.sections:
        for sentence in section.sentences:
            for mark in sentence.marks:
                span = (mark.start, mark.end)
                if span not in spans.setdefault(mark.pointer, []):
                    spans[mark.pointer].append(span)
    kept = MappingProxyType({key: tuple(spans[key]) for key in sorted(spans)})
    return Said(
        style, language, page.text, tuple(page.sections), kept, banner, tuple(issues), facts or {}
    )
