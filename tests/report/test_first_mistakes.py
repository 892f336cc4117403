"""Hold the likeliest mistakes of a beginner to a sentence that says what to do."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import birads
from birads.acr_criteria import GroupCount, Laterality
from birads.issue import UnknownWord
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

VERBS = (birads.check, birads.recommend, birads.explain)
DOCUMENT: dict[str, Any] = {"edition": "2013"}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
@pytest.mark.parametrize(
    "given", [{}, DOCUMENT, b"{}", "{}", Path("x.json")], ids=lambda given: type(given).__name__
)
def test_a_document_is_to_be_parsed_first(verb: Any, given: Any) -> None:
    says = rf"{verb.__name__} reads a Report, not \w+\. .*birads\.parse\(document\)"
    with pytest.raises(TypeError, match=says):
        verb(given)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
@pytest.mark.parametrize(
    "given", [None, 3, object(), io.BytesIO()], ids=lambda given: type(given).__name__
)
def test_anything_else_is_named(verb: Any, given: Any) -> None:
    with pytest.raises(TypeError, match=rf"{verb.__name__} reads a Report, not"):
        verb(given)


def test_parse_reads_a_path(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(b'{"edition": "2013"}')

    assert birads.parse(file) == birads.parse(DOCUMENT)
    with pytest.raises(FileNotFoundError):
        birads.parse(tmp_path / "no.json")
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(file, limits=birads.Limits(max_bytes=5))
    assert [issue.code for issue in caught.value.issues] == ["too_large"]
    with pytest.raises(birads.InvalidReport):
        birads.parse(str(file))  # a text is JSON, never the name of a file


def test_parse_says_what_to_do_with_a_file_and_a_report() -> None:
    given: Any = io.BytesIO(b"{}")
    with pytest.raises(TypeError, match=r"\.read\(\)"):
        birads.parse(given)
    report: Any = birads.parse(DOCUMENT)
    with pytest.raises(TypeError, match="parsed already"):
        birads.parse(report)


def test_facts_take_texts_and_any_set_of_words() -> None:
    plain = birads.Facts({"amorphous"}, "grouped", "single", "unilateral")

    assert plain == birads.Facts(
        frozenset({CalcMorphology.AMORPHOUS}),
        CalcDistribution.GROUPED,
        GroupCount.SINGLE,
        Laterality.UNILATERAL,
    )
    assert hash(plain) == hash(birads.Facts(["amorphous"], "grouped", "single", "unilateral"))
    assert birads.Facts("amorphous").morphology == {CalcMorphology.AMORPHOUS}
    assert birads.match(plain).variant == 4


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"morphology": {"amorphus"}}, "'amorphus' is no CalcMorphology. Did you mean 'amorphous'"),
        ({"distribution": "groupd"}, "Did you mean 'grouped'"),
        ({"groups": "2"}, "Use one of: single, multiple"),
        ({"groups": 2}, "Use one of: single, multiple"),
        ({"laterality": "left"}, "Use one of: unilateral, bilateral"),
    ],
)
def test_a_wrong_word_of_facts_is_named(members: Any, said: str) -> None:
    for expected in (UnknownWord, birads.BiradsError, LookupError, ValueError):
        with pytest.raises(expected, match=said):
            birads.Facts(**members)
