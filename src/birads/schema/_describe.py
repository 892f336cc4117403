"""Read the sentences that describe models and fields from where they are written: the source.

They are read when a schema is asked for, so that importing a model never reads its file.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import textwrap
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["field_descriptions", "plain"]


def plain(text: str) -> str:
    """Return a docstring as one line of plain text, its code marks as in Markdown."""
    return " ".join(text.replace("``", "`").split())


def field_descriptions(cls: type) -> dict[str, str]:
    """Return the sentence under each field of ``cls`` and of its bases, the nearest first."""
    out: dict[str, str] = {}
    for base in cls.__mro__:
        for name, text in _own_descriptions(base).items():
            out.setdefault(name, text)
    return out


@cache
def _own_descriptions(cls: type) -> dict[str, str]:
    if not cls.__module__.startswith("birads"):
        return {}
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError):  # a frozen application ships no source
        return {}
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    return dict(_pairs(body))


def _pairs(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, sentence in itertools.pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(sentence, ast.Expr)
            and isinstance(sentence.value, ast.Constant)
            and isinstance(sentence.value.value, str)
        ):
            yield field.target.id, plain(sentence.value.value)
