"""Import the case descriptions of CBIS-DDSM: calcifications or masses, by their columns.

The rows of one abnormality (same patient, side and number) are its views and become one finding.
Words of the 4th edition are read by ``tables/cbis_ddsm.toml``; each that is not ours letter by
letter, and each difference between views, is an issue. The source's PLEOMORPHIC is wider than
fine pleomorphic is today.

Source: Sawyer-Lee R et al. (2016), doi:10.7937/K9/TCIA.2016.7O02S9CY; Lee RS et al., Sci Data
2017;4:170177. CC BY 3.0.
"""

from __future__ import annotations

from birads.interop._cbis_calcifications import CALCIFICATIONS
from birads.interop._cbis_masses import MASSES
from birads.interop.importing import (
    DEFAULT_LIMITS,
    Imported,
    Source,
    TableLimits,
    import_rows,
)

__all__ = ["read"]


def read(source: Source, *, limits: TableLimits = DEFAULT_LIMITS) -> Imported:
    """Return the reports of a calcification or mass table, one per patient.

    Raises:
        InvalidTable: The file has the columns of neither table.
    """
    return import_rows(source, CALCIFICATIONS, MASSES, limits=limits)
