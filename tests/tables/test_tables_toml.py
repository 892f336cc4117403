"""Every way in which a TOML file can be wrong is one issue with a code, for every reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from birads import InvalidTopic, Issue
from birads.acr_criteria import load_topic
from birads.acr_criteria.topics import BadTopics, load_topics
from birads.audit._definitions import load_definitions
from birads.audit.mapping import load_mapping, mapping_review
from birads.checks._policy import InvalidPolicy, load_policy
from birads.tables import _toml as toml
from birads.tables._row import InvalidTable

PROMISED = (InvalidTable, InvalidTopic, InvalidPolicy)
READERS: dict[str, Callable[[Path], object]] = {
    "policy": load_policy,
    "topic": load_topic,
    "definitions": load_definitions,
    "mapping": load_mapping,
    "mapping's review": mapping_review,
}
WRONG: dict[str, tuple[bytes, str, str]] = {
    "syntax": (b"a = ", "not_toml", ""),
    "encoding": (b"a = '\xff'", "not_utf8", ""),
    "digits": (b"a = " + b"9" * 5000, "number_too_large", ""),
    "64 bits": (b"[a]\nb = [1, 9223372036854775808]", "number_too_large", "/a/b/1"),
    "hexadecimal": (b"a = 0x" + b"f" * 3000, "number_too_large", "/a"),
    "infinite": (b"a = { b = 1e999 }", "not_finite", "/a/b"),
    "not a number": (b"a = [nan]", "not_finite", "/a/0"),
    "lists": (b"a = " + b"[" * 3000, "too_deep", ""),
    "dots": (b"a" + b".a" * 90 + b" = 1", "too_deep", "/a" * toml.MOST_LEVELS),
    "endless dots": (b"a" + b".a" * 1_000_000 + b" = 1", "too_deep", ""),
    "endless quotes": (b"x = { " + b"'a' . \"b\" . " * 100_000 + b"c = 1 }", "too_deep", ""),
    "size": (b"#" * (toml.MOST_BYTES + 1), "too_large", ""),
}


def issues(reader: str, path: Path) -> Sequence[Issue]:
    with pytest.raises(PROMISED) as caught:
        READERS[reader](path)
    assert isinstance(caught.value, PROMISED)
    assert str(caught.value)
    return caught.value.issues


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_one_issue(reader: str, name: str, tmp_path: Path) -> None:
    data, code, pointer = WRONG[name]
    path = tmp_path / "wrong.toml"
    path.write_bytes(data)
    assert [(one.code, one.pointer) for one in issues(reader, path)] == [(code, pointer)]


def test_the_bounds_themselves_are_read() -> None:
    levels = toml.MOST_LEVELS
    deep = b"a = " + b"[" * (levels - 1) + b"]" * (levels - 1)
    assert toml.read_toml(deep + b"\nb = 9223372036854775807\nc = -9223372036854775808")["b"] > 0
    with pytest.raises(toml.UnreadableToml, match="deep"):
        toml.read_toml(b"a = " + b"[" * levels + b"]" * levels)
    with pytest.raises(toml.UnreadableToml, match="64 bits"):
        toml.read_toml(b"c = -9223372036854775809")
    assert toml.read_toml(b"#" * toml.MOST_BYTES) == {}


def test_a_wrong_member_of_a_table_has_its_pointer(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[[exam]]\nname = "a"\nfrom = "truth"\n[[exam]]\nname = 3\n', "utf-8")
    assert [one.pointer for one in issues("mapping", path)] == ["/exam/1/name"]


@pytest.mark.parametrize("doses", ["[nan, 1.0]", "[0.1, inf]", "[-0.1, 1.0]", "[1.0, 0.1]"])
@pytest.mark.parametrize("who", ["adult_msv", "pediatric_msv"])
def test_a_dose_is_finite_and_the_lower_one_first(doses: str, who: str, tmp_path: Path) -> None:
    text = f'[[radiation]]\nlevel = "2"\n{who} = {doses}\n'
    (tmp_path / "t.toml").write_text(text, "utf-8")
    with pytest.raises(InvalidTopic) as caught:
        load_topic(tmp_path / "t.toml")
    assert any(one.pointer.startswith(f"/radiation/0/{who}") for one in caught.value.issues)


def test_a_digit_that_is_no_number_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text('[procedures]\n"²" = "x"\n"9999999999" = "x"\n', "utf-8")
    with pytest.raises(BadTopics) as caught:
        load_topics(tmp_path)
    assert "invalid_topic" in {one.code for one in caught.value.problems}
