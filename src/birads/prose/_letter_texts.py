"""Hold the texts of letters, the deadlines to send them, and what a site puts in their place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from birads.lexicon._languages import Language
from birads.lexicon._load import read_sources
from birads.tables._review import ReviewState, review_of
from birads.tables._row import InvalidTable, Row, read_tree, read_tree_file

__all__ = ["Deadline", "LetterTexts", "Notice", "letter_texts"]

_WHEN = ("always", "dense", "not_dense")


@attrs.frozen
class Deadline:
    """Hold how many days a facility has for a letter, and from when they count."""

    days: int
    counted_from: str
    results: tuple[str, ...]
    paragraph: str
    checked: bool


@attrs.frozen
class Notice:
    """Hold a paragraph that a site adds: always, or where the tissue is dense or is not."""

    id: str
    when: str
    text: Mapping[str, str]


@attrs.frozen
class LetterTexts:
    """Hold the texts of one table; ``reviewed`` where a person has signed all of it."""

    results: Mapping[str, Mapping[str, str]]
    density: Mapping[str, Mapping[str, str]]
    deadlines: tuple[Deadline, ...] = ()
    notices: tuple[Notice, ...] = ()
    reviewed: bool = False
    own: LetterTexts | None = None

    @classmethod
    def read(cls, path: Path) -> LetterTexts:
        """Return a site's own texts, beside those that come with the library.

        Raises:
            InvalidTable: The file is not of the form of the library's table.
            OSError: The file cannot be read.
        """
        return attrs.evolve(_read(read_tree_file(path), path.name), own=letter_texts())

    def text(self, table: str, key: str, language: Language) -> tuple[str, bool] | None:
        """Return a text and whether it was signed; a site's own before the library's."""
        rows: Mapping[str, Mapping[str, str]] = getattr(self, table)
        found = rows.get(key, {}).get(language.value)
        if found is not None:
            return found, self.reviewed
        return self.own.text(table, key, language) if self.own is not None else None

    def deadline(self, results: tuple[str, ...]) -> Deadline | None:
        """Return the shortest deadline that any of the results has."""
        if not self.deadlines and self.own is not None:
            return self.own.deadline(results)
        found = [one for one in self.deadlines if set(one.results) & set(results)]
        return min(found, default=None, key=lambda one: one.days)


def letter_texts() -> LetterTexts:
    """Return the texts that come with the library."""
    from importlib import resources

    file = resources.files("birads.prose").joinpath("data", "letters.toml")
    return _read(read_tree(file.read_bytes(), file.name), file.name)


def _read(tree: dict[str, Any], where: str) -> LetterTexts:
    document = Row(tree, where)
    state = review_of(where, tree).state
    document.table("review")
    found = LetterTexts(
        results=_texts(document, "result"),
        density=_texts(document, "density"),
        deadlines=tuple(_deadline(row) for row in document.tables("deadline")),
        notices=tuple(_notice(row) for row in document.tables("notice")),
        reviewed=state is ReviewState.REVIEWED,
    )
    document.done()
    return found


def _texts(document: Row, key: str) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for row in document.tables(key):
        name = row.text("id")
        if name in found:
            raise InvalidTable(f"{row.where}: the id stands twice")
        found[name] = _by_language(row)
        _sourced(row)
    return found


def _by_language(row: Row) -> Mapping[str, str]:
    texts = row.texts_by_key("text")
    unknown = set(texts) - set(Language)
    if unknown or not texts:
        raise row.wrong(f"the languages are {', '.join(Language)}", "text")
    return texts


def _sourced(row: Row) -> None:
    """Refuse a library's source that is not in its list; a site's texts need none."""
    if not set(row.texts("source")) <= set(read_sources()):
        raise row.wrong("a source is not in sources.toml", "source")
    row.done()


def _deadline(row: Row) -> Deadline:
    found = Deadline(
        days=row.whole("days") or 0,
        counted_from=row.text("counted_from"),
        results=row.texts("results"),
        paragraph=row.text("paragraph"),
        checked=row.flag("checked"),
    )
    if found.days < 1 or found.counted_from not in ("exam", "interpretation"):
        raise row.wrong("a deadline has days, counted from exam or interpretation")
    _sourced(row)
    return found


def _notice(row: Row) -> Notice:
    notice = Notice(row.text("id"), row.text("when"), _by_language(row))
    if notice.when not in _WHEN:
        raise row.wrong(f"'when' is one of {', '.join(_WHEN)}", "when")
    _sourced(row)
    return notice
