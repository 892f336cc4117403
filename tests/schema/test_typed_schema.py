"""The schema for generators: what it is made of, and that it accepts what the report's does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

import differential
import jsonschema
import pytest

import birads
from birads import lexicon, schema
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS

if TYPE_CHECKING:
    from pathlib import Path

TYPED = schema.report_typed_schema()
STRICT = schema.report_schema()
UNIONS = [("findings", "kind", FINDING_MODELS), ("exams", "modality", EXAM_MODELS)]
FEW, MANY = 700, 8_000


@pytest.mark.parametrize(("section", "tag", "models"), UNIONS)
def test_a_union_is_one_of_with_its_tag_first_and_required(
    section: str, tag: str, models: tuple[Any, ...]
) -> None:
    choices = TYPED["properties"][section]["items"]["oneOf"]

    assert [choice["$ref"] for choice in choices] == [f"#/$defs/{m.__name__}" for m in models]
    for model in models:
        part = TYPED["$defs"][model.__name__]
        assert next(iter(part["properties"])) == tag
        assert part["required"][0] == tag
        assert part["properties"][tag]["const"] == get_args(model.model_fields[tag].annotation)[0]
        assert part["title"]


def test_every_member_has_a_title_and_none_is_lost() -> None:
    pairs = [(STRICT, TYPED)]
    pairs += [(part, TYPED["$defs"][name]) for name, part in STRICT["$defs"].items()
              if name not in ("AnyFinding", "AnyExam")]  # fmt: skip
    for strict, typed in pairs:
        members = typed.get("properties", {})
        assert members.keys() == strict.get("properties", {}).keys()
        for name, member in members.items():
            assert member["title"], name
            assert "_" not in member["title"]
            assert member.get("description") == strict["properties"][name].get("description")


def test_words_carry_their_labels_where_a_form_looks() -> None:
    for axis in lexicon.axes():
        part = TYPED["$defs"].get(axis.enum.__name__)
        if part:
            assert [choice["const"] for choice in part["oneOf"]] == [w.value for w in axis.enum]
            titles = {choice["title"] for choice in part["oneOf"]}
            assert {term.label for term in lexicon.terms(axis.id)} <= titles
    labels = {choice["const"]: choice["title"] for choice in TYPED["$defs"]["Category"]["oneOf"]}
    assert labels["4A"] == "4A - low suspicion"
    for part in TYPED["$defs"].values():
        assert all(choice["title"] for choice in part.get("oneOf", ()))


def test_lists_of_words_without_repetition_are_told_to_forms_as_such() -> None:
    associated = TYPED["$defs"]["MgMass"]["properties"]["associated"]
    assert associated["if"] == associated["then"] == {"uniqueItems": True}
    assert "if" not in TYPED["properties"]["authors"]


def test_whole_days_and_times_have_a_format_and_parts_of_dates_have_none() -> None:
    members = {
        (name, member): value.get("format")
        for name, part in TYPED["$defs"].items()
        for member, value in part.get("properties", {}).items()
        if "pattern" in value
    }
    assert members["MammographyExam", "date"] == "date"
    assert members["HistoryItem", "date"] is None
    assert TYPED["properties"]["issued"]["format"] == "date-time"
    assert TYPED["properties"]["language"].get("format") is None


def test_titles_can_be_left_out() -> None:
    plain = json.dumps(schema.report_typed_schema(titles=False))
    assert '"title"' not in plain
    assert json.loads(plain)["$defs"].keys() == TYPED["$defs"].keys()


def test_each_call_gives_a_fresh_schema() -> None:
    schema.report_typed_schema()["$defs"]["MgMass"]["properties"].clear()
    assert schema.report_typed_schema() == TYPED
    jsonschema.Draft202012Validator.check_schema(TYPED)


@pytest.fixture(scope="module")
def texts(valid_documents: list[object]) -> list[str]:
    return list(differential.texts(valid_documents, MANY, 11))


@pytest.fixture(scope="module")
def codes(texts: list[str]) -> list[frozenset[str]]:
    return [differential.parse_codes(text) for text in texts]


@pytest.mark.parametrize(("name", "most"), [("jsonschema", FEW), ("jsonschema-rs", MANY)])
def test_it_accepts_what_parse_accepts(
    name: str, most: int, texts: list[str], codes: list[frozenset[str]]
) -> None:
    judge = differential.judges(None, "report-typed")[name]
    tally = differential.compare(texts[:most], codes[:most], judge)

    assert tally.documents / 10 < tally.accepted < tally.documents * 0.9
    assert tally.disagreements == ()


def test_ecmascript_accepts_what_parse_accepts(
    ajv_folder: Path, texts: list[str], codes: list[frozenset[str]]
) -> None:
    try:
        judge = differential.ajv_judge(ajv_folder, "report-typed")
    except FileNotFoundError as error:
        pytest.skip(f"no {error}; npm install --no-package-lock --prefix build/ajv ajv@8")

    assert differential.compare(texts, codes, judge).disagreements == ()


def test_a_word_that_stands_twice_is_refused_by_no_schema() -> None:
    finding = {"kind": "mg.calcifications", "id": "a", "morphology": ["amorphous", "amorphous"]}
    twice = {"edition": "2013", "findings": [finding]}

    assert birads.parse(twice).to_dict() == {**twice, "schema_version": "1"}
    assert all(schema.validator(name).is_valid(twice) for name in ("report", "report-typed"))


def test_an_infinity_is_told_as_one() -> None:
    located = {"kind": "mg.mass", "id": "a", "location": {"clock": float("inf")}}
    (issue,) = schema.issues({"edition": "2013", "findings": [located]})
    assert issue.code == "not_finite"


def test_the_types_for_typescript_name_every_model_and_member() -> None:
    from typescript import types

    text = types(TYPED)
    for name, part in TYPED["$defs"].items():
        if "properties" in part:
            (body,) = re.findall(
                rf"^export interface {name} \{{\n(.*?)^\}}", text, re.MULTILINE | re.DOTALL
            )
            members = re.findall(r"^  (\w+)\??:", body, re.MULTILINE)
            assert members == list(part["properties"])
        else:
            assert f"export type {name} =" in text
