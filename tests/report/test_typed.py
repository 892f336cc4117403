"""Hold what type checkers see to the models, in a project of somebody else's with our wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import render_members

from birads import report as facade
from birads.report._part import Part
from birads.schema._describe import field_descriptions

Checker = Callable[[Path, str], str]
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "form_backend.py"
TYPOS = """
from birads.report import Location, MammographyExam, MgMass, Report, UsMass

report = Report(edition="2013")
{}
"""
# Each line is right at run time or not; to a type checker each has a typo.
WRONG = (
    'MgMass(id="m", margin=["spiculatd"])',
    'MgMass(id="m", shape="ovl")',
    'MgMass(margin=["spiculated"])',
    'MgMass(id="m", lngest_mm=3)',
    'MgMass(id="m", longest_mm="3")',
    'MgMass(id="m", location={"breast": "lft"})',
    'MgMass(id="m", location={"brest": "left"})',
    'UsMass(id="m", margin="obscured")',
    "Report()",
    'Report(edition="2014")',
    'Report(edition="2013", findings=MgMass(id="m"))',
    'Report(edition="2013", findings=[{"kind": "mg.mss", "id": "m"}])',
    'MammographyExam(id="m", modality="mri")',
    'MammographyExam(id="m", purpose="diagnostics")',
    'Location(clock="3")',
    'report.with_finding("m", category="4a")',
    'report.with_finding("m", catgory="4A")',
    'report.replace(editon="2025")',
    'MgMass(id="m").replace(category="4a")',
    "report.without_finding(1)",
    "report.findings[0].morphology",
)
RIGHT = """
from typing import Any

from birads.report import Finding, Location, MgCalcifications, MgMass, Report, UsMass

members: dict[str, Any] = {"breast": "left"}
report = Report(edition="2013", findings=[MgMass(id="m", location=Location(**members))])
masses: list[MgMass] = [MgMass(id="m")]
report = report.replace(findings=masses, id=None).with_finding("m", category="4A", margin=None)
report = report.with_finding(UsMass(id="u"), longest_mm=3).without_finding("m")
report = report.patched([{"op": "remove", "path": "/findings/0"}])
first: Finding = report.findings[0].replace(change="new")


def shape_of(finding: Finding) -> str | None:
    match finding:
        case MgMass() | UsMass():
            return finding.shape
        case MgCalcifications(morphology=words):
            return words[0] if words else None
        case _:
            return None


def mass_of(finding: Finding) -> MgMass | None:
    return finding if finding.kind == "mg.mass" else None
"""


def test_the_members_are_those_of_the_models() -> None:
    assert render_members.drifted(render_members.FOLDER) == [], "run tools/render_members.py"


def test_every_member_says_what_it_states() -> None:
    count = 0
    for model in render_members.models():
        says = field_descriptions(model)
        for name in model.model_fields:
            assert says[name].endswith("."), (model, name)
            assert says[name][0].isupper(), (model, name)
            count += 1
    assert count > 400


def test_every_part_is_in_one_place_to_import_from() -> None:
    for name in dir(facade):
        value = getattr(facade, name)
        if isinstance(value, type) and issubclass(value, Part):
            assert name in facade.__all__


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an environment that holds our wheel and sees what it needs."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("project")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    venv.create(folder / "env", with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder / "env")}, scheme="venv"))
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    shutil.copy(EXAMPLE, folder)
    (folder / "right.py").write_text(RIGHT, encoding="utf-8")
    (folder / "wrong.py").write_text(TYPOS.format("\n".join(WRONG)), encoding="utf-8")
    return folder


def python_of(project: Path) -> str:
    folders = [project / "env" / name for name in ("bin", "Scripts")]
    return str(next(path for folder in folders for path in sorted(folder.glob("python*"))))


def mypy(project: Path, name: str) -> str:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file="]
    command += ["--python-executable", python_of(project), "--cache-dir", "cache", name]
    environment = {**os.environ, "PYTHONPATH": "", "MYPYPATH": ""}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def pyright(project: Path, name: str) -> str:
    """Return what pyright says; it needs node, so it is asked only where it is."""
    folder = os.environ.get("BIRADS_PYRIGHT", str(ROOT / "build" / "pyright"))
    there = Path(folder) / "node_modules" / ".bin" / "pyright"
    found = str(there) if there.exists() else shutil.which("pyright")
    if found is None:
        pytest.skip("pyright is not installed: npm install --prefix build/pyright pyright")
    (project / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    command = [found, "--pythonpath", python_of(project), name]
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def lines_told(answer: str) -> set[int]:
    """Return the numbers of the lines of ``wrong.py`` in which an error stands."""
    rows = [row for row in answer.splitlines() if "wrong.py:" in row and "error" in row]
    return {int(row.partition("wrong.py:")[2].partition(":")[0]) for row in rows}


@pytest.mark.parametrize("checker", [mypy, pyright])
@pytest.mark.parametrize("name", ["form_backend.py", "right.py"])
def test_what_is_right_is_right(checker: Checker, name: str, project: Path) -> None:
    answer = checker(project, name)
    assert "error:" not in answer
    assert "no issues found" in answer or "0 errors, 0 warnings" in answer


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_every_typo_is_an_error_before_it_runs(checker: Checker, project: Path) -> None:
    first = TYPOS.split("\n").index("{}") + 1
    told = lines_told(checker(project, "wrong.py"))
    missed = [line for number, line in enumerate(WRONG, first) if number not in told]
    assert missed == []


def test_the_example_is_short_and_imports_once() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
    assert sum("import" in line.split() for line in lines) == 1


def test_the_example_runs() -> None:
    done = subprocess.run([sys.executable, EXAMPLE], capture_output=True, text=True, check=True)
    assert '"kind":"us.lymph_node"' in done.stdout
