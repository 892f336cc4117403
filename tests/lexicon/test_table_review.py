"""A signature covers what was read, and any later edit leaves it behind."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from birads import lexicon
from birads.lexicon import ReviewState
from birads.lexicon._load import read_table
from birads.tables._review import digest, review_of
from birads.tables._row import InvalidTable


def _signed(name: str) -> dict[str, Any]:
    table = copy.deepcopy(read_table(name))
    table["review"] = {
        "status": "reviewed",
        "reviewers": [
            {
                "name": "A. Reader",
                "date": "2026-05-05",
                "scope": "mammography, all rows",
                "digest": digest(table),
            }
        ],
    }
    return table


@pytest.mark.parametrize("name", lexicon.REVIEWED_TABLES)
def test_nobody_has_signed_yet(name: str) -> None:
    status = lexicon.review_status(name)
    assert status.state is ReviewState.DRAFT
    assert status.reviewers == ()
    assert len(status.digest) == 64


@pytest.mark.parametrize("name", lexicon.REVIEWED_TABLES)
def test_signing_does_not_change_the_digest(name: str) -> None:
    table = _signed(name)
    status = review_of(name, table)
    assert status.state is ReviewState.REVIEWED
    assert status.digest == lexicon.review_status(name).digest
    assert status.valid == status.reviewers


def test_any_later_edit_invalidates() -> None:
    def edits() -> list[dict[str, Any]]:
        out = []
        for change in ("fact", "label", "editions", "source"):
            table = _signed("mammography")
            row = table["term"][17]
            row[change] = row[change] + ("." if isinstance(row[change], str) else ["x"])
            out.append(table)
        fewer = _signed("mammography")
        fewer["term"].pop()
        swapped = _signed("mammography")
        swapped["term"][0], swapped["term"][1] = swapped["term"][1], swapped["term"][0]
        other = _signed("mammography")
        other["ambiguous"][0]["note"] += " "
        return [*out, fewer, swapped, other]

    for table in edits():
        status = review_of("mammography", table)
        assert status.state is ReviewState.OUTDATED
        assert status.valid == ()


def test_a_second_signature_renews_the_review() -> None:
    table = _signed("mri")
    table["term"][0]["fact"] += " More."
    table["review"]["reviewers"].append(
        {"name": "B. Reader", "date": "2026-06-06", "scope": "all", "digest": digest(table)}
    )
    status = review_of("mri", table)
    assert status.state is ReviewState.REVIEWED
    assert [one.name for one in status.valid] == ["B. Reader"]


def test_the_word_without_anybody_is_a_draft() -> None:
    table = {**_signed("mri"), "review": {"status": "reviewed", "reviewers": []}}
    assert review_of("mri", table).state is ReviewState.DRAFT


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (None, r"\[review\] is missing"),
        ({"status": "outdated", "reviewers": []}, "draft, or reviewed"),
        ({"status": "fine"}, "no word 'fine'"),
        ({"status": "draft", "reviewers": [{"name": "A"}]}, "'date' is missing"),
        ({"status": "draft", "notes": "x"}, "unknown key notes"),
        (
            {
                "status": "reviewed",
                "reviewers": [{"name": "A", "date": "5 May", "scope": "x", "digest": "y"}],
            },
            "write the date",
        ),
    ],
)
def test_a_broken_review_is_refused(review: dict[str, Any] | None, said: str) -> None:
    table = {} if review is None else {"review": review}
    with pytest.raises(InvalidTable, match=said):
        review_of("common", table)
