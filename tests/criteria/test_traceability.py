"""Hold the reference pages to the tables: up to date, and no requirement without a test."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from birads.acr_criteria import bundled

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render", ROOT / "tools/render_criteria.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_requirement_is_listed(tool: ModuleType) -> None:
    ids = [row.id for row in tool.requirements(bundled())]
    wanted = [f"V{n}" for n in range(1, 19)] + [f"G{n}" for n in range(1, 45)]
    wanted += [f"R{n}" for n in range(1, 28)] + [f"H{n}" for n in range(1, 12)]
    assert ids == wanted


def test_every_requirement_has_a_test(tool: ModuleType) -> None:
    proved = tool.tests()
    assert [row.id for row in tool.requirements(bundled()) if row.id not in proved] == []


def test_no_test_names_a_requirement_that_is_not_there(tool: ModuleType) -> None:
    known = {row.id for row in tool.requirements(bundled())}
    assert set(tool.tests()) <= known


def test_every_comment_stands_above_a_test(tool: ModuleType) -> None:
    for path in (ROOT / "tests" / "criteria").glob("test_*.py"):
        text = path.read_text("utf-8")
        assert len(tool.COVERS.findall(text)) == len(re.findall(r"^# Covers ", text, re.MULTILINE))


def test_the_pages_are_up_to_date(tool: ModuleType) -> None:
    assert tool.main(["--check"]) == 0, "run: python tools/render_criteria.py"
