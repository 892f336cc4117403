"""Hold every command to whole output: all of it is written, or the command fails and says so."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.robustness.hostile import EXAMPLE, command, line, run

FULL = "/dev/full"
COMMANDS = [
    ["check", str(EXAMPLE)],
    ["check", str(EXAMPLE), "--format", "json"],
    ["normalise", str(EXAMPLE)],
    ["recommend", str(EXAMPLE), "--format", "json"],
    ["explain", str(EXAMPLE), "--format", "markdown"],
    ["coverage", str(EXAMPLE)],
    ["criteria", "export"],
    ["criteria", "decisions"],
    ["lexicon", "export"],
    ["lexicon", "review"],
    ["schema"],
    ["check", "--help"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_fails_every_command_in_one_line(arguments: list[str]) -> None:
    with Path(FULL).open("wb") as full:
        done = run(*arguments, stdout=full)

    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_does_not_block_gets_all(unbuffered: str) -> None:
    whole = run("schema").stdout
    read, write = os.pipe()
    os.set_blocking(write, False)
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command("schema"), stdout=write, env=environment) as process:
        os.close(write)
        time.sleep(1)  # until the pipe, which holds less than the schema, is full
        with os.fdopen(read, "rb") as stream:
            assert stream.read() == whole
    assert process.returncode == 0


def test_a_closed_output_is_a_failure() -> None:
    for arguments in (["check", str(EXAMPLE)], ["schema"]):
        done = subprocess.run(
            ["bash", "-c", 'exec "$@" >&-', "bash", *command(*arguments)],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr == b"birads: standard output: Bad file descriptor.\n"


def test_a_closed_input_is_wrong_usage() -> None:
    for arguments in (["recommend", "-"], ["import", "cbis-ddsm", "-"]):
        done = subprocess.run(
            ["bash", "-c", 'exec "$@" <&-', "bash", *command(*arguments)],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 2
        assert b"Standard input is closed." in done.stderr


def test_answers_do_not_depend_on_standard_error() -> None:
    asked = command("check", str(EXAMPLE), str(EXAMPLE), "--format", "json")
    done = subprocess.run(
        ["bash", "-c", 'exec "$@" 2>&-', "bash", *asked], capture_output=True, check=False
    )

    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 2


@pytest.mark.parametrize(
    "arguments", ["check - --ndjson", "recommend - --ndjson --format json", "schema", "--help"]
)
def test_a_reader_that_has_gone_ends_with_141(arguments: str) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = run(*arguments.split(), stdin=(line() + b"\n") * 3, stdout=gone)

    assert done.returncode == 141
    assert done.stderr == b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_ctrl_c_ends_with_130_after_a_whole_line(tmp_path: Path, unbuffered: str) -> None:
    many = tmp_path / "many.ndjson"
    many.write_bytes((line() + b"\n") * 500)
    read, write = os.pipe()
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    asked = command("explain", str(many), "--format", "json")
    with subprocess.Popen(
        asked, stdout=write, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        os.close(write)
        first = os.read(read, 1)
        time.sleep(1)  # the pipe is full by now, in the middle of a line
        process.send_signal(signal.SIGINT)
        with os.fdopen(read, "rb") as stream:
            told = first + stream.read()
    assert process.returncode == 130
    assert len(told) > 60_000
    assert told.endswith(b"}\n")


def test_a_fault_of_the_program_is_one_line_with_status_3(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from birads.cli._ending import status_of

    def fails() -> None:
        raise KeyError("\x1b[8m a secret")

    assert status_of(fails) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "KeyError" in told
    assert "Please report" in told
    assert "secret" not in told


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("verb", ["check", "recommend", "explain", "normalise"])
def test_text_never_fails_on_an_encoding(tmp_path: Path, encoding: str, verb: str) -> None:
    report = tmp_path / "r.json"
    report.write_text(EXAMPLE.read_text("utf-8").replace('"screening-recall-2"', '"\u5831\u544a"'))
    assert "\u5831" in report.read_text("utf-8")

    done = run(verb, str(report), PYTHONIOENCODING=encoding)

    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode("utf-8" if verb == "normalise" else encoding)


def test_a_file_name_need_not_be_utf_8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.json"
    Path(os.fsdecode(name)).write_bytes(b"{}")
    for verb in ("check", "recommend", "normalise", "explain"):
        done = run(verb, os.fsdecode(name), str(EXAMPLE), "--format", "json")
        assert done.returncode == 1
        assert done.stdout.count(b"\n") == 2
        assert b"caf\\\\xe9.json" in done.stdout
    assert run("lexicon", "find", os.fsdecode(b"\xe9"), "--format", "json").returncode == 1
