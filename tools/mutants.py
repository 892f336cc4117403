"""The edits that break the library: every one of every module and table, and a sample by seed.

A mutant is one small edit of one line of a module or of a table: a comparison turned, an ``and``
for an ``or``, a condition denied, a number moved by one, a flag flipped, a word of a list dropped.
Former names and generated stubs are left out: their drift checks hold them.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path("src/birads")
_TURNED: dict[type[ast.AST], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
_SIGN: dict[type[ast.AST], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


@attrs.frozen
class Mutant:
    """One edit: the text from ``start`` to ``end`` of a file is replaced."""

    path: Path
    line: int
    start: int
    end: int
    new: str
    old: str

    def applied(self, text: str) -> str:
        """Return the text of the file with the edit."""
        return text[: self.start] + self.new + text[self.end :]


class _Places:
    """Yield the edits of one module."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        lines = text.encode().splitlines(keepends=True)
        self.before = [0]
        for line in lines:
            self.before.append(self.before[-1] + len(line))

    def _at(self, line: int, column: int) -> int:
        return len(self.text.encode()[: self.before[line - 1] + column].decode())

    def _span(self, node: ast.expr) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._at(node.lineno, node.col_offset), self._at(end_line, end_column)

    def _edit(self, line: int, start: int, end: int, new: str) -> Mutant:
        return Mutant(self.path, line, start, end, new, self.text[start:end])

    def all(self) -> Iterator[Mutant]:
        """Yield every edit, those of annotations and docstrings left out."""
        tree = ast.parse(self.text)
        for node in _executed(tree):
            yield from self._of(node)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield from self._between(node.left, node.comparators[0], node.ops[0])
        elif isinstance(node, ast.BoolOp):
            start, end = self._span(node.values[0])[1], self._span(node.values[1])[0]
            was, now = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            gap = self.text[start:end]
            if gap.count(was) == 1:
                new = gap.replace(was, now)
                yield self._edit(node.values[0].end_lineno or 0, start, end, new)
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            start, end = self._span(node.test)
            denied = f"(not ({self.text[start:end]}))"
            yield self._edit(node.test.lineno, start, end, denied)
        elif isinstance(node, ast.Constant):
            yield from self._constant(node)

    def _between(self, left: ast.expr, right: ast.expr, sign: ast.cmpop) -> Iterator[Mutant]:
        start, end = self._span(left)[1], self._span(right)[0]
        gap, was = self.text[start:end], _SIGN[type(sign)]
        if gap.count(was) == 1:
            new = gap.replace(was, _TURNED[type(sign)])
            yield self._edit(left.end_lineno or left.lineno, start, end, new)

    def _constant(self, node: ast.Constant) -> Iterator[Mutant]:
        start, end = self._span(node)
        if isinstance(node.value, bool):
            yield self._edit(node.lineno, start, end, str(not node.value))
        elif isinstance(node.value, int):
            yield self._edit(node.lineno, start, end, str(node.value + 1))


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run: no annotations, and nothing for type checkers alone."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns"}:
                continue
            inside = value if isinstance(value, list) else [value]
            stack += [each for each in inside if isinstance(each, ast.AST)]


_FLAG = re.compile(r"= (true|false)\b")
_NUMBER = re.compile(r"= (\d+)\b(?![\d.\-])")
_WORD_OF_LIST = re.compile(r'(?<!= )"[a-z_0-9.]+",\s')
_NO_FACT = re.compile(r"^\s*(#|source|citation|what|note|title|text|url|date|label)\b")


def _of_table(path: Path, text: str) -> Iterator[Mutant]:
    """Yield the edits of a table: a flag, a number, a word of a list."""
    place = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if not _NO_FACT.match(line):
            for found in _FLAG.finditer(line):
                new = "false" if found[1] == "true" else "true"
                yield _cut(path, number, place, found, new)
            for found in _NUMBER.finditer(line):
                yield _cut(path, number, place, found, str(int(found[1]) + 1))
            for found in _WORD_OF_LIST.finditer(line):
                start = place + found.start()
                yield Mutant(path, number, start, place + found.end(), "", found[0])
        place += len(line)


def _cut(path: Path, number: int, place: int, found: re.Match[str], new: str) -> Mutant:
    return Mutant(path, number, place + found.start(1), place + found.end(1), new, found[1])


def places(path: str | Path, text: str) -> list[Mutant]:
    """Return every edit of one file."""
    of = Path(path)
    return list(_Places(of, text).all() if of.suffix == ".py" else _of_table(of, text))


@cache
def mutants() -> tuple[Mutant, ...]:
    """Return every edit of every module and table."""
    found: list[Mutant] = []
    for path in sorted((ROOT / SOURCE).rglob("*")):
        inside = path.relative_to(ROOT)
        if "_typed" in inside.parts or path.suffix not in {".py", ".toml"}:
            continue
        text = path.read_text("utf-8")
        if not text.startswith('"""Former name'):
            found += places(inside, text)
    return tuple(found)


def drawn(count: int, seed: int) -> list[Mutant]:
    """Return mutants by seed, each file as likely as it has places."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    every = mutants()
    return chance.sample(every, min(count, len(every)))
