"""Former name of ``birads.report.canonical``, kept for one release."""

from birads.report.canonical import *  # noqa: F403 - the same names, from their new place
