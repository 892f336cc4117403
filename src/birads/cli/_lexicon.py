"""Find, show, export, count and review the words of BI-RADS."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.table import Column, Table

from birads import lexicon as words
from birads._visible import visible
from birads.cli._documents import shown_name
from birads.cli._found import category_named, show_category, show_code, show_found
from birads.cli._options import format_option, output_option
from birads.cli._output import console, say, write, write_json, write_text
from birads.tables._review import review_if_any
from birads.tables._row import read_tree_file

__all__ = ["lexicon"]

_NOT_FOUND = 1


@click.group("lexicon")
def lexicon() -> None:
    """Find, show and export the words of BI-RADS, with their sources and codes."""


_edition_option = click.option(
    "--edition",
    type=click.Choice([edition.value for edition in words.Edition]),
    help="The edition whose words are asked for.",
)


@lexicon.command("find")
@click.argument("word", required=False)
@click.option("--axis", metavar="AXIS", help="Look in one axis, such as mg.mass.margin.")
@click.option(
    "--code",
    metavar="SYSTEM|CODE",
    help="Look for a code instead, such as 'SCT|129760005'; the system may be its URL.",
)
@_edition_option
@click.option(
    "--language",
    type=click.Choice([language.value for language in words.Language]),
    default=words.Language.EN.value,
    show_default=True,
    help="The language of the word.",
)
@format_option("text", "json")
@output_option
def find(
    word: str | None,
    axis: str | None,
    code: str | None,
    edition: str | None,
    language: str,
    form: str,
) -> None:
    """Say which terms WORD may mean, and what to know before using one.

    With --code: what a code of SNOMED CT, DICOM or another system means, by system and value
    alone. The exit status is 1 where nothing was found.
    """
    if code is not None:
        if word is not None or axis is not None or edition is not None:
            raise click.UsageError("--code stands alone, without a word, an axis or an edition.")
        if not show_code(shown_name(code), form):
            sys.exit(_NOT_FOUND)
        return
    if word is None:
        raise click.UsageError("Missing argument 'WORD', or --code.")
    category = category_named(word) if axis in (None, "assessment") else None
    if category is not None:
        show_category(word, category, form)
        return
    try:
        found = words.find(shown_name(word), axis, edition, language)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="--axis") from None
    if form == "json":
        write_json(found.to_dict())
    else:
        show_found(found)
    if not found.matches:
        sys.exit(_NOT_FOUND)


@lexicon.command("show")
@click.argument("term_id", metavar="TERM-ID")
@format_option("text", "json")
@output_option
def show(term_id: str, form: str) -> None:
    """Show every fact about one term, with its sources.

    The exit status is 1 where there is no such term.
    """
    try:
        term = words.term(term_id)
    except LookupError as error:
        near = get_close_matches(term_id, [each.id for each in words.terms()], 3)
        hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
        say(f"birads: {error.args[0]}{hint}")
        sys.exit(_NOT_FOUND)
    if form == "json":
        write_json(term.to_dict())
        return
    out = console()
    out.print(f"[bold]{escape(term.id)}[/bold]  {escape(term.label)}")
    out.print(escape(term.fact))
    for name, value in _lines(term):
        out.print(f"  [dim]{name}[/dim]  {escape(value)}")


def _lines(term: words.Term) -> list[tuple[str, str]]:
    editions = [f"{e.value}{' (draft)' if term.is_draft(e) else ''}" for e in term.editions]
    editions += [f"{edition.value} (not known)" for edition in term.unknown_editions]
    lines = [("editions", ", ".join(editions) or "none: a word of a study, or of this library")]
    lines += [(f"label {edition.value}", label) for edition, label in term.labels]
    if term.synonyms:
        lines.append(("synonyms", ", ".join(term.synonyms)))
    lines += [
        ("older name", f"{old.name} ({old.edition}){f': {old.note}' if old.note else ''}")
        for old in term.retired
    ]
    if term.group:
        lines.append(("group", term.group.value.replace("_", " ")))
    lines += [("published PPV", _ppv_words(value)) for value in term.ppv]
    lines += [
        ("code", f"{code.system.value} {code.value} {code.display} ({code.match.value})")
        for code in term.codes
    ]
    if term.successor:
        follower = " ".join(filter(None, (term.successor.id, term.successor.note)))
        lines.append((f"since {term.successor.edition.value}", follower))
    lines += [("source", words.source(key).citation) for key in term.source]
    confidence = ", ".join(word.value.replace("_", " ") for word in term.confidence)
    lines.append(("confidence", confidence))
    return lines


def _ppv_words(value: words.Ppv) -> str:
    parts = [] if value.percent is None else [f"{value.percent:g} %"]
    if value.total is not None:
        parts.append(f"{value.malignant} of {value.total}")
    note = f" ({value.note})" if value.note else ""
    return f"{', '.join(parts)}{note}. {words.source(value.source).citation}"


@lexicon.command("export")
@format_option("json", "csv", "toml")
@_edition_option
@output_option
def export(form: str, edition: str | None) -> None:
    """Write every term, or those of one edition, for other tools."""
    write(words.export(form, edition).encode())


@lexicon.command("stats")
@format_option("text", "json")
@output_option
def stats(form: str) -> None:
    """Count the words of each axis by edition, and the share with an exact public code."""
    counts = words.counts()
    if form == "json":
        write_json({"axes": [_count_row(count) for count in counts]})
        return
    table = Table(
        Column("axis", overflow="fold"),
        "words",
        *(e.value for e in words.Edition),
        "draft",
        "exact code",
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for count in counts:
        table.add_row(
            count.axis,
            str(count.terms),
            *(str(number) for _, number in count.by_edition),
            str(count.draft or ""),
            f"{count.exact} ({count.exact / count.terms:.0%})",
        )
    total, exact = sum(c.terms for c in counts), sum(c.exact for c in counts)
    by_edition = zip(*([n for _, n in c.by_edition] for c in counts), strict=True)
    table.add_section()
    table.add_row(
        "all",
        str(total),
        *(str(sum(numbers)) for numbers in by_edition),
        str(sum(c.draft for c in counts)),
        f"{exact} ({exact / total:.0%})",
    )
    console().print(table)


def _count_row(count: words.AxisCount) -> dict[str, Any]:
    return {
        "axis": count.axis,
        "terms": count.terms,
        "editions": {edition.value: number for edition, number in count.by_edition},
        "draft": count.draft,
        "exact": count.exact,
    }


@lexicon.command("review")
@click.argument(
    "files", nargs=-1, metavar="[FILE...]", type=click.Path(dir_okay=False, path_type=Path)
)
@format_option("text", "json")
@output_option
def review(files: tuple[Path, ...], form: str) -> None:
    """Say which tables a radiologist has signed, and the digest that a signature covers.

    Without FILE the tables of the lexicon; else any reviewed table: a topic, notes, procedures,
    audit definitions, a mapping.
    """
    if files:
        statuses = [_status_of(path) for path in files]
    else:
        statuses = [words.review_status(name) for name in words.REVIEWED_TABLES]
    if form == "json":
        write_json({"tables": [_status_row(status) for status in statuses]})
        return
    write_text("".join(f"{line}\n" for status in statuses for line in _status_lines(status)))


def _status_lines(status: words.ReviewStatus) -> Iterator[str]:
    yield f"{status.table}: {status.state.value}"
    yield f"  digest {status.digest}"
    for one in status.reviewers:
        holds = "holds" if one in status.valid else "outdated: the table has changed since"
        yield visible(f"  {one.name}, {one.date}, {one.scope}: {holds}")


def _status_of(path: Path) -> words.ReviewStatus:
    try:
        return review_if_any(path.name, read_tree_file(path))
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None


def _status_row(status: words.ReviewStatus) -> dict[str, Any]:
    return {
        "table": status.table,
        "status": status.state.value,
        "digest": status.digest,
        "reviewers": [
            {"name": one.name, "date": one.date, "scope": one.scope, "digest": one.digest}
            for one in status.reviewers
        ],
    }
