"""The package is a small flat facade that costs nothing until it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from birads import lexicon


def test_the_facade_is_complete() -> None:
    assert len(set(lexicon.__all__)) == len(lexicon.__all__)
    for name in lexicon.__all__:
        assert getattr(lexicon, name) is not None
    assert set(lexicon.__all__) <= set(dir(lexicon))


def test_a_wrong_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'fnid'"):
        _ = lexicon.fnid


def test_importing_reads_no_table() -> None:
    code = (
        "import sys, birads, birads.lexicon;"
        "print([m for m in sys.modules if m in ('tomllib', 'birads.lexicon._load')])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert out.stdout.strip() == "[]"


def test_lookups_say_what_is_missing() -> None:
    with pytest.raises(LookupError, match="no term 'x'"):
        lexicon.term("x")
    for ask in (lexicon.axis, lexicon.terms):
        with pytest.raises(LookupError, match="no axis 'x'"):
            ask("x")
    with pytest.raises(LookupError, match="no source 'x'"):
        lexicon.source("x")
    with pytest.raises(LookupError, match="no table 'x'"):
        lexicon.review_status("x")


def test_axes_and_terms_by_modality() -> None:
    assert {axis.modality for axis in lexicon.axes("mri")} == {lexicon.axis("mri.finding").modality}
    assert {term.axis.partition(".")[0] for term in lexicon.terms(modality="cem")} == {"cem"}
    assert len(lexicon.axes()) == len({axis.id for axis in lexicon.axes()})


def test_terms_of_an_edition() -> None:
    words = {term.id for term in lexicon.terms("mg.calcifications.morphology", "2013")}
    assert "mg.calcifications.morphology.milk_of_calcium" in words
    assert "mg.calcifications.morphology.layering" not in words
    today = {term.id for term in lexicon.terms("mg.calcifications.morphology", "2025")}
    assert "mg.calcifications.morphology.layering" in today
    assert "mg.calcifications.morphology.punctate" not in today  # not known, so not claimed


def test_a_word_of_no_edition_can_be_used_in_any() -> None:
    term = lexicon.term("us.visibility.isolated")
    assert term.editions == ()
    assert all(term.stands_in(edition) for edition in lexicon.Edition)
    assert not term.is_draft()


def test_counts_add_up() -> None:
    counts = lexicon.counts()
    assert sum(count.terms for count in counts) == len(lexicon.terms())
    assert all(count.exact <= count.terms for count in counts)
    assert sum(count.draft for count in counts) == 2
