"""The public tables themselves, where they are: every row accounted for, exact counts."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from birads.interop import breast_lesions_usg, cbis_ddsm, cdd_cesm
from birads.parsing._parse import parse
from birads.pointer import resolve
from tests.interop.made_up import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from birads.interop.importing import Imported

FILES = {
    "calcifications": (cbis_ddsm, "cbis_ddsm/calc_case_description_train_set.csv"),
    "masses": (cbis_ddsm, "cbis_ddsm/mass_case_description_train_set.csv"),
    "ultrasound": (breast_lesions_usg, "breast_lesions_usg/breast_lesions_usg.csv"),
    "cem": (cdd_cesm, "cdd_cesm/sheet_all.csv"),
}
COUNTS: dict[str, dict[str, Any]] = {
    "calcifications": {
        "rows": 1546,
        "imported": 1546,
        "rejected": 0,
        "reports": 602,
        "reasons": {},
        "issues": {
            "views_differ": 74,
            "word_normalised": 1149,
            "word_repeated": 2,
            "words_joined": 24,
        },
    },
    "masses": {
        "rows": 1318,
        "imported": 1318,
        "rejected": 0,
        "reports": 691,
        "reasons": {},
        "issues": {
            "views_differ": 209,
            "word_kept_as_text": 239,
            "word_normalised": 238,
            "words_joined": 80,
        },
    },
    "ultrasound": {
        "rows": 256,
        "imported": 256,
        "rejected": 0,
        "reports": 256,
        "reasons": {},
        "issues": {
            "edition_word": 55,
            "histology_kept_as_text": 77,
            "word_kept_as_text": 2,
            "word_normalised": 214,
        },
    },
    "cem": {
        "rows": 2006,
        "imported": 2006,
        "rejected": 0,
        "reports": 326,
        "reasons": {},
        "issues": {
            "categories_joined": 136,
            "category_count_differs": 28,
            "category_shared": 73,
            "malignant_without_finding": 11,
            "phrase_unread": 40,
            "phrase_without_kind": 113,
            "views_differ": 53,
            "word_kept_as_text": 233,
            "word_normalised": 344,
        },
    },
}


@cache
def imported(name: str) -> Imported:
    module, path = FILES[name]
    if not (DATASETS / path).exists():
        pytest.skip(f"the public table {path} is not here")
    read: Callable[[Path], Imported] = module.read
    return read(DATASETS / path)


@pytest.mark.parametrize("name", FILES)
def test_counts(name: str) -> None:
    assert imported(name).summary() == COUNTS[name]


@pytest.mark.parametrize("name", FILES)
def test_every_report_round_trips_and_every_pointer_resolves(name: str) -> None:
    ids = set()
    for entry in imported(name).entries:
        assert parse(entry.report.to_json()) == entry.report
        document = entry.report.to_dict()
        for issue in entry.issues:
            resolve(document, issue.pointer)
        findings = [finding.id for finding in entry.report.findings]
        assert len(findings) == len(set(findings))
        ids.add(entry.id)
    assert len(ids) == len(imported(name).entries)


@pytest.mark.parametrize("name", FILES)
def test_no_path_or_uid_of_the_source_is_in_a_report(name: str) -> None:
    for entry in imported(name).entries:
        written = entry.report.to_json()
        for trace in (b"1.3.6.1", b".dcm", b".png", b"P_0", b"Training"):
            assert trace not in written


KINDS: dict[str, dict[str, int]] = {
    "calcifications": {"mg.calcifications": 856},
    "masses": {
        "mg.architectural_distortion": 47,
        "mg.asymmetry": 19,
        "mg.lymph_node": 16,
        "mg.mass": 700,
    },
    "ultrasound": {"us.mass": 252},
    "cem": {
        "cem.mass": 158,
        "cem.nme": 65,
        "mg.architectural_distortion": 26,
        "mg.asymmetry": 64,
        "mg.calcifications": 110,
        "mg.dilated_duct": 6,
        "mg.lymph_node": 22,
        "mg.mass": 164,
        "other": 153,
    },
}


@pytest.mark.parametrize("name", FILES)
def test_kinds(name: str) -> None:
    found = Counter(one.kind for report in imported(name).reports for one in report.findings)
    assert dict(found) == KINDS[name]


def test_a_benign_word_is_never_a_tissue_result() -> None:
    for name in ("calcifications", "masses", "cem"):
        for report in imported(name).reports:
            assert all(one.result == "malignant" for one in report.pathology)
