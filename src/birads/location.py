"""Former name of ``birads.report.location``, kept for one release."""

from birads.report.location import *  # noqa: F403 - the same names, from their new place
