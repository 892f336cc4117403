"""The looser profile for structured output, and the way back to ``parse``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
from hypothesis import given, settings

from birads import schema
from birads.parsing._parse import parse
from birads.report.findings import FINDING_MODELS
from birads.testing import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

PROFILE = schema.report_llm_schema()
VALIDATOR = jsonschema.Draft202012Validator(PROFILE)
ALLOWED = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "anyOf",
}  # fmt: skip


def parts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from parts(item)
    elif isinstance(node, dict):
        yield node
        for keyword, value in node.items():
            if keyword in ("properties", "$defs"):
                yield from parts(list(value.values()))
            elif keyword not in ("enum", "required"):
                yield from parts(value)


def filled(node: dict[str, Any], value: Any) -> Any:
    """Return ``value`` with every member that ``node`` asks for, as a model would write it."""
    if "$ref" in node:
        return filled(PROFILE["$defs"][node["$ref"].rpartition("/")[2]], value)
    if isinstance(value, list):
        choices = [node, *node.get("anyOf", ())]
        items = next(choice["items"] for choice in choices if "items" in choice)
        return [filled(items, item) for item in value]
    if not isinstance(value, dict):
        return value
    if "anyOf" in node:
        kind = value.get("kind", value.get("modality"))
        choices = [choice for choice in node["anyOf"] if "$ref" in choice]
        fitting = [choice for choice in choices if f'"{kind}"' in json.dumps(_tags(choice))]
        return filled((fitting or choices)[0], value)
    empty = {"evidence": [{"quote": "mass"}]}
    return {
        name: filled(member, value[name]) if name in value else empty.get(name)
        for name, member in node["properties"].items()
    }


def _tags(choice: dict[str, Any]) -> Any:
    members = PROFILE["$defs"][choice["$ref"].rpartition("/")[2]]["properties"]
    return [members.get("kind"), members.get("modality")]


def without_extensions(node: Any) -> Any:
    if isinstance(node, dict):
        left_out = ("extensions", "schema_version")
        return {k: without_extensions(v) for k, v in node.items() if k not in left_out}
    return [without_extensions(item) for item in node] if isinstance(node, list) else node


def test_it_uses_only_what_is_commonly_accepted() -> None:
    jsonschema.Draft202012Validator.check_schema(PROFILE)
    for part in parts(PROFILE):
        assert part.keys() <= ALLOWED


def test_every_object_is_closed_and_needs_every_member() -> None:
    for part in parts(PROFILE):
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])


def test_every_finding_starts_with_its_kind_and_its_evidence() -> None:
    findings = [part for name, part in PROFILE["$defs"].items() if "kind" in _members(part)]

    assert len(findings) == len(FINDING_MODELS)
    for finding in findings:
        assert list(finding["properties"])[:2] == ["kind", "evidence"]


def _members(part: dict[str, Any]) -> dict[str, Any]:
    members: dict[str, Any] = part.get("properties", {})
    return members


def test_each_call_gives_a_fresh_copy() -> None:
    schema.report_llm_schema()["$defs"]["Side"]["enum"].clear()
    schema.report_llm_schema()["$defs"]["MgMass"]["properties"]["evidence"].clear()

    assert schema.report_llm_schema() == PROFILE
    assert schema.report_schema()["$defs"]["Side"]["enum"]


@settings(max_examples=30, deadline=None)
@given(documents())
def test_what_fits_the_profile_comes_back_as_the_report(document: dict[str, Any]) -> None:
    stated = without_extensions(document)
    written = filled(PROFILE, stated)

    VALIDATOR.validate(written)

    assert schema.from_llm(written) == stated
    parse(schema.from_llm(written))


def test_reading_leaves_what_was_written_alone() -> None:
    written = {"edition": "2013", "id": None, "findings": [{"id": "a", "evidence": []}, 1]}

    assert schema.from_llm(written) == {"edition": "2013", "findings": [{"id": "a"}, 1]}
    assert written["findings"] == [{"id": "a", "evidence": []}, 1]
    assert schema.from_llm({"findings": {"evidence": 1}}) == {"findings": {"evidence": 1}}
