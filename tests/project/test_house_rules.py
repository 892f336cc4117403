"""Hold the project to its own rules: what is documented, named, imported and shipped."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import birads

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CODE = [
    path
    for folder in ("src", "tests", "tools", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
GENERATED = {"__pycache__", "build", "dist", "site", "node_modules", "htmlcov"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def files() -> list[Path]:
    """Return the files of the project, whether or not it lies in a repository."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        done = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        found = [ROOT / name for name in done.stdout.decode().split("\0") if name]
        if done.returncode == 0 and found:
            return [path for path in found if path.is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(
            part in GENERATED or (part.startswith(".") and part not in {".ci", ".github"})
            for part in path.relative_to(ROOT).parts[:-1]
        )
    ]


def texts() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("path", CODE, ids=named)
def test_every_module_says_what_it_does(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree)


def test_every_name_of_the_facade_is_in_the_reference() -> None:
    page = read("docs/reference/api.md")
    documented = set(re.findall(r"^::: birads\.(\w+)$", page, re.MULTILINE))
    assert set(birads.__all__) - {"__version__"} <= documented


@pytest.mark.parametrize("model", ["Workup", "PatternResult", "Step", "Note", "ConditionState"])
def test_every_member_of_the_workup_is_in_the_reference(model: str) -> None:
    from birads.acr_criteria import _workup as workup

    page = read("docs/reference/workup.md")
    for member in getattr(workup, model).model_fields:
        assert f"`{member}`" in page, member


def imported(path: Path) -> set[str]:
    """Return the modules of this package that a module imports, at its top or within."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize(
    ("part", "strangers"),
    [
        ("lexicon", ("report", "findings", "exam", "checks", "acr_criteria")),
        ("findings", ("report", "checks", "acr_criteria")),
        ("checks", ("acr_criteria",)),
        ("acr_criteria", ("checks",)),
        ("", ("cli", "interop", "archive", "audit", "service", "testing")),
    ],
)
def test_imports_point_one_way(part: str, strangers: tuple[str, ...]) -> None:
    outer = {
        "cli", "interop", "archive", "audit", "testing", "coverage", "service", "pytest_plugin.py",
        "__main__.py",
    }  # fmt: skip
    package = ROOT / "src" / "birads"
    for path in SOURCES:
        first = path.relative_to(package).parts[0]
        # The facade names its parts for type checkers; a test of its own holds it lazy.
        if (part and first != part) or first in {*outer, "__init__.py"}:
            continue
        for name in imported(path):
            for stranger in strangers:
                wanted = f"birads.{stranger}"
                assert name != wanted, f"{named(path)} imports {name}"
                assert not name.startswith(f"{wanted}."), f"{named(path)} imports {name}"


def test_nothing_reaches_for_a_network() -> None:
    doors = {"socket", "ssl", "urllib.request", "http.client", "requests", "httpx", "ftplib"}
    # It sets an option of connections that others opened, and opens none.
    allowed = {"src/birads/service/_connection.py": {"socket"}}
    for path in SOURCES:
        assert imported(path) & doors == allowed.get(named(path), set()), named(path)


def test_the_core_needs_pydantic_and_attrs() -> None:
    needs = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    assert sorted(re.split(r"[<>=]", need)[0] for need in needs) == ["attrs", "pydantic"]


def test_constraints_are_plain_pins() -> None:
    for line in read("constraints.txt").splitlines():
        assert re.fullmatch(r"#.*|[A-Za-z0-9_.-]+==[0-9A-Za-z.!+]+", line), line


def test_no_file_names_a_place_of_a_machine_or_a_registry() -> None:
    hosts = (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
    places = "|".join(("/ho" + "me/", "/ro" + "ot/", "/wo" + "rk/", "/tm" + "p/", "/Us" + "ers/"))
    forbidden = re.compile(
        "|".join(
            (
                *(re.escape(".".join(host)) for host in hosts),
                rf"(?<![\w.}}])(?:{places})\w",
                r"(?:index-url|find-links)\s*=",
                "--ha" + "sh=",
            )
        )
    )
    for path, text in texts():
        assert not forbidden.findall(text), named(path)


def test_no_reminder_is_left() -> None:
    reminder = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    for path, text in texts():
        assert reminder.search(text) is None, named(path)


def test_rights_are_stated() -> None:
    assert "Apache License" in read("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in read("LICENSE")
    notice = " ".join(read("NOTICE").split())
    for words in (
        "registered trademark of the American College of Radiology",
        "not affiliated with, sponsored by or endorsed by",
        "CBIS-DDSM",
        "BrEaST",
        "CDD-CESM",
        "SNOMED CT",
        "RadElement",
        "DICOM",
        "not a medical device",
    ):
        assert words in notice, words


def test_the_first_screen_says_what_this_is_not() -> None:
    first = " ".join(read("README.md").partition("## Set up")[0].split())
    for words in ("no diagnosis", "no images", "from descriptors", "not endorsed", "drafts"):
        assert words in first, words


def test_the_setup_is_two_commands() -> None:
    (block,) = re.findall(r"<!-- ci:setup -->\n```bash\n(.*?)```", read("README.md"), re.DOTALL)
    assert len(block.splitlines()) == 2


def test_the_changelog_has_a_clinical_heading_for_each_release() -> None:
    releases = re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert releases
    for release in releases:
        assert "### Clinical" in release


def test_one_version_everywhere() -> None:
    assert f"version: {birads.__version__}\n" in read("CITATION.cff")


def test_every_page_is_in_the_navigation() -> None:
    navigation = set(re.findall(r"([\w/-]+\.md)$", read("mkdocs.yml"), re.MULTILINE))
    pages = {str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")}
    assert navigation == pages


def test_pictures_can_be_read_aloud() -> None:
    for path in (ROOT / "docs" / "assets").glob("*.svg"):
        tags = [element.tag.rpartition("}")[2] for element in ET.parse(path).iter()]  # noqa: S314 - our own file
        assert {"title", "desc"} <= set(tags)
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        assert not re.search(r"!\[\s*\]\(", path.read_text(encoding="utf-8")), named(path)
