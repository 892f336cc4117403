"""Read TOML so that whatever is wrong with a file is one issue, never a surprise.

The reader of the standard library stops with five kinds of exception, and takes numbers that
JSON cannot carry. Here a file is a tree of plain values within stated bounds, or an
``UnreadableToml`` whose ``issue`` has a code and, where a value is to blame, its pointer.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from birads.issue import BiradsError, Issue, Severity
from birads.pointer import join

__all__ = ["MOST_BYTES", "MOST_LEVELS", "UnreadableToml", "read_bytes", "read_toml"]

MOST_BYTES = 4_000_000
"""The largest file that is read; the largest table of this library has under 100,000 bytes."""

MOST_LEVELS = 20
"""How deep tables and lists may stand in each other."""

# The standard reader takes quadratic time over the parts of one key: refuse such a key unread.
_ENDLESS_KEY = re.compile(
    rb"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""", re.ASCII
)
_LARGEST = 2**63 - 1  # TOML promises whole numbers of 64 bits, and no more


class UnreadableToml(BiradsError):
    """A text is no TOML within the bounds; ``issue`` has the code, the pointer and the reason."""

    def __init__(self, code: str, message: str, pointer: str = "") -> None:
        self.issue = Issue(code, Severity.ERROR, pointer, message)
        super().__init__(message)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, and no more than shows that it holds too much.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def read_toml(data: bytes) -> dict[str, Any]:
    """Return the tree of a text in UTF-8.

    Raises:
        UnreadableToml: The text is not TOML within the bounds.
    """
    import tomllib

    if len(data) > MOST_BYTES:
        raise UnreadableToml("too_large", f"The file has more than {MOST_BYTES:,} bytes.")
    if _ENDLESS_KEY.search(data):
        raise _too_deep("")
    try:
        tree = tomllib.loads(data.decode("utf-8"))
    except RecursionError:
        raise _too_deep("") from None
    except UnicodeDecodeError as error:
        raise UnreadableToml("not_utf8", f"Not UTF-8: byte {error.start} begins no text.") from None
    except tomllib.TOMLDecodeError as error:
        raise UnreadableToml("not_toml", f"Not a TOML file: {_short(error)}.") from None
    except (ValueError, OverflowError):  # a number with more digits than Python converts
        raise UnreadableToml(
            "number_too_large", "A whole number has more digits than 64 bits hold."
        ) from None
    _within_bounds(tree)
    return tree


def _short(error: Exception, most: int = 300) -> str:
    said = str(error)
    return said if len(said) <= most else f"{said[: most // 2]} ... {said[-most // 2 :]}"


def _too_deep(pointer: str) -> UnreadableToml:
    return UnreadableToml(
        "too_deep", f"Tables and lists stand in each other more than {MOST_LEVELS} deep.", pointer
    )


def _within_bounds(tree: dict[str, Any]) -> None:
    """Refuse what is too deep, and numbers that no double or no 64 bits hold."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict | list):
            if len(path) >= MOST_LEVELS:
                raise _too_deep(join(path[:MOST_LEVELS]))
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [((*path, key), part) for key, part in parts]
        elif isinstance(value, float) and not math.isfinite(value):
            raise UnreadableToml("not_finite", "A number has to be finite.", join(path))
        elif isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
            raise UnreadableToml(
                "number_too_large", "A whole number has more digits than 64 bits hold.", join(path)
            )
