"""Made-up towns: sizes are plausible, names are not real, and at the end of the year some miss a target by a hair."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from math import ceil
from typing import Final

from preschool_metrics.forms.demo.draw import LAST, MONTHS, Draw, split
from preschool_metrics.forms.demo.kindergarten import MadeUp
from preschool_metrics.forms.prefill import Row
from preschool_metrics.model.months import first_day, month_before
from preschool_metrics.model.policy import Area

# Where the towns stand in the last month, taken in turn; of different lengths, so that they meet in every combination.
_GROSS: Final = (0.951, 0.9302, 0.968, 0.9298, 0.985, 0.912, 1.032, 0.941, 0.958, 0.905)
_PUBLIC: Final = (0.558, 0.502, 0.473, 0.611, 0.4995, 0.524, 0.442, 0.506, 0.587)
_INCLUSIVE: Final = (0.912, 0.851, 0.935, 0.849, 0.887, 0.823, 1.0)
_WORDS: Final = [
    "春芽",
    "青禾",
    "晨露",
    "星河",
    "彩虹",
    "蓓蕾",
    "金桥",
    "育苗",
    "童乐",
    "麦穗",
    "向阳",
    "启航",
    "芳草",
    "橡树",
    "繁星",
    "贝壳",
    "蓝天",
    "乐融",
    "慧谷",
    "百灵",
    "海棠",
    "清泉",
    "朝霞",
    "枫叶",
    "白鸽",
    "竹韵",
]
_SURNAMES: Final = "赵钱孙李周吴郑王"
_LARGEST: Final = 280  # on the average of a town's kindergartens of one nature
_SMALL: Final = 42  # up to here all children are in mixed classes
_FEW: Final = 40  # fewer children make no kindergarten


@dataclass(frozen=True, slots=True)
class Town:
    """A made-up town: who lives there, its kindergartens, its day-care points with the month each closes."""

    area: Area
    people: Row
    kindergartens: tuple[MadeUp, ...]
    points: tuple[tuple[int, Row], ...]

    def cover(self, month: int) -> dict[str, object]:
        """Return the fields of the cover in a month (0 to 11)."""
        end = first_day(month_before(MONTHS[month], -1)) - timedelta(days=1)
        return {**self.people, "reference_date": end, "submitted_on": end + timedelta(days=4), "phone": "022-00000000"}


def made_up(area: Area, number: int) -> Town:
    """Return the made-up town of an area; `number` is its place in the register."""
    draw = Draw(f"{area.name} 示例")
    many = draw.whole(9, 22) if area.kind == "street" else draw.whole(3, 10)
    children = round(many * (draw.between(150, 185) if area.kind == "street" else draw.between(95, 150)))
    pools = _pools(children, _PUBLIC[number % len(_PUBLIC)], _INCLUSIVE[number % len(_INCLUSIVE)])
    kindergartens = tuple(_kindergartens(draw, area, number, _counts(pools, many), pools))
    return Town(area, _people(draw, children, _GROSS[number % len(_GROSS)]), kindergartens, tuple(_points(draw, area)))


def _pools(children: int, public: float, inclusive: float) -> dict[str, int]:
    """Divide a town's children of the last month among public, inclusive private and other private kindergartens."""
    others = round(children * (1 - inclusive))
    others = others if others >= _FEW else 0
    in_public = round(children * public)
    return {"public": in_public, "inclusive_private": children - in_public - others, "other_private": others}


def _counts(pools: dict[str, int], many: int) -> dict[str, int]:
    """Return how many kindergartens of each nature there are; public ones are larger."""
    children = sum(pools.values())
    public = max(round(many * pools["public"] / children * 0.85), ceil(pools["public"] / _LARGEST))
    others = ceil(max(many * pools["other_private"] / children - 0.5, pools["other_private"] / _LARGEST))
    inclusive = max(many - public - others, ceil(pools["inclusive_private"] / _LARGEST))
    return {"public": public, "inclusive_private": inclusive, "other_private": others}


def _kindergartens(
    draw: Draw, area: Area, number: int, counts: dict[str, int], pools: dict[str, int]
) -> Iterator[MadeUp]:
    words, code = iter(draw.shuffled(_WORDS)), 1112_900_000 + number * 100
    moved = {"public": draw.between(0.86, 0.92), "inclusive_private": draw.between(0.97, 1.0), "other_private": 1.02}
    ratios = draw.between(-0.35, 0.45)
    recognised = draw.whole(3, 10) if counts["inclusive_private"] > 1 and draw.chance(0.6) else 0
    for nature, count in counts.items():
        weights = [draw.between(0.75, 1.25) for _ in range(count)]
        for at, (first, last) in enumerate(
            zip(split(round(pools[nature] * moved[nature]), weights), split(pools[nature], weights), strict=True)
        ):
            code += 1
            name = "中心" if nature == "public" and at == 0 else next(words)
            own = _fixed(draw, f"{_stem(area)}{name}示例幼儿园", str(code), nature, last)
            late = recognised if nature == "inclusive_private" and at == 0 else 0
            yield _kindergarten(draw, own, nature, late, (first, last), ratios)


def _kindergarten(
    draw: Draw, fixed: Row, nature: str, recognised: int, children: tuple[int, int], ratios: float
) -> MadeUp:
    mixed = max(children) <= _SMALL
    ages = (
        (0.0, 0.0, 0.0, 1.0)
        if mixed
        else (draw.between(0.29, 0.32), draw.between(0.32, 0.35), draw.between(0.34, 0.38), 0.0)
    )
    own = ratios + draw.between(-0.3, 0.3)
    health_from = 0 if draw.chance(0.6) else draw.whole(4, LAST + 4)
    certified = draw.between(0.84, 0.94)
    return MadeUp(
        fixed,
        nature,
        recognised,
        children,
        0 if mixed or not draw.chance(0.25) else draw.whole(12, 18),
        ages,
        (9.6 + own, 8.9 + own),
        (7.7 + own, 7.0 + own),
        health_from,
        (certified, min(certified + draw.between(0.03, 0.1), 1.0)),
    )


def _fixed(draw: Draw, name: str, code: str, nature: str, children: int) -> dict[str, object]:
    handed_over = (
        date(2016, 9, 1) + timedelta(days=draw.whole(0, 2000)) if nature == "public" and draw.chance(0.2) else None
    )
    return {
        "name": name,
        "code": code,
        "sponsor": draw.pick(("831 县级教育部门", "831 县级教育部门", "894 集体"))
        if nature == "public"
        else "999 民办",
        "profit": "for_profit" if nature == "other_private" and draw.chance(0.6) else "non_profit",
        "schedule": "boarding" if nature == "other_private" and draw.chance(0.1) else "full_day",
        "community_attached": "yes" if handed_over else "no",
        "handed_over_on": handed_over,
        "leave_time_summer": draw.pick((time(17, 0), time(17, 0), time(17, 15), time(17, 30))),
        "leave_time_winter": draw.pick((time(16, 30), time(16, 30), time(16, 45), time(17, 0))),
        "area_building": round(children * draw.between(9.5, 13)),
        "area_outdoor": round(children * draw.between(3.6, 6)),
        "party_branch": "yes" if draw.chance(0.9) else "no",
        "guards": 1 + children // 120,
        "alarm": "yes" if draw.chance(0.97) else "no",
        "video": "yes" if draw.chance(0.95) else "no",
        **_kept(Draw(f"{name} 保障"), nature),
    }


def _kept(draw: Draw, nature: str) -> dict[str, object]:
    """Return what else the plan asks of a kindergarten; a sequence of its own leaves all other figures as they are."""
    public = nature == "public"
    chances = {"social_insurance": 0.97, "housing_fund": 0.93, "extended_care": 0.6 if public else 0.4, "meals": 0.9}
    chances |= {"open_month": 0.94} if public else {}
    return {name: "yes" if draw.chance(chance) else "no" for name, chance in chances.items()}


def _people(draw: Draw, children: int, gross: float) -> dict[str, object]:
    ages = split(round(children / gross), (0.318, 0.335, 0.347))
    residents = {f"population_resident_{age}": number for age, number in zip((3, 4, 5), ages, strict=True)}
    names = [f"{surname}示例" for surname in draw.shuffled(_SURNAMES)]
    registered = round(sum(ages) * draw.between(0.9, 1.05))
    return {**residents, "population_registered_3_5": registered, "filled_by": names[0], "reviewed_by": names[1]}


def _points(draw: Draw, area: Area) -> Iterator[tuple[int, Row]]:
    """Yield day-care points with the month each is closed in; new ones may not be registered."""
    for at in range(draw.whole(0, 5)):
        yield (
            LAST + 1 if draw.chance(0.5) else draw.whole(2, LAST),
            {
                "name": f"{_stem(area)}{'甲乙丙丁戊'[at]}示例托幼点",
                "registered_on": date(2015, 3, 1) + timedelta(days=draw.whole(0, 1800)),
                "enrolled": draw.whole(8, 26),
                "status": "在办",
                **_looked_after(Draw(f"{area.name} {at} 监管")),
            },
        )


def _looked_after(draw: Draw) -> dict[str, object]:
    """Return what the plan asks of a day-care point: examined again, a supervisor sent, hazards removed."""
    return {
        "reviewed_on": date(2023, 3, 1) + timedelta(days=draw.whole(0, 30)) if draw.chance(0.85) else None,
        "supervisor": f"{draw.pick(_SURNAMES)}示例" if draw.chance(0.8) else "否",
        "open_hazards": draw.whole(1, 2) if draw.chance(0.1) else 0,
    }


def _stem(area: Area) -> str:
    return area.name.removesuffix("街道").removesuffix("镇")
