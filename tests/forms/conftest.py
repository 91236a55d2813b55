"""What the tests of the forms share: the profile, one town, and a form written to disk once."""

from pathlib import Path

import pytest

from preschool_metrics.catalogue.loader import load_profile
from preschool_metrics.forms.form import write_form
from preschool_metrics.model.policy import Area, Profile

PERIOD = "2024-03"


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile("wuqing-2023")


@pytest.fixture(scope="session")
def area(profile: Profile) -> Area:
    return next(area for area in profile.areas if area.name == "曹子里镇")


@pytest.fixture(scope="session")
def empty_form(profile: Profile, area: Area, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "曹子里镇.xlsx"
    write_form(path, profile=profile, area=area, period=PERIOD)
    return path
