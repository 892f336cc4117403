"""Write made-up tables with the columns of the public ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATASETS = Path(__file__).resolve().parents[2].parent / "shared" / "datasets"

CALC = {
    "patient_id": "made-up-1",
    "breast density": "2",
    "left or right breast": "LEFT",
    "image view": "CC",
    "abnormality id": "1",
    "abnormality type": "calcification",
    "calc type": "AMORPHOUS",
    "calc distribution": "CLUSTERED",
    "assessment": "4",
    "pathology": "BENIGN",
    "image file path": "somewhere/made-up-1.dcm\n",
}
MASS = {
    "patient_id": "made-up-1",
    "breast_density": "3",
    "left or right breast": "RIGHT",
    "image view": "MLO",
    "abnormality id": "1",
    "abnormality type": "mass",
    "mass shape": "OVAL",
    "mass margins": "CIRCUMSCRIBED",
    "assessment": "3",
    "pathology": "BENIGN_WITHOUT_CALLBACK",
}
USG = {
    "CaseID": "made-up-1",
    "Image_filename": "made-up-1.png",
    "Age": "44",
    "Tissue_composition": "homogeneous: fat",
    "Signs": "no",
    "Symptoms": "no",
    "Shape": "oval",
    "Margin": "circumscribed",
    "Echogenicity": "hypoechoic",
    "Posterior_features": "no",
    "Halo": "no",
    "Calcifications": "no",
    "Skin_thickening": "no",
    "Interpretation": "Fibroadenoma",
    "BIRADS": "4a",
    "Verification": "confirmed by biopsy",
    "Diagnosis": "Fibroadenoma",
    "Classification": "benign",
}
CESM = {
    "Image_name": "made-up-1_L_DM_CC",
    "Patient_ID": "made-up-1",
    "Side": "L",
    "Type": "DM",
    "Age": "52",
    "Breast density (ACR)": "C",
    "BIRADS": "4",
    "Findings": "High density mass with indistinct margin",
    "View": "CC",
    "Pathology Classification/ Follow up": "Benign",
}


def table(base: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> io.BytesIO:
    """Return a CSV table of rows that differ from ``base`` as stated."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(base))
    writer.writeheader()
    writer.writerows({**base, **row} for row in rows)
    return io.BytesIO(text.getvalue().encode())
