"""The page of the report has every member, and says which checks read it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from birads import report
from birads.checks import CHECKS
from birads.report._part import Part

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import members_read  # noqa: E402 - a script beside the package
import render_llm  # noqa: E402
import render_report  # noqa: E402

PAGE = (ROOT / "docs" / "reference" / "report.md").read_text("utf-8")
NAMES = [
    name
    for name in report.__all__
    if isinstance(getattr(report, name), type)
    and issubclass(getattr(report, name), Part)
    and re.search(rf"^#+ {name}$", PAGE, re.MULTILINE)
]


def test_the_pages_are_what_the_models_say() -> None:
    assert render_report.rendered() == PAGE
    assert render_llm.rendered().rstrip() + "\n" == render_llm.PAGE.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_member_has_a_row_with_its_meaning(name: str) -> None:
    section = re.split(rf"^#+ {name}$", PAGE, flags=re.MULTILINE)[1].split("\n#")[0]
    rows = dict(re.findall(r"^\| `(\w+)`[^|]*\| [^|]*\| ([^|]*) \|", section, re.MULTILINE))
    assert rows.keys() == getattr(report, name).model_fields.keys()
    assert all(meaning.strip() for meaning in rows.values())


def test_every_kind_and_part_is_there() -> None:
    assert len(NAMES) > 40
    assert {"Report", "MgMass", "MriExam", "Location", "Receptors", "Kinetics"} <= set(NAMES)


def test_the_checks_that_read_a_member_are_found() -> None:
    read = members_read.readers()
    assert "size_small_for_mass" in read["longest_mm"]
    assert "concordance_undetermined" in read["concordance"]
    assert "narrative" not in read
    assert {code for codes in read.values() for code in codes} <= set(CHECKS)
