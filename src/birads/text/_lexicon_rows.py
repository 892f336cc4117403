"""Take the words of the lexicon for reading, but those that are everyday words as well."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from typing import Final

from birads.lexicon import _fold

__all__ = ["lexicon_rows", "translated_rows"]

# Labels that are everyday words: in a narrative they mean a term only beside its own noun, so the
# tables name the phrases that do.
_EVERYDAY: Final = frozenset(
    {"absent", "adjacent", "asymmetric", "asymmetry", "calcification", "central", "combined"}
    | {"complex", "cyst", "diffuse high", "edema", "enhancement", "extreme", "extremely", "fat"}
    | {"fatty", "focu", "high", "internal", "intermediate", "low", "mass", "mixed", "none"}
    | {"not assessed", "rim", "shadow", "soft", "symmetric", "vertical", "horizontal", "blood"}
    | {"lucent", "type i", "type ii", "type iii", "no enhancement", "mild", "moderate", "marked"}
    | {"minimal", "indeterminate", "architectural distortion", "distortion", "axillary adenopathy"}
    | {"skin lesion", "hematoma", "ductal", "skin", "medium", "slow", "fast", "rapid"}
    | {"focal", "single lumen", "double lumen", "saline", "heterogeneou", "scattered"}
    | {"not parallel", "suture", "benign", "iso", "preserved", "displaced", "axillary"}
    | {"internal mammary", "supraclavicular", "intramammary"}
)
_KEPT: Final = frozenset(
    {"mg.calcifications.morphology.rim", "mg.calcifications.morphology.skin"}
    | {"mg.calcifications.morphology.suture", "mg.mass.density.fat"}
)
_AXES: Final = (
    "mg.composition", "mg.mass.*", "mg.calcifications.*", "us.mass.*", "us.vascularity",
    "us.elasticity", "mri.mass.*", "mri.nme.*", "cem.mass.*", "cem.nme.*", "cem.conspicuity",
)  # fmt: skip

# Axes of which one word alone is plain in any language; of the others "high" or "soft" is not.
_LONE: Final = frozenset(
    {"shape", "margin", "morphology", "distribution", "orientation", "echo_pattern"}
    | {"internal_enhancement", "posterior_features"}
)
_LONG: Final = 6


def lexicon_rows() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the lexicon's own words: labels, synonyms and, marked so, retired names."""
    from birads import lexicon

    for term in lexicon.terms():
        wanted = any(fnmatchcase(term.axis, axis) for axis in _AXES)
        result = term.axis == "pathology.result" and term.word not in ("other", "benign")
        if not wanted and not result:
            continue
        for said in (term.label, *term.synonyms):
            if _speaks(said, term.id):
                yield (term.id,), said
        for old in term.retired:
            if _speaks(old.name, term.id):
                yield (term.id, f"retired.{term.id}"), old.name


def translated_rows(language: str, nouns: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the lexicon's words in another language; a lone word in each of its endings."""
    from birads import lexicon

    for term_id, row in lexicon.translations(lexicon.Language(language)).items():
        term = lexicon.term(term_id)
        wanted = any(fnmatchcase(term.axis, axis) for axis in _AXES)
        if not wanted or not _speaks(term.label, term_id):
            continue
        for said in row.names:
            alone = len(said.split()) == 1
            if alone and (term.axis.rpartition(".")[2] not in _LONE or len(said) < _LONG):
                continue
            if not any(len(word) == 1 or word.casefold() in nouns for word in said.split()):
                yield (term_id,), _beginning(said, language) if alone else said


def _beginning(word: str, language: str) -> str:
    """Return a word as the beginning of what it is in either gender and in the plural."""
    endings = {"es": ("os", "as", "es", "o", "a", "e"), "pt": ("os", "as", "es", "o", "a", "e")}
    found = endings.get(language, ("es", "e", "s") if language == "fr" else ())
    cut = next((end for end in found if word.endswith(end)), "")
    return word.removesuffix(cut) + "*"


def _speaks(said: str, term_id: str) -> bool:
    stem = " ".join(_fold.stems(said))
    everyday = stem in _EVERYDAY and term_id not in _KEPT
    return len(stem) > 2 and not everyday and not any(char.isdigit() for char in stem)  # noqa: PLR2004
