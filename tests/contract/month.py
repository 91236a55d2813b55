"""The demo's returns of its last month and the one before it, which is all that most tests need of the year."""

from pathlib import Path

from preschool_metrics.catalogue import load_profile
from preschool_metrics.forms.demo.draw import LAST, MONTHS
from preschool_metrics.forms.demo.faults import Planted
from preschool_metrics.forms.demo.year import PROFILE, made_up_returns
from preschool_metrics.forms.form import write_form


def write_last_month(folder: Path) -> list[Planted]:
    """Write the returns of the last two months below `folder`/returns; return the faults planted in the last."""
    profile = load_profile(PROFILE)
    planted: list[Planted] = []
    for each in made_up_returns():
        if each.month >= LAST - 1:
            area, period = each.town.area, MONTHS[each.month]
            write_form(folder / each.path, profile=profile, area=area, period=period, prefill=each.content, rows=0)
            planted += each.planted if each.month == LAST else ()
    return planted
