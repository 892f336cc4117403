"""The forms in the renderer of the National Library of Medicine (LForms), filled by hand.

``BIRADS_PAGE`` names a folder in which npm installed playwright-core and unpacked ``lforms``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from birads.interop.fhir._parts import KINDS
from birads.interop.fhir.questionnaire import questionnaire, read_response
from birads.lexicon import Edition
from tests.interop.forms import answers, without_empty
from tests.interop.full_reports import full_reports

SCRIPT = Path(__file__).with_name("forms.mjs")
FILLED = ("mg.calcifications", "mg.mass", "us.mass", "us.lymph_node", "mri.nme")


def findings() -> Iterator[tuple[str, Edition, dict[str, Any]]]:
    """Yield a finding of each kind with nearly every member, in one edition after the other."""
    stated = {one["kind"]: one for one in next(iter(full_reports()))["findings"]}
    for number, kind in enumerate(FILLED):
        edition = [*Edition][number % len(Edition)]
        form = questionnaire(kind, edition)
        yield kind, edition, _typed(form["item"], stated[kind])


def _typed(items: list[dict[str, Any]], values: dict[str, Any]) -> dict[str, Any]:
    """Return what of a finding the form of an edition has words for, and a keyboard keys."""
    offered = {item["linkId"].rpartition(".")[2]: item for item in items}
    out: dict[str, Any] = {}
    for name, value in values.items():
        item = offered.get(name)
        if item is None:
            continue
        several = value if isinstance(value, list) else [value]
        kept = [one for one in (_value(item, one) for one in several) if one not in (None, {}, "")]
        if kept:
            out[name] = kept if isinstance(value, list) else kept[0]
    return out


def _value(item: dict[str, Any], value: Any) -> Any:
    if item["type"] == "group":
        return _typed(item["item"], value)
    if item["type"] == "choice":
        words = [one["valueCoding"]["code"].rpartition(".")[2] for one in item["answerOption"]]
        return value if value in words else words[0]
    if isinstance(value, str):
        return None if item["type"] == "integer" else "plain text"
    return value


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home, node = os.environ.get("BIRADS_PAGE"), shutil.which("node")
    chromium = shutil.which("chromium")
    if not home or node is None or chromium is None or not Path(home, "lforms", "dist").is_dir():
        pytest.skip("no node, no Chromium, or no playwright-core and lforms in BIRADS_PAGE")
    folder = tmp_path_factory.mktemp("forms")
    jobs = []
    for kind, edition, finding in findings():
        form = questionnaire(kind, edition)
        jobs.append({"form": form, "response": answers(form, finding)})
    folder.joinpath("jobs.json").write_text(json.dumps(jobs), "utf-8")
    subprocess.run([node, str(SCRIPT), chromium, str(folder)], check=True, timeout=300)
    return json.loads(folder.joinpath("filled.json").read_text("utf-8"))


@pytest.mark.parametrize("number", range(len(FILLED)), ids=FILLED)
def test_what_is_typed_into_the_form_comes_back_as_the_finding(seen: Any, number: int) -> None:
    kind, edition, finding = [*findings()][number]
    read = read_response(seen["filled"][number])
    assert (read.issues, read.edition) == ((), edition)
    assert read.finding is not None
    assert without_empty(read.finding.to_dict()) == without_empty({**finding, "kind": kind})


@pytest.mark.parametrize("number", range(len(FILLED)), ids=FILLED)
def test_the_renderer_shows_every_item(seen: Any, number: int) -> None:
    kind, edition, _ = [*findings()][number]
    shown = {name.partition("/")[0] for name in seen["shown"][number]}

    def links(items: list[dict[str, Any]]) -> Iterator[str]:
        for item in items:
            if item["type"] == "group":
                yield from links(item["item"])
            else:
                yield item["linkId"]

    assert {*links(questionnaire(kind, edition)["item"])} <= shown


def test_the_renderer_complains_of_nothing_and_asks_nobody(seen: Any) -> None:
    assert seen["errors"] == []
    assert [url for url in seen["asked"] if not url.startswith(("file:", "blob:", "data:"))] == []


def test_the_kinds_that_are_filled_have_items_of_every_type() -> None:
    def types(items: list[dict[str, Any]]) -> Iterator[tuple[str, bool]]:
        for item in items:
            yield item["type"], bool(item.get("repeats"))
            yield from types(item.get("item", []))

    def of(kinds: Any) -> set[tuple[str, bool]]:
        return {each for kind in kinds for each in types(questionnaire(kind, "2025")["item"])}

    assert of(FILLED) == of(KINDS)
