"""A kindergarten of two sites: parts of a row above, or rows of their own (understanding.md §2)."""

from collections.abc import Sequence
from dataclasses import replace

from tests.grammar.drawing import Draw
from tests.grammar.facts import LEVELS, POSTS, Group, Kindergarten
from tests.grammar.table import Line

_DERIVED = ("enrolled", "classes", "staff", "other_staff", "care_teaching_staff", "kindergartens")


def halves(each: Kindergarten) -> tuple[Kindergarten, Kindergarten]:
    """Split a kindergarten into two sites whose counts add up to it."""
    first = {key: (value + 1) // 2 for key, value in each.counts.items() if key not in _DERIVED}
    for level in LEVELS:
        # Children go where the classes are: no site has classes over the limit.
        classes = each.counts[f"classes_{level}"]
        share = each.counts[f"enrolled_{level}"] * first[f"classes_{level}"]
        first[f"enrolled_{level}"] = share // classes if classes else 0
    over = each.counts["classes"] - each.counts["classes_within_limit"]
    first["classes_within_limit"] = sum(first[f"classes_{level}"] for level in LEVELS) - over
    second = {key: value - first[key] for key, value in each.counts.items() if key in first}
    return tuple(replace(each, counts=_summed(counts)) for counts in (first, second))  # type: ignore[return-value]


def _summed(counts: dict[str, int]) -> dict[str, int]:
    for what in ("enrolled", "classes"):
        counts[what] = sum(counts[f"{what}_{level}"] for level in LEVELS)
    counts["staff"] = sum(counts[post] for post in POSTS)
    counts["other_staff"] = sum(counts[post] for post in POSTS[4:])
    counts["care_teaching_staff"] = counts["teachers"] + counts["care_workers"]
    return {**counts, "kindergartens": 1}


def with_sites(draw: Draw, lines: Sequence[Line]) -> list[Line]:
    """Split one kindergarten of a roster into its sites, where one is large enough."""
    large = [
        index
        for index, line in enumerate(lines)
        if line.kind == "data"
        and all(line.group.count(f"classes_{level}") > 1 for level in ("junior", "middle", "senior"))
    ]
    how = draw.pick("sites", {"none": 14, "parts below": 1, "own rows": 1}) if large else "none"
    if how == "none":
        return list(lines)
    at = draw.one(large)
    line = lines[at]
    name = str(line.texts["name"])
    first, second = halves(line.group.kindergartens[0])
    main, branch = draw.one((("总园", "分园"), ("本部", "分园"), ("东园区", "西园区"), ("主园", "滨河园区")))
    if how == "own rows":
        pattern = draw.one(("{}（{}）", "{}({})", "{}{}"))
        rows = [
            (pattern.format(name, main) if draw.chance(0.5) else name, first),
            (pattern.format(name, branch), second),
        ]
        new = [replace(line.said(name=text), group=Group((half,))) for text, half in rows]
        return [*lines[:at], *new, *lines[at + 1 :]]
    pattern = draw.one(("其中：{}", "　　{}", "其中:{}", "  其中：{}"))
    texts = dict.fromkeys(line.texts)
    if draw.chance(0.5):
        texts["nature"] = line.texts.get("nature")
    parts = [
        Line("campus", Group((half,)), {**texts, "name": pattern.format(word)})
        for word, half in ((main, first), (branch, second))
    ]
    return [*lines[: at + 1], *parts, *lines[at + 1 :]]
