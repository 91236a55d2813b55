"""A district's summary in one sheet, drawn at random, and small towns by their figures."""

import random
from collections.abc import Mapping, Sequence

from preschool_metrics.catalogue import load_profile
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Summary

WUQING = load_profile("wuqing-2023")
AREAS = [area.name for area in WUQING.areas]
STAFF = ("staff", "teachers", "care_workers", "health_staff")
FIELDS = (
    "population_resident_3_5", "enrolled", "enrolled_public", "enrolled_inclusive_private", "enrolled_other_private",
    *STAFF,
)  # fmt: skip

Figures = Mapping[str, int | None]


def town(population: int, enrolled: int, inclusive: int, public: int, **staff: int | None) -> dict[str, int | None]:
    """Return the figures of a town: children of age, enrolled, of these in inclusive and in public kindergartens."""
    natures = (public, inclusive - public, enrolled - inclusive)
    children = dict(zip(FIELDS, (population, enrolled, *natures), strict=False))
    return {**children, **dict.fromkeys(STAFF), **staff}


def summary(towns: Mapping[str, Figures], period: str = "2024-03", fields: Sequence[str] = FIELDS) -> str:
    """Write the summary of towns as the sheet of a workbook."""
    headings = [described(Summary)[field].heading.zh for field in fields]
    lines = ["## 封面", f"| 报表月份 | {period} |", "## 汇总表", "| 镇街 | " + " | ".join(headings) + " |"]
    for name, figures in towns.items():
        shown = ["" if figures[field] is None else str(figures[field]) for field in fields]
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def drawn(seed: int, areas: Sequence[str] = AREAS) -> dict[str, dict[str, int | None]]:
    """Draw a town for each area: near the lines, on both sides of them."""
    die = random.Random(seed)
    made = {}
    for area in areas:
        population = die.randint(60, 900)
        enrolled = population * die.randint(80, 108) // 100
        public = enrolled * die.randint(30, 70) // 100
        inclusive = public + (enrolled - public) * die.randint(30, 100) // 100
        staff = enrolled * 100 // die.randint(550, 900)
        made[area] = town(
            population, enrolled, inclusive, public, staff=staff, teachers=staff * 6 // 10, care_workers=staff * 2 // 10,
            health_staff=enrolled // die.randint(100, 200),
        )  # fmt: skip
    return made
