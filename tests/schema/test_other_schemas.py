"""The schemas of results, topics and the exported lexicon describe what is really written."""

from __future__ import annotations

import copy
import json
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from birads import lexicon, schema
from birads.acr_criteria._recommend import recommend
from birads.testing import reports

if TYPE_CHECKING:
    from birads.report.report import Report


def topic() -> dict[str, Any]:
    folder = resources.files("birads.acr_criteria") / "data" / "topics"
    data = (folder / "breast-microcalcifications" / "2009" / "topic.toml").read_text("utf-8")
    out: dict[str, Any] = json.loads(json.dumps(tomllib.loads(data), default=str))
    return out


@settings(max_examples=40, deadline=None)
@given(reports())
def test_every_workup_fits_its_schema(report: Report) -> None:
    schema.validator("workup").validate(json.loads(recommend(report).to_json()))


@settings(max_examples=1, deadline=None)
@given(reports(pattern=True))
def test_a_workup_with_a_member_too_many_or_too_few_does_not_fit(report: Report) -> None:
    workup = json.loads(recommend(report).to_json())
    less = {name: value for name, value in workup.items() if name != "version"}

    assert not schema.validator("workup").is_valid({**workup, "extra": 1})
    assert not schema.validator("workup").is_valid(less)


def test_the_topic_fits_its_schema() -> None:
    schema.validator("topic").validate(topic())


def test_a_topic_with_an_unknown_radiation_level_does_not_fit() -> None:
    broken = copy.deepcopy(topic())
    broken["procedures"][next(iter(broken["procedures"]))] = {"rrl": "12"}

    assert not schema.validator("topic").is_valid(broken)


def test_the_exported_lexicon_fits_its_schema() -> None:
    exported = json.loads(lexicon.export("json"))

    schema.validator("lexicon").validate(exported)
    exported["terms"][0]["confidence"] = ["rumour"]
    assert not schema.validator("lexicon").is_valid(exported)


def test_every_schema_has_its_function() -> None:
    functions = {
        name: getattr(schema, f"{name.replace('-', '_')}_schema") for name in schema.names()
    }

    for name, function in functions.items():
        assert function() == schema.schema(name)
