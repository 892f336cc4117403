"""Hold the laws of reading: a text changed in a known way changes the draft in that way only."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from birads import lexicon
from birads.tables._row import InvalidTable
from birads.text import MOST_BYTES, Reading, TextTooLong, load_words, read_text
from birads.text._tokens import tokens
from birads.text._words import Node, words_of
from tests.text.text_scoring import SECTIONS as SECTIONS_OF_A_DRAFT
from tests.text.text_scoring import slots

OWN = json.loads((Path(__file__).resolve().parent / "narratives.json").read_text("utf-8"))["cases"]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "interop" / "text_cases.json"
ALL = OWN + (json.loads(SHARED.read_text("utf-8"))["cases"] if SHARED.exists() else [])
# In these the words left and right are no sides: exchanged, they mean nothing.
VERBS = [case for case in ALL if re.search(r"\bleft before\b", case["text"])]
CASES = [pytest.param(case, id=case["id"]) for case in ALL]
SWAPS = {
    "en": [("left", "right"), ("lt", "rt"), ("lb", "rb"), ("l", "r")],
    "es": [
        ("izquierda", "derecha"),
        ("izquierdo", "derecho"),
        ("izq", "dcha"),
        ("izq", "der"),
        ("mi", "md"),
    ],
    "pt": [("esquerda", "direita"), ("esquerdo", "direito"), ("me", "md")],
    "de": [("links", "rechts"), ("linken", "rechten"), ("li", "re"), ("linke", "rechte")],
    "fr": [("gauche", "droite"), ("gauche", "droit"), ("g", "d")],
}
UNSETTLED = (
    *("category_conflict", "side_conflict", "category_not_assigned", "correction_in_text"),
)
UNNAMED = frozenset({"id", "exam", "finding", "kind", "narrative", "schema_version"})


def draft_of(reading: Reading) -> dict[str, Any]:
    return {name: part for name, part in reading.draft.items() if name != "narrative"}


def swapped_text(text: str, language: str) -> str:
    pairs: dict[str, str] = {}
    for one, other in SWAPS[language]:
        pairs.setdefault(one, other)
        pairs[other] = one

    def exchanged(match: re.Match[str]) -> str:
        word = match.group()
        new = pairs.get(word.lower(), word)
        if word.isupper():
            return new.upper()
        return new.capitalize() if word[:1].isupper() else new

    return re.sub(r"[^\W\d_]++(?!['\u2019])", exchanged, text)


def swapped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: swapped(inner) for key, inner in value.items() if key != "text"}
    if isinstance(value, list):
        return [swapped(inner) for inner in value]
    return {"left": "right", "right": "left"}.get(value, value) if isinstance(value, str) else value


def leaves(value: Any, pointer: str = "") -> Any:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in UNNAMED:
                yield from leaves(inner, f"{pointer}/{key}")
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}/{number}")
    else:
        yield pointer


def objects(reading: Reading) -> set[str]:
    """Return the category and finding statements of a draft, whatever their order."""
    draft = reading.draft
    out = set()
    for section in ("findings", "assessments", "recommendations"):
        for entry in draft.get(section, []):
            plain = {k: v for k, v in entry.items() if k not in ("id", "exam", "finding")}
            out.add(f"{section} {json.dumps(plain, sort_keys=True)}")
    return out


def said(reading: Reading) -> set[Any]:
    return {
        (section, *slot)
        for section in SECTIONS_OF_A_DRAFT
        for entry in reading.draft.get(section, [])
        for slot in slots(entry)
        if slot[0] != "text"
    }


@pytest.mark.parametrize("case", CASES)
def test_every_value_has_a_span_that_lies_in_the_text(case: dict[str, Any]) -> None:
    reading = read_text(case["text"])
    for pointer in leaves(draft_of(reading)):
        assert reading.spans.get(pointer), pointer
    for spans in reading.spans.values():
        for start, end in spans:
            assert 0 <= start < end <= len(case["text"])
    json.dumps(reading.to_dict())


@pytest.mark.parametrize("case", [one for one in CASES if one.values[0] not in VERBS])
def test_swapped_sides_swap_the_draft_and_nothing_else(case: dict[str, Any]) -> None:
    text = swapped_text(case["text"], case["language"])
    before = read_text(case["text"], language=case["language"])
    after = read_text(text, language=case["language"])
    assert swapped(draft_of(before)) == swapped(swapped(draft_of(after)))
    assert [issue.code for issue in before.issues] == [issue.code for issue in after.issues]


PRIOR = {
    "en": "\nPrior exam: left breast BI-RADS 5.",
    "es": "\nEstudio previo: mama izquierda BI-RADS 5.",
    "pt": "\nExame anterior: mama esquerda BI-RADS 5.",
    "de": "\nVorbefund: BI-RADS 5 links.",
    "fr": "\nExamen antérieur : BI-RADS 5 à gauche.",
}


# Covers H11.
@pytest.mark.parametrize("case", CASES)
def test_a_prior_exam_adds_an_issue_and_no_value(case: dict[str, Any]) -> None:
    language = case["language"]
    before = read_text(case["text"], language=language)
    if "addenda" in before.draft or before.text.upper().startswith(("ADDENDUM", "KORREKTUR")):
        return  # an addendum holds the rest of a text, whatever it says
    after = read_text(case["text"] + PRIOR[language], language=language)
    assert draft_of(before) == draft_of(after)
    assert "prior_category_ignored" in {issue.code for issue in after.issues}


@pytest.mark.parametrize("case", CASES)
def test_capitals_change_nothing(case: dict[str, Any]) -> None:
    before = read_text(case["text"], language=case["language"])
    after = read_text(case["text"].upper(), language=case["language"])
    assert objects(after) == objects(before)


@pytest.mark.parametrize("case", CASES)
def test_other_white_space_changes_nothing(case: dict[str, Any]) -> None:
    text = re.sub(r"(?<=\S) (?=\S)", "  ", case["text"]).replace("\n", "\r\n")
    before = read_text(case["text"], language=case["language"])
    assert objects(before) == objects(read_text(text, language=case["language"]))


@pytest.mark.parametrize("case", CASES)
def test_a_deleted_sentence_adds_no_value(case: dict[str, Any]) -> None:
    """Headings may go only with what stands under them, and a conflict only as a whole."""
    before = read_text(case["text"], language=case["language"])
    if any(issue.code in UNSETTLED for issue in before.issues):
        return
    parts = re.split(r"(?<=[.!?;]) +(?!Auflage)|\n", case["text"])
    for part in parts:
        if ":" in part or " - " in part or part.isupper():
            continue
        text = case["text"].replace(part, "", 1)
        after = read_text(text, language=case["language"])
        assert said(after) <= said(before), part


SECTIONS = (
    "EXAM: Bilateral screening mammogram.\n",
    "COMPARISON: 2024-03-11. BI-RADS 3.\n",
    "FINDINGS: Grouped amorphous calcifications in the left breast, 8 mm. No mass.\n",
    "IMPRESSION: Left breast BI-RADS 4B. Right breast BI-RADS 1.\n",
    "RECOMMENDATION: Stereotactic biopsy of the left breast.\n",
)


@pytest.mark.parametrize("turn", range(len(SECTIONS)))
def test_sections_in_another_order_say_the_same(turn: int) -> None:
    whole = read_text("".join(SECTIONS))
    turned = read_text("".join(SECTIONS[turn:] + SECTIONS[:turn]))
    assert objects(whole) == objects(turned)
    assert whole.draft["exams"] == turned.draft["exams"]


@pytest.mark.parametrize(
    "unit",
    [
        *("(", " ", "\n", "a", "1", ". ", "BI-RADS 4 ", "left, ", "no ", "e\u0301", "9 x ", "4-"),
        *("1. mass, BI-RADS 4\n", "ADDENDUM: left. ", "\ud800"),
    ],
)
def test_any_text_is_read_to_the_limit(unit: str) -> None:
    size = len(unit.encode("utf-8", "surrogatepass"))
    reading = read_text(unit * (20_000 // size), language="en")
    assert reading.report is None


def test_what_is_longer_is_refused() -> None:
    assert read_text(" " * MOST_BYTES).draft == {}
    with pytest.raises(TextTooLong):
        read_text(" " * (MOST_BYTES + 1))
    with pytest.raises(TextTooLong):
        read_text("\u00e9" * (MOST_BYTES // 2 + 1))


def test_unknown_choices_are_refused() -> None:
    for choice in ({"edition": "2020"}, {"language": "nl"}, {"modality": "ct"}):
        with pytest.raises(LookupError):
            read_text("BI-RADS 1.", **choice)  # type: ignore[arg-type]


def test_only_a_draft_without_errors_becomes_a_report() -> None:
    good = read_text("Left breast BI-RADS 2.", edition="2013")
    assert good.report is not None
    assert good.report.narrative == "Left breast BI-RADS 2."
    assert read_text("Left breast BI-RADS 2.").report is None
    conflict = read_text("Left breast BI-RADS 2. Left breast BI-RADS 4.", edition="2013")
    assert conflict.report is None


def test_a_site_adds_words_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(
        'language = "en"\n[[row]]\nis = ["noun.calcifications"]\nsaid = ["kalk specks"]\n'
        'source = ["house style 2026"]\n',
        encoding="utf-8",
    )
    text = "Grouped kalk specks in the left breast."
    assert "findings" not in read_text(text).draft
    reading = read_text(text, words=load_words(path))
    assert reading.draft["findings"][0]["kind"] == "mg.calcifications"


@pytest.mark.parametrize(
    "row",
    [
        'is = ["mg.mass.shape.square"]\nsaid = ["square"]\nsource = ["x"]',
        'is = ["*.shape.square"]\nsaid = ["square"]\nsource = ["x"]',
        'is = ["side.left"]\nsaid = ["port"]',
        'is = ["side.left"]\nsaid = ["port"]\nsource = ["x"]\nextra = 1',
    ],
)
def test_a_row_without_a_meaning_or_a_source_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "site.toml"
    path.write_text(f'language = "en"\n[[row]]\n{row}\n', encoding="utf-8")
    with pytest.raises(InvalidTable):
        load_words(path)


@pytest.mark.parametrize(
    ("said", "margin"),
    [
        ("partly circumscribed and partly indistinct", ["circumscribed", "indistinct"]),
        ("with circumscribed margin, circumscribed", "circumscribed"),
        (
            "with spiculated margin, spiculated, indistinct, spiculated",
            ["spiculated", "indistinct"],
        ),
    ],
)
def test_several_margins_stay_and_one_said_twice_is_one(said: str, margin: object) -> None:
    reading = read_text(f"Mammogram. Irregular mass in the left breast, {said}.")
    (finding,) = reading.draft["findings"]
    assert finding["margin"] == margin


def test_no_word_stands_in_for_a_category_that_is_not_assigned() -> None:
    words = "Impression: left breast: benign."
    assert [a["category"] for a in read_text(words).draft["assessments"]] == ["2"]
    reading = read_text(f"Impression: left breast or right breast BI-RADS 4. {words}")
    assert "assessments" not in reading.draft
    assert "category_not_assigned" in {issue.code for issue in reading.issues}


@pytest.mark.parametrize(
    "sentence",
    [
        "Left breast: no mass on mammography (finding m1, exam e), irregular shape.",
        "Left breast: previously mass on mammography (finding m1, exam e), irregular shape.",
        "Left breast: mass (finding m1, exam e) and mass (finding m2, exam e), irregular shape.",
    ],
)
def test_a_finding_named_by_its_id_is_read_only_where_it_is_plainly_one(sentence: str) -> None:
    head = "Report:\nBI-RADS edition 2013, format 1.\n\nTechnique:\nMammography, exam e.\n\n"
    head += "Findings:\n"
    plain = "Left breast: mass on mammography (finding m1, exam e), irregular shape."
    (read,) = read_text(head + plain).draft["findings"]
    assert read["kind"] == "mg.mass"
    assert "findings" not in read_text(head + sentence).draft


@pytest.mark.parametrize("after", [" negative axilla", ", suspicious node excluded by ultrasound"])
def test_words_that_go_on_do_not_contradict_the_category_before_them(after: str) -> None:
    for category in ("2", "4"):
        reading = read_text(f"Impression: Left breast BI-RADS {category}{after}.")
        assert [one["category"] for one in reading.draft["assessments"]] == [category]
        assert "category_conflict" not in {issue.code for issue in reading.issues}


def slip(word: str, typing: random.Random) -> str:
    """Return a word with one slip of the pen inside: two letters turned, one lost, one wrong."""
    at = typing.randrange(1, len(word) - 2)
    kinds = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + typing.choice("aeiou") + word[at + 1 :],
    )
    return typing.choice(kinds)


PROTECTED = ("side.", "category", "number.", "statement.", "section.", "reason.", "action.")
OTHERS = ("but", "other_rads", "no_side", "elsewhere", "modality.")


def is_protected(word: str, language: str) -> bool:
    words = words_of(language)
    nodes = words.step((words.root,), words.stem(tokens(word)[0]))
    return any(code.startswith((*PROTECTED, *OTHERS)) for node in nodes for code in node.codes)


# Covers H11.
@pytest.mark.parametrize("case", CASES)
def test_a_slip_of_the_pen_adds_no_side_no_category_and_no_finding(case: dict[str, Any]) -> None:
    language = case["language"]
    typing = random.Random(case["id"])
    before = said(read_text(case["text"], language=language))
    long = sorted(set(re.findall(r"[^\W\d_]{7,}", case["text"])))
    for word in (one for one in long if not is_protected(one, language)):
        text = case["text"].replace(word, slip(word, typing), 1)
        more = said(read_text(text, language=language)) - before
        grave = [one for one in more if one[1].rpartition(".")[2] in ("breast", "category", "kind")]
        assert not grave, (word, text)


@pytest.mark.parametrize("language", ["es", "pt", "de", "fr"])
def test_a_word_of_the_lexicon_is_read_as_no_other_word_of_its_axis(language: str) -> None:
    words, checked = words_of(language), 0
    for name, row in lexicon.translations(lexicon.Language(language)).items():
        axis = name.rpartition(".")[0]
        for said_so in row.names:
            nodes: tuple[Node, ...] = (words.root,)
            for token in tokens(said_so):
                nodes = words.step(nodes, words.stem(token))
            read = {code for node in nodes for code in node.codes}
            assert {code for code in read if code.rpartition(".")[0] == axis} <= {name}, said_so
            checked += 1
    assert checked > 500
