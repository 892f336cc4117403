"""Offer Hypothesis strategies of reports, for the tests of whoever reads or writes them.

The strategies are built from the models: a finding kind or a member that joins the format joins
them too. ``pytest`` is not needed.
"""

from __future__ import annotations

from birads.issue import MissingExtra

try:
    from birads.testing._strategies import documents, findings, near_valid_reports, reports
except ModuleNotFoundError as error:
    if error.name is None or error.name.partition(".")[0] != "hypothesis":
        raise
    raise MissingExtra("testing", "hypothesis") from None

__all__ = ["documents", "findings", "near_valid_reports", "reports"]
