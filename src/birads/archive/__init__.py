"""Join the reports of an archive, say what is open in it, and run over it in any engine.

``track`` says which women wait and for what. It takes reports in any order and gives the same
answer, in bounded memory.
"""

from __future__ import annotations

from birads.archive.api import track
from birads.archive.item import Item
from birads.archive.patients import Patients
from birads.archive.tracking import track_patient

__all__ = ["Item", "Patients", "track", "track_patient"]
