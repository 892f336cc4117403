"""Read topic files in the spelling of before: one release long, with everything they say.

The old format had one subject, and left to the code what is a row today. ``renewed`` writes such a
tree as it is written now, ``old_path`` leads back to the place in the file, for its line.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from birads.acr_criteria.table._rows import Path

__all__ = ["as_before", "is_old", "old_path", "renewed"]

_JOINED = "morphology"
_WORDS = {"typically_benign": "ignored", "suspicion": "order", "first": "first"}
_BACK = {new: old for old, new in _WORDS.items()}


@cache
def _unsaid() -> dict[str, Any]:
    file = resources.files("birads.acr_criteria") / "data" / "old_spelling.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def is_old(tree: Mapping[str, Any]) -> bool:
    """Return whether a tree is in the old spelling."""
    return isinstance(tree.get(_JOINED), dict)


def renewed(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return an old tree in the spelling of today; what is of no known form is left to be told."""
    unsaid = copy.deepcopy(_unsaid())
    out = copy.deepcopy(dict(tree))
    words = out.pop(_JOINED)
    moved = {_WORDS.get(name, name): value for name, value in words.items()}
    out["join"] = {_JOINED: {**unsaid["join"], **moved}}
    procedures = out.get("procedures")
    if isinstance(procedures, dict):
        out["procedures"] = {name: _level(level) for name, level in procedures.items()}
    if isinstance(out.get("topic"), dict):
        out["topic"] = _head(out["topic"], unsaid["topic"], procedures)
    out["scope"] = unsaid["scope"]
    for rule in out.get("summary_rule", ()):
        if isinstance(rule, dict):
            rule.update(unsaid["summary_rule"].get(rule.get("id"), {}))
    for row in out.get("condition", ()):
        if isinstance(row, dict) and row.get("id") in unsaid["condition"]:
            row["of"] = unsaid["condition"][row["id"]]
    return out


def _level(level: Any) -> Any:
    return {"rrl": level} if isinstance(level, str) else level


def _head(head: Mapping[str, Any], unsaid: Mapping[str, Any], procedures: Any) -> dict[str, Any]:
    said = {("citation" if name == "source" else name): value for name, value in head.items()}
    rated = isinstance(procedures, dict) and unsaid["lead"] in procedures
    return {name: value for name, value in unsaid.items() if name != "lead" or rated} | said


def as_before(tree: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a tree in the old spelling, if that says the same; a signature may be of that one."""
    out = copy.deepcopy(dict(tree))
    unsaid = _unsaid()
    words = out.pop("join", {}).get(_JOINED, {})
    out[_JOINED] = {
        _BACK.get(name, name): value for name, value in words.items() if name not in unsaid["join"]
    }
    out.pop("scope", None)
    head = {name: value for name, value in out["topic"].items() if name not in unsaid["topic"]}
    out["topic"] = {("source" if name == "citation" else name): v for name, v in head.items()}
    out["procedures"] = {
        name: procedure.get("rrl") for name, procedure in out.get("procedures", {}).items()
    }
    for rule in out.get("summary_rule", ()):
        for name in unsaid["summary_rule"].get(rule["id"], {}):
            rule.pop(name, None)
    for row in out.get("condition", ()):
        row.pop("of", None)
    return out if renewed(out) == tree else None


def old_path(path: Path) -> Path:
    """Return where a member of the renewed tree stands in the old one."""
    if path[:2] == ("join", _JOINED):
        return (_JOINED, *(_BACK.get(str(name), name) for name in path[2:]))
    if path[:2] == ("topic", "citation"):
        return ("topic", "source", *path[2:])
    if path[:1] == ("procedures",) and path[-1] == "rrl":
        return path[:-1]
    return path
