"""Build a report from what a form holds, and print its JSON."""

from birads.report import Finding, Location, MgCalcifications, MgMass, Report, UsLymphNode, UsMass


def report_of_the_form() -> Report:
    """Return the report of a bilateral diagnostic mammogram with ultrasound."""
    at = Location(breast="left", clock=2, quadrant="upper_outer")
    return Report(
        edition="2013",
        id="form-1",
        patient={"sex": "female", "age_years": 52},
        exams=[
            {"id": "mg", "modality": "mammography", "purpose": "diagnostic"},
            {"id": "us", "modality": "ultrasound", "purpose": "diagnostic"},
        ],
        findings=[
            MgMass(id="m1", exam="mg", location=at, shape="irregular", margin=["spiculated"]),
            UsMass(id="m2", exam="us", location=at, echo_pattern="hypoechoic", longest_mm=14),
            MgCalcifications(id="c1", exam="mg", morphology=["amorphous"], distribution="grouped"),
            UsLymphNode(id="n1", exam="us", place="axillary", cortex_mm=4.5, hilum="displaced"),
        ],
        assessments=[{"breast": "left", "category": "5"}, {"breast": "right", "category": "1"}],
    )


def heading(finding: Finding) -> str:
    """Return a heading; in each case the type of the finding is known."""
    match finding:
        case MgMass(shape=shape) | UsMass(shape=shape):
            return f"mass, {shape or 'shape not stated'}"
        case MgCalcifications(morphology=words):
            return f"calcifications, {', '.join(words or ())}"
        case _:
            return finding.kind


if __name__ == "__main__":
    print(report_of_the_form().to_json().decode())
