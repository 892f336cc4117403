"""The tool that breaks the library: its edits are edits, and a broken line is noticed."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import mutate_source as tool


def test_every_drawn_edit_can_be_read_and_changes_something() -> None:
    chosen = tool.drawn(300, seed=5)
    assert chosen == tool.drawn(300, seed=5)
    assert {each.path.suffix for each in chosen} == {".py", ".toml"}
    for mutant in chosen:
        before = (tool.ROOT / mutant.path).read_text("utf-8")
        after = mutant.applied(before)
        assert after != before
        if mutant.path.suffix == ".py":
            ast.parse(after)
        else:
            tomllib.loads(after)


def test_what_is_turned() -> None:
    text = "def f(a: int = 1) -> bool:\n    return a < 3 and a is not None\n"
    found = {each.applied(text).splitlines()[-1].strip() for each in tool.places("f.py", text)}
    assert found == {
        "return a <= 3 and a is not None",
        "return a < 4 and a is not None",
        "return a < 3 or a is not None",
        "return a < 3 and a is None",
        "return a < 3 and a is not None",  # the default of the argument
    }


def test_every_part_has_tests_that_lie_nearest() -> None:
    for path in {each.path for each in tool.mutants()}:
        assert tool.groups(path, wide=False)


def test_a_broken_line_is_noticed_and_mended_again(tmp_path: Path) -> None:
    (tmp_path / "src" / "birads").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    text = "def older(a, b):\n    return a > b\n"
    home = tmp_path / "src" / "birads" / "tables.py"
    home.write_text(text)
    (tmp_path / "tests" / "tables").mkdir()
    (tmp_path / "tests" / "tables" / "test_it.py").write_text(
        "from birads.tables import older\n\n\ndef test():\n    assert not older(1, 1)\n"
    )
    (mutant,) = tool.places("src/birads/tables.py", text)
    assert tool.noticed(tmp_path, mutant, wide=False) == "tests/tables"
    assert home.read_text() == text
