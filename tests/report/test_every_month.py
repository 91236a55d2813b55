"""Every month of the demo is reported by every shipped policy: no month fails, and each headline is that of the JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics.catalogue import shipped_profiles
from preschool_metrics.forms.demo.draw import MONTHS
from preschool_metrics.forms.demo.year import write_demo
from preschool_metrics.language import Language, speaking
from preschool_metrics.report.batch import FORMATS, Job
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.view import Comparison, View, view_of
from preschool_metrics.validate import Validated
from preschool_metrics.workflow import assess as reading
from preschool_metrics.workflow.files import examine_all
from preschool_metrics.workflow.plan import plans_of
from tests.report.months import telling_pieces
from tests.report.test_headlines import all_met, binding

EVERY = ("wuqing-2023", "national-2020", "staffing-2013")
POLICIES = [*((each,) for each in EVERY), EVERY]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo's returns of the whole year."""
    folder = tmp_path_factory.mktemp("year")
    for _written in write_demo(folder):
        pass
    return folder / "returns"


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """Read the year once for each choice of policies: its months are then judged one by one."""
    kept: dict[tuple[str, ...], list[Validated]] = {}

    def once(sources: Any, profiles: tuple[str, ...], *others: Any, **more: Any) -> list[Validated]:  # noqa: ANN401
        if profiles not in kept:
            kept[profiles] = list(examine_all(sources, profiles, *others, **more))
        return kept[profiles]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "examine_all", once)
        yield


def test_there_are_three_policies_and_twelve_months() -> None:
    assert set(EVERY) == set(shipped_profiles())
    assert len(MONTHS) == 12


@pytest.mark.parametrize("profiles", POLICIES, ids=" ".join)
@pytest.mark.parametrize(("month", "language"), [*((month, "zh") for month in MONTHS), (MONTHS[-1], "en")])
def test_a_month_is_reported(year: Path, month: str, language: Language, profiles: tuple[str, ...]) -> None:
    """A third of the time would go into workbooks: one a month by the district's policy, and by all of the last month."""
    whole = profiles == EVERY[:1] or month == MONTHS[-1]
    kinds = tuple(kind for kind in FORMATS if whole or kind != "xlsx")
    assessment = reading.assess([year], profile=profiles, period=month)
    plans = plans_of(assessment)
    view = view_of(assessment, language, plans=plans)
    with speaking(language):
        for piece in telling_pieces(Job(assessment, view, Templates(), kinds, plans)):
            assert piece.make(), piece.path
    faces: tuple[View | Comparison, ...] = (view, *view.others)
    for profile, face in zip(profiles, faces, strict=True):
        assert f"{face.towns_all_met}/{face.towns_reported}" == all_met(binding(assessment, profile))
