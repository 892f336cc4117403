"""Former name of ``birads._base.model``, kept for one release."""

from birads._base.model import *  # noqa: F403 - the same names, from their new place
