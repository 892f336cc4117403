"""Hold the tables of words complete: every member and every word, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

import birads
from birads import lexicon
from birads._base.annotation import classes_in
from birads._base.model import Model
from birads.lexicon._languages import Language, language_review, translations
from birads.lexicon.common import Breast, Modality
from birads.lexicon.edition import Edition
from birads.lexicon.management import AssessmentScope
from birads.prose import CannotSay, say
from birads.prose._vocabulary import Vocabulary, vocabulary
from birads.report.exam import EXAM_MODELS, ExamBase
from birads.report.findings import FINDING_MODELS, FindingBase
from birads.report.findings.absent import AbsentWhat
from birads.report.findings.mammography import Certainty
from birads.report.report import Report

LANGUAGES = list(Language)
OTHERS = [one for one in Language if one is not Language.EN]
# The exam's members stand in several sections, each with a table of its own.
EXAM_TABLES = ("exam", "exam_request", "composition", "comparisons", "compositions")
RECORD = {"addenda", "narrative"}


def _words(language: Language) -> Vocabulary:
    return vocabulary(language, Edition.E2013)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_every_axis_has_a_label_and_a_source(language: Language) -> None:
    rows = translations(language)
    assert set(rows) == {term.id for term in lexicon.terms()}
    assert language_review(language).state == "draft"
    for term in lexicon.terms():
        row = rows[term.id]
        assert row.label == row.label.strip() != ""
        assert {edition for edition, _ in row.labels} == {edition for edition, _ in term.labels}


@pytest.mark.parametrize("language", OTHERS)
def test_no_two_words_of_an_axis_share_a_name(language: Language) -> None:
    taken: dict[tuple[str, str], str] = {}
    for term in lexicon.terms():
        row = translations(language)[term.id]
        own = {name.casefold() for name in (row.label, *row.synonyms)}
        assert len(own) == 1 + len(row.synonyms), term.id
        for name in {*own, *(label.casefold() for _, label in row.labels)}:
            assert taken.setdefault((term.axis, name), term.id) == term.id, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_every_part_has_a_template_of_its_form(language: Language) -> None:
    words = _words(language)
    lacking = [
        f"{table}.{name}"
        for table, name, kind in _members()
        if not _fits(words.phrases.get(table, {}).get(name), kind)
    ]
    assert lacking == []


def _members() -> Iterator[tuple[str, str, str]]:
    """Yield each member with the table that says it and the form of its template."""
    yield from _of("record", Report)
    for exam in EXAM_MODELS:
        yield from _of("exam", exam)
    for finding in FINDING_MODELS:
        yield from _of("finding", finding)


def _of(table: str, model: type[Model]) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        inner = [one for one in classes_in(field.annotation) if issubclass(one, Model)]
        many = any(
            issubclass(one, tuple) for one in classes_in(field.annotation)
        ) or "tuple" in str(field.annotation)
        for one in inner:
            if not issubclass(one, ExamBase | FindingBase):
                yield from _of(_own_table(name), one)
        if _stands_elsewhere(table, name, many and bool(inner)):
            continue
        yield _table(table, name), name, _form(field.annotation, many=many)


def _own_table(name: str) -> str:
    return {"addenda": "texts"}.get(name, name)


def _stands_elsewhere(table: str, name: str, parts: bool) -> bool:
    """Say whether a member is said by code or as sentences of its own, not by one template."""
    if table == "finding":
        return name in ("id", "kind", "location")
    if table == "record":
        return (parts and name != "identifiers") or name in ("patient", "question", "narrative")
    return (
        (table, name) == ("texts", "text")
        or (parts and name in ("comparisons", "compositions"))
        or (table == "patient" and parts)
    )


def _table(table: str, name: str) -> str:
    if table != "exam":
        return table
    if name in ("indication", "clinical_history"):
        return "exam_request"
    density = ("composition", "tissue_composition", "fibroglandular_tissue", "bpe")
    return "composition" if name in density else "exam"


def _form(annotation: Any, *, many: bool) -> str:
    if many:
        return "list"
    return "flag" if bool in classes_in(annotation) else "text"


def _fits(template: Any, form: str) -> bool:
    if form == "flag":
        return set(template or ()) == {"yes", "no"}
    if form == "list" and isinstance(template, dict):
        return set(template) == {"some", "none"}
    return isinstance(template, str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_no_term_has_a_word(language: Language) -> None:
    words = _words(language)
    assert set(words.table("modality")) == set(Modality)
    assert set(words.table("certainty")) == set(Certainty)
    assert set(words.table("breast")) == set(AssessmentScope) >= set(Breast)
    kinds = [str(get_args(one.model_fields["kind"].annotation)[0]) for one in FINDING_MODELS]
    assert set(words.table("kind")) == set(kinds)
    for what in AbsentWhat:
        document = {"edition": "2013", "absent": [{"what": what, "breast": "left"}]}
        (sentence,) = say(birads.parse(document), language=language).sentences[-1:]
        assert "/absent/0/what" in sentence.pointers


@pytest.mark.parametrize("language", OTHERS)
def test_the_tables_of_the_languages_have_the_rows_of_english_in_its_order(
    language: Language,
) -> None:
    english, other = (_words(one).phrases for one in (Language.EN, language))
    assert {key: list(rows) for key, rows in other.items()} == {
        key: list(rows) for key, rows in english.items()
    }
    for table, rows in english.items():
        for key, template in rows.items():
            assert repr(other[table][key]).count("{") == repr(template).count("{"), (table, key)


def test_a_missing_word_is_an_issue_and_never_english(monkeypatch: pytest.MonkeyPatch) -> None:
    report = birads.parse(
        {"edition": "2013", "findings": [{"id": "m", "kind": "mg.mass", "shape": "oval"}]}
    )
    rows = dict(translations(Language.ES))
    del rows["mg.mass.shape.oval"]
    monkeypatch.setattr("birads.prose._vocabulary.translations", lambda _: rows)
    with pytest.raises(CannotSay) as caught:
        say(report, language="es")
    (issue,) = caught.value.issues
    assert (issue.code, issue.pointer) == ("word_not_translated", "/findings/0/shape")
