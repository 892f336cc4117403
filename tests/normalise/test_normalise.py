"""Old words become today's where there is one safe answer; everything else stays and is named."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birads import pointer
from birads.issue import InvalidReport, Issue, Severity
from birads.parsing._parse import parse
from birads.parsing.normalising import changes, normalise, patch
from birads.testing import documents, near_valid_reports

FEW = settings(max_examples=60, deadline=None)


def report(**calc: Any) -> dict[str, Any]:
    finding = {"kind": "mg.calcifications", "id": "calc-1", **calc}
    return {"edition": "2003", "findings": [finding]}


def words(document: dict[str, Any]) -> list[str]:
    morphology: list[str] = document["findings"][0]["morphology"]
    return morphology


def codes(issues: tuple[Issue, ...]) -> list[tuple[str, str]]:
    return [(issue.code, issue.pointer) for issue in issues]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Amorphous", "amorphous"),
        ("eggshell", "rim"),
        ("indistinct", "amorphous"),
        ("casting", "fine_linear_branching"),
        ("granular", "fine_pleomorphic"),
        ("pleomorphic", "fine_pleomorphic"),
        ("secretory", "large_rod_like"),
        ("popcorn", "coarse_popcorn"),
        ("teacup", "milk_of_calcium"),
        ("FINE PLEOMORPHIC", "fine_pleomorphic"),
    ],
)
def test_old_words_of_morphology(old: str, new: str) -> None:
    tree, issues = normalise(report(morphology=[old]))
    assert words(tree) == [new]
    assert codes(issues) == [("word_normalised", "/findings/0/morphology/0")]
    assert issues[0].severity is Severity.INFORMATION
    assert repr(old) in issues[0].message
    parse(tree)


def test_a_wider_word_is_flagged() -> None:
    _, issues = normalise(report(morphology=["pleomorphic"]))
    assert "wider" in str(issues[0].hint)


@pytest.mark.parametrize("word", ["coarse", "heterogeneous", "fine", "amorphos", "starry"])
def test_words_without_one_safe_answer_are_left(word: str) -> None:
    tree, issues = normalise(report(morphology=[word]))
    assert words(tree) == [word]
    assert codes(issues) == [("word_not_normalised", "/findings/0/morphology/0")]
    assert issues[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("distribution", "clustered"),
        ("distribution", "scattered"),
        ("distribution", "GROUPED"),
        ("category", "4a"),
        ("location", {"breast": "Left"}),
    ],
)
def test_never_a_side_a_distribution_or_a_category(member: str, value: Any) -> None:
    document = report(**{"morphology": ["amorphous"], member: value})
    tree, issues = normalise(document)
    assert tree == document
    assert [issue.code for issue in issues] == ["word_not_normalised"]
    assert patch(changes(document)[0]) == []


def test_never_the_side_of_a_history_or_an_assessment() -> None:
    document = {
        "edition": "2013",
        "patient": {"prior_surgery": ["LEFT"]},
        "exams": [{"id": "mg", "modality": "mammography", "laterality": "Both"}],
        "assessments": [{"breast": "LEFT", "category": "4a"}],
        "recommendations": [{"action": "core_biopsy", "breast": "L"}],
    }
    tree, issues = normalise(document)
    assert tree == document
    assert {issue.code for issue in issues} == {"word_not_normalised"}
    assert len(issues) == 5


def test_never_a_number_or_a_unit() -> None:
    document = report(extent_mm="12", particles="5")
    tree, issues = normalise(document)
    assert tree == document
    assert issues == ()


@pytest.mark.parametrize("edition", ["2003", "2013", "2025"])
@pytest.mark.parametrize("word", ["punctate", "round", "milk_of_calcium", "dystrophic"])
def test_a_word_that_the_format_still_has_is_never_changed(edition: str, word: str) -> None:
    document = {**report(morphology=[word]), "edition": edition}
    assert normalise(document) == (document, ())


def test_microlobulated_never_becomes_indistinct() -> None:
    finding = {"kind": "mg.mass", "id": "mass-1", "margin": "microlobulated"}
    document = {"edition": "2025", "findings": [finding]}
    assert normalise(document) == (document, ())
    tree, _ = normalise({"edition": "2025", "findings": [{**finding, "margin": "Microlobulated"}]})
    assert tree["findings"][0]["margin"] in ("microlobulated", "Microlobulated")


@pytest.mark.parametrize("letter", ["b", "B"])
def test_the_letters_of_density(letter: str) -> None:
    exam = {"id": "mg", "modality": "mammography", "composition": letter}
    tree, _ = normalise({"edition": "2013", "exams": [exam]})
    assert tree["exams"][0]["composition"] == "scattered_fibroglandular_density"


def test_what_is_inside_a_finding_of_a_misspelt_kind_is_read_too() -> None:
    document = {
        "edition": "2013",
        "exams": [{"id": "mg", "modality": "Mammography", "purpose": "Screening"}],
        "findings": [{"kind": "MG.Calcifications", "id": "calc-1", "morphology": ["Eggshell"]}],
    }
    tree, issues = normalise(document)
    parse(tree)
    assert [issue.pointer for issue in issues] == [
        "/exams/0/modality",
        "/exams/0/purpose",
        "/findings/0/kind",
        "/findings/0/morphology/0",
    ]


def test_what_comes_in_is_not_changed() -> None:
    document = report(morphology=["eggshell"])
    before = copy.deepcopy(document)
    normalise(document)
    assert document == before


@pytest.mark.parametrize("form", [json.dumps, lambda d: json.dumps(d).encode(), dict])
def test_text_bytes_and_mappings_are_read(form: Any) -> None:
    assert words(normalise(form(report(morphology=["eggshell"])))[0]) == ["rim"]


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"7", b"\xff", b'{"edition": "2013", "edition": "2003"}', b"[" * 100],
)
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidReport):
        normalise(data)


@FEW
@given(documents())
def test_a_valid_document_comes_back_as_it_is(document: dict[str, Any]) -> None:
    assert normalise(document) == (document, ())


@FEW
@given(near_valid_reports())
def test_near_valid_documents_change_only_where_the_patch_says(document: dict[str, Any]) -> None:
    try:
        tree, issues = normalise(document)
    except InvalidReport:
        return
    patched = copy.deepcopy(document)
    for operation in patch(changes(document)[0]):
        assert operation["op"] == "replace"
        parent, _, last = operation["path"].rpartition("/")
        node = pointer.resolve(patched, parent)
        node[int(last) if isinstance(node, list) else last] = operation["value"]
    assert patched == tree
    for issue in issues:
        pointer.resolve(document, issue.pointer)
    assert normalise(tree)[0] == tree


@FEW
@given(documents(), st.data())
def test_letter_case_alone_is_undone(document: dict[str, Any], data: st.DataObject) -> None:
    exams = document.get("exams", [])
    if not exams:
        return
    number = data.draw(st.integers(0, len(exams) - 1))
    loud = copy.deepcopy(document)
    loud["exams"][number]["modality"] = exams[number]["modality"].upper()
    tree, issues = normalise(loud)
    assert tree == document
    assert [issue.pointer for issue in issues] == [f"/exams/{number}/modality"]


@pytest.mark.parametrize("document", ["null", "[]", "1", '""', "true", "[null]"])
def test_what_is_no_object_is_refused(document: str) -> None:
    for given_as in (document, document.encode()):
        with pytest.raises(InvalidReport):
            normalise(given_as)
