"""Read old words as today's, where there is exactly one safe answer, and say each time.

``parse`` stays as strict as the schema: a feed that speaks old words passes through here first.
Only words that ``parse`` refuses are touched. Never changed: a side, a distribution, a category,
an edition or a unit, and no word that today's lexicon still has (punctate, microlobulated).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import attrs
from pydantic_core import from_json

from birads import lexicon
from birads import pointer as json_pointer
from birads.issue import InvalidReport, Issue, Severity
from birads.lexicon.edition import Edition
from birads.parsing._document import DEFAULT_LIMITS, Limits
from birads.parsing._hints import SIDES, is_descriptor, meaning, word_hint
from birads.parsing._model_at import words_at
from birads.parsing._parse import parse
from birads.report.axes import axis_of

__all__ = ["Change", "changes", "normalise", "patch"]

_WORDS_REFUSED: Final = frozenset({"unknown_word", "unknown_kind", "unknown_modality"})
# What makes the text itself unreadable: no value could be changed without guessing.
_UNREADABLE: Final = frozenset(
    {
        "duplicate_member",
        "empty",
        "not_finite",
        "not_json",
        "not_utf8",
        "too_deep",
        "too_large",
        "too_many_digits",
        "too_many_values",
    }
)
_NEVER: Final = SIDES | {"category", "distribution", "edition"}
_SOURCE: Final = "birads lexicon"
_EDITIONS: Final = frozenset(edition.value for edition in Edition)
_SHOWN: Final = 60
_TAG: Final = re.compile(r"/findings/\d+/kind|/exams/\d+/modality")
_PASSES: Final = 8


@attrs.frozen
class Change:
    """Replace one word: where, what stood there, and what is written today."""

    pointer: str
    old: str
    new: str
    note: str | None = None
    source: str = _SOURCE

    def issue(self) -> Issue:
        """Return the change as information."""
        return Issue(
            "word_normalised",
            Severity.INFORMATION,
            self.pointer,
            f"{self.old!r} is written {self.new!r} today.",
            self.note,
            self.source,
        )

    def operation(self) -> dict[str, str]:
        """Return the change as an operation of an RFC 6902 JSON Patch."""
        return {"op": "replace", "path": self.pointer, "value": self.new}


def normalise(
    document: bytes | bytearray | memoryview | str | Mapping[str, Any],
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Return the document with today's words, and an issue for each word changed or left.

    The document that comes in is never changed. Words with several meanings are left, each with
    a warning. What comes out may still be refused by ``parse``, for other reasons.

    Raises:
        InvalidReport: The document cannot be read: not JSON, not an object, equal keys in one
            object, or beyond the limits.
    """
    tree = _plain(document, limits)
    changed, left = changes(tree)
    for change in changed:
        _write(tree, change)
    return tree, (*(change.issue() for change in changed), *left)


def patch(changed: tuple[Change, ...]) -> list[dict[str, str]]:
    """Return the changes as an RFC 6902 JSON Patch; they are applied nowhere."""
    return [change.operation() for change in changed]


def changes(document: Mapping[str, Any]) -> tuple[tuple[Change, ...], tuple[Issue, ...]]:
    """Return what would be changed in a document, and a warning for each word that is left."""
    tree = json.loads(json.dumps(document, default=dict))
    made: dict[str, Change] = {}
    left: dict[str, Issue] = {}
    for _ in range(_PASSES):
        fresh = _pass(tree, left)
        for answer in fresh:
            if isinstance(answer, Change):
                made[answer.pointer] = answer
                _write(tree, answer)
            else:
                left[answer.pointer] = answer
        if not any(isinstance(answer, Change) for answer in fresh):
            break
    return (
        tuple(sorted(made.values(), key=lambda change: _place(change.pointer))),
        tuple(sorted(left.values(), key=lambda issue: _place(issue.pointer))),
    )


def _pass(tree: dict[str, Any], left: Mapping[str, Issue]) -> list[Change | Issue]:
    """Return the answers to the words refused now: first those that a kind depends on."""
    paths = [path for path in _refused(tree) if json_pointer.join(path) not in left]
    answers = [answer for path in paths for answer in _answer(path, tree)]
    kinds = [one for one in answers if isinstance(one, Change) and _TAG.fullmatch(one.pointer)]
    return [*kinds] or answers


def _place(pointer: str) -> list[tuple[int, str]]:
    """Return the key that sorts pointers by section, then number, then member."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in pointer.split("/")[1:]]


def _plain(document: object, limits: Limits) -> dict[str, Any]:
    """Return plain JSON values that nobody else holds."""
    try:
        parse(document, limits=limits)  # type: ignore[arg-type] # refused where it is none
    except InvalidReport as error:
        fatal = [issue for issue in error.issues if issue.code in _UNREADABLE]
        fatal = fatal or [
            issue
            for issue in error.issues
            if issue.code in ("null_not_allowed", "wrong_type") and issue.pointer == ""
        ]
        if fatal:
            raise InvalidReport(fatal) from None
    if isinstance(document, Mapping):
        tree: dict[str, Any] = json.loads(json.dumps(document, default=dict))
        return tree
    data = document.encode() if isinstance(document, str) else bytes(document)  # type: ignore[call-overload]
    loaded: dict[str, Any] = from_json(data)
    return loaded


def _refused(tree: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    try:
        parse(tree)
    except InvalidReport as error:
        for issue in error.issues:
            if issue.code in _WORDS_REFUSED:
                yield _path(issue.pointer, tree)


def _path(pointer: str, tree: object) -> tuple[str | int, ...]:
    """Return the parts of a pointer, list indexes as numbers."""
    node: Any = tree
    parts: list[str | int] = []
    for raw in pointer.split("/")[1:]:
        name = raw.replace("~1", "/").replace("~0", "~")
        part: str | int = int(name) if isinstance(node, list) else name
        parts.append(part)
        node = node[part]
    return tuple(parts)


def _write(tree: dict[str, Any], change: Change) -> None:
    *parents, last = _path(change.pointer, tree)
    node: Any = tree
    for part in parents:
        node = node[part]
    node[last] = change.new


def _answer(path: tuple[str | int, ...], tree: dict[str, Any]) -> Iterator[Change | Issue]:
    """Return the change for the word at ``path``, or the reason why it is left."""
    pointer = json_pointer.join(path)
    word = json_pointer.resolve(tree, pointer)
    if not isinstance(word, str):
        return
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    axis = axis_of(path, tree)
    shown = word[:_SHOWN]
    if name in _NEVER or (axis or "").endswith(".distribution"):
        reason = f"{shown!r}: a side, distribution, category or edition is never changed."
        yield _left(pointer, reason, word_hint(path, word, tree))
    elif axis is not None and is_descriptor(axis):
        yield _from_lexicon(path, word, axis, tree)
    else:
        yield _from_table(path, word, name, tree)


def _edition(tree: dict[str, Any]) -> Edition | None:
    stated = tree.get("edition")
    return Edition(stated) if isinstance(stated, str) and stated in _EDITIONS else None


def _from_lexicon(
    path: tuple[str | int, ...], word: str, axis: str, tree: dict[str, Any]
) -> Change | Issue:
    pointer = json_pointer.join(path)
    found = _find(word, axis, _edition(tree))
    warnings = [issue for issue in found.issues if issue.severity is not Severity.INFORMATION]
    if found.term is None or warnings:
        reason = warnings[0].message if warnings else f"{word[:_SHOWN]!r} has no one answer."
        return _left(pointer, reason, word_hint(path, word, tree))
    note = next((issue.message for issue in found.issues), None)
    source = next((issue.source for issue in found.issues if issue.source), _SOURCE)
    return Change(pointer, word[:_SHOWN], found.term.word, note, source)


@lru_cache(maxsize=2_000)
def _find(word: str, axis: str, edition: Edition | None) -> lexicon.Found:
    """Return the lexicon's answer; a feed repeats its wrong words."""
    return lexicon.find(word, axis, edition)


def _from_table(
    path: tuple[str | int, ...], word: str, name: str, tree: dict[str, Any]
) -> Change | Issue:
    """Return the change where a word of ours means just what was written."""
    pointer = json_pointer.join(path)
    meant = meaning(name, word, tuple(words_at(path, tree)))
    if meant.same:
        return Change(pointer, word, meant.words[0], "The words mean the same.")
    reason = f"{word[:_SHOWN]!r} is not a word for {name!r}."
    return _left(pointer, reason, word_hint(path, word, tree))


def _left(pointer: str, message: str, hint: str | None) -> Issue:
    return Issue("word_not_normalised", Severity.WARNING, pointer, message, hint, _SOURCE)
