"""The tool that breaks the library: its edits are edits, and a broken line is noticed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import mutate_codes as codes
import mutate_source as tool

from birads.tables import _review as review


def test_every_drawn_edit_can_be_read_and_changes_something() -> None:
    chosen = tool.drawn(100, seed=5)
    assert chosen == tool.drawn(100, seed=5)
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


def test_an_edit_names_the_statement_that_must_run() -> None:
    tree = ast.parse("X = 1\n\n\ndef f(a):\n    if a:\n        return 1\n    return 2\n")
    found = {line: codes.statement(tree, line) for line in range(1, 8)}
    assert {line for line, at in found.items() if at} == {5, 6, 7}
    assert [type(at[1]).__name__ for at in found.values() if at] == ["If", "Return", "Return"]


def test_code_is_exchanged_where_a_function_exists() -> None:
    path = Path("src/birads/tables/_review.py")
    text = (tool.ROOT / path).read_text("utf-8")
    edits = [each for each in tool.places(path, text) if each.old.strip() == "!="]
    edit = min(edits, key=lambda each: each.line)
    own = review.proven.__code__
    try:
        assert codes.exchange([review.proven, review.digest], codes.compiled(path, text)) == 0
        assert codes.exchange([review.proven], codes.compiled(path, edit.applied(text))) == 1
        assert review.proven("draft", (), "") is review.ReviewState.DRAFT
    finally:
        review.proven.__code__ = own


def test_a_verdict_is_kept_as_it_falls(tmp_path: Path) -> None:
    (first, second), output = tool.drawn(2, seed=3), tmp_path / "verdicts.jsonl"
    assert tool.rows(output) == {}
    tool.told(output, 1, first, None)
    tool.told(output, 2, second, "tests/tables")
    tool.told(output, 1, first, "tests/text", last=True)
    assert {n: row["noticed_by"] for n, row in tool.rows(output).items()} == {
        1: "tests/text",
        2: "tests/tables",
    }


_IN_FORKS = """
import sys
from pathlib import Path
from mutate_forked import judge
from mutate_source import ROOT, places

path = Path("src/birads/tables/_review.py")
edits = places(path, (ROOT / path).read_text("utf-8"))
chosen = {number: edit for number, edit in enumerate(edits) if edit.old.strip() == "!="}
judge(chosen, ["tests/tables/test_tables_review.py"], Path(sys.argv[1]))
"""


def test_mutants_of_functions_are_judged_in_forks(tmp_path: Path) -> None:
    output = tmp_path / "verdicts.jsonl"
    paths = os.pathsep.join(str(tool.ROOT / each) for each in ("src", "tools"))
    environment = os.environ | {"PYTHONPATH": paths}
    command = [sys.executable, "-c", _IN_FORKS, str(output)]
    subprocess.run(command, cwd=tool.ROOT, env=environment, check=True, capture_output=True)
    judged = [row["noticed_by"] for row in tool.rows(output).values()]
    assert judged
    assert all(by.startswith("tests/tables/test_tables_review.py::") for by in judged)


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
    assert tool.noticed(tmp_path, mutant, wide=False) == "tests/tables/test_it.py"
    assert home.read_text() == text
