"""A text is a text: bytes and numbers are refused where one is wanted, never read as one."""

from __future__ import annotations

from typing import Any

import pytest

from birads import InvalidReport, Report, parse
from birads.report import MammographyExam

WRONG = [b"abc", bytearray(b"abc"), 7, 1.5, True, ["abc"]]
IDS = ["bytes", "bytearray", "whole number", "number", "flag", "list"]


@pytest.mark.parametrize("value", WRONG, ids=IDS)
@pytest.mark.parametrize("member", ["id", "narrative", "patient_key", "episode"])
def test_what_is_no_text_is_refused_in_a_tree(member: str, value: Any) -> None:
    with pytest.raises(InvalidReport) as refused:
        parse({"edition": "2013", member: value})
    # What no JSON can hold is told of the document.
    where = "" if isinstance(value, bytes | bytearray) else f"/{member}"
    assert [issue.pointer for issue in refused.value.issues] == [where]


@pytest.mark.parametrize("value", WRONG, ids=IDS)
def test_what_is_no_text_is_refused_where_an_object_is_made_or_changed(value: Any) -> None:
    with pytest.raises(InvalidReport, match="accession_number"):
        MammographyExam(id="e", accession_number=value)
    with pytest.raises(InvalidReport, match="narrative"):
        Report(edition="2013").replace(narrative=value)
