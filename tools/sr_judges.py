"""Hold structured reports against judges that were made elsewhere, and count what they say.

python tools/sr_judges.py FILE...            # judge these files
python tools/sr_judges.py --generate 300     # judge the examples and 300 generated reports

Judges: dciodvfy (dicom3tools), dsrdump and xml2dsr (dcmtk), the rules of TID 4200 of PixelMed.
Exit status 1 where one of them finds a fault. ``tools/install_judges.sh`` installs them.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["JUDGES", "dciodvfy", "dcmtk", "dcmtk_xml", "generated", "judge", "pixelmed"]

# What dciodvfy of 2022 does not know: the character set UTF-8 and schemes that begin with 99.
_UNKNOWN_TO_DCIODVFY = ("ISO_IR 192", "Unrecognized defined term = <99")
_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def _run(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)  # noqa: S603
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def dciodvfy(path: Path) -> list[str]:
    """Return the errors of dciodvfy: modules, types and values of attributes."""
    _, said = _run("dciodvfy", "-new", str(path))
    lines = (line for line in said.splitlines() if line.startswith("Error"))
    return [line for line in lines if not any(one in line for one in _UNKNOWN_TO_DCIODVFY)]


def dcmtk(path: Path) -> list[str]:
    """Return the fault that dsrdump finds: relations that the document may not have."""
    code, said = _run("dsrdump", "-q", str(path))
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
        return [] if _tree(path) == _tree(back) else ["the tree differs after a trip through XML"]


def _tree(path: Path) -> list[str]:
    lines = _run("dsrdump", "-q", str(path))[1].splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith("<CONTAINER")), 0)
    return lines[start:]


def pixelmed(path: Path) -> list[str]:
    """Return what the rules of TID 4200-4209 find that no list of exceptions explains."""
    from pixelmed_rules import rules
    from pydicom import dcmread

    return rules().check(dcmread(path))


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
}


def judge(path: Path) -> dict[str, list[str]]:
    """Return what each judge that is there says of a file; an empty list is no fault."""
    return {name: asked(path) for name, (asked, is_there) in JUDGES.items() if is_there()}


def generated(count: int, folder: Path) -> Iterator[Path]:
    """Write the examples and ``count`` generated reports, and yield the files; each comes back."""
    from hypothesis import HealthCheck, given, settings

    from birads import parse
    from birads.interop.dicom_sr import from_dicom_sr, to_bytes, to_dicom_sr
    from birads.report import Report
    from birads.testing import reports

    drawn = [parse(path.read_bytes()) for path in sorted(_EXAMPLES.glob("*.json"))]

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(reports())
    def draw(report: Report) -> None:
        drawn.append(report)

    draw()
    times: Counter[str] = Counter()
    for number, report in enumerate(drawn, 1):
        start = time.perf_counter()
        data = to_bytes(to_dicom_sr(report))
        middle = time.perf_counter()
        back = from_dicom_sr(data)
        times["read"] += int((time.perf_counter() - middle) * 1e6)
        times["write"] += int((middle - start) * 1e6)
        times["bytes"] += len(data)
        if back.report != report or back.issues:
            raise SystemExit(f"report {number} did not come back: {report.to_json().decode()}")
        path = folder / f"{number:05d}.dcm"
        path.write_bytes(data)
        yield path
    each = {name: total / len(drawn) for name, total in times.items()}
    print(
        f"{len(drawn)} reports identical; write {each['write'] / 1000:.1f} ms, "
        f"read {each['read'] / 1000:.1f} ms, {each['bytes']:,.0f} bytes on average"
    )


def main() -> int:
    """Judge the files; say every fault and, in the end, the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--generate", type=int, default=0, metavar="COUNT")
    asked = parser.parse_args()
    seen: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        paths = [*asked.files]
        if asked.generate:
            paths += generated(asked.generate, Path(folder))
        for path in paths:
            for name, faults in judge(path).items():
                seen[name] += 1
                refused[name] += bool(faults)
                for fault in faults:
                    print(f"{path.name} {name}: {fault}")
    for name in JUDGES:
        print(
            f"{name}: {seen[name]} judged, {refused[name]} refused"
            if seen[name]
            else f"{name}: absent"
        )
    return 1 if refused.total() or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
