"""Engines answer as the command line does, row by row, and lose no document."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from birads import parse
from birads.archive import Joined, join, track
from birads.audit import Audit
from tests.archive.archive_reports import women

pytest.importorskip("duckdb")
pa = pytest.importorskip("pyarrow")

TODAY = dt.date(2021, 3, 1)
BAD = [
    b'{"edition": "2013"',
    b'{"edition": "1999", "patient_key": "w0000003"}',
    b'"\xc3\xa9, \\u0001; not a report"',
    b"[1, 2, 3]",
    b'{"patient_key": 7}',
]


HOSTILE = [
    b'{"edition": "2013", "id": "\xff\xfe"}',
    b'{"edition": "2013", "id": "' + b"x" * (17 << 20) + b'"}',
    b"\xef\xbb\xbf{}",
    b"\x00",
]


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    made = [line.rstrip(b"\n") for line in women(40, 3)]
    for number, bad in enumerate(BAD):
        made.insert(17 * (number + 1), bad)
    keyless = json.loads(made[0])
    del keyless["patient_key"]
    return [*made, json.dumps(keyless).encode()]


@pytest.fixture(scope="module")
def sources(lines: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("archive")
    ndjson, parquet = folder / "a.ndjson", folder / "a.parquet"
    ndjson.write_bytes(b"\n".join(lines) + b"\n")
    pq.write_table(pa.table({"document": [line.decode() for line in lines]}), parquet)
    return {"ndjson": ndjson, "parquet": parquet}


def by_command(source: Path, question: str, topics: str | None = None) -> list[dict[str, Any]]:
    more = ["--topics", topics] if topics is not None else []
    done = subprocess.run(
        [sys.executable, "-m", "birads", question, str(source), "--format", "json", *more],
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1)
    return [placeless(json.loads(line)) for line in done.stdout.splitlines()]


def placeless(answer: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in answer.items() if k not in ("file", "line")}


ASKED = [("check", None), ("recommend", None), ("recommend", "current")]


@pytest.mark.parametrize(
    ("form", "question", "topics"),
    [*(("ndjson", *asked) for asked in ASKED), ("parquet", "check", None)],
)
def test_duckdb_answers_as_the_command_does(
    sources: dict[str, Path], form: str, question: str, topics: str | None
) -> None:
    from birads.archive.duck import Tally, answers

    tally = Tally()
    told = answers(sources[form], question, topics=topics, tally=tally)
    found = [placeless(json.loads(line)) for line in told]
    assert found == by_command(sources["ndjson"], question, topics)
    assert (tally.documents, tally.refused) == (len(found), len(BAD))


@pytest.mark.parametrize("topics", [None, "current"])
def test_sql_asks_the_same(sources: dict[str, Path], topics: str | None) -> None:
    import duckdb

    from birads.archive.duck import answers, register

    connection = duckdb.connect()
    register(connection)
    name = "birads_recommend" if topics is None else f"birads_recommend_{topics}"
    query = f"SELECT {name}(document) FROM '{sources['parquet']}'"  # noqa: S608 - a test
    assert [row[0] for row in connection.execute(query).fetchall()] == list(
        answers(sources["parquet"], "recommend", topics=topics)
    )


@pytest.mark.parametrize("form", ["ndjson", "parquet"])
def test_duckdb_tracks_the_same_items(
    sources: dict[str, Path], lines: list[bytes], form: str
) -> None:
    from birads.archive import duck

    tally = duck.Tally()
    found = list(duck.track(sources[form], TODAY, closed=True, tally=tally))
    reports = [parse(line) for line in lines if line not in BAD]
    expected = list(track(reports, TODAY, closed=True))
    assert found == sorted(expected, key=lambda item: item.patient_key is None)
    assert (tally.documents, tally.refused) == (len(lines), len(BAD))


def batches(texts: list[Any], size: int = 50) -> list[Any]:
    return [
        pa.RecordBatch.from_pydict({"document": texts[n : n + size]})
        for n in range(0, len(texts), size)
    ]


@pytest.mark.parametrize(("question", "topics"), ASKED)
def test_arrow_batches_answer_as_the_command_does(
    lines: list[bytes], sources: dict[str, Path], question: str, topics: str | None
) -> None:
    from birads.archive.spark import answer_batches

    run = answer_batches(question, topics)
    rows = [
        row for out in run(batches([line.decode() for line in lines])) for row in out.to_pylist()
    ]
    assert [placeless(json.loads(row["answer"])) for row in rows] == by_command(
        sources["ndjson"], question, topics
    )
    assert sum(not row["valid"] for row in rows) == len(BAD)


def test_groups_track_and_join_as_the_library_does(lines: list[bytes]) -> None:
    pytest.importorskip("pandas")
    from birads.archive.spark import join_group, keyed_batches, track_group

    texts = [line.decode() for line in lines]
    keyed = pa.Table.from_batches(list(keyed_batches(batches(texts)))).to_pandas()
    items, documents, refused = [], [], Counter[str]()
    for _, frame in keyed.groupby("group_key"):
        for key, item, bad in track_group(TODAY)(frame).itertuples(index=False):
            refused["track"] += bad
            if isinstance(item, str):
                items.append((key, item))
        for row in join_group(frame).itertuples(index=False):
            refused["join"] += row.refused
            if isinstance(row.document, str):
                documents.append(row.document)
    reports = [parse(line) for line in lines if line not in BAD]
    expected = [json.dumps(one.to_dict(), separators=(",", ":")) for one in track(reports, TODAY)]
    assert sorted(item for _, item in items) == sorted(expected)
    assert sorted(documents) == sorted(one.report.to_json().decode() for one in join(reports))
    assert refused == {"track": len(BAD), "join": len(BAD)}


def test_partial_counts_add_up_to_the_audit(lines: list[bytes]) -> None:
    from birads.archive.spark import audit_batches

    reports = [parse(line) for line in lines if line not in BAD]
    joined = [one.report for one in join(reports)]
    run = Audit("acr-basic")
    for one in joined:
        run.add(one)
    texts = [one.to_json().decode() for one in joined] + [BAD[0].decode(), None]
    found, excluded = Counter[tuple[Any, ...]](), Counter[str]()
    for out in audit_batches()(batches(texts, 20)):
        for row in out.to_pylist():
            count, reason = row.pop("n"), row.pop("excluded")
            if reason is None:
                found[tuple(row.values())] += count
            else:
                excluded[reason] += count
    cells = {
        (c.group, c.category, c.decision, c.truth.value, c.biopsied, c.cancer_type, c.recall): n
        for c, n in run.cells.counts.items()
    }
    assert found == cells
    assert excluded == {**{k: v for k, v in run.excluded.items() if v}, "refused": 2}


def test_lines_that_are_no_text_or_too_long_are_counted_and_lose_nothing(
    lines: list[bytes], tmp_path: Path
) -> None:
    from birads.archive import duck

    sound, file = tmp_path / "sound.ndjson", tmp_path / "hostile.ndjson"
    sound.write_bytes(b"\n".join(lines) + b"\n")
    file.write_bytes(b"\r\n \n".join([HOSTILE[0], *lines, *HOSTILE[1:]]))
    tally = duck.Tally()
    told = [placeless(json.loads(line)) for line in duck.answers(file, "recommend", tally=tally)]
    assert told == by_command(file, "recommend")
    assert tally.refused == len(HOSTILE) + len(BAD)
    tally = duck.Tally()
    assert list(duck.track(file, TODAY, tally=tally)) == list(duck.track(sound, TODAY))
    assert (tally.documents, tally.refused) == (len(told), len(HOSTILE) + len(BAD))


def test_a_key_of_too_many_documents_comes_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from birads.archive import _patients as patients
    from birads.archive import duck

    for module in (duck, patients):
        monkeypatch.setattr(module, "MOST_REPORTS", 3)
    file = tmp_path / "a.ndjson"
    file.write_bytes(b"".join(women(12, 4)))
    reports = [parse(line) for line in file.read_bytes().splitlines()]
    found = list(duck.track(file, TODAY))  # those of one key in the order of their texts
    assert sorted(found, key=repr) == sorted(track(reports, TODAY), key=repr)
    assert any("too_many_reports_of_one_key" in item.notes for item in found)
    counts, expected = Joined(), Joined()
    told = sorted(duck.join(file, counts=counts), key=repr)
    assert told == sorted(join(reports, expected), key=repr)
    assert counts == expected


def test_many_files_are_one_source_and_none_is_told(tmp_path: Path) -> None:
    from birads.archive import duck

    rows = list(women(6, 4))
    (tmp_path / "a.ndjson").write_bytes(b"".join(rows[:20]))
    (tmp_path / "b.ndjson").write_bytes(b"".join(rows[20:]))
    (tmp_path / "whole.jsonl").write_bytes(b"".join(rows))
    both = tmp_path / "*.ndjson"
    assert list(duck.track(both, TODAY)) == list(duck.track(tmp_path / "whole.jsonl", TODAY))
    with pytest.raises(FileNotFoundError):
        list(duck.answers(tmp_path / "none.ndjson", "check"))


def test_duckdb_joins_and_audits_as_the_library_does(
    sources: dict[str, Path], lines: list[bytes]
) -> None:
    from birads.archive import duck

    reports = [parse(line) for line in lines if line not in BAD]
    counts, expected_counts, tally = Joined(), Joined(), duck.Tally()
    found = list(duck.join(sources["ndjson"], counts=counts, tally=tally))
    expected = list(join(reports, expected_counts))
    assert found == sorted(expected, key=lambda one: one.patient_key is None)
    assert counts == expected_counts
    assert (tally.documents, tally.refused) == (len(lines), len(BAD))
    run = Audit("acr-basic")
    for one in expected:
        run.add(one.report)
    again = duck.audit(sources["parquet"])
    assert again.cells.counts == run.cells.counts
    assert again.excluded == run.excluded


def test_an_unknown_question_is_refused_before_anything_is_read() -> None:
    from birads.archive.answers import ask

    with pytest.raises(LookupError, match="check, recommend"):
        ask("explain")
    with pytest.raises(LookupError, match="recommend_2009"):
        ask("recommend", "2009")
