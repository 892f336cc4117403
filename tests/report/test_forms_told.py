"""Whoever writes a text in a wrong form is told the form that its place has."""

from __future__ import annotations

from typing import Any

import pytest

from birads import InvalidReport, parse

DAY = "Write a date like 2026-05-05, without a time."
PARTIAL = "Write a date as far as it is known, like 2019, 2019-04 or 2019-04-30."


@pytest.mark.parametrize(
    ("members", "pointer", "hint"),
    [
        (
            {"patient": {"history": [{"event": "biopsy", "date": "12.03.2019"}]}},
            "/patient/history/0/date",
            PARTIAL,
        ),
        ({"cancers": [{"breast": "left", "date": "2019-3"}]}, "/cancers/0/date", PARTIAL),
        (
            {"exams": [{"id": "e", "modality": "mri", "date": "2019-03"}]},
            "/exams/0/date",
            DAY,
        ),
        ({"pathology": [{"result": "benign", "date": "2024"}]}, "/pathology/0/date", DAY),
        (
            {"recommendations": [{"action": "routine_screening", "due": "2024"}]},
            "/recommendations/0/due",
            DAY,
        ),
        (
            {"issued": "2024-05-01"},
            "/issued",
            "Write an RFC 3339 time with its offset, like 2026-05-05T09:30:00+02:00.",
        ),
        (
            {"language": "english please"},
            "/language",
            "Write a language tag like en, pt-BR or es-MX.",
        ),
        (
            {"extensions": {"bad": 1}},
            "/extensions/bad",
            "Keys are reverse domain names, like org.example.hospital.",
        ),
    ],
)
def test_the_form_of_the_place_is_told(members: dict[str, Any], pointer: str, hint: str) -> None:
    with pytest.raises(InvalidReport) as refused:
        parse({"edition": "2013", **members})
    (issue,) = refused.value.issues
    assert (issue.pointer, issue.hint) == (pointer, hint)
