"""A run that stopped goes on where it stopped, and every document has one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

RUN = [sys.executable, "-m", "birads"]


@pytest.fixture
def archive(tmp_path: Path, examples: dict[str, bytes]) -> Path:
    import json

    lines = [json.dumps(json.loads(data)).encode() for data in examples.values()]
    file = tmp_path / "a.ndjson"
    file.write_bytes(b"\n".join([*lines, b'{"edition": 1}'] * 10) + b"\n")
    return file


def ask(question: str, file: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*RUN, question, str(file), "--format", "json", *more], capture_output=True, check=False
    )


@pytest.mark.parametrize(("question", "jobs"), [("check", "1"), ("recommend", "2")])
def test_what_was_cut_off_anywhere_is_made_whole(
    archive: Path, tmp_path: Path, question: str, jobs: str
) -> None:
    whole = ask(question, archive)
    out = tmp_path / "out.ndjson"
    for cut in (len(whole.stdout) // 3, len(whole.stdout) - 1):
        out.write_bytes(whole.stdout[:cut])
        done = ask(question, archive, "--output", str(out), "--resume", "--jobs", jobs)
        assert done.stdout == b""
        assert out.read_bytes() == whole.stdout
        assert done.returncode == whole.returncode == 1


def test_a_run_that_was_killed_is_resumed_with_every_line_once(
    archive: Path, tmp_path: Path
) -> None:
    whole = ask("recommend", archive).stdout
    out = tmp_path / "out.ndjson"
    command = [*RUN, "recommend", str(archive), "--format", "json", "--output", str(out)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and (not out.exists() or out.stat().st_size < 1000):
            time.sleep(0.005)
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
    assert whole.startswith(out.read_bytes())
    ask("recommend", archive, "--output", str(out), "--resume")
    assert out.read_bytes() == whole


def test_answers_to_other_documents_are_not_gone_on_with(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ndjson"
    out.write_bytes(b'{"valid":true}\n')
    done = ask("recommend", archive, "--output", str(out), "--resume")
    assert done.returncode == 2
    assert b"other documents" in done.stderr
    assert out.read_bytes() == b'{"valid":true}\n'


@pytest.mark.parametrize(
    "more",
    [
        ("--format", "json", "--resume"),
        ("--format", "json", "--output", "a.ndjson"),
        ("--output", "x", "--resume"),
    ],
)
def test_what_cannot_be_resumed_is_refused(archive: Path, more: tuple[str, ...]) -> None:
    before = archive.read_bytes()
    done = subprocess.run(
        [*RUN, "check", archive.name, *more], capture_output=True, check=False, cwd=archive.parent
    )
    assert done.returncode == 2
    assert archive.read_bytes() == before
    assert not (archive.parent / "x").exists()
