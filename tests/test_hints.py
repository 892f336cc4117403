"""A hint proposes a word of a reviewed table or a slip of the pen, and never another meaning."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import birads
from birads import schema
from birads.lexicon._fold import key
from birads.parsing._hint_table import table, written
from birads.parsing._hints import SIDES, meaning
from birads.parsing._model_at import tags, words_at
from birads.parsing.normalising import changes, normalise
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS

TABLE = tomllib.loads(Path(__file__).with_name("hint_cases.toml").read_text("utf-8"))
CASES = [
    (row["at"], word, meant)
    for row in TABLE["case"]
    for meant, words in row["means"].items()
    for word in words
]
LISTS = ("prior_surgery", "implants")
NOTHING = [(row["at"], word) for row in TABLE["case"] for word in row["nothing"]]


def document(at: str, word: object) -> dict[str, Any]:
    """Return a report that holds ``word`` at the pointer ``at``."""
    report: dict[str, Any] = {
        "edition": "2013",
        "patient": {},
        "exams": [{"id": "x", "modality": "mammography", "comparisons": [{}]}],
        "findings": [{"kind": "mg.calcifications", "id": "f", "exam": "x", "location": {}}],
        "assessments": [{"breast": "left", "category": "0"}],
        "recommendations": [{"action": "mri"}],
        "outcomes": [{"malignant": False, "basis": "unknown"}],
        "pathology": [{"finding": "f", "result": "benign"}],
    }
    *parents, last = at.split("/")[1:]
    node: Any = report
    for part in parents:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[last] = [word] if last in LISTS else word
    return report


def place(at: str) -> str:
    """Return the pointer to the word itself: in a history it is an item of a list."""
    return at + ("/0" if at.endswith(LISTS) else "")


def hint(at: str, word: object) -> str:
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(document(at, word))
    (issue,) = (one for one in caught.value.issues if one.pointer == place(at))
    assert issue in schema.issues(document(at, word))
    assert issue.hint is not None
    return issue.hint


def proposed(sentence: str) -> str | None:
    found = re.match(r"Did you mean '([^']*)'\?", sentence)
    return found[1] if found else None


@pytest.mark.parametrize(("at", "word", "meant"), CASES)
def test_a_word_of_the_table_is_proposed(at: str, word: str, meant: str) -> None:
    assert proposed(hint(at, word)) == meant


@pytest.mark.parametrize(("at", "word"), NOTHING)
def test_nothing_is_proposed_for_what_has_no_word(at: str, word: str) -> None:
    sentence = hint(at, word)
    assert proposed(sentence) is None
    assert sentence.startswith(("Use one of: ", "Write "))


@pytest.mark.parametrize(
    ("at", "word", "words"),
    [
        ("/findings/0/kind", "MASS", ["mg.mass", "us.mass", "mri.mass", "cem.mass"]),
        ("/findings/0/kind", "calcification", ["mg.calcifications", "us.calcifications"]),
        ("/pathology/0/result", "ductal carcinoma", ["in_situ", "invasive_ductal_carcinoma"]),
        ("/pathology/0/guidance", "mammographic", ["stereotactic", "tomosynthesis"]),
        ("/recommendations/0/action", "stereotactic biopsy", ["core_biopsy", "vacuum_assisted"]),
    ],
)
def test_where_several_could_be_meant_all_are_said(at: str, word: str, words: list[str]) -> None:
    sentence = hint(at, word)
    assert sentence.startswith("Write ")
    assert all(one in sentence for one in words)


def test_without_a_proposal_every_word_is_listed() -> None:
    sentence = hint("/pathology/0/result", "starry")
    assert sentence.startswith("Use one of: benign, ")
    assert sentence.endswith(", other.")


PLACES = [
    "/exams/0/modality", "/exams/0/purpose", "/exams/0/laterality", "/findings/0/location/breast",
    "/findings/0/category", "/findings/0/certainty", "/findings/0/groups", "/assessments/0/breast",
    "/assessments/0/category", "/assessments/0/reason", "/recommendations/0/action",
    "/outcomes/0/basis", "/pathology/0/result", "/pathology/0/procedure", "/pathology/0/guidance",
    "/pathology/0/specimen_radiograph", "/patient/sex", "/patient/menopausal_status", "/status",
    "/edition",
]  # fmt: skip
WORDS = {at: words_at(tuple(at.split("/")[1:2]), {}) for at in ("/status", "/edition")} | {
    at: words_at(
        tuple(int(part) if part.isdecimal() else part for part in at.split("/")[1:]),
        document("/id", "a"),
    )
    for at in PLACES
    if at.count("/") > 1
}
DENIALS = ("no_{}", "not {}", "non-{}", "non{}", "without {}", "un{}", "no {} seen")


@pytest.mark.parametrize("denial", DENIALS)
@pytest.mark.parametrize("at", PLACES)
def test_a_denied_word_is_never_read_as_the_word(at: str, denial: str) -> None:
    member = at.rpartition("/")[2]
    for word in WORDS[at]:
        meant = meaning(member, denial.format(word), tuple(WORDS[at]))
        assert word not in meant.words


@pytest.mark.parametrize("at", [at for at in PLACES if at.rpartition("/")[2] in SIDES])
@given(data=st.data())
def test_a_side_is_never_guessed_from_a_spelling(at: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(WORDS[at]))
    place = data.draw(st.integers(0, len(word) - 1))
    slip = word[:place] + data.draw(st.sampled_from("abcxyz")) + word[place + 1 :]
    if slip != word:
        assert meaning(at.rpartition("/")[2], slip, tuple(WORDS[at])).words == ()


@given(st.text(max_size=6))
def test_a_category_is_read_through_letter_case_and_blanks_only(text: str) -> None:
    words = tuple(WORDS["/findings/0/category"])
    found = meaning("category", text, words).words
    assert found == ((bare,) if (bare := "".join(text.split()).upper()) in words else ())


@given(st.integers(-9999, 9999))
def test_a_number_is_never_read_as_another(number: int) -> None:
    for member in ("edition", "category"):
        words = tuple(WORDS["/edition" if member == "edition" else "/findings/0/category"])
        found = meaning(member, str(number), words).words
        assert found in ((), (str(number),)) or (member, number) in (("edition", 4), ("edition", 5))


ACROSS = [
    ("result", "malignant", "benign"),
    ("purpose", "screening", "diagnostic"),
    ("specimen_radiograph", "calcifications_present", "absent"),
]


@pytest.mark.parametrize(("member", "one", "other"), ACROSS)
@given(data=st.data())
def test_no_slip_crosses_a_meaning(member: str, one: str, other: str, data: st.DataObject) -> None:
    at = next(at for at in PLACES if at.endswith(f"/{member}"))
    for word, never in ((one, other), (other, one)):
        letters = list(word)
        for _ in range(data.draw(st.integers(1, 3))):
            letters[data.draw(st.integers(0, len(letters) - 1))] = data.draw(
                st.sampled_from("abcdefghijklmnopqrstuvwxyz")
            )
        assert never not in meaning(member, "".join(letters), tuple(WORDS[at])).words


def test_the_table_names_words_that_the_members_have() -> None:
    every = {member: set(WORDS[at]) for at in PLACES for member in [at.rpartition("/")[2]]}
    every["kind"] = set(tags(FINDING_MODELS))
    every["modality"] = set(tags(EXAM_MODELS))
    for row in (*table()["meaning"], *table()["choice"]):
        for member in row["members"]:
            for word in row.get("could_be", [row.get("word")]):
                assert member in ("(name)", *SIDES) or word in every[member], (member, word)


def test_nothing_in_the_table_means_two_things() -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in (*table()["meaning"], *table()["choice"], *table()["no_word"]):
        for member in row["members"]:
            for text in (*row.get("same", ()), *row.get("near", ()), *row.get("written", ())):
                place = (member, key(text))
                assert place not in seen, (text, seen.get(place))
                seen[place] = text
    assert set(seen) == set(written())


def test_every_row_of_the_table_has_a_source() -> None:
    sources = set(table()["sources"])
    cited = set()
    for row in (*table()["meaning"], *table()["choice"], *table()["no_word"]):
        assert row["source"]
        cited |= set(row["source"])
    assert cited == sources


@pytest.mark.parametrize(
    ("at", "word", "meant"),
    [case for case in CASES if case[0].rpartition("/")[2] in (*SIDES, "category", "edition")],
)
def test_normalise_leaves_sides_categories_and_editions_with_the_same_hint(
    at: str, word: str, meant: str
) -> None:
    before = document(at, word)
    tree, issues = normalise(before)
    assert tree == before
    assert [(one.code, one.pointer) for one in issues] == [("word_not_normalised", place(at))]
    assert issues[0].hint == hint(at, word)
    assert proposed(issues[0].hint or "") == meant


@pytest.mark.parametrize(("at", "word", "meant"), CASES)
def test_normalise_writes_only_what_parse_proposes(at: str, word: str, meant: str) -> None:
    changed, left = changes(document(at, word))
    assert [change.new for change in changed] in ([], [meant])
    assert len(changed) + len(left) == 1
    for issue in left:
        assert issue.hint == hint(at, word)


@pytest.mark.parametrize(
    ("path", "name", "meant"),
    [
        ("/findings/0", "Category", "category"),
        ("/findings/0", "trackingUID", "tracking_uid"),
        ("/findings/0", "birads", "category"),
        ("/findings/0", "distributon", "distribution"),
        ("/findings/0/location", "side", "breast"),
        ("/exams/0", "side", "laterality"),
        ("/exams/0", "study_date", "date"),
        ("/patient", "age", "age_years"),
    ],
)
def test_the_name_of_a_member_is_proposed_by_the_same_rules(
    path: str, name: str, meant: str
) -> None:
    report = document("/id", "a")
    node: Any = report
    for part in path.split("/")[1:]:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[name] = "x"
    with pytest.raises(birads.InvalidReport) as caught:
        birads.parse(json.dumps(report))
    assert [issue.hint for issue in caught.value.issues] == [f"Did you mean {meant!r}?"]
