"""Load the modules of a package when one of their names is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

__all__ = ["through"]


def through(names: dict[str, Any], homes: Mapping[str, str], name: str) -> object:
    """Return what a package offers under a name, and keep it among the names of the package.

    ``names`` are the globals of the package, ``homes`` says which of its modules holds each name.

    Raises:
        AttributeError: It offers nothing of this name.
    """
    package = names["__name__"]
    if name not in homes:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{package}.{homes[name]}"), name)
    names[name] = value
    return value
