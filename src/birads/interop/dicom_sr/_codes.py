"""Know the code of every word: a standard one where it is exact and unique, else our own."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from birads import lexicon
from birads.interop.dicom_sr._item import Coded, coded, own
from birads.lexicon.common import Breast, Category, Modality, Side
from birads.lexicon.management import AssessmentScope
from birads.tables._toml import read_toml

__all__ = ["Vocabulary", "kinds", "near_actions", "results", "table", "vocabulary"]

_STANDARD = ("SCT", "DCM", "NCIt", "BI")
_READ = (*_STANDARD, "SRT")
_SIDES = (Breast, Side, AssessmentScope)
_LONGEST_MEANING = 64
# Words of these axes are written with the id of the lexicon, all others like their member.
_DESCRIPTORS = ("mg.", "us.", "mri.", "cem.", "location.", "change", "enhancement.", "node.")


@attrs.frozen
class Vocabulary:
    """The codes of the words of one member: how each is written, and what each code means."""

    codes: dict[str, Coded]
    own: dict[str, Coded]
    words: dict[Coded, str]


@cache
def table() -> dict[str, Any]:
    """Return the table of codes that the lexicon does not hold."""
    return read_toml(files(__package__).joinpath("codes.toml").read_bytes())


@cache
def vocabulary(enum: type[StrEnum], member: str, family: str = "") -> Vocabulary:
    """Return the codes of the words of ``enum``, spoken by ``member``.

    ``family`` is the modality as ids of axes begin with it, for words that two of them share.
    """
    found = _of_lexicon(enum, family)
    name = Breast.__name__ if enum in _SIDES else enum.__name__
    extra: dict[str, list[str]] = table()["words"].get(name, {})
    for word, listed in extra.items():
        found.setdefault(word, []).extend(coded(one) for one in listed)
    named = _names(enum, member, family)
    known = Counter(code for codes in found.values() for code in set(codes))
    written = {
        word: next(
            (one for one in found.get(word, ()) if known[one] == 1 and _is_current(one)),
            named[word],
        )
        for word in named
    }
    words = {code: word for word, codes in found.items() for code in codes if known[code] == 1}
    for axis in _axes(enum, family):
        words |= {own(f"{axis}.{word}"): word for word in named}
    words |= {code: word for word, code in named.items()}
    return Vocabulary(written, named, words)


def _is_current(code: Coded) -> bool:
    return code.scheme != "SRT"


def _of_lexicon(enum: type[StrEnum], family: str) -> dict[str, list[Coded]]:
    """Return the exact codes of each word, as the lexicon's rows have them."""
    if enum is Category:
        rows: list[tuple[str, Any]] = [(one.id.value, one.codes) for one in lexicon.assessments()]
    else:
        asked = AssessmentScope if enum in _SIDES else enum
        rows = [
            (term.word, term.codes)
            for axis in _axes(asked, family)
            for term in lexicon.terms(axis)
            if term.word in [word.value for word in enum]
        ]
    found: dict[str, list[Coded]] = {}
    for word, codes in rows:
        found.setdefault(word, []).extend(
            Coded(code.system.value, code.value, code.display[:_LONGEST_MEANING])
            for code in codes
            if code.system.value in _READ and code.match is lexicon.Quality.EXACT
        )
    return found


def _axes(enum: type[StrEnum], family: str) -> list[str]:
    ids = [axis.id for axis in lexicon.axes() if axis.enum is enum]
    near = [one for one in ids if one.startswith(f"{family}.")] if family else []
    return (near or ids)[:1]


def _names(enum: type[StrEnum], member: str, family: str) -> dict[str, Coded]:
    if enum is Category:
        return {word.value: own(f"category.{word.value}") for word in enum}
    if enum in _SIDES:
        return {word.value: own(f"breast.{word.value}") for word in enum}
    if enum is Modality:
        return {word.value: own(f"exam.{word.value}", word.value) for word in enum}
    axes = _axes(enum, family)
    labels = {term.word: term.label for term in lexicon.terms(axes[0])} if axes else {}
    described = bool(axes) and axes[0].startswith(_DESCRIPTORS)
    prefix = axes[0] if described else member.rpartition(".")[2]
    return {
        word.value: own(f"{prefix}.{word.value}", labels.get(word.value, "")[:_LONGEST_MEANING])
        for word in enum
    }


@cache
def kinds() -> tuple[dict[str, Coded], dict[tuple[str, Coded], str]]:
    """Return the standard code of each kind of finding, and the kind of a code by modality."""
    rows: dict[str, list[str]] = table()["kinds"]
    written: dict[str, Coded] = {}
    read: dict[tuple[str, Coded], str] = {}
    for kind, listed in rows.items():
        codes = [coded(one) for one in listed]
        written[kind] = codes[0]
        for code in codes:
            read[kind.partition(".")[0], code] = kind
    return written, read


@cache
def near_actions() -> dict[Coded, str]:
    """Return the action that comes nearest to a code of advice that none says exactly."""
    rows: dict[str, list[str]] = table()["near"]["Action"]
    return {coded(code): word for word, codes in rows.items() for code in codes}


@cache
def results() -> dict[str, Coded]:
    """Return the code of each class of results."""
    return {word: coded(code) for word, code in table()["result_classes"].items()}
