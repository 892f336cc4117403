"""``birads track``: who waits for what, and since when."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic_core import to_json

from birads._version import __version__
from birads._visible import visible
from birads.archive._alike import Alike
from birads.archive._api import shown
from birads.archive._item import Item
from birads.archive._patients import Patients, Stored, held_of
from birads.archive._rules import Items, load_items
from birads.archive._tracking import track_patient
from birads.cli._gather import by_patient, gather
from birads.cli._letter_options import letter_options, letters_of
from birads.cli._options import (
    files_argument,
    format_option,
    ndjson_option,
    processes_option,
    today_of,
    today_option,
)
from birads.cli._output import console, say, write, write_json, write_text
from birads.cli._places import check_places, write_file
from birads.tables._row import InvalidTable

if TYPE_CHECKING:
    from birads.archive._letters import Letters

__all__ = ["track"]

_Known = click.Path(exists=True, dir_okay=False, path_type=Path)
_File = click.Path(dir_okay=False, path_type=Path)


@click.command()
@files_argument
@format_option("text", "json", "csv")
@ndjson_option
@today_option
@processes_option
@click.option("--all", "everything", is_flag=True, help="Show closed and withdrawn items too.")
@click.option("--items", "table", type=_Known, help="Read kinds of items from this TOML file.")
@click.option("--html", type=_File, metavar="FILE", help="Write the worklist as a page.")
@click.option(
    "--letters",
    type=_File,
    metavar="FILE",
    help="Write what the patient is told of each item as lines of JSON, the letter of birads say.",
)
@letter_options
def track(files: tuple[str, ...], form: str, jobs: int, **chosen: Any) -> None:
    """Show the open items of every patient and breast, with the reports that opened them.

    Exit status 1 where a document is no report.
    """
    table, html, letters = chosen["table"], chosen["html"], chosen["letters"]
    writing = letters_of(chosen, wanted=letters is not None)
    check_places([*files, table], [("--html", html), ("--letters", letters)])
    today = today_of(chosen["today"])
    try:
        known = load_items(table) if table is not None else None
    except InvalidTable as error:
        raise click.UsageError(str(error)) from None
    with Patients() as patients:
        refused = write_json if form == "json" else None
        bad = gather(files, patients, ndjson=chosen["ndjson"], jobs=jobs, refused=refused)
        given = (today, chosen["everything"], known, writing)
        found = _with_letters(by_patient(patients, _tracking, given, jobs), letters)
        if html is not None:
            found = _page(found, html, today, known, patients)
        _SHOW[form](found)
        for remark in _remarks(patients.alike()):
            say(f"note: {remark}")
    sys.exit(1 if bad else 0)


def _remarks(alike: Alike) -> tuple[str, ...]:
    """Say that what closes an item may stand under a key that is written in another way."""
    if not alike.reports:
        return ()
    keys = " and ".join(repr(key) for key in alike.examples[0])
    return (
        (
            f"{alike.reports:,} reports carry a patient_key that differs from another one "
            f"only in case, white space or leading zeros, such as {visible(keys)}. Nothing joins "
            "them: birads join --summary FILE lists such keys."
        ),
    )


_Found = tuple[tuple[Item, ...], list[bytes]]


def _tracking(
    today: dt.date, closed: bool, known: Items | None, letters: Letters | None
) -> Callable[[Stored], _Found]:
    """Return the function that gives the items of one patient, and their letters as lines."""

    def track_one(group: Stored) -> _Found:
        key, documents, crowded = group
        held = tuple(map(held_of, documents))
        found = track_patient(key, held, today, known)
        items = tuple(shown(found, closed=closed, crowded=crowded))
        written = letters.of(items, held) if letters is not None else ()
        return items, [to_json(one.to_dict()) + b"\n" for one in written]

    return track_one


def _with_letters(found: Iterable[_Found], letters: Path | None) -> Iterator[Item]:
    """Hand items on and write their letters to a file, line by line."""
    with letters.open("wb") if letters is not None else nullcontext() as stream:
        for items, lines in found:
            if stream is not None:
                stream.writelines(lines)
            yield from items


def _page(
    found: Iterable[Item], html: Path, today: dt.date, known: Items | None, patients: Patients
) -> Iterator[Item]:
    """Hand items on and write the page after the last."""
    from birads.archive._worklist import Worklist
    from birads.audit._page import page

    worklist = Worklist()
    for item in found:
        worklist.add(item)
        yield item
    sections = worklist.sections(today, known, _remarks(patients.alike()))
    write_file(html, page("Worklist", sections, foot=f"birads {__version__}").encode())


def _json(found: Iterable[Item]) -> None:
    for item in found:
        write_json(item.to_dict())


def _csv(found: Iterable[Item]) -> None:
    from birads.archive._worklist import COLUMNS, row

    write(_line(COLUMNS))
    for item in found:
        write(_line(row(item)))


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([visible(text) for text in cells])
    return out.getvalue().encode("utf-8", "backslashreplace")


def _text(found: Iterable[Item]) -> None:
    screen = console()
    before: object = _text
    count = 0
    for item in found:
        count += 1
        if item.patient_key != before or item.patient_key is None:
            screen.print(
                visible(item.patient_key or "(no patient_key)"), style="bold", markup=False
            )
        before = item.patient_key
        for line in _lines(item):
            write_text(visible(line) + "\n")
    if not count:
        write_text("Nothing is open.\n")


def _lines(item: Item) -> Iterator[str]:
    when = "no due date"
    if item.due is not None:
        over = f", {item.days_over} days over" if item.days_over else ""
        when = f"due {item.due}{over}"
    what = item.category or item.result
    said = f" ({what})" if what else ""
    side = item.breast or "side not stated"
    yield f"  {item.state}: {item.title}{said}, {side}, {when}"
    for one in item.opened_by:
        yield f"    opened by {one.report} {one.pointer}"
    for one in item.closed_by:
        yield f"    closed by {one.report} {one.pointer} ({one.closer})"
    for one in item.may_close:
        yield f"    may be closed by {one.report} {one.pointer} ({one.closer}: {one.why})"
    if not item.closed_by:
        yield f"    closes by {', '.join(item.closes)}"
    for note in item.notes:
        yield f"    note: {note}"
    yield f"    {item.rule}; {item.source}"


_SHOW: dict[str, Callable[[Iterable[Item]], None]] = {"text": _text, "json": _json, "csv": _csv}
