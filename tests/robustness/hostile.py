"""Run the command line in a process of its own, on input that somebody made to hurt."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from birads.cli import _ending as ending

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "bilateral-mixed-patterns.json"
# ESC, CSI, OSC (a title), C1, bell, an override of direction, NUL, a line that looks like ours.
COMMANDS = "\x1b[2J\x1b]0;t\x07\x9b8m\u202e\x00\r\u2028x\n0 errors"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "birads", *arguments]


def run(
    *arguments: str,
    stdin: bytes | None = None,
    stdout: int | IO[bytes] = subprocess.PIPE,
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(*arguments),
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        check=False,
    )


def inside(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Do the same within this process: quicker, for all but the system's own streams."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b"")]
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        status = ending.status_of(lambda: ending.command(arguments))
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    out, err = (_bytes(stream) for stream in streams[1:])
    return subprocess.CompletedProcess(arguments, status, out, err)


def line() -> bytes:
    """Return the example as one line."""
    return json.dumps(json.loads(EXAMPLE.read_bytes())).encode()


def dressed(text: str = COMMANDS) -> dict[str, Any]:
    """Return a report that holds ``text`` wherever a report may hold text, and is contradictory."""
    return {
        "edition": "2013",
        "id": text,
        "authors": [text],
        "narrative": text,
        "exams": [{"id": text, "modality": "mammography", "purpose": "screening"}],
        "findings": [
            {
                "kind": "mg.calcifications",
                "id": text,
                "exam": text,
                "morphology": ["amorphous"],
                "distribution": "grouped",
                "category": "2",
                "location": {"breast": "left"},
                "text": text,
            },
            {"kind": "mg.mass", "id": text, "exam": f"{text}?", "category": "4"},
        ],
        "recommendations": [{"action": "core_biopsy", "findings": [f"{text}!"], "text": text}],
    }


def plain(data: bytes) -> bool:
    """Say whether output holds no character that a screen obeys, but for line feeds."""
    text = data.decode()
    return all(letter == "\n" or letter.isprintable() for letter in text)


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue()
