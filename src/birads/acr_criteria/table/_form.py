"""Say what is wrong with the form of a topic file: members missing, unknown or mistyped."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from birads.acr_criteria.table._file import TopicFile
from birads.acr_criteria.table._problems import Problem, meant

__all__ = ["form_problem"]


def form_problem(entry: dict[str, Any], tree: Any) -> Problem:
    """Return a problem of form; a member that there is not comes with the one that was meant."""
    path, hint = tuple(entry["loc"]), None
    if entry["type"] == "extra_forbidden":
        hint = meant(path[-1], _members(path[:-1]))
    return Problem("invalid_topic", path, f"{entry['msg']}.", _row_id(path, tree), hint)


def _members(path: tuple[str | int, ...]) -> list[str]:
    """Return the members of the table that a path leads to."""
    model: Any = TopicFile
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(model, "model_fields", {}).get(part)
        found = _models(field.annotation) if field else []
        model = found[0] if found else None
    return list(getattr(model, "model_fields", {}))


def _models(annotation: Any) -> list[type[BaseModel]]:
    pending, out = [annotation], []
    for one in pending:  # grows while it is read; annotations are ours and end
        if isinstance(one, type) and issubclass(one, BaseModel):
            out.append(one)
        pending += get_args(one)
    return out


def _row_id(path: tuple[str | int, ...], tree: Any) -> str | None:
    """Return the id of the row that a path leads into, as the file states it."""
    if len(path) < 2 or not isinstance(path[1], int):  # noqa: PLR2004 - a list and a place
        return None
    rows = tree.get(path[0])
    row = rows[path[1]] if isinstance(rows, list) and path[1] < len(rows) else {}
    name = row.get("id") if isinstance(row, dict) else None
    if isinstance(row, dict) and path[0] == "variant":
        name = f"V{row.get('number')}"
    return str(name) if name is not None else None
