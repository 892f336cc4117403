"""Load the words of a language: every phrase with what it says, from tables and the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import attrs

from birads.lexicon import _fold
from birads.tables._row import InvalidTable, Row, read_tree_file
from birads.tables._toml import UnreadableToml, read_toml
from birads.text._lexicon_rows import lexicon_rows, translated_rows
from birads.text._tokens import Token, tokens

__all__ = ["LANGUAGES", "Node", "Words", "load_words", "words_of"]

LANGUAGES: Final = ("en", "es", "pt", "de", "fr")
"""The languages that can be read, by their ISO 639-1 codes."""

_WAYS: Final = 8  # in which one phrase can be followed at once
_MORE: Final = 3  # letters that a word may have beyond a beginning
_TERM: Final = re.compile(r"^(?:\*|[a-z_]+)(?:\.|\*)[a-z_.*]+$")
_LONG: Final = 6
_CAUTIOUS: Final = frozenset(
    {"no", "hedge", "possible", "if", "past", "compare", "corrects", "family", "of_any"}
    | {"subcategory", "edition", "side_label"}
)
_FAMILIES: Final = ("mg", "us", "mri", "cem", "node")
_NAMED: Final = (*_FAMILIES, "noun", "modality", "purpose")


@attrs.define(slots=True, eq=False)
class Node:
    """Hold what may follow a word: whole words, beginnings of words, and what is said so far."""

    words: dict[str, Node] = attrs.field(factory=dict)
    starts: dict[str, Node] = attrs.field(factory=dict)
    codes: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Words:
    """Hold every phrase of one language as a tree, and its single words."""

    language: str
    root: Node
    known: frozenset[str]
    starts: frozenset[str]
    spelled: Mapping[str, tuple[str, ...]]
    short: frozenset[str]
    cautious: frozenset[str]

    def stem(self, token: Token) -> str:
        """Return the form of a word that the tree holds."""
        return _stem(token.text, self.language)

    def knows(self, word: str) -> bool:
        """Say whether a word, in the form of the tree, stands in some phrase."""
        return word in self.known or any(
            word[:size] in self.starts for size in range(max(3, len(word) - _MORE), len(word) + 1)
        )

    def alone(self, word: str) -> bool:
        """Say whether a word is a phrase by itself, and not only part of one."""
        return any(node.codes for node in self.step((self.root,), _stem(word, self.language)))

    def step(self, nodes: tuple[Node, ...], word: str) -> tuple[Node, ...]:
        """Return where a word leads: as a whole word, and as one that begins as a row says."""
        out = [found for node in nodes if (found := node.words.get(word)) is not None]
        for node in nodes:
            if node.starts:
                for size in range(len(word), max(2, len(word) - _MORE - 1), -1):
                    found = node.starts.get(word[:size])
                    if found is not None:
                        out.append(found)
                        break
        return tuple(out[:_WAYS])


def _stem(word: str, language: str) -> str:
    if language != "en":
        return word
    stems = _fold.stems(word)
    return stems[0] if len(stems) == 1 else word


@cache
def words_of(language: str) -> Words:
    """Return the bundled words of a language.

    Raises:
        LookupError: The language is not one of :data:`LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise LookupError(f"{language!r} is no language read here; use one of {LANGUAGES}")
    return _built(language, _bundled_rows(language))


def load_words(path: Path) -> Words:
    """Return the bundled words of a language and the rows that a site adds in a file of its own.

    Raises:
        InvalidTable: The file is no word list.
        OSError: The file cannot be read.
    """
    tree = read_tree_file(path)
    language, rows = _rows(tree, path.name)
    return _built(language, [*_bundled_rows(language), *rows])


def _bundled_rows(language: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    name = f"{language}.toml"
    data = resources.files("birads.text").joinpath("data", name).read_bytes()
    try:
        tree = read_toml(data)
    except UnreadableToml as error:
        raise InvalidTable(f"{name}: {error}") from None
    return _rows(tree, name)[1]


def _rows(
    tree: Mapping[str, Any], where: str
) -> tuple[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    whole = Row(tree, where)
    language = whole.text("language")
    if language not in LANGUAGES:
        raise whole.wrong(f"the language is one of {', '.join(LANGUAGES)}", "language")
    whole.table("review")
    rows = []
    for row in whole.tables("row"):
        codes, said, source = row.texts("is"), row.texts("said"), row.texts("source")
        row.done()
        if not codes or not said or not source:
            raise row.wrong("a row has what it is, what is said, and a source")
        rows.append((tuple(_expanded(codes, row)), said))
    whole.done()
    return language, rows


def _expanded(codes: Iterable[str], row: Row) -> Iterator[str]:
    """Yield the codes of a row, with every id of the lexicon that a pattern stands for."""
    for code in codes:
        if "*" not in code and code.partition(".")[0] not in (*_FAMILIES, "location"):
            yield code
            continue
        found = [one for one in _ids() if fnmatchcase(one, code)]
        if not found:
            raise row.wrong(f"the lexicon has no term {code!r}", "is")
        yield from found


@cache
def _ids() -> tuple[str, ...]:
    from birads import lexicon

    families = (*_FAMILIES, "location")
    return tuple(term.id for term in lexicon.terms() if term.id.partition(".")[0] in families)


def _built(language: str, rows: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Words:
    root = Node()
    known: set[str] = set()
    starts: set[str] = set()
    right: set[str] = set()
    cautious: set[str] = set()
    phrases = [(codes, said) for codes, many in rows for said in many]
    nouns = {
        said.casefold()
        for codes, said in phrases
        if any(code.startswith("noun.") for code in codes)
    }
    phrases += list(lexicon_rows() if language == "en" else translated_rows(language, nouns))
    short = set()
    for codes, said in phrases:
        if codes == ("short",):
            short.add(said.casefold().rstrip("."))
            continue
        _put(root, codes, said, language, known, starts)
        if any(_correctable(code) for code in codes):
            parts = {part.text for part in tokens(said) if part.kind == "word"}
            right |= parts
            cautious |= parts if {code.partition(".")[0] for code in codes} <= _CAUTIOUS else set()
    return Words(
        language,
        root,
        frozenset(known),
        frozenset(starts),
        _near(right, language),
        frozenset(short),
        frozenset(_stem(word, language) for word in cautious),
    )


def _put(
    root: Node, codes: tuple[str, ...], said: str, language: str, known: set[str], starts: set[str]
) -> None:
    node = root
    parts = [part for part in said.split() if part]
    for part in parts:
        begins = part.endswith("*")
        for token in tokens(part.rstrip("*")):
            if token.kind == "mark":
                continue
            word = token.text if begins else _stem(token.text, language)
            where = node.starts if begins else node.words
            (starts if begins else known).add(word)
            node = where.setdefault(word, Node())
    node.codes = tuple(dict.fromkeys((*node.codes, *codes)))


def _correctable(code: str) -> bool:
    """Say whether a slip of the pen may be read: never in a side or a category.

    A slip in a word of doubt, denial or the past is read as that word: so less is stated, not more.
    """
    return code.partition(".")[0] in (*_NAMED, *_CAUTIOUS) and code != "noun.unread"


def _near(words: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
    """Return the words that a word may be a slip for, by what is left without one letter."""
    out: dict[str, set[str]] = {}
    for word in words:
        stem = _stem(word, language)
        if len(stem) < _LONG:
            continue
        for form in without_one(stem):
            out.setdefault(form, set()).add(stem)
    return {form: tuple(sorted(found)) for form, found in out.items()}


def without_one(word: str) -> set[str]:
    """Return a word and what is left of it without any one of its letters."""
    plain = word.replace("ph", "f")
    return {plain, *(plain[:n] + plain[n + 1 :] for n in range(len(plain)))}
