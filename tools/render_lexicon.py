"""Render the reference pages of the lexicon from its tables.

python tools/render_lexicon.py           # write docs/reference/lexicon/*.md
python tools/render_lexicon.py --check   # exit 1 where a committed page differs
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from birads import lexicon
from birads.lexicon.common import Modality

OUT = Path(__file__).resolve().parent.parent / "docs" / "reference" / "lexicon"
TITLES = {
    "mammography": "Words of mammography",
    "ultrasound": "Words of ultrasound",
    "mri": "Words of breast MRI",
    "cem": "Words of contrast-enhanced mammography",
    "common": "Words that the modalities share",
    "node": "Words of lymph nodes",
    "request": "Words of the request",
    "patient": "Words of the patient and the history",
    "pathology": "Words of tissue and of known cancers",
    "management": "Words of status, assessment and management",
}
MADE = "<!-- Made by tools/render_lexicon.py from src/birads/lexicon/data: edit the tables. -->"
DRAFT = "\\*"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    out = {f"{table}.md": _page(_table(table)) for table in TITLES}
    out["index.md"] = _page(_index())
    out["assessment.md"] = _page(_assessment())
    out["statements.md"] = _page(_statements())
    return out


def _page(lines: Iterator[str]) -> str:
    return "\n".join((MADE, "", *lines)).rstrip() + "\n"


def _index() -> Iterator[str]:
    yield "# The lexicon"
    yield ""
    yield (
        "Every word that a report can use, with what it means, who says so and how sure that is. "
        "BI-RADS is the work and the trademark of the American College of Radiology, which does "
        "not endorse these tables; the facts are in our own words. Nothing here assigns a category."
    )
    yield ""
    yield f"Marks: {DRAFT} after an edition says that it is known at third hand only, and that the"
    yield "manual has to be checked; `?` that it is not public whether the edition has the word."
    yield ""
    yield "| axis | page | words | 2003 | 2013 | 2025 | exact public code |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for count in lexicon.counts():
        axis = lexicon.axis(count.axis)
        numbers = " | ".join(str(number) for _, number in count.by_edition)
        link = f"[{axis.table}]({axis.table}.md#{_anchor(axis.id)})"
        yield f"| `{axis.id}` | {link} | {count.terms} | {numbers} | {count.exact} |"
    counts = lexicon.counts()
    total, exact = sum(c.terms for c in counts), sum(c.exact for c in counts)
    sums = " | ".join(
        str(sum(numbers))
        for numbers in zip(*([n for _, n in c.by_edition] for c in counts), strict=True)
    )
    yield f"| all | | {total} | {sums} | {exact} ({exact / total:.0%}) |"
    yield ""
    yield "See also the [assessment categories](assessment.md), the [statements of the United"
    yield "States mammography rule](statements.md), and [how to review a"
    yield "table](../../how-to/review-a-table.md)."
    yield ""
    yield "## Sources"
    yield ""
    for source in lexicon.sources():
        link = f" <{source.url}>" if source.url else ""
        yield f'- <a id="{source.key}"></a>**{source.key}**: {source.citation}{link}'


def _table(table: str) -> Iterator[str]:
    yield f"# {TITLES[table]}"
    yield ""
    yield from _review(table)
    for axis in lexicon.axes():
        if axis.table == table:
            yield f'<a id="{_anchor(axis.id)}"></a>'
            yield ""
            yield f"## {axis.label}"
            yield ""
            yield f"Axis `{axis.id}`."
            yield ""
            for term in lexicon.terms(axis=axis.id):
                yield from _term(term)


def _review(table: str) -> Iterator[str]:
    status = lexicon.review_status(table)
    names = "; ".join(f"{one.name}, {one.date}, {one.scope}" for one in status.valid)
    if status.state is lexicon.ReviewState.REVIEWED:
        yield f"Reviewed by {names}."
    else:
        yield f"**Status: {status.state.value}.** No radiologist has signed this table as it is."
    yield ""


def _term(term: lexicon.Term) -> Iterator[str]:
    yield f"### {term.label}"
    yield ""
    yield term.fact
    yield ""
    yield f"- id: `{term.id}`"
    yield f"- editions: {_editions(term)}"
    for edition, label in term.labels:
        yield f"- in {edition.value}: {label}"
    if term.synonyms:
        yield f"- also: {_plain(', '.join(term.synonyms))}"
    for old in term.retired:
        until = "before 2003" if old.edition == "1998" else f"until {old.edition}"
        yield f"- older name: {_plain(old.name)} ({until}){f'. {old.note}' if old.note else ''}"
    if term.group:
        groups = (
            [term.group]
            if term.group_2003 in {None, term.group}
            else [
                term.group,
                f"{term.group_2003} in 2003",
            ]
        )
        yield f"- group: {', '.join(groups).replace('_', ' ')}"
    for value in term.ppv:
        yield f"- published PPV: {_ppv(value)}"
    if term.typical_category:
        yield f"- category it is usually seen with (never assigned here): {term.typical_category}"
    for code in term.codes:
        note = f"; {code.note}" if code.note else ""
        name = f"{code.system.value} `{code.value}` {code.display}"
        yield f"- code: {name} ({code.match.value}{note})"
    if term.successor:
        follows = f"`{term.successor.id}`" if term.successor.id else "nothing"
        note = f". {term.successor.note}" if term.successor.note else ""
        yield f"- since {term.successor.edition.value}: {follows}{note}"
    yield f"- sources: {', '.join(_cite(key) for key in term.source)}"
    yield f"- confidence: {', '.join(word.replace('_', ' ') for word in term.confidence)}"
    yield ""


def _editions(term: lexicon.Term) -> str:
    marks = []
    for edition in lexicon.Edition:
        if edition in term.editions:
            mark = DRAFT if term.is_draft(edition) else ""
            added = f" (supplement of {term.supplement})" if term.supplement and not mark else ""
            marks.append(f"{edition.value}{mark}{added}")
        elif edition in term.unknown_editions:
            marks.append(f"{edition.value}?")
    return ", ".join(marks) or "none: a word of a study, or of this library"


def _ppv(value: lexicon.Ppv) -> str:
    parts = [] if value.percent is None else [f"{value.percent:g} %"]
    if value.total is not None:
        parts.append(f"{value.malignant} of {value.total}")
    note = f" ({value.note})" if value.note else ""
    return f"{', '.join(parts)}{note}, {_cite(value.source)}"


def _plain(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _cite(key: str) -> str:
    return f"[{key}](index.md#{key})"


def _assessment() -> Iterator[str]:
    yield "# Assessment categories"
    yield ""
    yield from _review("assessment")
    yield "A category is what a radiologist states. It is never computed from descriptors."
    yield ""
    yield "| category | name | likelihood of cancer | mammography | ultrasound | MRI | CEM |"
    yield "|---|---|---|---|---|---|---|"
    for one in lexicon.assessments():
        after = [one.management_in(modality) or "not used" for modality in Modality]
        yield f"| {one.id} | {one.name} | {one.likelihood or 'not stated'} | {' | '.join(after)} |"
    for one in lexicon.assessments():
        yield ""
        yield f"## {one.id}: {one.name}"
        yield ""
        yield one.meaning
        yield ""
        if one.likelihood and one.likelihood.note:
            yield f"- likelihood: {one.likelihood} ({one.likelihood.note})"
        for edition, note in one.edition_notes:
            yield f"- {edition.value}{DRAFT if edition in one.draft_editions else ''}: {note}"
        for code in one.codes:
            note = f"; {code.note}" if code.note else ""
            yield f"- code: {code.system.value} `{code.value}` {code.display}{note}"
        yield f"- sources: {', '.join(_cite(key) for key in one.source)}"
        yield f"- confidence: {', '.join(word.replace('_', ' ') for word in one.confidence)}"


def _statements() -> Iterator[str]:
    law = lexicon.statements()
    yield "# Statements of the United States mammography rule"
    yield ""
    yield from _review("statements")
    yield (
        "A text is exact where it was seen word for word in a public legal source. "
        "The others have to be held against the rule before they are printed as law."
    )
    yield ""
    yield "| statement | kind | paragraph | BI-RADS | exact | remark |"
    yield "|---|---|---|---|---|---|"
    for one in law.assessment:
        categories = ", ".join(one.categories) or f"none. {one.no_category}"
        reason = f" ({one.reason.replace('_', ' ')})" if one.reason else ""
        yield (
            f"| {one.text} | {one.kind.value} | {one.paragraph} | {categories}{reason} "
            f"| {_yes(one.exact)} | {one.note or ''} |"
        )
    yield ""
    yield "## Density"
    yield ""
    yield "| statement | paragraph | term | letter to the patient | exact |"
    yield "|---|---|---|---|---|"
    for density in law.density:
        yield (
            f"| {density.text} | {density.paragraph} | `{density.term}` "
            f"| {density.lay_statement.id.replace('_', ' ')} | {_yes(density.exact)} |"
        )
    yield ""
    yield "## Letters to the patient"
    for letter in law.lay:
        yield ""
        yield f"**{letter.id.replace('_', ' ').capitalize()}** ({letter.paragraph}; exact: "
        yield f"{_yes(letter.exact)}). {letter.text}"
        if letter.note:
            yield ""
            yield letter.note


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _anchor(axis_id: str) -> str:
    return axis_id.replace(".", "-").replace("_", "-")


def main() -> int:
    """Write the pages, or compare them with what is committed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    check = parser.parse_args().check
    wanted = pages()
    OUT.mkdir(parents=True, exist_ok=True)
    have = {path.name: path.read_text(encoding="utf-8") for path in OUT.glob("*.md")}
    differing = sorted(name for name in {*wanted, *have} if wanted.get(name) != have.get(name))
    if check:
        for name in differing:
            print(f"{OUT / name} differs from the tables", file=sys.stderr)
        return 1 if differing else 0
    for name in differing:
        if name in wanted:
            (OUT / name).write_text(wanted[name], encoding="utf-8")
        else:
            (OUT / name).unlink()
        print(OUT / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
