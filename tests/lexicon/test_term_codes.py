"""Codes: equal by system and value, equal to the public map, and to what pydicom ships."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from birads import lexicon
from birads.lexicon import Code, Quality, System


def test_codes_are_equal_by_system_and_value_alone() -> None:
    one = Code(System.SCT, "129742005", "Spiculated lesion")
    other = Code(System.SCT, "129742005", "spiculated", Quality.BROADER, "a note")
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1
    assert one != Code(System.SRT, "129742005", "Spiculated lesion")


def test_every_term_has_a_code_of_our_own() -> None:
    own = [term.own_code for term in lexicon.terms()]
    assert len(set(own)) == len(own)
    for term in lexicon.terms():
        assert [code for code in term.codes if code.system is System.BIRADS] == [term.own_code]
        assert term.own_code.value == term.id


def test_a_retired_code_never_counts_as_exact() -> None:
    for term in lexicon.terms():
        living = [c for c in term.codes if c.system not in {System.SRT, System.BIRADS}]
        assert term.has_exact_code == any(code.match is Quality.EXACT for code in living)


def _key(row: Mapping[str, str]) -> str:
    return f"{row['modality']}|{row['group']}|{row['birads5_term']}"


def _codes(row: Mapping[str, str]) -> list[str]:
    return [code for code in row["code"].split("|") if code]


@pytest.fixture(scope="module")
def code_map() -> dict[str, Any]:
    """Return how the rows of the public code map join our terms."""
    return tomllib.loads(Path(__file__).with_name("code_map.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "birads5_code_map.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _holders(row: Mapping[str, str], code_map: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the id and the codes of what a row of the map speaks of."""
    if row["group"] == "assessment":
        category = lexicon.assessment(row["birads5_term"].split()[-1])
        yield f"category {category.id}", category.codes
        return
    for term_id in code_map["join"].get(_key(row), []):
        yield term_id, lexicon.term(term_id).codes


def test_every_row_of_the_map_joins_or_says_why_not(
    rows: list[dict[str, str]], code_map: dict[str, Any]
) -> None:
    for row in rows:
        joined = bool(list(_holders(row, code_map)))
        assert joined is not (_key(row) in code_map["unmatched"]), _key(row)
    keys = {_key(row) for row in rows}
    assert set(code_map["join"]) | set(code_map["unmatched"]) | set(code_map["not_taken"]) <= keys


def test_codes_and_their_quality_are_those_of_the_map(
    rows: list[dict[str, str]], code_map: dict[str, Any]
) -> None:
    for row in rows:
        if _key(row) in code_map["not_taken"]:
            continue
        for holder, codes in _holders(row, code_map):
            have = {f"{code.system}:{code.value}": code.match for code in codes}
            for code in _codes(row):
                stated = code_map["quality"].get(f"{holder} {code}", "exact")
                assert (stated == "exact") is (row["match"] == "exact"), (holder, code)
                assert have.get(code) == stated, (holder, code)
            for legacy in filter(None, row["legacy_srt"].split("|")):
                assert f"SRT:{legacy}" in have, (holder, legacy)
            if row["ig_0.3.0_code"].startswith("RDE"):
                assert f"RadElement:{row['ig_0.3.0_code']}" in have, holder


def test_no_code_comes_from_nowhere(
    rows: list[dict[str, str]], code_map: dict[str, Any], shared: Path
) -> None:
    known: dict[str, set[str]] = {}
    for row in rows:
        for holder, _ in _holders(row, code_map):
            known.setdefault(holder, set()).update(_codes(row))
    for term_id, codes in code_map["added"].items():
        known.setdefault(term_id, set()).update(codes)
    with (shared / "data" / "dicom_cids_breast.csv").open(encoding="utf-8", newline="") as file:
        groups = list(csv.DictReader(file))
    listed = {f"{row['scheme']}:{row['code']}" for row in groups}
    listed |= set(code_map["group_6031"]["codes"])
    assert {code for codes in code_map["added"].values() for code in codes} <= listed
    legacy = {row["legacy_srt_code"] for row in groups} - {""}
    with (shared / "interop" / "dicom_values.csv").open(encoding="utf-8", newline="") as file:
        of_report = listed | {f"{row['scheme']}:{row['code']}" for row in csv.DictReader(file)}
    for term in lexicon.terms():
        for code in term.codes:
            if code.system in {System.SCT, System.DCM, System.NCIT, System.RADLEX}:
                named = known.get(term.id, set())
                # The words of a report are no rows of the map of the lexicon: DICOM lists them.
                named |= of_report if lexicon.axis(term.axis).modality is None else set()
                assert f"{code.system}:{code.value}" in named, (term.id, code)
            if code.system is System.SRT:
                assert code.value in legacy, (term.id, code)


def test_codes_that_pydicom_knows_mean_the_same() -> None:
    """Compare by code: what pydicom has under a code must carry our display among its texts."""
    pydicom_sr = pytest.importorskip("pydicom.sr._concepts_dict", reason="pydicom is not here")
    texts: dict[tuple[str, str], set[str]] = {}
    for scheme in ("SCT", "DCM", "NCIt", "RADLEX"):
        for entry in pydicom_sr.concepts[scheme].values():
            for value, (meaning, _) in entry.items():
                texts.setdefault((scheme, value), set()).add(meaning.casefold())
    judged = 0
    for term in lexicon.terms():
        for code in term.codes:
            if (code.system.value, code.value) in texts:
                judged += 1
                assert code.display.casefold() in texts[code.system.value, code.value], code
            else:
                assert code.system in {System.SRT, System.RADELEMENT, System.BIRADS}, code
    assert judged > 100


def test_pydicom_groups_hold_our_codes_by_number_not_by_text() -> None:
    """CID 6027 words 4B as intermediate and 4C as moderate; the number is what counts."""
    codes = {category.id: {c.value for c in category.codes} for category in lexicon.assessments()}
    assert "MA.II.A.5.4B" in codes[lexicon.assessment("4B").id]
    assert "MA.II.A.5.4C" in codes[lexicon.assessment("4C").id]
    displays = [c.display for a in lexicon.assessments() for c in a.codes if c.system is System.BI]
    assert "4C - Moderate suspicion" in displays
    assert lexicon.assessment("4C").name == "high suspicion"
