"""Write ``docs/reference/report.md`` from the models; with ``--check``, only compare it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generated import keep
from members_read import readers

from birads import lexicon, report, schema
from birads._base.model import Model
from birads.report._part import Part
from birads.report.axes import spoken
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS, FindingBase
from birads.report.report import Report
from birads.report.version import NEW_KINDS, NEW_MEMBERS, NEW_PARTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "report.md"
HEAD = """\
<!-- Made by tools/render_report.py from the models, the lexicon and the checks: edit those. -->

# The report

Every member of a report, of format 1.1. A member that is missing is not stated; `[]` says that it
was asked for and that there is none; `null` is refused. `birads.parse` and
[the schema](../how-to/validate-with-json-schema.md) accept the same documents.
[Build a report](../how-to/build-a-report.md) and [Edit a report](../how-to/edit-a-report.md) show
the same members in Python, where each model has the name of its heading, from `birads.report`.

- *type*: a word in `code` links to its axis in the lexicon, which has each word with its meaning,
  its source and the editions that have it; a list is written with `[]`.
- *read by*: the [checks](issues.md) whose own code reads a member of this name. What checks learn
  from the lookups that they share (sides, exams, categories) is not listed; where more than
  eight do, their number stands.
- **1.1** marks what format 1.0 did not have.
"""
MOST = 8
TAGS = {"findings": "Finding", "exams": "Exam"}
STRICT = schema.report_schema()
TYPED = schema.report_typed_schema()
EXAMPLES: Mapping[str, Any] = {
    "date": "2026-03-02", "date-time": "2026-03-02T09:30:00+01:00", "boolean": True,
    "string": "...",
}  # fmt: skip


def rendered() -> str:
    """Return the page."""
    lines = [HEAD, *_section(Report)]
    groups: tuple[tuple[str, tuple[type[Part], ...]], ...] = (
        ("Exams", EXAM_MODELS),
        ("Findings", FINDING_MODELS),
    )
    for title, models in groups:
        lines += [f"## {title}\n"]
        for model in models:
            lines += _section(model, "###")
    lines += ["## Parts\n"]
    for model in _parts():
        lines += _section(model, "###")
    return "\n".join(lines).rstrip() + "\n"


def _parts() -> list[type[Part]]:
    """Return the models that stand inside others, in the order of the schema."""
    top: tuple[type[Part], ...] = (Report, *EXAM_MODELS, *FINDING_MODELS)
    own = {model.__name__ for model in top}
    named = [name for name, part in TYPED["$defs"].items() if "properties" in part]
    return [getattr(report, name) for name in named if name not in own]


def _section(model: type[Part], level: str = "##") -> Iterator[str]:
    part = STRICT if model is Report else TYPED["$defs"][model.__name__]
    yield f"{level} {model.__name__}\n"
    yield part["description"]
    yield ""
    if issubclass(model, FindingBase) and _tag(part) in NEW_KINDS:
        yield "**1.1**\n"
    yield "| member | type | meaning | example | read by |"
    yield "|---|---|---|---|---|"
    axes = {one.path[0]: one.axis for one in spoken(model, _tag(part)) if len(one.path) == 1}
    source = TYPED if model is Report else part
    for name, member in source["properties"].items():
        mark = " **required**" if name in part.get("required", ()) else ""
        mark += " **1.1**" if _is_new(model, name) else ""
        cells = (
            f"`{name}`{mark}",
            _type(name, member, axes.get(name)),
            member.get("description", ""),
            f"`{json.dumps(_example(member), ensure_ascii=False)}`",
            _readers(name),
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def _tag(part: Mapping[str, Any]) -> str:
    first: Mapping[str, Any] = next(iter(part.get("properties", {}).values()), {})
    return str(first.get("const", ""))


def _is_new(model: type[Model], name: str) -> bool:
    if model is Report:
        return name in NEW_PARTS
    return any(name in names for old, names in NEW_MEMBERS.items() if issubclass(model, old))


def _type(name: str, member: Mapping[str, Any], axis: str | None) -> str:
    if name in TAGS and "oneOf" in member.get("items", {}):
        return f"[{TAGS[name]}](#{name})[]"
    if "oneOf" in member:
        return " or ".join(dict.fromkeys(_type(name, one, axis) for one in member["oneOf"]))
    if "items" in member:
        return f"{_type(name, member['items'], axis)}[]"
    if "$ref" in member:
        return _named(member["$ref"].rpartition("/")[2], axis)
    if "const" in member:
        return f"`{member['const']}`"
    if "minimum" in member:
        step = ", halves" if member.get("multipleOf") else ""
        return f"{member['type']}, {member['minimum']:g} to {member['maximum']:g}{step}"
    return str({"date": "day", "date-time": "moment"}.get(member.get("format", ""), member["type"]))


def _named(name: str, axis: str | None) -> str:
    part = TYPED["$defs"][name]
    if "properties" in part:
        return f"[{name}](#{name.lower()})"
    if axis is not None:
        anchor = axis.replace(".", "-").replace("_", "-")
        return f"[`{axis}`](lexicon/{lexicon.axis(axis).table}.md#{anchor})"
    words = [choice["const"] for choice in part["oneOf"]]
    if name == "Category":
        return "[category](lexicon/assessment.md)"
    if len(words) > MOST:
        return f"one of {len(words)} names of kinds and features"
    return ", ".join(f"`{word}`" for word in words)


def _example(member: Mapping[str, Any]) -> Any:
    if "$ref" in member:
        part = TYPED["$defs"][member["$ref"].rpartition("/")[2]]
        return _object(part) if "properties" in part else part["oneOf"][0]["const"]
    if "oneOf" in member:
        return _example(member["oneOf"][-1])
    if "items" in member:
        inner = _example(member["items"])
        return [inner] * member.get("minItems", 1)
    if "const" in member:
        return member["const"]
    if "minimum" in member:
        return max(1, member["minimum"])
    if member["type"] == "object":
        return {"org.example": {}}
    if "pattern" in member and "format" not in member:
        return member.get("default", "2026" if "0-9" in member["pattern"][:12] else "en")
    return EXAMPLES[member.get("format", member["type"])]


def _object(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return the least object: what it needs, or its first member."""
    names = part.get("required") or list(part["properties"])[:1]
    return {name: _example(part["properties"][name]) for name in names}


def _readers(name: str) -> str:
    codes = readers().get(name, ())
    if len(codes) > MOST:
        return f"{len(codes)} checks"
    return ", ".join(f"[{code}](issues.md#{code})" for code in codes)


def main() -> int:
    """Write what is made here, or say with ``--check`` whether it is current."""
    return keep({PAGE: rendered()}, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
