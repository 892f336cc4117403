"""See the proofs fail: a sample of the edits of ``tools/mutate_topic.py``, which makes them all."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVERY = 23  # an edit in so many; the tool makes all 3,318


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutate_topic", ROOT / "tools/mutate_topic.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Covers H8.
def test_a_random_edit_of_the_table_is_noticed(tool: ModuleType) -> None:
    """Any rating, condition, row, reason or dose that is edited makes some proof fail."""
    tree = tomllib.loads(tool.TOPIC.read_text("utf-8"))
    assert tool.noticed(tree) is None
    edits = tool.edits(tree)
    assert len(edits) == 3_318
    missed = [
        name for _, name, edit in edits[::EVERY] if tool.noticed(tool.made(tree, edit)) is None
    ]
    assert missed == []
