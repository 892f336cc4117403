"""Hold letters and statements to what is stated: the right result, and nothing that calms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import birads
from birads.lexicon import InvalidTable, statements
from birads.prose import CannotSay, Language, Letterhead, LetterTexts, Style, letter_texts, say
from birads.testing import reports

LANGUAGES = list(Language)
CALM = ("negative", "benign", "probably_benign")


def _letter(language: str = "en", /, **members: Any) -> birads.Said:
    report = birads.parse({"edition": "2013", **members})
    return say(report, style="letter", language=language)


def _ids(said: birads.Said) -> list[tuple[str, str]]:
    return [(one["scope"], one["id"]) for one in said.facts["results"]]


def _one(category: str, breast: str = "left", **more: str) -> dict[str, str]:
    return {"breast": breast, "category": category, **more}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_of_the_rule_has_a_letter(language: Language) -> None:
    texts = letter_texts()
    for statement in statements().assessment:
        found = texts.text("results", statement.id, language)
        assert found is not None
        assert found[1] is False
    assert {one.id for one in statements().lay} == set(texts.density)


def test_every_result_has_one_deadline_and_suspicion_the_short_one() -> None:
    texts = letter_texts()
    results = [name for one in texts.deadlines for name in one.results]
    assert sorted(results) == sorted(texts.results)
    short = {one.days: set(one.results) for one in texts.deadlines}
    assert short[7] == {"suspicious", "highly_suggestive_of_malignancy"}
    assert set(short) == {7, 30}


@pytest.mark.parametrize(
    ("category", "reason", "result"),
    [
        ("1", None, "negative"),
        ("2", None, "benign"),
        ("3", None, "probably_benign"),
        ("4", None, "suspicious"),
        ("4A", None, "suspicious"),
        ("5", None, "highly_suggestive_of_malignancy"),
        ("6", None, "known_biopsy_proven_malignancy"),
        ("0", "needs_additional_imaging", "need_additional_imaging_evaluation"),
        ("0", "technical_recall", "need_additional_imaging_evaluation"),
        ("0", "needs_priors", "need_prior_mammograms_for_comparison"),
        ("0", "not_stated", "incomplete"),
        ("0", None, "incomplete"),
    ],
)
def test_a_category_has_its_letter(category: str, reason: str | None, result: str) -> None:
    stated = _one(category, **({"reason": reason} if reason else {}))
    said = _letter(assessments=[stated])
    assert _ids(said) == [("left", result)]
    assert "Left breast: " in said.text
    assert said.spans["/assessments/0/category"]


def test_breasts_of_one_result_share_a_paragraph_and_others_do_not() -> None:
    alike = _letter(assessments=[_one("1"), _one("1", "right")])
    assert _ids(alike) == [("bilateral", "negative")]
    differ = _letter(assessments=[_one("1"), _one("4", "right")])
    assert _ids(differ) == [("left", "negative"), ("right", "suspicious")]


def test_an_overall_result_never_calms_what_a_breast_says() -> None:
    calm = _letter(assessments=[_one("4"), _one("2", "overall")])
    assert _ids(calm) == [("left", "suspicious")]
    worse = _letter(assessments=[_one("2"), _one("5", "overall")])
    assert ("overall", "highly_suggestive_of_malignancy") in _ids(worse)
    alone = _letter(assessments=[_one("2", "overall")])
    assert _ids(alone) == [("overall", "benign")]


def test_a_marker_exam_of_both_breasts_is_told_once() -> None:
    marker = "post_procedure_mammogram_for_marker_placement"
    said = _letter(assessments=[_one("2", "bilateral", statement=marker)])
    assert _ids(said) == [("bilateral", "benign"), ("bilateral", marker)]


def test_a_finding_above_its_breast_decides() -> None:
    finding = {"id": "m", "kind": "mg.mass", "location": {"breast": "left"}, "category": "5"}
    said = _letter(assessments=[_one("2")], findings=[finding])
    assert _ids(said) == [("left", "highly_suggestive_of_malignancy")]
    assert said.facts["deadline"]["days"] == 7


@settings(max_examples=60, deadline=None)
@given(reports())
def test_no_letter_calms_where_a_4_or_5_stands(report: birads.Report) -> None:
    try:
        said = say(report, style="letter")
    except CannotSay:
        return
    from birads.report.view._index import ReportIndex

    index = ReportIndex(report)
    for side, scope in (("left", "left"), ("right", "right")):
        standing = [str(one.category) for one in index.breast_categories(side)]  # type: ignore[arg-type]
        own = [
            str(one.category)
            for one in report.findings
            if one.category and one.location and one.location.breast in (side, "bilateral")
        ]
        if any(category[0] in "45" for category in standing + own):
            told = [name for of, name in _ids(said) if of in (scope, "bilateral")]
            assert told
            assert not set(told) & set(CALM)


@pytest.mark.parametrize("language", LANGUAGES)
def test_density_is_told_only_where_it_is_stated(language: Language) -> None:
    exam = {"id": "mg", "modality": "mammography"}
    bare = _letter(language, exams=[exam], assessments=[_one("1")])
    assert not [one for one in bare.sections if one.key == "density"]
    fatty = exam | {"composition": "almost_entirely_fatty"}
    dense = exam | {
        "compositions": [
            {"breast": "left", "composition": "extremely_dense"},
            {"breast": "right", "composition": "almost_entirely_fatty"},
        ]
    }
    texts = {
        name: [
            one.sentences[0].text
            for one in _letter(language, exams=[value], assessments=[_one("1")]).sections
            if one.key == "density"
        ]
        for name, value in (("not_dense", fatty), ("dense", dense))
    }
    assert texts["not_dense"] != texts["dense"]
    assert all(len(found) == 1 for found in texts.values())
    if language is Language.EN:
        assert texts["dense"] == [next(x.text for x in statements().lay if x.id == "dense")]


@pytest.mark.parametrize("status", ["cancelled", "entered_in_error"])
def test_no_letter_is_written_for_a_report_that_was_withdrawn(status: str) -> None:
    with pytest.raises(CannotSay) as caught:
        _letter(status=status, assessments=[_one("2")])
    assert caught.value.issues[0].code == "report_withdrawn"


def test_no_letter_is_written_without_a_result() -> None:
    with pytest.raises(CannotSay) as caught:
        _letter(findings=[{"id": "m", "kind": "mg.mass"}])
    assert caught.value.issues[0].code == "result_not_stated"
    preliminary = _letter(status="preliminary", assessments=[_one("2")])
    assert [one.code for one in preliminary.issues] == ["report_preliminary"]


def test_a_letterhead_gives_names_and_dates_and_the_deadline_has_a_day() -> None:
    report = birads.parse(
        {
            "edition": "2013",
            "issued": "2026-05-05T09:30:00+02:00",
            "exams": [{"id": "mg", "modality": "mammography", "date": "2026-05-04"}],
            "assessments": [_one("4")],
        }
    )
    head = Letterhead.of({"facility": "Clinic", "patient": "A. B.", "patient_address": ["Road 1"]})
    said = say(report, style=Style.LETTER, letterhead=head)
    assert "Clinic" in said.text
    assert "Dear A. B.," in said.text
    assert "2026-05-04" in said.text
    assert said.facts["deadline"]["due"] == "2026-05-12"
    routine = say(report.replace(assessments=[{"breast": "left", "category": "1"}]), style="letter")
    assert routine.facts["deadline"]["due"] == "2026-06-03"
    with pytest.raises(ValueError, match="letterhead"):
        Letterhead.of({"name": "A. B."})


SITE = """
[review]
status = "draft"
reviewers = []

[[result]]
id = "negative"
text = { en = "All is well at our clinic." }

[[notice]]
id = "state"
when = "dense"
text = { en = "Our state asks us to say this." }
"""


def test_a_site_has_texts_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_text(SITE, encoding="utf-8")
    texts = LetterTexts.read(file)
    exam = {"id": "mg", "modality": "mammography", "composition": "extremely_dense"}
    report = birads.parse({"edition": "2013", "exams": [exam], "assessments": [_one("1")]})
    said = say(report, style="letter", texts=texts)
    assert "Left breast: All is well at our clinic." in said.text
    assert "Our state asks us to say this." in said.text
    assert said.banner
    assert said.facts["deadline"]["days"] == 30
    with pytest.raises(CannotSay):  # the notice has no Spanish, and none is made up
        say(report, style="letter", texts=texts, language="es")
    file.write_text(SITE.replace('"dense"', '"sometimes"'), encoding="utf-8")
    with pytest.raises(InvalidTable):
        LetterTexts.read(file)


def test_statements_are_the_words_of_the_table_alone() -> None:
    exam = {"id": "mg", "modality": "mammography", "composition": "heterogeneously_dense"}
    report = birads.parse(
        {"edition": "2013", "exams": [exam], "assessments": [_one("4B"), _one("1", "right")]}
    )
    said = say(report, style="mqsa")
    texts = [one.text for one in said.sentences[1:]]
    assert texts == [
        "Left breast: Suspicious.",
        "Right breast: Negative.",
        "The breasts are heterogeneously dense, which may obscure small masses.",
    ]
    assert said.banner == said.sentences[0].text
    known = {one.id for one in (*statements().assessment, *statements().density)}
    assert {one["id"] for one in said.facts["statements"]} <= known
    unclear = say(report.replace(assessments=[{"breast": "left", "category": "0"}]), style="mqsa")
    assert [one.code for one in unclear.issues] == ["statement_not_stated"]
    with pytest.raises(CannotSay):
        say(report, style="mqsa", language="fr")
