"""Hold every command to harmless text: no character of a report reaches a screen as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from birads._visible import cell, visible
from tests.robustness.hostile import COMMANDS, dressed, inside, plain


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a file whose name and reports are hostile, one of them no report."""
    path = tmp_path / f"{COMMANDS.translate({0: 'n', 10: ' ', 0x2F: ' '})}.ndjson"
    broken = {**dressed(), f"{COMMANDS}": 1, "status": COMMANDS}
    old = {**dressed(), "findings": [{"kind": "mg.calcifications", "morphology": ["eggshell"]}]}
    path.write_text("".join(f"{json.dumps(one)}\n" for one in (dressed(), broken, old)))
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        "check",
        "check --fix",
        "check --format json",
        "normalise",
        "normalise --format json",
        "recommend",
        "recommend --format json",
        "explain",
        "explain --format json",
        "explain --format markdown",
        "coverage",
        "audit",
        "audit --format json",
        "audit --by reader",
        "import cbis-ddsm",
        "criteria diff breast-microcalcifications.2009",
    ],
)
def test_no_command_shows_one(archive: Path, arguments: str) -> None:
    done = inside(*arguments.split(), str(archive))

    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr
    if "json" not in arguments and not arguments.startswith("normalise"):
        assert plain(done.stdout)
        assert b"\n0 errors" not in done.stdout
    assert plain(done.stderr)
    assert b"\n0 errors" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "\x1b[8mno-such-file"],
        ["\x1b[8m"],
        ["check", "--\x1b[8m"],
        ["lexicon", "show", "\x1b[8m"],
        ["lexicon", "find", "\x1b[8m"],
        ["lexicon", "find", "oval", "--axis", "\x1b[8m"],
        ["criteria", "diff", "\x1b[8m", "\x1b[8m"],
        ["recommend", "--extensive-mm", "\x1b[8m", "-"],
        ["audit", "--definition", "\x1b[8m", __file__],
    ],
)
def test_no_error_message_shows_one(arguments: list[str]) -> None:
    done = inside(*arguments, stdin=b"")

    assert done.returncode in (1, 2)
    assert plain(done.stdout)
    assert plain(done.stderr)


def test_no_page_holds_one(archive: Path, tmp_path: Path) -> None:
    for verb in ("audit", "coverage"):
        page = tmp_path / f"{verb}.html"
        inside(verb, str(archive), "--html", str(page))
        text = page.read_text("utf-8")
        assert plain(text.encode())
        assert "Content-Security-Policy" in text
        assert "default-src 'none'" in text


def test_what_is_seen_stays_and_the_rest_is_written_out() -> None:
    assert visible("Müller, 報告 😀") == "Müller, 報告 😀"
    assert visible("a\x1b[8m\x9b\u202e\x00\U000e0001") == (
        "a\\u001b[8m\\u009b\\u202e\\u0000\\U000e0001"
    )
    assert visible("a\nb\t", keep="\n") == "a\nb\\u0009"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", *map(chr, (0xFF1D, 0xFF0B, 0xFF0D, 0xFF20))]
)
def test_no_cell_is_a_formula(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"
    assert cell(f"1{start}1") == f"1{start}1"


def test_no_exported_table_holds_a_formula(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    bundled = (
        root / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
    )
    text = bundled.read_text("utf-8")
    title = [row for row in text.splitlines() if row.startswith("title = ")][-1]
    own = tmp_path / "own.toml"
    own.write_text(text.replace(title, 'title = "=cmd|calc"'), "utf-8")

    done = inside("criteria", "export", "--format", "csv", "--topic", str(own))

    assert b",'=cmd|calc," in done.stdout
    assert b",=cmd" not in done.stdout
