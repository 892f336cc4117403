"""Load a folder of topics, ask several of them, and say where in a file a problem stands.

A report is answered by each topic for itself: one ``Workup`` per topic, never a mixture of two,
so that every step names the one table that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from birads.acr_criteria.compiled import Topic, compile_topic
from birads.acr_criteria.recommend import recommend
from birads.acr_criteria.topic import read_topic
from birads.acr_criteria.workup import Workup
from birads.issue import InvalidTopic, Issue
from birads.report.report import Report
from birads.tables.toml import read_bytes

__all__ = ["BadTopics", "TopicProblem", "load_topics", "recommend_all"]

_HEADER = re.compile(r"^\s*(\[\[|\[)\s*([A-Za-z0-9_.\"'-]+)\s*\]")
_TOML_LINE = re.compile(r"at line (\d+)")
_ROW = re.compile(r"Rows? '?([A-Za-z0-9.-]+)")
_VARIANT = re.compile(r"^Variant (\d+)")
_INDEX = re.compile(r"[0-9]{1,9}")
_QUOTED = re.compile(r"'([^']+)'")


@attrs.frozen
class TopicProblem:
    """Name one problem of one file; ``line`` counts from 1, ``None`` where no line is to blame."""

    file: str
    line: int | None
    code: str
    reason: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason}"


class BadTopics(InvalidTopic):
    """Files of a folder are not topics; ``problems`` holds each with its file, line and reason."""

    def __init__(self, problems: Sequence[TopicProblem], issues: Iterable[Issue]) -> None:
        self.problems = tuple(problems)
        super().__init__(issues)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def load_topics(folder: Path) -> tuple[Topic, ...]:
    """Return every topic of a folder (``*.toml``), by file name.

    Raises:
        BadTopics: A file is not a topic, two files hold the same topic and revision, or there
            is no file. All problems of all files are listed at once.
    """
    problems: list[TopicProblem] = []
    issues: list[Issue] = []
    topics: dict[str, Topic] = {}
    files = sorted(folder.glob("*.toml"))
    if not files:
        problems.append(TopicProblem(str(folder), None, "no_topics", "No *.toml file is here."))
    for path in files:
        data = read_bytes(path)
        try:
            topic = compile_topic(read_topic(data))
        except InvalidTopic as error:
            problems += problems_of(path.name, data, error)
            issues += error.issues
            continue
        if topic.key in topics:
            reason = f"Another file of this folder holds {topic.key} as well."
            line = _find(_lines(data), r"^\s*revision\s*=")
            problems.append(TopicProblem(path.name, line, "duplicate_topic", reason))
        topics.setdefault(topic.key, topic)
    if problems:
        raise BadTopics(problems, issues)
    return tuple(topics.values())


def recommend_all(
    report: Report, topics: Iterable[Topic], *, extensive_mm: float | None = None
) -> tuple[Workup, ...]:
    """Return one workup per topic, in the order of ``topics``; they are never merged."""
    return tuple(recommend(report, topic=topic, extensive_mm=extensive_mm) for topic in topics)


def problems_of(file: str, data: bytes, error: InvalidTopic) -> tuple[TopicProblem, ...]:
    """Return the problems of one file with their lines.

    TOML readers give no positions, so lines are found in the text: by the pointer of a problem
    of form, by the id of the row for a problem between rows.
    """
    lines = _lines(data)
    return tuple(
        TopicProblem(file, _locate(lines, issue), issue.code, issue.message)
        for issue in error.issues
    )


def _lines(data: bytes) -> list[str]:
    return data.decode(errors="replace").splitlines()


def _locate(lines: Sequence[str], issue: Issue) -> int | None:
    told = _TOML_LINE.search(issue.message)
    if told:
        return int(told[1])
    if issue.pointer:
        return _by_pointer(lines, issue.pointer.split("/")[1:])
    row, variant = _ROW.match(issue.message), _VARIANT.match(issue.message)
    if row and not re.fullmatch(r"V\d+", row[1]):
        start = _find(lines, rf"^\s*id\s*=\s*[\"']{re.escape(row[1])}[\"']")
        return _within(lines, start, issue.message)
    if row or variant:
        number = variant[1] if variant else row[1][1:] if row else ""
        return _within(lines, _find(lines, rf"^\s*number\s*=\s*{number}\b"), issue.message)
    if "must stand once" in issue.message:
        return _find(lines, r"^\s*\[morphology\]")
    return None


def _find(lines: Sequence[str], pattern: str) -> int | None:
    found = re.compile(pattern)
    return next((n for n, line in enumerate(lines, 1) if found.search(line)), None)


def _within(lines: Sequence[str], start: int | None, message: str) -> int | None:
    """Return the line of a row that holds a word which the message quotes, else its first."""
    words = _QUOTED.findall(message)
    for number in range(start or 1, len(lines) + 1):
        header = _HEADER.match(lines[number - 1])
        if start is None or (header and header[1] == "[["):
            break
        if number > start and any(word in lines[number - 1] for word in words):
            return number
    return start


def _by_pointer(lines: Sequence[str], parts: Sequence[str]) -> int | None:
    """Return the line of the last part of a pointer that the text shows."""
    table, rest = parts[0], list(parts[1:])
    start = _table_line(lines, table, int(rest.pop(0)) if rest and _INDEX.fullmatch(rest[0]) else 0)
    if start is None:
        return _find(lines, rf"^\s*{re.escape(table)}\s*=")
    best, end = start, len(lines)
    for number in range(start + 1, len(lines) + 1):
        header = _HEADER.match(lines[number - 1])
        if header and not header[2].startswith(f"{table}."):
            end = number - 1
            break
    for part in rest:
        for number in range(best, end + 1):
            line = lines[number - 1]
            header = _HEADER.match(line)
            if re.match(rf"\s*{re.escape(part)}\s*=", line) or (
                header and header[2].endswith(f".{part}")
            ):
                best = number
                break
    return best


def _table_line(lines: Sequence[str], table: str, index: int) -> int | None:
    seen = 0
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        if header and header[2] == table:
            if seen == index:
                return number
            seen += 1
    return None
