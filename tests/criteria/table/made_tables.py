"""Make random small tables, and answer them a second time by enumeration, without bit masks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st
from topic_toml import write

from birads.acr_criteria.table import BadTable, Table, read_table

Tree = dict[str, Any]
Point = dict[str, Any]
When = Mapping[str, Any]

OF = {"of": ["patient"], "asks": "?", "source": "made up"}
FACTS: list[Tree] = [
    {
        "name": "color",
        **OF,
        "words": ["warm", "red", "orange", "blue"],
        "kinds": {"warm": ["red", "orange"]},
    },
    {
        "name": "size",
        **OF,
        "words": ["any", "small", "large"],
        "kinds": {"any": ["small", "large"]},
        "whole": ["any"],
    },
    {"name": "wet", **OF, "yes_no": True},
    {"name": "years", **OF, "number": {"low": 0, "high": 10}},
]
UNDER: Mapping[str, Mapping[Any, tuple[Any, ...]]] = {
    "color": {"warm": ("warm", "red", "orange")},
    "size": {"any": ("small", "large")},
}
LEAVES: Mapping[str, tuple[Any, ...]] = {
    "color": ("warm", "red", "orange", "blue"),
    "size": ("small", "large"),
    "wet": (True, False),
    "years": tuple(n / 2 for n in range(21)),  # every whole number, and a point between
}
STATED: Mapping[str, tuple[Any, ...]] = {
    "color": (None, "warm", "red", "orange", "blue"),
    "size": (None, "any", "small", "large"),
    "wet": (None, True, False),
    "years": (None, *LEAVES["years"]),
}
PROCEDURES = ("scan", "look", "wait")
CATEGORIES = ("usually_appropriate", "may_be_appropriate", "usually_not_appropriate")


def tree_of(variants: list[Tree], **more: Any) -> Tree:
    """Return a topic about the made-up facts."""
    return {
        "topic": {
            "id": "made-up",
            "revision": "1",
            "title": "Made up",
            "about": "patient",
            "citation": "nothing",
        },
        "review": {"status": "draft"},
        "fact": FACTS,
        "procedures": {name: {"label": name} for name in PROCEDURES},
        "variant": [
            {"number": number, "title": f"Row {number}", "options": cells(number), **row}
            for number, row in enumerate(variants, 1)
        ],
        **more,
    }


def cells(number: int) -> list[Tree]:
    """Return options that differ from variant to variant, and agree now and then."""
    return [
        {"procedure": name, "category": CATEGORIES[(number // (place + 1)) % 3]}
        for place, name in enumerate(PROCEDURES)
    ]


def loaded(variants: list[Tree], **more: Any) -> Table:
    return read_table(write(tree_of(variants, **more)).encode())


def _bounds() -> st.SearchStrategy[Tree]:
    number = st.integers(0, 10)
    low, high = st.sampled_from(["ge", "gt"]), st.sampled_from(["le", "lt"])
    one = st.builds(lambda name, at: {name: at}, st.one_of(low, high), number)
    two = st.builds(
        lambda a, b, at, more: {a: at, b: at + more},
        low,
        high,
        st.integers(0, 8),
        st.integers(1, 4),
    )
    return st.one_of(one, two).filter(
        lambda when: when not in ({"lt": 0}, {"gt": 10}) and max(when.values()) <= 10
    )


WHENS = st.fixed_dictionaries(
    {},
    optional={
        "color": st.lists(
            st.sampled_from(["warm", "red", "orange", "blue"]), min_size=1, unique=True
        ),
        "size": st.sampled_from(["any", "small", "large", ["small", "large"]]),
        "wet": st.booleans(),
        "years": _bounds(),
    },
)
ROWS = st.builds(
    lambda when, more: (
        {"when": when, "any_of": _beside(when, more)} if _beside(when, more) else {"when": when}
    ),
    WHENS,
    st.lists(WHENS, max_size=2),
)


def _beside(when: Tree, more: list[Tree]) -> list[Tree]:
    return [left for one in more if (left := {k: v for k, v in one.items() if k not in when})]


@st.composite
def raw_tables(draw: st.DrawFn) -> list[Tree]:
    """Return rows that may overlap; some name earlier rows that they override."""
    rows = draw(st.lists(ROWS, min_size=1, max_size=6))
    for number in range(1, len(rows)):
        earlier = draw(st.sets(st.integers(1, number), max_size=2))
        if earlier:
            rows[number] = {**rows[number], "overrides": sorted(f"V{n}" for n in earlier)}
    return rows


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, list[Tree]]:
    """Return a table that loads, and its rows: two that meet are settled, or one is left out."""
    rows = draw(raw_tables())
    while True:
        try:
            return loaded(rows), rows
        except BadTable as error:
            problem = error.problems[-1]
            place = problem.path[1]
            assert isinstance(place, int)
            if problem.code == "overlapping_rows" and draw(st.integers(0, 3)):
                rows[place] = settled(rows[place], problem.message.split("'")[1])
            else:
                rows = without(rows, place)


def settled(row: Tree, other: str) -> Tree:
    """Return a row that overrides another as well."""
    return {**row, "overrides": sorted({*row.get("overrides", []), other})}


def without(rows: list[Tree], place: int) -> list[Tree]:
    """Return rows without one of them, the numbers in ``overrides`` moved up."""
    out = []
    for row in rows[:place] + rows[place + 1 :]:
        named = [int(name[1:]) for name in row.get("overrides", []) if name != f"V{place + 1}"]
        moved = [f"V{n - (n > place + 1)}" for n in named]
        out.append(
            {
                **{k: v for k, v in row.items() if k != "overrides"},
                **({"overrides": moved} if moved else {}),
            }
        )
    return out


# The second reading: sets and loops, and nothing of the package.


def leaves(fact: str, stated: Any) -> tuple[Any, ...]:
    """Return what a stated value may be in the end; anything, where nothing is stated."""
    if stated is None:
        return LEAVES[fact]
    return UNDER.get(fact, {}).get(stated, (stated,))


def admits(fact: str, condition: Any, leaf: Any) -> bool:
    if isinstance(condition, Mapping):
        floors = condition.get("ge", -1) <= leaf and condition.get("gt", -1) < leaf
        return bool(floors and leaf <= condition.get("le", 99) and leaf < condition.get("lt", 99))
    listed = condition if isinstance(condition, list) else [condition]
    return any(leaf in leaves(fact, value) for value in listed)


def boxes(row: Tree) -> list[When]:
    return [{**row["when"], **more} for more in row.get("any_of", [{}])]


def holds(row: Tree, point: Point) -> bool:
    """Return whether every fact of a row is stated, and is what the row asks whatever it is."""
    return any(
        all(
            point.get(fact) is not None
            and all(admits(fact, condition, leaf) for leaf in leaves(fact, point[fact]))
            for fact, condition in box.items()
        )
        for box in boxes(row)
    )


def could_hold(row: Tree, point: Point) -> bool:
    return any(
        all(
            any(admits(fact, condition, leaf) for leaf in leaves(fact, point.get(fact)))
            for fact, condition in box.items()
        )
        for box in boxes(row)
    )


def beats(rows: list[Tree], one: int, other: int) -> bool:
    return f"V{other + 1}" in rows[one].get("overrides", [])


def answering(rows: list[Tree], point: Point) -> set[int]:
    """Return the numbers of the rows that hold and are not overridden by one that holds."""
    now = [n for n, row in enumerate(rows) if holds(row, point)]
    return {n + 1 for n in now if not any(beats(rows, other, n) for other in now)}


def completions(point: Point) -> Iterator[Point]:
    """Yield every point with nothing left open that a point may turn out to be."""
    for values in product(*(leaves(fact, point.get(fact)) for fact in LEAVES)):
        yield dict(zip(LEAVES, values, strict=True))


def meeting(rows: list[Tree]) -> set[tuple[int, int]]:
    """Return each two rows that share a whole point and do not settle it."""
    out = set()
    for one, other in combinations(range(len(rows)), 2):
        if beats(rows, one, other) or beats(rows, other, one):
            continue
        if any(
            all(
                any(
                    all(admits(fact, box[fact], leaf) for box in pair if fact in box)
                    for leaf in LEAVES[fact]
                )
                for fact in LEAVES
            )
            for pair in product(boxes(rows[one]), boxes(rows[other]))
        ):
            out.add((one, other))
    return out


POINTS = st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in STATED.items()})
