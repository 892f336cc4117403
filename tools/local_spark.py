"""Start a Spark cluster of a master and two workers on this machine, as processes of their own.

It needs pyspark, with a pandas that pyspark supports, and Java.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Cluster", "session_of"]

ROOT = Path(__file__).resolve().parents[1]


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
        return subprocess.Popen(  # noqa: S603 - our own command
            [*command, *more, "--host", "127.0.0.1", "--webui-port", "0"],
            env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill_worker(self) -> None:
        """Kill one worker and what it runs, as a machine that goes away."""
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def stop(self) -> None:
        """Kill what is left."""
        for process in (*self.workers, self.master):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def session_of(cluster: Cluster) -> Iterator[Any]:
    """Yield a session of a cluster whose workers see this project."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    path = os.pathsep.join(str(place) for place in (ROOT / "src", ROOT, ROOT / "tools"))
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
