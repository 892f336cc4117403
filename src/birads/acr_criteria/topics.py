"""Load a folder of topics: every problem of every file, with its row, its field and its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from birads.acr_criteria._recommend import recommend_all, recommend_all_json
from birads.acr_criteria.compiled import Topic, topic_from
from birads.acr_criteria.table._load import NOTES, read_notes_source, read_source
from birads.acr_criteria.table._problems import BadTable
from birads.issue import InvalidTopic, Issue
from birads.tables._toml import read_bytes

__all__ = [
    "BadTopics",
    "TopicProblem",
    "load_topics",
    "recommend_all",
    "recommend_all_json",
    "topic_of_file",
]


@attrs.frozen
class TopicProblem:
    """One problem of one file; ``line`` counts from 1, ``None`` where no line is to blame.

    ``row`` is the id of the row, ``field`` the member within it, ``hint`` what was probably meant.
    """

    file: str
    line: int | None
    code: str
    reason: str
    row: str | None = None
    field: str = ""
    hint: str | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        place = ", ".join(filter(None, (f"row {self.row!r}" if self.row else "", self.field)))
        said = f"{place}: {self.reason}" if place else self.reason
        return f"{where}: {said} {self.hint}" if self.hint else f"{where}: {said}"


class BadTopics(InvalidTopic):
    """Files of a folder are not topics; ``problems`` holds each with its place and reason."""

    def __init__(self, problems: Sequence[TopicProblem], issues: Iterable[Issue]) -> None:
        self.problems = tuple(problems)
        super().__init__(issues)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def topic_of_file(path: Path) -> Topic:
    """Return the compiled topic of a file, with the ``notes.toml`` that lies beside it, if any.

    Raises:
        InvalidTopic: The file is not a topic.
        OSError: The file cannot be read.
    """
    beside = path.with_name(NOTES)
    found = beside.is_file() and beside != path
    notes = read_notes_source(read_bytes(beside)) if found else None
    return topic_from(read_source(read_bytes(path), path.name), notes)


def load_topics(folder: Path) -> tuple[Topic, ...]:
    """Return every topic of a folder, by file name: ``*.toml``, and ``topic.toml`` further down.

    Raises:
        BadTopics: A file is not a topic, two files hold the same topic and revision, or there
            is no file. All problems of all files are listed at once.
    """
    problems: list[TopicProblem] = []
    issues: list[Issue] = []
    topics: dict[str, Topic] = {}
    files = [path for path in sorted(folder.glob("*.toml")) if path.name != NOTES]
    files += sorted(folder.glob("*/**/topic.toml"))
    if not files:
        problems.append(TopicProblem(str(folder), None, "no_topics", "No *.toml file is here."))
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            topic = topic_of_file(path)
        except BadTable as error:
            problems += _of(name, error)
            issues += error.issues
            continue
        if topic.key in topics:
            problems.append(_twice(name, path, topic))
        topics.setdefault(topic.key, topic)
    if problems:
        raise BadTopics(problems, issues)
    return tuple(topics.values())


def _of(name: str, error: BadTable) -> Iterator[TopicProblem]:
    """Yield the problems of one file; those of the notes beside a topic name that file."""
    file = name if error.name != NOTES else f"{name.rpartition('/')[0]}/{NOTES}".lstrip("/")
    for one in error.problems:
        yield TopicProblem(file, one.line, one.code, one.message, one.row, one.field, one.hint)


def _twice(name: str, path: Path, topic: Topic) -> TopicProblem:
    from birads.acr_criteria.table._lines import line_of, places

    text = read_bytes(path).decode(errors="replace")
    line = line_of(places(text), ("topic", "revision"))
    reason = f"Another file of this folder holds {topic.key} as well."
    return TopicProblem(name, line, "duplicate_topic", reason, field="topic.revision")
