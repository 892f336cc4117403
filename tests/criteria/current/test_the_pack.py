"""The pack is one folder: without it nothing but its answers is gone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import birads
from birads.acr_criteria._procedures import procedures
from birads.acr_criteria.current import current_topics, pack
from birads.acr_criteria.facts import READERS

PACKAGE = Path(birads.__file__).parent
WITHOUT = """
import birads, pathlib, sys
assert str(pathlib.Path(birads.__file__)).startswith(sys.argv[1])
from birads.acr_criteria.compiled import bundled_names
print(bundled_names())
lump = [{"symptom": "palpable_mass", "breast": "left"}]
report = birads.parse({"edition": "2013", "presentation": lump})
print([note.code for note in birads.recommend(report).notes])
try:
    birads.recommend(report, topics="current")
except LookupError as error:
    print(error)
"""


def test_the_library_works_without_the_folder(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "birads", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(tmp_path / "birads/acr_criteria/data/current")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(tmp_path)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names, codes, refused = done.stdout.splitlines()
    assert names == "('breast-microcalcifications.2009',)"
    assert "current_topics_apply" not in codes
    assert "not part of this installation" in refused


def test_every_fact_of_the_pack_has_a_reader_but_the_two_that_no_report_states() -> None:
    asked = {fact.name for topic in current_topics().values() for fact in topic.table.facts}
    asked |= {*pack().gate_facts, *pack().question_facts}
    assert len(asked) > 40
    assert asked - READERS.keys() == {"stage", "years_since_implant_imaging"}


def test_every_procedure_has_a_name_and_a_kind() -> None:
    named = {name for topic in current_topics().values() for name in topic.file.procedures}
    assert len(named) == 44
    assert named <= procedures().keys()
    assert all(procedures()[n].invasive for n in named if "biopsy" in n or "fna" in n)
    ordered = {name for names in pack().file.ordered.values() for name in names}
    assert ordered <= named


def test_the_rules_name_what_is_there() -> None:
    file = pack().file
    keys = {*pack().keys}
    named = {row.topic for row in file.gate} | {row.topic for row in file.next}
    assert named | {row.topic for row in file.superseded} <= keys
    assert {row.by_name for row in file.superseded} <= keys
    with pytest.raises(LookupError):
        birads.acr_criteria.bundled("no-such-topic.1")
