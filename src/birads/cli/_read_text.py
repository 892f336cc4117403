"""``birads read-text``: the draft that a narrative states, with the words that say each value."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import click
from pydantic_core import from_json

from birads._visible import visible
from birads.cli._documents import shown_name, standard_input
from birads.cli._options import files_argument, format_option, ndjson_option
from birads.cli._output import Lost, Progress, say, write_json, write_text
from birads.issue import Severity
from birads.tables._row import InvalidTable
from birads.text import LANGUAGES, MOST_BYTES, Reading, TextTooLong, Words, load_words
from birads.text import read_text as read_one

__all__ = ["read_text"]


@attrs.frozen
class _Source:
    """Hold one narrative and where it came from; ``wrong`` says why there is none."""

    file: str
    line: int | None = None
    name: str | None = None
    text: str = ""
    language: str | None = None
    wrong: str | None = None


@click.command("read-text")
@files_argument
@format_option("text", "json")
@ndjson_option
@click.option(
    "--edition",
    type=click.Choice(["2003", "2013", "2025"]),
    help="The edition of BI-RADS, where the text does not name it.",
)
@click.option("--language", type=click.Choice(LANGUAGES), help="The language, else it is told.")
@click.option(
    "--modality",
    type=click.Choice(["mammography", "ultrasound", "mri", "cem"]),
    help="The kind of exam, where the text does not name it.",
)
@click.option(
    "--words",
    "words_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the words of this TOML file as well.",
)
@click.option(
    "--html",
    "html_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the text beside what was read as a page.",
)
def read_text(files: tuple[str, ...], form: str, ndjson: bool, **chosen: Any) -> None:
    """Read narratives into drafts of reports; every value has the words that say it.

    A FILE is one text, or with --ndjson a line {"id", "text"} for each. What is not plainly stated
    is left out. Exit status 1 where an issue is of severity error.
    """
    words = _words(chosen["words_file"])
    progress = Progress("texts")
    failed = False
    pages: list[tuple[str, Reading]] = []
    for source in _sources(files, ndjson=ndjson):
        reading, told = _read(source, words, chosen)
        bad = reading is None
        failed = failed or bad or any(_is_error(issue) for issue in told["issues"])
        progress.tick(bad=bad)
        if reading is not None and chosen["html_file"] is not None:
            pages.append((source.name or source.file, reading))
        if form == "json":
            write_json(told)
        else:
            write_text(_shown(source, reading, told))
    if chosen["html_file"] is not None:
        _write_page(chosen["html_file"], pages)
    progress.done()
    sys.exit(1 if failed else 0)


def _is_error(issue: dict[str, Any]) -> bool:
    return bool(issue["severity"] == Severity.ERROR.value)


def _words(path: Path | None) -> Words | None:
    if path is None:
        return None
    try:
        return load_words(path)
    except InvalidTable as error:
        raise click.BadParameter(str(error), param_hint="--words") from None


def _read(
    source: _Source, words: Words | None, chosen: dict[str, Any]
) -> tuple[Reading | None, dict[str, Any]]:
    head = {"file": source.file, "line": source.line, "id": source.name}
    if source.wrong is None:
        try:
            reading = read_one(
                source.text,
                edition=chosen["edition"],
                language=chosen["language"] or source.language,
                modality=chosen["modality"],
                words=words,
            )
        except (TextTooLong, LookupError) as error:
            source = attrs.evolve(source, wrong=str(error.args[0]))
        else:
            return reading, {**head, **reading.to_dict()}
    issue = {
        "code": "text_not_read",
        "severity": Severity.ERROR.value,
        "pointer": "",
        "message": source.wrong,
        "hint": None,
        "source": None,
        "span": None,
    }
    empty: dict[str, Any] = {
        "language": None,
        "draft": {},
        "spans": {},
        "unread": [],
        "report": None,
    }
    return None, {**head, **empty, "issues": [issue]}


def _sources(files: tuple[str, ...], *, ndjson: bool) -> Iterator[_Source]:
    for file in files:
        shown = "-" if file == "-" else shown_name(file)
        lines = ndjson or file.lower().endswith((".ndjson", ".jsonl"))
        if file == "-":
            yield from _of_stream(shown, standard_input(), lines)
        else:
            with Path(file).open("rb") as stream:
                yield from _of_stream(shown, stream, lines)


def _of_stream(shown: str, stream: Any, lines: bool) -> Iterator[_Source]:
    if not lines:
        yield _decoded(shown, stream.read(MOST_BYTES + 5))
        return
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _of_line(shown, number, line)


def _decoded(shown: str, data: bytes) -> _Source:
    try:
        return _Source(shown, text=data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if len(data) > MOST_BYTES:
            return _Source(shown, wrong=f"The text has more than {MOST_BYTES:,} bytes.")
        return _Source(shown, wrong=f"Not UTF-8: byte {error.start} begins no text.")


def _of_line(shown: str, number: int, line: bytes) -> _Source:
    try:
        tree = from_json(line)
    except ValueError:
        return _Source(shown, number, wrong="The line is no JSON.")
    text = tree.get("text", tree.get("narrative")) if isinstance(tree, dict) else None
    if not isinstance(text, str):
        return _Source(shown, number, wrong="The line has no member 'text'.")
    name, language = tree.get("id"), tree.get("language")
    known = language if language in LANGUAGES else None
    return _Source(shown, number, str(name) if name is not None else None, text, known)


def _shown(source: _Source, reading: Reading | None, told: dict[str, Any]) -> str:
    from birads.text._show import as_text

    line = f":{source.line}" if source.line is not None else ""
    name = f"  {source.name}" if source.name else ""
    head = visible(f"{source.file}{line}{name}")
    if reading is None:
        return f"{head}\n  error  {visible(told['issues'][0]['message'])}\n"
    return f"{head}\n{as_text(reading)}"


def _write_page(path: Path, pages: list[tuple[str, Reading]]) -> None:
    from birads.text._show import as_page

    try:
        path.write_text(as_page(pages), encoding="utf-8")
    except OSError as error:
        raise Lost(error, str(path)) from error
    say(f"{path}: {len(pages)} {'text' if len(pages) == 1 else 'texts'}")
