"""Hold the decision table, its export and its joins to what match and recommend answer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from birads import MissingExtra, parse, recommend
from birads.acr_criteria import Facts, GroupCount, Laterality, match
from birads.acr_criteria.decisions import (
    COLUMNS,
    KEYS,
    about,
    decision,
    key_of,
    render,
    rows,
    write_parquet,
)
from birads.cli._criteria import criteria
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from tests.criteria.criteria_space import SHARED_CBIS, document, finding

Tree = dict[str, Any]
TOPIC_FILE = (
    Path(__file__).resolve().parents[2]
    / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
)


def _run(*args: str) -> bytes:
    result = CliRunner().invoke(criteria, list(args))
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def test_every_set_of_words_has_a_row_for_every_place() -> None:
    table = list(rows())
    assert len(table) == (16 + 120) * 6 * 3 * 3 == 7_344
    assert len({tuple(getattr(row, key) for key in KEYS) for row in table}) == len(table)
    assert len(list(rows(max_morphologies=1))) == 864


@pytest.mark.parametrize("most", [0, 17])
def test_a_table_of_no_or_too_many_words_is_refused(most: int) -> None:
    with pytest.raises(ValueError, match="max_morphologies"):
        next(rows(max_morphologies=most))


def test_each_row_is_what_match_answers() -> None:
    for row in rows():
        found = match(
            Facts(
                frozenset(CalcMorphology(word) for word in row.morphology.split("+")),
                CalcDistribution(row.distribution) if row.distribution else None,
                GroupCount(row.groups) if row.groups else None,
                Laterality(row.laterality) if row.laterality else None,
            )
        )
        assert (row.status, row.variant) == (found.status, found.variant)
        assert row.candidates == ";".join(str(n) for n in found.candidates)
        assert row.reasons == ";".join(found.reasons)
        assert row.missing == ";".join(found.missing)


def test_words_stand_in_the_order_of_the_lexicon() -> None:
    order = list(CalcMorphology)
    for row in rows():
        places = [order.index(CalcMorphology(word)) for word in row.morphology.split("+")]
        assert places == sorted(places)


def test_csv_has_the_columns_and_empty_strings_for_missing_facts() -> None:
    table = list(csv.DictReader(io.StringIO(_run("decisions").decode())))
    assert tuple(table[0]) == COLUMNS
    assert len(table) == 7_344
    missing = [
        row
        for row in table
        if row["morphology"] == "amorphous"
        and not row["groups"]
        and not row["distribution"]
        and not row["laterality"]
    ]
    assert missing == [
        {
            "morphology": "amorphous",
            "distribution": "",
            "groups": "",
            "laterality": "",
            "status": "no_match",
            "variant": "",
            "candidates": "4;5;6;7;8;13",
            "reasons": "distribution_required",
            "missing": "distribution",
        }
    ]


def test_json_has_null_for_missing_facts_and_stands_on_one_line() -> None:
    data = _run("decisions", "--format", "json", "--max-morphologies", "1")
    assert data.count(b"\n") == 1
    table = json.loads(data)
    assert len(table) == 864
    assert table[-1]["laterality"] is None
    assert all(tuple(row) == COLUMNS for row in table)
    assert {type(row["variant"]) for row in table} == {int, type(None)}


def test_parquet_names_its_topic_and_holds_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "out.parquet"
    _run("decisions", "--format", "parquet", "--output", str(path))
    table = parquet.read_table(path)
    assert table.schema.metadata[b"birads.topic"] == b"breast-microcalcifications"
    assert table.schema.metadata[b"birads.revision"] == b"2009"
    assert table.to_pylist() == [row.cells() for row in rows()]


def test_parquet_needs_a_file() -> None:
    result = CliRunner().invoke(criteria, ["decisions", "--format", "parquet"])
    assert result.exit_code == 2
    assert "--output" in result.output


def test_parquet_without_pyarrow_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"birads\[parquet\]"):
        write_parquet(rows(max_morphologies=1), tmp_path / "x", about())


def test_output_writes_a_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert _run("decisions", "--output", str(path), "--max-morphologies", "1") == b""
    assert path.read_bytes() == render(rows(max_morphologies=1), "csv")


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (
            (["punctate", "amorphous", "punctate"], "diffuse", None, "bilateral"),
            ("punctate+amorphous", "diffuse", "", "bilateral"),
        ),
        ((["skin"], None, 1, "left"), ("skin", "", "single", "unilateral")),
        ((["skin"], "", 7, "right"), ("skin", "", "multiple", "unilateral")),
        ((["skin"], None, "multiple", None), ("skin", "", "multiple", "")),
        ((["skin"], None, "", "unilateral"), ("skin", "", "", "unilateral")),
    ],
)
def test_descriptors_become_keys(given: tuple[Any, ...], key: tuple[str, ...]) -> None:
    assert key_of(*given) == key


# Covers G40 H10.
@pytest.mark.parametrize(
    "given",
    [
        (["pleomorphic"],),
        (["skin"], "clustered"),
        (["skin"], None, 0),
        (["skin"], None, "two"),
        (["skin"], None, 1, "both"),
    ],
)
def test_a_word_that_is_not_of_the_lexicon_is_refused(given: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"is not a valid|groups is 1 or more"):
        key_of(*given)


def test_every_key_of_a_report_finds_one_row() -> None:
    table = {tuple(getattr(row, key) for key in KEYS): row for row in rows()}
    for words in (["amorphous"], ["rim", "skin"]):
        for groups in (None, 1, 4, "multiple"):
            one = finding(" ".join(words), distribution="grouped", groups=groups)
            pattern = recommend(parse(document(one))).patterns[0]
            row = table[key_of(words, "grouped", groups, "left")]
            assert (row.status, row.variant) == (pattern.status, pattern.variant)
            assert row.candidates == ";".join(map(str, pattern.candidates))


# Public data: every row of the CBIS-DDSM calcification table, mapped four ways.


def _archive(path: Path) -> list[Tree]:
    from birads.interop.cbis_ddsm import read

    with path.open("rb") as stream:
        trees = [report.to_dict() for report in read(stream).reports]
    return [
        entry
        for tree in trees
        for entry in tree["findings"]
        if entry["kind"] == "mg.calcifications"
    ]


@pytest.fixture(scope="module")
def archive() -> list[Tree]:
    if not SHARED_CBIS.exists():
        pytest.skip("the public CBIS-DDSM table is not here")
    keyed = []
    for number, entry in enumerate(_archive(SHARED_CBIS)):
        words = entry.get("morphology") or []
        key = key_of(
            words,
            entry.get("distribution"),
            entry.get("groups"),
            entry.get("location", {}).get("breast"),
        )
        one = {**entry, "exam": "mg"}
        one.pop("category", None)
        keyed.append({"case": number, "finding": one, **dict(zip(KEYS, key, strict=True))})
    return keyed


def _by_recommend(archive: list[Tree]) -> list[tuple[Any, ...]]:
    answers = []
    for row in archive:
        pattern = recommend(parse(document(row["finding"]))).patterns[0]
        answers.append(
            (
                row["case"],
                pattern.status.value,
                pattern.variant,
                ";".join(map(str, pattern.candidates)),
                ";".join(pattern.reasons),
            )
        )
    return answers


def test_the_public_table_is_mapped_alike_by_recommend_and_by_joins(
    archive: list[Tree], tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb")
    pl = pytest.importorskip("polars")
    pa = pytest.importorskip("pyarrow")
    path = tmp_path / "decisions.parquet"
    joined = [
        row for row in archive if 0 < len(row["morphology"].split("+")) <= 3 and row["morphology"]
    ]
    rest = [row for row in archive if row not in joined]
    write_parquet(rows(max_morphologies=3), path, about())
    truth = _by_recommend(joined)
    keys = [{name: row[name] for name in ("case", *KEYS)} for row in joined]
    columns = ("case", "status", "variant", "candidates", "reasons")
    table = pa.Table.from_pylist(keys)
    connection = duckdb.connect()
    connection.register("archive", table)
    by_sql = connection.sql(
        'SELECT a."case", status, variant, candidates, reasons '  # noqa: S608 - our own path
        f"FROM archive a JOIN '{path}' USING ({', '.join(KEYS)}) ORDER BY 1"
    ).fetchall()
    by_polars = (
        pl.DataFrame(keys)
        .join(pl.read_parquet(path), on=list(KEYS), how="left")
        .sort("case")
        .select(columns)
        .rows()
    )
    assert len(joined) > 700
    assert truth == by_sql == by_polars
    for row in rest:  # no word stated, or more words than the table holds
        found = decision(
            Facts(
                frozenset(CalcMorphology(w) for w in row["finding"].get("morphology") or ()),
                CalcDistribution(row["distribution"]) if row["distribution"] else None,
                GroupCount(row["groups"]) if row["groups"] else None,
                Laterality(row["laterality"]) if row["laterality"] else None,
            )
        )
        assert _by_recommend([row])[0][1:3] == (found.status, found.variant)
