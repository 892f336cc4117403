"""Ask a Spark cluster of a master and two workers; one worker is killed while it answers.

It needs pyspark with a pandas that pyspark supports, and Java; where one is absent it says so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import socket
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

pandas = pytest.importorskip("pandas")
pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
if int(pandas.__version__.split(".")[0]) > 2:
    pytest.skip("pyspark does not support pandas 3", allow_module_level=True)
if shutil.which("java") is None:
    pytest.skip("Java is not installed", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("default")

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2021, 3, 1)
BAD = ['{"edition": "2013"', '{"edition": "1999", "patient_key": "w0000003"}']


class Cluster:
    """Hold a master and its workers, each a process group of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"spark://127.0.0.1:{port}"
        self.master = self._start("master.Master", "--port", str(port))
        self.workers = [
            self._start("worker.Worker", self.url, "--cores", "1", "--memory", "1g", "--work-dir",
                        str(folder / f"worker-{number}"))
            for number in range(2)
        ]  # fmt: skip

    def _start(self, role: str, *more: str) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(pyspark.__file__).parent
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}"]
        return subprocess.Popen(
            [*command, *more, "--host", "127.0.0.1", "--webui-port", "0"],
            env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill_worker(self) -> None:
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def stop(self) -> None:
        for process in (*self.workers, self.master):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("spark"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    path = os.pathsep.join(str(ROOT / name) for name in ("src", "tests/archive", "tools"))
    made = (
        SparkSession.builder.master(cluster.url)
        .appName("birads")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.executor.memory", "512m")
        .config("spark.executorEnv.PYTHONPATH", path)
        .getOrCreate()
    )
    yield made
    made.stop()


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
