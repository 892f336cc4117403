"""What is packed and said of the package: examples, licences, the bill of materials."""

from __future__ import annotations

import json
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from birads import parse
from birads.cli._app import app

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import make_sbom  # noqa: E402 - a script beside the package

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = {"cli", "schema", "testing", "audit", "parquet", "docs"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_every_example_can_be_printed_where_the_package_is_installed() -> None:
    names = run("example").stdout.split()
    assert names == sorted(path.stem for path in (ROOT / "examples").glob("*.json"))
    for name in names:
        assert run("example", name).stdout_bytes == (ROOT / f"examples/{name}.json").read_bytes()
        parse(run("example", name).stdout)
    assert run("example", "nope").exit_code == 2


def test_the_wheel_holds_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = pytest.importorskip("hatchling.build")
    monkeypatch.chdir(ROOT)
    name = build.build_wheel(str(tmp_path))
    packed = set(zipfile.ZipFile(tmp_path / name).namelist())
    for path in (ROOT / "examples").glob("*.json"):
        assert f"birads/examples/{path.name}" in packed
    assert "birads/py.typed" in packed


def test_the_text_of_the_package_stands_alone() -> None:
    text = (ROOT / PROJECT["project"]["readme"]).read_text("utf-8")
    assert re.findall(r"\]\((?!https?:)", text) == []
    for words in ("no diagnosis", "no images", "from\ndescriptors", "not endorsed", "drafts"):
        assert words in text


def test_no_page_installs_the_package_by_a_name_that_nobody_owns() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    command = re.compile(r"(?:pip|uv|uvx|pipx) (?:install|run)?[^`\n]*?['\" ]birads\b")
    assert {page.name for page in pages if command.search(page.read_text("utf-8"))} == set()
    assert "urls" not in PROJECT["project"]


def direct(extra: str | None) -> set[str]:
    project = PROJECT["project"]
    listed = project["dependencies"] if extra is None else project["optional-dependencies"][extra]
    return {re.split(r"[\[<>=]", need)[0] for need in listed}


def test_every_direct_dependency_is_on_the_page_with_its_licence() -> None:
    page = (ROOT / "docs/explanation/stability.md").read_text("utf-8")
    rows = set(re.findall(r"^\| ([\w-]+) \| (?:core|extra)", page, re.MULTILINE))
    assert rows == {name for extra in (None, *EXTRAS) for name in direct(extra)}


@pytest.mark.parametrize("extras", [(), ("cli",), ("audit", "schema")])
def test_the_bill_of_materials_names_what_is_needed(extras: tuple[str, ...]) -> None:
    bill = make_sbom.bill(extras)
    names = {component["name"] for component in bill["components"]}
    assert {"attrs", "pydantic", "pydantic-core"} <= names
    assert ("click" in names) is ("cli" in extras)
    refs = {component["bom-ref"] for component in bill["components"]}
    refs.add(bill["metadata"]["component"]["bom-ref"])
    assert {entry["ref"] for entry in bill["dependencies"]} == refs
    for entry in bill["dependencies"]:
        assert set(entry["dependsOn"]) <= refs
    assert all(c["licenses"][0]["license"]["name"] for c in bill["components"])
    assert json.loads(json.dumps(bill)) == bill
