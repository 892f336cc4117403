"""Two options may not name one file, however it is written; what is no file is none of it."""

from __future__ import annotations

import os
from pathlib import Path

from birads.cli._places import _same


def test_one_file_is_one_however_its_path_is_written(tmp_path: Path) -> None:
    there = tmp_path / "a.json"
    there.write_text("{}")
    linked = tmp_path / "b.json"
    linked.symlink_to(there)
    (tmp_path / "c.json").write_text("{}")
    assert _same(there, linked)
    assert _same(there, tmp_path / "." / "a.json")
    assert not _same(there, tmp_path / "c.json")


def test_files_that_are_to_be_made_are_one_where_their_paths_are(tmp_path: Path) -> None:
    assert _same(tmp_path / "new", tmp_path / "x" / ".." / "new")
    assert not _same(tmp_path / "new", tmp_path / "newer")


def test_a_device_takes_any_number_of_outputs() -> None:
    null = Path(os.devnull)
    assert not _same(null, null)


def test_a_loop_of_links_is_no_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert not _same(loop, tmp_path / "other")
