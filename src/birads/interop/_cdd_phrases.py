"""Read the phrases of CDD-CESM's findings by an explicit table, and nothing cleverer."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._words import raw_table
from birads.parsing._parse import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OTHER", "Phrase", "checked", "normal_form", "phrases"]

_SPACES = re.compile(r"\s+")
_REGION = "region"


@attrs.frozen
class Phrase:
    """Say what one phrase is; ``findings`` are the members of each finding that it describes."""

    image: str
    says: tuple[str, ...]
    findings: tuple[Mapping[str, Any], ...]
    renamed: Mapping[str, str] = attrs.field(factory=dict)
    text_only: tuple[str, ...] = ()
    enhancement: str | None = None
    note: str = ""
    read: bool = True


OTHER = Phrase("", (), (MappingProxyType({"kind": "other"}),), read=False)
"""What a phrase is that the table does not hold."""


def normal_form(said: str) -> str:
    """Return a phrase as the table spells it: lower case, one space between words."""
    return _SPACES.sub(" ", said.strip()).lower()


@cache
def phrases() -> Mapping[tuple[str, str], Phrase]:
    """Return the phrases by image and text; the table is read once.

    Raises:
        InvalidReport: The table names a word that the lexicon does not have.
        ValueError: The table holds one phrase twice.
    """
    return checked(raw_table("cdd_cesm"))


def checked(table: Mapping[str, Any]) -> Mapping[tuple[str, str], Phrase]:
    """Check the phrases of a table and return them."""
    found: dict[tuple[str, str], Phrase] = {}
    probes: list[dict[str, Any]] = []
    for entry in table["phrase"]:
        lists = {name: tuple(entry.get(name, ())) for name in ("says", "findings", "text_only")}
        phrase = Phrase(**{**entry, **lists})
        for said in phrase.says:
            if (phrase.image, said) in found:
                raise ValueError(f"{said!r} stands twice under {phrase.image!r}")
            found[phrase.image, said] = phrase
        probes += [members(finding) for finding in phrase.findings]
    # The report model is the judge of every word and member that the table names.
    findings = [{"id": str(number), **probe} for number, probe in enumerate(probes)]
    parse({"edition": "2013", "findings": findings})
    return MappingProxyType(found)


def members(finding: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a finding, with its region where a report has it."""
    values = {name: value for name, value in finding.items() if name != _REGION}
    if _REGION in finding:
        values["location"] = {_REGION: finding[_REGION]}
    return values
