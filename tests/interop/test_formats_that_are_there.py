"""Which formats are there: found as source or as bytecode, and without loading their packages."""

from __future__ import annotations

import py_compile
import shutil
import subprocess
import sys
from pathlib import Path

import birads

LIST = "import sys; from birads.interop.formats import formats; print(*formats(), *sys.argv[1:])"
LOADED = "print(*(name for name in ('pydicom', 'birads.interop.dicom_sr') if name in sys.modules))"


def listed(folder: Path) -> str:
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); {LIST}; {LOADED}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_an_installation_of_bytecode_alone_has_every_format(tmp_path: Path) -> None:
    home = Path(birads.__file__).parent
    shutil.copytree(home, tmp_path / "birads", ignore=shutil.ignore_patterns("__pycache__", "page"))
    folder = tmp_path / "birads" / "interop"
    for source in folder.rglob("*.py"):
        py_compile.compile(str(source), str(source.with_suffix(".pyc")), doraise=True)
        source.unlink()
    assert listed(tmp_path) == "dicom-sr fhir hl7v2\n\n"


def test_a_format_whose_module_is_gone_is_not_listed(tmp_path: Path) -> None:
    home = Path(birads.__file__).parent
    shutil.copytree(home, tmp_path / "birads", ignore=shutil.ignore_patterns("__pycache__", "page"))
    (tmp_path / "birads" / "interop" / "fhir" / "_command.py").unlink()
    assert listed(tmp_path) == "dicom-sr hl7v2\n\n"
