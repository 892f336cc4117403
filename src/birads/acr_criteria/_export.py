"""Export a topic's variants for other programs: JSON, CSV and TOML of the same facts."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Literal

from pydantic_core import to_json

from birads._visible import cell
from birads.acr_criteria._workup import band_of_category
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.table._answer import Option
from birads.acr_criteria.table._file import VariantRow

__all__ = ["export", "listed", "render_export"]

_COLUMNS = (
    "topic",
    "revision",
    "number",
    "id",
    "title",
    "procedure",
    "rating",
    "band",
    "condition",
    "radiation",
)
_MORE = ("category", "rrl_pediatric", "evidence", "verified")


def listed(topic: Topic) -> dict[str, Any]:
    """Return what a list of topics says of one."""
    head = topic.file.topic
    return {
        "id": topic.id,
        "revision": topic.revision,
        "title": head.title,
        "about": head.about.value,
        "status": head.status,
        "review": topic.review.value,
        "variants": len(topic.variants),
    }


def export(topic: Topic | None = None) -> dict[str, Any]:
    """Return every variant with its rated procedures, as plain values."""
    topic = topic or bundled()
    return {
        "topic": topic.id,
        "revision": topic.revision,
        "review": topic.review.value,
        "source": topic.file.topic.citation,
        "variants": [
            {
                "number": variant.number,
                "id": variant.id,
                "title": variant.title,
                **(_asked(variant) if variant.options else {}),
                "options": [_option(topic, variant, one) for one in topic.options(variant.number)],
            }
            for variant in topic.file.variant
        ],
    }


def _asked(variant: VariantRow) -> dict[str, Any]:
    """Return what a row asks: its facts, its alternatives, and the step that it is for."""
    facts = {name: value for name, value in variant.when.items() if name != "stage"}
    for name, bounds in variant.soft.items():
        start = name.removesuffix("_years")
        facts[f"{start}_start_between"] = [bounds.get("ge"), bounds.get("lt")]
    return {"facts": facts, "any_of": list(variant.any_of), "stage": variant.stage}


def _option(topic: Topic, variant: VariantRow, option: Option) -> dict[str, Any]:
    if variant.options:
        return _cell(option)
    code = variant.conditions.get(option.procedure)
    dose = topic.doses[option.procedure]
    return {
        "procedure": option.procedure,
        "rating": option.rating,
        "band": band_of_category(option.category).value,
        "condition": {"code": code, "text": topic.conditions[code].text} if code else None,
        "radiation": dose.to_dict() if dose is not None else None,
    }


def _cell(option: Option) -> dict[str, Any]:
    """Return a cell that states its category, the rating being a detail of it."""
    return {
        "procedure": option.procedure,
        "category": option.category,
        "rating": option.rating,
        "band": band_of_category(option.category).value,
        "rrl": option.rrl,
        "rrl_pediatric": option.rrl_pediatric,
        "evidence": option.evidence,
        "verified": option.verified,
        "conflict": dict(option.conflict) or None,
    }


def render_export(topic: Topic | None, form: Literal["json", "csv", "toml"]) -> bytes:
    """Return the export as one compact line of JSON, as CSV with a row per cell, or as TOML."""
    tree = export(topic)
    if form == "json":
        return to_json(tree) + b"\n"
    return (_csv(tree) if form == "csv" else _toml(tree)).encode()


def _csv(tree: dict[str, Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    cells = [option for variant in tree["variants"] for option in variant["options"]]
    more = [name for name in _MORE if any(name in option for option in cells)]
    writer.writerow((*_COLUMNS, *more))
    for variant in tree["variants"]:
        for option in variant["options"]:
            condition, dose = option.get("condition"), option.get("radiation")
            level = dose["level"] if dose else option.get("rrl") or ""
            writer.writerow(
                cell(str(value))
                for value in (
                    tree["topic"],
                    tree["revision"],
                    variant["number"],
                    variant["id"] or "",
                    variant["title"],
                    option["procedure"],
                    "" if option["rating"] is None else option["rating"],
                    option["band"],
                    condition["code"] if condition else "",
                    level,
                    *(option[name] or "" for name in _MORE if name in option),
                )
            )
    return out.getvalue()


def _toml(tree: dict[str, Any]) -> str:
    """Write TOML, which has no null: a member without a value is left out."""
    lines = ["# What a topic says, to read or to compare; a file for --topic has its own form."]
    lines += [f"{key} = {_value(tree[key])}" for key in ("topic", "revision", "review", "source")]
    for variant in tree["variants"]:
        lines += ["", "[[variants]]"]
        members = {key: value for key, value in variant.items() if key != "options"}
        lines += [f"{key} = {_value(value)}" for key, value in members.items() if value is not None]
        for option in variant["options"]:
            lines += ["", "[[variants.options]]"]
            lines += [
                f"{key} = {_value(value)}" for key, value in option.items() if value is not None
            ]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, dict):
        members = (f"{key} = {_value(item)}" for key, item in value.items() if item is not None)
        return "{ " + ", ".join(members) + " }"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)  # also a TOML basic string
    return repr(value)
