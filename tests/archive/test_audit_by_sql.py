"""Audit an archive twice: by this library over episodes, and by plain SQL over the raw documents.

The SQL shares no line with the library: it reads the JSON, leaves replaced versions out, and
counts each exam by the ACR basic definitions.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from birads import parse
from birads.archive import join
from birads.audit import Audit, Truth
from tests.archive.archive_reports import women

duckdb = pytest.importorskip("duckdb")

COUNT = """
WITH raw AS (SELECT * FROM read_json(?, format = 'newline_delimited', columns = {
    'id': 'VARCHAR', 'replaces': 'VARCHAR', 'patient_key': 'VARCHAR',
    'exams': 'STRUCT(id VARCHAR, purpose VARCHAR, date DATE)[]',
    'assessments': 'STRUCT(breast VARCHAR, exam VARCHAR, category VARCHAR)[]',
    'findings': 'STRUCT(exam VARCHAR, category VARCHAR)[]',
    'pathology': 'STRUCT(date DATE, result VARCHAR)[]'})),
standing AS (
    SELECT * FROM raw WHERE id NOT IN (SELECT replaces FROM raw WHERE replaces IS NOT NULL)),
exam AS (
    SELECT r.id AS report, patient_key, e.id, e.purpose, e.date
    FROM standing r, unnest(r.exams) AS u(e)),
said AS (
    SELECT r.id AS report, a.exam, a.category FROM standing r, unnest(r.assessments) AS u(a)
    UNION ALL
    SELECT r.id, f.exam, f.category FROM standing r, unnest(r.findings) AS u(f)
    WHERE f.category IS NOT NULL),
read AS (
    SELECT e.report, e.patient_key, e.purpose, e.date,
        arg_max(s.category, list_position(
            ['1', '2', '3', '6', '0', '4A', '4', '4B', '4C', '5'], s.category)) AS category
    FROM exam e LEFT JOIN said s ON s.report = e.report AND s.exam = e.id
    GROUP BY ALL),
cancer AS (
    SELECT patient_key, p.date FROM standing r, unnest(r.pathology) AS u(p)
    WHERE p.result IN ('ductal_carcinoma_in_situ', 'invasive_ductal_carcinoma')),
judged AS (
    SELECT r.*,
        EXISTS (FROM cancer c WHERE c.patient_key = r.patient_key
            AND c.date BETWEEN r.date AND r.date + INTERVAL 365 DAY) AS proven,
        EXISTS (FROM cancer c WHERE c.patient_key = r.patient_key
            AND c.date < r.date AND c.date >= r.date - INTERVAL 365 DAY) AS known
    FROM read r)
SELECT CASE WHEN purpose = 'screening' THEN 'screening' ELSE 'diagnostic' END,
    CASE WHEN category IN ('4', '4A', '4B', '4C', '5') THEN 'positive'
         WHEN purpose = 'screening' AND category = '0' THEN 'positive'
         WHEN category IN ('1', '2') THEN 'negative'
         WHEN purpose <> 'screening' AND category = '3' THEN 'negative'
         ELSE 'neither' END,
    proven, count(*)
FROM judged WHERE NOT known GROUP BY ALL
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_the_audit_over_episodes_is_what_plain_sql_counts(tmp_path: Path, seed: int) -> None:
    lines = list(women(400, seed))
    file = tmp_path / "archive.ndjson"
    file.write_bytes(b"".join(lines))
    sql = {tuple(row[:3]): row[3] for row in duckdb.execute(COUNT, [str(file)]).fetchall()}
    run = Audit("acr-basic")
    for episode in join(map(parse, lines)):
        run.add(episode.report)
    assert dict(counted(run)) == sql
    assert min(sql["screening", "positive", True], sql["diagnostic", "positive", True]) > 10
    assert sql["screening", "negative", True]


def counted(run: Audit) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for group in ("screening", "diagnostic"):
        for cell, count in run.result().cells.of(group):
            decision = cell.decision if cell.decision in ("positive", "negative") else "neither"
            found[group, decision, cell.truth is Truth.CANCER] += count
    return found
