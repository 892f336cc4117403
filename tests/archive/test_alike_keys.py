"""Keys that are written nearly alike: nothing joins them, everything counts and shows them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from birads import Report, parse
from birads.archive import Joined, duck, join, track
from birads.archive._alike import is_placeholder, spelled
from tests.archive.archive_reports import exam, report

TODAY = dt.date(2025, 1, 1)


def recall(key: str) -> Report:
    read = {"breast": "left", "exam": "e", "category": "0"}
    screen = exam("e", "screening", "2024-01-10")
    return report(id=f"r-{key}", patient_key=key, exams=[screen], assessments=[read])


def workup(key: str, id_: str = "w") -> Report:
    read = {"breast": "left", "exam": "e", "category": "2"}
    later = exam("e", "diagnostic", "2024-02-10")
    return report(id=id_, patient_key=key, exams=[later], assessments=[read])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p7", "P7"),
        ("p7", " p7"),
        ("p 7", "p7"),
        ("007", "7"),
        ("A-0012", "a-12"),
        ("p7", "\uff507"),
    ],
)
def test_keys_that_differ_in_spelling_are_counted_and_not_joined(one: str, other: str) -> None:
    counts = Joined()
    episodes = list(join([recall(one), workup(other), workup("else")], counts))
    assert len(episodes) == counts.patients == 3
    assert counts.apart["patient_key_alike"] == 2
    assert counts.to_dict()["alike"] == [dict.fromkeys(sorted((one, other)), 1)]
    (open_item,) = track([recall(one), workup(other)], TODAY)
    assert (open_item.patient_key, open_item.state) == (one, "overdue")


@pytest.mark.parametrize(("one", "other"), [("p7", "p70"), ("p0", "p"), ("10", "1"), ("1.0", "10")])
def test_keys_that_say_something_else_are_not_alike(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def test_reports_of_one_key_are_not_alike_whatever_their_number() -> None:
    counts = Joined()
    list(join([recall("p1"), workup("p1"), workup("p1", "v")], counts))
    assert not counts.apart["patient_key_alike"]
    assert counts.alike == []


def _written(folder: Path) -> Path:
    path = folder / "reports.ndjson"
    reports = [recall("p1"), workup("P1"), workup("P1", "v"), recall("p2")]
    path.write_bytes(b"".join(one.to_json() + b"\n" for one in reports))
    return path


def test_duckdb_counts_them_too(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    path, counts = _written(tmp_path), Joined()
    tallies = [duck.Tally(), duck.Tally()]
    list(duck.join(path, counts=counts, tally=tallies[0]))
    list(duck.track(path, TODAY, tally=tallies[1]))
    assert [tally.alike for tally in tallies] == [3, 3]
    assert counts.alike == [{"P1": 2, "p1": 1}]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_commands_say_so(tmp_path: Path, jobs: str) -> None:
    path, summary = _written(tmp_path), tmp_path / "summary.json"
    birads = [sys.executable, "-m", "birads"]
    joining = ["join", str(path), "--jobs", jobs, "--summary", str(summary)]
    told = subprocess.run([*birads, *joining], capture_output=True, text=True, check=True)
    assert "apart: 3 patient_key_alike" in told.stderr
    assert json.loads(summary.read_bytes())["alike"] == [{"P1": 2, "p1": 1}]
    tracking = ["track", str(path), "--jobs", jobs, "--today", "2025-01-01"]
    told = subprocess.run([*birads, *tracking], capture_output=True, text=True, check=True)
    assert "'P1' and 'p1'" in told.stderr


@pytest.mark.parametrize("key", ["unknown", "NULL", "   ", "n/a", "---", " Unknown ", "?"])
def test_a_key_that_stands_for_none_joins_nobody(key: str) -> None:
    """Two women without a key may both carry the word for a missing one."""
    mass = {"id": "m", "kind": "mg.mass", "category": "4B", "location": {"breast": "left"}}
    first = report(id="a", exams=[exam("e", "diagnostic", "2024-01-10")], findings=[mass])
    taken = {"breast": "left", "date": "2024-02-10", "result": "benign"}
    tissue = report(id="b", pathology=[{**taken, "procedure": "core_biopsy"}])
    held = [parse({**one.to_dict(), "patient_key": key}) for one in (first, tissue)]
    items = [one for one in track(held, TODAY, closed=True) if one.rule == "tissue_diagnosis"]
    assert [one.state for one in items] == ["overdue"]
    assert "patient_key_placeholder" in items[0].notes
    counts = Joined()
    assert len(list(join(held, counts))) == 2
    assert counts.apart["patient_key_placeholder"] == 2


def test_a_key_of_figures_alone_is_a_key() -> None:
    for key in ("0", "7", "N1", "na7"):
        assert not is_placeholder(key)


def test_the_page_says_so_too(tmp_path: Path) -> None:
    path, page = _written(tmp_path), tmp_path / "list.html"
    tracking = ["track", str(path), "--ndjson", "--today", "2025-01-01", "--html", str(page)]
    subprocess.run([sys.executable, "-m", "birads", *tracking], check=True, capture_output=True)
    assert "3 reports carry a patient_key that differs" in page.read_text()


def test_what_opens_after_the_day_of_the_list_is_shown_and_says_so() -> None:
    (later,) = track([recall("p1")], dt.date(2023, 12, 31))
    assert (later.state, later.notes) == ("due", ("dated_after_today",))
    (now,) = track([recall("p1")], dt.date(2024, 1, 10))
    assert "dated_after_today" not in now.notes
