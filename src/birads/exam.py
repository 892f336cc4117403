"""Former name of ``birads.report.exam``, kept for one release."""

from birads.report.exam import *  # noqa: F403 - the same names, from their new place
