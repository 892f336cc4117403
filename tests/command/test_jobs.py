"""Several processes write the same bytes, in input order, and fail at the same place."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from birads.cli import jobs
from birads.cli.app import app
from birads.cli.documents import Document
from birads.cli.jobs import Answer, answers
from birads.cli.reports import read, reports

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
