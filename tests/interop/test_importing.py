"""Every row is accounted for, whatever the table holds."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birads.interop import _words, breast_lesions_usg, cbis_ddsm, cdd_cesm
from birads.interop.importing import Imported, InvalidTable
from birads.parsing._parse import parse
from tests.interop.made_up import CALC, CESM, MASS, USG, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

IMPORTERS = [
    (cbis_ddsm.read, CALC, "patient_id"),
    (cbis_ddsm.read, MASS, "patient_id"),
    (breast_lesions_usg.read, USG, "CaseID"),
    (cdd_cesm.read, CESM, "Patient_ID"),
]
HEADER = ",".join(CALC).encode() + b"\n"
ROW = b"made-up-1,2,LEFT,CC,1,calcification,AMORPHOUS,LINEAR,4,BENIGN,x\n"


def accounts(imported: Imported) -> Imported:
    counts = imported.summary()
    assert counts["rows"] == counts["imported"] + counts["rejected"]
    assert counts["imported"] == sum(len(entry.lines) for entry in imported.entries)
    lines = [line for entry in imported.entries for line in entry.lines]
    lines += [reject.line for reject in imported.rejects]
    assert len(lines) == len(set(lines)) == counts["rows"]
    return imported


def read(data: bytes) -> Imported:
    return accounts(cbis_ddsm.read(io.BytesIO(data)))


def reasons(data: bytes) -> list[tuple[int, str]]:
    return [(reject.line, reject.reason) for reject in read(data).rejects]


@pytest.mark.parametrize(("importer", "base", "patient"), IMPORTERS)
def test_every_report_parses_and_no_identifier_is_in_it(
    importer: Callable[[io.BytesIO], Imported], base: Mapping[str, str], patient: str
) -> None:
    rows = [{patient: "secret-7"}, {patient: "secret-8"}, {patient: "secret-7"}]
    imported = accounts(importer(table(base, rows)))
    assert [entry.source_id for entry in imported.entries] == ["secret-7", "secret-8"]
    for entry in imported.entries:
        written = entry.report.to_json()
        assert parse(written) == entry.report
        assert b"secret" not in written
        assert b"made-up" not in written
        assert not any("secret" in issue.message for issue in entry.issues)


@pytest.mark.parametrize(("importer", "base", "patient"), IMPORTERS)
def test_an_empty_file_and_a_foreign_table_are_refused(
    importer: Callable[[io.BytesIO], Imported], base: Mapping[str, str], patient: str
) -> None:
    for data, code in [(b"", "empty"), (b"\n\n", "empty"), (b"a,b\n1,2\n", "missing_column")]:
        with pytest.raises(InvalidTable) as caught:
            importer(io.BytesIO(data))
        assert caught.value.issues[0].code == code
    alone = importer(io.BytesIO(",".join(base).encode()))
    assert accounts(alone).summary()["rows"] == 0
    twice = ",".join([*base, patient]).encode()
    with pytest.raises(InvalidTable, match="stands twice"):
        importer(io.BytesIO(twice))


def test_a_missing_column_is_named_and_a_near_one_too() -> None:
    data = HEADER.replace(b"calc type", b"calc typ")
    with pytest.raises(InvalidTable, match=r"'calc type' is missing\. Did you mean 'calc typ'\?"):
        read(data)
    with pytest.raises(InvalidTable, match="separated by commas"):
        read(HEADER.replace(b",", b";"))


@pytest.mark.parametrize("start", [b"\xff\xfe", b"a\xff,b", b"a\x00b,c"])
def test_a_header_that_is_no_text_is_refused(start: bytes) -> None:
    with pytest.raises(InvalidTable, match="UTF-8"):
        read(start + HEADER)


def test_a_header_that_is_no_csv_is_refused() -> None:
    with pytest.raises(InvalidTable, match="not a CSV header"):
        read(b"x" * 200_000 + b"\n")


def test_a_mark_at_the_start_other_columns_and_any_order_are_fine() -> None:
    columns = [*reversed(CALC), "another"]
    cells = {**CALC, "another": "é"}
    lines = [",".join(columns), ",".join(cells[name].strip() for name in columns)]
    data = b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n\r\n"
    assert len(read(data).entries) == 1
    assert reasons(data.replace(b"\r\n", b"\r")) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW.replace(b"LEFT", b"LE\x00FT"), "unreadable_row"),
        (ROW.replace(b"made-up-1", b"made\x00up"), "unreadable_row"),
        (ROW.replace(b"LEFT", b"LE\xffFT"), "not_utf8"),
        (ROW.replace(b",x", b""), "wrong_cell_count"),
        (ROW.replace(b",x", b",x,y"), "wrong_cell_count"),
        (b'"no end, LEFT\n', "wrong_cell_count"),
        (ROW.replace(b"x", b"x" * 200_000), "unreadable_row"),
        (b",".join([b"y" * 100_000] * 12) + b"\n", "row_too_long"),
    ],
)
def test_a_hostile_row_is_rejected_and_shows_nothing(row: bytes, reason: str) -> None:
    data = HEADER + ROW + row
    assert reasons(data) == [(3, reason)]
    assert read(data).rejects[0].row == {}
    if reason != "wrong_cell_count" or b'"' not in row:
        assert reasons(data + ROW) == [(3, reason)]


def test_a_cell_of_50_megabytes_costs_one_row() -> None:
    data = HEADER + ROW + ROW.replace(b"AMORPHOUS", b"A" * 50_000_000) + ROW
    assert reasons(data) == [(3, "unreadable_row")]


def test_an_open_stream_stays_open_and_a_path_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO(HEADER + ROW)
    assert len(cbis_ddsm.read(stream).reports) == 1
    assert not stream.closed
    path = tmp_path / "made-up.csv"
    path.write_bytes(HEADER + ROW)
    assert cbis_ddsm.read(path).reports == cbis_ddsm.read(str(path)).reports


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_after_the_header_are_accounted_for(data: bytes) -> None:
    read(HEADER + ROW + data)


CELL = st.sampled_from(["AMORPHOUS", "N/A", "", "-", "LEFT", "4", '"', "a\nb", "é", "\0", "'"])


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.dictionaries(st.sampled_from(sorted(CALC)), CELL, max_size=4), max_size=6))
def test_any_cells_are_accounted_for(rows: list[dict[str, str]]) -> None:
    accounts(cbis_ddsm.read(table(CALC, rows)))


TABLES = ["cbis_ddsm", "breast_lesions_usg", "cdd_cesm"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_where_its_words_come_from_and_who_reviewed_it(name: str) -> None:
    origin = _words.load(name).provenance
    assert origin.status == "draft"
    assert origin.licence.startswith("CC BY")
    assert origin.url.startswith("https://doi.org/")
    assert origin.citation


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"word": "starry"}, "is not a word of"),
        ({"axis": "stars"}, "no axis"),
        ({"beside": "starry"}, "not an associated feature"),
        ({"source": "COARSE"}, "stands twice"),
    ],
)
def test_a_table_with_an_unknown_word_is_refused(change: dict[str, str], says: str) -> None:
    raw = _words.raw_table("cbis_ddsm")
    entry = {
        "column": "calc type",
        "source": "NEW",
        "axis": "mg.calcifications.morphology",
        "word": "round",
    }
    raw["word"].append({**entry, **change})
    with pytest.raises(ValueError, match=says):
        _words.build(raw)


WORDS = sorted(source for column, source in _words.load("cbis_ddsm").words if column == "calc type")


@given(said=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
@settings(deadline=None)
def test_no_word_is_invented_and_none_is_lost(said: list[str]) -> None:
    imported = cbis_ddsm.read(table(CALC, [{"calc type": "-".join(said)}]))
    table_words = _words.load("cbis_ddsm").words
    expected = {table_words["calc type", word].word for word in said}
    (finding,) = imported.reports[0].to_dict()["findings"]
    assert set(finding["morphology"]) == expected
    assert len(finding["morphology"]) == len(expected)
    named = " ".join(issue.message for issue in imported.entries[0].issues)
    for word in said:
        assert not table_words["calc type", word].renamed or word in named


def test_cost_is_linear() -> None:
    rows = [{"patient_id": f"made-up-{n}"} for n in range(2_000)]
    assert len(accounts(cbis_ddsm.read(table(CALC, rows))).reports) == 2_000
    one = [{"patient_id": "made-up", "abnormality id": str(n)} for n in range(2_000)]
    imported = accounts(cbis_ddsm.read(table(CALC, one)))
    assert len(imported.reports[0].findings) == 2_000
