"""Fold the ways to write one word into one key.

Typography (case, accents, hyphens, underscores, spaces, full-width letters), British spelling and
plurals are not a different word, so they are folded here. Anything else is a spelling mistake and
is left to ``_spelling``, which never corrects without saying so.
"""

from __future__ import annotations

import unicodedata

__all__ = ["LONGEST", "key", "stems", "typography"]

LONGEST = 200
_SHORTEST_PLURAL = 4  # "mass" and "axis" keep their s by rule, "gas" by length

_BRITISH = {
    "aluminium": "aluminum",
    "artefact": "artifact",
    "calibre": "caliber",
    "centre": "center",
    "centred": "centered",
    "coloured": "colored",
    "fibre": "fiber",
    "grey": "gray",
    "haematoma": "hematoma",
    "haemorrhage": "hemorrhage",
    "lipoedema": "lipedema",
    "lymphoedema": "lymphedema",
    "oedema": "edema",
    "tumour": "tumor",
}


# Each character of ASCII as ``typography`` reads it.
_PLAIN = {
    code: char.casefold() if (char := chr(code)).isalnum() or char in "<>" else " "
    for code in range(128)
}


def typography(text: str) -> str:
    """Return the words of ``text`` in small letters, one space apart, without punctuation.

    The signs ``<`` and ``>`` stay: "<25%" and ">25%" are not the same.
    """
    if text.isascii():  # nothing to normalise
        return " ".join(text[:LONGEST].translate(_PLAIN).split())
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    plain = (
        char if char.isalnum() or char in "<>" else " "
        for char in unicodedata.normalize("NFKD", folded)
        if not unicodedata.combining(char)
    )
    return " ".join("".join(plain).replace("'", "").split())


def key(text: str) -> str:
    """Return what all spellings of one word share: no spaces, American, singular."""
    return "".join(stems(text))


def stems(text: str) -> list[str]:
    """Return the words of ``text``, each American and singular."""
    return [_singular(_BRITISH.get(word, word)) for word in typography(text).split()]


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return _BRITISH.get(word, word)
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return _BRITISH.get(word[:-1], word[:-1])
