"""Name what is public, so that adding, renaming or losing a name is seen and decided."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import birads

ROOT = Path(__file__).resolve().parents[1]
VERBS = {
    "check", "explain", "match", "normalise", "normalize", "parse", "read_text", "recommend",
    "recommend_json", "say",
}  # fmt: skip
VALUES = {
    "Category", "Edition", "Explanation", "Facts", "Issue", "Limits", "Match", "Reading", "Report",
    "Said",
    "Severity", "Workup",
}  # fmt: skip
ERRORS = {
    "BiradsError", "CannotSay", "InvalidReport", "InvalidTopic", "MissingExtra", "UnknownWord",
}  # fmt: skip
PARTS = {
    "acr_criteria", "archive", "audit", "checks", "interop", "lexicon", "pointer", "prose",
    "report", "schema", "service", "testing", "text",
}  # fmt: skip
FORMER = (
    "assessment", "canonical", "exam", "findings", "hints", "index", "location", "model",
    "normalising", "pathology", "patient", "reading", "word",
)  # fmt: skip
# Packages whose modules are named on the page as one: the words of a theme, the parts of a report.
THEMES = ("birads.lexicon.", "birads.report.")
# What an installation asks for by name: the command, and the plugin of pytest.
ASKED_BY_NAME = {"birads.cli", "birads.pytest_plugin"}


def test_the_public_names_are_these() -> None:
    """Extend the lists with a name that is added, and the changelog with it."""
    assert set(birads.__all__) >= VERBS | VALUES | ERRORS | {"lexicon", "__version__"}
    assert set(dir(birads)) >= set(birads.__all__) | PARTS
    assert birads.normalize is birads.normalise


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_part_is_loaded_as_an_attribute(name: str) -> None:
    code = f"import birads; part = birads.{name}; assert part.__name__ == 'birads.{name}'"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", sorted(PARTS - {"interop"}))  # whose names are its modules
def test_every_part_says_what_it_offers(name: str) -> None:
    part = importlib.import_module(f"birads.{name}")
    assert part.__all__
    for public in part.__all__:
        assert not public.startswith("_")
        assert getattr(part, public) is not None
    assert f"birads.{name}" in (ROOT / "docs/reference/api.md").read_text(encoding="utf-8")


def modules() -> set[str]:
    """Return every module of the library, by the name that it is imported by."""
    home = ROOT / "src"
    paths = (path.relative_to(home).with_suffix("") for path in (home / "birads").rglob("*.py"))
    return {".".join(path.parts).removesuffix(".__init__") for path in paths}


def test_a_module_is_private_by_name_or_stands_on_the_page() -> None:
    """What the page does not name starts with an underscore, and the page names nothing else."""
    page = (ROOT / "docs/reference/api.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(birads(?:\.[a-z_0-9]+)+)`", page)) & modules()
    named |= set(re.findall(r"^::: (birads\.\w+)$", page, re.MULTILINE)) & modules()
    named |= {f"birads.{name}" for name in FORMER} | ASKED_BY_NAME | {"birads"}
    public = {name for name in modules() if "._" not in name}
    assert {name for name in public - named if not name.startswith(THEMES)} == set()
    assert named <= public


def test_the_how_tos_import_public_modules_alone() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        for home in re.findall(r"^from (birads\S*) import", page.read_text("utf-8"), re.MULTILINE):
            assert "._" not in home, (page.name, home)


def test_reports_are_built_from_one_place() -> None:
    models = {
        "Assessment", "CemExam", "Finding", "Location", "MammographyExam", "MgCalcifications",
        "MgMass", "MriExam", "MriNme", "Pathology", "Patient", "Recommendation", "Report",
        "UltrasoundExam", "UsLymphNode", "UsMass", "View",
    }  # fmt: skip
    assert models <= set(birads.report.__all__)
    for name in FORMER:  # kept for one release
        old = importlib.import_module(f"birads.{name}")
        for public in getattr(old, "__all__", ()):
            assert getattr(old, public) is not None


def test_the_how_tos_import_by_one_route() -> None:
    """A name of the facade is imported from the facade, so that there is one way to learn."""
    for page in (ROOT / "docs").rglob("*.md"):
        for home, names in re.findall(
            r"^from (birads\.\S+) import (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE
        ):
            facade = {name.strip() for name in names.split(",")} & set(birads.__all__)
            assert not facade or home == "birads.report", (page.name, home, facade)


def test_loading_the_package_loads_no_model() -> None:
    code = (
        "import sys, birads; "
        "assert not {'pydantic', 'birads.report', 'birads.checks'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    code = (
        "import birads.report as r, sys; assert not r.Report.__pydantic_complete__; "
        "assert not {n for n in sys.modules if n.startswith('birads.report._typed')}; "
        "assert 'birads.lexicon._load' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
