"""The commands say what the library knows, in text for people and in lines for programs."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from birads import lexicon
from birads.cli._lexicon import lexicon as command


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(command, list(words))
    assert result.exit_code == status, result.output
    return result


def test_find_prints_one_compact_line() -> None:
    out = run("find", "clustered", "--format", "json").stdout
    assert out.count("\n") == 1
    answer = json.loads(out)
    assert list(answer) == ["query", "matches", "issues"]
    assert answer["matches"] == [
        {
            "id": "mg.calcifications.distribution.grouped",
            "how": "retired",
            "editions": ["2003", "2013", "2025"],
            "successor": None,
        }
    ]
    assert answer["issues"][0]["code"] == "retired_name"


def test_find_names_the_successor() -> None:
    out = run("find", "dystrophic", "--format", "json").stdout
    (match,) = json.loads(out)["matches"]
    assert match["successor"] == "mg.calcifications.morphology.coarse_popcorn"


def test_find_speaks_to_people() -> None:
    text = run("find", "scattered", "--axis", "mg.calcifications.distribution").stdout
    assert "mg.calcifications.distribution.diffuse" in text
    assert "warning wider_word" in text


def test_nothing_found_is_status_one() -> None:
    run("find", "zzz", status=1)
    answer = json.loads(run("find", "zzz", "--format", "json", status=1).stdout)
    assert answer["matches"] == []
    assert answer["issues"][0]["code"] == "unknown_word"


def test_no_term_is_the_same_status_however_it_is_asked_for() -> None:
    run("show", "nope", status=1)
    assert "mg.mass.margin.spiculated" in run("show", "mg.mass.spiculated", status=1).stderr


@pytest.mark.parametrize(
    ("word", "category"),
    [("4a", "4A"), ("BI-RADS 4A", "4A"), ("birads 3", "3"), ("probably benign", "3"),
     ("Probably_Benign", "3"), ("category 0", "0"), ("6", "6")],
)  # fmt: skip
def test_a_category_is_found_by_its_number_or_its_name(word: str, category: str) -> None:
    answer = json.loads(run("find", word, "--format", "json").stdout)
    assert [match["id"] for match in answer["matches"]] == [f"assessment.{category}"]
    assert f"assessment.{category}" in run("find", word, "--axis", "assessment").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("find", "oval", "--axis", "nope"),
        ("find", "oval", "--edition", "2014"),
        ("export", "--format", "xml"),
    ],
)
def test_a_wrong_question_is_a_usage_error(words: tuple[str, ...]) -> None:
    run(*words, status=2)


@pytest.mark.parametrize("term", lexicon.terms(), ids=lambda term: term.id)
def test_show_tells_every_term(term: lexicon.Term) -> None:
    text = run("show", term.id).stdout
    assert term.id in text
    assert json.loads(run("show", term.id, "--format", "json").stdout) == term.to_dict()


def test_export_holds_every_term_in_every_form() -> None:
    ids = [term.id for term in lexicon.terms()]
    rows = json.loads(run("export").stdout)["terms"]
    assert [row["id"] for row in rows] == ids
    assert all(row["codes"][-1]["system"] == "birads" for row in rows)
    table = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout)))
    assert [row["id"] for row in table] == ids
    document = tomllib.loads(run("export", "--format", "toml").stdout)["terms"]
    assert [row["id"] for row in document] == ids
    for short, full in zip(document, rows, strict=True):
        assert short == json.loads(
            json.dumps({key: value for key, value in full.items() if value}),
        )


def test_export_of_an_edition() -> None:
    rows = json.loads(run("export", "--edition", "2003").stdout)["terms"]
    assert [row["id"] for row in rows] == [term.id for term in lexicon.terms(edition="2003")]


def test_stats_add_up() -> None:
    axes = json.loads(run("stats", "--format", "json").stdout)["axes"]
    assert sum(row["terms"] for row in axes) == len(lexicon.terms())
    assert "exact code" in run("stats").stdout


def test_review_names_every_table() -> None:
    tables = json.loads(run("review", "--format", "json").stdout)["tables"]
    assert [row["table"] for row in tables] == list(lexicon.REVIEWED_TABLES)
    assert {row["status"] for row in tables} == {"draft"}
    assert "digest" in run("review").stdout


def test_review_reads_any_table(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('x = 1\n[review]\nstatus = "draft"\n', "utf-8")
    (row,) = json.loads(run("review", str(own), "--format", "json").stdout)["tables"]
    assert (row["table"], row["status"], len(row["digest"])) == ("own.toml", "draft", 64)
    by = f'{{ name = "A", date = 2026-05-05, scope = "all", digest = "{row["digest"]}" }}'
    signed = f'[review]\nstatus = "reviewed"\nreviewers = [{by}]\n'
    own.write_text(f"x = 1\n{signed}", "utf-8")
    assert "own.toml: reviewed" in run("review", str(own)).stdout
    own.write_text(f"x = 2\n{signed}", "utf-8")
    assert "own.toml: outdated" in run("review", str(own)).stdout
    run("review", str(tmp_path / "none.toml"), status=1)
