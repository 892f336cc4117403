"""Hold ``say`` to its laws: all is said, nothing is added, sides and order change nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

import birads
from birads import lexicon
from birads._visible import visible
from birads.pointer import resolve
from birads.prose import Language, say
from birads.testing import documents
from tests.laws.same_answers import MIRROR
from tests.prose.said_reports import mirrored, stated, texts, turned

LANGUAGES = list(Language)
EXAMPLES = {one: 30 if one is Language.EN else 8 for one in Language}
_NUMBER = re.compile(r"\d+")


def _words(language: Language) -> dict[str, Any]:
    from birads.lexicon.edition import Edition
    from birads.prose._vocabulary import vocabulary

    return dict(vocabulary(language, Edition.E2013).phrases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stated_member_is_said_where_the_spans_say(language: Language) -> None:
    @settings(max_examples=EXAMPLES[language], deadline=None)
    @given(documents())
    def holds(document: dict[str, Any]) -> None:
        report = birads.parse(document)
        said = say(report, language=language)
        stated_members = set(stated(report.to_dict()))
        assert stated_members - set(said.spans) == set()
        for pointer, spans in said.spans.items():
            resolve(report.to_dict(), pointer)
            for start, end in spans:
                assert said.text[start:end].strip()
        for sentence in said.sentences:
            assert said.text[sentence.start : sentence.end] == sentence.text
            assert sentence.text.count("\n") == 0

    holds()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mirrored_report_gives_mirrored_prose(language: Language) -> None:
    sides = _words(language)["breast"]
    swap = {sides[one]: sides[other] for one, other in MIRROR.items()}
    swap |= {one[0].upper() + one[1:]: two[0].upper() + two[1:] for one, two in swap.items()}
    side = re.compile("|".join(map(re.escape, swap)))

    @settings(max_examples=EXAMPLES[language], deadline=None)
    @given(documents())
    def holds(document: dict[str, Any]) -> None:
        report = birads.parse(document)
        other = birads.parse(mirrored(report.to_dict()))
        turned_prose = [
            side.sub(lambda found: swap[found[0]], one.text)
            for one in say(report, language=language).sentences
        ]
        prose = [one.text for one in say(other, language=language).sentences]
        # Parts of one list stand in the order of their letters, which a swap can turn round.
        assert sorted(map(_parts, turned_prose)) == sorted(map(_parts, prose))

    holds()


def _parts(sentence: str) -> list[str]:
    return sorted(re.split(r"[,:;.]\s+|\.$", sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_about_a_finding_names_its_breast(language: Language) -> None:
    sides = _words(language)["breast"]

    @settings(max_examples=EXAMPLES[language], deadline=None)
    @given(documents())
    def holds(document: dict[str, Any]) -> None:
        report = birads.parse(document)
        for sentence in say(report, language=language).sentences:
            for pointer in sentence.pointers:
                _, section, number, *rest = [*pointer.split("/"), "", ""]
                if section == "findings" and rest:
                    place = report.findings[int(number)].location
                    if place is not None and place.breast is not None:
                        assert sides[place.breast].casefold() in sentence.text.casefold()

    holds()


@settings(max_examples=30, deadline=None)
@given(documents())
def test_the_order_of_lists_does_not_change_the_sentences(document: dict[str, Any]) -> None:
    report = birads.parse(document)
    other = turned(report.to_dict())
    one, two = (sorted(s.text for s in say(each).sentences) for each in (report, other))
    assert one == two
    assert say(report) == say(birads.parse(report.to_json()))


LESION = {
    "edition": "2013",
    "exams": [{"id": "mg", "modality": "mammography"}, {"id": "us", "modality": "ultrasound"}],
    "findings": [
        {
            "id": "u1",
            "kind": "us.mass",
            "exam": "us",
            "lesion": "L",
            "location": {"breast": "left"},
            "category": "4A",
        },
        {
            "id": "m1",
            "kind": "mg.mass",
            "exam": "mg",
            "lesion": "L",
            "location": {"breast": "left"},
            "shape": "oval",
            "text": "seen on both views",
        },
    ],
    "absent": [{"what": "us.lymph_node", "breast": "left", "exam": "us"}],
}


def test_a_lesion_over_modalities_is_spoken_of_once() -> None:
    said = say(birads.parse(LESION))
    (findings,) = [one for one in said.sections if one.key == "findings"]
    assert [one.text for one in findings.sentences] == [
        (
            "Left breast: the same lesion: mass on mammography (finding m1, exam mg), oval shape; "
            "mass on ultrasound (finding u1, exam us), BI-RADS 4A."
        ),
        "Left breast, finding u1: lesion L.",
        "Left breast, finding m1: lesion L, in words: “seen on both views”.",
        "Left breast, no lymph node on ultrasound, exam us.",
    ]
    first = findings.sentences[0].pointers
    assert {"/findings/0/location/breast", "/findings/1/location/breast"} <= set(first)


def test_texts_of_another_language_are_quoted_and_it_is_said_so() -> None:
    report = birads.parse({"edition": "2013", "language": "de-AT", "narrative": "Kein Befund."})
    assert "“Kein Befund.”" in say(report).text
    assert [one.code for one in say(report).issues] == ["texts_in_other_language"]
    assert say(report, language="de").issues == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_is_said_that_is_not_stated(language: Language) -> None:
    own = set(_NUMBER.findall(repr(_words(language)))) | {"30"}  # half past an hour

    @settings(max_examples=EXAMPLES[language], deadline=None)
    @given(documents())
    def holds(document: dict[str, Any]) -> None:
        report = birads.parse(document)
        told = " ".join(texts(report.to_dict()))
        known = own | set(_NUMBER.findall(told)) | set(_NUMBER.findall(visible(told)))
        for sentence in say(report, language=language).sentences:
            for mark in sentence.marks:
                value = resolve(report.to_dict(), mark.pointer)
                known |= set(_NUMBER.findall(_label(report, mark.pointer, value, language)))
            assert set(_NUMBER.findall(sentence.text)) <= known

    holds()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_said_that_is_neither_stated_nor_in_a_table(language: Language) -> None:
    """Hold each language to its own tables: no English word slips into another language."""
    labels = (
        [label for term in lexicon.terms() for label in (term.label, *dict(term.labels).values())]
        if language is Language.EN
        else [name for row in lexicon.translations(language).values() for name in row.names]
    )
    own = _letters(repr(_words(language)), *labels)

    @settings(max_examples=EXAMPLES[language], deadline=None)
    @given(documents())
    def holds(document: dict[str, Any]) -> None:
        report = birads.parse(document)
        known = own | _letters(*map(visible, texts(report.to_dict())), *texts(report.to_dict()))
        for sentence in say(report, language=language).sentences:
            assert _letters(sentence.text) <= known

    holds()


def _letters(*parts: str) -> set[str]:
    return {word for part in parts for word in re.findall(r"[^\W\d_]+", part.casefold())}


def _label(report: birads.Report, pointer: str, value: Any, language: Language) -> str:
    """Return the label of a word of the lexicon, which may hold a number of its own."""
    from birads.prose._vocabulary import vocabulary
    from birads.report.axes import axis_of

    path = tuple(int(part) if part.isdecimal() else part for part in pointer.split("/")[1:])
    axis = axis_of(path, report.to_dict()) if isinstance(value, str) else None
    words = vocabulary(language, report.edition)
    return words.label(axis, value) if axis else repr(value)
