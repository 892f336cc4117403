"""Say what this installation can do: one table of the parts that may be absent.

Each part is looked up when it is asked for. A part that is not there is answered with 501 and
the sentence of its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from importlib import import_module
from types import MappingProxyType
from typing import Any

import attrs

from birads.issue import MissingExtra
from birads.service._problems import ProblemError

__all__ = ["PARTS", "Part", "available", "function_at", "need"]


@attrs.frozen
class Part:
    """Name one part: where it is, and what cannot be done without it."""

    find: Callable[[], Any]
    without: str


def _name(module: str, *names: str) -> Callable[[], Any]:
    """Return a function that finds the first of the names that a module offers."""

    def find() -> Any:
        try:
            home = import_module(module)
        except ModuleNotFoundError as error:
            if module == error.name or module.startswith(f"{error.name}."):
                return None
            raise
        return next((getattr(home, name) for name in names if hasattr(home, name)), None)

    return find


def function_at(*places: tuple[str, str]) -> Callable[[], Any]:
    """Return a function that finds the first place that holds something to call."""

    def find() -> Any:
        found = (_name(module, name)() for module, name in places)
        return next((one for one in found if callable(one)), None)

    return find


def _format(name: str) -> Callable[[], Any]:
    """Return a function that finds what writes and reads a format."""

    def find() -> Any:
        formats = _name("birads.interop.formats", "formats")()
        form = formats().get(name) if formats is not None else None
        return form.load() if form is not None else None

    return find


def _current_topics() -> Any:
    from birads.acr_criteria._recommend import recommend
    from birads.acr_criteria._workup import Workup

    return recommend if "answers" in Workup.model_fields else None


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "fhir": Part(_format("fhir"), "FHIR is not read or written by this installation."),
        "dicom-sr": Part(
            _format("dicom-sr"), "DICOM reports are not read or written by this installation."
        ),
        "hl7v2": Part(_format("hl7v2"), "HL7 v2 is not read or written by this installation."),
        "read-text": Part(
            function_at(("birads", "read_text"), ("birads.text", "read_text")),
            "Reports in prose are not read by this installation.",
        ),
        "say": Part(
            function_at(("birads", "say"), ("birads.prose", "say")),
            "Reports are not written as prose by this installation.",
        ),
        "prose-page": Part(
            function_at(("birads.prose", "page")),
            "Prose is not written as HTML by this installation.",
        ),
        "map": Part(
            function_at(("birads.prose", "breast_map")),
            "No breast map is drawn by this installation.",
        ),
        "current-topics": Part(
            _current_topics, "Only the 2009 table answers in this installation."
        ),
    }
)


def available(name: str) -> bool:
    """Say whether a part is there with all that it needs."""
    try:
        return PARTS[name].find() is not None
    except ImportError:
        return False


def need(name: str) -> Any:
    """Return a part.

    Raises:
        ProblemError: It is not there, or a package that it needs is not.
    """
    part = PARTS[name]
    try:
        found = part.find()
    except MissingExtra as error:
        raise ProblemError(HTTPStatus.NOT_IMPLEMENTED, "not_available", str(error)) from None
    if found is None:
        raise ProblemError(HTTPStatus.NOT_IMPLEMENTED, "not_available", part.without)
    return found
