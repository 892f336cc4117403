"""Find the words that a code of some system means, wherever this library has a row for it.

Codes are compared by system and value. A code that several words have is no guess at one of
them: all are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from birads.interop._codes import Coded, exchange_rows
from birads.lexicon import assessments, terms
from birads.lexicon._code import Quality, System

__all__ = ["SYSTEMS", "CodeMatch", "find_code"]

SYSTEMS: Mapping[str, str] = MappingProxyType(
    {
        **{system.value.casefold(): system.value for system in System},
        "ln": "LN",
        "loinc": "LN",
        "snomed": "SCT",
        "99birads": "birads",
        "http://snomed.info/sct": "SCT",
        "http://loinc.org": "LN",
        "http://dicom.nema.org/resources/ontology/dcm": "DCM",
        "http://ncicb.nci.nih.gov/xml/owl/evs/thesaurus.owl": "NCIt",
        "urn:birads:lexicon": "birads",
    }
)
"""The systems by every name that they are known under, in lower case."""


@attrs.frozen
class CodeMatch:
    """Hold one word or question that a code means.

    ``match`` says whether the code means just this, more (broader) or less (narrower); ``draft``
    marks a code that only public value sets name.
    """

    id: str
    display: str
    match: Quality = Quality.EXACT
    draft: bool = False
    editions: tuple[str, ...] = ()
    successor: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the members that the command line prints."""
        return {
            "id": self.id,
            "how": "code",
            "match": self.match.value,
            "draft": self.draft,
            "display": self.display,
            "editions": list(self.editions),
            "successor": self.successor,
        }


def find_code(system: str, code: str) -> tuple[CodeMatch, ...]:
    """Return everything that a code means here, the exact meanings first.

    Raises:
        LookupError: There is no such system.
    """
    known = SYSTEMS.get(system.casefold())
    if known is None:
        raise LookupError(f"There is no code system {system!r}.")
    wanted = (known, code)
    found = {
        (one.id, one.match): one
        for one in (*_of_terms(wanted), *_of_categories(wanted), *_of_exchange(wanted))
    }
    return tuple(sorted(found.values(), key=lambda one: one.match is not Quality.EXACT))


def _of_terms(wanted: tuple[str, str]) -> Iterator[CodeMatch]:
    for term in terms():
        for code in term.codes:
            if (code.system.value, code.value) == wanted:
                after = term.successor.id if term.successor is not None else None
                editions = tuple(edition.value for edition in term.editions)
                yield CodeMatch(
                    term.id, code.display, code.match, editions=editions, successor=after
                )


def _of_categories(wanted: tuple[str, str]) -> Iterator[CodeMatch]:
    for category in assessments():
        id_ = f"assessment.category.{category.id.value}"
        if wanted == (System.BIRADS.value, id_):
            yield CodeMatch(id_, f"BI-RADS {category.id.value}")
        for code in category.codes:
            if (code.system.value, code.value) == wanted:
                yield CodeMatch(id_, code.display, code.match)


def _of_exchange(wanted: tuple[str, str]) -> Iterator[CodeMatch]:
    rows = exchange_rows()
    named = [
        *((f"{axis}.{word}", coded) for axis, words in rows.words.items() for word, coded in words),
        *((f"{of}.{member}", coded) for (of, member), coded in rows.concepts.items()),
    ]
    for id_, coded in named:
        if _is(coded, wanted):
            yield CodeMatch(id_, coded.display, draft=coded.draft)


def _is(coded: Coded, wanted: tuple[str, str]) -> bool:
    return (coded.system, coded.code) == wanted
