"""Former name of ``birads.report.axes``, kept for one release."""

from birads.report.axes import *  # noqa: F403 - the same names, from their new place
