"""Let other implementations of JSON Schema judge the same texts as ``parse``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import differential
import pytest

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = 8_000
SEED = 20_260


@pytest.fixture(scope="module")
def texts(valid_documents: list[object]) -> list[str]:
    return list(differential.texts(valid_documents, DOCUMENTS, SEED))


@pytest.fixture(scope="module")
def codes(texts: list[str]) -> list[frozenset[str]]:
    return [differential.parse_codes(text) for text in texts]


def test_the_documents_are_neither_all_valid_nor_all_wrong(codes: list[frozenset[str]]) -> None:
    accepted = sum(not found for found in codes)

    assert DOCUMENTS / 10 < accepted < DOCUMENTS * 0.9


def test_every_kind_of_refusal_is_met(codes: list[frozenset[str]]) -> None:
    met = frozenset[str]().union(*codes)

    assert met >= {
        "duplicate_member",
        "missing_member",
        "no_such_date",
        "not_finite",
        "not_json",
        "not_whole",
        "null_not_allowed",
        "out_of_range",
        "too_long",
        "too_short",
        "unknown_kind",
        "unknown_member",
        "unknown_word",
        "wrong_form",
        "wrong_type",
    }


@pytest.mark.parametrize("name", ["jsonschema", "jsonschema-rs"])
def test_python_and_rust_agree_with_parse(
    name: str, texts: list[str], codes: list[frozenset[str]]
) -> None:
    tally = differential.compare(texts, codes, differential.judges(None)[name])

    assert tally.disagreements == ()


def test_ecmascript_agrees_with_parse(
    ajv_folder: Path, texts: list[str], codes: list[frozenset[str]]
) -> None:
    try:
        judge = differential.ajv_judge(ajv_folder)
    except FileNotFoundError as error:
        pytest.skip(f"no {error}; npm install --no-package-lock --prefix build/ajv ajv@8")

    assert differential.compare(texts, codes, judge).disagreements == ()


def test_a_judge_that_is_too_kind_is_found_out(
    texts: list[str], codes: list[frozenset[str]]
) -> None:
    tally = differential.compare(texts, codes, lambda batch: [True] * len(batch))

    assert len(tally.disagreements) > DOCUMENTS / 10


def test_a_judge_that_is_too_strict_is_found_out(
    texts: list[str], codes: list[frozenset[str]]
) -> None:
    tally = differential.compare(texts, codes, lambda batch: [False] * len(batch))

    assert len(tally.disagreements) == sum(not found for found in codes)
