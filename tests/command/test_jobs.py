"""Several processes write the same bytes, in input order, and fail at the same place."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from pathlib import Path

import pytest
from click.testing import CliRunner

from birads.cli import _jobs as jobs
from birads.cli._app import app
from birads.cli._documents import Document
from birads.cli._jobs import Answer, answers
from birads.cli._reports import read, reports
from tests.archive.archive_reports import women

GOOD = {
    "edition": "2013",
    "exams": [{"id": "e", "modality": "mammography", "purpose": "screening"}],
    "findings": [
        {"kind": "mg.calcifications", "id": "f", "exam": "e", "morphology": ["amorphous"]}
    ],
    "assessments": [{"breast": "left", "exam": "e", "category": "2"}],
}


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    file = tmp_path / "in.ndjson"
    lines = []
    for number in range(700):
        document = {**GOOD, "id": f"r-{number}"}
        if number % 97 == 5:
            document["edition"] = "1899"
        lines.append(json.dumps(document))
    file.write_text("\n\n".join(lines), "utf-8")
    return file


@pytest.mark.parametrize("command", ["check", "recommend"])
def test_the_bytes_are_the_same(command: str, stream: Path) -> None:
    one, two = (
        subprocess.run(
            [sys.executable, "-m", "birads", command, "--format", "json", "--jobs", n, str(stream)],
            capture_output=True,
            check=False,
        )
        for n in ("1", "2")
    )
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout
    answered = [json.loads(line) for line in two.stdout.splitlines()]
    refused = [entry["line"] for entry in answered if entry.get("valid") is False]
    assert refused == [2 * number + 1 for number in range(700) if number % 97 == 5]


@pytest.mark.parametrize(
    ("command", "form"),
    [
        ("track", "json"),
        ("track", "csv"),
        ("track", "text"),
        ("join", "reports"),
        ("join", "json"),
        ("join", "text"),
        ("audit", "json"),
    ],
)
def test_the_bytes_of_whole_archives_are_the_same(command: str, form: str, tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    keyless = (line.replace(b'"patient_key":"w0000007",', b"") for line in women(40, 5))
    file.write_bytes(b'{"edition": "1899"}\n' + b"".join(keyless) + b"{\n")
    more = ["--today", "2021-03-01", "--all"] if command == "track" else []
    one, two = (
        CliRunner().invoke(app, [command, str(file), "--format", form, "--jobs", n, *more])
        for n in ("1", "3")
    )
    assert one.exit_code == two.exit_code == 1
    assert one.stdout_bytes == two.stdout_bytes != b""
    # What is told besides is the same, save how far the work is.
    assert told(one.stderr_bytes) == told(two.stderr_bytes)


def told(data: bytes) -> list[bytes]:
    return [line for line in data.splitlines() if b"/s" not in line]


@pytest.mark.parametrize("command", ["check", "recommend"])
def test_text_is_for_one_process(command: str, stream: Path) -> None:
    result = CliRunner().invoke(app, [command, "--jobs", "2", str(stream)])
    assert result.exit_code == 2
    assert "--jobs is for --format json" in result.output


def test_a_stream_that_is_read_is_a_report_or_a_refusal(stream: Path) -> None:
    found = list(reports([str(stream)]))
    assert all((one.report is None) is not (one.error is None) for one in found)
    assert sum(one.report is None for one in found) == 8
    assert found[5].refusal()["line"] == 11


def failing(word: str) -> jobs.Job:
    """Return a job that fails at one document."""

    def answer(document: Document) -> Answer:
        one = read(document)
        name = one.report.id if one.report is not None else None
        if name == word:
            raise ValueError(word)
        return Answer(f"{name}\n".encode())

    return answer


@pytest.mark.parametrize("count", [1, 2])
def test_a_fault_comes_after_the_same_output(count: int, stream: Path) -> None:
    stream_of = answers([str(stream)], failing, ("r-300",), count, ndjson=True)
    out = [next(stream_of) for _ in range(300)]
    with pytest.raises(ValueError, match="r-300"):
        next(stream_of)
    assert out[-1].data == b"r-299\n"


def test_a_packet_is_neither_long_nor_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "in.ndjson"
    file.write_bytes(b"".join(b"1" * 99 + b"\n" for _ in range(50)))
    monkeypatch.setattr(jobs, "_PACKET_BYTES", 1_000)
    sizes = [len(packet) for packet in jobs.packets([str(file)], ndjson=True)]
    assert sizes == [10, 10, 10, 10, 10]
    monkeypatch.setattr(jobs, "_PACKET", 7)
    sizes = [len(packet) for packet in jobs.packets([str(file)], ndjson=True)]
    assert sizes == [7] * 7 + [1]


def dying(marker: str, word: str) -> jobs.Job:
    """Return a job whose process is killed at one document while the file of ``marker`` is there.

    ``word`` is the id of the document.
    """
    answer = failing("")

    def once(document: Document) -> Answer:
        told = answer(document)
        if told.data == f"{word}\n".encode() and parent_process() and Path(marker).exists():
            if Path(marker).read_text("utf-8") == "once":
                Path(marker).unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return told

    return once


def test_what_a_killed_process_had_is_answered_by_another(stream: Path, tmp_path: Path) -> None:
    expected = [one.data for one in answers([str(stream)], failing, ("",), 1, ndjson=True)]
    marker = tmp_path / "marker"
    marker.write_text("once", "utf-8")
    found = answers([str(stream)], dying, (str(marker), "r-300"), 2, ndjson=True)
    assert [one.data for one in found] == expected
    assert not marker.exists()


def test_a_document_that_kills_every_process_is_a_fault(stream: Path, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    marker.write_text("always", "utf-8")
    found = answers([str(stream)], dying, (str(marker), "r-600"), 2, ndjson=True)
    out = [next(found).data for _ in range(512)]  # two packets before that of the document
    assert out == [f"r-{n}\n".encode() if n % 97 != 5 else b"None\n" for n in range(512)]
    with pytest.raises(BrokenProcessPool):
        next(found)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_processes_end_with_the_first_one(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, time\n"
        "from birads.cli._jobs import spread\n"
        "def make():\n"
        "    return lambda each: (print(__import__('os').getpid(), flush=True), time.sleep(60))\n"
        "list(spread(iter([[1], [2]]), make, (), 2))\n",
        "utf-8",
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        others = [int(first.stdout.readline()) for _ in range(2)]
        first.kill()
        first.wait()
    for _ in range(100):
        if not any(Path(f"/proc/{pid}/exe").exists() for pid in others):
            return
        time.sleep(0.1)
    pytest.fail("processes go on without the first")
