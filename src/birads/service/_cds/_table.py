"""Read what the CDS services say of themselves."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["OVERRIDE_SYSTEM", "discovery", "hooks_of", "override_reasons"]

OVERRIDE_SYSTEM = "urn:birads:cds:override"


@cache
def _table() -> dict[str, Any]:
    file = resources.files("birads.service._cds") / "cds.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def discovery() -> dict[str, Any]:
    """Return the answer to discovery: a service that has two hooks stands there for each."""
    table = _table()
    return {
        "services": [
            {
                "hook": hook,
                "id": row["id"],
                "title": row["title"],
                "description": row["description"],
                "prefetch": dict(table["prefetch"]),
            }
            for row in table["service"]
            for hook in row["hooks"]
        ]
    }


def hooks_of(service: str) -> tuple[str, ...]:
    """Return the hooks of a service, none where there is no such service."""
    return next((tuple(row["hooks"]) for row in _table()["service"] if row["id"] == service), ())


def override_reasons() -> list[dict[str, str]]:
    """Return the reasons that a person can give for passing over a card."""
    return [
        {"code": row["code"], "system": OVERRIDE_SYSTEM, "display": row["display"]}
        for row in _table()["override"]
    ]
