"""The committed pages are those that the tables make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from birads import lexicon

ROOT = Path(__file__).resolve().parents[2]


def test_pages_are_up_to_date() -> None:
    tool = ROOT / "tools" / "render_lexicon.py"
    done = subprocess.run(
        [sys.executable, str(tool), "--check"], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_term_and_source_has_its_place() -> None:
    folder = ROOT / "docs" / "reference" / "lexicon"
    pages = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    for axis in lexicon.axes():
        for term in lexicon.terms(axis=axis.id):
            assert f"- id: `{term.id}`\n" in pages[axis.table]
    for source in lexicon.sources():
        assert source.citation in pages["index"]
