"""Former name of ``birads.report.view.index``, kept for one release."""

from birads.report.view.index import *  # noqa: F403 - the same names, from their new place
