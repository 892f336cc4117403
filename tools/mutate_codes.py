"""Exchange the code of functions that exist: for a probe that tells it is run, or for an edit."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from mutants import ROOT

__all__ = ["Key", "compiled", "exchange", "probed", "statement"]

Key = tuple[int, str]
_NOT_RUN = {"decorator_list", "args", "returns", "annotation"}


def compiled(path: Path, source: str | ast.Module) -> dict[Key, CodeType]:
    """Return the code of every function of a module, by its first line and name."""
    whole = compile(source, str(ROOT / path), "exec", dont_inherit=True)
    return {(code.co_firstlineno, code.co_qualname): code for code in _inside(whole)}


def _inside(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _inside(each)


def statement(tree: ast.Module, line: int) -> tuple[list[ast.stmt], ast.stmt] | None:
    """Return the innermost statement at a line with the list it stands in, inside a function."""
    found: tuple[list[ast.stmt], ast.stmt] | None = None
    stack: list[tuple[ast.AST, bool]] = [(tree, False)]
    while stack:
        node, inside = stack.pop()
        for name, value in ast.iter_fields(node):
            if name in _NOT_RUN:
                continue
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.stmt):
                    if not each.lineno <= line <= (each.end_lineno or each.lineno):
                        continue
                    if inside:
                        found = value, each
                if isinstance(each, ast.AST):
                    into = inside or isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
                    stack.append((each, into))
    return found


def probed(path: Path, wanted: Iterable[tuple[int, int]]) -> dict[Key, CodeType]:
    """Return the code of a module that tells the number of each place whose line is run."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    places = [(number, statement(tree, line)) for number, line in wanted]
    for number, at in places:
        if at is None:
            continue
        body, node = at
        call = ast.parse(f"__import__('builtins').mutant_seen({number})").body[0]
        for each in ast.walk(call):
            ast.copy_location(each, node)
        body.insert(body.index(node), call)
    return compiled(path, tree)


def exchange(functions: Iterable[Callable[..., Any]], new: dict[Key, CodeType]) -> int:
    """Give functions their new code, and say how many were changed."""
    changed = 0
    for function in functions:
        if not isinstance(function, FunctionType):
            continue
        own = function.__code__
        code = new.get((own.co_firstlineno, own.co_qualname))
        if code is None or code == own or code.co_freevars != own.co_freevars:
            continue
        function.__code__ = code
        changed += 1
    return changed
