"""Audits of public tables that nobody here wrote; skipped where they are absent."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from birads.audit import Audit, Result

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "datasets"


def audited(table: str, module: str, name: str = "study-2018") -> tuple[Result, Any]:
    path = DATA / table
    if not path.exists():
        pytest.skip(f"public data are not here: ../shared/datasets/{table}")
    pytest.importorskip(f"birads.interop.{module}", reason="the importer is not here")
    imported = import_module(f"birads.interop.{module}").read(path)
    run = Audit(name)
    for report in imported.reports:
        run.add(report)
    return run.result(), imported


def plain_rows(table: str) -> list[dict[str, str]]:
    import csv

    with (DATA / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


CALC = "cbis_ddsm/calc_case_description_train_set.csv"


def test_cbis_calcifications_equal_a_plain_recount_of_the_table() -> None:
    result, imported = audited(CALC, "cbis_ddsm")
    assert result.refused == 0
    assert imported.rows == sum(len(entry.lines) for entry in imported.entries) + len(
        imported.rejects
    )
    lesions: dict[tuple[str, str, str], set[str]] = {}
    categories: dict[tuple[str, str, str], set[str]] = {}
    for row in plain_rows(CALC):
        key = row["patient_id"], row["left or right breast"], row["abnormality id"]
        lesions.setdefault(key, set()).add(row["pathology"])
        categories.setdefault(key, set()).add(row["assessment"])
    assert result.cells.total == len(lesions)
    malignant = {key for key, said in lesions.items() if "MALIGNANT" in said}
    for word in result.evidence.rows("category"):
        same = {key for key, said in categories.items() if said == {word.word}}
        if all(len(said) == 1 for said in categories.values() if word.word in said):
            assert (word.share.k, word.share.n) == (len(same & malignant), len(same))
    kind = result.evidence.rows("finding.kind")[0]
    assert (kind.share.k, kind.share.n) == (len(malignant), len(lesions))


def test_cbis_does_not_say_which_benign_lesions_were_biopsied() -> None:
    result, _ = audited(CALC, "cbis_ddsm")
    ((_, _, found),) = result.sections()
    assert found["ppv3"].value is None
    assert "do not say whether tissue was taken" in (found["ppv3"].reason or "")


def test_cbis_masses_hold_no_contradiction() -> None:
    result, _ = audited("cbis_ddsm/mass_case_description_train_set.csv", "cbis_ddsm")
    assert not result.log.counts
    assert result.cells.total > 700


def test_breast_equals_a_plain_recount_of_the_table() -> None:
    table = "breast_lesions_usg/breast_lesions_usg.csv"
    result, _ = audited(table, "breast_lesions_usg")
    rows = plain_rows(table)
    for row in result.evidence.rows("category"):
        same = [one for one in rows if one["BIRADS"].upper() == row.word]
        known = [one for one in same if one["Classification"] in ("malignant", "benign")]
        malignant = sum(one["Classification"] == "malignant" for one in known)
        assert (row.share.k, row.share.n) == (malignant, len(known)), row.word


def test_cdd_cesm_counts_every_report() -> None:
    result, imported = audited("cdd_cesm/sheet_all.csv", "cdd_cesm")
    assert result.reports == len(imported.entries)
    counted = sum(counted.exams for _, counted, _ in result.sections())
    assert counted == result.cells.total
