"""Count which rules a test suite exercises: ``pytest --birads-coverage``.

pytest finds it through ``birads.pytest_plugin``, which imports this module only when an option
asks for it; ``-p birads.coverage._plugin`` does the same where no entry point is installed.
Every name that holds ``recommend`` or ``check`` is replaced by one that counts, and given back
when the run ends.
Under pytest-xdist the counts of the workers are added up.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from birads.pytest_plugin import pytest_addoption, pytest_configure

if TYPE_CHECKING:
    from birads.coverage._collect import Coverage

__all__ = ["RuleCoverage", "pytest_addoption", "pytest_configure"]

_NAME = "birads-coverage"
_HOOKED = (("birads.acr_criteria._recommend", "recommend"), ("birads.checks._run", "check"))


class RuleCoverage:
    """Count from configuration to the end of the run, then report."""

    def __init__(self, least: float | None, page: Path | None) -> None:
        from birads.coverage._collect import Coverage

        self.least = least
        self.page = page
        self.coverage: Coverage = Coverage()
        self._given_back: list[tuple[Any, str, Any]] = []
        for home, name in _HOOKED:
            original = getattr(import_module(home), name)
            self._replace(original, self._counting(name, original))

    def _counting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        from functools import wraps

        @wraps(original)
        def counted(*args: Any, **kwargs: Any) -> Any:
            answer = original(*args, **kwargs)
            if name == "check":
                self.coverage.add_issues(answer)
            elif answer.topic.id == self.coverage.topic.id:
                self.coverage.reports += 1
                self.coverage.add_workup(answer)
            return answer

        return counted

    def _replace(self, original: object, counted: object) -> None:
        """Replace a function under every name that a loaded module has for it."""
        for module in list(sys.modules.values()):
            for name, value in list(getattr(module, "__dict__", {}).items()):
                if value is original:
                    setattr(module, name, counted)
                    self._given_back.append((module, name, original))

    def pytest_unconfigure(self) -> None:
        """Give every name its own function back, those that were imported meanwhile included."""
        counted = {
            id(getattr(module, name)): original for module, name, original in self._given_back
        }
        for module in list(sys.modules.values()):
            for name, value in list(getattr(module, "__dict__", {}).items()):
                if id(value) in counted:
                    setattr(module, name, counted[id(value)])

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a worker of pytest-xdist has counted."""
        counts = getattr(node, "workeroutput", {}).get(_NAME)
        if counts is not None:
            self.coverage.absorb(json.loads(counts))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the page, and fail the run where too few rules were exercised."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_NAME] = json.dumps(self.coverage.to_dict())  # plain text crosses processes
            return
        if self.page is not None:
            from birads.coverage._page import render_html

            self.page.write_text(
                render_html(self.coverage, "Rule coverage of a test suite"), "utf-8"
            )
        if self._too_little() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show what was exercised."""
        from birads.coverage._text import render_text

        terminalreporter.section(_NAME)
        terminalreporter.write(render_text(self.coverage))
        if self._too_little():
            terminalreporter.write_line(
                f"FAIL: {self.coverage.percent():.1f} % is less than the {self.least:g} % asked for"
            )

    def _too_little(self) -> bool:
        return self.least is not None and self.coverage.percent() < self.least
