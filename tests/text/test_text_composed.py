"""Compose narratives of known content, in five languages and several layouts: none is misread."""

from __future__ import annotations

import random
from typing import Any

import attrs
import pytest

from birads.text import read_text
from tests.text.text_scoring import compared, slots

CATEGORIES = ("1", "2", "3", "4A", "4B", "4C", "5", "0", "6")
CALCIFICATIONS = {
    "kind": "mg.calcifications",
    "morphology": ["amorphous"],
    "distribution": "grouped",
}
MASS = {"kind": "mg.mass", "shape": "irregular", "margin": "spiculated"}
DISTORTION = {"kind": "mg.architectural_distortion"}


@attrs.frozen
class Phrases:
    """Hold the phrases of one language; ``{s}`` is a breast, ``{c}`` a category."""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    both: str
    category: tuple[str, ...]
    findings: tuple[str, str, str]
    place: str
    denials: tuple[str, ...]
    priors: tuple[str, ...]
    plan: str
    conclusion: str


LANGUAGES = {
    "en": Phrases(
        "Mammogram.",
        ("left breast", "LT breast"),
        ("right breast", "RT breast"),
        "both breasts",
        ("BI-RADS {c}", "BIRADS category {c}", "BI-RADS: {c}"),
        ("grouped amorphous calcifications", "irregular spiculated mass", "distortion"),
        "in the {s}",
        ("No mass in the {s}.", "The {s} is unremarkable."),
        ("Prior exam: BI-RADS {c}.", "On the prior study the {s} was BI-RADS {c}."),
        "Biopsy of the {s} is recommended.",
        "IMPRESSION: ",
    ),
    "es": Phrases(
        "Mamografía.",
        ("mama izquierda",),
        ("mama derecha",),
        "bilateral",
        ("BI-RADS {c}", "categoría BI-RADS {c}"),
        ("microcalcificaciones amorfas agrupadas", "nódulo irregular espiculado", "distorsión"),
        "en la {s}",
        ("Sin nódulos en {s}.", "{s} sin alteraciones."),
        ("Estudio previo: BI-RADS {c}.", "En el estudio anterior {s} BI-RADS {c}."),
        "Se recomienda biopsia de la {s}.",
        "Conclusión: ",
    ),
    "pt": Phrases(
        "Mamografia.",
        ("mama esquerda",),
        ("mama direita",),
        "bilateral",
        ("BI-RADS {c}", "categoria BI-RADS {c}"),
        ("calcificações amorfas agrupadas", "nódulo irregular espiculado", "distorção"),
        "na {s}",
        ("Sem nódulos na {s}.", "{s} sem alterações."),
        ("Exame anterior: BI-RADS {c}.", "No exame anterior a {s} era BI-RADS {c}."),
        "Recomenda-se biópsia da {s}.",
        "Conclusão: ",
    ),
    "de": Phrases(
        "Mammographie.",
        ("Mamma links", "linke Mamma"),
        ("Mamma rechts", "rechte Mamma"),
        "beidseits",
        ("BI-RADS {c}", "BI-RADS-Kategorie {c}"),
        ("gruppierter amorpher Mikrokalk", "unregelmäßiger spikulierter Herdbefund", "Distorsion"),
        "in {s}",
        ("Kein Herdbefund {s}.", "{s} unauffällig."),
        ("Vorbefund: BI-RADS {c}.", "Voruntersuchung {s} BI-RADS {c}."),
        "Stanzbiopsie {s} empfohlen.",
        "Beurteilung: ",
    ),
    "fr": Phrases(
        "Mammographie.",
        ("sein gauche",),
        ("sein droit",),
        "bilatéral",
        ("ACR {c}", "BI-RADS {c}", "classification ACR {c}"),
        ("microcalcifications amorphes groupées", "masse irrégulière spiculée", "distorsion"),
        "du {s}",
        ("Pas de masse du {s}.", "{s} normal."),
        ("Examen antérieur : ACR {c}.", "Sur l'examen antérieur, le {s} était ACR {c}."),
        "Biopsie du {s} recommandée.",
        "Conclusion : ",
    ),
}


def composed(phrases: Phrases, draw: random.Random) -> tuple[str, dict[str, Any]]:
    """Return a narrative and the draft that it states."""
    sides = draw.sample(["left", "right"], 2)
    names = {"left": draw.choice(phrases.left), "right": draw.choice(phrases.right)}
    expected: dict[str, Any] = {"exams": [{"modality": "mammography"}], "findings": []}
    parts = [phrases.title]
    for side in sides:
        if draw.random() < 0.6:
            number = draw.randrange(3)
            said = phrases.findings[number]
            finding = (CALCIFICATIONS, MASS, DISTORTION)[number]
            parts.append(f"{said} {phrases.place.format(s=names[side])}.")
            expected["findings"].append({**finding, "location": {"breast": side}})
        else:
            parts.append(draw.choice(phrases.denials).format(s=names[side]))
    conclusion, expected["assessments"] = concluded(phrases, draw, sides, names)
    parts.append("\n" + phrases.conclusion + conclusion)
    if draw.random() < 0.5:
        prior, side = draw.choice(phrases.priors), draw.choice(sides)
        parts.append("\n" + prior.format(c=draw.choice(CATEGORIES), s=names[side]))
    else:
        parts.append(phrases.plan.format(s=names[draw.choice(sides)]))
    text = " ".join(parts)
    return (text.upper() if draw.random() < 0.15 else text), expected


def concluded(
    phrases: Phrases, draw: random.Random, sides: list[str], names: dict[str, str]
) -> tuple[str, list[dict[str, str]]]:
    """Return the categories of both breasts in one of several layouts."""
    found = [draw.choice(CATEGORIES) for _ in sides]
    written = [draw.choice(phrases.category).format(c=category) for category in found]
    each = [{"breast": s, "category": c} for s, c in zip(sides, found, strict=True)]
    layout = draw.randrange(4)
    if layout == 0:
        return f"{written[0]} {phrases.both}.", [{"breast": "bilateral", "category": found[0]}]
    pairs = list(zip(sides, written, strict=True))
    if layout == 1:
        return " ".join(f"{names[s].capitalize()}: {w}." for s, w in pairs), each
    if layout == 2:
        return ", ".join(f"{names[s]} {w}" for s, w in pairs) + ".", each
    return ", ".join(f"{w} {names[s]}" for s, w in pairs) + ".", each


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(4))
def test_no_composed_narrative_is_misread(language: str, seed: int) -> None:
    draw = random.Random(seed)
    stated = lost = 0
    for _ in range(15):
        text, expected = composed(LANGUAGES[language], draw)
        draft = read_text(text, language=language).draft
        shown = {name: part for name, part in draft.items() if name != "recommendations"}
        missed, wrong, danger = compared(expected, shown)
        assert not danger, text
        assert not wrong, text
        lost += len(missed)
        stated += len(
            {(section, *slot) for section in expected for slot in slots(expected[section])}
        )
    assert lost < stated / 5
