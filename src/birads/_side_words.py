"""Read which breast an English text names, and how plainly it does.

Only the words left and right, their abbreviations before a word of the breast, and words for both
are read. What a text denies, compares with, or tells of the past is kept apart: it names a side
without placing anything there. The reader never decides a side; it finds contradictions.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

import attrs

from birads.lexicon.common import Side

__all__ = ["NamedSides", "read_sides"]

_BOTH: Final = frozenset(Side)
_CLAUSE: Final = re.compile(
    r"[.!?](?=\s|$)|[;\n]|\b(?:but|whereas|while|although)\b", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)*|\d+|[,:]")
_PLAIN: Final = {"left": Side.LEFT, "right": Side.RIGHT}
_SHORT: Final = {
    "l": Side.LEFT,
    "lt": Side.LEFT,
    "r": Side.RIGHT,
    "rt": Side.RIGHT,
}
_VIEWS: Final = {
    f"{letter}{view}": side
    for letter, side in (("l", Side.LEFT), ("r", Side.RIGHT))
    for view in ("cc", "mlo", "xccl")
}
_OF_BOTH: Final = frozenset({"bilateral", "bilaterally", "bilat", "both"})
_OF_BREAST: Final = frozenset(
    {"breast", "breasts", "axilla", "axillary", "nipple", "areola", "mammogram", "mammo"}
)
_BETWEEN: Final = frozenset(
    {"the", "in", "of", "to", "with", "on", "a", "an", "her", "his", "its", "that", "those", "at"}
    | {"from"}
)
_COMPARES: Final = frozenset(
    {"compared", "comparison", "comparable", "similar", "relative", "versus", "vs", "than"}
    | {"contralateral", "opposite", "other", "symmetric", "symmetrical", "mirror", "mirrors"}
    | {"matching", "different", "unlike", "like", "as"}
)
_DENIES: Final = frozenset({"no", "without", "negative", "denies", "absence", "excluding"})
_PAST: Final = frozenset(
    {"prior", "previous", "previously", "history", "hx", "h/o", "s/p", "post", "former", "formerly"}
    | {"remote", "old", "known", "treated", "earlier"}
)
_REMOVED: Final = frozenset(
    {"mastectomy", "lumpectomy", "reconstruction", "reconstructed", "augmentation", "reduction"}
)
_DOUBT_AFTER: Final = frozenset(
    {"cancer", "carcinoma", "malignancy", "dcis", "excision", "surgery", "normal", "unremarkable"}
    | {"negative", "clear", "not"}
)
_OPERATIONS: Final = frozenset({"excision", "surgery"})
_NOT_A_SIDE_AFTER: Final = frozenset(
    {"away", "now", "after", "before", "then", "next", "behind", "below", "under", "above", "of"}
    | {"angle", "angles", "angled", "handed", "hand", "alone", "untreated", "over", "out", "to"}
)
_NOT_A_SIDE_BEFORE: Final = frozenset({"was", "were", "been", "be", "being", "all", "has", "have"})
_ELSEWHERE: Final = frozenset(
    {"arm", "forearm", "wrist", "shoulder", "leg", "knee", "hip", "foot", "ankle", "lung", "lobe"}
    | {"kidney", "renal", "ovary", "ovarian", "liver", "hepatic", "atrium", "ventricle", "eye"}
    | {
        "ear",
        "neck",
        "thyroid",
        "jugular",
        "decubitus",
        "port",
        "pacemaker",
        "catheter",
        "defibrillator",
    }
    | {"image", "images", "screen", "picture", "monitor", "rib", "clavicle", "hemithorax", "elbow"}
    | {"supine", "recumbent"}
)
_NEAR: Final = 3


@attrs.frozen
class NamedSides:
    """Hold the breasts a text names: plainly, doubtfully, or only to deny, compare or recall."""

    plain: frozenset[Side] = frozenset()
    doubtful: frozenset[Side] = frozenset()
    aside: frozenset[Side] = frozenset()

    def against(self, stated: Side) -> bool | None:
        """Say whether the text names only the other breast.

        ``True`` where it does so plainly, ``None`` where that is doubtful, ``False`` where it
        names the stated breast, both, or neither.
        """
        other = _BOTH - {stated}
        if stated in self.plain:
            return False
        if other <= self.plain:
            return None if stated in self.doubtful | self.aside else True
        if other <= self.doubtful and stated not in self.doubtful | self.aside:
            return None
        return False


def read_sides(text: str, *, coded: bool = False, operation: bool = False) -> NamedSides:
    """Read the sides that a text names.

    ``coded`` is for names and codes of procedures, where LT, RT, L and R stand alone and nothing
    is denied or compared. ``operation`` is for texts of an operation that is planned or just done,
    where "right mastectomy" is the thing itself and no history.
    """
    found: dict[str, set[Side]] = {"plain": set(), "doubtful": set(), "aside": set()}
    for clause in _CLAUSE.split(text):
        words = [word.casefold() for word in _WORD.findall(clause)]
        denied = False
        for place, word in enumerate(words):
            denied = denied or (word in _DENIES and not _no_change(words, place))
            sides = _named(words, place, coded)
            if sides:
                how = "plain" if coded else _how(words, place, denied, operation)
                found[how].update(sides)
    return NamedSides(*(frozenset(found[how]) for how in ("plain", "doubtful", "aside")))


def _no_change(words: list[str], place: int) -> bool:
    """Say whether "no" denies a change only, as in "no interval change of the left mass"."""
    return any(
        word.startswith(("chang", "increas", "decreas", "longer"))
        for word in words[place + 1 : place + 1 + _NEAR]
    )


def _named(words: list[str], place: int, coded: bool) -> frozenset[Side]:
    word = words[place]
    if word in _OF_BOTH:
        return _BOTH
    if word in _VIEWS:
        return frozenset({_VIEWS[word]})
    following = words[place + 1 : place + 1 + _NEAR]
    if word in _SHORT:
        alone = coded or (bool(following) and following[0] in _OF_BREAST)
        return frozenset({_SHORT[word]}) if alone else frozenset()
    if word not in _PLAIN or (not coded and _is_no_side(words, place, following)):
        return frozenset()
    return frozenset({_PLAIN[word]})


def _is_no_side(words: list[str], place: int, following: list[str]) -> bool:
    """Say whether left or right is a verb, a direction, or of another part of the body."""
    if following and following[0] in _OF_BREAST:
        return False
    before = words[place - 1] if place else ""
    if following[:2] in (["in", "place"], ["in", "situ"]):
        return True
    if following and following[0] in _NOT_A_SIDE_AFTER:
        return before != "the" or following[0] == "of"
    if before in _NOT_A_SIDE_BEFORE and not (following and following[0] in ("sided", "side")):
        return True
    for word in following:
        if word in _ELSEWHERE:
            return True
        if word in _PLAIN or word in _OF_BREAST:
            return False
    return False


def _how(words: list[str], place: int, denied: bool, operation: bool) -> str:
    """Say how a side is named: "plain", "doubtful" or "aside"."""
    if denied:
        return "aside"
    back = place - 1
    while back >= 0 and words[back] in _BETWEEN and place - back <= _NEAR + 1:
        back -= 1
    if back >= 0 and words[back] in _COMPARES:
        return "aside"
    before = _until_pause(words[max(0, place - 2 * _NEAR) : place][::-1])
    following = _until_pause(words[place + 1 : place + 2 + _NEAR])
    removed = not operation and not _REMOVED.isdisjoint(following)
    if removed or _PAST.intersection(before[:_NEAR]):
        return "aside"
    doubt = _DOUBT_AFTER - _OPERATIONS if operation else _DOUBT_AFTER
    return "doubtful" if "not" in before or doubt.intersection(following) else "plain"


def _until_pause(words: list[str]) -> list[str]:
    """Return the words up to the next comma or colon."""
    return list(takewhile(lambda word: word not in (",", ":"), words))
