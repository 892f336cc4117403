"""A site's own table is read by a file, without code, and every row and column is accounted for."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from birads import check
from birads.interop.importing import Imported, InvalidTable
from birads.interop.own_table import load_map, read

ROOT = Path(__file__).resolve().parents[2]
MAPS = ROOT / "examples" / "imports"
FILES = {
    "uci": ("uci_mammographic_mass", "mammographic_masses.data"),
    "bus-bra": ("bus_bra", "bus_data.csv"),
    "busi-whu": ("busi_whu", "busi_whu_information.csv"),
    "birads-bert": ("birads_bert_mock", "labels.csv"),
}
MAP = """
[table]
prefix = "site"
patient = ["who"]
missing = ["-"]

[constant]
edition = "2013"
"exams.e.modality" = "mammography"
"findings.f.kind" = "mg.mass"
"findings.f.exam" = "e"
"pathology.p.finding" = "f"

[[column]]
name = "who"
ignore = "It joins the rows."
identifies = true

[[column]]
name = "side"
to = "findings.f.location.breast"
values = { L = "left", R = "right" }

[[column]]
name = "margin"
to = "findings.f.margin"

[[column]]
name = "cm"
to = "findings.f.longest_mm"
as = "number"
scale = 10

[[column]]
name = "result"
to = "pathology.p.result"
"""


def imported(folder: Path, rows: str, text: str = MAP) -> Imported:
    file = folder / "map.toml"
    file.write_text(text, encoding="utf-8")
    return read(io.BytesIO(("who,side,margin,cm,result\n" + rows).encode()), file)


def test_rows_of_one_patient_are_one_report(tmp_path: Path) -> None:
    found = imported(tmp_path, "a,L,Spiculated,1.2,-\nb,R,-,-,benign\na,L,Spiculated,1.2,-\n")
    assert (found.rows, len(found.reports), found.rejects) == (3, 2, ())
    first, second = (report.to_dict() for report in found.reports)
    (finding,) = first["findings"]
    assert finding["longest_mm"] == 12
    assert finding["margin"] == "spiculated"
    assert "pathology" not in first  # no cell of it says anything
    assert second["pathology"] == [{"finding": "f", "result": "benign"}]


def test_rows_that_differ_are_lesions_of_their_own_each_with_its_result(tmp_path: Path) -> None:
    found = imported(tmp_path, "a,L,-,1,benign\na,R,-,2,malignant\n")
    (report,) = found.reports
    assert [one.id for one in report.findings] == ["f", "f-2"]
    assert [(one.finding, one.result) for one in report.pathology] == [
        ("f", "benign"),
        ("f-2", "malignant"),
    ]
    assert len(report.exams) == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,X,-,1,-", "unknown_word"),
        ("a,L,-,wide,-", "not_a_number"),
        ("a,L,-,nan,-", "not_a_number"),
        ("a,L,-,1e400,-", "not_a_number"),
        ("-,L,-,1,-", "missing_id"),
        ("a,L,-,1", "wrong_cell_count"),
        ("a,L,fluffy,1,-", "invalid_report"),
        ("a,L,-,9999,-", "invalid_report"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_reason(
    tmp_path: Path, row: str, reason: str
) -> None:
    found = imported(tmp_path, f"{row}\nz,L,-,1,-\n")
    assert [(one.line, one.reason) for one in found.rejects] == [(2, reason)]
    assert "who" not in found.rejects[0].row
    assert len(found.reports) == 1


def test_a_column_of_which_the_file_says_nothing_is_refused(tmp_path: Path) -> None:
    less = MAP.replace('name = "cm"', 'name = "mm"')
    with pytest.raises(InvalidTable, match="'cm'"):
        imported(tmp_path, "a,L,-,1,-\n", less)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('to = "findings.f.margin"', ""),
        ('to = "findings.f.margin"', 'to = "findings.margin"'),
        ('to = "findings.f.margin"', 'to = "findings.f.margin"\nunheard = 1'),
        ('name = "cm"', 'name = "side"'),
        ('patient = ["who"]', 'patient = ["whom"]'),
        ('as = "number"', 'as = "size"'),
        ("[table]", "[tables]"),
    ],
)
def test_a_file_that_says_what_no_table_can_be_is_refused(
    tmp_path: Path, old: str, new: str
) -> None:
    file = tmp_path / "map.toml"
    file.write_text(MAP.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidTable):
        load_map(file)


@pytest.mark.parametrize("name", FILES)
def test_public_tables_are_read_by_a_file_alone(shared: Path, name: str) -> None:
    found = read(shared.joinpath("datasets", *FILES[name]), MAPS / f"{name}.toml")
    counts = found.summary()
    assert counts["rows"] == counts["imported"] + counts["rejected"]
    assert sum(len(one.lines) for one in found.entries) == counts["imported"]
    for report in found.reports[:100]:
        assert not [issue for issue in check(report) if issue.severity == "error"]


def test_the_counts_of_public_tables_are_those_of_the_tables(shared: Path) -> None:
    folder = shared / "datasets"
    uci = read(folder.joinpath(*FILES["uci"]), MAPS / "uci.toml")
    assert (uci.rows, len(uci.rejects)) == (961, 1)  # a category 55
    categories = Counter(one.findings[0].category for one in uci.reports)
    assert categories == {"4": 547, "5": 345, "3": 36, "2": 14, "6": 11, "0": 5, None: 2}
    bus = read(folder.joinpath(*FILES["bus-bra"]), MAPS / "bus-bra.toml")
    assert (bus.rows, len(bus.reports), len(bus.rejects)) == (1875, 1064, 0)
    # One case has two images that say different things: two lesions, each with its result.
    assert Counter(len(one.findings) for one in bus.reports) == {1: 1063, 2: 1}
    assert all(len(one.findings) == len(one.pathology) for one in bus.reports)
    busi = read(folder.joinpath(*FILES["busi-whu"]), MAPS / "busi-whu.toml")
    (mass,) = busi.reports[0].to_dict()["findings"]
    assert mass["longest_mm"] == 31.9  # 322 pixels at 101 to the centimetre


def test_the_command_writes_reports_rejects_and_summary(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "t.csv").write_text(
        "who,side,margin,cm,result\na,L,-,1,-\nb,?,-,1,-\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "birads", "import", "table", "t.csv", "--map", "map.toml"]
    done = subprocess.run(
        [*command, "--summary", "s.json", "--rejects", "r.ndjson"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["id"] == "site-0001"
    assert json.loads((tmp_path / "s.json").read_bytes())["rejected"] == 1
    assert json.loads((tmp_path / "r.ndjson").read_bytes())["line"] == 3


SEMICOLONS = MAP.replace(
    'prefix = "site"', 'prefix = "site"\ndelimiter = ";"\nencoding = "cp1252"\ndecimal = ","'
)


def export(rows: list[str]) -> bytes:
    return "\r\n".join(["who;side;margin;cm;result", *rows]).encode("cp1252")


def own(data: bytes, text: str, folder: Path) -> Imported:
    file = folder / "map.toml"
    file.write_text(text, "utf-8")
    return read(io.BytesIO(data), file)


def test_an_export_of_a_spreadsheet_is_read_as_its_map_says(tmp_path: Path) -> None:
    rows = [
        "Müller;L;spiculated;1,2;",
        '"quoted\r\nname";R;circumscribed;0,7;',
        "x;L;spiculated;1.2;",
    ]
    found = own(export(rows), SEMICOLONS, tmp_path)
    assert [entry.source_id for entry in found.entries] == ["Müller", "quoted\r\nname"]
    sizes = [entry.report.to_dict()["findings"][0]["longest_mm"] for entry in found.entries]
    assert sizes == [12, 7]
    assert [(one.line, one.reason) for one in found.rejects] == [(5, "not_a_number")]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["a;L;spiculated;1;;extra"], "wrong_cell_count"),
        (["a;L;spiculated"], "wrong_cell_count"),
        (["a;L;spic\0ulated;1;"], "unreadable_row"),
        (["a;X;spiculated;1;"], "unknown_word"),
        (["a;L;spiculated;1e999;"], "not_a_number"),
        (["a;L;spiculated;1.000,5;"], "not_a_number"),
    ],
)
def test_a_row_that_is_wrong_is_rejected_and_the_others_are_read(
    rows: list[str], reason: str, tmp_path: Path
) -> None:
    found = own(export([*rows, "b;R;circumscribed;1;"]), SEMICOLONS, tmp_path)
    assert [(one.line, one.reason) for one in found.rejects] == [(2, reason)]
    assert [entry.source_id for entry in found.entries] == ["b"]


def test_rows_that_a_quote_made_one_text_are_rejected_and_named(tmp_path: Path) -> None:
    """A stray quote may swallow whole rows: nobody is lost without being said."""
    rows = ['a;L;"spiculated;1;', "b;R;circumscribed;1;", 'c;L;spiculated";1;', "d;R;spiculated;1;"]
    found = own(export(rows), SEMICOLONS, tmp_path)
    assert [(one.line, one.reason) for one in found.rejects] == [(2, "rows_in_quotes")]
    assert "lines 2 to 4" in found.rejects[0].message
    assert [entry.source_id for entry in found.entries] == ["d"]


def test_a_quote_that_is_never_closed_names_the_lines_that_it_swallowed(tmp_path: Path) -> None:
    rows = ["a;L;spiculated;1;", 'b;L;"spiculated;1;', *["c;R;spiculated;1;"] * 20]
    found = own(export(rows), SEMICOLONS, tmp_path)
    assert [(one.line, one.reason) for one in found.rejects] == [(3, "rows_in_quotes")]
    assert "lines 3 to 23" in found.rejects[0].message


def test_a_header_that_stands_twice_and_a_wrong_form_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidTable, match="twice"):
        own(b"who;side;margin;cm;result;cm\r\n", SEMICOLONS, tmp_path)
    with pytest.raises(InvalidTable, match="delimiter"):
        own(export([]), MAP, tmp_path)
    for wrong in ('delimiter = "x"', 'encoding = "utf-7"', 'decimal = ";"'):
        text = MAP.replace('prefix = "site"', f'prefix = "site"\n{wrong}')
        with pytest.raises(InvalidTable, match="is one of"):
            own(export([]), text, tmp_path)


def test_a_mark_of_the_byte_order_is_no_part_of_a_name(tmp_path: Path) -> None:
    plain = "who,side,margin,cm,result\na,L,spiculated,1,\n".encode("utf-8-sig")
    headless = "a,L,spiculated,1,\n".encode("utf-8-sig")
    names = '["who", "side", "margin", "cm", "result"]'
    for data, text in (
        (plain, MAP),
        (headless, MAP.replace('prefix = "site"', f'prefix = "site"\nheader = {names}')),
    ):
        (entry,) = own(data, text, tmp_path).entries
        assert entry.source_id == "a"
