"""Run the code blocks of a page: Python in one namespace, console commands in one folder."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path

import attrs
from sybil import Document, Example, Region, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

__all__ = ["Command", "commands_of", "page_of", "says"]

_INFO = re.compile(r"(?P<language>\w+)[^\n]*$\n", re.MULTILINE)
_NO_RUN = re.compile(r"<!-- no-run: (?P<reason>[^>]+?) -->\s*$")
_PRINTED = "__printed_by_the_last_block__"
_SECONDS = 120


@attrs.frozen
class Command:
    """Hold a command of a console block and the lines that it is shown to write."""

    text: str
    output: str
    status_is_shown: bool


class _Blocks:
    """Find the blocks that run, and the text that shows what the block before them printed."""

    def __init__(self) -> None:
        self._lexer = RawFencedCodeBlockLexer(info_pattern=_INFO)
        self._python = PythonEvaluator()

    def __call__(self, document: Document) -> Iterable[Region]:
        runs = {"python": self._run_python, "text": self._compare, "console": self._run_console}
        for region in self._lexer(document):
            evaluator = runs.get(region.lexemes["language"])
            if evaluator is None or _NO_RUN.search(document.text[: region.start]):
                continue
            region.parsed = region.lexemes["source"]
            region.evaluator = evaluator
            yield region

    def _run_python(self, example: Example) -> None:
        # A page reads as a script: its classes and functions live in a module of that name.
        example.namespace.setdefault("__name__", "__main__")
        with redirect_stdout(io.StringIO()) as out:
            self._python(example)
        example.namespace[_PRINTED] = out.getvalue()

    def _compare(self, example: Example) -> str | None:
        printed = example.namespace.pop(_PRINTED, "")
        if printed and not says(printed, example.parsed):
            return f"The block before printed\n{printed}and the page shows\n{example.parsed}"
        return None

    def _run_console(self, example: Example) -> str | None:
        status = 0
        for command in commands_of(example.parsed):
            done = _shell(command.text, status)
            if done.returncode and not command.status_is_shown:
                return f"$ {command.text}\nended with status {done.returncode}:\n{done.stdout}"
            if command.output and not says(done.stdout, command.output):
                return f"$ {command.text}\nwrote\n{done.stdout}and the page shows\n{command.output}"
            status = done.returncode
        return None


def _shell(command: str, status: int) -> subprocess.CompletedProcess[str]:
    beside = str(Path(sys.executable).parent)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail\n(exit {status})\n{command}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_SECONDS,
        env={
            **os.environ,
            "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        },
    )


def commands_of(source: str) -> list[Command]:
    """Return the commands of a console block, each with the output that is shown below it.

    A command starts with ``$``, and a line that ends with a backslash goes on in the next one.
    What shows ``echo $?`` next may end with any status.
    """
    found: list[tuple[list[str], list[str]]] = []
    goes_on = False
    for line in source.splitlines():
        if goes_on:
            found[-1][0].append(line)
        elif line.startswith("$ "):
            found.append(([line[2:]], []))
        elif found:
            found[-1][1].append(line)
        goes_on = bool(found) and not found[-1][1] and found[-1][0][-1].endswith("\\")
    texts = ["\n".join(command) for command, _ in found]
    nexts = [*texts[1:], ""][: len(texts)]
    return [
        Command(text, "\n".join(output), after == "echo $?")
        for text, (_, output), after in zip(texts, found, nexts, strict=True)
    ]


def says(written: str, shown: str) -> bool:
    """Say whether what was written is what a page shows.

    ``...`` stands for anything, and on a line of its own for any lines, or none.
    """
    pattern = re.escape(f"\n{_trimmed(shown)}\n")
    pattern = re.sub(r"(?<=\n)\\\.\\\.\\\.\\\n", r"(?:.*\\n)?", pattern)
    pattern = pattern.replace(r"\.\.\.", ".*")
    return re.fullmatch(pattern, f"\n{_trimmed(written)}\n", re.DOTALL) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def page_of(path: Path) -> Document:
    """Read a page with the blocks that run."""
    return Sybil(parsers=[_Blocks()], path=str(path.parent)).parse(path)
