"""Name members and words for people: what a form or a list shows beside a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["kind_title", "member_title", "word_title"]

_UNITS = {"_mm": " (mm)", "_percent": " (%)", "_years": " (years)", "_months": " (months)"}
_SHORT = {
    "bpe": "Background parenchymal enhancement",
    "cad": "Computer-aided detection",
    "cem": "Contrast mammography",
    "er": "Estrogen receptor",
    "her2": "HER2",
    "id": "Id",
    "ki67_percent": "Ki-67 (%)",
    "mri": "MRI",
    "pr": "Progesterone receptor",
    "sop_instance_uid": "SOP instance UID",
    "series_instance_uid": "Series instance UID",
    "study_instance_uid": "Study instance UID",
    "tracking_uid": "Tracking UID",
}
_FAMILIES = {"mg": "mammography", "us": "ultrasound", "mri": "MRI", "cem": "contrast mammography"}
_KINDS = {"nme": "non-mass enhancement", "nonmass": "non-mass finding", "mri": "MRI"}
_EXAMS = {"mri": "MRI", "cem": "Contrast mammography"}


def member_title(name: str) -> str:
    """Return the name of a member as words, with its unit in brackets."""
    if name in _SHORT:
        return _SHORT[name]
    for ending, unit in _UNITS.items():
        if name.endswith(ending) and name != ending.removeprefix("_"):
            return _words(name.removesuffix(ending)) + unit
    return _words(name)


def kind_title(tag: str, word: str) -> str:
    """Return what a kind of finding, or a modality of exam, is called in a list of choices."""
    if tag == "modality":
        return _EXAMS.get(word, _words(word))
    family, _, kind = word.partition(".")
    called = _KINDS.get(kind, kind.replace("_", " "))
    if family not in _FAMILIES:
        return _words(word) + " finding"
    return f"{called[:1].upper()}{called[1:]} ({_FAMILIES[family]})"


def word_title(axis: str, word: str, known: Mapping[str, Any]) -> str:
    """Return the label of a word: the lexicon's where it has one."""
    if axis == "Category":
        return _category(word)
    if word in known:
        return str(known[word]["title"])
    if axis == "AbsentWhat" and "." in word:
        return kind_title("kind", word)
    return _EXAMS.get(word, word.replace("_", " ")) if axis == "Modality" else _plain(word)


def _category(word: str) -> str:
    from birads import lexicon

    return f"{word} - {lexicon.assessment(word).name}"


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _words(name: str) -> str:
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]
