"""A file or a pipe gets no blanks at the end of a line; a screen keeps what a table needs."""

from __future__ import annotations

import io
import sys

import pytest

from birads.cli._output import _Text


class _Out(io.TextIOWrapper):
    def __init__(self, *, screen: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.screen = screen

    def isatty(self) -> bool:
        return self.screen


@pytest.mark.parametrize(
    ("screen", "got"),
    [(True, b"one  \n  two \n"), (False, b"one\n  two\n")],
    ids=["screen", "pipe"],
)
def test_blanks_at_the_end_of_a_line_are_for_a_screen(
    monkeypatch: pytest.MonkeyPatch, got: bytes, *, screen: bool
) -> None:
    out = _Out(screen=screen)
    monkeypatch.setattr(sys, "stdout", out)
    text = _Text()
    for part in ("one ", " \n  two", " \n"):
        text.write(part)
    text.flush()
    out.flush()
    assert out.buffer.getvalue() == got  # type: ignore[attr-defined]
