"""A made-up kindergarten over the year: its children, classes and staff month by month, consistent in every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from preschool_metrics.forms.demo.draw import MONTHS, on_the_way, split
from preschool_metrics.forms.layout import CLASSES, POSTS
from preschool_metrics.forms.prefill import Row
from preschool_metrics.model.measures import AGES

LIMITS: Final = (20, 25, 30, 35, 30)  # children a class: nursery, junior, middle, senior, mixed
_FOR_EACH_HEALTH_WORKER: Final = 150
_ASKED: Final = ("03", "04")  # the months that ask for the open month of March
_MANY_CLASSES, _VERY_MANY = 6, 10  # two heads from six classes on, three from ten


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What a kindergarten is, and the way it goes from the first month to the last.

    fixed                      the fields that stay
    recognised                 the month from which an inclusive private kindergarten is recognised as one
    children                   without nursery
    ages                       weights of junior, middle, senior, mixed
    per_care, per_staff        children to one of the 保教人员, of the 教职工
    health_from                the month from which it has every health worker it needs
    certified                  the part of the teachers with a certificate
    """

    fixed: Row
    nature: str
    recognised: int
    children: tuple[int, int]
    nursery: int
    ages: tuple[float, float, float, float]
    per_care: tuple[float, float]
    per_staff: tuple[float, float]
    health_from: int
    certified: tuple[float, float]

    def row(self, month: int) -> dict[str, object]:
        """Return its row of the roster in a month (0 to 11)."""
        ages, classes = self._of_ages(month), self._classes()
        nature = "other_private" if month < self.recognised else self.nature
        return {
            **self.fixed,
            "open_month": self.fixed.get("open_month") if MONTHS[month][5:] in _ASKED else None,
            "nature": nature,
            "enrolled": sum(ages),
            **dict(zip(AGES, ages, strict=True)),
            "classes": sum(classes),
            **dict(zip(CLASSES, classes, strict=True)),
            "classes_within_limit": sum(classes),
            "places": sum(limit * number for limit, number in zip(LIMITS, classes, strict=True)),
            **self._staff(sum(ages), sum(classes), month),
        }

    def _of_ages(self, month: int) -> list[int]:
        return [self.nursery, *split(round(on_the_way(self.children, month)), self.ages)]

    def _classes(self) -> list[int]:
        """Enough for every month of the year, so that no class is ever above its limit."""
        most = map(max, zip(*(self._of_ages(month) for month in range(len(MONTHS))), strict=True))
        return [ceil(children / limit) for children, limit in zip(most, LIMITS, strict=True)]

    def _staff(self, enrolled: int, classes: int, month: int) -> dict[str, object]:
        care_teaching = max(round(enrolled / on_the_way(self.per_care, month)), 3)
        teachers = ceil(care_teaching * 0.64)
        needed = ceil(enrolled / _FOR_EACH_HEALTH_WORKER)
        health = needed if month >= self.health_from else needed - 1
        heads = 1 + (classes >= _MANY_CLASSES) + (classes >= _VERY_MANY)
        rest = round(enrolled / on_the_way(self.per_staff, month)) - care_teaching - health - heads
        posts = [heads, teachers, care_teaching - teachers, health, *_others(max(rest, 1))]
        return {
            "staff": sum(posts),
            **dict(zip(POSTS, posts, strict=True)),
            "health_staff_part_time": int(health < needed),
            "teachers_certified": min(round(teachers * on_the_way(self.certified, month)), teachers),
        }


def _others(number: int) -> Sequence[int]:
    """Administrative, auxiliary and service staff: the cook first."""
    desk = split(number - 1, (1.0, 0.8, 2.0))[:2]
    return [*desk, number - sum(desk)]
