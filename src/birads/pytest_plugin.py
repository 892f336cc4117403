"""Offer ``pytest --birads-coverage`` and load the rest only when it is asked for.

pytest loads this module in every run of an environment where ``birads`` is installed, so it
imports nothing of it and costs next to nothing. The counting is in
``birads.coverage._plugin``.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

__all__ = ["pytest_addoption", "pytest_configure"]

_OPTION = "--birads-coverage"
_RUN = "birads-coverage-run"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, unless the plugin was loaded under another name before."""
    group = parser.getgroup("birads", "rule coverage of birads")
    with suppress(ValueError):
        group.addoption(
            _OPTION, action="store_true", help="Say which rules of birads the tests exercised."
        )
        group.addoption(
            f"{_OPTION}-min",
            type=float,
            metavar="PERCENT",
            help="Fail where fewer rules were exercised; implies --birads-coverage.",
        )
        group.addoption(
            f"{_OPTION}-html",
            type=Path,
            metavar="FILE",
            help="Write the coverage as a page; implies --birads-coverage.",
        )


def pytest_configure(config: pytest.Config) -> None:
    """Start counting where an option asks for it."""
    least, page = config.getoption(f"{_OPTION}-min"), config.getoption(f"{_OPTION}-html")
    if not (config.getoption(_OPTION) or least is not None or page is not None):
        return
    if not config.pluginmanager.has_plugin(_RUN):
        from birads.coverage._plugin import RuleCoverage

        config.pluginmanager.register(RuleCoverage(least, page), _RUN)
