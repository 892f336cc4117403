"""Hold every output to its place: over no input, over no other output, and whole."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.robustness.hostile import ROOT, inside, line

TOPIC = ROOT / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
TABLE = (
    b"patient_id,breast density,left or right breast,image view,abnormality id,"
    b"abnormality type,calc type,calc distribution,assessment,pathology\n"
    b"someone,3,LEFT,CC,1,calcification,PLEOMORPHIC,CLUSTERED,4,MALIGNANT\n"
)


def _placed(arguments: str, folder: Path, named: dict[str, str]) -> list[str]:
    """Return the words of a command line, with the files that capital letters stand for."""

    def place(word: str) -> str:
        name, slash, rest = word.partition("/")
        return f"{folder / named[name]}{slash}{rest}" if name in named else word

    return [place(word) for word in arguments.split()]


@pytest.mark.parametrize(
    "arguments",
    [
        "audit IN --html IN",
        "audit IN --html LINK",
        "audit IN --definitions TOPIC --html TOPIC",
        "audit FOLDER/exams.csv --export FOLDER",
        "coverage IN --html IN",
        "coverage IN --topic TOPIC --html TOPIC",
        "criteria export --topic TOPIC --output TOPIC",
        "criteria decisions --topic TOPIC --format parquet --output TOPIC",
        "import cbis-ddsm TABLE --rejects TABLE",
        "import cbis-ddsm TABLE --rejects OUT --summary OUT",
        "import cbis-ddsm TABLE --issues OUT --mapping FOLDER/../out",
    ],
)
def test_nothing_that_is_read_or_written_is_written_over(tmp_path: Path, arguments: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    named = {"IN": "in.json", "TOPIC": "t.toml", "TABLE": "t.csv", "LINK": "link", "OUT": "out"}
    named["FOLDER"] = "folder"
    (tmp_path / "in.json").write_bytes(line())
    (tmp_path / "t.toml").write_bytes(TOPIC.read_bytes())
    (tmp_path / "t.csv").write_bytes(TABLE)
    (tmp_path / "link").symlink_to("in.json")
    (folder / "exams.csv").write_bytes(line())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = inside(*_placed(arguments, tmp_path, named))

    assert done.returncode == 2, done.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        "audit - --html NOWHERE/x.html",
        "audit - --html FOLDER",
        "audit - --pictures FILE/p",
        "audit - --export FILE/e",
        "coverage - --html NOWHERE/x.html",
        "criteria export --output NOWHERE/x.json",
        "criteria decisions --format parquet --output NOWHERE/x.parquet",
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_read(
    tmp_path: Path, arguments: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    places = {"NOWHERE": "nowhere", "FOLDER": ".", "FILE": "file"}

    done = inside(
        *_placed(arguments, tmp_path, places), stdin=b"not a report"
    )  # read, it would end in another way

    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr
    assert b"refused" not in done.stderr
    assert done.stdout == b""
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_table_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from birads.cli import _criteria as criteria

    def fails(_table: object, to: io.BytesIO, _about: object) -> None:
        to.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(criteria, "write_parquet", fails)
    out = tmp_path / "table.parquet"
    out.write_bytes(b"before")

    done = CliRunner().invoke(
        criteria.criteria, ["decisions", "--format", "parquet", "--output", str(out)]
    )

    assert done.exit_code != 0
    assert out.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [out]


def test_outputs_may_be_replaced_and_keep_their_rights(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"before")
    out.chmod(0o640)
    (tmp_path / "link").symlink_to(out)

    assert inside("criteria", "export", "--output", str(tmp_path / "link")).returncode == 0

    assert out.read_bytes().startswith(b'{"topic"')
    assert out.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link").is_symlink()


def test_the_file_that_names_patients_is_its_owners_only(tmp_path: Path) -> None:
    table, mapping, summary = (tmp_path / name for name in ("t.csv", "m.ndjson", "s.json"))
    table.write_bytes(TABLE)
    mapping.touch(mode=0o644)

    places = ["--mapping", str(mapping), "--summary", str(summary), "--rejects", "/dev/null"]
    done = inside("import", "cbis-ddsm", str(table), *places, "--issues", "/dev/null")

    assert done.returncode == 0, done.stderr
    assert b"someone" in mapping.read_bytes()
    assert mapping.stat().st_mode & 0o777 == 0o600
    assert summary.stat().st_mode & 0o777 != 0o600


def test_a_line_of_other_white_space_is_no_blank_line() -> None:
    for rubbish in (b"\x0c", b"\x0b", b"\xc2\xa0", b"\x1c"):
        stream = line() + b"\n" + rubbish + b"\n \t\r\n" + line() + b"\n"
        done = inside("check", "-", "--ndjson", "--format", "json", stdin=stream)
        assert done.stdout.count(b"\n") == 3
        assert b'"line":2,"id":null,"valid":false' in done.stdout


def test_equal_keys_get_no_patch() -> None:
    twice = b'{"edition":"2013","id":"a","id":"b","findings":[{"kind":"mg.calcifications",'
    twice += b'"id":"c","morphology":["eggshell"]}]}'

    done = inside("check", "-", "--fix", "--format", "json", stdin=twice)

    assert b'"duplicate_member"' in done.stdout
    assert done.stdout.endswith(b'"patch":[]}\n')


@pytest.mark.parametrize("size", ["nan", "inf", "-inf", "1e400", "-1", "1001", "x"])
def test_a_size_is_a_number(size: str) -> None:
    done = inside("recommend", "-", "--extensive-mm", size, stdin=line())

    assert done.returncode == 2


def test_a_folder_is_no_topic(tmp_path: Path) -> None:
    assert inside("criteria", "diff", str(tmp_path), "x").returncode == 2
