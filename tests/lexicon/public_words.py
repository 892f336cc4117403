"""Run every descriptor value of the public tables through ``lexicon.find``.

python tests/lexicon/public_words.py ../shared/datasets   # prints place, value, count, answer
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from birads import lexicon

__all__ = ["answers"]

MORPHOLOGY, DISTRIBUTION = "mg.calcifications.morphology", "mg.calcifications.distribution"
SHAPE = ("mg.mass.shape", "mg.finding", "mg.asymmetry.type")

# File, column, and the axes that its words may be of.
COLUMNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("cbis_ddsm/calc_case_description_train_set.csv", "breast density", ("mg.composition",)),
    ("cbis_ddsm/calc_case_description_train_set.csv", "calc type", (MORPHOLOGY,)),
    ("cbis_ddsm/calc_case_description_train_set.csv", "calc distribution", (DISTRIBUTION,)),
    ("cbis_ddsm/mass_case_description_train_set.csv", "breast_density", ("mg.composition",)),
    ("cbis_ddsm/mass_case_description_train_set.csv", "mass shape", SHAPE),
    ("cbis_ddsm/mass_case_description_train_set.csv", "mass margins", ("mg.mass.margin",)),
    *(
        ("breast_lesions_usg/breast_lesions_usg.csv", column, (axis,))
        for column, axis in (
            ("Tissue_composition", "us.tissue_composition"),
            ("Shape", "us.mass.shape"),
            ("Margin", "us.mass.margin"),
            ("Echogenicity", "us.mass.echo_pattern"),
            ("Posterior_features", "us.mass.posterior_features"),
            ("Halo", "us.mass.boundary"),
            ("Calcifications", "us.calcifications.location"),
            ("Skin_thickening", "us.associated"),
        )
    ),
    ("cdd_cesm/sheet_all.csv", "Breast density (ACR)", ("mg.composition",)),
    *(
        ("cdd_cesm/sheet_mass_enhancement_description.csv", column, axes)
        for column, axes in (
            (
                "Mass density/enhancement pattern",
                ("cem.mass.internal_enhancement", "mri.mass.internal_enhancement", "mri.finding"),
            ),
            ("Mass shape", ("cem.mass.shape",)),
            ("Mass margin", ("cem.mass.margin",)),
        )
    ),
    *(
        ("tompei_cmmd/" + file, column, axes)
        for file in ("tompei_cmmd_calcification_rows.csv", "tompei_cmmd_noncalc_edge_rows.csv")
        for column, axes in (
            ("Breast density", ("mg.composition",)),
            ("Mass Shape", SHAPE),
            ("Mass Margin", ("mg.mass.margin",)),
            ("Mass Density", ("mg.mass.density",)),
            ("Mass Associated calcification", (MORPHOLOGY, DISTRIBUTION)),
            ("Calcification Morphology", (MORPHOLOGY,)),
            ("Calcification Distribution", (DISTRIBUTION,)),
            ("Clearly Benign Calcifications", (MORPHOLOGY,)),
            ("Mass Other Associated Findings", ("mg.associated",)),
            ("Calcification Other Associated Findings", ("mg.associated",)),
            ("Other findings Lymph Nodes", ("mg.associated",)),
        )
    ),
)
_SEPARATORS = re.compile(r"[/,&$]|-")


def _in_axes(value: str, axes: tuple[str, ...]) -> lexicon.Found | None:
    for axis in axes:
        found = lexicon.find(value, axis)
        if found.matches:
            return found
    return None


def _parts(value: str, axes: tuple[str, ...]) -> Iterator[tuple[str, lexicon.Found | None]]:
    """Yield a value, or its parts where it joins several words, with what each was read as."""
    whole = _in_axes(value, axes)
    pieces = [piece.strip() for piece in _SEPARATORS.split(value)]
    if whole is not None or len(pieces) == 1 or value == "N/A":
        yield value, whole
        return
    for separator in "&", "$", ",", "/", "-":
        if separator in value:
            for piece in filter(None, (part.strip() for part in value.split(separator))):
                yield from _parts(piece, axes)
            return


def answers(datasets: Path) -> dict[tuple[str, str], tuple[int, lexicon.Found | None]]:
    """Return what every word of the public tables was read as, with how often it stands there."""
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str], lexicon.Found | None] = {}
    for file, column, axes in COLUMNS:
        with (datasets / file).open(encoding="utf-8-sig", newline="") as source:
            values = Counter(row[column].strip() for row in csv.DictReader(source))
        for value, number in values.items():
            if value in {"", "_"}:
                continue
            for part, answer in _parts(value, axes):
                place = f"{file.partition('/')[0]}: {column}"
                counts[place, part] += number
                found[place, part] = answer
    return {key: (counts[key], found[key]) for key in sorted(found)}


def main() -> None:
    """Print what every value was read as."""
    write = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n").writerow
    write(("place", "value", "count", "how", "answer", "issues"))
    for (place, value), (count, found) in answers(Path(sys.argv[1])).items():
        if found is None:
            write((place, value, count, "not found", "", ""))
            continue
        terms = " or ".join(match.term.id for match in found.matches)
        codes = " ".join(issue.code for issue in found.issues)
        write((place, value, count, found.matches[0].how, terms, codes))


if __name__ == "__main__":
    main()
