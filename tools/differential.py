"""Judge many documents by ``parse`` and by other implementations of JSON Schema, and compare.

Documents are valid reports (from ``birads.testing`` and ``examples/``) changed in up to three
places, some of them in their text: numbers written otherwise, equal keys, odd escapes. What the
contract lets ``parse`` refuse besides is counted apart; every other difference is a disagreement.

    python tools/differential.py --documents 200000 --ajv build/ajv

ajv comes from: npm install --no-save --no-package-lock --prefix build/ajv ajv@8
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
from hypothesis import HealthCheck, Phase, given, settings

from birads import schema
from birads.issue import InvalidReport
from birads.parsing._parse import parse
from birads.testing import documents
from birads.testing._mutate import mutated

ROOT = Path(__file__).resolve().parent.parent
AJV_JUDGE = Path(__file__).with_name("ajv_judge.cjs")
BATCH = 5_000

BESIDES = frozenset(
    {
        "duplicate_member",
        "empty",
        "no_such_date",
        "not_finite",
        "not_json",
        "not_utf8",
        "too_deep",
        "too_large",
        "too_many_digits",
        "too_many_values",
    }
)
"""The codes of what ``parse`` refuses besides what the schema refuses (``contracts.md`` 1)."""

_NUMBER = re.compile(r"[:,\[] ?(-?[0-9.eE+-]+)(?=[,}\]])")
_WORD = re.compile(r'[:\[] ?("[^"\\]*")(?=[,}\]])')

Judge = Callable[[Sequence[str]], list[bool]]

_NUMBERS = (
    "1.0", "1e0", "1E2", "10e-1", "-0", "-0.0", "0.0", "1e400", "-1e400", "1e-400", "5e-324",
    "12.000000000000000000001", "1.0000000000000000000000001", "0.99999999999999999999999",
    "10000.0000000000001", "9007199254740993", "1" + "0" * 30, "-1" + "0" * 30, "1" + "0" * 400,
    "1" + "0" * 5000, "1000.0000000000001", "130.0", "1.30e2", "NaN", "Infinity", "01", "+1", "1.",
)  # fmt: skip
_TEXTS = (
    r'"\u0000"', r'"\ud83d\ude00"', r'"\ud800"', r'"\udc00\ud800"', r'"\u006deft"', r'"l\u0065ft"',
    r'"2024-01-0\u0031"', r'"2024-01-01\n"', r'"\/"', '"\\x"', '"\t"', "'left'", '"\u2028"', "[1,]",
    '{"a":1,}', '{"id":"a","id":"b"}', '{"a.b":{"c":1,"c":1}}', '{"a.b":1,"a\\u002eb":2}', "",
    '"\ufeff"', "nul", "True", "[" * 70 + "]" * 70, '{"a.b":' + "[" * 70 + "]" * 70 + "}",
)  # fmt: skip


class Tally(NamedTuple):
    """Count what one judge said of the documents, against ``parse``."""

    documents: int
    accepted: int
    besides: int
    disagreements: tuple[str, ...]


def seeds(count: int) -> list[Any]:
    """Return valid documents: the examples, and ``count`` from the strategies."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(ROOT.glob("examples/*.json"))]

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def collect(document: dict[str, Any]) -> None:
        found.append(document)

    collect()
    return found


def texts(starts: Sequence[Any], count: int, seed: int) -> Iterator[str]:
    """Yield ``count`` JSON texts of one line, changed from ``starts``; the same for each seed."""
    source = random.Random(seed)  # noqa: S311 - reproducible on purpose
    for _ in range(count):
        document = source.choice(starts)
        for _ in range(source.choice((0, 1, 1, 1, 1, 2, 3))):
            document = mutated(document, source.randrange)
        text = json.dumps(document, ensure_ascii=source.random() < 0.5)  # noqa: PLR2004
        yield _respelt(text, source) if source.random() < 0.3 else text  # noqa: PLR2004


def _respelt(text: str, source: random.Random) -> str:
    """Write one value of ``text`` in a way that only the text can show."""
    numbers = source.random() < 0.6  # noqa: PLR2004
    places = list((_NUMBER if numbers else _WORD).finditer(text))
    if not places:
        return text
    place = source.choice(places)
    value = source.choice(_NUMBERS if numbers else _TEXTS)
    return (text[: place.start(1)] + value + text[place.end(1) :]).replace("\n", " ")


def parse_codes(text: str) -> frozenset[str]:
    """Return the codes of what ``parse`` has against ``text``; nothing where it accepts."""
    try:
        parse(text)
    except InvalidReport as error:
        return frozenset(issue.code for issue in error.issues)
    return frozenset()


def _by_values(is_valid: Callable[[Any], bool]) -> Judge:
    def judge(batch: Sequence[str]) -> list[bool]:
        return [_accepts(is_valid, text) for text in batch]

    return judge


def _accepts(is_valid: Callable[[Any], bool], text: str) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    try:
        return is_valid(value)
    # jsonschema-rs: half of a surrogate pair is not text; jsonschema divides an infinity.
    except (ValueError, OverflowError):
        return False


def ajv_judge(folder: Path, name: str = "report") -> Judge:
    """Return a judge that asks ajv, found under ``folder``, in one process for each batch."""
    node = shutil.which("node")
    if node is None or not (folder / "node_modules" / "ajv").is_dir():
        raise FileNotFoundError(f"node, or ajv under {folder}")

    def judge(batch: Sequence[str]) -> list[bool]:
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(schema.schema(name), file)
            file.flush()
            done = subprocess.run(  # noqa: S603 - our own script
                [node, str(AJV_JUDGE), file.name, str(folder.resolve())],
                input="".join(text + "\n" for text in batch).encode(),
                capture_output=True,
                check=True,
            )
        verdicts = done.stdout.decode().split()
        if len(verdicts) != len(batch):
            raise RuntimeError(f"ajv judged {len(verdicts)} of {len(batch)} documents")
        return [verdict == "1" for verdict in verdicts]

    return judge


def judges(ajv: Path | None, name: str = "report") -> dict[str, Judge]:
    """Return the judges of a schema by name; ajv only where its folder is given."""
    rust = jsonschema_rs.validator_for(schema.schema(name))
    out = {
        "jsonschema": _by_values(schema.validator(name).is_valid),
        "jsonschema-rs": _by_values(rust.is_valid),
    }
    if ajv is not None:
        out["ajv"] = ajv_judge(ajv, name)
    return out


def compare(batch: Sequence[str], codes: Sequence[frozenset[str]], judge: Judge) -> Tally:
    """Return what ``judge`` said of ``batch``, against the ``codes`` that ``parse`` gave."""
    besides = 0
    wrong: list[str] = []
    verdicts = judge(batch)
    for text, found, accepted in zip(batch, codes, verdicts, strict=True):
        if accepted == (not found):
            continue
        if accepted and found <= BESIDES:
            besides += 1
        else:
            wrong.append(text)
    return Tally(len(batch), sum(verdicts), besides, tuple(wrong))


def main() -> int:
    """Print a row for each judge; exit 1 where any disagrees."""
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("--documents", type=int, default=200_000)
    reader.add_argument("--seeds", type=int, default=400)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--ajv", type=Path, help="the folder that holds node_modules/ajv")
    reader.add_argument("--schema", default="report", choices=("report", "report-typed"))
    asked = reader.parse_args()
    began = time.monotonic()
    starts = seeds(asked.seeds)
    panel = judges(asked.ajv, asked.schema)
    rows: dict[str, list[Tally]] = {name: [] for name in panel}
    own: Counter[str] = Counter()
    stream = texts(starts, asked.documents, asked.seed)
    while batch := [text for _, text in zip(range(BATCH), stream, strict=False)]:
        codes = [parse_codes(text) for text in batch]
        own.update(accepted=sum(not found for found in codes), documents=len(batch))
        for name, judge in panel.items():
            rows[name].append(compare(batch, codes, judge))
    _print(own, rows)
    seconds = time.monotonic() - began
    print(f"{len(starts)} valid documents changed, {seconds:.0f} s, seed {asked.seed}")
    return int(any(tally.disagreements for tallies in rows.values() for tally in tallies))


def _print(own: Counter[str], rows: dict[str, list[Tally]]) -> None:
    print(f"{'validator':<15}{'documents':>10}{'accepted':>10}{'besides':>9}{'disagreements':>15}")
    print(f"{'birads.parse':<15}{own['documents']:>10}{own['accepted']:>10}{'':>9}{'':>15}")
    for name, tallies in rows.items():
        counts = [
            sum(tally.documents for tally in tallies),
            sum(tally.accepted for tally in tallies),
            sum(tally.besides for tally in tallies),
        ]
        wrong = [text for tally in tallies for text in tally.disagreements]
        print(f"{name:<15}{counts[0]:>10}{counts[1]:>10}{counts[2]:>9}{len(wrong):>15}")
        for text in wrong[:5]:
            print("   ", text[:2_000], sorted(parse_codes(text)), file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
