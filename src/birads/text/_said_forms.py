"""Hold the fixed words of the sentences that ``birads.say`` writes, in each language."""

from __future__ import annotations

from functools import cache
from typing import Final

import attrs

from birads.text._tokens import tokens

__all__ = ["Forms", "Texts", "forms_of"]

_CORRELATES: Final = ("ultrasound", "cem", "mri")
_COUNTS: Final = ("groups", "particles", "cortex_mm", "count")

Texts = tuple[str, ...]
"""A phrase, as the texts of its tokens."""


@attrs.frozen
class Forms:
    """Hold the fixed words of a language's sentences, as the texts of their tokens."""

    kinds: dict[Texts, str]
    finding: Texts
    exam: Texts
    modalities: frozenset[Texts]
    breasts: frozenset[Texts]
    correlates: frozenset[Texts]
    record: Texts
    edition: Texts
    version: Texts
    guidance: Texts
    action: Texts
    shape: tuple[Texts, Texts]
    views: frozenset[Texts]
    counts: frozenset[Texts]


def texts_of(said: str) -> Texts:
    return tuple(token.text for token in tokens(said))


@cache
def forms_of(language: str) -> Forms:
    from birads.lexicon.edition import Edition
    from birads.prose._vocabulary import Language, vocabulary

    words = vocabulary(Language(language), Edition.E2013)
    family = words.table("family")
    kinds = {
        texts_of(f"{said} {family.get(kind.partition('.')[0], '')}"): kind
        for kind, said in words.table("kind").items()
    }

    def opening(table: str, name: str) -> Texts:
        return texts_of(words.text(table, name).partition("{")[0])

    return Forms(
        kinds,
        opening("reference", "finding"),
        opening("reference", "exam"),
        frozenset(texts_of(said) for said in words.table("modality").values()),
        frozenset(texts_of(said) for said in words.table("breast").values()),
        frozenset(opening("finding", name) for name in _CORRELATES),
        (*texts_of(words.text("section", "record")), ":"),
        opening("record", "edition"),
        opening("record", "schema_version"),
        opening("recommendations", "guidance"),
        opening("recommendations", "action"),
        (opening("finding", "shape"), texts_of(words.text("finding", "shape").partition("}")[2])),
        frozenset(texts_of(words.choice("exam", "tomosynthesis", one)) for one in ("yes", "no")),
        frozenset(opening("finding", name) for name in _COUNTS),
    )
