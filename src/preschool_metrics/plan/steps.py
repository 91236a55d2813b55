"""The steps of a plan in words: how much of what, and why."""

from collections.abc import Iterator, Sequence
from typing import Final

from preschool_metrics.model.actions import ACTIONS, ActionName
from preschool_metrics.model.measures import heading_of
from preschool_metrics.model.plan import Situation, Step
from preschool_metrics.model.text import Text
from preschool_metrics.plan.planner import Chosen, Reason
from preschool_metrics.plan.staff import moved, staff_listed
from preschool_metrics.plan.targets import hires_for, is_staff_line, unknown_fields

_NEEDED: Final = Text("不做此项，{targets}", "without it {targets}")
_ONLY: Final = Text("{title}只有{numerator}/{denominator}", "{title} is only {numerator}/{denominator}")
_RATIO: Final = Text("{title}为{numerator}名幼儿配{denominator}人", "{title} is {numerator} children to {denominator}")
_SITES: Final = Text("{title}还缺{lack}人", "{title} lacks {lack}")
_SHARED: Final = Text("合计的{title}不达标", "{title} of all together is missed")
_TOGETHER: Final = Text("与其他各项合起来达标", "the targets are met together with the other actions")
_FREE: Final = {
    (True, False): Text("；都可用公办园现有空余学位", "; free places in public kindergartens are enough"),
    (True, True): Text(
        "；其中{free}人可用公办园现有空余学位，另需新增学位{new}个",
        "; {free} of them on free public places, {new} new places are needed",
    ),
    (False, True): Text(
        "；公办园没有空余学位，需新增学位{new}个", "; no public place is free, {new} new places are needed"
    ),
}
_LISTED: Final = Text(
    "按{titles}的目标测算；本级不作约束，只列出，不计入成本",
    "wanted by {titles}; the line does not apply at this level, so it is listed only and costs nothing here",
)
_UNKNOWN: Final = Text("{fields}未知，无法测算", "{fields} unknown: cannot be said")
_PARTLY: Final = Text("；{fields}未知，只按已知的指标测算", "; {fields} unknown: only for the lines that are known")


def steps_of(situation: Situation, chosen: Chosen, *, listing: bool = True) -> Iterator[Step]:
    """Yield the steps of an area in the order of the actions, each with its reason.

    `listing` adds the staff that is only listed: what lines want that do not apply at this level.
    """
    listed = staff_listed(situation, chosen.counts) if listing and situation.received else {}
    unknown = _unknown(situation) if situation.received else {}
    for action in ACTIONS:
        count = chosen.counts.get(action, 0)
        turned = [site for site, how in chosen.turned if how == action]
        why = _why(situation, chosen, action, unknown.get(action, ())) if count else Text("", "")
        if turned:
            yield from (Step(action, site.children, site.name, why) for site in turned)
        elif count:
            yield Step(action, count, None, why)
        if action in unknown and not count:
            yield Step(action, None, None, _UNKNOWN.fill(fields=_headings(unknown[action])), listed=True)
        elif action in listed:
            titles = [each.indicator.title for each in situation.targets if is_staff_line(each) and not each.applies]
            yield Step(action, listed[action], None, _LISTED.fill(titles=joined(titles)), listed=True)


def _unknown(situation: Situation) -> dict[ActionName, tuple[str, ...]]:
    """Return the hires that nobody can tell, with the fields that keep them so; other staff hangs on all of them."""
    unknown: dict[ActionName, tuple[str, ...]] = {}
    for target in situation.targets:
        fields = unknown_fields(target, situation) if is_staff_line(target) else ()
        for hire in hires_for(target) if fields else ():
            unknown[hire] = tuple(dict.fromkeys((*unknown.get(hire, ()), *fields)))
    staffed = any("staff" in each.indicator.measure.denominator for each in situation.targets)
    if unknown and staffed and "hire_other" not in unknown:
        unknown["hire_other"] = tuple(dict.fromkeys(field for fields in unknown.values() for field in fields))
    return unknown


def _why(situation: Situation, chosen: Chosen, action: ActionName, unknown: Sequence[str]) -> Text:
    without = moved(situation, {each: count for each, count in chosen.counts.items() if each != action})
    missed = [_instead(reason, without) for reason in chosen.reasons.get(action, ())]
    why = _NEEDED.fill(targets=joined(missed)) if missed else _TOGETHER
    more = _PARTLY.fill(fields=_headings(unknown)) if unknown else _free(situation, chosen, action)
    return Text(why.zh + more.zh, why.en + more.en) if more else why


def _instead(reason: Reason, without: Situation) -> Text:
    """Say what a target would be without an action; of one that all areas share only that it is missed."""
    target = reason.target
    measure, title = target.indicator.measure, target.indicator.title
    if reason.shared:
        return _SHARED.fill(title=title)
    if measure.kind == "requirement":
        return _SITES.fill(title=title, lack=without.lacks.get(target.indicator.id))
    numerator = sum(without.amounts.get(name) or 0 for name in measure.numerator)
    denominator = sum(without.amounts.get(name) or 0 for name in measure.denominator)
    said = _RATIO if target.indicator.display == "one_to_n" else _ONLY
    return said.fill(title=title, numerator=numerator, denominator=denominator)


def _free(situation: Situation, chosen: Chosen, action: ActionName) -> Text | None:
    """Say how many of the new children find a free place in a public kindergarten: these are filled first."""
    if action != "new_public" or situation.free_places is None:
        return None
    free = min(chosen.counts[action], situation.free_places)
    new = chosen.counts[action] - free
    return _FREE[free > 0, new > 0].fill(free=free, new=new)


def _headings(fields: Sequence[str]) -> Text:
    return joined([heading_of(field) for field in fields])


def joined(texts: Sequence[Text]) -> Text:
    """Return texts as a list in both languages."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))
