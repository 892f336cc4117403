"""Write what was said as one self-contained page: no script, no network, for phone and paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib import resources
from itertools import pairwise
from typing import Final

from birads._visible import visible
from birads.prose._map._draw import BreastMap
from birads.prose._said import Said, Section, Sentence
from birads.prose._vocabulary import Style, vocabulary

__all__ = ["page"]

_CATEGORY: Final = re.compile(r"BI-RADS [0-6][A-C]?\b")


def page(
    said: Said | Iterable[tuple[Said, BreastMap | None]], map_: BreastMap | None = None
) -> str:
    """Return a page of one text with its map, or of several, one after the other.

    Every piece of a sentence that says a member carries its pointers in ``data-pointers``. Texts
    of the report are escaped, and the page can load nothing.
    """
    parts = [(said, map_)] if isinstance(said, Said) else list(said)
    language = parts[0][0].language.value if parts else "en"
    title = _title(parts[0][0]) if parts else ""
    style = resources.files("birads.prose").joinpath("data", "page.css").read_text("utf-8")
    whole = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title>\n<style>\n{style}</style></head>\n<body>\n"
        + "".join(_article(number, *one) for number, one in enumerate(parts))
        + "</body></html>\n"
    )
    return visible(whole, keep="\t\n")


def _title(said: Said) -> str:
    heads = [section.title for section in said.sections if section.title]
    return heads[0] if heads else said.style.value


def _article(number: int, said: Said, map_: BreastMap | None) -> str:
    drawn = _map(map_, f"r{number}") if map_ is not None else ""
    kind = "letter" if said.style is Style.LETTER else "report"
    sections = "".join(map(_section, said.sections))
    return f'<article class="{kind}">\n{sections}{drawn}</article>\n'


def _section(section: Section) -> str:
    if section.key == "banner":
        return f'<p class="banner" role="note">{escape(section.sentences[0].text)}</p>\n'
    head = f"<h2>{escape(section.title)}</h2>\n" if section.title else ""
    tag, item = ("ol", "li") if section.numbered else ("div", "p")
    inner = "".join(f"<{item}>{_sentence(one)}</{item}>\n" for one in section.sentences)
    return f'<section class="{section.key}">{head}<{tag}>{inner}</{tag}></section>\n'


def _sentence(sentence: Sentence) -> str:
    """Return the sentence cut where what it says changes, each piece with its pointers."""
    edges = {sentence.start, sentence.end}
    for mark in sentence.marks:
        edges |= {mark.start, mark.end}
    out = []
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        text = escape(sentence.text[start - sentence.start : end - sentence.start])
        pointers = dict.fromkeys(
            mark.pointer for mark in sentence.marks if mark.start <= start and end <= mark.end
        )
        names = escape(" ".join(pointers))
        out.append(f'<span data-pointers="{names}">{text}</span>' if pointers else text)
    return "".join(out)


def _map(map_: BreastMap, name: str) -> str:
    pictures = "".join(
        f"<figure><figcaption>{escape(_breast(map_, side))}</figcaption>{svg}</figure>\n"
        for side, svg in map_.pictures.items()
    ).replace("map-", f"{name}-map-")
    lines = "".join(f"<li>{_kept(line)}</li>\n" for line in map_.lines)
    listed = f'<ul class="marks">{lines}</ul>' if lines else ""
    notes = "".join(f"<p>{escape(note)}</p>" for note in map_.notes)
    return (
        f'<section class="map"><h2>{escape(map_.title)}</h2>\n'
        f'<div class="pictures">{pictures}</div>\n{listed}{_unplaced(map_)}'
        f'<div class="notes">{notes}</div></section>\n'
    )


def _kept(line: str) -> str:
    """Return a line in which no category is broken at its hyphen."""
    return _CATEGORY.sub(r'<span class="whole">\g<0></span>', escape(line))


def _unplaced(map_: BreastMap) -> str:
    if not map_.unplaced:
        return ""
    lines = "".join(f"<li>{_kept(line)}</li>\n" for line in map_.unplaced)
    head = escape(_words(map_, "map", "not_placed"))
    return f'<p class="unplaced">{head}</p><ul class="marks">{lines}</ul>'


def _breast(map_: BreastMap, side: str) -> str:
    text = _words(map_, "breast", side)
    return text[:1].upper() + text[1:]


def _words(map_: BreastMap, table: str, key: str) -> str:
    from birads.lexicon.edition import Edition

    return vocabulary(map_.language, Edition.E2013).text(table, key)
