"""Render the reference pages of the criteria: the tables to sign, and the traceability matrix.

Run ``python tools/render_criteria.py``; with ``--check`` nothing is written and the exit status
is 1 where a page is out of date. Requirements are the variants, the gap rules, the clinical
rules and the hazards; the tests of a requirement are those that name it, in a comment
``# Covers G11 H2.`` above a test or in the ``covers`` member of a JSON case.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import topic_pages

from birads.acr_criteria import Topic, bundled
from birads.acr_criteria._explain import asked_words
from birads.acr_criteria._notes import general_notes
from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._topic import Gap

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
HAZARDS = ROOT / "docs" / "explanation" / "hazards.md"
COVERS = re.compile(
    r"^# Covers((?: [A-Z][0-9]+)+)\.$(?:\n(?!def ).*)*?\ndef (test_\w+)", re.MULTILINE
)
GENERATED = "<!-- Written by tools/render_criteria.py; do not edit. -->"


class Requirement(NamedTuple):
    """One row of the matrix."""

    id: str
    text: str
    source: str
    place: str


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return [*lines, *("| " + " | ".join(map(_cell, row)) + " |" for row in rows), ""]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _when(when: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{fact}: {' or '.join(word.replace('_', ' ') for word in asked_words(condition))}"
        for fact, condition in when.items()
    )


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"V{number}" for number in numbers) or "none"


def requirements(topic: Topic) -> list[Requirement]:
    """Return every requirement, by kind and number."""
    found = [
        Requirement(f"V{v.number}", v.title, f"ACR 2009, variant {v.number}", f"variant {v.number}")
        for v in topic.file.variant
    ]
    return [*found, *_gaps(topic), *_rules(topic), *_hazards()]


def _gaps(topic: Topic) -> list[Requirement]:
    rows: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in (*topic.file.nearest, *topic.file.no_match):
        rows[row.id.split("-")[0]].append((row.why, f"row {row.id}"))
    for rule in topic.file.rule:
        rows[rule.id].append((rule.text, f"{rule.where} ({rule.rows})"))
    return [
        Requirement(
            gap,
            " ".join(dict.fromkeys(text for text, _ in entries)),
            "reading of a gap",
            "; ".join(place for _, place in entries),
        )
        for gap, entries in sorted(rows.items(), key=lambda item: int(item[0][1:]))
    ]


def _rules(topic: Topic) -> list[Requirement]:
    rows: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    told = topic.notes.of_pattern
    for row, note in zip(told.rows, told.notes, strict=True):
        for rule in row.rules:
            rows[rule].append((note.text, note.source, f"note {note.code}"))
    for entry in general_notes().not_triggered:
        rows[entry.rule].append((entry.why, "see the text", "no report can trigger it"))
    return [
        Requirement(
            rule,
            entries[0][0],
            "; ".join(dict.fromkeys(source for _, source, _ in entries)),
            "; ".join(place for _, _, place in entries),
        )
        for rule, entries in sorted(rows.items(), key=lambda item: int(item[0][1:]))
    ]


def _hazards() -> Iterator[Requirement]:
    for line in HAZARDS.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"H\d+", cells[0]):
            yield Requirement(cells[0], cells[1], "hazard list", cells[3])


def tests() -> dict[str, list[str]]:
    """Return the tests of each requirement, by its id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for ids, name in COVERS.findall(path.read_text("utf-8")):
            for one in ids.split():
                found[one].append(f"{path.relative_to(ROOT / 'tests')}::{name}")
    for path in sorted((ROOT / "tests").rglob("cases/*.json")):
        tree = json.loads(path.read_text("utf-8"))
        for one in tree.get("covers", ()) if isinstance(tree, dict) else ():
            found[one].append(str(path.relative_to(ROOT / "tests")))
    return dict(found)


KINDS = {
    "V": ("Variants", "The pictures of the table."),
    "G": ("Gap rules", "How what the table does not print is answered."),
    "R": ("Clinical rules", "What a reader should know beside the rated steps."),
    "H": ("Hazards", "What could go wrong, and what prevents it."),
}


def traceability(topic: Topic) -> str:
    """Return the matrix of requirement, source, place and tests."""
    proved = tests()
    lines = [
        GENERATED,
        "# Traceability",
        "",
        "Each requirement with its source, the row or function that holds it, and its tests.",
        "Paths are below `tests/`; a `.json` path is a case that can be read as it is.",
        "",
    ]
    rows = requirements(topic)
    for kind, (title, says) in KINDS.items():
        lines += [f"## {title}", "", says, ""]
        lines += table(
            ("id", "requirement", "source", "row or function", "tests"),
            [
                (
                    row.id,
                    row.text,
                    row.source,
                    row.place,
                    "<br>".join(f"`{test}`" for test in proved.get(row.id, ())) or "**none**",
                )
                for row in rows
                if row.id[0] == kind
            ],
        )
    return "\n".join(lines)


def criteria(topic: Topic) -> str:
    """Return the tables that a radiologist reads to sign a topic."""
    head, review = topic.file.topic, topic.file.review
    signed = "; ".join(f"{r.name}, {r.date}: {r.scope}" for r in review.reviewers) or "nobody yet"
    lines = [
        GENERATED,
        f"# {head.title}",
        "",
        *table(
            ("", ""),
            [
                ("topic", f"{head.id}, revision {head.revision}"),
                ("words of", f"the {head.edition} edition"),
                ("stage", "first workup after screening"),
                ("source", head.citation),
                ("review", f"**{topic.review.value}**, signed by {signed}"),
            ],
        ),
        review.note,
        "",
        "## Ratings",
        "",
        "**These ratings are for the first workup of calcifications found at screening, and for",
        "nothing else.** Core biopsy is rated 1 throughout because biopsy straight from screening",
        "is not the next step, not because biopsy is wrong: for a worked-up category 4 or 5 they",
        "are history and never advice ([why](../explanation/stage.md)).",
        "",
        "1-3 usually not appropriate, 4-6 may be appropriate, 7-9 usually appropriate.",
        "A code in brackets names the condition of a rating.",
        "",
        *_ratings(topic),
        *_pictures(topic),
        *_filled("Nearest variant", topic.file.nearest),
        *_filled("No variant", topic.file.no_match),
        *_words(topic),
    ]
    return "\n".join(lines)


# Nine columns have to fit on a page.
_SHORT = {
    "mammography_diagnostic": "Dx mammo",
    "mammography_short_interval_followup": "Short interval",
    "us_breast": "US",
    "mri_breast_without_with_contrast": "MRI",
    "pet_breast": "PET",
    "tc99m_sestamibi_breast": "Sestamibi",
    "core_biopsy_breast": "Core",
    "fna_breast": "FNA",
    "imaging_localization_surgical_excision_breast": "Excision",
}


def _ratings(topic: Topic) -> list[str]:
    procedures = list(topic.file.procedures)
    rows = []
    for variant in topic.file.variant:
        cells = [
            f"{variant.ratings[name]}"
            + (f" ({variant.conditions[name]})" if name in variant.conditions else "")
            for name in procedures
        ]
        rows.append((f"V{variant.number}", *cells))
    doses = [f"level {topic.file.procedures[name].rrl}" for name in procedures]
    lines = table(
        ("variant", *(_SHORT.get(name, name_of(name)) for name in procedures)),
        [*rows, ("radiation", *doses)],
    )
    lines += table(
        ("condition", "text", "asks for", "source"),
        [(c.id, c.text, _demands(c.requires), c.source) for c in topic.file.condition],
    )
    return lines + table(
        ("summary rule", "text", "procedure", "asks for", "source"),
        [
            (r.id, r.text, name_of(r.procedure), _demands(r.requires), r.source)
            for r in topic.file.summary_rule
        ],
    )


def _demands(requires: tuple[tuple[str, ...], ...]) -> str:
    told = (" or ".join(word.replace("_", " ") for word in demand) for demand in requires)
    return "; and ".join(told) or "nothing"


def _pictures(topic: Topic) -> list[str]:
    return [
        "## Pictures",
        "",
        *table(
            ("variant", "title", "answers to"),
            [(f"V{v.number}", v.title, _when(v.when)) for v in topic.file.variant],
        ),
    ]


def _filled(title: str, rows: tuple[Gap, ...]) -> list[str]:
    return [
        f"## {title}",
        "",
        *table(
            ("row", "answers to", "variant", "candidates", "reasons", "why", "review"),
            [
                (
                    row.id,
                    _when(row.when),
                    f"V{row.variant}" if row.variant is not None else "none",
                    _numbers(row.candidates),
                    ", ".join(row.reasons),
                    row.why,
                    row.review,
                )
                for row in rows
            ],
        ),
    ]


def _words(topic: Topic) -> list[str]:
    words = next(iter(topic.file.join.values()))
    alerts = topic.file.alerts
    return [
        "## Mixtures, alerts and other rules",
        "",
        *table(
            ("rule", "value"),
            [
                ("typically benign", ", ".join(words.ignored)),
                ("most suspicious first", ", ".join(words.order)),
                ("first in a mixture", _numbers(words.first)),
                ("alert on a stated 1-3", _numbers(alerts.stated_category_below_pattern)),
                (
                    "the same where new or increasing",
                    _numbers(alerts.below_pattern_if_growing),
                ),
                ("biopsy without a band before the workup", _numbers(alerts.biopsy_follows)),
                ("called benign against a baseline", _numbers(alerts.baseline)),
                (
                    "one breast adds mammography",
                    ", ".join(row.id for row in topic.file.nearest if row.one_sided_views),
                ),
                ("new or increasing adds mammography", _numbers(alerts.new_or_increasing)),
                ("rating serves a proof", _numbers(alerts.proof)),
            ],
        ),
        *table(
            ("id", "rule", "held by"),
            [(rule.id, rule.text, f"{rule.where} ({rule.rows})") for rule in topic.file.rule],
        ),
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are out of date."""
    topic = bundled()
    pages = {"criteria.md": criteria(topic), "traceability.md": traceability(topic)}
    pages |= dict(topic_pages.pages(GENERATED, table))
    stale = []
    for name, text in pages.items():
        path = REFERENCE / name
        whole = text.rstrip("\n") + "\n"
        if not path.exists() or path.read_text("utf-8") != whole:
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(whole, "utf-8")
    print(
        f"{len(pages)} pages, {len(stale)} {'out of date' if '--check' in arguments else 'written'}"
    )
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
