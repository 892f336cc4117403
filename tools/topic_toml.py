"""Write a tree as TOML in the layout of topic files: one line for each member and each cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 100


def write(tree: Mapping[str, Any]) -> str:
    """Return the text of a tree whose members are tables, or lists of tables."""
    blocks = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            blocks += list(_table(name, value))
        else:
            blocks += ["\n".join([f"[[{name}]]", *_members(row)]) for row in value]
    return "\n\n".join(blocks) + "\n"


def _table(name: str, value: Mapping[str, Any]) -> Iterator[str]:
    """Yield a table, and a table of its own for each member that is one."""
    inner = {key: one for key, one in value.items() if isinstance(one, Mapping) and len(one) > 1}
    rest = {key: one for key, one in value.items() if key not in inner}
    if rest or not inner:
        yield "\n".join([f"[{name}]", *_members(rest)])
    for key, one in inner.items():
        yield "\n".join([f"[{name}.{_key(key)}]", *_members(one)])


def _members(row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        if value is None:
            continue
        line = f"{_key(name)} = {_value(value)}"
        if isinstance(value, list) and value and (_cells(value) or len(line) > _WIDTH):
            yield f"{_key(name)} = ["
            yield from (f"  {_value(item)}," for item in value)
            yield "]"
        else:
            yield line


def _cells(value: list[Any]) -> bool:
    return isinstance(value[0], Mapping)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name)
