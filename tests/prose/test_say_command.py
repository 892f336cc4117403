"""Run ``birads say``: text, JSON, pages, refusals, letters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from birads.cli._app import app

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILE = str(EXAMPLES / "screening-recall-grouped-amorphous.json")


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, ["say", *words])


def test_text_is_what_say_returns() -> None:
    done = _run(FILE)
    assert done.exit_code == 0
    assert "Left breast: BI-RADS 0, incomplete: needs additional imaging." in done.output


@pytest.mark.parametrize("style", ["report", "impression", "letter", "mqsa"])
def test_json_is_one_line_with_spans(style: str) -> None:
    done = _run(FILE, "--style", style, "--format", "json")
    assert done.exit_code == 0
    (line,) = done.output.splitlines()
    answer = json.loads(line)
    assert answer["style"] == style
    ((start, end),) = answer["spans"]["/assessments/0/category"]
    assert answer["text"][start:end]
    for section in answer["sections"]:
        for one in section["sentences"]:
            assert answer["text"][one["start"] : one["end"]] == one["text"]


@pytest.mark.parametrize("language", ["en", "es", "pt", "de", "fr"])
def test_a_page_holds_every_report_with_its_map(language: str) -> None:
    other = str(EXAMPLES / "ultrasound-mass-4a.json")
    done = _run(FILE, other, "--format", "html", "--language", language)
    assert done.exit_code == 0
    assert f'<html lang="{language}">' in done.output
    assert done.output.count("<article") == 2
    assert done.output.count("<svg") == 4
    ids = [part.split('"')[0] for part in done.output.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_what_cannot_be_said_is_told_and_ends_with_1(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text('{"edition": "2013"}', encoding="utf-8")
    bad = tmp_path / "bad.json"
    bad.write_text('{"edition": "2012"}', encoding="utf-8")
    done = _run(str(empty), str(bad), FILE, "--style", "letter", "--format", "json")
    assert done.exit_code == 1
    no_result, no_report, letter = map(json.loads, done.output.splitlines())
    assert no_result["issues"][0]["code"] == "result_not_stated"
    assert no_report["valid"] is False
    assert letter["deadline"]["days"] == 30
    text = _run(FILE, "--style", "mqsa", "--language", "es")
    assert text.exit_code == 1
    assert "English alone" in text.output


def test_a_letter_takes_a_head_and_texts_of_a_site(tmp_path: Path) -> None:
    head = tmp_path / "head.toml"
    head.write_text('facility = "Clinic"\npatient = "A. B."\n', encoding="utf-8")
    site = tmp_path / "site.toml"
    site.write_text(
        '[review]\nstatus = "draft"\nreviewers = []\n[[notice]]\nid = "s"\nwhen = "always"\n'
        'text = { en = "Call us at any time." }\n',
        encoding="utf-8",
    )
    words = ["--style", "letter", "--letterhead", str(head), "--texts", str(site)]
    done = _run(FILE, *words)
    assert done.exit_code == 0, done.output
    assert "Dear A. B.," in done.output
    assert "Call us at any time." in done.output
    head.write_text('phone = "1"\n', encoding="utf-8")
    assert _run(FILE, *words).exit_code == 2
