"""Ask a Spark cluster of a master and two workers; one worker is killed while it answers.

It needs pyspark with a pandas that pyspark supports, and Java; where one is absent it says so.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from birads import parse
from birads.archive import join, track
from birads.archive.answers import ask
from birads.archive.spark import (
    ANSWER_SCHEMA,
    JOIN_SCHEMA,
    KEYED_SCHEMA,
    TRACK_SCHEMA,
    answer_batches,
    join_group,
    keyed_batches,
    track_group,
)
from tests.archive.archive_reports import women
from tests.archive.spark_cluster import need_spark
from tests.interop.made_up import DATASETS

need_spark()

from local_spark import Cluster, session_of  # noqa: E402 - after what it needs

pytestmark = pytest.mark.filterwarnings("default")

TODAY = dt.date(2021, 3, 1)
BAD = ['{"edition": "2013"', '{"edition": "1999", "patient_key": "w0000003"}']


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("spark"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[Any]:
    with session_of(cluster) as made:
        yield made


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*(line.decode().strip() for line in women(60, 9)), *BAD]


def test_the_cluster_answers_row_by_row_tracks_and_joins(session: Any, texts: list[str]) -> None:
    frame = session.createDataFrame(
        [(n, text) for n, text in enumerate(texts)], "line long, document string"
    )
    rows = frame.repartition(6).mapInArrow(answer_batches("recommend"), ANSWER_SCHEMA).collect()
    found = {row.line: row.answer for row in rows}
    answer = ask("recommend")
    assert found == {n: answer(text, (None, n)).line for n, text in enumerate(texts)}
    keyed = frame.mapInArrow(keyed_batches, KEYED_SCHEMA).groupBy("group_key")
    tracked = keyed.applyInPandas(track_group(TODAY), TRACK_SCHEMA).collect()
    reports = [parse(text) for text in texts if text not in BAD]
    expected = [json.dumps(one.to_dict(), separators=(",", ":")) for one in track(reports, TODAY)]
    assert sorted(row.item for row in tracked if row.item is not None) == sorted(expected)
    assert sum(row.refused for row in tracked) == len(BAD)
    joined = keyed.applyInPandas(join_group, JOIN_SCHEMA).collect()
    assert sorted(row.document for row in joined if row.document is not None) == sorted(
        one.report.to_json().decode() for one in join(reports)
    )


PUBLIC = {
    "cbis-ddsm": "cbis_ddsm/calc_case_description_train_set.csv",
    "breast-lesions-usg": "breast_lesions_usg/breast_lesions_usg.csv",
    "cdd-cesm": "cdd_cesm/sheet_all.csv",
    "bus-bra": "bus_bra/bus_data.csv",
    "busi-whu": "busi_whu/busi_whu_information.csv",
    "uci": "uci_mammographic_mass/mammographic_masses.data",
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the reports of the public tables in one file."""
    if not DATASETS.is_dir():
        pytest.skip("../shared/datasets is not here")
    file = tmp_path_factory.mktemp("public") / "public.ndjson"
    own = Path(__file__).resolve().parents[2] / "examples" / "imports"
    with file.open("wb") as stream:
        for name, table in PUBLIC.items():
            mapping = own / f"{name}.toml"
            how = ["table", "--map", str(mapping)] if mapping.exists() else [name]
            command = [sys.executable, "-m", "birads", "import", *how, str(DATASETS / table)]
            done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, check=False)
            assert done.returncode == 0, done.stderr
    return file


@pytest.mark.parametrize("question", ["check", "recommend"])
def test_public_tables_are_answered_as_by_the_command(
    session: Any, public: Path, question: str
) -> None:
    command = [sys.executable, "-m", "birads", question, str(public), "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)
    texts = public.read_text("utf-8").splitlines()
    rows = [(str(public), number, text) for number, text in enumerate(texts, 1)]
    frame = session.createDataFrame(rows, "file string, line long, document string")
    found = frame.repartition(8).mapInArrow(answer_batches(question), ANSWER_SCHEMA).collect()
    lines = [row.answer for row in sorted(found, key=lambda row: row.line)]
    assert lines == done.stdout.decode().splitlines()
    assert len(lines) > 2_000


def test_a_partition_that_fails_is_answered_again_and_once(
    session: Any, texts: list[str], tmp_path: Path
) -> None:
    marker = tmp_path / "failed"

    def failing(batches: Any) -> Any:
        for place, batch in enumerate(answer_batches("check")(batches)):
            yield batch
            if place == 0 and not marker.exists():
                marker.touch()
                raise RuntimeError("the partition fails after it gave a part of its rows")

    frame = session.createDataFrame(list(enumerate(texts)), "line long, document string")
    rows = frame.repartition(4).mapInArrow(failing, ANSWER_SCHEMA).collect()
    answer = ask("check")
    assert marker.exists()
    assert sorted((row.line, row.answer) for row in rows) == [
        (n, answer(text, (None, n)).line) for n, text in enumerate(texts)
    ]


def test_a_worker_that_is_killed_loses_nothing(
    session: Any, cluster: Cluster, texts: list[str]
) -> None:
    def slow(batches: Any) -> Any:
        for batch in answer_batches("check")(batches):
            time.sleep(1)
            yield batch

    frame = session.createDataFrame(
        [(n, text) for n, text in enumerate(texts)], "line long, document string"
    )
    killer = threading.Timer(4, cluster.kill_worker)
    killer.start()
    rows = frame.repartition(12).mapInArrow(slow, ANSWER_SCHEMA).collect()
    assert killer.finished.is_set(), "the worker was to be killed while others answered"
    killer.join()
    answer = ask("check")
    assert {row.line: row.answer for row in rows} == {
        n: answer(text, (None, n)).line for n, text in enumerate(texts)
    }
    assert len(rows) == len(texts)
    assert sum(not row.valid for row in rows) == len(BAD)
