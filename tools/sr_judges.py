"""Hold structured reports against judges that were made elsewhere.

dciodvfy (dicom3tools), dsrdump and xml2dsr (dcmtk), the rules of TID 4200 of PixelMed, and the
context groups of DICOM. ``tools/install_judges.sh`` installs them, and ``tools/judge_formats.py``
asks them about many documents.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import context_groups

__all__ = ["JUDGES", "dciodvfy", "dcmtk", "dcmtk_xml", "groups", "judge", "pixelmed"]

# What dciodvfy of 2022 does not know: the character set UTF-8 and schemes that begin with 99.
_UNKNOWN_TO_DCIODVFY = ("ISO_IR 192", "Unrecognized defined term = <99")


def _run(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)  # noqa: S603
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def dciodvfy(path: Path) -> list[str]:
    """Return the errors of dciodvfy: modules, types and values of attributes."""
    _, said = _run("dciodvfy", "-new", str(path))
    lines = (line for line in said.splitlines() if line.startswith("Error"))
    return [line for line in lines if not any(one in line for one in _UNKNOWN_TO_DCIODVFY)]


@lru_cache(maxsize=1)
def _dumped(path: Path) -> tuple[int, str]:
    return _run("dsrdump", "-q", str(path))


def dcmtk(path: Path) -> list[str]:
    """Return the fault that dsrdump finds: relations that the document may not have."""
    code, said = _dumped(path)
    return [] if code == 0 else [said.strip().splitlines()[-1]]


def dcmtk_xml(path: Path) -> list[str]:
    """Return the fault of a trip through XML: the tree must come back as it was."""
    with tempfile.TemporaryDirectory() as folder:
        xml, back = Path(folder) / "a.xml", Path(folder) / "b.dcm"
        for command in (
            ("dsr2xml", "-q", str(path), str(xml)),
            ("xml2dsr", "-q", str(xml), str(back)),
        ):
            code, said = _run(*command)
            if code != 0:
                return [said.strip().splitlines()[-1] if said.strip() else command[0]]
        kept = _tree(path) == _tree(back)
        _dumped.cache_clear()
        return [] if kept else ["the tree differs after a trip through XML"]


def _tree(path: Path) -> list[str]:
    lines = _dumped(path)[1].splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith("<CONTAINER")), 0)
    return lines[start:]


def pixelmed(path: Path) -> list[str]:
    """Return what the rules of TID 4200-4209 find that no list of exceptions explains."""
    from pixelmed_rules import rules
    from pydicom import dcmread

    return rules().check(dcmread(path))


def groups(path: Path) -> list[str]:
    """Return the coded values that DICOM's context groups lack, in any place of the tree."""
    from pydicom import dcmread

    return list(context_groups.faults(dcmread(path)))


def _has_pixelmed() -> bool:
    try:
        import lxml  # noqa: F401 - only whether it is there
        from pixelmed_rules import jar
    except ImportError:
        return False
    return jar() is not None


JUDGES: dict[str, tuple[Callable[[Path], list[str]], Callable[[], bool]]] = {
    "dciodvfy": (dciodvfy, lambda: shutil.which("dciodvfy") is not None),
    "dsrdump": (dcmtk, lambda: shutil.which("dsrdump") is not None),
    "xml2dsr": (dcmtk_xml, lambda: shutil.which("xml2dsr") is not None),
    "pixelmed": (pixelmed, _has_pixelmed),
    "groups": (groups, context_groups.TABLE.exists),
}


def judge(path: Path) -> dict[str, list[str]]:
    """Return what each judge that is there says of a file; an empty list is no fault."""
    return {name: asked(path) for name, (asked, is_there) in JUDGES.items() if is_there()}
