"""Former name of ``birads.report.findings``, kept for one release."""

from birads.report.findings import *  # noqa: F403 - the same names, from their new place
