"""Build the page that runs the library in the browser: a folder of files, and no server.

    python tools/build_explorer.py site/explorer

Python for the browser comes from npm (pyodide), the packages from PyPI, each under the constraints
of this project; nothing is compiled here but Python to bytecode. Needs npm, node and pip.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "tools" / "explorer"
PYODIDE = "pyodide@314.0.7"
_PYTHON, _PLATFORM = "3.14", "pyemscripten_2026_0_wasm32"
# What the service imports; uvicorn listens, and nothing listens in a browser.
_PACKAGES = ("attrs", "click", "fastapi", "pydantic", "pydicom")
_RUNTIME = (
    "package.json",
    "pyodide-lock.json",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide.mjs",
    "python_stdlib.zip",
)
_LEFT_OUT = re.compile(r"(pydicom/data/test_files|pydantic/v1)/")
_READ_THEMSELVES = ("anyio",)  # it finds what to import late in its own source
_UNUSED = ("archive", "audit", "coverage", "testing", "pytest_plugin.py")  # parts of the library
_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
_OTHER_WORDS = (("lead", "lead_local"),)
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the same files give the same archive


def main() -> None:
    """Build the folder and print what it weighs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    with tempfile.TemporaryDirectory() as work:
        build(folder, Path(work))
    print(json.dumps(weights(folder), indent=2))


def build(folder: Path, work: Path) -> None:
    """Write every file of the page into ``folder``, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    runtime, packages = _runtime(work), work / "packages"
    _fill(packages, _wheels(work / "wheels"))
    _run("node", str(HERE / "compile.mjs"), str(runtime), str(packages))
    _leave_bytecode(packages)
    shutil.copytree(ROOT / "src" / "birads" / "service" / "page", folder / "page")
    (folder / "page" / "index.html").unlink()
    shutil.copy(HERE / "transport.js", folder / "page")
    shutil.copy(HERE / "worker.js", folder)
    (folder / "index.html").write_text(page_of_explorer(), encoding="utf-8")
    (folder / "pyodide").mkdir()
    for name in _RUNTIME:
        shutil.copy(runtime / name, folder / "pyodide")
    _zip(packages, folder / "packages.zip")


def weights(folder: Path) -> dict[str, int]:
    """Return the bytes of the folder, and what they are once compressed on the way."""
    files = [one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()]
    packed = (min(len(one), len(gzip.compress(one, 6))) for one in files)
    return {"files": len(files), "bytes": sum(map(len, files)), "bytes_packed": sum(packed)}


def _run(*command: str, cwd: Path | None = None) -> str:
    found = shutil.which(command[0])
    if found is None:
        raise SystemExit(f"{command[0]} is not here.")
    done = subprocess.run(  # noqa: S603 - our own command
        [found, *command[1:]], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    return done.stdout


def _runtime(work: Path) -> Path:
    """Return the folder of Python for the browser."""
    name = _run("npm", "pack", "--silent", PYODIDE, cwd=work).split()[-1]
    with tarfile.open(work / name) as archive:
        archive.extractall(work, filter="data")
    return work / "package"


def _wheels(folder: Path) -> list[Path]:
    """Return the wheels of the packages that the page needs."""
    _run(
        sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:",
        "--platform", _PLATFORM, "--platform", "any", "--python-version", _PYTHON,
        "--implementation", "cp", "--abi", "cp314", "--abi", "none",
        "--constraint", str(ROOT / "constraints.txt"), "--dest", str(folder), *_PACKAGES,
    )  # fmt: skip
    return sorted(folder.glob("*.whl"))


def _fill(packages: Path, wheels: Iterable[Path]) -> None:
    """Lay every package into one folder, with its licence, and the library among them."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            kept = [name for name in archive.namelist() if not _LEFT_OUT.match(name)]
            archive.extractall(packages, kept)  # noqa: S202 - zipfile keeps names inside
    left = shutil.ignore_patterns("__pycache__", "page", *_UNUSED)
    shutil.copytree(ROOT / "src" / "birads", packages / "birads", ignore=left)
    page = packages / "birads" / "service" / "page"
    page.mkdir()
    shutil.copy(ROOT / "src" / "birads" / "service" / "page" / "sample.json", page)
    shutil.copy(HERE / "explorer_answer.py", packages)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, packages / "birads" / name)


def _leave_bytecode(packages: Path) -> None:
    """Drop the source of every module: it is run from its bytecode, which is half to load."""
    for source in packages.rglob("*.py"):
        reads_itself = source.relative_to(packages).parts[0] in _READ_THEMSELVES
        unused = source.with_suffix(".pyc") if reads_itself else source
        unused.unlink()


def page_of_explorer() -> str:
    """Return the page with a policy of its own: no server is there to send one."""
    page = ROOT / "src" / "birads" / "service" / "page"
    html = (page / "index.html").read_text(encoding="utf-8")
    english = json.loads((page / "labels.en.json").read_text(encoding="utf-8"))["labels"]
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    changes = (
        ('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}'),
        (
            f'data-label="lead">{english["lead"]}',
            f'data-label="lead_local">{english["lead_local"]}',
        ),
    )
    for old, new in changes:
        if html.count(old) != 1:
            raise SystemExit(f"The page does not hold once: {old}")
        html = html.replace(old, new)
    return html


def _zip(source: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in _members(source):
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DATE), data, zipfile.ZIP_DEFLATED)


def _members(source: Path) -> Iterator[tuple[str, bytes]]:
    for one in sorted(source.rglob("*")):
        if one.is_file():
            yield one.relative_to(source).as_posix(), one.read_bytes()


if __name__ == "__main__":
    main()
