"""Show rule coverage as one HTML page: nothing loaded from elsewhere, readable on paper too."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import log1p

from birads._visible import visible
from birads.coverage._collect import Coverage
from birads.coverage._universe import GROUPS

__all__ = ["render_html"]

_LEVELS = 5
# The page loads nothing, whatever a report says.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)

_STYLE = """
:root { color-scheme: light dark; --line: #8a8f98; --soft: #8a8f9833; }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { max-width: 44rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
caption { text-align: left; padding-bottom: .4rem; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left;
  vertical-align: top; }
td.n { text-align: right; white-space: nowrap; }
thead th { background: var(--soft); }
tr.never td, tr.never th { font-weight: 600; }
.heat td { text-align: center; min-width: 3.2rem; }
.l0 { background: #fff; color: #595f69; }
.l1 { background: #e3f0fa; color: #10222f; }
.l2 { background: #b5d6ee; color: #10222f; }
.l3 { background: #6fb0dc; color: #10222f; }
.l4 { background: #24689c; color: #fff; }
.l5 { background: #0b3a5e; color: #fff; }
progress { width: 8rem; max-width: 40vw; }
details { margin: .4rem 0; }
summary { cursor: pointer; }
@media (max-width: 40rem) { body { padding: .6rem; font-size: .95rem; }
  th, td { padding: .2rem .3rem; } .heat { font-size: .75rem; } .heat td { min-width: 0; } }
@media print { body { max-width: none; font-size: 9pt; } .scroll { overflow: visible; }
  .heat td { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h2, tr { break-inside: avoid; } }
"""


def render_html(coverage: Coverage, title: str = "Rule coverage") -> str:
    """Return a whole page; every colour is said in numbers as well."""
    topic = coverage.topic
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        _POLICY,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>",
        f"<p><strong>{coverage.percent():.1f} %</strong> of the rules of",
        f"{escape(topic.id)}, revision {escape(topic.revision)}, were exercised by",
        f"{coverage.reports:,} reports ({coverage.refused:,} refused) with",
        f"{coverage.patterns:,} patterns of calcifications.",
        "A rule that was exercised is not thereby shown to be right.</p>",
        *_summary(coverage),
        *_heat(coverage),
        *(line for group in GROUPS if coverage.items[group] for line in _group(coverage, group)),
        "</main></body></html>",
    ]
    return visible("\n".join(parts) + "\n", keep="\n")


def _summary(coverage: Coverage) -> Iterator[str]:
    yield "<h2>Summary</h2><div class='scroll'><table><thead><tr>"
    yield "<th scope='col'>Rules</th><th scope='col'>Exercised</th><th scope='col'>Share</th>"
    yield "</tr></thead><tbody>"
    for group, title in GROUPS.items():
        total, reached = len(coverage.items[group]), coverage.reached(group)
        if total:
            yield (
                f"<tr><th scope='row'><a href='#{group}'>{title}</a></th>"
                f"<td class='n'>{reached} of {total}</td><td><progress max='{total}' "
                f"value='{reached}' aria-label='{title}'></progress> "
                f"{100 * reached / total:.0f} %</td></tr>"
            )
    yield "</tbody></table></div>"
    told = ", ".join(
        f"{name.replace('_', ' ')} {count:,}" for name, count in sorted(coverage.statuses.items())
    )
    yield f"<p>Patterns by status: {escape(told) or 'none'}.</p>"


def _heat(coverage: Coverage) -> Iterator[str]:
    if not coverage.words():
        return
    most = max(coverage.heat.values(), default=0)
    rows, columns = (name.replace("_", " ") for name in coverage.axes)
    yield f"<h2>{escape(rows.capitalize())} and {escape(columns)}</h2>"
    yield "<p>Darker means more. A pattern of several words counts in the row of each.</p>"
    yield "<div class='scroll'><table class='heat'>"
    yield ""
    yield f"<caption>Patterns by {escape(rows)} and {escape(columns)}</caption><thead><tr><td></td>"
    yield "".join(f"<th scope='col'>{_words(place)}</th>" for place in coverage.places())
    yield "</tr></thead><tbody>"
    for word in coverage.words():
        yield f"<tr><th scope='row'>{_words(word)}</th>"
        for place in coverage.places():
            count = coverage.heat[str(word), str(place)]
            yield f"<td class='l{_level(count, most)}'>{count:,}</td>"
        yield "</tr>"
    yield "</tbody></table></div>"


def _level(count: int, most: int) -> int:
    """Return a step of the scale, by the logarithm, so that rare pictures stay visible."""
    if not count:
        return 0
    return max(1, min(_LEVELS, round(_LEVELS * log1p(count) / log1p(most))))


def _group(coverage: Coverage, group: str) -> Iterator[str]:
    never = coverage.never(group)
    yield f"<h2 id='{group}'>{GROUPS[group]}</h2>"
    yield f"<p>Never exercised: {escape(', '.join(never)) or 'none'}.</p>"
    yield "<div class='scroll'><table><thead><tr><th scope='col'>Rule</th>"
    yield "<th scope='col'>Times</th><th scope='col'>What it says</th></tr></thead><tbody>"
    for item in coverage.items[group]:
        count = coverage.count(group, item.id)
        mark = "" if count else " class='never'"
        yield (
            f"<tr{mark}><th scope='row'>{escape(item.id)}</th>"
            f"<td class='n'>{f'{count:,}' if count else 'never'}</td>"
            f"<td>{escape(item.label)}</td></tr>"
        )
    yield "</tbody></table></div>"


def _words(name: str) -> str:
    return escape(str(name).replace("_", " "))
