"""Let react-jsonschema-form show the schema for generators, and a person fill the form.

``BIRADS_FORM`` names a folder in which npm installed @rjsf/core, its validator, react and esbuild;
``BIRADS_PAGE`` one with playwright-core.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest

import birads
from birads import lexicon, schema
from birads.report.findings import FINDING_MODELS

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("fill_form.mjs")
TYPED = schema.report_typed_schema()
NODE, CHROMIUM = shutil.which("node"), shutil.which("chromium")


def bundled(modules: Path, folder: Path) -> None:
    """Write the form of the examples and all that it needs into one file."""
    subprocess.run(
        [
            modules / ".bin" / "esbuild", ROOT / "examples" / "form.mjs", "--bundle", "--minify",
            '--define:process.env.NODE_ENV="production"', "--global-name=form",
            f"--outfile={folder / 'form.js'}", "--log-level=warning",
        ],
        check=True, timeout=120, env={**os.environ, "NODE_PATH": str(modules)},
    )  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    form, page = os.environ.get("BIRADS_FORM"), os.environ.get("BIRADS_PAGE")
    if not form or not page or NODE is None or CHROMIUM is None:
        pytest.skip("no node, Chromium, BIRADS_PAGE (playwright-core) or BIRADS_FORM (@rjsf/core)")
    folder = tmp_path_factory.mktemp("form")
    bundled(Path(form) / "node_modules", folder)
    folder.joinpath("schema.json").write_text(json.dumps(TYPED), encoding="utf-8")
    subprocess.run([NODE, SCRIPT, CHROMIUM, folder], check=True, timeout=400)
    return json.loads(folder.joinpath("seen.json").read_text(encoding="utf-8"))


def names(told: list[str]) -> set[str]:
    """Return the names of members, without the mark of those that have to be there."""
    return {name.removesuffix("*") for name in told}


def test_nothing_goes_wrong_in_the_page(seen: Any) -> None:
    assert seen["told"] == []


def test_a_form_states_nothing_that_nobody_chose(seen: Any) -> None:
    stated = {name: value for name, value in seen["untouched"].items() if value != {}}
    assert stated == {"edition": "2013", "schema_version": "1"}
    for told in seen["kinds"].values():
        stated = {name: value for name, value in told["made"].items() if value != {}}
        assert stated.keys() <= {"kind"}


def test_every_kind_of_finding_can_be_chosen_and_shows_its_members(seen: Any) -> None:
    kinds = {TYPED["$defs"][model.__name__]["title"]: model for model in FINDING_MODELS}
    assert seen["kinds"].keys() == kinds.keys()
    for title, model in kinds.items():
        told = seen["kinds"][title]
        assert told["made"]["kind"] == get_args(model.model_fields["kind"].annotation)[0]
        members = TYPED["$defs"][model.__name__]["properties"]
        titles = {member["title"] for name, member in members.items() if name != "extensions"}
        assert titles <= names(told["names"])
        assert not any("_" in name for name in names(told["names"]))


def test_words_are_shown_by_their_labels(seen: Any) -> None:
    lists = seen["kinds"]["Calcifications (mammography)"]["lists"]
    morphology, distribution = (
        lists[f"root_findings_0_{name}"] for name in ("morphology", "distribution")
    )
    assert morphology["several"]
    assert not distribution["several"]
    for told, axis in (
        (morphology, "mg.calcifications.morphology"),
        (distribution, "mg.calcifications.distribution"),
    ):
        assert {term.label for term in lexicon.terms(axis)} <= set(told["words"])
    margin = seen["kinds"]["Mass (mammography)"]["lists"]["root_findings_0_margin__oneof_select"]
    assert margin["words"] == ["several words", "one word"]


def test_a_filled_form_is_a_report(seen: Any) -> None:
    assert "wrong" not in seen
    report = birads.parse(seen["made"])
    (exam,), (finding,) = report.exams, report.findings
    assert (exam.id, exam.modality, exam.purpose) == ("mg", "mammography", "diagnostic")
    assert isinstance(finding, birads.report.MgMass)
    assert (finding.id, finding.exam, finding.category, finding.shape) == (
        "m1", "mg", "4B", "irregular",
    )  # fmt: skip
    assert finding.margin == ("indistinct", "spiculated")
    assert finding.location is not None
    assert finding.location.to_dict() == {"breast": "left"}
