"""The wall: what is clinical stands in tables; the code of the criteria holds none of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import birads
from birads.acr_criteria import bundled
from birads.acr_criteria._pooling import pattern_of, pool
from birads.acr_criteria._procedures import Role, procedure_for, procedures
from birads.acr_criteria._subjects import View
from birads.acr_criteria.compiled import bundled_names
from birads.acr_criteria.facts._answer import answer_values
from birads.acr_criteria.facts._registry import READERS
from birads.acr_criteria.table import Subject, facts
from birads.lexicon.mammography import CalcMorphology
from birads.report.view._index import ReportIndex

ROOT = Path(birads.__file__).parent
MODULES = sorted([*(ROOT / "acr_criteria").rglob("*.py"), *(ROOT / "coverage").rglob("*.py")])
CALCIFICATIONS = ROOT / "acr_criteria/facts/_calcifications.py"
WORDS = {word.value for word in CalcMorphology}
# Ids that are also words of a report, of a role or of a modality are known by the table's rows.
RATED = {name for key in bundled_names() for name in bundled(key).file.procedures}
NUMBERS = {number for key in bundled_names() for number in bundled(key).variants} | {11, 12, 30}
# Sizes of memories and of lists, and the scale of ratings: their names say what they are.
SIZES = ("_MOST", "_SHOWN", "_LONGEST", "_LEVELS", "_NAMED", "Rating")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def clinical_numbers(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """Yield each whole number that could be a variant, a rating or a threshold, with its line."""
    sizes = [
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        and any(part.id.startswith(SIZES) for part in ast.walk(node) if isinstance(part, ast.Name))
    ]
    allowed = {id(part) for node in sizes for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in allowed:
            value = node.value
            if type(value) is int and value in NUMBERS - {1, 2}:
                yield value, node.lineno


def texts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr.lower(), node.lineno


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_clinical_number_is_code(path: Path) -> None:
    """No variant number, rating or threshold: they stand in tables, each with its source."""
    tree = ast.parse(path.read_text("utf-8"))
    found = [entry for entry in clinical_numbers(tree) if not is_display(path)]
    assert found == []


def is_display(path: Path) -> bool:
    """Return whether a module only draws a page, and decides nothing."""
    return path.parent.name == "coverage" and path.name in {"_page.py", "_text.py"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_procedure_of_a_topic_is_code(path: Path) -> None:
    """A step finds its procedure by its role, a rating by the row of the procedure."""
    found = [entry for entry in texts(ast.parse(path.read_text("utf-8"))) if entry[0] in RATED]
    assert found == []


@pytest.mark.parametrize("path", [p for p in MODULES if p != CALCIFICATIONS], ids=name)
def test_no_word_of_calcifications_is_code(path: Path) -> None:
    """Which word is benign, or more suspicious than another, is a row of a topic."""
    found = [entry for entry in texts(ast.parse(path.read_text("utf-8"))) if entry[0] in WORDS]
    assert found == []


def test_the_wall_can_fail() -> None:
    tree = ast.parse("_BASELINE = 13\nx = 'us_breast'\ny = CalcMorphology.AMORPHOUS\n")
    assert list(clinical_numbers(tree)) == [(13, 1)]
    said = {text for text, _ in texts(tree)}
    assert said & RATED
    assert said & WORDS


def test_every_reader_reads_a_declared_fact() -> None:
    declared = facts()
    assert set(READERS) <= set(declared)
    of_answers = {fact.name for fact in declared.values() if Subject.ANSWER in fact.of}
    assert not of_answers & set(READERS)


def test_everything_that_bundled_notes_and_rules_ask_can_be_read() -> None:
    finding = {"kind": "mg.calcifications", "id": "c", "morphology": ["amorphous"]}
    report = birads.parse({"edition": "2013", "findings": [finding]})
    topic = bundled()
    (pooled,) = pool(View(ReportIndex(report)), topic)
    readable = set(READERS) | set(answer_values(pattern_of(pooled, topic)))
    asked = {*topic.row_facts, *topic.scope.facts, *topic.rules.facts}
    asked |= {*topic.notes.of_pattern.asked.facts, *topic.notes.of_report.asked.facts}
    asked |= {f for c in topic.file.condition for demand in c.requires for f in demand}
    assert asked <= readable


def test_every_role_has_its_procedure_and_every_rating_its_row() -> None:
    assert {procedure_for(role) for role in Role} <= set(procedures())
    rated = {one.rated_as for one in procedures().values() if one.rated_as is not None}
    assert rated <= set(procedures())
