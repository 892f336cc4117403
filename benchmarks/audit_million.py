"""Audit a stream of synthetic reports and say time and memory: ``audit_million.py [COUNT]``.

Reports are made one by one from a few hundred templates with varied dates, readers and sites, and
parsed from bytes as an archive would be; nothing is kept. Memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator

from birads import parse
from birads.audit import Audit

_MORPHOLOGY = ("amorphous", "fine_pleomorphic", "round", "rim", "coarse_heterogeneous")
_DISTRIBUTION = ("grouped", "linear", "segmental", "regional", "diffuse")
_RESULTS = ("benign", "fibroadenoma", "atypical_ductal_hyperplasia", "ductal_carcinoma_in_situ")
_TEMPLATES = 400
_POSITIVE = 0.12


def templates(chance: random.Random) -> list[bytes]:
    """Return reports with places for a date, a reader and a site."""
    out = []
    for number in range(_TEMPLATES):
        positive = chance.random() < _POSITIVE
        exam = {"id": "e", "modality": "mammography", "purpose": "screening", "date": "@DATE@"}
        document: dict[str, object] = {
            "edition": "2013",
            "id": f"r-{number}",
            "authors": ["@READER@"],
            "exams": [exam],
            "assessments": [{"breast": "left", "exam": "e", "category": "0" if positive else "1"}],
            "extensions": {"org.example.site": "@SITE@"},
        }
        if positive:
            document["findings"] = [
                {
                    "kind": "mg.calcifications",
                    "id": "f",
                    "exam": "e",
                    "location": {"breast": "left"},
                    "morphology": [chance.choice(_MORPHOLOGY)],
                    "distribution": chance.choice(_DISTRIBUTION),
                    "category": chance.choice(("4A", "4B", "4C", "5")),
                }
            ]
            document["pathology"] = [{"finding": "f", "result": chance.choice(_RESULTS)}]
        out.append(json.dumps(document).encode())
    return out


def stream(count: int) -> Iterator[bytes]:
    """Yield that many reports."""
    chance = random.Random(6)  # noqa: S311 - synthetic data
    made = templates(chance)
    for _ in range(count):
        date = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02d}-15".encode()
        reader = f"reader {chance.randrange(40)}".encode()
        site = f"site {chance.randrange(12)}".encode()
        one = chance.choice(made)
        yield one.replace(b"@DATE@", date).replace(b"@READER@", reader).replace(b"@SITE@", site)


def memory() -> float:
    """Return the peak memory of the process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run and print one line of JSON per step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000)
    count = parser.parse_args().count
    run = Audit("acr-basic", site="org.example.site", period="month")
    start = time.perf_counter()
    step = max(count // 5, 1)
    for number, data in enumerate(stream(count), 1):
        run.add(parse(data))
        if number % step == 0:
            seconds = round(time.perf_counter() - start, 1)
            print(json.dumps({"reports": number, "seconds": seconds, "peak_mib": round(memory())}))
    result = run.result()
    result.to_dict()
    seconds = round(time.perf_counter() - start, 1)
    end = {"reports": result.reports, "seconds": seconds, "peak_mib": round(memory())}
    print(json.dumps({**end, "per_second": round(result.reports / seconds)}))


if __name__ == "__main__":
    main()
