"""Register the checks: what each says, when it is silent, and where it comes from.

The registry is the one place from which the reference page, the policy file and the runner
know a check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from birads.checks._needs import Need
from birads.issue import Issue, Severity

if TYPE_CHECKING:
    from birads.checks._sense import Sense

__all__ = ["CHECKS", "Check", "Found", "declare"]


@attrs.frozen
class Found:
    """Say what a check found, before its code, severity and source are added.

    ``pointer`` resolves in the document; ``crosses`` is true where the line between the
    categories 0-3 and 4-6 depends on it. ``severity`` lowers that of the check for this one,
    where the report itself gives a reason.
    """

    pointer: str
    message: str
    hint: str | None = None
    crosses: bool = False
    severity: Severity | None = None


Run = Callable[["Sense"], Iterator[Found]]


@attrs.frozen
class Check:
    """Describe one check; ``crosses`` says that what it finds can cross {0-3}/{4-6}.

    It finds nothing in a report that does not meet all of ``needs``.
    """

    code: str
    severity: Severity
    theme: str
    says: str
    silent: str
    source: str
    crosses: bool
    needs: frozenset[Need]
    run: Run = attrs.field(repr=False, eq=False)

    def issues(self, sense: Sense) -> list[Issue]:
        """Return what the check finds, as issues."""
        return [
            Issue(
                self.code,
                found.severity or self.severity,
                found.pointer,
                found.message,
                found.hint,
                self.source,
                found.crosses,
            )
            for found in self.run(sense)
        ]


_CHECKS: dict[str, Check] = {}

CHECKS: Mapping[str, Check] = MappingProxyType(_CHECKS)
"""Every check by its code, in the order of the reference page."""


def declare(
    code: str,
    severity: Severity,
    *,
    silent: str,
    source: str,
    crosses: bool = False,
    needs: Iterable[Need] = (),
) -> Callable[[Run], Run]:
    """Register a function as the check ``code``; its docstring is what the check says."""

    def register(run: Run) -> Run:
        if code in _CHECKS:  # pragma: no cover - a fault of ours, found at import
            raise ValueError(f"two checks are called {code!r}")
        says = " ".join((run.__doc__ or "").partition("\n\n")[0].split())
        theme = run.__module__.rpartition("._")[2]
        _CHECKS[code] = Check(
            code, severity, theme, says, silent, source, crosses, frozenset(needs), run
        )
        return run

    return register
