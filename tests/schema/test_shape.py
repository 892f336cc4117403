"""What the published schema is made of, and what it does without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import jsonschema
import pytest
import referencing.exceptions

from birads import lexicon, schema
from birads.lexicon.mammography import CalcMorphology
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS

if TYPE_CHECKING:
    import json
from collections.abc import Iterator

REPORT = schema.report_schema()


def subschemas(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema in ``node``; names of members are not taken for keywords."""
    if isinstance(node, list):
        for item in node:
            yield from subschemas(item)
    elif isinstance(node, dict):
        yield node
        for keyword, value in node.items():
            if keyword in ("properties", "$defs"):
                yield from subschemas(list(value.values()))
            elif keyword not in ("enum", "const", "default", "required"):
                yield from subschemas(value)


EVERY = list(subschemas(REPORT))


def test_it_is_a_schema_of_the_dialect_it_names() -> None:
    jsonschema.Draft202012Validator.check_schema(REPORT)

    assert REPORT["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert REPORT["$id"] == "urn:birads:schema:report:1"
    assert REPORT["title"]
    assert REPORT["description"]


@pytest.mark.parametrize("keyword", ["discriminator", "oneOf", "anyOf", "format", "$dynamicRef"])
def test_it_does_without(keyword: str) -> None:
    assert not [part for part in EVERY if keyword in part]


def test_titles_are_chosen_never_made_from_names() -> None:
    titled = [part["title"] for part in EVERY if "title" in part and "const" not in part]

    assert titled == [REPORT["title"]]


def test_each_word_carries_its_label_and_its_fact() -> None:
    for axis in lexicon.axes():
        part = REPORT["$defs"].get(axis.enum.__name__)
        for term in lexicon.terms(axis.id) if part else ():
            assert term.label in {says["title"] for says in part["$defs"].values()}
            assert term.fact in part["$defs"][term.word]["description"]
            assert part["$defs"][term.word]["const"] == term.word
    amorphous = REPORT["$defs"]["CalcMorphology"]["$defs"]["amorphous"]
    assert amorphous["title"] == "amorphous"
    assert "hazy" in amorphous["description"]


def test_what_is_known_at_third_hand_only_says_so() -> None:
    drafts = [term for term in lexicon.terms() if term.is_draft()]
    told = [part["const"] for part in EVERY if "Draft:" in part.get("description", "")]

    assert drafts
    assert set(told) <= {term.word for term in drafts}
    assert told


def test_no_default_is_null_or_empty() -> None:
    assert [part["default"] for part in EVERY if "default" in part] == ["1"]


def test_references_stay_inside_and_never_come_back() -> None:
    graph = {
        name: {part["$ref"] for part in subschemas(contents) if "$ref" in part}
        for name, contents in REPORT["$defs"].items()
    }
    assert all(ref.startswith("#/$defs/") for part in EVERY if (ref := part.get("$ref")))
    while graph:
        leaves = [name for name, refs in graph.items() if not refs]
        assert leaves, f"recursion among {sorted(graph)}"
        for leaf in leaves:
            del graph[leaf]
            for refs in graph.values():
                refs.discard(f"#/$defs/{leaf}")


def test_every_object_is_closed_or_bounds_its_names() -> None:
    for part in (REPORT, *REPORT["$defs"].values()):
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
    for part in EVERY:
        if part.get("type") == "object" and "properties" not in part:
            assert part["propertyNames"]["pattern"]


def test_every_number_and_text_is_bounded() -> None:
    bounded = 0
    for part in EVERY:
        kinds = {part["type"]} if isinstance(part.get("type"), str) else set(part.get("type", ()))
        if {"integer", "number"} & kinds:
            bounded += part["minimum"] <= part["maximum"]
        elif kinds == {"string"} and part != {"type": "string"}:  # that one is a condition
            bounded += "enum" in part or "const" in part or part["maxLength"] >= 1
        else:
            assert not {"minimum", "maxLength"} & part.keys()
    assert bounded > 100


def test_every_pattern_is_anchored_and_forbids_the_newline() -> None:
    patterned = [part for part in EVERY if "pattern" in part and part["pattern"] != "\\n"]

    assert len(patterned) > 3
    for part in patterned:
        assert part["pattern"].startswith("^")
        assert part["pattern"].endswith("$")
        assert part["not"] == {"pattern": "\\n"}


@pytest.mark.parametrize(
    ("member", "tag", "models"),
    [("findings", "kind", FINDING_MODELS), ("exams", "modality", EXAM_MODELS)],
)
def test_the_tag_is_an_enumeration_that_decides_the_members(
    member: str, tag: str, models: tuple[Any, ...]
) -> None:
    items = REPORT["properties"][member]["items"]
    words = [str(get_args(model.model_fields[tag].annotation)[0]) for model in models]

    assert items["properties"][tag]["enum"] == words
    assert items["required"] == [tag]
    assert [choice["if"]["properties"][tag]["const"] for choice in items["allOf"]] == words
    assert [choice["then"]["$ref"] for choice in items["allOf"]] == [
        f"#/$defs/{model.__name__}" for model in models
    ]


def test_words_are_closed_enumerations_in_the_order_of_the_lexicon() -> None:
    assert REPORT["$defs"]["CalcMorphology"]["enum"] == [word.value for word in CalcMorphology]


def test_one_wrong_word_is_one_error_at_its_place() -> None:
    document = {
        "edition": "2013",
        "findings": [{"kind": "mg.mass", "id": "a", "shape": "ovoid"}],
    }

    errors = list(schema.validator().iter_errors(document))

    assert [list(error.absolute_path) for error in errors] == [["findings", 0, "shape"]]
    assert not errors[0].context


def test_a_cause_too_many_is_one_error_at_its_place() -> None:
    correlate = {"enhancement": "none", "cause": "other"}
    document = {
        "edition": "2013",
        "findings": [{"kind": "mg.calcifications", "id": "a", "cem": correlate}],
    }

    errors = list(schema.validator().iter_errors(document))

    assert [list(error.absolute_path) for error in errors] == [["findings", 0, "cem", "cause"]]


def test_each_call_gives_a_fresh_copy() -> None:
    before = json.dumps(schema.topic_schema())
    first = schema.topic_schema()
    first["properties"].clear()
    first["$defs"]["VariantRow"]["properties"].clear()

    assert json.dumps(schema.topic_schema()) == before


def test_the_registry_answers_by_name() -> None:
    assert "report" in schema.names()
    for name in schema.names():
        jsonschema.Draft202012Validator.check_schema(schema.schema(name))
        assert schema.schema(name)["$id"].startswith(f"urn:birads:schema:{name}:")
    with pytest.raises(KeyError):
        schema.schema("reports")


def test_the_validator_needs_no_network() -> None:
    """Every reference resolves in a registry that can retrieve nothing."""
    validator = schema.validator()

    assert not validator.is_valid({"edition": "2013", "exams": [{"modality": "mri"}]})
    with pytest.raises(referencing.exceptions.Unresolvable):
        list(validator.evolve(schema={"$ref": "https://example.org/x"}).iter_errors({}))
