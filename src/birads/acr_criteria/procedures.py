"""Read the table of procedures: their names, and what kind of step each is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import attrs

__all__ = ["Procedure", "is_invasive", "name_of", "procedures", "uses_contrast"]


@attrs.frozen
class Procedure:
    """Name a procedure; ``contrast`` is withheld in pregnancy, ``invasive`` takes tissue."""

    id: str
    name: str
    kind: str
    contrast: bool = False
    invasive: bool = False


@cache
def procedures() -> Mapping[str, Procedure]:
    """Return every procedure that a step can name, by id."""
    data = (resources.files("birads.acr_criteria") / "procedures.toml").read_text("utf-8")
    return {entry["id"]: Procedure(**entry) for entry in tomllib.loads(data)["procedure"]}


def is_invasive(procedure: str) -> bool:
    """Say whether a procedure takes tissue; an unknown one does not."""
    entry = procedures().get(procedure)
    return entry is not None and entry.invasive


def uses_contrast(procedure: str) -> bool:
    """Say whether a procedure uses contrast or a tracer."""
    entry = procedures().get(procedure)
    return entry is not None and entry.contrast


def name_of(procedure: str) -> str:
    """Return the name of a procedure for people; an unknown id reads as itself."""
    entry = procedures().get(procedure)
    return entry.name if entry is not None else procedure.replace("_", " ")
