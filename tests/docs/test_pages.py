"""Run every code block of the README and of the documentation, in a folder of its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sybil.example import SybilFailure

from tests.docs.blocks import commands_of, page_of, says

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FILES = Path(__file__).parent / "files"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "examples/README.md")),
    *sorted(DOCS.rglob("*.md")),
]
# Pages whose blocks need more than a folder and run where the feature is tested.
ELSEWHERE = {
    "add-a-topic": ROOT / "tests" / "criteria" / "test_howto.py",
    "current-topics": ROOT / "tests" / "criteria" / "test_howto.py",
    "join-the-decision-table": ROOT / "tests" / "criteria" / "test_howto.py",
    "measure-rule-coverage": ROOT / "tests" / "criteria" / "test_howto.py",
}
# Modules without which a page cannot run, and data that is not part of the project.
NEEDS = {
    "audit-an-archive": ("scipy", "matplotlib"),
    "use-any-engine": ("duckdb", "polars", "pyarrow"),
}
PUBLIC = {
    "import-public-tables": ("datasets", "cbis_ddsm", "calc_case_description_train_set.csv"),
}


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Let the pages of Hypothesis draw slowly: the machine of the tests has other work too."""
    before = settings.get_current_profile_name()
    known = settings.get_profile(before)
    slowly = [HealthCheck.too_slow]
    settings.register_profile("pages", known, suppress_health_check=slowly, deadline=None)
    settings.load_profile("pages")
    yield
    settings.load_profile(before)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that holds the examples, a stream of them, and the files of the pages."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    lines = [
        json.dumps(json.loads(path.read_bytes()), separators=(",", ":"))
        for path in sorted((ROOT / "examples").glob("*.json"))
    ]
    for name in ("reports.ndjson", "archive.ndjson"):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_block_of_the_page_runs(
    path: Path, folder: Path, request: pytest.FixtureRequest
) -> None:
    if path.stem in ELSEWHERE:
        assert f'"{path.stem}"' in ELSEWHERE[path.stem].read_text(encoding="utf-8")
        return
    for module in NEEDS.get(path.stem, ()):
        pytest.importorskip(module)
    if path.stem in PUBLIC:
        shared: Path = request.getfixturevalue("shared")
        shutil.copy(shared.joinpath(*PUBLIC[path.stem]), folder)
    for example in page_of(path).examples():
        example.evaluate()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(path: Path) -> None:
    text = re.sub(
        r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_a_console_block_is_commands_with_their_output() -> None:
    first, second, third = commands_of("$ one \\\n    --more\nsaid\n$ two\n$ echo $?\n1\n")
    assert first.text == "one \\\n    --more"
    assert first.output == "said"
    assert (second.output, second.status_is_shown) == ("", True)
    assert third.output == "1"


def test_what_is_shown_is_what_was_written() -> None:
    assert says("a  \nb\n", "a\nb")
    assert says("a\nb\nc\n", "a\n...\nc")
    assert not says("a\nb\n", "a")
    assert not says("(x)", "(y)")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", "the page shows"),
        ("```console\n$ birads check no-such-file\n```\n", "status 2"),
        ("```console\n$ echo said\nnot said\n```\n", "the page shows"),
    ],
)
def test_a_page_that_shows_something_else_fails(tmp_path: Path, text: str, complaint: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    *before, last = page_of(page).examples()
    for example in before:
        example.evaluate()
    with pytest.raises(SybilFailure, match=complaint):
        last.evaluate()
