"""Write topic files from tables as data: a folder of JSON files.

    python tools/make_topics.py FOLDER --into DIRECTORY [--only SLUG ...] [--check]

Each topic becomes ``DIRECTORY/<slug>/<revision>/topic.toml``, its notes ``notes.toml`` beside it.
Titles and notes of the data are the project's own words; nothing else of a source is copied. What
the data leaves to the reader is decided in ``topic_choices.toml``, with its reason.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from topic_toml import write

CHOICES = Path(__file__).with_name("topic_choices.toml")
_COPY = re.compile(r"GitHub |https?://(?!gravitas\.acr\.org)")
_PATIENT = {"screening", "supplemental_screening", "surgical_planning"}
_CELL = (
    "procedure",
    "category",
    "rating",
    "rrl",
    "rrl_pediatric",
    "evidence",
    "source",
    "confirmed_by",
    "verified",
    "rating_verified",
    "rrl_verified",
    "rrl_pediatric_verified",
    "disagreement_verified",
    "conflict",
)
_DRAFT = {"status": "draft", "reviewers": [], "note": "No radiologist has signed this table yet."}


def from_data(data: Mapping[str, Any], choices: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the files of one topic, by name, as trees."""
    topic: dict[str, Any] = {
        "topic": _head(data, choices),
        "review": _DRAFT,
        "source": [_source(source) for source in data["sources"]],
        "procedures": {name: {"label": text} for name, text in data["procedure_labels"].items()},
        "scope": list(_scope(data, choices)),
        "variant": [_variant(variant, data, choices) for variant in data["variants"]],
    }
    notes = [
        {"code": f"topic-{number}", "text": text} for number, text in enumerate(data["notes"], 1)
    ]
    notes += [
        {"code": f"variant-{row['number']}", "text": row["note"], "variants": [row["number"]]}
        for row in data["variants"]
        if "note" in row
    ]
    return {"topic.toml": topic, "notes.toml": {"review": _DRAFT, "note": notes}}


def _head(data: Mapping[str, Any], choices: Mapping[str, Any]) -> dict[str, Any]:
    year = data["revision"]
    dated = f", {year}" if year.isdecimal() else ""
    return {
        "id": data["slug"],
        "revision": "undated" if year == "not_seen" else year,
        "title": data["topic"],
        "about": _about(data),
        "acr_topic_id": data["acr_topic_id"],
        "citation": f"ACR Appropriateness Criteria, {data['topic']}{dated}",
        "url": choices["url"].format(id=data["acr_topic_id"]),
        "revision_verified": data["revision_verified"],
        "revision_basis": data["revision_basis"],
        "status": data["status"],
        "listed_as_of": data["listed_as_of"],
        "completeness": data["completeness"],
    }


def _about(data: Mapping[str, Any]) -> str:
    """Return ``patient`` where every row is about screening or planning, else ``breast``."""
    purposes = {row["facts"].get("purpose") for row in data["variants"]}
    return "patient" if purposes and purposes <= _PATIENT and not _asks_a_side(data) else "breast"


def _asks_a_side(data: Mapping[str, Any]) -> bool:
    """Return whether a row asks what only a breast has."""
    from birads.acr_criteria.table import Subject, facts

    asked = {fact for row in data["variants"] for fact in row["facts"]} & facts().keys()
    return any(not facts()[fact].can_be_asked_about(Subject.PATIENT) for fact in asked)


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source; a copy that somebody else keeps is told by what it is, not by its place."""
    where = source["url_or_citation"]
    if _COPY.match(where):
        where = "A public copy, read to compare"
    return {"id": source["id"], "citation": where, "what": source["what"]}


def _scope(data: Mapping[str, Any], choices: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    asked = {
        fact
        for row in data["variants"]
        for when in (row["facts"], *row.get("any_of", ()))
        for fact in when
    }
    for row in choices["scope"]:
        if data["slug"] in row.get("topics", ()) or asked & set(row.get("where_asked", ())):
            yield {name: row[name] for name in ("id", "when", "reason", "source")}


def _variant(
    row: Mapping[str, Any], data: Mapping[str, Any], choices: Mapping[str, Any]
) -> dict[str, Any]:
    when = dict(row["facts"])
    soft = when.pop("age_start_between", None)
    stages = {variant["stage"] for variant in data["variants"]}
    if row["stage_printed"] or len(stages) > 1:
        when["stage"] = row["stage"]
    out: dict[str, Any] = {"number": row["number"], "title": row["title_own_words"], "when": when}
    if "any_of" in row:
        out["any_of"] = row["any_of"]
    if soft is not None:
        out["soft"] = {"age_years": {"ge": soft[0], "lt": soft[1]}}
    for override in choices["override"]:
        if override["topic"] == data["slug"] and override["variant"] == row["number"]:
            out |= {"overrides": override["overrides"], "why": override["why"]}
    out |= {"stage": row["stage"], "stage_printed": row["stage_printed"]}
    if "note" in row:
        out["note"] = row["note"]
    out["options"] = [_cell(cell) for cell in row["procedures"]]
    return out


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    unknown = cell.keys() - set(_CELL)
    if unknown:
        raise ValueError(f"A cell has members that are not known: {sorted(unknown)}")
    return {name: cell[name] for name in _CELL if cell.get(name) not in (None, [])}


def files(arguments: argparse.Namespace) -> Iterator[tuple[Path, str]]:
    """Yield every file that is to be written, with its text."""
    choices = tomllib.loads(CHOICES.read_text(encoding="utf-8"))
    found = [json.loads(path.read_bytes()) for path in sorted(arguments.folder.glob("*.json"))]
    for data in found:
        if arguments.only and data["slug"] not in arguments.only:
            continue
        trees = from_data(data, choices)
        head = trees["topic.toml"]["topic"]
        for name, tree in trees.items():
            yield arguments.into / head["id"] / head["revision"] / name, write(tree)


def main(argv: list[str] | None = None) -> int:
    """Write the files, or with ``--check`` say which are not as they would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args(argv)
    stale = []
    for path, text in files(arguments):
        if arguments.check:
            stale += [path] if not path.is_file() or path.read_text("utf-8") != text else []
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path} is not what the data gives", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
