"""Measure an archive of invented women over ten years, size by size and question by question.

python benchmarks/archive_million.py 10000 100000 1000000 --out figures.ndjson

Each row is a process of its own: its processor seconds, its largest memory, and the digest of what
it answered, so that engines can be compared. Reports are streamed to a file from a seed, with
gaps as archives have them. A row that stands in the file of ``--out`` already is not run again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import archive_questions

_ROOT = Path(__file__).resolve().parents[1]
_REPORTS_PER_WOMAN = 9.45
_QUESTIONS = ("join", "track", "audit", "recommend")


def made(folder: Path, reports: int, seed: int) -> Path:
    """Return the file of about so many reports, made once."""
    path = folder / f"archive-{reports}-{seed}.ndjson"
    if not path.exists():
        women = max(1, round(reports / _REPORTS_PER_WOMAN))
        part = path.with_suffix(".part")
        command = [sys.executable, str(_ROOT / "tools" / "make_archive.py"), str(women), "--gaps"]
        with part.open("wb") as stream:
            subprocess.run([*command, "--seed", str(seed)], stdout=stream, check=True)  # noqa: S603 - ours
        part.rename(path)
    return path


def row(engine: str, question: str, source: Path) -> dict[str, Any]:
    """Run one question in a process, and return what it cost and answered."""
    command = [sys.executable, str(Path(archive_questions.__file__)), engine, question]
    start = time.perf_counter()
    with subprocess.Popen([*command, str(source)], stdout=subprocess.PIPE) as process:  # noqa: S603 - ours
        told = json.loads(process.stdout.read() if process.stdout is not None else b"")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{engine} {question} ended with {process.returncode}")
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    if (all_used := told.pop("used")) is not None:  # of a cluster, all of its processes
        seconds, peak = all_used["cpu_seconds"], all_used["peak_mib"]
    return {
        "engine": engine,
        "question": question,
        **told,
        "cpu_seconds": round(seconds, 1),
        "wall_seconds": round(time.perf_counter() - start, 1),
        "reports_per_cpu_second": round(told["reports"] / seconds),
        "peak_mib": round(peak),
    }


def main() -> None:
    """Run what is not yet measured, one process at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="+", help="about how many, for each size")
    parser.add_argument("--engine", action="append", choices=["library", "duckdb", "spark"])
    parser.add_argument("--question", action="append", choices=_QUESTIONS)
    parser.add_argument("--folder", type=Path, default=Path("/tmp"))  # noqa: S108 - a default
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    known = set()
    if chosen.out.exists():
        rows = map(json.loads, chosen.out.read_text().splitlines())
        known = {(one["engine"], one["question"], one["size"]) for one in rows}
    for size in chosen.reports:
        for question in chosen.question or _QUESTIONS:
            for engine in chosen.engine or ("library", "duckdb"):
                if (engine, question, size) in known:
                    continue
                source = made(chosen.folder, size, chosen.seed)
                found = {"size": size, **row(engine, question, source)}
                with chosen.out.open("a") as stream:
                    stream.write(json.dumps(found) + "\n")
                print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
