"""Write what comes out of a table: files first, then the reports, in the memory of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Self

import attrs
from pydantic_core import to_json

from birads._base.scratch import scratch
from birads.cli._output import write
from birads.cli._places import whole_file, write_file
from birads.interop.importing import Counts, ImportedReport, Reject

__all__ = ["Outs", "write_all"]

_IN_MEMORY = 8 * 1024 * 1024
_CACHE_KIB = 16_384


@attrs.frozen
class Outs:
    """The files that an import writes besides its reports; ``None`` is not asked for."""

    rejects: Path | None = None
    issues: Path | None = None
    mapping: Path | None = None
    summary: Path | None = None


def write_all(
    found: Iterable[ImportedReport | Reject], outs: Outs, more: dict[str, str]
) -> dict[str, Any]:
    """Write every file, then every report, and return the counts.

    The files come first: they are complete even where the reader of the reports goes away. So
    reports wait on disk, and rejects too, which are written in the order of their lines.
    """
    counts = Counts()
    with SpooledTemporaryFile(_IN_MEMORY) as reports, _Rejects() as rejects:
        with ExitStack() as files:
            issues = _file(files, outs.issues)
            mapping = _file(files, outs.mapping, private=True)
            for one in found:
                counts.add(one)
                if isinstance(one, Reject):
                    if outs.rejects is not None:
                        rejects.add(one)
                    continue
                reports.write(one.report.to_json() + b"\n")
                if one.issues:
                    _line(issues, _issues(one))
                _line(mapping, {"id": one.id, "source_id": one.source_id, "lines": one.lines})
            if outs.rejects is not None:
                listed = files.enter_context(whole_file(outs.rejects))
                listed.writelines(told + b"\n" for told in rejects)
        told = {**counts.to_dict(), **more}
        if outs.summary is not None:
            write_file(outs.summary, to_json(told) + b"\n")
        reports.seek(0)
        for line in reports:
            write(line)
    return told


def _file(files: ExitStack, path: Path | None, *, private: bool = False) -> IO[bytes] | None:
    return files.enter_context(whole_file(path, private=private)) if path is not None else None


def _line(stream: IO[bytes] | None, told: dict[str, Any]) -> None:
    if stream is not None:
        stream.write(to_json(told) + b"\n")


def _issues(entry: ImportedReport) -> dict[str, Any]:
    listed = [issue.to_dict() for issue in entry.issues]
    return {"id": entry.id, "line": entry.lines[0], "issues": listed}


class _Rejects:
    """Keep rejected rows on disk, and give them back as JSON in the order of their lines."""

    def __init__(self) -> None:
        self._base = scratch(_CACHE_KIB)
        self._base.execute("CREATE TABLE reject (line INTEGER, told BLOB)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def add(self, reject: Reject) -> None:
        row = reject.line, to_json(reject.to_dict())
        self._base.execute("INSERT INTO reject VALUES (?, ?)", row)

    def __iter__(self) -> Iterator[bytes]:
        query = "SELECT told FROM reject ORDER BY line, rowid"
        with closing(self._base.execute(query)) as rows:
            for (told,) in rows:
                yield told
