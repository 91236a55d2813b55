"""One example: a seed, a family of workbooks, and everything drawn from it."""

from collections.abc import Callable
from typing import Final

from tests.grammar import district, national, pages, periods, refusals, roster, summary
from tests.grammar.canvas import Book
from tests.grammar.drawing import Draw
from tests.grammar.truth import Example, Truth

Maker = Callable[[Draw, str], tuple[Book, Truth]]
FAMILIES: Final[dict[str, tuple[float, Maker]]] = {
    "roster of a town": (38, roster.one_town),
    "roster of towns": (14, district.several_towns),
    "summary by town": (20, summary.by_town),
    "town × nature rows": (7, summary.by_town_and_nature),
    "one town by nature": (3, summary.one_town_by_nature),
    "matrix": (3, summary.matrix),
    "labels and values": (4, summary.label_value),
    "page a kindergarten": (3, pages.page_a_kindergarten),
    "row a class": (2, pages.row_a_class),
    "row a figure": (2, pages.row_a_figure),
    "yearbook": (4, national.yearbook),
    "two periods": (3, periods.two_periods),
    "years down": (1, periods.years_down),
    "cannot be known": (3, refusals.refused),
}


def draw_example(seed: int, index: int, family: str | None = None) -> Example:
    """Draw one example; the same seed, index and family give the same workbook and the same truth.

    A workbook that carries no figure at all, and is not meant to, is drawn again.
    """
    for attempt in range(9):
        example = _drawn(f"{seed}/{index}/{attempt}", family)
        if example.truth.say or any(want[0] for want in example.truth.total.values()):
            break
    return example


def _drawn(seed: str, family: str | None) -> Example:
    draw = Draw(f"{seed}/{family or ''}")
    chosen = draw.fairly("family", {name: weight for name, (weight, _) in FAMILIES.items() if family in (None, name)})
    profile = draw.fairly("profile", {"wuqing-2023": 3, "national-2020": 1})
    if chosen == "yearbook":
        profile = draw.features["profile"] = "national-2020"
    book, truth = FAMILIES[chosen][1](draw, profile)
    return Example(seed, chosen, profile, book, truth, draw.features)
