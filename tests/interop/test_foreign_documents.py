"""The documents of other makers that lie beside the project: what each of them gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from birads import InvalidReport
from birads.interop.formats import formats
from birads.interop.imported import Imported
from tests.interop.containing import contains

pytest.importorskip("pydicom")

SITE = {"GDT^BIRADS^LOCAL": "overall"}
OUTCOMES = {
    "fhir_foreign.json": "report",
    "hl7_ampersand_lines.hl7": "report",
    "hl7_custom_delimiters_mllp.hl7": "draft",
    "hl7_line_feeds_latin1.hl7": "report",
    "hl7_text_and_category.hl7": "draft",
    "sr_basic_text.dcm": "report",
    "sr_legacy_enhanced.dcm": "report",
    "sr_mammography_cad.dcm": "refused",
    "sr_tid1500.dcm": "refused",
}
"""What becomes of each; the page of the formats has the same table."""


@pytest.fixture
def folder(shared: Path) -> Path:
    return shared / "interop" / "examples" / "foreign"


def read(file: Path, **options: Any) -> Imported:
    (form,) = [one for one in formats().values() if one.suffix == file.suffix]
    (found,) = form.load().read(file.read_bytes(), "2013", **options)
    return found


def test_every_document_is_in_the_table(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} == {*OUTCOMES, "expected.json"}


@pytest.mark.parametrize("name", OUTCOMES)
def test_each_document_gives_what_is_expected(name: str, folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_bytes())[name]
    if OUTCOMES[name] == "refused":
        with pytest.raises(InvalidReport) as caught:
            read(folder / name)
        assert all(said in str(caught.value) for said in expected["message_names"])
        return
    found = read(folder / name)
    assert ("report" if found.report is not None else "draft") == OUTCOMES[name]
    wanted = expected.get("draft", {})
    if len(wanted.get("narrative", "")) < 40 and "Sein" not in wanted.get("narrative", ""):
        assert found.draft.get("narrative") or "narrative" not in wanted  # told in words only
        wanted = {key: value for key, value in wanted.items() if key != "narrative"}
    assert contains(found.draft, wanted)
    assert {*expected.get("issues", ())} <= {issue.code for issue in found.issues}


@pytest.mark.parametrize("name", [name for name, what in OUTCOMES.items() if what == "draft"])
def test_a_category_without_a_side_is_read_where_the_site_says_it(name: str, folder: Path) -> None:
    without = read(folder / name)
    assert "assessments" not in without.draft
    assert "hl7_category_not_read" in {issue.code for issue in without.issues}
    (assessment,) = read(folder / name, site=SITE).draft["assessments"]
    assert assessment["breast"] == "overall"


def test_no_edition_is_ever_guessed(folder: Path) -> None:
    for name, what in OUTCOMES.items():
        if what != "refused":
            (form,) = [one for one in formats().values() if name.endswith(one.suffix)]
            (found,) = form.load().read((folder / name).read_bytes(), None)
            assert found.report is None
            assert "edition_not_stated" in {issue.code for issue in found.issues}
