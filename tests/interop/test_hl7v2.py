"""Reports go into HL7 v2 and come back the same; messages of others are read as far as coded."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given, settings

from birads import parse
from birads.interop.header import Header, PatientHeader
from birads.interop.hl7v2 import from_hl7v2, to_hl7v2
from birads.interop.hl7v2._frame import InvalidSegments
from birads.report import Report
from birads.testing import reports
from tests.interop.full_reports import SHARED, empty_reports, full_reports

_MADE = [*full_reports(), *empty_reports()]
_NOW = dt.datetime(2026, 5, 5, 12, tzinfo=dt.UTC)
_SIDES = (("80248007", "73056007"), ("breast.left", "breast.right"), ("BIRADS-L", "BIRADS-R"))
_HEAD = "MSH|^~\\&|RIS|RAD|EMR|HOSP|20260407155200||ORU^R01^ORU_R01|77|P|2.5.1||||||UNICODE UTF-8"
_PID = "PID|1||X^^^S^MR||MADE^UP||19700101|F"
_OBR = "OBR|1|P1|A-7|MAM^Mammogram^L|||20260407|||||||||||||||20260407155200+0200||RAD|F"


def _message(*results: str, head: str = _HEAD) -> bytes:
    return "\r".join([head, _PID, _OBR, *results, ""]).encode()


def _segments(message: bytes, name: str) -> list[list[str]]:
    lines = message.decode().split("\r")
    return [line.split("|") for line in lines if line.startswith(f"{name}|")]


@settings(deadline=None)
@given(reports())
def test_a_report_comes_back_the_same_and_whole(report: Report) -> None:
    (read,) = from_hl7v2(to_hl7v2(report))
    assert read.issues == ()
    assert read.report == report


@pytest.mark.parametrize("document", _MADE, ids=range(len(_MADE)))
def test_every_member_of_the_format_comes_back(document: dict[str, Any]) -> None:
    report = parse(document)
    read = from_hl7v2(to_hl7v2(report))
    assert read.issues == ()
    assert read.report == report


@pytest.mark.parametrize("document", _MADE, ids=range(len(_MADE)))
def test_swapping_sides_in_the_message_swaps_them_in_the_report(document: dict[str, Any]) -> None:
    report = parse(document)
    text = to_hl7v2(report).decode()
    for one, other in _SIDES:
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    words = str(report.to_json(), "utf-8").replace('"left"', "\0").replace('"right"', '"left"')
    assert from_hl7v2(text.encode()).report == parse(words.replace("\0", '"right"'))


def test_results_are_what_the_standard_asks() -> None:
    for document in _MADE:
        number = 0
        for line in to_hl7v2(parse(document)).decode().split("\r"):
            fields = line.split("|")
            number = 0 if fields[0] == "OBR" else number + (fields[0] == "OBX")
            if fields[0] == "OBX":
                assert fields[1] == str(number)
                assert fields[2] in {"CWE", "NM", "FT", "DT", "DTM"}
                assert fields[5]
                assert fields[11] in {"P", "F", "C", "X", "R"}


def test_a_report_alone_is_anonymous() -> None:
    message = to_hl7v2(parse({"edition": "2013", "id": "r-1"}), now=_NOW)
    (patient,) = _segments(message, "PID")
    assert patient[3] == "r-1"
    assert patient[5] == "ANONYMOUS"
    keyed = to_hl7v2(parse({"edition": "2013", "id": "r-1", "patient_key": "k^1"}), now=_NOW)
    assert _segments(keyed, "PID")[0][3] == "k\\S\\1"


def test_equal_reports_give_equal_messages() -> None:
    report = parse(_MADE[0])
    assert to_hl7v2(report, now=_NOW) == to_hl7v2(parse(report.to_json()), now=_NOW)


def test_a_header_and_segments_are_written_and_never_read_back() -> None:
    report = parse({"edition": "2013", "id": "r-1"})
    header = Header(patient=PatientHeader(id="M-1", issuer="S", name="Nobody^N"), message_id="9")
    given: dict[str, Any] = {"ORC": "ORC|RE|1", "PV1": {2: "O"}, "MSH": {"3": "SITE"}}
    message = to_hl7v2(report, given, header=header, now=_NOW)
    names = [line[:3] for line in message.decode().split("\r") if line]
    assert names[:5] == ["MSH", "PID", "PV1", "ORC", "OBR"]
    assert _segments(message, "PID")[0][3:6] == ["M-1^^^S^MR", "", "Nobody^N"]
    assert _segments(message, "MSH")[0][2] == "SITE"
    assert from_hl7v2(message).report == report


@pytest.mark.parametrize(
    "given",
    [
        {"ZZZ": {1: "x"}},
        {"PID": {1: "a\rOBX|1"}},
        {"PID": {0: "x"}},
        {"PID": {"x": "x"}},
        {"ORC": "OBX|1"},
        {"MSH": "MSH|^~\\&"},
    ],
    ids=str,
)
def test_segments_that_cannot_stand_are_refused(given: Any) -> None:
    with pytest.raises(InvalidSegments):
        to_hl7v2(parse({"edition": "2013"}), given)


def test_layers_and_suffix_are_the_callers() -> None:
    report = parse(
        {"edition": "2013", "assessments": [{"breast": "left", "category": "4B"}], "narrative": "n"}
    )
    text = to_hl7v2(report, layers=(1,), suffix="ampersand")
    assert [one[3:6] for one in _segments(text, "OBX")] == [["&GDT^Report text", "", "n"]]
    both = to_hl7v2(report, layers=(1, 2))
    (read,) = from_hl7v2(both, edition="2013")
    assert read.draft["assessments"] == [{"breast": "left", "category": "4B"}]


@pytest.mark.parametrize("changed", ["suffix", "layers"])
def test_a_choice_that_is_none_is_refused(changed: str) -> None:
    more: dict[str, Any] = {"suffix": "x"} if changed == "suffix" else {"layers": (4,)}
    with pytest.raises(ValueError, match=changed):
        to_hl7v2(parse({"edition": "2013"}), **more)


@pytest.mark.parametrize("text", ["x" * 70_000, "|^~\\&\n" * 20_000, "\u00e9\r\n" * 30_000])
def test_a_long_text_comes_back_in_one_piece(text: str) -> None:
    report = parse({"edition": "2013", "narrative": text[:100_000]})
    assert from_hl7v2(to_hl7v2(report)).report == report


def test_text_of_others_is_read_as_lines() -> None:
    message = _message(
        "OBX|1|TX|&GDT^Report Text||Left: grouped.||||||F",
        "OBX|2|TX|&IMP^Impression||BI-RADS 2 \\T\\ more||||||F",
    )
    (read,) = from_hl7v2(message, edition="2013")
    assert read.draft["narrative"] == "Left: grouped.\nBI-RADS 2 & more"
    assert read.draft["status"] == "final"
    assert read.draft["issued"] == "2026-04-07T15:52:00+02:00"
    assert read.draft["patient"] == {"sex": "female"}
    assert "assessments" not in read.draft


def test_a_local_category_is_read_where_the_site_says_its_side() -> None:
    message = _message("OBX|1|FT|GDT^BIRADS^LOCAL||2||||||F")
    (plain,) = from_hl7v2(message, edition="2013")
    assert plain.report is None
    assert "hl7_category_not_read" in {one.code for one in plain.issues}
    (mapped,) = from_hl7v2(message, edition="2013", site={"GDT^BIRADS^LOCAL": "overall"})
    assert mapped.draft["assessments"] == [{"breast": "overall", "category": "2"}]


def test_categories_that_differ_are_told() -> None:
    report = parse({"edition": "2013", "assessments": [{"breast": "left", "category": "5"}]})
    text = to_hl7v2(report).decode()
    swapped = text.replace("BIRADS-L", "BIRADS-R").encode()
    assert [one.code for one in from_hl7v2(swapped).issues] == ["hl7_categories_differ"]
    (side,) = from_hl7v2(text.replace("80248007", "73056007").encode())
    assert side.report is None
    assert "hl7_codes_differ" in {one.code for one in side.issues}


def test_a_withdrawn_result_is_not_read() -> None:
    message = _message("OBX|1|FT|GDT^TEXT^L||no more||||||W")
    (read,) = from_hl7v2(message, edition="2013")
    assert "narrative" not in read.draft
    assert "OBX[1]" in {one.pointer for one in read.issues}


def test_framing_line_ends_delimiters_and_charset_are_those_of_the_sender() -> None:
    head = _HEAD.replace("^", "@").replace("UNICODE UTF-8", "8859/1")
    obx = "OBX|1|TX|GDT@TEXT@L||Densit\u00e9 b, \\S\\ and \\Zx\\||||||F"
    data = b"\x0b" + f"{head}\r\n{_OBR}\r\n{obx}".encode("latin-1") + b"\r\n\x1c\r"
    (read,) = from_hl7v2(data, edition="2013")
    assert read.draft["narrative"] == "Densit\u00e9 b, @ and \\Zx\\"
    assert "hl7_escape_kept" in {one.code for one in read.issues}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "hl7_no_message"),
        (b"PID|1", "hl7_no_message"),
        (b"MSH", "hl7_delimiters"),
        (b"MSH||||", "hl7_delimiters"),
        (b"MSH|^^\\&|", "hl7_delimiters"),
        (b"MSHa^~\\&a", "hl7_delimiters"),
        (_message(head=_HEAD.replace("ORU", "ADT")), "hl7_message_type"),
        (_message(head=_HEAD.replace("UNICODE UTF-8", "GB 18030-2000")), "hl7_charset"),
        (_message("OBX|1|TX|GDT||\u00e9", head=_HEAD.rsplit("|", 1)[0]), "hl7_charset"),
        (_message(*["NTE|1"] * 20_001), "too_large"),
        (_message("NTE|1|" + "x" * 5_000_000), "too_large"),
        (b"MSH|^~\\&|\r" * 1_001, "too_large"),
    ],
    ids=range(12),
)
def test_what_cannot_be_read_is_an_issue(data: bytes, code: str) -> None:
    read = from_hl7v2(data)
    assert read.report is None
    assert code in {one.code for one in read.issues}


def test_every_message_and_every_stray_line_is_accounted_for() -> None:
    one, other = (to_hl7v2(parse({"edition": "2013", "id": name})) for name in ("a", "b"))
    read = from_hl7v2(b"noise\r" + one + b"BTS|1\r\x0b" + other + b"\x1c\r")
    assert [None if one.report is None else one.report.id for one in read] == [None, "a", "b"]
    assert read.issues[0].pointer == "line 1"
    assert read.report is None
    assert read.draft == {}


def test_the_delete_mark_is_no_text() -> None:
    report = parse({"edition": "2013", "narrative": '""'})
    message = to_hl7v2(report)
    assert b'|""|' not in message
    assert from_hl7v2(message).report == report


def test_no_change_of_a_message_raises() -> None:
    choose = random.Random(13)
    messages = [to_hl7v2(parse(document)) for document in _MADE]
    for _ in range(100):
        data = bytearray(choose.choice(messages))
        for _ in range(choose.choice((1, 4))):
            at = choose.randrange(len(data))
            data[at : at + choose.randrange(20)] = choose.choice(
                (b"|", b"^^", b"\r", b"\n", b"\\", b'""', b"\xff", b"", bytes(data[at : at + 90]))
            )
        list(from_hl7v2(bytes(data)))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared examples are not here")
def test_the_examples_of_another_writer_are_read() -> None:
    files = sorted((SHARED / "interop" / "examples" / "hl7v2").glob("*.hl7"))
    assert files
    for file in files:
        read = from_hl7v2(file.read_bytes())
        expected = (SHARED / "examples" / file.name).with_suffix(".json")
        assert read.report == parse(expected.read_bytes()), file.name
        assert read.issues == ()


def test_an_escape_that_is_kept_is_named_and_not_at_length() -> None:
    letters = "ZABCDEFGHIJKLMNOPQRSTUVWXY"
    (read,) = from_hl7v2(_message(f"OBX|1|FT|GDT^TEXT^L||a \\{letters}\\ b||||||F"), edition="2013")
    (said,) = (one.message for one in read.issues if one.code == "hl7_escape_kept")
    assert letters[:20] in said
    assert letters[:21] not in said
