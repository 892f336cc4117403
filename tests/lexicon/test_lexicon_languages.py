"""Find words in other languages by their labels and synonyms, whatever their number and gender."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from birads import lexicon
from birads.cli._app import app
from birads.lexicon import Language, translations

OTHERS = [one for one in Language if one is not Language.EN]


@pytest.mark.parametrize("language", OTHERS)
def test_every_label_and_synonym_leads_to_its_term(language: Language) -> None:
    for row in translations(language).values():
        axis = row.id.rpartition(".")[0]
        for name in (row.label, *row.synonyms):
            found = lexicon.find(name.upper(), axis, language=language)
            assert row.id in [match.term.id for match in found.matches], name


@pytest.mark.parametrize("language", OTHERS)
def test_a_name_as_written_leads_to_one_word_of_an_axis(language: Language) -> None:
    for row in translations(language).values():
        axis = row.id.rpartition(".")[0]
        for name in (row.label, *row.synonyms):
            (match,) = lexicon.find(name, axis, language=language).matches
            assert match.term.id == row.id


def test_a_form_of_two_words_of_an_axis_answers_with_both_and_says_so() -> None:
    found = lexicon.find("hermanos", "family.relation", language="es")
    assert {match.term.word for match in found.matches} == {"sister", "brother"}
    assert [issue.code for issue in found.issues] == ["ambiguous_word"]
    assert found.term is None


@pytest.mark.parametrize(
    ("language", "word", "term"),
    [
        ("es", "espiculados", "mg.mass.margin.spiculated"),
        ("es", "pleomórficas finas", "mg.calcifications.morphology.fine_pleomorphic"),
        ("pt", "heterogeneamente densas", "mg.composition.heterogeneously_dense"),
        ("pt", "quadrante superior externo", "location.quadrant.upper_outer"),
        ("de", "unscharfe", "mg.mass.margin.indistinct"),
        ("de", "gruppierter", "mg.calcifications.distribution.grouped"),
        ("fr", "polymorphes fines", None),
        ("fr", "fines polymorphes", "mg.calcifications.morphology.fine_pleomorphic"),
        ("fr", "spiculé", "mg.mass.margin.spiculated"),
        ("fr", "spiculated", None),
        ("de", "espiculado", None),
        ("es", "", None),
    ],
)
def test_a_word_is_found_in_its_own_language(language: str, word: str, term: str | None) -> None:
    found = lexicon.find(word, language=language)
    ids = [match.term.id for match in found.matches]
    assert (term in ids) if term else not ids
    assert bool(found.issues) or ids


def test_an_edition_and_an_axis_hold_in_every_language() -> None:
    found = lexicon.find("lobulada", "mg.mass.shape", "2013", "es")
    assert [issue.code for issue in found.issues] == ["word_outside_edition"]
    assert not lexicon.find("lobulada", "us.mass.shape", language="es").matches
    with pytest.raises(ValueError, match="xx"):
        lexicon.find("oval", language="xx")


def test_the_command_takes_a_language() -> None:
    words = ["lexicon", "find", "amorfas", "--language", "pt", "--format", "json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    (match,) = json.loads(done.output)["matches"]
    assert match["id"] == "mg.calcifications.morphology.amorphous"
    assert CliRunner().invoke(app, ["lexicon", "find", "amorfas"]).exit_code == 1
