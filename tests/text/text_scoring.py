"""Compare what was read with what was expected, by slot, and name the faults that could hurt.

A slot is (object, member, value). Objects pair by kind, then by most equal members; ids and links
to exams do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

SECTIONS = ("exams", "findings", "assessments", "recommendations", "pathology", "addenda")
SKIPPED = frozenset({"id", "exam", "finding", "edition", "schema_version"})

Tree = dict[str, Any]


def slots(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in SKIPPED:
                yield from slots(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value or ["(none)"]:
            yield from slots(inner, path)
    else:
        yield path, value


def _kind(one: Tree) -> Any:
    return next((one[key] for key in ("kind", "modality", "action", "breast") if key in one), None)


def pairs(wanted: list[Tree], got: list[Tree]) -> Iterator[tuple[Tree | None, Tree | None]]:
    left = list(got)
    for want in wanted:
        alike = [one for one in left if _kind(one) == _kind(want)]
        best = max(alike, key=lambda one: len(set(slots(one)) & set(slots(want))), default=None)
        if best is not None:
            left.remove(best)
        yield want, best
    for one in left:
        yield None, one


def side_of(one: Tree) -> Any:
    return one.get("breast", one.get("location", {}).get("breast"))


def compared(expected: Tree, draft: Tree) -> tuple[set[Any], set[Any], list[str]]:
    """Return the slots that are missing, those that are wrong, and the dangerous faults."""
    missed: set[Any] = set()
    wrong: set[Any] = set()
    danger: list[str] = []
    for section in SECTIONS:
        for want, got in pairs(expected.get(section, []), draft.get(section, [])):
            wanted, found = set(slots(want or {})), set(slots(got or {}))
            missed |= {(section, *slot) for slot in wanted - found}
            wrong |= {(section, *slot) for slot in found - wanted}
            danger += _dangers(section, want, got)
    return missed, wrong, danger


def _dangers(section: str, want: Tree | None, got: Tree | None) -> Iterator[str]:
    if got is None or section not in ("findings", "assessments", "recommendations"):
        return
    if want is not None and side_of(got) not in (None, side_of(want)):
        yield f"{section}: side {side_of(got)}, expected {side_of(want)}"
    category = got.get("category")
    if category is not None and category != (want or {}).get("category"):
        yield f"{section}: category {category} of {side_of(got)}"
    if section == "findings" and want is None:
        yield f"invented finding {got.get('kind')}"


def met(pattern: str, draft: Tree) -> bool:
    """Say whether a draft has what a case forbids, as in "assessments[breast=left].category=5"."""
    found = re.fullmatch(r"(\w+)\[(?:(\w+)=([^\]]+))?\](?:\.([\w.]+?))?(?:=(.+))?", pattern)
    assert found is not None, pattern
    section, key, value, member, wanted = found.groups()
    for one in draft.get(section, []):
        stated = str(side_of(one) if key == "breast" else one.get(key)) if key else value
        if stated != value:
            continue
        inner: Any = one
        for name in (member or "").split(".") if member else ():
            inner = inner.get(name) if isinstance(inner, dict) else None
        if not member or (inner is not None and wanted in (None, str(inner))):
            return True
    return False
