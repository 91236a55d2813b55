"""Towns of which nothing or not all is known, alone and beside others: every file of the batch is made, in every policy."""

from collections.abc import Mapping

import pytest

from preschool_metrics.forms.demo.draw import MONTHS
from preschool_metrics.language import Language, speaking
from preschool_metrics.report.batch import FORMATS, Job
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.view import view_of
from preschool_metrics.workflow.plan import plans_of
from tests.builder import assessed
from tests.report.months import telling_pieces
from tests.report.test_view import COVER
from tests.report.test_view import town as return_of

MONTH, BEFORE = MONTHS[-1], MONTHS[-2]
DAMAGED = b"PK\x03\x04 cut off"
ROSTER = """
## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |
| 甲幼儿园 | {nature} | {enrolled} | {staff} |
| 乙幼儿园 | 普惠性民办 | 90 | 10 |
"""


def town(
    area: str = "曹子里镇", month: str = MONTH, *, population: object = 200, nature: str = "公办",
    enrolled: object = 100, staff: object = 18,
) -> str:  # fmt: skip
    cover = COVER.format(area=area, period=month, population=population)
    return cover + ROSTER.format(nature=nature, enrolled=enrolled, staff=staff)


MONTHS_OF_TOWNS: Mapping[str, Mapping[str, str | bytes]] = {
    "everything unknown": {"a": town(population="", nature="", enrolled="", staff="")},
    "no number anywhere": {"a": town(population="约200", enrolled="约9", staff="？")},
    "no nature": {"a": town(nature="")},
    "no children": {"a": town(enrolled="")},
    "no staff": {"a": town(staff="")},
    "more children than there are": {"a": town(population=20)},
    "nought of all": {"a": town(population=0, enrolled=0, staff=0)},
    "a cover alone": {"a": COVER.format(area="曹子里镇", period=MONTH, population=200)},
    "two towns, one unknown": {"a": town(), "b": town("王庆坨镇", enrolled="", staff="")},
    "a whole group, one unknown": {
        name: town(name, enrolled="" if name == "大良镇" else 60)
        for name in ("梅厂镇", "大碱厂镇", "崔黄口镇", "大良镇", "下伍旗镇")
    },
    "a town twice": {"a": town(), "b": town(enrolled=5)},
    "known before": {f"{BEFORE}/a": town(month=BEFORE), "a": town(enrolled="")},
    "unknown before": {f"{BEFORE}/a": town(month=BEFORE, enrolled=""), "a": town()},
    "months missing between": {"2023-11/a": town(month="2023-11", enrolled=""), "a": town(enrolled=3)},
    "an area of no register": {"a": town("某某乡", staff="")},
    "a county": {"a": return_of("某某县", MONTH, staff="")},
    "nothing that can be read": {"a": DAMAGED},
    "one that cannot be read": {"曹子里镇": DAMAGED, "b": town("王庆坨镇", enrolled="")},
}


@pytest.mark.parametrize(
    ("profiles", "language", "planned"),
    [
        (("wuqing-2023",), "zh", True),
        (("national-2020",), "zh", True),
        (("staffing-2013", "wuqing-2023"), "en", True),
        (("national-2020",), "en", False),
    ],
    ids=str,
)
@pytest.mark.parametrize("case", MONTHS_OF_TOWNS)
def test_every_file_is_made(case: str, profiles: tuple[str, ...], language: Language, *, planned: bool) -> None:
    files = {path if "/" in path else f"{MONTH}/{path}": text for path, text in MONTHS_OF_TOWNS[case].items()}
    made = assessed({f"{path}.xlsx": text for path, text in files.items()}, profiles=profiles, period=MONTH)
    plans = plans_of(made) if planned else []
    view = view_of(made, language, plans=plans)
    with speaking(language):
        for piece in telling_pieces(Job(made, view, Templates(), tuple(FORMATS), plans)):
            assert piece.make(), piece.path


def test_notes_of_a_plan_are_said_once() -> None:
    made = assessed({f"{MONTH}/a.xlsx": town(enrolled="")})
    plans = plans_of(made)
    view = view_of(made, plans=plans)
    own = next(each for each in view.towns if each.name == "曹子里镇")
    assert own.plan is not None
    assert own.plan.notes
    with speaking("zh"):
        pieces = telling_pieces(Job(made, view, Templates(), ("md",), plans))
        text = next(each for each in pieces if each.path == "towns/曹子里镇.md").make().decode()
    for note in own.plan.notes:
        assert text.count(note) == 1, note
