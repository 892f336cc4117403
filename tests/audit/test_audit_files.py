"""What an audit writes: the export, the page, the pictures and the command line."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from birads import MissingExtra
from birads.audit import Audit, Result
from birads.audit import _intervals as intervals
from birads.audit._definitions import definitions, load_definitions
from birads.audit._export import Export
from birads.audit._layout import result_sections
from birads.audit._page import page
from birads.audit._published import published_sections
from birads.audit.mapping import columns, load_mapping, mapping_template
from birads.cli._audit import audit as command
from birads.lexicon import InvalidTable
from tests.audit.audit_reports import followed, report

WORDS: dict[str, Any] = {"morphology": ["amorphous"], "distribution": "grouped"}


def archive() -> list[Any]:
    many = [
        report(finding=WORDS, tissue=[{"result": "malignant"}], authors=["=cmd|' /C calc'!A0"])
    ] * 5
    many += [report(finding={**WORDS, "distribution": "linear"}, tissue=[{"result": "benign"}])] * 5
    many += [
        report(
            "2", finding={"morphology": ["rim"], "distribution": "grouped"}, outcomes=[followed()]
        )
    ] * 3
    many += [report("4B", authors=["<script>alert(1)</script>"], outcomes=[followed()])] * 3
    return many


def result() -> Result:
    run = Audit("study-2018")
    for one in archive():
        run.add(one)
    return run.result()


def export(folder: Path, form: str, mapping: Path | None = None) -> None:
    out = Export(folder, form, mapping)
    run = Audit("study-2018", on_case=out.add)
    for one in archive():
        run.add(one)
    out.close()


def test_csv_has_the_documented_columns_and_no_formula(tmp_path: Path) -> None:
    export(tmp_path, "csv")
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == [name for name, one in columns().items() if "finding" in one.of]
    assert len(rows) == 16
    assert rows[0]["readers"].startswith("'=cmd")
    assert (rows[0]["truth"], rows[0]["calc_morphology"]) == ("cancer", "amorphous")
    assert rows[0]["exam_date"] == "2024-03-01"
    exams = (tmp_path / "exams.csv").read_text(encoding="utf-8").splitlines()
    assert len(exams) == 17


def test_parquet_has_the_same_rows(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    export(tmp_path, "csv")
    export(tmp_path, "parquet")
    table = pq.read_table(tmp_path / "findings.parquet")
    assert table.num_rows == 16
    assert str(table.schema.field("exam_date").type) == "date32[day]"
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as stream:
        words = [row["truth"] for row in csv.DictReader(stream)]
    assert table.column("truth").to_pylist() == words


def test_a_site_names_columns_and_words(tmp_path: Path) -> None:
    mapping = tmp_path / "site.toml"
    mapping.write_text(
        '[[finding]]\nname = "BIRADS"\nfrom = "category"\nvalues = { "4" = "40" }\n'
        '[[finding]]\nname = "CA"\nfrom = "truth"\nvalues = { "cancer" = "1", "no_cancer" = "0" }\n'
        '[[finding]]\nname = "HR"\nfrom = "high_risk"\nvalues = { "false" = "N" }\n',
        encoding="utf-8",
    )
    for form in ("csv", "parquet"):
        export(tmp_path / form, form, mapping)
    lines = (tmp_path / "csv" / "findings.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["BIRADS,CA,HR", "40,1,N"]
    assert not (tmp_path / "csv" / "exams.csv").exists()


def test_the_mapping_template_is_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "template.toml"
    path.write_text(mapping_template(), encoding="utf-8")
    mapped = load_mapping(path)
    assert [one.name for one in mapped["exam"]] == [
        n for n, c in columns().items() if "exam" in c.of
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[exam]]\nname = "X"\nfrom = "kind"\n', "no column 'kind'"),
        ('[[exam]]\nname = "X"\nfrom = "truth"\n' * 2, "stands twice"),
        ('[[exams]]\nname = "X"\n', "unknown key exams"),
        ("[[", "map.toml"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidTable, match=re.escape(says)):
        load_mapping(path)


SET = """[[definition]]
id = "own"
title = "t"
unit = "exam"
window_days = 365
negative_after_days = 300
minimum_cases = 1
cancer = ["malignant"]
tissue_categories = ["4"]
recall_categories = ["0"]
excluded_purposes = []
source = ["here"]
confidence = ["own_knowledge"]
note = "n"
[[definition.group]]
id = "g"
title = "t"
purposes = ["screening"]
positive = ["4"]
negative = ["1"]
measures = ["ppv1"]
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('unit = "exam"', 'unit = "woman"', "exam or lesion"),
        ("window_days = 365", "window_days = 0", "window_days"),
        ('positive = ["4"]', 'positive = ["6"]', "6 is always out"),
        ('negative = ["1"]', 'negative = ["4"]', "positive, negative or out"),
        ('measures = ["ppv1"]', 'measures = ["ppv4"]', "ppv4"),
        ('purposes = ["screening"]', 'purposes = ["screen"]', "a purpose belongs"),
        ('source = ["here"]', "source = []", "have to be there"),
        ('cancer = ["malignant"]', 'cancer = ["cancer"]', "no word 'cancer'"),
    ],
)
def test_a_wrong_definition_set_says_what_is_wrong(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SET, encoding="utf-8")
    assert load_definitions(path)["own"].negative_after_days == 300
    path.write_text(SET.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidTable, match=says):
        load_definitions(path)


def test_every_set_of_ours_has_sources_and_waits_for_a_signature() -> None:
    assert list(definitions()) == ["acr-basic", "birads-2013", "mqsa-2024", "study-2018"]
    assert not any(one.reviewed for one in definitions().values())
    lcis = "lobular_carcinoma_in_situ"
    assert all(one.source and lcis not in one.cancer for one in definitions().values())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def test_the_page_is_self_contained_and_escaped() -> None:
    pytest.importorskip("matplotlib")
    text = page("Audit", result_sections(result()))
    read = _Page()
    read.feed(text)
    assert "script" not in read.tags
    assert "&lt;script&gt;" in text
    assert all(address.startswith("#") for address in read.addresses)
    assert len(read.ids) == len(set(read.ids))
    assert {address[1:] for address in read.addresses} <= set(read.ids)
    assert read.tags.count("svg") == read.tags.count("figure") >= 3
    assert text.count('role="img"') == read.tags.count("svg")
    assert read.tags.count("caption") == read.tags.count("table")


def test_pictures_are_the_same_each_time() -> None:
    pytest.importorskip("matplotlib")
    pictures = [one for part in result_sections(result()) for one in part.pictures]
    assert {one.name.partition("-")[0] for one in pictures} == {
        "ppv",
        "calibration",
        "descriptors",
        "map",
    }
    for one in pictures:
        assert one.svg() == one.svg()
        assert ET.fromstring(one.svg()).tag.endswith("svg")  # noqa: S314 - our own picture
        assert one.png().startswith(b"\x89PNG")


def test_every_picture_stands_with_tables() -> None:
    for part in (*result_sections(result()), *published_sections()):
        assert not part.pictures or part.tables


def lines(tmp_path: Path) -> Path:
    path = tmp_path / "archive.ndjson"
    path.write_bytes(b"\n".join(one.to_json() for one in archive()) + b"\n{}\n")
    return path


def test_the_command_line(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    out = tmp_path / "out.html"
    arguments = [str(lines(tmp_path)), "--definition", "study-2018", "--html", str(out)]
    arguments += ["--pictures", str(tmp_path / "p"), "--export", str(tmp_path / "e")]
    told = CliRunner().invoke(command, [*arguments, "--format", "json"])
    assert told.exit_code == 1
    data = json.loads(told.stdout)
    assert (data["reports"], data["refused"], data["counted"]) == (17, 1, 16)
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert {path.suffix for path in (tmp_path / "p").iterdir()} == {".svg", ".png"}
    assert {path.name for path in (tmp_path / "e").iterdir()} == {"exams.csv", "findings.csv"}
    text = CliRunner().invoke(command, arguments)
    assert "PPV2" in text.stdout
    assert "draft" in text.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--published", __file__],
        [__file__, "--definition", "none"],
        [__file__, "--by", "hospital"],
    ],
)
def test_wrong_use_is_said(arguments: list[str]) -> None:
    assert CliRunner().invoke(command, arguments).exit_code == 2


def test_published_figures_on_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "published.html"
    told = CliRunner().invoke(command, ["--published", "--format", "json", "--html", str(out)])
    assert told.exit_code == 0
    assert json.loads(told.stdout)["zhao-2025"]["tally"]["differs"] == 9
    text = CliRunner().invoke(command, ["--published"]).stdout
    assert "62.7 %" in text
    assert "low trust" in text


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    intervals._intervals.cache_clear()  # noqa: SLF001 - a value of an earlier test would do
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(MissingExtra, match=r"birads\[audit\]"):
        intervals.share(1, 7)


def test_importing_the_package_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, birads.audit, birads.audit._layout, birads.audit._export\n"
        "heavy = {'scipy', 'statsmodels', 'matplotlib', 'pyarrow', 'numpy', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["$x^$", "$", "$\\frac{", "a_b^c $1", "\x1b[8m\x00"])
def test_a_name_is_drawn_as_it_is_written(name: str) -> None:
    """A dollar sign starts no formula, and what cannot be printed stops no picture."""
    pytest.importorskip("matplotlib")
    run = Audit("study-2018")
    for one in archive():
        run.add(one.model_copy(update={"authors": (name,)}))
    pictures = [one for part in result_sections(run.result()) for one in part.pictures]
    assert "ppv" in {one.name for one in pictures}
    for one in pictures:
        ET.fromstring(one.svg())  # noqa: S314 - our own picture
        assert one.png().startswith(b"\x89PNG")
