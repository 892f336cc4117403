"""Profiles of the report schema for language models: their limits, and the way back."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings

from birads import schema
from birads.parsing._parse import parse
from birads.schema._llm_styles import NONE, NOT_STATED
from birads.testing import documents

STRICT = schema.report_schema()
WORDS = schema.report_llm_schema(not_stated="word")
VALIDATOR = jsonschema_rs.validator_for(WORDS)
PROVIDERS = [limits.provider for limits in schema.llm_limits()]
TAGS = {"findings": "kind", "exams": "modality"}
LEFT_OUT = ("extensions", "schema_version")


def written(value: Any, part: dict[str, Any]) -> Any:
    """Return what a model writes for ``value`` (None: not stated) in a profile of words."""
    if "$ref" in part:
        part = WORDS["$defs"][part["$ref"].rpartition("/")[2]]
    if "properties" in part:
        value = value or {}
        return {name: written(value.get(name), inner) for name, inner in part["properties"].items()}
    if part.get("type") == "array":
        return listed(value, part["items"])
    if value is None:
        return part["enum"][-1] if "enum" in part else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float) and part["type"] == "string" else value


def listed(value: Any, items: dict[str, Any]) -> Any:
    if value == []:
        part = WORDS["$defs"].get(items.get("$ref", "").rpartition("/")[2], {})
        return [NONE] if NONE in part.get("enum", ()) else []
    values = [] if value is None else value if isinstance(value, list) else [value]
    return [written(one, fitting(one, items)) for one in values]


def fitting(one: Any, items: dict[str, Any]) -> dict[str, Any]:
    for choice in items.get("anyOf", ()):
        members = WORDS["$defs"][choice["$ref"].rpartition("/")[2]]["properties"]
        for tag in TAGS.values():
            if tag in members and members[tag]["enum"] == [one.get(tag)]:
                found: dict[str, Any] = choice
                return found
    return items


def sayable(value: Any, part: dict[str, Any]) -> Any:
    """Return what of a document a profile of words can say, as it comes back."""
    if "$ref" in part:
        part = STRICT["$defs"][part["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        if "allOf" in part and "properties" in part and "then" in part["allOf"][0]:
            for choice in part["allOf"]:
                if value.get(next(iter(part["properties"]))) == _tag(choice):
                    return sayable(value, choice["then"])
        kept = {
            name: sayable(inner, part["properties"][name])
            for name, inner in value.items()
            if name not in LEFT_OUT
        }
        needed = part.get("required", ())
        return {
            name: inner
            for name, inner in kept.items()
            if inner not in (None, {}, "") or (inner == "" and name in needed)
        }
    if "else" in part and "items" in part["then"] and isinstance(value, str):
        return [value]
    if isinstance(value, list):
        items = part.get("then", part)["items"]
        axis = STRICT["$defs"].get(items.get("$ref", "").rpartition("/")[2], {})
        if not value:
            return [] if "enum" in axis else None
        return [sayable(one, items) for one in value]
    return value


def _tag(choice: dict[str, Any]) -> Any:
    inner = choice["if"].get("properties", {})
    first: dict[str, Any] = next(iter(inner.values()), {})
    return first.get("const")


@settings(max_examples=40, deadline=None)
@given(documents())
def test_what_fits_the_profile_of_words_comes_back_as_the_report(document: dict[str, Any]) -> None:
    stated = sayable(document, STRICT)
    answer = written(stated, WORDS)

    assert VALIDATOR.is_valid(answer)
    read = schema.from_llm(answer, not_stated="word")

    assert read == stated
    parse(read)


def test_unknown_is_not_no() -> None:
    kind = {"kind": "mg.mass", "evidence": [], "id": "a"}
    read = schema.from_llm(
        {"edition": "2013", "findings": [{**kind, "associated": [], "palpable": NOT_STATED}]},
        not_stated="word",
    )
    assert read["findings"] == [{"kind": "mg.mass", "id": "a"}]
    empty = {"breast": NOT_STATED, "size_mm": ""}
    read = schema.from_llm({"cancers": [empty], "authors": [""]}, not_stated="word")
    assert read == {"cancers": [{}]}  # there is one, and nothing is known of it
    read = schema.from_llm({"findings": [{**kind, "associated": [NONE]}]}, not_stated="word")
    assert read["findings"][0]["associated"] == []


def test_no_axis_has_a_word_twice() -> None:
    for part in WORDS["$defs"].values():
        words = part.get("enum", ())
        assert len(set(words)) == len(words)
    said = {"breast": "left", "category": "0", "reason": NOT_STATED}
    unsaid = {"breast": "left", "category": "2", "reason": "not_given"}
    read = schema.from_llm({"assessments": [said, unsaid]}, not_stated="word")
    assert read["assessments"] == [said, {"breast": "left", "category": "2"}]


def test_an_empty_list_is_told_to_say_nothing() -> None:
    lists = [
        member["description"]
        for part in (WORDS, *WORDS["$defs"].values())
        for name, member in part.get("properties", {}).items()
        if member.get("type") == "array" and name != "evidence"
    ]
    assert len(lists) > 50
    for says in lists:
        assert "empty list says nothing" in says.lower()
        assert says.lower().count("empty list") == 1


def test_nothing_is_guessed_when_words_are_read() -> None:
    kind = {"kind": "mg.mass", "evidence": [], "id": "a"}
    odd = {"longest_mm": "about 12", "palpable": "maybe", "associated": [NONE, "skin_retraction"]}
    read = schema.from_llm({"findings": [{**kind, **odd}]}, not_stated="word")["findings"][0]
    assert {name: read[name] for name in odd} == odd
    assert schema.from_llm({"findings": [{"kind": "x", "a": ""}], "b": 1}, not_stated="word") == {
        "findings": [{"kind": "x", "a": ""}],
        "b": 1,
    }


@cache
def profiles(provider: str) -> dict[str, dict[str, Any]]:
    given = schema.llm_profiles(provider)
    return {name: schema.report_llm_schema(**arguments) for name, arguments in given.items()}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_profile_keeps_to_the_published_limits(provider: str) -> None:
    (limits,) = [each for each in schema.llm_limits() if each.provider == provider]
    for name, profile in profiles(provider).items():
        jsonschema.Draft202012Validator.check_schema(profile)
        assert limits.exceeded(schema.llm_counts(profile)) == (), name


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_profiles_of_a_provider_hold_every_kind_and_modality(provider: str) -> None:
    tags: set[str] = set()
    for profile in profiles(provider).values():
        for part in profile["$defs"].values():
            for tag in TAGS.values():
                tags.update(part.get("properties", {}).get(tag, {}).get("enum", ()))
    known = (STRICT["properties"][s]["items"]["properties"][t]["enum"] for s, t in TAGS.items())
    assert tags == {word for words in known for word in words}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_choices_of_a_union_start_with_their_tag(provider: str) -> None:
    for profile in profiles(provider).values():
        for section, tag in TAGS.items():
            if section in profile["properties"]:
                items = profile["properties"][section]["items"]
                for choice in items.get("anyOf", [items]):
                    part = profile["$defs"][choice["$ref"].rpartition("/")[2]]
                    assert next(iter(part["properties"])) == tag
                    assert len(part["properties"][tag]["enum"]) == 1


def test_the_limits_can_be_exceeded() -> None:
    """The whole report does not fit any provider that publishes how much fits."""
    counts = schema.llm_counts(schema.report_llm_schema())
    over = {limits.provider: limits.exceeded(counts) for limits in schema.llm_limits()}
    assert over["azure-openai"] == ("properties",)
    assert over["anthropic"] == ("unions",)
    assert over["openai"] == ("enum_values",)  # with every reference written out
    assert over["gemini"] == ()


def test_counts_are_those_of_a_small_schema() -> None:
    part = {"type": "object", "properties": {"b": {"enum": ["x", "yz"]}}, "required": []}
    counts = schema.llm_counts(
        {
            "type": "object",
            "properties": {"a": {"anyOf": [{"$ref": "#/$defs/P"}, {"type": ["null", "string"]}]}},
            "required": ["a"],
            "$defs": {"P": part},
        }
    )
    assert counts == schema.LlmCounts(2, 2, 2, 6, 2, 1)


def test_every_limit_has_its_source() -> None:
    text = resources.files("birads.schema").joinpath("llm_limits.toml").read_text("utf-8")
    for row in tomllib.loads(text).values():
        assert row["source"].startswith("https://")
        assert row["read"]
        assert row["note"]


def test_what_is_kept_is_what_was_asked_for() -> None:
    profile = schema.report_llm_schema(modalities=["mri"], parts=["findings"])
    assert set(profile["properties"]) == {"edition", "findings"}
    assert "MgMass" not in profile["$defs"]
    assert "MriNme" in profile["$defs"]
    one = schema.report_llm_schema(kinds=["mg.mass"], parts=["findings"])
    assert one["properties"]["findings"]["items"] == {"$ref": "#/$defs/MgMass"}
    assert "tracking_uid" not in one["$defs"]["MgMass"]["properties"]
    assert "tracking_uid" in schema.report_llm_schema()["$defs"]["MgMass"]["properties"]


@pytest.mark.parametrize(
    "wrong",
    [{"modalities": ["ct"]}, {"parts": ["finding"]}, {"kinds": ["mg.mas"]}, {"not_stated": "x"},
     {"modalities": ["mri"], "kinds": ["mg.mass"]}],
)  # fmt: skip
def test_what_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"there is no|not_stated|no kind"):
        schema.report_llm_schema(**wrong)


def test_a_provider_without_known_limits_is_refused() -> None:
    with pytest.raises(LookupError, match="anthropic"):
        schema.llm_profiles("nobody")
    wrong: Any = "x"
    with pytest.raises(ValueError, match="not_stated"):
        schema.from_llm({}, not_stated=wrong)


TEXT = "An oval mass\n  with circumscribed margin. No calcifications."


def finding(*quotes: object) -> dict[str, Any]:
    return {"kind": "mg.mass", "evidence": [{"quote": quote} for quote in quotes]}


def test_quotes_are_looked_up_in_the_text() -> None:
    good = finding("oval mass with circumscribed", "An oval")
    assert schema.verify_evidence(TEXT, {"findings": [good]}) == ()
    found = schema.verify_evidence(
        TEXT, {"findings": [good, finding("spiculated mass"), finding(), finding("  "), 1]}
    )
    assert [(issue.code, issue.pointer) for issue in found] == [
        ("evidence_not_in_text", "/findings/1/evidence/0/quote"),
        ("evidence_missing", "/findings/2"),
        ("evidence_not_in_text", "/findings/3/evidence/0/quote"),
    ]
    assert schema.verify_evidence(TEXT, {"findings": None}) == ()
    assert json.dumps([issue.to_dict() for issue in found])
