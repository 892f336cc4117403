"""Hold the registry, its page and the lexicon together."""

from __future__ import annotations

import ast
import importlib.util
import inspect
from pathlib import Path
from types import ModuleType

import pytest

from birads import lexicon
from birads.checks import CHECKS
from birads.checks._registry import declare
from birads.checks._words import BENIGN_WORDS, ROUND_WORDS, SUSPICIOUS_WORDS
from birads.issue import Severity
from birads.lexicon import Group

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render", ROOT / "tools" / "render_issues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_registry_says(tool: ModuleType) -> None:
    assert tool.PAGE.read_text("utf-8") == tool.rendered()


def test_the_page_names_every_code_of_the_parser(tool: ModuleType) -> None:
    codes, texts = tool.words_of_parser()
    assert codes <= set(tool.REFUSED)
    assert set(tool.REFUSED) <= texts


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_says_what_it_finds_when_it_is_silent_and_why(code: str) -> None:
    each = CHECKS[code]
    assert each.says.startswith("Find ")
    assert each.says.endswith(".")
    assert each.silent.endswith(".")
    assert each.source
    assert "seed" not in each.source.lower()
    assert code.replace("_", "").isalnum()
    assert code == code.lower()


def test_two_checks_cannot_share_a_code() -> None:
    with pytest.raises(ValueError, match="two checks"):
        declare("unknown_exam", Severity.ERROR, silent="Never.", source="none")(
            CHECKS["unknown_exam"].run
        )


def test_the_groups_of_the_words_are_those_of_the_lexicon() -> None:
    groups = {term.word: term.group for term in lexicon.terms(axis="mg.calcifications.morphology")}
    assert {w for w, group in groups.items() if group is Group.SUSPICIOUS} == SUSPICIOUS_WORDS
    benign = {w for w, group in groups.items() if group is Group.TYPICALLY_BENIGN}
    assert benign == BENIGN_WORDS | ROUND_WORDS


def test_checks_and_criteria_are_strangers() -> None:
    for path in (ROOT / "src" / "birads" / "checks").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert not any("acr_criteria" in name for name in names), path


def test_no_check_is_longer_than_a_page() -> None:
    for each in CHECKS.values():
        assert len(inspect.getsource(each.run).splitlines()) < 50
