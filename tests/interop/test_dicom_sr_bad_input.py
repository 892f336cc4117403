"""Hostile and broken DICOM files: a clear issue, soon, and never half a report."""

from __future__ import annotations

import random
import struct
import time
import zlib

import pytest

from birads import InvalidReport, parse
from birads.interop.dicom_sr import SrLimits, from_dicom_sr, to_bytes, to_dicom_sr

CONTENT = b"\x40\x00\x30\xa7SQ\x00\x00"
ITEM, ITEM_END, SEQUENCE_END = b"\xfe\xff\x00\xe0", b"\xfe\xff\x0d\xe0", b"\xfe\xff\xdd\xe0"
UNDEFINED = b"\xff\xff\xff\xff"
EXPLICIT = b"\x02\x00\x10\x00UI\x14\x001.2.840.10008.1.2.1\x00"
DEFLATED = b"\x02\x00\x10\x00UI\x16\x001.2.840.10008.1.2.1.99"


@pytest.fixture(scope="module")
def good() -> bytes:
    finding = {"id": "f", "kind": "mg.mass", "text": "a text", "location": {"breast": "left"}}
    return to_bytes(to_dicom_sr(parse({"edition": "2013", "findings": [finding]})))


def refusal(data: bytes, limits: SrLimits | None = None) -> str:
    start = time.perf_counter()
    with pytest.raises(InvalidReport) as caught:
        from_dicom_sr(data, limits=limits or SrLimits())
    assert time.perf_counter() - start < 20
    (issue,) = caught.value.issues
    return issue.code


def outcome(data: bytes) -> str:
    """Return how reading ended; any other exception than a refusal fails the test."""
    try:
        back = from_dicom_sr(data)
    except InvalidReport as error:
        return error.issues[0].code
    return "report" if back.report is not None else "no_report"


def before_content(good: bytes) -> bytes:
    return good[: good.index(CONTENT)]


@pytest.mark.parametrize("data", [b"", b"text", b"{}", bytes(200), bytes(128) + b"DICM"])
def test_what_is_no_dicom_is_refused(data: bytes) -> None:
    assert refusal(data) == "sr_not_dicom"


def test_a_cut_file_is_never_read_as_the_whole(good: bytes) -> None:
    for size in range(400, len(good) - 1, max(1, len(good) // 60)):
        code = outcome(good[:size])
        # Cut between two elements before the content, a file has said nothing yet.
        assert code in ("sr_truncated", "sr_not_dicom", "sr_not_supported", "no_report")


@pytest.mark.parametrize("tag", [CONTENT, b"\x40\x00\x60\xa1UT\x00\x00"])
def test_a_length_of_gigabytes_is_refused(good: bytes, tag: bytes) -> None:
    at = good.index(tag) + 8
    wrong = good[:at] + struct.pack("<I", 0x7FFFFFFF) + good[at + 4 :]
    assert refusal(wrong) == "sr_truncated"


@pytest.mark.parametrize("levels", [120, 5_000, 300_000])
def test_deep_sequences_are_refused(good: bytes, levels: int) -> None:
    opened = CONTENT + UNDEFINED + ITEM + UNDEFINED
    closed = ITEM_END + bytes(4) + SEQUENCE_END + bytes(4)
    assert refusal(before_content(good) + opened * levels + closed * levels) == "sr_too_large"


def test_many_items_are_refused(good: bytes) -> None:
    items = (ITEM + bytes(4)) * 60_000
    data = before_content(good) + CONTENT + struct.pack("<I", len(items)) + items
    assert refusal(data) == "sr_too_large"


def test_many_elements_are_refused(good: bytes) -> None:
    element = b"\x41\x00\x01\x00CS\x00\x00"
    assert (
        refusal(before_content(good) + element * 3_000, SrLimits(max_items=100)) == "sr_too_large"
    )


def test_a_large_file_is_refused() -> None:
    assert refusal(bytes(1001), SrLimits(max_bytes=1000)) == "sr_too_large"


def deflated(good: bytes, body: bytes) -> bytes:
    meta = good[: good.index(b"\x08\x00\x05\x00CS")].replace(EXPLICIT, DEFLATED)
    length = struct.unpack_from("<I", meta, 140)[0] + 2
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return (
        meta[:140] + struct.pack("<I", length) + meta[144:] + packer.compress(body) + packer.flush()
    )


def test_a_deflated_file_is_read_within_the_limit(good: bytes) -> None:
    body = good[good.index(b"\x08\x00\x05\x00CS") :]
    assert from_dicom_sr(deflated(good, body)).report == from_dicom_sr(good).report
    assert refusal(deflated(good, bytes(30_000_000))) == "sr_too_large"


def test_wrong_bytes_never_end_in_another_exception(good: bytes) -> None:
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.choice((1, 2, 5, 50))):
            data[chance.randrange(132, len(data))] = chance.randrange(256)
        assert outcome(bytes(data))


def test_a_side_that_is_none_makes_no_report(good: bytes) -> None:
    back = from_dicom_sr(good.replace(b"80248007", b"12345678"))
    assert back.report is None
    assert "location" not in back.draft["findings"][0]
    (issue,) = back.issues
    assert (issue.code, issue.severity) == ("sr_item_not_read", "error")


def test_the_number_of_issues_is_bounded() -> None:
    findings = [{"id": f"f{n}", "kind": "other", "location": {"breast": "left"}} for n in range(9)]
    data = to_bytes(to_dicom_sr(parse({"edition": "2013", "findings": findings})))
    back = from_dicom_sr(data.replace(b"80248007", b"12345678"), limits=SrLimits(max_issues=3))
    assert len(back.issues) == 4
    assert back.issues[-1].message == "6 more items were not read."
